//! Colours by role: for screens, for dark screens and for the press.

use schemars::JsonSchema;
use serde::Deserialize;

/// The colours by role.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Palette {
    /// Text.
    pub ink: Swatch,
    /// The leading colour: headings, the cover.
    pub primary: Swatch,
    /// The second colour: labels, rules of recommendations.
    pub accent: Swatch,
    /// The ground of boxes.
    pub tint: Swatch,
    /// Paper: text on the leading colour.
    pub paper: Swatch,
}

impl Palette {
    /// The colour of a role.
    pub fn get(&self, colour: Colour) -> &Swatch {
        match colour {
            Colour::Ink => &self.ink,
            Colour::Primary => &self.primary,
            Colour::Accent => &self.accent,
            Colour::Tint => &self.tint,
            Colour::Paper => &self.paper,
        }
    }

    /// The spot colours that the template names, each once.
    pub fn spots(&self) -> Vec<(&SpotColour, Cmyk)> {
        let mut spots: Vec<(&SpotColour, Cmyk)> = Vec::new();
        for ink in Colour::ALL.map(|colour| self.get(colour)) {
            if let Some(spot) = &ink.spot
                && !spots.iter().any(|(known, _)| known.name == spot.name)
            {
                spots.push((spot, ink.cmyk));
            }
        }
        spots
    }
}

/// A colour for screens, for dark screens and for the press.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Swatch {
    /// sRGB as `#RRGGBB`.
    pub screen: Rgb,
    /// sRGB where the reader has chosen a dark ground.
    #[serde(default)]
    pub dark: Option<Rgb>,
    /// The inks of the press.
    pub cmyk: Cmyk,
    /// The ink of its own that the press may have for it; `cmyk` then stands in for that ink.
    #[serde(default)]
    pub spot: Option<SpotColour>,
}

impl Swatch {
    /// Whether it prints over what lies below it: black ink alone.
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
    /// How much all inks cover together, in percent.
    pub fn total(self) -> f32 {
        self.0.iter().sum()
    }

    /// Whether it is black ink alone.
    pub fn is_black(self) -> bool {
        self.0 == [0.0, 0.0, 0.0, 100.0]
    }
}

impl TryFrom<[f32; 4]> for Cmyk {
    type Error = String;

    fn try_from(parts: [f32; 4]) -> Result<Cmyk, String> {
        let sound = parts.iter().all(|part| (0.0..=100.0).contains(part));
        sound.then_some(Cmyk(parts)).ok_or_else(|| "an ink is not between 0 and 100".into())
    }
}

/// An ink with a name of its own, such as "PANTONE 540 C".
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SpotColour {
    /// The name by which the printer knows it.
    pub name: String,
    /// How much of it, in percent.
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
    /// Green.
    pub green: u8,
    /// Blue.
    pub blue: u8,
}

impl Rgb {
    /// Six hexadecimal digits, upper case, without `#`.
    pub fn hex(self) -> String {
        format!("{:02X}{:02X}{:02X}", self.red, self.green, self.blue)
    }
}

impl TryFrom<String> for Rgb {
    type Error = String;

    fn try_from(text: String) -> Result<Rgb, String> {
        let wrong = || format!("`{text}` is no colour: write `#` and six hexadecimal digits");
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6).ok_or_else(wrong)?;
        let value = u32::from_str_radix(digits, 16).map_err(|_| wrong())?;
        let [_, red, green, blue] = value.to_be_bytes();
        Ok(Rgb { red, green, blue })
    }
}

/// The role of a colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Colour {
    /// Text.
    Ink,
    /// The leading colour.
    Primary,
    /// The second colour.
    Accent,
    /// The ground of boxes.
    Tint,
    /// Paper.
    Paper,
}

impl Colour {
    /// Every role.
    pub const ALL: [Colour; 5] =
        [Colour::Ink, Colour::Primary, Colour::Accent, Colour::Tint, Colour::Paper];

    /// The role as templates name it.
    pub fn name(self) -> &'static str {
        match self {
            Colour::Ink => "ink",
            Colour::Primary => "primary",
            Colour::Accent => "accent",
            Colour::Tint => "tint",
            Colour::Paper => "paper",
        }
    }
}
