//! Sizes of pictures.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::document::ImageId;
use crate::layout::{Item, Page, Rect};

/// Resolution of a rasterized SVG, in pixels per inch.
const RASTER_PPI: f32 = 400.0;
/// Largest number of pixels on its longer side.
const MOST_RASTER: f32 = 5000.0;

/// Pixels on the longer side of a rasterized SVG that measures `side` points.
pub fn raster_side(side: f32) -> u32 {
    (side / 72.0 * RASTER_PPI).ceil().clamp(1.0, MOST_RASTER) as u32
}

/// Pictures on the pages with their largest width or height, in points.
pub fn shown(pages: &[Arc<Page>]) -> Vec<(ImageId, f32)> {
    let mut shown: BTreeMap<usize, f32> = BTreeMap::new();
    for (image, rect) in pages.iter().flat_map(|page| &page.items).filter_map(picture) {
        let side = shown.entry(image.0).or_default();
        *side = side.max(rect.width).max(rect.height);
    }
    shown.into_iter().map(|(image, side)| (ImageId(image), side)).collect()
}

fn picture(item: &Item) -> Option<(ImageId, &Rect)> {
    match item {
        Item::Image { image, rect, .. } => Some((*image, rect)),
        Item::Glyphs(_) | Item::Fill { .. } | Item::Link(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::sample;
    use super::*;
    use crate::document::ElementId;
    use crate::layout::{Owner, Part};

    #[test]
    fn the_largest_size_of_a_picture_counts() {
        let picture = |image, width, height| Item::Image {
            rect: Rect { x: 0.0, y: 0.0, width, height },
            window: None,
            image: ImageId(image),
            owner: Owner::Element(ElementId(1), Part::Content),
        };
        let items = vec![picture(1, 20.0, 30.0), picture(0, 5.0, 4.0), picture(1, 25.0, 10.0)];
        let sizes = shown(&[Arc::new(sample::page(items))])
            .into_iter()
            .map(|(image, side)| (image.0, side));
        assert_eq!(sizes.collect::<Vec<_>>(), [(0, 5.0), (1, 30.0)]);
    }

    #[test]
    fn rasters_have_400_pixels_per_inch_and_a_limit() {
        assert_eq!([72.0, 0.0, 1e6].map(raster_side), [400, 1, 5000]);
    }
}
