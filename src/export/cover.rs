//! The cover page as a picture, for the covers of e-books.

use super::Failure;
use crate::document::Document;
use crate::fonts::Fonts;
use crate::layout::Page;
use crate::templates::Style;

/// Draws a page as a PNG, `width_px` wide.
pub fn draw(
    page: &Page,
    document: &Document,
    style: &Style,
    fonts: &Fonts,
    width_px: u32,
) -> Result<Vec<u8>, Failure> {
    let _ = (page, document, style, fonts, width_px);
    Err(Failure("not built yet".into()))
}
