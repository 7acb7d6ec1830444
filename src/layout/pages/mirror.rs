//! Pages of a report that is written from right to left.
//!
//! Everything before this step counts x from the edge at which lines begin, and knows nothing of
//! the direction: margins, marks of lists, columns of tables and running heads come out mirrored
//! together. Glyphs stand in their visual order already, and stay so.

use crate::layout::{Item, Page, Rect};

/// Turns a page round.
pub fn mirror(page: &mut Page) {
    let width = page.width;
    page.items.iter_mut().for_each(|item| turn(item, width));
}

fn turn(item: &mut Item, page_width: f32) {
    match item {
        Item::Glyphs(run) => {
            let width: f32 = run.glyphs.iter().map(|glyph| glyph.advance).sum();
            run.origin.x = page_width - run.origin.x - width;
        }
        Item::Fill { rect, .. } => turn_rect(rect, page_width),
        Item::Image { rect, window, .. } => {
            turn_rect(rect, page_width);
            window.iter_mut().for_each(|window| turn_rect(window, page_width));
        }
        Item::Link(link) => turn_rect(&mut link.rect, page_width),
    }
}

fn turn_rect(rect: &mut Rect, page_width: f32) {
    rect.x = page_width - rect.x - rect.width;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::{Artifact, Owner, PageKind, PageLabel};
    use crate::templates::Colour;

    #[test]
    fn what_stood_at_one_edge_stands_at_the_other() {
        let rect = Rect { x: 10.0, y: 5.0, width: 30.0, height: 1.0 };
        let owner = Owner::Artifact(Artifact::Layout);
        let fill = Item::Fill { rect, colour: Colour::Ink, owner };
        let (label, kind) = (PageLabel::decimal(1), PageKind::Body);
        let mut page = Page { label, kind, width: 100.0, height: 100.0, items: vec![fill] };
        mirror(&mut page);
        let Item::Fill { rect, .. } = &page.items[0] else { panic!() };
        assert_eq!((rect.x, rect.width), (60.0, 30.0));
    }
}
