//! template.yaml → [`Style`], `labels/<language>.yaml` → [`Labels`]; each over what it extends.

mod block;
mod colour;
mod cover;
mod family;
mod formats;
mod labels;
mod layer;
pub mod load;
mod numbering;
mod page;
mod paragraph;
mod print;
mod style;
mod typography;

pub use block::{
    BoxStyle, ColumnStyle, ContentsStyle, HeadingPrefixStyle, ListStyle, NoteNumbering, NoteStyle,
    PeopleStyle, PrefixPosition, RecommendationStyle, TableStyle,
};
#[cfg(test)]
pub use colour::SpotColour;
pub use colour::{Cmyk, Colour, Palette, Rgb, Swatch};
pub use cover::{
    CoverPicturePlace, CoverPictureStyle, CoverStyle, Fit, LogoPlace, PictureAlignment,
};
pub use family::{FontFamilies, FontFamily, GenericFamily};
pub use formats::FormatStyles;
pub use labels::{Labels, OrdinalForms, Ordinals, PluralForms, Quotes};
pub use layer::Layer;
pub use numbering::{NumberPattern, RecommendationNumbering};
pub use page::{BreakingStyle, PageStyle, SectionOpening};
pub use paragraph::{Alignment, FontRole, ParagraphStyle, Paragraphs};
#[cfg(test)]
pub use print::PrintCondition;
pub use print::PrintStyle;
pub use style::Style;
pub use typography::{FigureWidth, Figures, Typography};
