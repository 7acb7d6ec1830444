//! Pictures.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use crate::svg::Drawing;

/// A picture.
#[derive(Clone, Debug)]
pub struct Image {
    /// Its path in the source.
    pub path: String,
    /// What the file contains.
    pub content: ImageContent,
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

/// The content of a picture, in one of the formats that every output can embed.
#[derive(Clone, Debug)]
pub enum ImageContent {
    /// The bytes of a PNG (ISO/IEC 15948).
    Png(Arc<[u8]>),
    /// The bytes of a JPEG (ISO/IEC 10918-1).
    Jpeg(Arc<[u8]>),
    /// The shapes of an SVG 1.1, which has no scripts and no external references.
    Svg(Arc<Drawing>),
}

impl Hash for ImageContent {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match self {
            ImageContent::Png(bytes) | ImageContent::Jpeg(bytes) => bytes.hash(state),
            ImageContent::Svg(drawing) => drawing.to_svg().hash(state),
        }
    }
}

/// The pictures available to a report.
#[derive(Clone, Debug, Default)]
pub struct Pictures {
    /// The pictures named in the report.
    pub named: Vec<Image>,
    /// The logo of the template.
    pub logo: Option<Image>,
}
