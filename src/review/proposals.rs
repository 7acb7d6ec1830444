//! Turns steps into proposals: the changes to the draft as an editor would describe them.

mod after;
mod gone;
mod paragraph;
mod row;
mod word_changes;

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use after::{After, afters};
pub use gone::longest_increasing;

use super::matching::Certainty;
use super::paragraphs::{Hand, Place, Sent};
use super::script::Step;
use crate::draft::Format;

/// A change that a reviewer proposes to the draft that was sent.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// The action.
    pub action: Action,
    /// The reviewers who propose it, in the order of the text. Usually one.
    pub hands: Vec<Hand>,
    /// How the paragraph was found.
    pub certainty: Certainty,
}

/// The action of a proposal. Paragraphs are indexes into the draft that was sent; ranges are bytes of their
/// texts.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Replaces words; an empty range is an insertion.
    Words { sent: usize, at: Range<usize>, with: Vec<Content> },
    /// Changes the format of words.
    Format { sent: usize, at: Range<usize>, format: Format },
    /// Removes a paragraph, item or heading.
    Remove { sent: usize },
    /// Adds a paragraph beside another; `paragraph` is its index in the returned text.
    Insert { beside: usize, after: bool, paragraph: usize, content: Vec<Content> },
    /// Splits a paragraph: it ends at a byte, and the rest becomes new paragraphs.
    Split { sent: usize, at: usize, rest: Vec<Vec<Content>> },
    /// Appends other paragraphs to a paragraph.
    Join { sent: usize, with: Vec<usize>, content: Vec<Content> },
    /// Moves a paragraph behind another, or before it.
    Move { sent: usize, beside: usize, after: bool },
    /// Adds a column: a cell beside each of some others.
    InsertColumn { after: bool, cells: Vec<(usize, Vec<Content>)> },
    /// Adds a table behind a paragraph, or before it.
    InsertTable { beside: usize, after: bool, rows: Vec<Vec<Vec<Content>>> },
    /// Removes the table with a cell, its caption and its source.
    RemoveTable { cell: usize },
    /// Removes the row with a cell.
    RemoveRow { cell: usize },
    /// Adds a row beside the row of a cell.
    InsertRow { beside: usize, after: bool, cells: Vec<Vec<Content>> },
    /// An unexplained change: a paragraph came back with this text.
    Unclear { sent: usize, with: String },
}

/// A piece of a new text.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// Bytes of a paragraph that was sent, possibly in a different format.
    Sent { sent: usize, at: Range<usize>, format: Option<Format> },
    /// New words.
    New { text: String, format: Format },
    /// A note reference: an index into the notes of the returned file.
    Note(usize),
}

/// A note of a returned file.
#[derive(Clone, Debug, PartialEq)]
pub enum ReturnedNote {
    /// The note of a paragraph that was sent.
    Known(usize),
    /// A new note: its paragraphs.
    New(Vec<Vec<Content>>),
}

/// The notes with new references in the text, by their indexes in the returned file.
pub type Notes = BTreeMap<usize, ReturnedNote>;

/// The proposals in the order of the returned text, and the notes that they refer to.
pub fn proposals(sent: &[Sent], steps: &[Step], untracked: Hand) -> (Vec<Proposal>, Notes) {
    let afters = afters(steps);
    let interpreter = Interpreter::new(sent, &afters, untracked);
    interpreter.proposals()
}

struct Interpreter<'a> {
    sent: &'a [Sent],
    afters: &'a [After<'a>],
    untracked: Hand,
    /// For each paragraph of the draft, the returned paragraph in which it survives.
    owner: Vec<Option<usize>>,
    /// For each returned paragraph, the paragraphs of the draft that survive in it.
    owned: Vec<Vec<usize>>,
    /// The returned paragraphs outside notes in which a paragraph of the draft survives, in order.
    known_texts: Vec<usize>,
    /// The same in notes.
    known_notes: Vec<usize>,
    /// Who deleted characters of each paragraph of the draft.
    deleted: HashMap<usize, Vec<Hand>>,
    /// The notes with new references in the text.
    notes: Notes,
    out: Vec<Proposal>,
}

impl<'a> Interpreter<'a> {
    fn new(sent: &'a [Sent], afters: &'a [After<'a>], untracked: Hand) -> Self {
        let mut owner = vec![None; sent.len()];
        let mut owned = vec![Vec::new(); afters.len()];
        let mut deleted: HashMap<usize, Vec<Hand>> = HashMap::new();
        for (at, after) in afters.iter().enumerate() {
            let mut own = after.kept();
            let empty = |it: &usize| sent.get(*it).is_some_and(|it| it.text.is_empty());
            own.extend(after.end.0.filter(empty));
            for one in own {
                let Some(owner @ None) = owner.get_mut(one) else { continue };
                *owner = Some(at);
                owned.get_mut(at).into_iter().for_each(|owned| owned.push(one));
            }
            for step in after.steps {
                if let Step::Delete { sent, by, .. } = step {
                    let hands = deleted.entry(*sent).or_default();
                    if !hands.contains(by) {
                        hands.push(*by);
                    }
                }
            }
        }
        let known = (0..afters.len()).filter(|at| owned.get(*at).is_some_and(|it| !it.is_empty()));
        let in_note = |at: &usize| afters.get(*at).is_some_and(|it| it.place.is_note());
        let (known_notes, known_texts) = known.partition(in_note);
        let notes = notes(afters, &owned);
        let out = Vec::new();
        Interpreter {
            sent,
            afters,
            untracked,
            owner,
            owned,
            known_texts,
            known_notes,
            deleted,
            notes,
            out,
        }
    }

    fn proposals(mut self) -> (Vec<Proposal>, Notes) {
        let rows = self.rows();
        for (at, after) in self.afters.iter().enumerate() {
            let owned = self.owned.get(at).cloned().unwrap_or_default();
            match owned.as_slice() {
                [] => self.new_paragraph(at, after, &rows),
                [sent, others @ ..] => self.changed_paragraph(at, after, *sent, others),
            }
        }
        self.moved();
        self.gone();
        self.pair_moves();
        (self.out, self.notes)
    }

    fn push(&mut self, action: Action, hands: Vec<Hand>, certainty: Certainty) {
        let hands = if hands.is_empty() { vec![self.untracked] } else { hands };
        self.out.push(Proposal { action, hands, certainty });
    }
}

/// The notes with new references in the text.
fn notes(afters: &[After], owned: &[Vec<usize>]) -> Notes {
    let marks = afters.iter().flat_map(|after| after.steps).filter_map(|step| match step {
        Step::Insert { note, .. } => *note,
        Step::Enter { .. }
        | Step::Keep { .. }
        | Step::Format { .. }
        | Step::Delete { .. }
        | Step::End { .. } => None,
    });
    let mut notes: Notes = marks.map(|note| (note, ReturnedNote::New(Vec::new()))).collect();
    for (after, owned) in afters.iter().zip(owned) {
        let Place::Note(number) = after.place else { continue };
        let Some(note) = notes.get_mut(&number) else { continue };
        match (&mut *note, owned.first()) {
            (ReturnedNote::New(_), Some(sent)) => *note = ReturnedNote::Known(*sent),
            (ReturnedNote::New(paragraphs), None) => paragraphs.push(After::content(after.steps)),
            (ReturnedNote::Known(_), _) => {}
        }
    }
    notes
}
