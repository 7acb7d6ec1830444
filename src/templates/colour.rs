//! Colours by role: on light screens, on dark screens and in print.

use schemars::JsonSchema;
use serde::Deserialize;

/// The colours by role.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Palette {
    /// The colour of the text.
    pub ink: Swatch,
    /// The main colour: headings and the cover.
    pub primary: Swatch,
    /// The second colour: heading prefixes, roles, rules of recommendations.
    pub accent: Swatch,
    /// The background of boxes.
    pub tint: Swatch,
    /// The colour of the paper, also of text on the main colour.
    pub paper: Swatch,
    /// The colour of links.
    pub link: Swatch,
}

impl Palette {
    /// The swatch of a colour role.
    pub fn get(&self, colour: Colour) -> &Swatch {
        match colour {
            Colour::Ink => &self.ink,
            Colour::Primary => &self.primary,
            Colour::Accent => &self.accent,
            Colour::Tint => &self.tint,
            Colour::Paper => &self.paper,
            Colour::Link => &self.link,
        }
    }

    /// The spot colours of the template without duplicates, each with its process colour equivalent.
    pub fn spots(&self) -> Vec<(&SpotColour, Cmyk)> {
        let mut spots: Vec<(&SpotColour, Cmyk)> = Vec::new();
        for swatch in Colour::ALL.map(|colour| self.get(colour)) {
            if let Some(spot) = &swatch.spot
                && !spots.iter().any(|(known, _)| known.name == spot.name)
            {
                spots.push((spot, swatch.cmyk));
            }
        }
        spots
    }
}

/// One colour, for light screens, dark screens and print.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Swatch {
    /// The colour on screen, sRGB as `#RRGGBB`.
    pub screen: Rgb,
    /// The colour if the reader has chosen a dark background, sRGB as `#RRGGBB`. [default: same as
    /// `screen`]
    #[serde(default)]
    pub dark: Option<Rgb>,
    /// The colour in print: cyan, magenta, yellow and black in percent.
    pub cmyk: Cmyk,
    /// A spot colour to print with instead. `cmyk` is then its process colour equivalent.
    #[serde(default)]
    pub spot: Option<SpotColour>,
}

impl Swatch {
    /// Whether the colour overprints: pure black does, so that misregistration leaves no white gaps.
    pub fn overprints(&self) -> bool {
        self.spot.is_none() && self.cmyk.is_black()
    }
}

/// Cyan, magenta, yellow, black in percent, written `[100, 75, 30, 25]`.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(try_from = "[f32; 4]")]
#[schemars(with = "[f32; 4]")]
pub struct Cmyk(pub [f32; 4]);

impl Cmyk {
    /// The total ink coverage, in percent.
    pub fn total(self) -> f32 {
        self.0.iter().sum()
    }

    /// Whether the colour is pure black: 100 % black and no other ink.
    pub fn is_black(self) -> bool {
        self.0 == [0.0, 0.0, 0.0, 100.0]
    }
}

impl TryFrom<[f32; 4]> for Cmyk {
    type Error = String;

    fn try_from(parts: [f32; 4]) -> Result<Cmyk, String> {
        let is_valid = parts.iter().all(|part| (0.0..=100.0).contains(part));
        is_valid.then_some(Cmyk(parts)).ok_or_else(|| "ink outside 0 to 100 percent".into())
    }
}

/// A spot colour, such as "PANTONE 540 C".
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SpotColour {
    /// The name by which the printer orders the ink.
    pub name: String,
    /// The tint of the ink, in percent.
    #[serde(default = "full")]
    #[schemars(range(min = 0.0, max = 100.0))]
    pub tint: f32,
}

fn full() -> f32 {
    100.0
}

/// A colour in sRGB, written `#RRGGBB`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(try_from = "String")]
#[schemars(with = "String")]
pub struct Rgb {
    /// Red, 0 to 255.
    pub red: u8,
    /// Green, 0 to 255.
    pub green: u8,
    /// Blue, 0 to 255.
    pub blue: u8,
}

impl Rgb {
    /// Six upper-case hexadecimal digits, without `#`.
    pub fn hex(self) -> String {
        format!("{:02X}{:02X}{:02X}", self.red, self.green, self.blue)
    }
}

impl TryFrom<String> for Rgb {
    type Error = String;

    fn try_from(text: String) -> Result<Rgb, String> {
        let invalid = || format!("`{text}` is not a colour: write `#` and six hexadecimal digits");
        let digits =
            text.strip_prefix('#').filter(|digits| digits.len() == 6).ok_or_else(invalid)?;
        let value = u32::from_str_radix(digits, 16).map_err(|_| invalid())?;
        let [_, red, green, blue] = value.to_be_bytes();
        Ok(Rgb { red, green, blue })
    }
}

#[cfg(test)]
impl Rgb {
    /// The relative luminance, 0 to 1 (WCAG 2.2).
    fn luminance(self) -> f32 {
        let linear = |part: u8| match f32::from(part) / 255.0 {
            dark @ ..=0.04045 => dark / 12.92,
            light => ((light + 0.055) / 1.055).powf(2.4),
        };
        0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)
    }

    /// The contrast to another colour, 1 to 21 (WCAG 2.2).
    fn contrast(self, other: Rgb) -> f32 {
        let (one, other) = (self.luminance() + 0.05, other.luminance() + 0.05);
        one.max(other) / one.min(other)
    }
}

/// The role of a colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Colour {
    /// The colour of the text.
    Ink,
    /// The main colour.
    Primary,
    /// The second colour.
    Accent,
    /// The background of boxes.
    Tint,
    /// The colour of the paper.
    Paper,
    /// The colour of links.
    Link,
}

impl Colour {
    /// All colour roles.
    pub const ALL: [Colour; 6] =
        [Colour::Ink, Colour::Primary, Colour::Accent, Colour::Tint, Colour::Paper, Colour::Link];

    /// The name of the role in templates.
    pub fn name(self) -> &'static str {
        match self {
            Colour::Ink => "ink",
            Colour::Primary => "primary",
            Colour::Accent => "accent",
            Colour::Tint => "tint",
            Colour::Paper => "paper",
            Colour::Link => "link",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::load;

    /// Success criteria 1.4.3 and 1.4.1: legible, and different from the text around them (technique
    /// G183 asks for a contrast of 3, which leaves `large-print` less than it needs on white).
    #[test]
    fn links_can_be_read_and_told_from_text_and_are_black_in_print() {
        for name in load::names() {
            let palette = load::style(name, load::built_in(name).unwrap()).unwrap().colours;
            let link = &palette.link;
            for paper in [&palette.paper, &palette.tint] {
                assert!(link.screen.contrast(paper.screen) >= 4.5, "{name}");
            }
            assert!(link.screen.contrast(palette.ink.screen) >= 2.3, "{name}");
            assert!(link.cmyk.is_black(), "{name}");
        }
    }
}
