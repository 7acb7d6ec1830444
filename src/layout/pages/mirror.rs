//! Pages of a report written from right to left.
//!
//! The earlier steps measure x from the edge at which lines begin, whatever the direction. Margins, list
//! markers, table columns and running heads are mirrored here together. Glyphs are already in visual
//! order.

use crate::document::is_right_to_left;
use crate::layout::page::Page;

/// Mirrors a page left to right if the language of the report is written from right to left.
pub fn mirror(page: &mut Page, language: &str) {
    if is_right_to_left(language) {
        page.items.iter_mut().for_each(|item| item.mirror(page.width));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::page::{Artifact, Item, Owner, PageKind, Rect};
    use crate::layout::page_label::PageLabel;
    use crate::templates::Colour;

    #[test]
    fn moves_items_to_the_opposite_edge() {
        let rect = Rect { x: 10.0, y: 5.0, width: 30.0, height: 1.0 };
        let owner = Owner::Artifact(Artifact::Layout);
        let fill = Item::Fill { rect, colour: Colour::Ink, owner };
        let (label, kind) = (PageLabel::decimal(1), PageKind::Body);
        let (width, height, items) = (100.0, 100.0, vec![fill]);
        let mut page = Page { label, kind, width, height, items, key: None };
        mirror(&mut page, "ar");
        let Item::Fill { rect, .. } = &page.items[0] else { panic!() };
        assert_eq!((rect.x, rect.width), (60.0, 30.0));
    }
}
