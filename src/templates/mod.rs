//! template.yaml → [`Style`], `labels/<language>.yaml` → [`Labels`]; each over what it extends.

mod colour;
mod labels;
mod layer;
pub mod load;
mod paragraph;
mod print;
mod style;
mod typography;

pub use colour::{Cmyk, Colour, Ink, Palette, Rgb, Spot};
pub use labels::{
    Counted, Labels, OrdinalForms, Ordinals, Quotes, RecommendationLabel, RecommendationLabels,
    Roles,
};
pub use layer::Layer;
pub use paragraph::{Alignment, Family, ParagraphStyle, Paragraphs};
pub use print::{PrintCondition, PrintStyle};
pub use style::{
    BoxStyle, BreakingStyle, ColumnStyle, ContentsStyle, CoverStyle, FontFamilies, FontFamily,
    GenericFamily, LabelPosition, LabelStyle, ListStyle, NoteNumbering, NoteStyle, PageStyle,
    PeopleStyle, RecommendationNumbering, RecommendationStyle, SectionOpening, Style, TableStyle,
    VerticalJustification,
};
pub use typography::{FigureWidth, Figures, Typography};
