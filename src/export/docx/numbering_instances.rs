//! Word numbering: the abstract numbering and the numbering instance of each list item, chosen so
//! that the number Word computes is the marker of the document.

use std::collections::BTreeMap;
use std::hash::Hash;

use indexmap::IndexSet;

use super::geometry::item_indents_pt;
use crate::cache::Key;
use crate::document::{ListKind, ListMarker};
use crate::numerals::{Alphabet, letters, roman};
use crate::templates::Style;

/// The deepest of Word's nine levels (ECMA-376 Part 1 §17.9.6); deeper lists use it too.
pub const MAX_LEVEL: u8 = 8;

/// Width of "(viii)", in points.
const ROMAN_PT: f32 = 26.0;
/// Width of "(m)", in points.
const LETTER_PT: f32 = 18.5;

/// The context of a list, which determines indents and bullets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ListContext {
    /// A list in the text.
    Text,
    /// Recommendations, and lists in them.
    Recommendations,
    /// Numbered paragraphs.
    Paragraphs,
    /// Headings, with the suffix of their numbers.
    Headings(Suffix),
}

/// The suffix that Word writes between a number and its paragraph, `w:suff` (§17.9.28).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Suffix {
    /// A tab.
    Tab,
    /// A space.
    Space,
    /// Nothing.
    Nothing,
}

/// How Word writes a number, `ST_NumberFormat` (§17.18.59).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NumberFormat {
    /// 1, 2, 3.
    Decimal,
    /// a, b, c.
    LowerLetter,
    /// A, B, C.
    UpperLetter,
    /// i, ii, iii.
    LowerRoman,
    /// а, б, в.
    RussianLower,
    /// А, Б, В.
    RussianUpper,
    /// أ, ب, ج.
    ArabicAbjad,
    /// 一, 二, 三.
    ChineseCounting,
}

/// The text that Word writes before an item.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum LevelText {
    /// The bullets of the template, one for each level.
    Bullets,
    /// A fixed text.
    Literal(String),
    /// A number between two texts.
    Number {
        /// The number format.
        format: NumberFormat,
        /// The text before the number.
        before: String,
        /// The text after the number.
        after: String,
    },
    /// The numbers of all levels: 1, 1.1, 1.1.1.
    Outline,
}

/// An abstract numbering, `w:abstractNum`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AbstractNumbering {
    /// The context of the list.
    pub context: ListContext,
    /// The text that Word writes before its items.
    pub text: LevelText,
    /// The number of enclosing lists with the same context and text. Word counts by abstract
    /// numbering, so nested lists must not share one.
    nested_in: usize,
}

/// A numbering instance, `w:num`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NumberingInstance {
    /// The index of its abstract numbering.
    pub abstract_numbering: usize,
    /// The level that restarts, and its first number; `None` for bullets and for the instances of
    /// styles.
    pub start: Option<(u8, u32)>,
}

/// The numbering of all lists and numbered paragraphs.
#[derive(Clone, Debug, Default)]
pub struct Numbering {
    abstract_numberings: IndexSet<AbstractNumbering>,
    /// The hash of the first abstract numberings, and how many these are.
    hashed: (Option<Key>, usize),
    instances: Vec<NumberingInstance>,
    /// The instances of abstract numberings without numbers.
    shared: BTreeMap<usize, usize>,
    /// The enclosing lists, outermost first.
    open: Vec<Sequence>,
    paragraphs: Option<Sequence>,
    /// The last number of headings, by the instance of their style.
    headings: BTreeMap<usize, u32>,
    /// The last numbers of sections by level, by their instance.
    sections: BTreeMap<usize, Vec<u32>>,
}

/// What some lists and numbered paragraphs add to a numbering.
#[derive(Clone, Debug)]
pub struct NumberingChange {
    abstract_numberings: Vec<AbstractNumbering>,
    instances: Vec<NumberingInstance>,
    shared: BTreeMap<usize, usize>,
    paragraphs: Option<Sequence>,
    headings: BTreeMap<usize, u32>,
    sections: BTreeMap<usize, Vec<u32>>,
}

/// A list that is being written.
#[derive(Clone, Debug, Hash)]
struct Sequence {
    context: ListContext,
    level: u8,
    last: Option<LastItem>,
}

#[derive(Clone, Debug, Hash)]
struct LastItem {
    text: LevelText,
    instance: usize,
    ordinal: u32,
}

impl AbstractNumbering {
    /// An abstract numbering that is not nested in itself.
    pub fn new(context: ListContext, text: LevelText) -> AbstractNumbering {
        AbstractNumbering { context, text, nested_in: 0 }
    }

    /// Whether a level has the numbers of sections: those of the body, or those of annexes below the
    /// letters.
    pub fn is_outline(&self, style: &Style, level: u8) -> bool {
        let is_letter = match self.text {
            LevelText::Number { format, .. } => format != NumberFormat::Decimal,
            LevelText::Outline | LevelText::Bullets | LevelText::Literal(_) => false,
        };
        let of_annex = is_letter && matches!(self.context, ListContext::Headings(_));
        self.text == LevelText::Outline || (of_annex && level > 0 && style.sections.numbered > 1)
    }

    /// The positions at which the markers and the texts of a level begin, in points; `None` if the number is
    /// part of the first line.
    pub fn indents_pt(&self, style: &Style, level: u8) -> Option<(f32, f32)> {
        let recommendation = match self.context {
            ListContext::Text => false,
            ListContext::Recommendations => true,
            ListContext::Paragraphs | ListContext::Headings(_) => return None,
        };
        let (marker, text) = item_indents_pt(style, recommendation, level);
        let width = match &self.text {
            LevelText::Number { format: NumberFormat::LowerRoman, .. } => ROMAN_PT,
            LevelText::Number { format: NumberFormat::Decimal, .. } => 0.0,
            LevelText::Number { .. } => LETTER_PT,
            LevelText::Outline | LevelText::Bullets | LevelText::Literal(_) => 0.0,
        };
        Some((marker, text.max(marker + width)))
    }
}

impl Numbering {
    /// Numbering that begins with the abstract numberings of the styles: instance n + 1 belongs to abstract
    /// numbering n.
    pub fn new(of_styles: Vec<AbstractNumbering>) -> Numbering {
        let mut numbering = Numbering::default();
        for (index, list) in of_styles.into_iter().enumerate() {
            if !list.text.is_number() {
                numbering.shared.insert(index, index);
            }
            numbering.abstract_numberings.insert(list);
            let start = None;
            numbering.instances.push(NumberingInstance { abstract_numbering: index, start });
        }
        numbering
    }

    /// Everything that the numbers of the next content depend on, if no list is open.
    pub fn state(&mut self) -> impl Hash + '_ {
        let (hash, hashed) = self.hashed;
        let new = self.abstract_numberings.iter().skip(hashed);
        let lists =
            new.fold(hash, |hash, list| Some(Key::new("abstract numberings", (hash, list))));
        self.hashed = (lists, self.abstract_numberings.len());
        let Numbering { instances, shared, open, paragraphs, headings, sections, .. } = &*self;
        let last = paragraphs.as_ref().and_then(|it| it.last.as_ref());
        let continued = last.and_then(|last| instances.get(last.instance));
        let continued = continued.map(|instance| instance.abstract_numbering);
        ((lists, instances.len(), shared, open.len()), paragraphs, continued, headings, sections)
    }

    /// Whether no list is open.
    pub fn is_closed(&self) -> bool {
        self.open.is_empty()
    }

    /// How many abstract numberings and instances there are.
    pub fn counts(&self) -> (usize, usize) {
        (self.abstract_numberings.len(), self.instances.len())
    }

    /// The change since there were so many abstract numberings and instances; `None` if a list is open.
    pub fn change_since(&self, (lists, instances): (usize, usize)) -> Option<NumberingChange> {
        self.open.is_empty().then(|| NumberingChange {
            abstract_numberings: self.abstract_numberings.iter().skip(lists).cloned().collect(),
            instances: self.instances.iter().skip(instances).copied().collect(),
            shared: self.shared.clone(),
            paragraphs: self.paragraphs.clone(),
            headings: self.headings.clone(),
            sections: self.sections.clone(),
        })
    }

    /// Makes a change again, in the same state as before.
    pub fn apply(&mut self, change: &NumberingChange) {
        let NumberingChange { abstract_numberings, instances, shared, .. } = change;
        let NumberingChange { paragraphs, headings, sections, .. } = change;
        self.abstract_numberings.extend(abstract_numberings.iter().cloned());
        self.instances.extend_from_slice(instances);
        self.shared.clone_from(shared);
        self.paragraphs.clone_from(paragraphs);
        self.headings.clone_from(headings);
        self.sections.clone_from(sections);
    }

    /// Begins a list; `level` counts from 0.
    pub fn begin(&mut self, context: ListContext, level: u8) {
        self.open.push(Sequence { context, level: level.min(MAX_LEVEL), last: None });
    }

    /// Ends the innermost list.
    pub fn end(&mut self) {
        self.open.pop();
    }

    /// Returns the numbering instance (`w:numId`) and level of the next item of the innermost list.
    /// `bullet` is the template's bullet for this level.
    pub fn item(&mut self, marker: &ListMarker, bullet: &str) -> (usize, u8) {
        let text = LevelText::of(marker, bullet);
        let sequence = self.open.pop().unwrap_or(Sequence::new(ListContext::Text));
        let (sequence, numbering) = self.next(sequence, text, marker.ordinal);
        self.open.push(sequence);
        numbering
    }

    /// Returns the numbering instance and level of the next numbered paragraph.
    pub fn paragraph(&mut self, number: &ListMarker) -> (usize, u8) {
        let text = LevelText::of(number, "");
        let sequence = self.paragraphs.take().unwrap_or(Sequence::new(ListContext::Paragraphs));
        let (sequence, numbering) = self.next(sequence, text, number.ordinal);
        self.paragraphs = Some(sequence);
        numbering
    }

    /// Returns the numbering instance and level of the next heading; `of_style` is the instance that its
    /// style applies.
    pub fn heading(&mut self, of_style: usize, ordinal: u32) -> (usize, u8) {
        let last = self.headings.insert(of_style, ordinal).unwrap_or(0);
        self.sections.insert(of_style, vec![ordinal]);
        if last.checked_add(1) == Some(ordinal) {
            return (of_style, 0);
        }
        let (abstract_numbering, start) = (of_style.saturating_sub(1), Some((0, ordinal)));
        self.instances.push(NumberingInstance { abstract_numbering, start });
        (self.instances.len(), 0)
    }

    /// Returns the numbering instance and level of the next section, in sections with the numbers `outer`;
    /// `None` if Word would count it differently.
    pub fn section(&mut self, instance: usize, outer: &[u32], ordinal: u32) -> Option<(usize, u8)> {
        let counts = self.sections.entry(instance).or_default();
        let level = outer.len();
        counts.truncate(level + 1);
        let last = counts.get(level).copied().unwrap_or(0);
        if counts.get(..level) != Some(outer) || last.checked_add(1) != Some(ordinal) {
            return None;
        }
        counts.truncate(level);
        counts.push(ordinal);
        Some((instance, u8::try_from(level).ok()?))
    }

    fn next(
        &mut self,
        sequence: Sequence,
        text: LevelText,
        ordinal: u32,
    ) -> (Sequence, (usize, u8)) {
        let Sequence { context, level, last } = sequence;
        let continues = |last: &LastItem| {
            let follows = last.ordinal.checked_add(1) == Some(ordinal);
            last.text == text && (!text.is_number() || follows)
        };
        let instance = match last.filter(continues) {
            Some(last) => last.instance,
            None => self.instance(context, level, &text, ordinal),
        };
        let last = Some(LastItem { text, instance, ordinal });
        (Sequence { context, level, last }, (instance + 1, level))
    }

    /// Creates an instance, or returns the shared one for markers without a number.
    fn instance(
        &mut self,
        context: ListContext,
        level: u8,
        text: &LevelText,
        ordinal: u32,
    ) -> usize {
        let nested_in = if text.is_number() { self.nested(context, text) } else { 0 };
        let (abstract_numbering, _) = self.abstract_numberings.insert_full(AbstractNumbering {
            context,
            text: text.clone(),
            nested_in,
        });
        if let Some(instance) = self.shared.get(&abstract_numbering) {
            return *instance;
        }
        let instance = self.instances.len();
        let start = text.is_number().then_some((level, ordinal));
        self.instances.push(NumberingInstance { abstract_numbering, start });
        if start.is_none() {
            self.shared.insert(abstract_numbering, instance);
        }
        instance
    }

    /// Adds an instance (`w:numId`) of another document; returns its id here. Instances that do not
    /// restart are those of styles and bullets, which are shared.
    pub fn adopt(&mut self, other: &Numbering, id: usize) -> usize {
        let instance = id.checked_sub(1).and_then(|index| other.instances.get(index));
        let list =
            instance.and_then(|it| other.abstract_numberings.get_index(it.abstract_numbering));
        let (Some(instance), Some(list)) = (instance, list) else { return id };
        let (abstract_numbering, _) = self.abstract_numberings.insert_full(list.clone());
        let adopted = NumberingInstance { abstract_numbering, start: instance.start };
        let shared = self.instances.iter().position(|own| *own == adopted && own.start.is_none());
        let index = shared.unwrap_or_else(|| {
            self.instances.push(adopted);
            self.instances.len() - 1
        });
        index + 1
    }

    /// The number of enclosing lists with the same context and text.
    fn nested(&self, context: ListContext, text: &LevelText) -> usize {
        let same = |list: &&Sequence| {
            list.context == context && list.last.as_ref().is_some_and(|last| last.text == *text)
        };
        self.open.iter().filter(same).count()
    }

    /// The abstract numberings in order.
    pub fn abstract_numberings(&self) -> impl Iterator<Item = &AbstractNumbering> {
        self.abstract_numberings.iter()
    }

    /// The abstract numbering of an instance, by its `w:numId`.
    pub fn abstract_of(&self, instance: usize) -> Option<&AbstractNumbering> {
        let instance = self.instances.get(instance.checked_sub(1)?)?;
        self.abstract_numberings.get_index(instance.abstract_numbering)
    }

    /// The instances in order; `w:numId` counts from 1.
    pub fn instances(&self) -> &[NumberingInstance] {
        &self.instances
    }
}

impl Sequence {
    fn new(context: ListContext) -> Sequence {
        Sequence { context, level: 0, last: None }
    }
}

impl LevelText {
    /// The text that Word must write to show the marker.
    pub fn of(marker: &ListMarker, bullet: &str) -> LevelText {
        let ListMarker { kind, ordinal, before, after, .. } = marker;
        let mut formats = NumberFormat::of(*kind).iter();
        if let Some(&format) = formats.find(|it| it.writes(*ordinal, &marker.numeral())) {
            let (before, after) = (before.clone(), after.clone());
            return LevelText::Number { format, before, after };
        }
        match marker.text() {
            text if text == bullet => LevelText::Bullets,
            text => LevelText::Literal(text),
        }
    }

    /// Whether Word counts the items.
    pub fn is_number(&self) -> bool {
        matches!(self, LevelText::Number { .. } | LevelText::Outline)
    }
}

impl NumberFormat {
    /// The formats that the numbers of a list may have; none for bullets.
    fn of(kind: ListKind) -> &'static [NumberFormat] {
        match kind {
            ListKind::Bulleted => &[],
            ListKind::Decimal => &[NumberFormat::Decimal],
            ListKind::LowerAlpha => {
                &[NumberFormat::LowerLetter, NumberFormat::RussianLower, NumberFormat::ArabicAbjad]
            }
            ListKind::LowerRoman => &[NumberFormat::LowerRoman],
        }
    }

    /// The format of annexes with some letters; the format of Latin letters if Word has no such format.
    pub fn of_annexes(letters: &Alphabet) -> NumberFormat {
        let formats =
            [NumberFormat::RussianUpper, NumberFormat::ArabicAbjad, NumberFormat::ChineseCounting];
        let first = letters.capital(1);
        let format = formats.into_iter().find(|format| format.writes(1, &first));
        format.unwrap_or(NumberFormat::UpperLetter)
    }

    /// Whether Word writes a number as the document does.
    pub fn writes(self, ordinal: u32, numeral: &str) -> bool {
        self.numeral(ordinal).as_deref() == Some(numeral)
    }

    /// The numeral that Word writes for a number (`ST_NumberFormat`, §17.18.59); `None` if it is not known,
    /// or differs from ours: after z, Word continues with aa, bb.
    fn numeral(self, ordinal: u32) -> Option<String> {
        let nth =
            |letters: &str| Some(letters.chars().nth(ordinal.checked_sub(1)? as usize)?.into());
        match self {
            NumberFormat::Decimal => (ordinal > 0).then(|| ordinal.to_string()),
            NumberFormat::LowerLetter => (1..=26).contains(&ordinal).then(|| letters(ordinal)),
            NumberFormat::UpperLetter => {
                (1..=26).contains(&ordinal).then(|| letters(ordinal).to_uppercase())
            }
            NumberFormat::LowerRoman => (1..4000).contains(&ordinal).then(|| roman(ordinal)),
            NumberFormat::RussianLower => nth(RUSSIAN),
            NumberFormat::RussianUpper => nth(&RUSSIAN.to_uppercase()),
            NumberFormat::ArabicAbjad => nth(ABJAD),
            NumberFormat::ChineseCounting => nth(CHINESE),
        }
    }
}

/// The letters of `russianLower`.
const RUSSIAN: &str = "абвгдежзиклмнопрстуфхцчшщыэюя";

/// The letters of `arabicAbjad`: the first ten.
const ABJAD: &str = "أبجدهوزحطي";

/// The numbers of `chineseCounting`: the first ten.
const CHINESE: &str = "一二三四五六七八九十";

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(ordinal: u32) -> ListMarker {
        ListMarker::number(ListKind::Decimal, ordinal)
    }

    fn number(format: NumberFormat, before: &str, after: &str) -> LevelText {
        LevelText::Number { format, before: before.into(), after: after.into() }
    }

    #[test]
    fn a_marker_becomes_a_number_between_two_texts() {
        let of = |marker| LevelText::of(&marker, "•");
        let (before, after) = ("3.".into(), String::new());
        let third = ListMarker { before, after, ..decimal(3) };
        assert_eq!(of(third), number(NumberFormat::Decimal, "3.", ""));
        let (alpha, roman) = (ListKind::LowerAlpha, ListKind::LowerRoman);
        assert_eq!(of(ListMarker::number(alpha, 2)), number(NumberFormat::LowerLetter, "(", ")"));
        assert_eq!(of(ListMarker::number(roman, 4)), number(NumberFormat::LowerRoman, "(", ")"));
        assert_eq!(of(ListMarker::bullet("•", 1)), LevelText::Bullets);
        assert_eq!(of(ListMarker::bullet("→", 1)), LevelText::Literal("→".into()));
    }

    #[test]
    fn a_number_that_word_would_write_differently_is_literal() {
        let past_z = LevelText::of(&ListMarker::number(ListKind::LowerAlpha, 28), "•");
        assert_eq!(past_z, LevelText::Literal("(ab)".into()));
    }

    #[test]
    fn each_list_restarts_and_a_gap_needs_another_instance() {
        let mut numbering = Numbering::default();
        let mut list = |ordinals: &[u32]| {
            numbering.begin(ListContext::Text, 0);
            let ids = ordinals.iter().map(|ordinal| numbering.item(&decimal(*ordinal), "•").0);
            let ids: Vec<_> = ids.collect();
            numbering.end();
            ids
        };
        assert_eq!(list(&[1, 2]), [1, 1]);
        assert_eq!(list(&[5, 6, 9]), [2, 2, 3]);
        let instances = numbering.instances().iter();
        let starts: Vec<_> = instances.map(|one| (one.abstract_numbering, one.start)).collect();
        assert_eq!(starts, [(0, Some((0, 1))), (0, Some((0, 5))), (0, Some((0, 9)))]);
    }

    #[test]
    fn nested_lists_of_one_kind_count_separately() {
        let mut numbering = Numbering::default();
        numbering.begin(ListContext::Text, 0);
        let outer = numbering.item(&decimal(1), "•");
        numbering.begin(ListContext::Text, 1);
        let inner = numbering.item(&decimal(1), "•");
        numbering.end();
        let next = numbering.item(&decimal(2), "•");
        assert_eq!((outer, inner, next), ((1, 0), (2, 1), (1, 0)));
        assert_eq!(numbering.abstract_numberings().count(), 2);
    }

    #[test]
    fn a_heading_restarts_its_numbering_after_a_gap() {
        let styles = vec![AbstractNumbering::new(
            ListContext::Headings(Suffix::Tab),
            number(NumberFormat::Decimal, "Panel ", ""),
        )];
        let mut numbering = Numbering::new(styles);
        let ids = [1, 2, 4, 5].map(|ordinal| numbering.heading(1, ordinal).0);
        assert_eq!(ids, [1, 1, 2, 1]);
        assert_eq!(numbering.instances()[1].start, Some((0, 4)));
    }

    #[test]
    fn bullets_share_one_instance() {
        let mut numbering = Numbering::default();
        for _ in 0..2 {
            numbering.begin(ListContext::Text, 0);
            assert_eq!(numbering.item(&ListMarker::bullet("•", 1), "•"), (1, 0));
            numbering.end();
        }
    }
}
