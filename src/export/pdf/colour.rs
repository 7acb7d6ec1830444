//! Colours by role → operators that set them: sRGB for screens (ISO 32000-1 §8.6.8), inks for the
//! press.

use super::operators::Operators;
use crate::templates::{Colour, Palette, Swatch};

/// For what colours are written.
#[derive(Clone, Copy)]
pub enum Colours<'a> {
    /// For screens.
    Screen(&'a Palette),
    /// For the press.
    Press(&'a Palette),
}

/// The graphics state in which black prints over what lies below it; parts of an ink that are 0
/// leave what is there (§8.6.7, overprint mode 1).
pub const OVERPRINT: &str = "Over";
/// The graphics state in which a colour takes the place of what lies below it.
pub const KNOCKOUT: &str = "Knock";

/// The name of a spot colour in the resources of pages.
pub fn spot_resource(index: usize) -> String {
    format!("S{index}")
}

impl Colours<'_> {
    /// Sets the colour that fills.
    pub fn fill(self, colour: Colour, out: &mut Operators) {
        match self {
            Colours::Screen(palette) => {
                let rgb = palette.get(colour).screen;
                out.numbers(&[rgb.red, rgb.green, rgb.blue].map(|part| f32::from(part) / 255.0));
                out.line("rg");
            }
            Colours::Press(palette) => press(palette, palette.get(colour), out),
        }
    }
}

fn press(palette: &Palette, ink: &Swatch, out: &mut Operators) {
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
    fn screens_get_light_and_the_press_inks() {
        let palette = sample::style().colours;
        assert_eq!(written(Colours::Screen(&palette), Colour::Paper), "1 1 1 rg\n");
        let press = Colours::Press(&palette);
        assert_eq!(written(press, Colour::Ink), "/Over gs\n0 0 0 1 k\n");
        assert_eq!(written(press, Colour::Primary), "/Knock gs\n1 0.75 0.3 0.25 k\n");
    }

    #[test]
    fn a_spot_colour_is_an_ink_of_its_own() {
        let mut palette = sample::style().colours;
        palette.accent.spot = Some(SpotColour { name: "PANTONE 1675 C".into(), tint: 100.0 });
        palette.tint.spot = Some(SpotColour { name: "PANTONE 1675 C".into(), tint: 6.0 });
        let press = Colours::Press(&palette);
        assert_eq!(written(press, Colour::Accent), "/Knock gs\n/S0 cs 1 scn\n");
        assert_eq!(written(press, Colour::Tint), "/Knock gs\n/S0 cs 0.06 scn\n");
        assert_eq!(palette.spots().len(), 1);
    }
}
