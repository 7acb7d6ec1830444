//! Lists as Word counts them: which definition and which instance each item belongs to, so that
//! the number that Word computes is the mark that the document decided.

use std::collections::BTreeMap;

use indexmap::IndexSet;

use super::numeral;
use crate::document::{ListItem, ListKind};

/// Word has nine levels, ECMA-376 Part 1 §17.9.6; deeper lists stand on the last.
pub const DEEPEST: u8 = 8;

/// Where a list stands, which rules its indents and bullets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ListContext {
    /// In the text.
    Text,
    /// Recommendations, and lists in them.
    Recommendations,
    /// Paragraphs with a number for citing.
    Paragraphs,
}

/// What Word writes before an item.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Mark {
    /// The bullets of the template, one for each level.
    Bullets,
    /// A mark that stays the same.
    Literal(String),
    /// A number between two texts: "3." and "".
    Number {
        /// How it is counted.
        format: ListKind,
        /// What stands before it.
        before: String,
        /// What stands after it.
        after: String,
    },
}

/// A definition of a list, `w:abstractNum`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AbstractNumbering {
    /// Where the list stands.
    pub place: ListContext,
    /// What Word writes before its items.
    pub mark: Mark,
    /// How many lists of this shape are under way around it: two of them may not share what Word
    /// counts by.
    nested_in: usize,
}

/// An instance of a list, `w:num`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NumberingInstance {
    /// The definition: an index into [`Numbering::shapes`].
    pub shape: usize,
    /// The level that begins anew, and its first number; `None` for bullets.
    pub start: Option<(u8, u32)>,
}

/// Every list of the document.
#[derive(Debug, Default)]
pub struct Numbering {
    shapes: IndexSet<AbstractNumbering>,
    instances: Vec<NumberingInstance>,
    /// The instance of each definition that does not count.
    shared: BTreeMap<usize, usize>,
    /// The lists under way, outermost first.
    open: Vec<Sequence>,
    /// Numbered paragraphs.
    paragraphs: Option<Sequence>,
}

/// A list under way.
#[derive(Clone, Debug)]
struct Sequence {
    place: ListContext,
    level: u8,
    /// What the last item said.
    last: Option<Last>,
}

/// The last item of a list under way.
#[derive(Clone, Debug)]
struct Last {
    mark: Mark,
    instance: usize,
    ordinal: u32,
}

impl Numbering {
    /// Begins a list. `level` counts from 0.
    pub fn begin(&mut self, place: ListContext, level: u8) {
        self.open.push(Sequence { place, level: level.min(DEEPEST), last: None });
    }

    /// Ends the list that was begun last.
    pub fn end(&mut self) {
        self.open.pop();
    }

    /// The instance (`w:numId`) and level of the next item of the list that was begun last.
    /// `bullet` is the mark that the template gives to this level.
    pub fn item(&mut self, kind: ListKind, item: &ListItem, bullet: &str) -> (usize, u8) {
        let mark = Mark::of(kind, &item.mark, item.ordinal, bullet);
        let sequence = self.open.pop().unwrap_or(Sequence::new(ListContext::Text));
        let (sequence, place) = self.next(sequence, mark, item.ordinal);
        self.open.push(sequence);
        place
    }

    /// The instance and level of the next numbered paragraph.
    pub fn paragraph(&mut self, number: &str) -> (usize, u8) {
        let digits: String = number.chars().filter(char::is_ascii_digit).collect();
        let ordinal = digits.parse().unwrap_or(0);
        let mark = Mark::of(ListKind::Decimal, number, ordinal, "");
        let sequence = self.paragraphs.take().unwrap_or(Sequence::new(ListContext::Paragraphs));
        let (sequence, place) = self.next(sequence, mark, ordinal);
        self.paragraphs = Some(sequence);
        place
    }

    fn next(&mut self, before: Sequence, mark: Mark, ordinal: u32) -> (Sequence, (usize, u8)) {
        let Sequence { place, level, last } = before;
        let goes_on = |last: &Last| {
            last.mark == mark && (!mark.counts() || last.ordinal.checked_add(1) == Some(ordinal))
        };
        let instance = match last.filter(goes_on) {
            Some(last) => last.instance,
            None => self.instance(place, level, &mark, ordinal),
        };
        let last = Some(Last { mark, instance, ordinal });
        (Sequence { place, level, last }, (instance + 1, level))
    }

    /// A new instance; what does not count needs none of its own.
    fn instance(&mut self, place: ListContext, level: u8, mark: &Mark, ordinal: u32) -> usize {
        let nested_in = if mark.counts() { self.nested(place, mark) } else { 0 };
        let shape = AbstractNumbering { place, mark: mark.clone(), nested_in };
        let (shape, _) = self.shapes.insert_full(shape);
        if let Some(instance) = self.shared.get(&shape) {
            return *instance;
        }
        let instance = self.instances.len();
        let start = mark.counts().then_some((level, ordinal));
        self.instances.push(NumberingInstance { shape, start });
        if start.is_none() {
            self.shared.insert(shape, instance);
        }
        instance
    }

    /// How many lists around the one at hand count by the same mark.
    fn nested(&self, place: ListContext, mark: &Mark) -> usize {
        let same = |list: &&Sequence| {
            list.place == place && list.last.as_ref().is_some_and(|last| last.mark == *mark)
        };
        self.open.iter().filter(same).count()
    }

    /// Every definition, in order.
    pub fn shapes(&self) -> impl Iterator<Item = &AbstractNumbering> {
        self.shapes.iter()
    }

    /// Every instance, in order; `w:numId` counts from 1.
    pub fn instances(&self) -> &[NumberingInstance] {
        &self.instances
    }
}

impl Sequence {
    fn new(place: ListContext) -> Sequence {
        Sequence { place, level: 0, last: None }
    }
}

impl Mark {
    /// What Word must write so that an item bears this mark.
    fn of(kind: ListKind, mark: &str, ordinal: u32, bullet: &str) -> Mark {
        let literal = || match mark == bullet {
            true => Mark::Bullets,
            false => Mark::Literal(mark.to_owned()),
        };
        let Some((before, number, after)) = last_number(kind, mark) else { return literal() };
        if numeral::read(kind, number) != Some(ordinal) {
            return literal();
        }
        Mark::Number { format: kind, before: before.to_owned(), after: after.to_owned() }
    }

    /// Whether Word counts by it.
    pub fn counts(&self) -> bool {
        matches!(self, Mark::Number { .. })
    }
}

/// The last number in a mark, with what stands before and after it: "3.3" is the third of panel 3.
fn last_number(kind: ListKind, mark: &str) -> Option<(&str, &str, &str)> {
    let belongs = |c: char| numeral::is_sign(kind, c);
    let end = mark.rfind(belongs).map(|last| last + 1)?;
    let (head, after) = mark.split_at(end);
    let (before, number) = head.split_at(head.trim_end_matches(belongs).len());
    Some((before, number, after))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::ElementId;

    fn item(mark: &str, ordinal: u32) -> ListItem {
        ListItem { id: ElementId(0), mark: mark.into(), ordinal, blocks: Vec::new() }
    }

    fn number(kind: ListKind, before: &str, after: &str) -> Mark {
        Mark::Number { format: kind, before: before.into(), after: after.into() }
    }

    #[test]
    fn a_mark_becomes_a_number_between_two_texts() {
        let of = |kind, mark, ordinal| Mark::of(kind, mark, ordinal, "•");
        assert_eq!(of(ListKind::Decimal, "3.3", 3), number(ListKind::Decimal, "3.", ""));
        assert_eq!(of(ListKind::LowerAlpha, "(b)", 2), number(ListKind::LowerAlpha, "(", ")"));
        assert_eq!(of(ListKind::LowerRoman, "(iv)", 4), number(ListKind::LowerRoman, "(", ")"));
        assert_eq!(of(ListKind::Bulleted, "•", 1), Mark::Bullets);
        assert_eq!(of(ListKind::Bulleted, "→", 1), Mark::Literal("→".into()));
    }

    #[test]
    fn what_word_would_count_otherwise_is_written_out() {
        let past_z = Mark::of(ListKind::LowerAlpha, "(ab)", 28, "•");
        assert_eq!(past_z, Mark::Literal("(ab)".into()));
        let other = Mark::of(ListKind::Decimal, "12.", 2, "•");
        assert_eq!(other, Mark::Literal("12.".into()));
    }

    #[test]
    fn each_list_begins_anew_and_a_gap_begins_another() {
        let mut numbering = Numbering::default();
        let mut list = |items: &[(&str, u32)]| {
            numbering.begin(ListContext::Text, 0);
            let ids: Vec<_> = items
                .iter()
                .map(|(mark, ordinal)| {
                    numbering.item(ListKind::Decimal, &item(mark, *ordinal), "•").0
                })
                .collect();
            numbering.end();
            ids
        };
        assert_eq!(list(&[("1.", 1), ("2.", 2)]), [1, 1]);
        assert_eq!(list(&[("5.", 5), ("6.", 6), ("9.", 9)]), [2, 2, 3]);
        let starts: Vec<_> = numbering.instances().iter().map(|i| (i.shape, i.start)).collect();
        assert_eq!(starts, [(0, Some((0, 1))), (0, Some((0, 5))), (0, Some((0, 9)))]);
    }

    #[test]
    fn a_list_within_a_list_of_its_kind_does_not_share_its_count() {
        let mut numbering = Numbering::default();
        numbering.begin(ListContext::Text, 0);
        let outer = numbering.item(ListKind::Decimal, &item("1.", 1), "•");
        numbering.begin(ListContext::Text, 1);
        let inner = numbering.item(ListKind::Decimal, &item("1.", 1), "•");
        numbering.end();
        let next = numbering.item(ListKind::Decimal, &item("2.", 2), "•");
        assert_eq!((outer, inner, next), ((1, 0), (2, 1), (1, 0)));
        assert_eq!(numbering.shapes().count(), 2);
    }

    #[test]
    fn bullets_share_one_instance() {
        let mut numbering = Numbering::default();
        for _ in 0..2 {
            numbering.begin(ListContext::Text, 0);
            assert_eq!(numbering.item(ListKind::Bulleted, &item("•", 1), "•"), (1, 0));
            numbering.end();
        }
    }
}
