//! Ids that name one thing differently in two editions: told once, and followed elsewhere.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::found::{Found, Said};
use super::leftover::leftover;
use super::texts::{self, Texts};
use crate::diagnostic::Code;
use crate::editions::outline::{Element, Entries, Outline};
use crate::editions::pairing::{Pair, Pairing};

/// Ids of the second edition by those of the first, where they differ.
#[derive(Default)]
pub struct Renames<'e> {
    /// Of footnotes.
    notes: HashMap<&'e str, &'e str>,
    /// Of people.
    people: HashMap<&'e str, &'e str>,
    /// Of what else `[#id]` may refer to.
    elements: HashMap<&'e str, &'e str>,
    places: Vec<Renamed<'e>>,
}

/// Where an id is another.
struct Renamed<'e> {
    ids: (&'e str, &'e str),
    places: (Range<usize>, Range<usize>),
}

impl<'e> Renames<'e> {
    /// Finds them in what is lined up.
    pub fn find<'o>(
        first: &'o Outline<'e>,
        second: &'o Outline<'e>,
        pairing: &Pairing<'o, 'e>,
    ) -> Self {
        let mut renames = Renames::default();
        for pair in &pairing.pairs {
            renames.element(*pair);
            renames.roles(*pair, (&first.people, &second.people));
        }
        for texts in texts::paired(&pairing.pairs) {
            renames.mentions(&texts, first, second);
        }
        renames
    }

    fn element(&mut self, (one, other): Pair<'_, 'e>) {
        let (Some((id, node)), Some((other_id, other_node))) = (one.id, other.id) else { return };
        if id != other_id {
            self.elements.insert(id, other_id);
            let places = (node.place.clone(), other_node.place.clone());
            self.places.push(Renamed { ids: (id, other_id), places });
        }
    }

    /// In a role of the same panel one stands for the other, and neither register has both.
    fn roles(&mut self, (one, other): Pair<'_, 'e>, (first, second): (&Entries, &Entries)) {
        for (role, other_role) in one.roles.iter().zip(&other.roles) {
            let same = |a: &(&str, _), b: &(&str, _)| a.0 == b.0;
            let (ones, others) = leftover(&role.people, &other_role.people, same);
            for ((id, _), (other_id, _)) in ones.into_iter().zip(others) {
                let unknown = !second.contains_key(id) && !first.contains_key(other_id);
                let (one, other) = (first.get(id), second.get(other_id));
                if let (true, Some(one), Some(other)) = (unknown, one, other) {
                    let begin = |entry: &Element| entry.begin.clone().unwrap_or_default();
                    let places = (begin(one), begin(other));
                    add(&mut self.people, &mut self.places, (id, other_id), places);
                }
            }
        }
    }

    /// In the same text one mark stands for the other, and neither edition has both notes.
    fn mentions(&mut self, texts: &Texts<'_, 'e>, first: &Outline<'e>, second: &Outline<'e>) {
        let Texts { first: one, second: other, .. } = texts;
        let (ones, others) = leftover(&one.notes, &other.notes, |a, b| a.name == b.name);
        for (note, other_note) in ones.into_iter().zip(others) {
            let (id, other_id) = (note.name, other_note.name);
            if !second.notes.contains_key(id) && !first.notes.contains_key(other_id) {
                let places = (
                    one.place_of_mention(note, first.text()),
                    other.place_of_mention(other_note, second.text()),
                );
                add(&mut self.notes, &mut self.places, (id, other_id), places);
            }
        }
    }

    /// The id that a footnote of the first edition has in the second.
    pub fn note(&self, id: &'e str) -> &'e str {
        self.notes.get(id).copied().unwrap_or(id)
    }

    /// The id that a person of the first edition has in the second.
    pub fn person(&self, id: &'e str) -> &'e str {
        self.people.get(id).copied().unwrap_or(id)
    }

    /// The id that an element of the first edition, or a work or footnote, has in the second.
    pub fn element_id(&self, id: &'e str) -> &'e str {
        self.elements.get(id).copied().unwrap_or_else(|| self.note(id))
    }

    /// The footnotes and people of the first edition with those of the second.
    pub fn entries<'o>(
        &self,
        first: &'o Outline<'e>,
        second: &'o Outline<'e>,
    ) -> Vec<Pair<'o, 'e>> {
        let notes = first.notes.iter();
        let notes = notes.filter_map(|(id, note)| Some((note, second.notes.get(self.note(id))?)));
        let people = first.people.iter();
        let people =
            people.filter_map(|(id, one)| Some((one, second.people.get(self.person(id))?)));
        notes.chain(people).collect()
    }

    /// Says which ids differ, once for each.
    pub fn report(&self, found: &mut Found) {
        let mut told = HashSet::new();
        for Renamed { ids, places } in &self.places {
            if !told.insert(ids) {
                continue;
            }
            let (name, (theirs, ours)) = (found.name(), ids);
            let said = Said {
                message: format!("the id here is `{ours}`, in {name} it is `{theirs}`"),
                hint: format!(
                    "write `{theirs}`, here and where it is referred to: editions share their ids"
                ),
                label: format!("`{theirs}` here"),
            };
            found.say(Code::OtherId, places.1.clone(), places.0.clone(), said);
        }
    }
}

fn add<'e>(
    renames: &mut HashMap<&'e str, &'e str>,
    places: &mut Vec<Renamed<'e>>,
    ids: (&'e str, &'e str),
    at: (Range<usize>, Range<usize>),
) {
    if !renames.contains_key(ids.0) {
        renames.insert(ids.0, ids.1);
        places.push(Renamed { ids, places: at });
    }
}
