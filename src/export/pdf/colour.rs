//! Colour roles → colour operators: sRGB for screens (ISO 32000-1 §8.6.8), CMYK and spot inks for
//! print.

use super::operators::Operators;
use crate::templates::{Colour, Palette, Swatch};

/// The output that colours are written for.
#[derive(Clone, Copy)]
pub enum Colours<'a> {
    /// RGB for screens.
    Screen(&'a Palette),
    /// Inks for print.
    Print(&'a Palette),
}

/// Graphics state in which black overprints; components that are 0 leave the inks below unchanged
/// (§8.6.7, overprint mode 1).
pub const OVERPRINT: &str = "Over";
/// Graphics state in which a colour knocks out the inks below.
pub const KNOCKOUT: &str = "Knock";

/// Resource name of a spot colour.
pub fn spot_resource(index: usize) -> String {
    format!("S{index}")
}

impl Colours<'_> {
    /// Sets the non-stroking colour.
    pub fn fill(self, colour: Colour, out: &mut Operators) {
        match self {
            Colours::Screen(palette) => {
                let rgb = palette.get(colour).screen;
                out.numbers(&[rgb.red, rgb.green, rgb.blue].map(|part| f32::from(part) / 255.0));
                out.line("rg");
            }
            Colours::Print(palette) => print_ink(palette, palette.get(colour), out),
        }
    }
}

fn print_ink(palette: &Palette, ink: &Swatch, out: &mut Operators) {
    out.line(&format!("/{} gs", if ink.overprints() { OVERPRINT } else { KNOCKOUT }));
    let spot = ink.spot.as_ref().and_then(|spot| {
        let spots = palette.spots();
        Some((spots.iter().position(|(known, _)| known.name == spot.name)?, spot.tint))
    });
    match spot {
        Some((index, tint)) => {
            out.word(&format!("/{} cs", spot_resource(index)));
            out.number((tint / 100.0).clamp(0.0, 1.0));
            out.line("scn");
        }
        None => {
            out.numbers(&ink.cmyk.0.map(|part| part / 100.0));
            out.line("k");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;
    use crate::templates::SpotColour;

    fn written(colours: Colours, colour: Colour) -> String {
        let mut out = Operators::default();
        colours.fill(colour, &mut out);
        String::from_utf8(out.into_bytes()).unwrap()
    }

    #[test]
    fn screens_use_rgb_and_print_uses_inks() {
        let palette = sample::style().colours;
        assert_eq!(written(Colours::Screen(&palette), Colour::Paper), "1 1 1 rg\n");
        let print = Colours::Print(&palette);
        assert_eq!(written(print, Colour::Ink), "/Over gs\n0 0 0 1 k\n");
        assert_eq!(written(print, Colour::Primary), "/Knock gs\n1 0.75 0.3 0.25 k\n");
    }

    #[test]
    fn tints_share_the_separation_of_their_spot_colour() {
        let mut palette = sample::style().colours;
        palette.accent.spot = Some(SpotColour { name: "PANTONE 1675 C".into(), tint: 100.0 });
        palette.tint.spot = Some(SpotColour { name: "PANTONE 1675 C".into(), tint: 6.0 });
        let print = Colours::Print(&palette);
        assert_eq!(written(print, Colour::Accent), "/Knock gs\n/S0 cs 1 scn\n");
        assert_eq!(written(print, Colour::Tint), "/Knock gs\n/S0 cs 0.06 scn\n");
        assert_eq!(palette.spots().len(), 1);
    }
}
