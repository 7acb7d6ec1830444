//! Document → DOCX (ECMA-376 Part 1, WordprocessingML transitional).
//!
//! docx-rs gives typed paragraphs, runs and tables; what its types cannot say stands in side
//! tables, which a finishing pass works in. Styles, numbering, settings and the package are written
//! from the template and the document.

mod bookmark;
mod compose;
mod finish;
mod line;
mod links;
mod parts;
mod piece;
mod styles;
mod units;
mod xml;

use super::Failure;
use crate::document::Document;
use crate::layout::PageMap;
use crate::templates::Style;

/// Writes the document for Word. `map` fills the page numbers of the contents.
pub fn write(document: &Document, style: &Style, map: &PageMap) -> Result<Vec<u8>, Failure> {
    let composed = compose::compose(document, style, map);
    parts::package(document, style, &composed)
}
