//! The sheet around the trimmed page: boxes (ISO 32000-1 §14.11.2) and bleed.

use lopdf::{Dictionary, Object};

use super::super::object::real;
use crate::layout::Page;
use crate::templates::PrintStyle;

/// Points in a millimetre.
const POINT_MM: f32 = 72.0 / 25.4;
/// The length of crop marks, in points: 5 mm.
pub const MARK: f32 = 5.0 * POINT_MM;
/// What is left free beyond the marks, in points.
const RIM: f32 = 3.0;
/// The least distance of marks from the trimmed page, in points: 3 mm, so that a sheet that is cut
/// askew shows none.
const LEAST_GAP: f32 = 3.0 * POINT_MM;

/// A sheet with the trimmed page in its middle. All lengths are points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sheet {
    /// Width of the trimmed page.
    pub width: f32,
    /// Height of the trimmed page.
    pub height: f32,
    /// How far colour runs over the trimmed edge.
    pub bleed: f32,
    /// From the edge of the sheet to the trimmed page.
    pub margin: f32,
    /// From the trimmed page to the marks.
    pub gap: f32,
}

impl Sheet {
    /// The sheet of a page.
    pub fn new(page: &Page, style: &PrintStyle) -> Sheet {
        let bleed = style.bleed_mm * POINT_MM;
        let gap = bleed.max(LEAST_GAP);
        let marked = style.crop_marks || style.registration_marks;
        let margin = if marked { gap + MARK + RIM } else { bleed };
        Sheet { width: page.width, height: page.height, bleed, margin, gap }
    }

    /// Sets the boxes of a page. There is no crop box: the whole sheet is shown.
    pub fn set_boxes(&self, page: &mut Dictionary) {
        page.remove(b"CropBox");
        page.set("MediaBox", self.rectangle(self.margin));
        page.set("BleedBox", self.rectangle(self.bleed));
        page.set("TrimBox", self.rectangle(0.0));
    }

    /// Width and height of the sheet.
    pub fn size(&self) -> (f32, f32) {
        (self.width + 2.0 * self.margin, self.height + 2.0 * self.margin)
    }

    /// The trimmed page and so much around it, in the coordinates of the sheet.
    fn rectangle(&self, around: f32) -> Object {
        let start = self.margin - around;
        let (right, top) = (self.margin + self.width, self.margin + self.height);
        [start, start, right + around, top + around].map(real).to_vec().into()
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::sample;
    use super::*;

    fn sheet() -> Sheet {
        let style = PrintStyle { bleed_mm: 25.4 / 72.0 * 10.0, ..PrintStyle::default() };
        Sheet::new(&sample::page(Vec::new()), &style)
    }

    #[test]
    fn boxes_lie_in_each_other() {
        let mut page = Dictionary::new();
        page.set("CropBox", Object::Null);
        sheet().set_boxes(&mut page);
        let numbers = |key: &[u8]| -> Vec<f32> {
            page.get(key)
                .unwrap()
                .as_array()
                .unwrap()
                .iter()
                .map(|n| n.as_float().unwrap())
                .collect()
        };
        let (media, bleed, trim) =
            (numbers(b"MediaBox"), numbers(b"BleedBox"), numbers(b"TrimBox"));
        assert!(media[0] == 0.0 && media[0] < bleed[0] && bleed[0] < trim[0]);
        assert!(media[3] > bleed[3] && bleed[3] > trim[3]);
        assert!((trim[2] - trim[0] - 200.0).abs() < 0.01 && !page.has(b"CropBox"));
        assert!((trim[0] - bleed[0] - 10.0).abs() < 0.01);
    }
}
