//! Templates and labels: `template.yaml` → [`Style`], `labels/<language>.yaml` → [`Labels`]. Files
//! are layered: each overrides the one it extends.

mod block_style;
mod built_in;
mod citation_style;
mod colour;
mod cover_style;
mod font_family;
mod format_styles;
mod labels;
mod layer;
pub mod load;
mod memo;
mod numbering;
mod page_style;
mod paragraph_style;
mod print_style;
mod reference_labels;
mod review_style;
mod style;
mod typography;
mod unprintable;
mod work_labels;

pub use block_style::{
    BoxStyle, ColumnStyle, ContentsStyle, HeadingPrefixStyle, LinkAddresses, LinkStyle, ListStyle,
    NoteNumbering, NotePlacement, NoteStyle, OpenerStyle, PeopleStyle, PrefixPosition,
    PullQuoteStyle, RecommendationStyle, SectionStyle, TableStyle,
};
pub use citation_style::{CitationForm, CitationStyle};
#[cfg(test)]
pub use colour::SpotColour;
pub use colour::{Cmyk, Colour, Palette, Rgb, Swatch};
pub use cover_style::{
    CoverPicturePlace, CoverPictureStyle, CoverStyle, Fit, LogoPlace, PictureAlignment,
};
pub use font_family::{CODE_SIZE, FontFamilies, FontFamily, FontRole, GenericFamily};
pub use format_styles::FormatStyles;
pub use labels::{Labels, OrdinalForms, Ordinals, PluralForms, Quotes, RoleForms};
pub use layer::Layer;
pub use numbering::{NumberPattern, RecommendationNumbering};
pub use page_style::{BreakingStyle, PageStyle, SectionOpening};
pub use paragraph_style::{Alignment, ParagraphStyle, Paragraphs, SMALLEST_SHARE};
#[cfg(test)]
pub use print_style::PrintCondition;
pub use print_style::PrintStyle;
pub use review_style::{Protection, ReviewStyle};
pub use style::Style;
pub use typography::{FigureWidth, Figures, Typography};
