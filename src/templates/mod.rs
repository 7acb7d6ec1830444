//! template.yaml → [`Style`], `labels/<language>.yaml` → [`Labels`].

mod colour;
mod labels;
pub mod load;
mod paragraph;
mod style;

pub use colour::{Colour, Ink, Palette, Rgb};
pub use labels::{Counted, Labels, Quotes, RecommendationLabel, RecommendationLabels, Roles};
pub use paragraph::{Alignment, Family, ParagraphStyle, Paragraphs};
pub use style::{
    BoxStyle, BreakingStyle, ContentsStyle, CoverStyle, FontFamilies, FontFamily, GenericFamily,
    LabelPosition, LabelStyle, ListStyle, NoteStyle, PageStyle, PeopleStyle,
    RecommendationNumbering, RecommendationStyle, Style, TableStyle, VerticalJustification,
};
