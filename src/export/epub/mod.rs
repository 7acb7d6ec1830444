//! Document → EPUB 3.3.

use super::Failure;
use crate::document::Document;
use crate::layout::PageMap;
use crate::templates::Style;

/// Writes the e-book. `map` gives the list of pages; `cover` is the cover as a PNG.
pub fn write(
    document: &Document,
    style: &Style,
    map: &PageMap,
    cover: &[u8],
) -> Result<Vec<u8>, Failure> {
    let _ = (document, style, map, cover);
    Err(Failure("not built yet".into()))
}
