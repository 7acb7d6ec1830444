//! Cross-references: their targets exist and can be cited.

use std::collections::HashMap;
use std::ops::Range;

use super::inline_markup::{CitationEntry, Mentions};
use super::inventory::Inventory;
use super::work;
use crate::diagnostic::{Code, Diagnostic, Findings};
use crate::grammar::{GrammaticalCase, Mentioned, ReferenceCount, ReferenceKind, groups};
use crate::source::markup::CitationForm;
use crate::source::schema::parts::Cited;
use crate::yaml::Suggestions;

/// The elements that references may name, by id: how they are cited, and their place among others.
type Targets<'i> = HashMap<&'i str, (Cited, usize)>;

/// A noun that a reference prints.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CitedWord {
    /// What it names.
    pub kind: ReferenceKind,
    /// How many of them.
    pub count: ReferenceCount,
    /// Its case.
    pub case: GrammaticalCase,
    /// The bytes of the ids in the file.
    pub place: Range<usize>,
}

/// An id that a citation names.
struct Named<'c> {
    id: &'c str,
    place: Range<usize>,
    cited: Cited,
    /// Its place in the order of the report; `None` for footnotes, which are numbered as they are cited.
    position: Option<usize>,
    ends_range: bool,
}

impl Mentioned for Named<'_> {
    fn kind(&self) -> Option<ReferenceKind> {
        match self.cited {
            Cited::Number(kind) => Some(kind),
            Cited::Title | Cited::Not(_) => None,
        }
    }

    fn ends_range(&self) -> bool {
        self.ends_range
    }
}

/// Checks that references name elements that they can cite.
pub fn known(inventory: &Inventory, mentions: &Mentions, found: &mut Findings) {
    let targets = targets(inventory, mentions);
    let mut suggestions = Suggestions::default();
    let mut check = |id: &str, place: &Range<usize>| {
        if !targets.contains_key(id) {
            let error = unknown(inventory, &targets, (id, place), &mut suggestions);
            found.push(error);
        }
    };
    mentions.references.iter().for_each(|mention| check(mention.id, &mention.place));
    let generated =
        || mentions.citations.iter().filter(|entry| entry.citation.form != CitationForm::Work);
    for entry in generated() {
        entry
            .citation
            .targets
            .iter()
            .zip(&entry.places)
            .for_each(|(it, place)| check(&it.id, place));
    }
    for entry in generated() {
        citable(&named(entry, &targets), entry.citation.form, found);
    }
}

/// The nouns that citations print.
pub fn words(inventory: &Inventory, mentions: &Mentions) -> Vec<CitedWord> {
    let targets = targets(inventory, mentions);
    let mut words = Vec::new();
    for entry in &mentions.citations {
        let case = match entry.citation.form {
            CitationForm::Number | CitationForm::Work => continue,
            CitationForm::Label => GrammaticalCase::Nominative,
            CitationForm::Word(case) => case,
        };
        for (group, count) in groups(&named(entry, &targets)) {
            let (Some(first), Some(last)) = (group.first(), group.last()) else { continue };
            let Some(kind) = first.kind() else { continue };
            words.push(CitedWord { kind, count, case, place: first.place.start..last.place.end });
        }
    }
    words
}

fn targets<'i>(inventory: &Inventory<'i>, mentions: &Mentions<'i>) -> Targets<'i> {
    let notes = inventory.report.footnotes.keys().map(String::as_str);
    let notes = notes.chain(mentions.inline_notes.iter().map(|mention| mention.id));
    let note = Cited::Number(ReferenceKind::Note);
    let mut targets: Targets = notes.map(|id| (id, (note, 0))).collect();
    // The first element with an id counts.
    for (position, id) in inventory.ids.iter().enumerate().rev() {
        targets.insert(id.id, (id.cited, position));
    }
    targets
}

/// The ids of a citation that exist.
fn named<'c>(entry: &CitationEntry<'c>, targets: &Targets) -> Vec<Named<'c>> {
    let cited = entry.citation.targets.iter().zip(&entry.places);
    let named = cited.filter_map(|(target, place)| {
        let (cited, position) = *targets.get(target.id.as_str())?;
        let position = (cited != Cited::Number(ReferenceKind::Note)).then_some(position);
        let (place, ends_range) = (place.clone(), target.ends_range);
        Some(Named { id: &target.id, place, cited, position, ends_range })
    });
    named.collect()
}

/// Checks that elements can be cited in a form, and that each range goes from one element to a later one of
/// the same kind.
fn citable(named: &[Named], form: CitationForm, found: &mut Findings) {
    for one in named {
        let (what, lacks) = match one.cited {
            Cited::Not(what) => (what, "neither a number nor a title"),
            Cited::Title if form == CitationForm::Number => ("cited by its title", "no number"),
            Cited::Number(_) | Cited::Title => continue,
        };
        let message = format!("`{}` is {what}, which has {lacks} to cite", one.id);
        let error = Code::NotCitable.at(one.place.clone(), message);
        found.push(error.hint(format!("write your own words: `[words](#{})`", one.id)));
    }
    for pair in named.windows(2) {
        let [from, to] = pair else { continue };
        if let Some(fault) = range_fault(from, to).filter(|_| to.ends_range) {
            let place = from.place.start..to.place.end;
            let hint = format!("separate the ids with a comma: `[#{}, {}]`", from.id, to.id);
            let error = Code::BadRange.at(place, fault).hint(hint);
            found.push(error.write(format!("{}, {}", from.id, to.id)));
        }
    }
}

/// The fault of a range.
fn range_fault(from: &Named, to: &Named) -> Option<String> {
    if from.kind().is_none() || from.kind() != to.kind() {
        return Some(format!("`{}` and `{}` are not numbered together", from.id, to.id));
    }
    (from.position.zip(to.position).is_some_and(|(from, to)| from >= to))
        .then(|| format!("`{}` does not come before `{}`", from.id, to.id))
}

fn unknown(
    inventory: &Inventory,
    targets: &Targets,
    (id, place): (&str, &Range<usize>),
    suggestions: &mut Suggestions,
) -> Diagnostic {
    let ids = inventory.ids.iter().map(|id| id.id);
    let notes = inventory.report.footnotes.keys().map(String::as_str);
    let error = Code::UnknownReference.at(place.clone(), format!("unknown id `{id}`"));
    let hint = match (range_in(id, targets), suggestions.nearest(id, ids.chain(notes))) {
        (Some((from, to)), _) => {
            let hint = format!("write `[#{from} - {to}]` for a range");
            return error.hint(hint).write(format!("{from} - {to}"));
        }
        (None, Some(meant)) => return error.did_you_mean(meant),
        // Only the files know their works, and they are read later.
        (None, None) if work::has_files(inventory) => {
            format!(
                "write `[@{id}]` for a work of the bibliography, or add `id: {id}` to an element"
            )
        }
        (None, None) => format!("add `id: {id}` to the element that you refer to"),
    };
    error.hint(hint)
}

/// The two known ids that a hyphen joins in an unknown id.
fn range_in<'i>(id: &'i str, targets: &Targets) -> Option<(&'i str, &'i str)> {
    id.match_indices('-')
        .filter_map(|(at, _)| Some((id.get(..at)?, id.get(at + 1..)?)))
        .find(|(from, to)| targets.contains_key(from) && targets.contains_key(to))
}
