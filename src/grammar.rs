//! Grammar of generated words, in terms that sources, labels and documents share: kinds of references, cases,
//! genders.

use schemars::JsonSchema;
use serde::Deserialize;

/// A kind of numbered elements with the same noun in references: "table 1", "paragraph 5".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReferenceKind {
    /// A table with a caption.
    Table,
    /// A figure with a caption.
    Figure,
    /// A panel.
    Panel,
    /// An annex.
    Annex,
    /// A numbered section.
    Section,
    /// A numbered paragraph.
    Paragraph,
    /// A footnote.
    Note,
    /// A recommendation.
    Recommendation,
    /// A finding.
    Finding,
    /// A lesson learned.
    Lesson,
    /// A conclusion in a list.
    Conclusion,
    /// An item of a list or an equation, which is cited only by its number: "(a)".
    Item,
}

/// A grammatical case, named as in the Leipzig Glossing Rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GrammaticalCase {
    /// `nom`
    Nominative,
    /// `gen`
    Genitive,
    /// `dat`
    Dative,
    /// `acc`
    Accusative,
    /// `ins`
    Instrumental,
    /// `loc`: the locative, also called prepositional.
    Locative,
}

impl GrammaticalCase {
    /// Every case.
    pub const ALL: [GrammaticalCase; 6] = [
        GrammaticalCase::Nominative,
        GrammaticalCase::Genitive,
        GrammaticalCase::Dative,
        GrammaticalCase::Accusative,
        GrammaticalCase::Instrumental,
        GrammaticalCase::Locative,
    ];

    /// The name in sources and labels.
    pub fn name(self) -> &'static str {
        match self {
            GrammaticalCase::Nominative => "nom",
            GrammaticalCase::Genitive => "gen",
            GrammaticalCase::Dative => "dat",
            GrammaticalCase::Accusative => "acc",
            GrammaticalCase::Instrumental => "ins",
            GrammaticalCase::Locative => "loc",
        }
    }
}

/// How many elements of one kind a reference names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReferenceCount {
    /// One.
    One,
    /// Two, one by one.
    Two,
    /// More, or a range.
    Many,
}

/// An element that a reference names.
pub trait Mentioned {
    /// The kind of the element; `None` if it has no number.
    fn kind(&self) -> Option<ReferenceKind>;

    /// Whether it ends a range that the element before it begins.
    fn ends_range(&self) -> bool;
}

/// The groups of consecutive elements of one kind in a reference, which share a noun, and their counts.
pub fn groups<T: Mentioned>(mentions: &[T]) -> impl Iterator<Item = (&[T], ReferenceCount)> {
    let is_alike = |one: &T, next: &T| one.kind().is_some() && one.kind() == next.kind();
    let groups = mentions.chunk_by(move |one, next| next.ends_range() || is_alike(one, next));
    groups.map(|group| match group {
        [_] => (group, ReferenceCount::One),
        [_, last] if !last.ends_range() => (group, ReferenceCount::Two),
        _ => (group, ReferenceCount::Many),
    })
}

/// The kind of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum EventKind {
    /// "конференция".
    Conference,
    /// "заседание".
    Meeting,
    /// "сессия".
    Session,
    /// "семинар".
    Seminar,
}

/// The grammatical gender of a noun, or its plural.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum NounGender {
    /// As "conférence", "конференция".
    #[default]
    Feminine,
    /// As "forum", "форум".
    Masculine,
    /// As "Treffen", "заседание".
    Neuter,
    /// As "assises", "чтения", of any gender.
    Plural,
}
