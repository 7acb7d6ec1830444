//! Finds elements whose ids differ between editions. Each is reported once; everything else maps
//! ids by [`Renames`].

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::diagnostics::{Diagnostics, Finding};
use super::texts::{self, Texts};
use super::unmatched::unmatched;
use crate::diagnostic::Code;
use crate::editions::pairing::{Pair, Pairing};
use crate::editions::structure::{Element, Entries, Structure};

/// The ids of the second edition by those of the first, where the two differ.
#[derive(Default)]
pub struct Renames<'e> {
    /// Of footnotes.
    notes: HashMap<&'e str, &'e str>,
    /// Of people.
    people: HashMap<&'e str, &'e str>,
    /// Of other targets of `[#id]`.
    elements: HashMap<&'e str, &'e str>,
    places: Vec<Renamed<'e>>,
}

/// An id that differs, with its places in both editions.
struct Renamed<'e> {
    ids: (&'e str, &'e str),
    places: (Range<usize>, Range<usize>),
}

impl<'e> Renames<'e> {
    /// Finds the ids that differ between paired elements.
    pub fn find<'o>(
        first: &'o Structure<'e>,
        second: &'o Structure<'e>,
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

    /// People are the same if they have the same role in the same panel and neither register has both
    /// ids.
    fn roles(&mut self, (one, other): Pair<'_, 'e>, (first, second): (&Entries, &Entries)) {
        for (role, other_role) in one.roles.iter().zip(&other.roles) {
            let same = |a: &(&str, _), b: &(&str, _)| a.0 == b.0;
            let (ones, others) = unmatched(&role.people, &other_role.people, same);
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

    /// Footnotes are the same if paired texts cite them and neither edition has both ids.
    fn mentions(&mut self, texts: &Texts<'_, 'e>, first: &Structure<'e>, second: &Structure<'e>) {
        let Texts { first: one, second: other, .. } = texts;
        let (ones, others) = unmatched(&one.notes, &other.notes, |a, b| a.name == b.name);
        for (note, other_note) in ones.into_iter().zip(others) {
            let (id, other_id) = (note.name, other_note.name);
            if !second.notes.contains_key(id) && !first.notes.contains_key(other_id) {
                let places = (one.place_of_mention(note), other.place_of_mention(other_note));
                add(&mut self.notes, &mut self.places, (id, other_id), places);
            }
        }
    }

    /// Maps the id of a footnote to that of the second edition.
    pub fn note(&self, id: &'e str) -> &'e str {
        self.notes.get(id).copied().unwrap_or(id)
    }

    /// Maps the id of a person to that of the second edition.
    pub fn person(&self, id: &'e str) -> &'e str {
        self.people.get(id).copied().unwrap_or(id)
    }

    /// Maps the id of an element, work or footnote to that of the second edition.
    pub fn element_id(&self, id: &'e str) -> &'e str {
        self.elements.get(id).copied().unwrap_or_else(|| self.note(id))
    }

    /// Pairs the footnotes and people of both editions.
    pub fn entries<'o>(
        &self,
        first: &'o Structure<'e>,
        second: &'o Structure<'e>,
    ) -> Vec<Pair<'o, 'e>> {
        let notes = first.notes.iter();
        let notes = notes.filter_map(|(id, note)| Some((note, second.notes.get(self.note(id))?)));
        let people = first.people.iter();
        let people =
            people.filter_map(|(id, one)| Some((one, second.people.get(self.person(id))?)));
        let listed = first.abbreviations.iter();
        let listed =
            listed.filter_map(|(words, one)| Some((one, second.abbreviations.get(words)?)));
        notes.chain(people).chain(listed).collect()
    }

    /// Reports each id that differs once.
    pub fn report(&self, diagnostics: &mut Diagnostics) {
        let mut reported = HashSet::new();
        for Renamed { ids, places } in &self.places {
            if !reported.insert(ids) {
                continue;
            }
            let (name, (theirs, ours)) = (diagnostics.first_file(), ids);
            let finding = Finding {
                message: format!("the id is `{ours}` here, but `{theirs}` in {name}"),
                hint: format!(
                    "write `{theirs}` here and in every reference: editions share their ids"
                ),
                label: format!("`{theirs}` here"),
            };
            diagnostics.add(Code::OtherId, places.1.clone(), places.0.clone(), finding);
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
