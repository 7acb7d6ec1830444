//! Lists as Markdown.

use super::Writer;
use super::escape::guarded;
use super::people::strong;
use crate::document::{Block, List, ListItem, ListKind, Paragraph, Recommendations};
use crate::export::lines::{Lines, indented, join};

impl Writer<'_> {
    /// A list; its marks are those of the document.
    pub fn list(&self, list: &List) -> Lines {
        match list.kind {
            ListKind::Bulleted => self.items(&list.items, |_| Marker::Bullet),
            ListKind::LowerAlpha | ListKind::LowerRoman if is_read_otherwise(list) => {
                self.items(&list.items, |item| Marker::Text(guarded(&item.marker.text())))
            }
            ListKind::Decimal | ListKind::LowerAlpha | ListKind::LowerRoman => {
                self.items(&list.items, |item| Marker::Number(item.marker.text()))
            }
        }
    }

    /// Items close together when none holds more than its text and lists.
    fn items(&self, items: &[ListItem], marker: impl Fn(&ListItem) -> Marker) -> Lines {
        let close = items.iter().all(is_short);
        let items = items.iter().map(|item| {
            let mut lines = join(self.parts(&item.blocks), usize::from(!close));
            self.anchored(item.id, &mut lines);
            match marker(item) {
                Marker::Bullet => marked("-", lines),
                Marker::Number(number) => marked(&number, lines),
                Marker::Text(text) => marked("-", prefixed_with(&text, lines)),
            }
        });
        join(items.collect(), usize::from(!close))
    }

    /// A labelled list of recommendations. Numbers such as 1.2 begin no list of Markdown: they stand
    /// in the text of an item with a bullet.
    pub fn recommendations(&self, list: &Recommendations) -> Lines {
        let label = list.heading.iter().map(|label| vec![strong(label)]);
        let lead = list.lead.iter().map(|lead| self.paragraph(lead));
        let ordinary = |item: &ListItem| item.marker.before.is_empty() && item.marker.after == ".";
        let items = match (list.numbered, list.items.iter().all(ordinary)) {
            (false, _) => self.items(&list.items, |_| Marker::Bullet),
            (true, true) => self.items(&list.items, |item| Marker::Number(item.marker.text())),
            (true, false) => self.items(&list.items, |item| Marker::Text(item.marker.text())),
        };
        join(label.chain(lead).chain([items]).collect(), 1)
    }

    /// Works cited.
    pub fn bibliography(&self, entries: &[Paragraph]) -> Lines {
        let entries = entries.iter().map(|entry| marked("-", self.paragraph(entry)));
        join(entries.collect(), 0)
    }
}

/// Puts a mark before the first line and indents the others as far: what is nested in an item stands
/// under its text (CommonMark 0.31 §5.2).
pub fn marked(mark: &str, lines: Lines) -> Lines {
    let mut lines = prefixed_with(mark, lines).into_iter();
    let first = lines.next();
    let rest = indented(mark.chars().count() + 1, lines.collect());
    first.into_iter().chain(rest).collect()
}

/// Puts a word before the first line.
fn prefixed_with(word: &str, mut lines: Lines) -> Lines {
    let first = format!("{word} {}", lines.first().map_or("", String::as_str));
    let first = first.trim_end().to_owned();
    lines.splice(..lines.len().min(1), [first]);
    lines
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

/// Whether the first mark would be read as that of another kind of list: i as roman, and v, x, l, c,
/// d, m as letters (fancy lists of the package commonmark-extensions).
fn is_read_otherwise(list: &List) -> bool {
    let first = list.items.first().map(|item| item.marker.ordinal);
    match list.kind {
        ListKind::Bulleted | ListKind::Decimal => false,
        ListKind::LowerAlpha => first == Some(9),
        ListKind::LowerRoman => first.is_some_and(|it| [5, 10, 50, 100, 500, 1000].contains(&it)),
    }
}

/// Whether a list may follow a paragraph without an empty line between them (CommonMark 0.31 §5.3).
fn may_follow_text(list: &List) -> bool {
    match list.kind {
        ListKind::Bulleted => true,
        ListKind::Decimal => list.items.first().is_some_and(|item| item.marker.ordinal == 1),
        ListKind::LowerAlpha | ListKind::LowerRoman => false,
    }
}

/// Whether an item is a paragraph, and perhaps a list of such items.
fn is_short(item: &ListItem) -> bool {
    let mut blocks = item.blocks.iter();
    let text = blocks.next().is_none_or(|first| matches!(first, Block::Paragraph(_)));
    let nested = |block: &Block| matches!(block, Block::List(list) if may_follow_text(list) && list.items.iter().all(is_short));
    text && blocks.next().is_none_or(nested) && blocks.next().is_none()
}
