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
            ListKind::Bulleted => self.items(&list.items, |_| "-".into()),
            // The mark stands in the text of an item with a bullet.
            ListKind::LowerAlpha | ListKind::LowerRoman if is_read_otherwise(list) => {
                self.items(&list.items, |item| format!("- {}", guarded(&item.mark)))
            }
            ListKind::Decimal | ListKind::LowerAlpha | ListKind::LowerRoman => {
                self.items(&list.items, |item| item.mark.clone())
            }
        }
    }

    /// Items close together when none holds more than its text and lists.
    fn items(&self, items: &[ListItem], mark: impl Fn(&ListItem) -> String) -> Lines {
        let close = items.iter().all(is_short);
        let items = items.iter().map(|item| {
            let mut lines = join(self.parts(&item.blocks), usize::from(!close));
            self.anchored(item.id, &mut lines);
            marked(&mark(item), lines)
        });
        join(items.collect(), usize::from(!close))
    }

    /// A labelled list of recommendations. Numbers such as 1.2 begin no list of Markdown: they stand
    /// in the text of an item with a bullet.
    pub fn recommendations(&self, list: &Recommendations) -> Lines {
        let label = list.heading.iter().map(|label| vec![strong(label)]);
        let lead = list.lead.iter().map(|lead| self.paragraph(lead));
        let ordinary = list.items.iter().all(|item| item.mark == format!("{}.", item.ordinal));
        let items = match (list.numbered, ordinary) {
            (false, _) => self.items(&list.items, |_| "-".into()),
            (true, true) => self.items(&list.items, |item| item.mark.clone()),
            (true, false) => self.items(&list.items, |item| format!("- {}", item.mark)),
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
    // "- 1.2" is a bullet and a part of the text.
    let bullet = mark.split(' ').next().unwrap_or(mark);
    let mut lines = lines.into_iter();
    let first = format!("{mark} {}", lines.next().unwrap_or_default());
    let rest = indented(bullet.chars().count() + 1, lines.collect());
    std::iter::once(first.trim_end().to_owned()).chain(rest).collect()
}

/// Whether the first mark would be read as that of another kind of list: i as roman, and v, x, l, c,
/// d, m as letters (fancy lists of the package commonmark-extensions).
fn is_read_otherwise(list: &List) -> bool {
    let first = list.items.first().map(|item| item.ordinal);
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
        ListKind::Decimal => list.items.first().is_some_and(|item| item.ordinal == 1),
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
