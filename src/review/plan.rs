//! What a proposal means for today's source: an edit, nothing more to do, or a reason why not.

mod blocks;
mod notes;
mod people;
mod tables;
mod words;

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::mapping::{Mapped, Mapping};
use super::paragraphs::Sent;
use super::proposals::{Action, Content, Proposal};
use super::today::{Listing, Reason, Today, format_of};
use super::words::{alike, plain};
use crate::draft::DraftParagraph;
use crate::rewrite::{Change, Edit, Piece, Words};
pub use notes::NewNotes;

/// What a proposal means for today's source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It can be written.
    Ready(Change),
    /// The source already is so.
    Done,
    /// The source has other words there now than the draft had.
    Overtaken,
    /// It cannot be written.
    Refused(Reason),
}

/// A proposal, and what it means for today's source.
#[derive(Clone, Debug, PartialEq)]
pub struct Planned<'p> {
    /// The proposal.
    pub proposal: &'p Proposal,
    /// The place in today's draft: a paragraph and bytes of its text. The place in the draft that was
    /// sent is not comparable between files.
    pub target: Option<(usize, Range<usize>)>,
    /// What it means.
    pub outcome: Outcome,
}

/// Plans the proposals of one returned file.
pub struct Planner<'a> {
    /// The draft that was sent.
    pub sent: &'a [Sent],
    /// Today's source.
    pub today: &'a Today<'a>,
    /// Where the paragraphs are today.
    pub mapping: Mapping<'a>,
    /// How returned paragraphs of a style are listed, by the paragraphs of the draft that have it.
    pub listings: HashMap<&'a str, Listing>,
    /// The style of each returned paragraph.
    pub styles: Vec<Option<&'a str>>,
    /// Its footnotes.
    pub notes: NewNotes<'a>,
    /// Its new paragraphs, by their indexes in the returned text.
    pub inserts: HashMap<usize, NewParagraph>,
}

/// Where a new paragraph goes today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewParagraph {
    /// The paragraph of the source that has its text in its place.
    there: Option<usize>,
    /// The paragraph beside which it goes, and whether it goes after it.
    near: (usize, bool),
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
        let planned = proposals.iter().map(|proposal| {
            let outcome = match self.outcome(&proposal.action, &words) {
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
    ) -> Result<Outcome, Reason> {
        match action {
            Action::Words { sent, at, with } => {
                let siblings = words.get(sent).map_or(&[][..], Vec::as_slice);
                self.words(*sent, at, with, siblings)
            }
            Action::Format { sent, at, format } => self.format(*sent, at, *format),
            Action::Remove { sent } => self.remove(*sent),
            Action::Insert { beside, after, paragraph, content } => {
                self.insert(*beside, *after, *paragraph, content)
            }
            Action::Split { sent, at, rest } => self.split(*sent, *at, rest),
            Action::Join { sent, with, content } => self.join(*sent, with, content),
            Action::Move { sent, beside, after } => self.moved(*sent, *beside, *after),
            Action::RemoveRow { cell } => self.remove(*cell),
            Action::InsertRow { beside, after, cells } => self.insert_row(*beside, *after, cells),
            Action::InsertColumn { after, cells } => self.insert_column(*after, cells),
            Action::InsertTable { rows, .. } => Ok(self.insert_table(rows)),
            Action::RemoveTable { cell } => self.remove_table(*cell),
            Action::Unclear { sent, with } => self.unclear(*sent, with),
        }
    }

    /// What nothing explains cannot be written, unless somebody did.
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

    /// Finds where the new paragraphs go: if the source has others that came with one, next to those, so that
    /// all have their order.
    pub fn find_inserts(&mut self, proposals: &[Proposal]) {
        let mut places: BTreeMap<(usize, bool), Vec<(usize, String)>> = BTreeMap::new();
        for proposal in proposals {
            if let Action::Insert { beside, after, paragraph, content } = &proposal.action {
                let text = plain(self.printed(content).trim());
                places.entry((*beside, *after)).or_default().push((*paragraph, text));
            }
        }
        for ((beside, after), paragraphs) in places {
            let Some(now) = self.mapping.paragraph(beside) else { continue };
            let there = self.there(now, after, &paragraphs);
            let next = there.iter().rev().scan(None, |next, it| {
                let own = *next;
                *next = it.map(|at| (at, false)).or(own);
                Some(own)
            });
            let next: Vec<Option<(usize, bool)>> = next.collect();
            let mut before = None;
            for (((paragraph, _), there), next) in
                paragraphs.iter().zip(there).zip(next.into_iter().rev())
            {
                let near = before.or(next).unwrap_or((now, after));
                before = there.map(|at| (at, true)).or(before);
                self.inserts.insert(*paragraph, NewParagraph { there, near });
            }
        }
    }

    /// For each of some new paragraphs, the one of the source that has its text beside another. Of several
    /// that are alike, each is found once.
    fn there(&self, now: usize, after: bool, paragraphs: &[(usize, String)]) -> Vec<Option<usize>> {
        let mut new = self.mapping.new_beside(now, after);
        new.sort_unstable_by(|one, other| other.cmp(one));
        let mut places: HashMap<String, Vec<usize>> = HashMap::new();
        for at in new {
            places.entry(plain(self.text(at).trim())).or_default().push(at);
        }
        let there = paragraphs.iter().map(|(_, text)| places.get_mut(text)?.pop());
        there.collect()
    }

    /// The paragraph of today's draft beside which a new one goes, and whether it goes after it; `None` if the
    /// source no longer has the place.
    pub fn near(&self, paragraph: usize) -> Option<(usize, bool)> {
        self.inserts.get(&paragraph).map(|it| it.near)
    }

    /// The paragraph of the draft that was sent which an action is about, and the bytes of its text.
    pub fn place(&self, action: &Action) -> (usize, Range<usize>) {
        match action {
            Action::Words { sent, at, .. } | Action::Format { sent, at, .. } => (*sent, at.clone()),
            Action::Remove { sent } | Action::Move { sent, .. } | Action::Unclear { sent, .. } => {
                (*sent, 0..self.length(*sent))
            }
            Action::Split { sent, at, .. } => (*sent, *at..self.length(*sent)),
            Action::Join { sent, .. } => (*sent, self.length(*sent)..self.length(*sent)),
            Action::RemoveRow { cell } | Action::RemoveTable { cell } => {
                (*cell, 0..self.length(*cell))
            }
            Action::InsertColumn { after, cells } => {
                let beside = cells.first().map_or(0, |(beside, _)| *beside);
                let at = if *after { self.length(beside) } else { 0 };
                (beside, at..at)
            }
            Action::InsertTable { beside, after: true, .. }
            | Action::Insert { beside, after: true, .. }
            | Action::InsertRow { beside, after: true, .. } => {
                (*beside, self.length(*beside)..self.length(*beside))
            }
            Action::InsertTable { beside, after: false, .. }
            | Action::Insert { beside, after: false, .. }
            | Action::InsertRow { beside, after: false, .. } => (*beside, 0..0),
        }
    }

    fn target(&self, action: &Action) -> Option<(usize, Range<usize>)> {
        let (sent, at) = self.place(action);
        let now = self.mapping.paragraph(sent)?;
        match self.mapping.range(sent, &at) {
            Mapped::Same(at) | Mapped::Changed { now: at, .. } => Some((now, at)),
        }
    }

    /// The place of an action in the list: in the draft that was sent if all files were made of it, so
    /// that numbers stay the same when changes are applied, otherwise in today's.
    pub fn order(&self, action: &Action, one_draft: bool) -> (usize, usize) {
        let (sent, at) = self.place(action);
        if one_draft {
            return (sent, at.start);
        }
        let known = (0..=sent).rev().find_map(|it| self.mapping.paragraph(it));
        (known.unwrap_or(0), at.start)
    }

    fn length(&self, sent: usize) -> usize {
        self.sent.get(sent).map_or(0, |it| it.text.len())
    }

    fn text(&self, now: usize) -> &str {
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

    /// New content as it can be written in or beside a paragraph. The footnotes that it needs are added to
    /// the edits.
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
