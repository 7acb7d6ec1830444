//! Document → DOCX (ECMA-376 Part 1, WordprocessingML transitional).

use super::Failure;
use crate::document::Document;
use crate::layout::PageMap;
use crate::templates::Style;

/// Writes the document for Word. `map` fills the page numbers of the contents.
pub fn write(document: &Document, style: &Style, map: &PageMap) -> Result<Vec<u8>, Failure> {
    let _ = (document, style, map);
    Err(Failure("not built yet".into()))
}
