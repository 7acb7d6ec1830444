//! Pictures.

use std::sync::Arc;

/// A picture file that is not decoded.
#[derive(Clone, Debug)]
pub struct Image {
    /// Its path in the source.
    pub path: String,
    /// The format of the file.
    pub format: ImageFormat,
    /// The bytes of the file.
    pub bytes: Arc<[u8]>,
    /// The width in pixels; of an SVG, in user units of 1/96 inch.
    pub width_px: u32,
    /// The height in the same unit.
    pub height_px: u32,
}

impl Image {
    /// The width and height, at least 1.
    pub fn size(&self) -> (f32, f32) {
        (self.width_px.max(1) as f32, self.height_px.max(1) as f32)
    }
}

/// The formats that every output can embed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImageFormat {
    /// PNG (ISO/IEC 15948).
    Png,
    /// JPEG (ISO/IEC 10918-1).
    Jpeg,
    /// SVG 1.1, checked to contain no scripts and no external references.
    Svg,
}

/// The pictures available to a report.
#[derive(Clone, Debug, Default)]
pub struct Pictures {
    /// The pictures named in the report.
    pub named: Vec<Image>,
    /// The logo of the template.
    pub logo: Option<Image>,
}
