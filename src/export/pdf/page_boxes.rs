//! Page boxes for print (ISO 32000-1 §14.11.2): media, bleed and trim box, and the space for
//! printer's marks.

use lopdf::{Dictionary, Object};

use super::object::real;
use crate::layout::Page;
use crate::templates::PrintStyle;
use crate::units::{PT_PER_MM, mm_from_pt};

/// Length of crop marks: 5 mm, in points.
pub const MARK: f32 = 5.0 * PT_PER_MM;
/// Space beyond the marks, in points.
const RIM: f32 = 3.0;
/// Smallest distance between the trim edge and the marks: 3 mm, in points. It keeps marks invisible
/// after inaccurate trimming.
const LEAST_GAP: f32 = 3.0 * PT_PER_MM;

/// Page boxes, with the trimmed page in the middle of the sheet. Lengths are points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PageBoxes {
    /// Width of the trimmed page.
    pub width: f32,
    /// Height of the trimmed page.
    pub height: f32,
    /// Width of the bleed.
    pub bleed: f32,
    /// Distance from the edge of the media box to the trim box.
    pub margin: f32,
    /// Distance from the trim box to the printer's marks.
    pub gap: f32,
}

impl PageBoxes {
    /// Computes the boxes of a page.
    pub fn new(page: &Page, style: &PrintStyle) -> PageBoxes {
        let bleed = style.bleed_mm * PT_PER_MM;
        let gap = bleed.max(LEAST_GAP);
        let marked = style.crop_marks || style.registration_marks;
        let margin = if marked { gap + MARK + RIM } else { bleed };
        PageBoxes { width: page.width, height: page.height, bleed, margin, gap }
    }

    /// Sets the boxes of a page. There is no crop box, so that viewers show the whole sheet.
    pub fn set_boxes(&self, page: &mut Dictionary) {
        page.remove(b"CropBox");
        page.set("MediaBox", self.rectangle(self.margin));
        page.set("BleedBox", self.rectangle(self.bleed));
        page.set("TrimBox", self.rectangle(0.0));
    }

    /// Width and height of the media box.
    pub fn size(&self) -> (f32, f32) {
        (self.width + 2.0 * self.margin, self.height + 2.0 * self.margin)
    }

    /// The trim box enlarged by `around` on every side, in default user space.
    fn rectangle(&self, around: f32) -> Object {
        let start = self.margin - around;
        let (right, top) = (self.margin + self.width, self.margin + self.height);
        [start, start, right + around, top + around].map(real).to_vec().into()
    }
}

/// Converts a width and a height from points to millimetres.
pub fn millimetres(width: f32, height: f32) -> (f32, f32) {
    (mm_from_pt(width), mm_from_pt(height))
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    fn boxes() -> PageBoxes {
        let style = PrintStyle { bleed_mm: mm_from_pt(10.0), ..PrintStyle::default() };
        PageBoxes::new(&sample::page(Vec::new()), &style)
    }

    #[test]
    fn boxes_are_nested() {
        let mut page = Dictionary::new();
        page.set("CropBox", Object::Null);
        boxes().set_boxes(&mut page);
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
