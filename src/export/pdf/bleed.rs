//! Extends fills and pictures that reach the trim edge into the bleed, so that inaccurate trimming
//! shows no white edge.

use super::page_boxes::PageBoxes;
use crate::layout::Rect;

/// Largest distance from the trim edge that counts as reaching it, in points.
const REACH: f32 = 0.25;

/// A picture extended into the bleed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BledPicture {
    /// The enlarged picture, in its original proportions.
    pub drawn: Rect,
    /// The visible part, to which the picture is clipped.
    pub shown: Rect,
}

impl PageBoxes {
    /// Moves each side that reaches or passes the trim edge out to the edge of the bleed.
    pub fn bleed_rect(&self, rect: &Rect) -> Rect {
        // Outward movement of a side, from its distance inside the trim edge.
        let over = |inside: f32| if inside <= REACH { inside + self.bleed } else { 0.0 };
        let (left, top) = (over(rect.x), over(rect.y));
        let right = over(self.width - rect.x - rect.width);
        let foot = over(self.height - rect.y - rect.height);
        Rect {
            x: rect.x - left,
            y: rect.y - top,
            width: rect.width + left + right,
            height: rect.height + top + foot,
        }
    }

    /// Enlarges a picture until its visible part covers the bleed at every trim edge that it
    /// reaches. Sides that reach no edge stay in place; the rest is clipped at the bleed. Returns
    /// `None` for a picture wholly inside the page.
    pub fn bleed_picture(&self, rect: &Rect, seen: &Rect) -> Option<BledPicture> {
        let shown = self.bleed_rect(seen);
        if shown == *rect {
            return None;
        }
        let across = Growth::new((rect.x, rect.width), (shown.x, shown.width));
        let down = Growth::new((rect.y, rect.height), (shown.y, shown.height));
        let scale = across.scale().max(down.scale());
        let ((x, width), (y, height)) = (across.scaled(scale), down.scaled(scale));
        Some(BledPicture { drawn: Rect { x, y, width, height }, shown })
    }
}

/// Growth of a picture along one axis, in points.
struct Growth {
    start: f32,
    length: f32,
    /// Distance to cover before its start.
    before: f32,
    /// Distance to cover after its end.
    after: f32,
}

impl Growth {
    /// From the start and length of the picture and of its visible part.
    fn new((start, length): (f32, f32), (shown, shown_length): (f32, f32)) -> Growth {
        let before = (start - shown).max(0.0);
        let after = (shown + shown_length - start - length).max(0.0);
        Growth { start, length, before, after }
    }

    /// The smallest scale at which the picture covers the bleed. A picture that must grow at both
    /// ends grows evenly.
    fn scale(&self) -> f32 {
        let both = self.before > 0.0 && self.after > 0.0;
        let more = if both { 2.0 * self.before.max(self.after) } else { self.before + self.after };
        1.0 + more / self.length.max(f32::EPSILON)
    }

    /// Start and length after scaling. A side that reaches no edge stays in place, unless neither
    /// does.
    fn scaled(&self, scale: f32) -> (f32, f32) {
        let more = self.length * (scale - 1.0);
        let before = match (self.before > 0.0, self.after > 0.0) {
            (true, false) => more,
            (false, true) => 0.0,
            (true, true) | (false, false) => more / 2.0,
        };
        (self.start - before, self.length + more)
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;
    use crate::templates::PrintStyle;
    use crate::units::mm_from_pt;

    /// Boxes of a page 200 points square with a bleed of 10 points.
    fn boxes() -> PageBoxes {
        let style = PrintStyle { bleed_mm: mm_from_pt(10.0), ..PrintStyle::default() };
        PageBoxes::new(&sample::page(Vec::new()), &style)
    }

    fn rect(x: f32, y: f32, width: f32, height: f32) -> Rect {
        Rect { x, y, width, height }
    }

    fn rounded(rect: Rect) -> [f32; 4] {
        [rect.x, rect.y, rect.width, rect.height].map(f32::round)
    }

    fn bled(picture: Rect) -> ([f32; 4], [f32; 4]) {
        let bled = boxes().bleed_picture(&picture, &picture).unwrap();
        (rounded(bled.drawn), rounded(bled.shown))
    }

    #[test]
    fn fills_at_the_edge_extend_into_the_bleed() {
        let band = boxes().bleed_rect(&rect(0.0, 0.0, 200.0, 50.0));
        assert_eq!(rounded(band), [-10.0, -10.0, 220.0, 60.0]);
        let rule = rect(20.0, 40.0, 50.0, 0.4);
        assert_eq!(boxes().bleed_rect(&rule), rule);
    }

    #[test]
    fn pictures_inside_the_page_are_unchanged() {
        assert_eq!(
            boxes().bleed_picture(&rect(20.0, 20.0, 160.0, 100.0), &rect(20.0, 20.0, 160.0, 100.0)),
            None
        );
    }

    #[test]
    fn pictures_at_edges_grow_in_proportion_to_cover_the_bleed() {
        // The whole page, then its upper half, then a strip at the left edge that is clipped above
        // and below.
        let page = [-10.0, -10.0, 220.0, 220.0];
        assert_eq!(bled(rect(0.0, 0.0, 200.0, 200.0)), (page, page));
        let half = bled(rect(0.0, 0.0, 200.0, 100.0));
        assert_eq!(half, ([-10.0, -10.0, 220.0, 110.0], [-10.0, -10.0, 220.0, 110.0]));
        let strip = bled(rect(0.0, 50.0, 100.0, 100.0));
        assert_eq!(strip, ([-10.0, 45.0, 110.0, 110.0], [-10.0, 50.0, 110.0, 100.0]));
    }

    #[test]
    fn pictures_beyond_the_bleed_are_clipped_only() {
        let wide = rect(-40.0, -10.0, 280.0, 220.0);
        assert_eq!(bled(wide), (rounded(wide), [-10.0, -10.0, 220.0, 220.0]));
        // Overhanging on the left, short at the top and bottom.
        let (drawn, shown) = bled(rect(-40.0, 0.0, 280.0, 200.0));
        assert_eq!((drawn[1], drawn[3]), (-10.0, 220.0));
        assert!(drawn[0] < -40.0 && drawn[2] == 308.0 && shown == [-10.0, -10.0, 220.0, 220.0]);
    }
}
