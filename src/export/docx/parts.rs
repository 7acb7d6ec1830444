//! Every part besides the text: each from what it needs, none read back.

mod fonts;
mod numbering;
mod properties;
mod relationships;
mod settings;
mod theme;

pub use fonts::fonts;
pub use numbering::numbering;
pub use properties::{application, core, custom};
pub use relationships::{Relationship, content_types, relationships};
pub use settings::settings;
pub use theme::theme;
