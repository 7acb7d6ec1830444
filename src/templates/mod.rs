//! template.yaml → [`Style`], `labels/<language>.yaml` → [`Labels`]; each over what it extends.

mod colour;
mod labels;
mod layer;
pub mod load;
mod paragraph;
mod style;

pub use colour::{Colour, Ink, Palette, Rgb};
pub use labels::{Counted, Labels, Quotes, RecommendationLabel, RecommendationLabels, Roles};
pub use layer::Layer;
pub use paragraph::{Alignment, Family, ParagraphStyle, Paragraphs};
pub use style::{
    BoxStyle, BreakingStyle, ContentsStyle, CoverStyle, FontFamilies, FontFamily, GenericFamily,
    LabelPosition, LabelStyle, ListStyle, NoteNumbering, NoteStyle, PageStyle, PeopleStyle,
    RecommendationNumbering, RecommendationStyle, SectionOpening, Style, TableStyle,
    VerticalJustification,
};
