//! What texts refer to: the same notes, the same targets, the same addresses.

use std::collections::HashMap;

use super::found::{Found, Said};
use super::leftover::leftover;
use super::renames::Renames;
use super::spare::Spares;
use super::texts::Texts;
use crate::diagnostic::Code;
use crate::editions::address;
use crate::editions::wording::Mention;

/// A mark that one edition has in a text and the other has not.
#[derive(Clone, Copy)]
struct Mark<'t, 'o, 'e> {
    texts: &'t Texts<'o, 'e>,
    note: &'t Mention<'e>,
}

/// Marks of footnotes stand in the same texts. One that is missing here and extra there has moved,
/// and is told once.
pub fn notes<'e>(
    texts: &[Texts<'_, 'e>],
    renames: &Renames<'e>,
    spare: &Spares,
    found: &mut Found,
) {
    let mut missing: Vec<Mark> = Vec::new();
    let mut extra: HashMap<&str, Vec<Mark>> = HashMap::new();
    for texts in texts {
        let same = |one: &Mention<'e>, other: &Mention<'e>| renames.note(one.name) == other.name;
        let (ones, others) = leftover(&texts.first.notes, &texts.second.notes, same);
        missing.extend(ones.into_iter().map(|note| Mark { texts, note }));
        for note in others.into_iter().rev() {
            extra.entry(note.name).or_default().insert(0, Mark { texts, note });
        }
    }
    for mark in missing {
        let moved = extra.get_mut(renames.note(mark.note.name)).and_then(Vec::pop);
        match moved {
            Some(here) => note_moved(mark, here, found),
            None if spare.second.mentions(mark.note) => {}
            None => note_missing(mark, found),
        }
    }
    let rest = extra.into_values().flatten().filter(|mark| !spare.first.mentions(mark.note));
    let mut rest: Vec<Mark> = rest.collect();
    // The order of a hash map is no order.
    rest.sort_by_key(|mark| {
        mark.texts.second.place_of_mention(mark.note, found.second.text()).start
    });
    rest.into_iter().for_each(|mark| note_extra(mark, found));
}

fn note_moved(there: Mark, here: Mark, found: &mut Found) {
    let (id, name) = (here.note.name, found.name());
    let said = Said {
        message: format!("the mark of the footnote `{id}` stands elsewhere in {name}"),
        hint: format!("move `[^{id}]`, so that it stands in the same place in both"),
        label: format!("in {name} it stands here"),
    };
    let place = here.texts.second.place_of_mention(here.note, found.second.text());
    let other = there.texts.first.place_of_mention(there.note, found.first.text());
    found.say(Code::OtherNote, place, other, said);
}

fn note_missing(mark: Mark, found: &mut Found) {
    let (id, name) = (mark.note.name, found.name());
    let said = Said {
        message: format!("the footnote `{id}`, which {name} has, is not referred to here"),
        hint: format!("write `[^{id}]` here too, or take it out of {name}"),
        label: "here".into(),
    };
    let place = mark.texts.second.place(found.second.text());
    let other = mark.texts.first.place_of_mention(mark.note, found.first.text());
    found.say(Code::OtherNote, place, other, said);
}

fn note_extra(mark: Mark, found: &mut Found) {
    let (id, name) = (mark.note.name, found.name());
    let said = Said {
        message: format!("the footnote `{id}` is referred to here, but not in {name}"),
        hint: format!("take `[^{id}]` out, or write it in {name} too"),
        label: "not here".into(),
    };
    let place = mark.texts.second.place_of_mention(mark.note, found.second.text());
    found.say(Code::OtherNote, place, mark.texts.first.place(found.first.text()), said);
}

/// References have the same targets.
pub fn references<'e>(
    texts: &[Texts<'_, 'e>],
    renames: &Renames<'e>,
    spare: &Spares,
    found: &mut Found,
) {
    for texts in texts {
        let same =
            |one: &Mention<'e>, other: &Mention<'e>| renames.element_id(one.name) == other.name;
        let (ones, others) = leftover(&texts.first.references, &texts.second.references, same);
        differ(texts, spare.unless(ones, others), &TARGETS, found);
    }
}

/// Links have the same addresses, but for the languages named in them. Nothing is said of works
/// cited, which are others in each language.
pub fn addresses(texts: &[Texts], spare: &Spares, found: &mut Found) {
    let languages = (found.first.language(), found.second.language());
    for texts in texts {
        let same = |one: &Mention, other: &Mention| {
            one.name == other.name
                || address::same((one.name, languages.0), (other.name, languages.1))
        };
        let (ones, others) = leftover(&texts.first.addresses, &texts.second.addresses, same);
        differ(texts, spare.unless(ones, others), &ADDRESSES, found);
    }
}

/// How messages about a sort of mention are worded.
struct Words {
    code: Code,
    /// "refers to", "links to".
    verb: &'static str,
}

const TARGETS: Words = Words { code: Code::OtherTarget, verb: "refers to" };
const ADDRESSES: Words = Words { code: Code::OtherAddress, verb: "links to" };

/// Speaks of what one text mentions and the other does not, two by two as long as both have some.
fn differ(
    texts: &Texts,
    (ones, others): (Vec<&Mention>, Vec<&Mention>),
    words: &Words,
    found: &mut Found,
) {
    let (verb, name) = (words.verb, found.name());
    let there = |mention: &Mention| texts.first.place_of_mention(mention, found.first.text());
    let here = |mention: &Mention| texts.second.place_of_mention(mention, found.second.text());
    let mut said = Vec::new();
    for (theirs, ours) in ones.iter().zip(&others) {
        let message = format!("this {verb} `{}`, in {name} to `{}`", ours.name, theirs.name);
        let label = format!("`{}` here", theirs.name);
        let hint = "make both the same".to_string();
        said.push((here(ours), there(theirs), Said { message, hint, label }));
    }
    for theirs in ones.iter().skip(others.len()) {
        let message = format!("nothing here {verb} `{}`, as {name} does", theirs.name);
        let hint = format!("write it here too, or take it out of {name}");
        let place = texts.second.place(found.second.text());
        said.push((place, there(theirs), Said { message, hint, label: "here".into() }));
    }
    for ours in others.iter().skip(ones.len()) {
        let message = format!("this {verb} `{}`, in {name} nothing does", ours.name);
        let hint = format!("take it out, or write it in {name} too");
        let place = texts.first.place(found.first.text());
        said.push((here(ours), place, Said { message, hint, label: "not here".into() }));
    }
    said.into_iter().for_each(|(place, other, said)| found.say(words.code, place, other, said));
}
