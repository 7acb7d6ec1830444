//! Colours by role: for screens, for dark screens and for the press.

use schemars::JsonSchema;
use serde::Deserialize;

/// The colours by role.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Palette {
    /// Text.
    pub ink: Ink,
    /// The leading colour: headings, the cover.
    pub primary: Ink,
    /// The second colour: labels, rules of recommendations.
    pub accent: Ink,
    /// The ground of boxes.
    pub tint: Ink,
    /// Paper: text on the leading colour.
    pub paper: Ink,
}

impl Palette {
    /// The colour of a role.
    pub fn get(&self, colour: Colour) -> &Ink {
        match colour {
            Colour::Ink => &self.ink,
            Colour::Primary => &self.primary,
            Colour::Accent => &self.accent,
            Colour::Tint => &self.tint,
            Colour::Paper => &self.paper,
        }
    }
}

/// A colour for screens, for dark screens and for the press.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Ink {
    /// sRGB as `#RRGGBB`.
    pub screen: Rgb,
    /// sRGB where the reader has chosen a dark ground.
    #[serde(default)]
    pub dark: Option<Rgb>,
    /// Cyan, magenta, yellow, black in percent.
    pub cmyk: [f32; 4],
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
