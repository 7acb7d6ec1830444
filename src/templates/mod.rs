//! template.yaml → [`Style`], `labels/<language>.yaml` → [`Labels`]; each over what it extends.

mod colour;
mod cover;
mod formats;
mod labels;
mod layer;
pub mod load;
mod numbering;
mod paragraph;
mod print;
mod style;
mod typography;

pub use colour::{Cmyk, Colour, Ink, Palette, Rgb, Spot};
pub use cover::{
    CoverPicturePlace, CoverPictureStyle, CoverStyle, Edge, Fit, LogoPlace, LogoStyle,
};
pub use formats::Styles;
pub use labels::{
    Counted, Labels, OrdinalForms, Ordinals, Quotes, RecommendationLabel, RecommendationLabels,
    Roles,
};
pub use layer::Layer;
pub use numbering::{NumberPattern, RecommendationNumbering};
pub use paragraph::{Alignment, Family, ParagraphStyle, Paragraphs};
pub use print::{PrintCondition, PrintStyle};
pub use style::{
    BoxStyle, BreakingStyle, ColumnStyle, ContentsStyle, FontFamilies, FontFamily, GenericFamily,
    LabelPosition, LabelStyle, ListStyle, NoteNumbering, NoteStyle, PageStyle, PeopleStyle,
    RecommendationStyle, SectionOpening, Style, TableStyle, VerticalJustification,
};
pub use typography::{FigureWidth, Figures, Typography};
