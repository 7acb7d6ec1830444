//! Lists as Markdown.

use super::syntax::{escape_line_start, list_item, prepend_word};
use super::writer::Writer;
use crate::document::{Block, List, ListItem, ListKind, Paragraph, Recommendations};
use crate::export::lines::{Lines, join};

impl Writer<'_> {
    /// A list with the markers of the document.
    pub fn list(&self, list: &List) -> Lines {
        match list.kind {
            ListKind::Bulleted => self.items(&list.items, |_| Marker::Bullet),
            ListKind::LowerAlpha | ListKind::LowerRoman if is_misread(list) => {
                self.items(&list.items, |item| Marker::Text(escape_line_start(&item.marker.text())))
            }
            ListKind::Decimal | ListKind::LowerAlpha | ListKind::LowerRoman => {
                self.items(&list.items, |item| Marker::Number(item.marker.text()))
            }
        }
    }

    /// List items, without empty lines between them if all are compact.
    fn items(&self, items: &[ListItem], marker: impl Fn(&ListItem) -> Marker) -> Lines {
        let close = items.iter().all(is_compact);
        let items = items.iter().map(|item| {
            let mut lines = join(self.parts(&item.blocks), usize::from(!close));
            self.prepend_anchor(item.id, &mut lines);
            match marker(item) {
                Marker::Bullet => list_item("-", lines),
                Marker::Number(number) => list_item(&number, lines),
                Marker::Text(text) => list_item("-", prepend_word(&text, lines)),
            }
        });
        join(items.collect(), usize::from(!close))
    }

    /// A list of recommendations under its heading. Markdown has no numbers such as 1.2, so they
    /// begin the text of a bulleted item.
    pub fn recommendations(&self, list: &Recommendations) -> Lines {
        let heading = list.heading.iter().map(|heading| vec![self.strong(heading)]);
        let lead = list.lead.iter().map(|lead| self.paragraph(lead));
        let ordinary = |item: &ListItem| item.marker.before.is_empty() && item.marker.after == ".";
        let items = match (list.numbered, list.items.iter().all(ordinary)) {
            (false, _) => self.items(&list.items, |_| Marker::Bullet),
            (true, true) => self.items(&list.items, |item| Marker::Number(item.marker.text())),
            (true, false) => self.items(&list.items, |item| Marker::Text(item.marker.text())),
        };
        join(heading.chain(lead).chain([items]).collect(), 1)
    }

    /// The works cited.
    pub fn bibliography(&self, entries: &[Paragraph]) -> Lines {
        let entries = entries.iter().map(|entry| list_item("-", self.paragraph(entry)));
        join(entries.collect(), 0)
    }
}

/// The marker of an item in Markdown.
enum Marker {
    /// A bullet.
    Bullet,
    /// A number that Markdown recognizes.
    Number(String),
    /// A bullet, with the marker of the document as the first word of the text.
    Text(String),
}

/// Whether the first marker would be read as a marker of another kind of list: i as a roman numeral, and
/// v, x, l, c, d, m as letters (the fancy lists of commonmark-extensions). Letters of other scripts are not
/// read as markers.
fn is_misread(list: &List) -> bool {
    let first = list.items.first().map(|item| item.marker.ordinal);
    let is_latin = |item: &ListItem| item.marker.numeral().is_ascii();
    match list.kind {
        ListKind::Bulleted | ListKind::Decimal => false,
        ListKind::LowerAlpha => first == Some(9) || !list.items.iter().all(is_latin),
        ListKind::LowerRoman => first.is_some_and(|it| [5, 10, 50, 100, 500, 1000].contains(&it)),
    }
}

/// Whether a list may interrupt a paragraph, without an empty line before it (CommonMark 0.31 §5.3).
fn may_follow_text(list: &List) -> bool {
    match list.kind {
        ListKind::Bulleted => true,
        ListKind::Decimal => list.items.first().is_some_and(|item| item.marker.ordinal == 1),
        ListKind::LowerAlpha | ListKind::LowerRoman => false,
    }
}

/// Whether an item is a paragraph, possibly followed by a list of such items.
fn is_compact(item: &ListItem) -> bool {
    match item.blocks.as_slice() {
        [] | [Block::Paragraph(_)] => true,
        [Block::Paragraph(_), Block::List(list)] => {
            may_follow_text(list) && list.items.iter().all(is_compact)
        }
        [..] => false,
    }
}
