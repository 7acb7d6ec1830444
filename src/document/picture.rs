//! Pictures.

use std::sync::Arc;

/// A picture, read but not decoded.
#[derive(Clone, Debug)]
pub struct Image {
    /// Its path as the source gives it.
    pub path: String,
    /// What the bytes are.
    pub format: ImageFormat,
    /// The file as it is.
    pub bytes: Arc<[u8]>,
    /// Width in pixels; of an SVG, its own units, which are pixels of 1/96 inch.
    pub width_px: u32,
    /// Height in pixels.
    pub height_px: u32,
}

impl Image {
    /// Width and height.
    pub fn size(&self) -> (f32, f32) {
        (self.width_px.max(1) as f32, self.height_px.max(1) as f32)
    }
}

/// The picture formats that every output can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImageFormat {
    /// PNG, ISO/IEC 15948.
    Png,
    /// JPEG, ISO/IEC 10918-1.
    Jpeg,
    /// SVG 1.1, checked: it holds no script and refers to nothing outside itself.
    Svg,
}

/// What a report is given to show.
#[derive(Clone, Debug, Default)]
pub struct Pictures {
    /// The pictures that the report names, by the path it gives.
    pub named: Vec<Image>,
    /// The logo that the template brings.
    pub logo: Option<Image>,
}
