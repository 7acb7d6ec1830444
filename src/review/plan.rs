//! Turns a proposal into an edit of the current source, or finds that it is done or why it is impossible.

mod blocks;
mod inserts;
mod notes;
mod people;
mod tables;
mod target;
#[cfg(test)]
mod tests;
mod words;

use std::collections::HashMap;
use std::ops::Range;

use super::mapping::{Mapped, Mapping};
use super::paragraphs::Sent;
use super::proposals::{Action, Content, Proposal};
use super::today::{Reason, Today, format_of};
use super::words::{alike, plain};
use crate::draft::DraftParagraph;
use crate::rewrite::{Change, Edit, Piece, Words};
pub use inserts::NewParagraph;
pub use notes::NewNotes;
use tables::NewRows;

/// The outcome of planning a proposal for the current source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It can be written.
    Ready(Change),
    /// The change is already in the source.
    Done,
    /// The source has changed there since the draft.
    Overtaken,
    /// It cannot be written.
    Refused(Reason),
}

/// A proposal with its outcome for the current source.
#[derive(Clone, Debug, PartialEq)]
pub struct Planned<'p> {
    /// The proposal.
    pub proposal: &'p Proposal,
    /// The place in the current draft: a paragraph and bytes of its text. Places in the drafts that were
    /// sent are not comparable between files.
    pub target: Option<(usize, Range<usize>)>,
    /// The outcome.
    pub outcome: Outcome,
}

/// Plans the proposals of one returned file.
pub struct Planner<'a> {
    /// The draft that was sent.
    pub sent: &'a [Sent],
    /// Today's source.
    pub today: &'a Today<'a>,
    /// The current places of the paragraphs.
    pub mapping: Mapping<'a>,
    /// For each style of returned list items, a paragraph of the current draft with that style.
    pub samples: HashMap<&'a str, usize>,
    /// The style of each returned paragraph.
    pub styles: Vec<Option<&'a str>>,
    /// Its footnotes.
    pub notes: NewNotes<'a>,
    /// Its new paragraphs, by their indexes in the returned text.
    pub inserts: HashMap<usize, NewParagraph>,
}

impl Planner<'_> {
    /// Plans all proposals.
    pub fn plan<'p>(&self, proposals: &'p [Proposal]) -> Vec<Planned<'p>> {
        let mut words: HashMap<usize, Vec<(Range<usize>, String)>> = HashMap::new();
        for proposal in proposals {
            if let Action::Words { sent, at, with } = &proposal.action {
                words.entry(*sent).or_default().push((at.clone(), self.printed(with)));
            }
        }
        let mut rows = self.new_rows();
        let planned = proposals.iter().map(|proposal| {
            let outcome = match self.outcome(&proposal.action, &words, &mut rows) {
                Ok(outcome) => outcome,
                Err(reason) => Outcome::Refused(reason),
            };
            Planned { target: self.target(&proposal.action), outcome, proposal }
        });
        planned.collect()
    }

    fn outcome(
        &self,
        action: &Action,
        words: &HashMap<usize, Vec<(Range<usize>, String)>>,
        rows: &mut NewRows,
    ) -> Result<Outcome, Reason> {
        match action {
            Action::Words { sent, at, with } => {
                let siblings = words.get(sent).map_or(&[][..], Vec::as_slice);
                self.words(*sent, at, with, siblings)
            }
            Action::Format { sent, at, format } => self.format(*sent, at, *format),
            Action::Remove { sent } => self.remove(*sent),
            Action::Insert { beside, paragraph, content, .. } => {
                self.insert(*beside, *paragraph, content)
            }
            Action::Split { sent, at, rest } => self.split(*sent, *at, rest),
            Action::Join { sent, with, content } => self.join(*sent, with, content),
            Action::Move { sent, beside, after } => self.moved(*sent, *beside, *after),
            Action::RemoveRow { cell } => self.remove(*cell),
            Action::InsertRow { beside, after, cells } => {
                self.insert_row(*beside, *after, cells, rows)
            }
            Action::InsertColumn { after, cells } => self.insert_column(*after, cells),
            Action::InsertTable { rows, .. } => Ok(self.insert_table(rows)),
            Action::RemoveTable { cell } => self.remove_table(*cell),
            Action::Unclear { sent, with } => self.unclear(*sent, with),
        }
    }

    /// An unexplained change cannot be written; it is done if the source already has it.
    fn unclear(&self, sent: usize, with: &str) -> Result<Outcome, Reason> {
        let now = self.mapping.paragraph(sent).map_or("", |now| self.text(now));
        let before = self.sent.get(sent).map_or("", |it| it.text.as_str());
        if alike(now.trim(), with.trim()) && !alike(before.trim(), with.trim()) {
            return Ok(Outcome::Done);
        }
        Err(Reason::new(
            "plenary cannot tell what was changed in this paragraph",
            "compare it with the returned file, and make the change in the source",
        ))
    }

    fn length(&self, sent: usize) -> usize {
        self.sent.get(sent).map_or(0, |it| it.text.len())
    }

    fn text(&self, now: usize) -> &str {
        self.mapping.look();
        self.today.sent.get(now).map_or("", |it| it.text.as_str())
    }

    /// The paragraph today, unless its whole text is generated.
    fn now(&self, sent: usize) -> Result<Option<usize>, Reason> {
        let now = self.mapping.paragraph(sent);
        if now.and_then(|now| self.today.sent.get(now)).is_some_and(|it| it.is_generated) {
            return Err(Reason::new(
                "it changes a list that plenary makes",
                "change the heading or the name itself",
            ));
        }
        Ok(now)
    }

    /// New content as it will be printed.
    pub fn printed(&self, content: &[Content]) -> String {
        let piece = |piece: &Content| match piece {
            Content::New { text, .. } => text.clone(),
            Content::Note(_) => DraftParagraph::OBJECT.to_owned(),
            Content::Sent { sent, at, .. } => {
                let text = self.sent.get(*sent).and_then(|it| it.text.get(at.clone()));
                text.unwrap_or_default().to_owned()
            }
        };
        content.iter().map(piece).collect()
    }

    /// New content as people read it.
    pub fn shown(&self, content: &[Content]) -> String {
        let piece = |piece: &Content| match piece {
            Content::Note(number) => format!("[^{}]", self.notes.words(*number)),
            Content::New { .. } | Content::Sent { .. } => self.printed(std::slice::from_ref(piece)),
        };
        content.iter().map(piece).collect()
    }

    /// New content in the form in which it can be written in or beside a paragraph. The footnotes that it
    /// needs are added to the edits.
    fn content(
        &self,
        content: &[Content],
        near: usize,
        edits: &mut Vec<Edit>,
    ) -> Result<Vec<Piece>, Reason> {
        let mut out = Vec::new();
        for piece in content {
            match piece {
                Content::New { text, .. } if text.contains(DraftParagraph::OBJECT) => {
                    return Err(Reason::new(
                        "it adds a picture",
                        "put the picture beside the report, and add a `figure` to the source",
                    ));
                }
                Content::New { text, format } => {
                    out.push(Words { text: text.clone(), format: format_of(*format) }.into());
                }
                Content::Note(number) => out.push(Piece::Note(self.note(*number, near, edits)?)),
                Content::Sent { sent, at, format } => {
                    match (self.now(*sent)?, self.mapping.range(*sent, at)) {
                        (Some(now), Mapped::Same(at) | Mapped::Changed { now: at, .. }) => {
                            out.extend(self.today.copy(now, &at, *format)?);
                        }
                        (None, _) => {
                            let text = self.printed(std::slice::from_ref(piece));
                            let format = format_of(format.unwrap_or_default());
                            out.push(Words { text, format }.into());
                        }
                    }
                }
            }
        }
        Ok(out)
    }
}

/// New content without spaces at its ends.
fn trimmed(mut pieces: Vec<Piece>) -> Vec<Piece> {
    if let Some(Piece::Words(first)) = pieces.first_mut() {
        first.text = first.text.trim_start().to_owned();
    }
    if let Some(Piece::Words(last)) = pieces.last_mut() {
        last.text = last.text.trim_end().to_owned();
    }
    pieces
}
