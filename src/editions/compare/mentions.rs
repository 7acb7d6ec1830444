//! Compares what texts mention: footnotes, targets of references, web addresses.

use std::collections::HashMap;

use super::diagnostics::{Diagnostics, Finding};
use super::renames::Renames;
use super::texts::Texts;
use super::unmatched::unmatched;
use super::unpaired::UnpairedContent;
use crate::diagnostic::Code;
use crate::editions::address;
use crate::editions::wording::Mention;

/// A note reference that only one of two paired texts has.
#[derive(Clone, Copy)]
struct UnmatchedNote<'t, 'o, 'e> {
    texts: &'t Texts<'o, 'e>,
    note: &'t Mention<'e>,
}

/// Compares the note references. One that is missing from a text and extra in another has moved,
/// and is reported once.
pub fn notes<'e>(
    texts: &[Texts<'_, 'e>],
    renames: &Renames<'e>,
    unpaired: &UnpairedContent,
    diagnostics: &mut Diagnostics,
) {
    let mut missing: Vec<UnmatchedNote> = Vec::new();
    let mut extra: HashMap<&str, Vec<UnmatchedNote>> = HashMap::new();
    for texts in texts {
        let same = |one: &Mention<'e>, other: &Mention<'e>| renames.note(one.name) == other.name;
        let (ones, others) = unmatched(&texts.first.notes, &texts.second.notes, same);
        missing.extend(ones.into_iter().map(|note| UnmatchedNote { texts, note }));
        for note in others {
            extra.entry(note.name).or_default().push(UnmatchedNote { texts, note });
        }
    }
    for mark in missing {
        let moved = extra.get_mut(renames.note(mark.note.name)).and_then(Vec::pop);
        match moved {
            Some(here) => note_moved(mark, here, diagnostics),
            None if unpaired.second.has_mention(mark.note) => {}
            None => note_missing(mark, diagnostics),
        }
    }
    let rest = extra.into_values().flatten().filter(|mark| !unpaired.first.has_mention(mark.note));
    let mut rest: Vec<UnmatchedNote> = rest.collect();
    // Sorted, since a hash map has no order.
    rest.sort_by_key(|mark| mark.texts.second.place_of_mention(mark.note).start);
    rest.into_iter().for_each(|mark| note_extra(mark, diagnostics));
}

fn note_moved(there: UnmatchedNote, here: UnmatchedNote, diagnostics: &mut Diagnostics) {
    let (id, name) = (here.note.name, diagnostics.first_file());
    let finding = Finding {
        message: format!("footnote `{id}` is cited in a different place in {name}"),
        hint: format!("move `[^{id}]` so that both editions cite it in the same place"),
        label: "cited here".into(),
    };
    let place = here.texts.second.place_of_mention(here.note);
    let other = there.texts.first.place_of_mention(there.note);
    diagnostics.add(Code::OtherNote, place, other, finding);
}

fn note_missing(mark: UnmatchedNote, diagnostics: &mut Diagnostics) {
    let (id, name) = (mark.note.name, diagnostics.first_file());
    let finding = Finding {
        message: format!("footnote `{id}` is cited in {name}, but not here"),
        hint: format!("add `[^{id}]` here, or delete it from {name}"),
        label: "cited here".into(),
    };
    let place = mark.texts.second.place();
    let other = mark.texts.first.place_of_mention(mark.note);
    diagnostics.add(Code::OtherNote, place, other, finding);
}

fn note_extra(mark: UnmatchedNote, diagnostics: &mut Diagnostics) {
    let (id, name) = (mark.note.name, diagnostics.first_file());
    let finding = Finding {
        message: format!("footnote `{id}` is cited here, but not in {name}"),
        hint: format!("delete `[^{id}]`, or add it to {name}"),
        label: "not cited here".into(),
    };
    let place = mark.texts.second.place_of_mention(mark.note);
    diagnostics.add(Code::OtherNote, place, mark.texts.first.place(), finding);
}

/// Compares the targets of references.
pub fn references<'e>(
    texts: &[Texts<'_, 'e>],
    renames: &Renames<'e>,
    unpaired: &UnpairedContent,
    diagnostics: &mut Diagnostics,
) {
    for texts in texts {
        let same =
            |one: &Mention<'e>, other: &Mention<'e>| renames.element_id(one.name) == other.name;
        let (ones, others) = unmatched(&texts.first.references, &texts.second.references, same);
        differ(texts, unpaired.remove_from(ones, others), &TARGETS, diagnostics);
    }
}

/// Compares the addresses of links, apart from the names of languages in them.
pub fn addresses(texts: &[Texts], unpaired: &UnpairedContent, diagnostics: &mut Diagnostics) {
    let languages = (diagnostics.first.language(), diagnostics.second.language());
    for texts in texts {
        let same = |one: &Mention, other: &Mention| {
            one.name == other.name
                || address::same((one.name, languages.0), (other.name, languages.1))
        };
        let (ones, others) = unmatched(&texts.first.addresses, &texts.second.addresses, same);
        differ(texts, unpaired.remove_from(ones, others), &ADDRESSES, diagnostics);
    }
}

/// The wording of messages about one kind of mention.
struct Words {
    code: Code,
    /// "refers to", "links to".
    verb: &'static str,
}

const TARGETS: Words = Words { code: Code::OtherTarget, verb: "refers to" };
const ADDRESSES: Words = Words { code: Code::OtherAddress, verb: "links to" };

/// Reports the unmatched mentions of two texts, in pairs as far as both have some.
fn differ(
    texts: &Texts,
    (ones, others): (Vec<&Mention>, Vec<&Mention>),
    words: &Words,
    diagnostics: &mut Diagnostics,
) {
    for (theirs, ours) in ones.iter().zip(&others) {
        replaced(texts, (theirs, ours), words, diagnostics);
    }
    for theirs in ones.iter().skip(others.len()) {
        missing(texts, theirs, words, diagnostics);
    }
    for ours in others.iter().skip(ones.len()) {
        extra(texts, ours, words, diagnostics);
    }
}

fn replaced(
    texts: &Texts,
    (theirs, ours): (&Mention, &Mention),
    words: &Words,
    diagnostics: &mut Diagnostics,
) {
    let (verb, name) = (words.verb, diagnostics.first_file());
    let (here, there) = (ours.name, theirs.name);
    let finding = Finding {
        message: format!("this {verb} `{here}`, but {name} {verb} `{there}`"),
        hint: "make both editions the same".into(),
        label: format!("`{there}` here"),
    };
    let place = texts.second.place_of_mention(ours);
    let related = texts.first.place_of_mention(theirs);
    diagnostics.add(words.code, place, related, finding);
}

fn missing(texts: &Texts, theirs: &Mention, words: &Words, diagnostics: &mut Diagnostics) {
    let (verb, name) = (words.verb, diagnostics.first_file());
    let finding = Finding {
        message: format!("{name} {verb} `{}`, but this text does not", theirs.name),
        hint: format!("add it here, or delete it from {name}"),
        label: "here".into(),
    };
    let place = texts.second.place();
    let related = texts.first.place_of_mention(theirs);
    diagnostics.add(words.code, place, related, finding);
}

fn extra(texts: &Texts, ours: &Mention, words: &Words, diagnostics: &mut Diagnostics) {
    let (verb, name) = (words.verb, diagnostics.first_file());
    let finding = Finding {
        message: format!("this {verb} `{}`, but {name} does not", ours.name),
        hint: format!("delete it, or add it to {name}"),
        label: "missing here".into(),
    };
    let place = texts.second.place_of_mention(ours);
    let related = texts.first.place();
    diagnostics.add(words.code, place, related, finding);
}
