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
    BoxStyle, ColumnStyle, ContentsStyle, LabelPosition, LabelStyle, ListStyle, NoteNumbering,
    NoteStyle, PeopleStyle, RecommendationStyle, TableStyle,
};
pub use colour::{Cmyk, Colour, Ink, Palette, Rgb, Spot};
pub use cover::{
    CoverPicturePlace, CoverPictureStyle, CoverStyle, Edge, Fit, LogoPlace, LogoStyle,
};
pub use family::{FontFamilies, FontFamily, GenericFamily};
pub use formats::Styles;
pub use labels::{
    Counted, Labels, OrdinalForms, Ordinals, Quotes, RecommendationLabel, RecommendationLabels,
    Roles,
};
pub use layer::Layer;
pub use numbering::{NumberPattern, RecommendationNumbering};
pub use page::{BreakingStyle, PageStyle, SectionOpening, VerticalJustification};
pub use paragraph::{Alignment, Family, ParagraphStyle, Paragraphs};
pub use print::{PrintCondition, PrintStyle};
pub use style::Style;
pub use typography::{FigureWidth, Figures, Typography};
