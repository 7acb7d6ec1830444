//! The people who changed the returned files.

use std::collections::HashMap;

use super::paragraphs::Hand;

/// A person who changed one returned file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reviewer {
    /// The name in the file; `None` for changes that are not tracked.
    pub name: Option<String>,
    /// The returned file, counted from 0.
    pub file: usize,
    /// The time of the first of their changes in ISO 8601, as the file has it.
    pub date: Option<String>,
}

/// Everybody who changed something, each once for each file.
#[derive(Clone, Debug, Default)]
pub struct Reviewers {
    people: Vec<Reviewer>,
    known: HashMap<(usize, Option<String>), Hand>,
}

impl Reviewers {
    /// The number of somebody.
    pub fn hand(&mut self, file: usize, name: Option<&str>, date: Option<&str>) -> Hand {
        let key = (file, name.map(str::to_owned));
        let next = Hand(self.people.len());
        let hand = *self.known.entry(key).or_insert(next);
        match self.people.get_mut(hand.0) {
            None => self.people.push(Reviewer {
                name: name.map(str::to_owned),
                file,
                date: date.map(str::to_owned),
            }),
            Some(known) => {
                let earlier = date.filter(|date| known.date.as_deref().is_none_or(|it| *date < it));
                known.date = earlier.map(str::to_owned).or(known.date.take());
            }
        }
        hand
    }

    /// Everybody, by number.
    pub fn all(&self) -> &[Reviewer] {
        &self.people
    }
}
