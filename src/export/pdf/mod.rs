//! Pages → PDF 1.7 (ISO 32000-1).

use super::Failure;
use crate::document::Document;
use crate::fonts::Fonts;
use crate::layout::Layout;
use crate::templates::Style;

/// Writes the pages as a PDF.
pub fn write(
    document: &Document,
    layout: &Layout,
    style: &Style,
    fonts: &Fonts,
) -> Result<Vec<u8>, Failure> {
    let _ = (document, layout, style, fonts);
    Err(Failure("not built yet".into()))
}
