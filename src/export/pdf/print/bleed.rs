//! What reaches the edge of the trimmed page runs into the bleed, so that a sheet that is cut askew
//! shows no white line.

use super::sheet::Sheet;
use crate::layout::Rect;

/// How near an edge counts as reaching it, in points.
const REACH: f32 = 0.25;

/// A picture that runs into the bleed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BledPicture {
    /// Where it is drawn, in its own proportions.
    pub drawn: Rect,
    /// What of that is shown.
    pub shown: Rect,
}

impl Sheet {
    /// A rectangle with each side that reaches the edge of the trimmed page, or lies beyond it, moved
    /// to the edge of the bleed.
    pub fn into_bleed(&self, rect: &Rect) -> Rect {
        // How far each side must move outwards, from the distance between it and the trimmed edge.
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

    /// A picture of which a part is seen, enlarged where that reaches an edge until it covers the
    /// bleed there: sides that reach no edge stay where they are, what stands out over the bleed is
    /// cut off. `None` for a picture that is seen whole within the page.
    pub fn picture_into_bleed(&self, rect: &Rect, seen: &Rect) -> Option<BledPicture> {
        let shown = self.into_bleed(seen);
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

/// How a picture must grow along one axis. Lengths are points.
struct Growth {
    start: f32,
    length: f32,
    /// How far before its start it must reach.
    before: f32,
    /// How far after its end.
    after: f32,
}

impl Growth {
    /// From the start and length of the picture to those of what is shown.
    fn new((start, length): (f32, f32), (shown, shown_length): (f32, f32)) -> Growth {
        let before = (start - shown).max(0.0);
        let after = (shown + shown_length - start - length).max(0.0);
        Growth { start, length, before, after }
    }

    /// The least scale at which the picture reaches far enough. Where it must do so on both sides, it
    /// grows to both alike.
    fn scale(&self) -> f32 {
        let both = self.before > 0.0 && self.after > 0.0;
        let more = if both { 2.0 * self.before.max(self.after) } else { self.before + self.after };
        1.0 + more / self.length.max(f32::EPSILON)
    }

    /// Start and length at a scale: a side that reaches no edge stays, unless neither does.
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
    use super::super::super::sample;
    use super::*;
    use crate::templates::PrintStyle;

    /// A page 200 points square with a bleed of 10.
    fn sheet() -> Sheet {
        let style = PrintStyle { bleed_mm: 25.4 / 72.0 * 10.0, ..PrintStyle::default() };
        Sheet::new(&sample::page(Vec::new()), &style)
    }

    fn rect(x: f32, y: f32, width: f32, height: f32) -> Rect {
        Rect { x, y, width, height }
    }

    fn rounded(rect: Rect) -> [f32; 4] {
        [rect.x, rect.y, rect.width, rect.height].map(f32::round)
    }

    fn bled(picture: Rect) -> ([f32; 4], [f32; 4]) {
        let bled = sheet().picture_into_bleed(&picture, &picture).unwrap();
        (rounded(bled.drawn), rounded(bled.shown))
    }

    #[test]
    fn what_reaches_an_edge_runs_into_the_bleed() {
        let band = sheet().into_bleed(&rect(0.0, 0.0, 200.0, 50.0));
        assert_eq!(rounded(band), [-10.0, -10.0, 220.0, 60.0]);
        let rule = rect(20.0, 40.0, 50.0, 0.4);
        assert_eq!(sheet().into_bleed(&rule), rule);
    }

    #[test]
    fn a_picture_within_the_page_stays() {
        assert_eq!(
            sheet().picture_into_bleed(
                &rect(20.0, 20.0, 160.0, 100.0),
                &rect(20.0, 20.0, 160.0, 100.0)
            ),
            None
        );
    }

    #[test]
    fn a_picture_at_edges_grows_in_its_proportions_and_covers_the_bleed() {
        // The whole page; the upper half, whose foot stays; a strip at the left, cut above and below.
        let page = [-10.0, -10.0, 220.0, 220.0];
        assert_eq!(bled(rect(0.0, 0.0, 200.0, 200.0)), (page, page));
        let half = bled(rect(0.0, 0.0, 200.0, 100.0));
        assert_eq!(half, ([-10.0, -10.0, 220.0, 110.0], [-10.0, -10.0, 220.0, 110.0]));
        let strip = bled(rect(0.0, 50.0, 100.0, 100.0));
        assert_eq!(strip, ([-10.0, 45.0, 110.0, 110.0], [-10.0, 50.0, 110.0, 100.0]));
    }

    #[test]
    fn a_picture_beyond_the_bleed_is_cut_and_not_enlarged() {
        let wide = rect(-40.0, -10.0, 280.0, 220.0);
        assert_eq!(bled(wide), (rounded(wide), [-10.0, -10.0, 220.0, 220.0]));
        // Too far on one side, not far enough on the other.
        let (drawn, shown) = bled(rect(-40.0, 0.0, 280.0, 200.0));
        assert_eq!((drawn[1], drawn[3]), (-10.0, 220.0));
        assert!(drawn[0] < -40.0 && drawn[2] == 308.0 && shown == [-10.0, -10.0, 220.0, 220.0]);
    }
}
