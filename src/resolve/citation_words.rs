//! The words of references: "Table 1", "tables 1 and 2", "recommendations 3.1 to 3.4".

use super::cldr;
use crate::document::inline::plain_text;
use crate::document::{ElementId, Inline};
use crate::grammar::{Mentioned, ReferenceCount, ReferenceKind, groups};
use crate::origin::Generator;
use crate::source::markup::CitationForm;
use crate::templates::Labels;

/// The words and the rules of a language.
#[derive(Clone, Copy)]
pub(super) struct Wording<'a> {
    /// The labels.
    pub labels: &'a Labels,
    /// The language of the report, as a BCP 47 tag.
    pub language: &'a str,
}

/// What references print for an element.
#[derive(Clone, Debug)]
pub(super) enum Cited {
    /// The noun of its kind and its number.
    Number(ReferenceKind, String),
    /// Other words; empty if references must give their own.
    Words(Vec<Inline>),
    /// A work of the bibliography.
    Work(Box<CitedWork>),
}

/// What references to a work print.
#[derive(Clone, Debug)]
pub(super) struct CitedWork {
    /// "Lind 2019", "[3]".
    pub label: Vec<Inline>,
    /// The entry of the bibliography, without links and addresses of data.
    pub entry: Vec<Inline>,
}

impl Cited {
    /// A kind and a number.
    pub(super) fn number(kind: ReferenceKind, number: impl Into<String>) -> Cited {
        Cited::Number(kind, number.into())
    }
}

/// An element that a reference names.
#[derive(Clone, Copy)]
pub(super) struct Mention<'a> {
    /// The element of the reference.
    pub reference: ElementId,
    /// What it refers to.
    pub target: ElementId,
    /// The words printed for the target.
    pub cited: &'a Cited,
    /// Whether it ends a range that the mention before it begins.
    pub ends_range: bool,
    /// The words before a work.
    pub prefix: Option<&'a str>,
    /// The part of a work that is cited.
    pub locator: Option<&'a str>,
}

impl Mentioned for Mention<'_> {
    fn kind(&self) -> Option<ReferenceKind> {
        match self.cited {
            Cited::Number(kind, _) => Some(*kind),
            Cited::Words(_) | Cited::Work(_) => None,
        }
    }

    fn ends_range(&self) -> bool {
        self.ends_range
    }
}

/// The words of a reference. Each number or title is a link, which includes the noun before a single number.
pub(super) fn words(mentions: &[Mention], form: CitationForm, wording: Wording) -> Vec<Inline> {
    let groups = groups(mentions);
    let groups = groups.map(|(group, count)| of_group(group, count, form, wording)).collect();
    joined(groups, wording.language)
}

/// The words of references to elements of one kind.
fn of_group(
    group: &[Mention],
    count: ReferenceCount,
    form: CitationForm,
    wording: Wording,
) -> Vec<Inline> {
    let kind = group.first().and_then(Mention::kind);
    let [before, after] = kind.map(|kind| noun(kind, count, form, wording)).unwrap_or_default();
    if let [one] = group {
        return vec![link(one, &before, &after)];
    }
    let items = group.chunk_by(|_, next| next.ends_range);
    let items = items.map(|item| range(item, wording.labels)).collect();
    let mut words = Vec::new();
    push(&mut words, &before);
    joined(items, wording.language).into_iter().for_each(|item| push_inline(&mut words, item));
    push(&mut words, &after);
    words
}

/// The words before and after the numbers of a group.
fn noun(
    kind: ReferenceKind,
    count: ReferenceCount,
    form: CitationForm,
    wording: Wording,
) -> [String; 2] {
    let noun = match form {
        CitationForm::Number | CitationForm::Work => return Default::default(),
        CitationForm::Label => wording.labels.reference_label(kind, count),
        CitationForm::Word(case) => {
            let word = wording.labels.reference_word(kind, count, case, wording.language);
            word.unwrap_or_else(|| wording.labels.reference_label(kind, count))
        }
    };
    let noun = noun.replace(' ', "\u{a0}");
    match noun.split_once("{number}") {
        Some((before, after)) => [before.into(), after.into()],
        None if noun.is_empty() => Default::default(),
        None => {
            let before = wording.labels.before_number(&noun);
            [before.replace(' ', "\u{a0}"), String::new()]
        }
    }
}

/// A number, or the two ends of a range.
fn range(item: &[Mention], labels: &Labels) -> Vec<Inline> {
    let pattern = labels.references.range.as_deref().unwrap_or("{from}–{to}");
    let (before, rest) = pattern.split_once("{from}").unwrap_or(("", "–{to}"));
    let (between, after) = rest.split_once("{to}").unwrap_or(("–", ""));
    match item {
        [from, to] => {
            let mut words = Vec::new();
            push(&mut words, before);
            words.push(link(from, "", ""));
            push(&mut words, between);
            words.push(link(to, "", ""));
            push(&mut words, after);
            words
        }
        item => item.iter().map(|one| link(one, "", "")).collect(),
    }
}

/// The link of a mention, with words around its number.
fn link(mention: &Mention, before: &str, after: &str) -> Inline {
    let content = match mention.cited {
        Cited::Words(words) => words.clone(),
        Cited::Work(work) => work.label.clone(),
        Cited::Number(_, number) => {
            vec![Inline::generated(format!("{before}{number}{after}"), Generator::Prefix)]
        }
    };
    Inline::CrossReference { id: mention.reference, target: mention.target, content }
}

/// Joins parts into a list in the style of the language.
fn joined(parts: Vec<Vec<Inline>>, language: &str) -> Vec<Inline> {
    let texts: Vec<String> = parts.iter().map(|part| plain_text(part)).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let mut words = Vec::new();
    for (part, separator) in parts.into_iter().zip(cldr::separators(&texts, language)) {
        push(&mut words, &separator);
        part.into_iter().for_each(|inline| push_inline(&mut words, inline));
    }
    words
}

/// Adds generated words.
pub(super) fn push(words: &mut Vec<Inline>, text: &str) {
    if !text.is_empty() {
        push_inline(words, Inline::generated(text, Generator::Separator));
    }
}

/// Adds an inline, and merges neighbouring texts.
pub(super) fn push_inline(words: &mut Vec<Inline>, inline: Inline) {
    match (words.last_mut(), inline) {
        (Some(Inline::Text(last)), Inline::Text(text)) => last.push_traced(&text),
        (_, inline) => words.push(inline),
    }
}
