//! What a proposal means for today's source: an edit, nothing more to do, or a reason why not.

use std::collections::HashMap;
use std::ops::Range;

use super::mapping::{Mapped, Mapping};
use super::paragraphs::Sent;
use super::proposals::{Action, Content, Proposal};
use super::today::{Listing, Reason, Today, format_of};
use crate::rewrite::{self, Change, Edit, NewItem, NewValue, Side, Words};

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
pub struct Planned {
    /// The proposal.
    pub proposal: Proposal,
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
}

impl Planner<'_> {
    /// Plans all proposals.
    pub fn plan(&self, proposals: Vec<Proposal>) -> Vec<Planned> {
        let mut words: HashMap<usize, Vec<(Range<usize>, String)>> = HashMap::new();
        for proposal in &proposals {
            if let Action::Words { sent, at, with } = &proposal.action {
                words.entry(*sent).or_default().push((at.clone(), self.printed(with)));
            }
        }
        let planned = proposals.into_iter().map(|proposal| {
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
        }
    }

    /// The paragraph of the draft that was sent which an action is about, and the bytes of its text.
    pub fn place(&self, action: &Action) -> (usize, Range<usize>) {
        match action {
            Action::Words { sent, at, .. } | Action::Format { sent, at, .. } => (*sent, at.clone()),
            Action::Remove { sent } | Action::Move { sent, .. } => (*sent, 0..self.length(*sent)),
            Action::Split { sent, at, .. } => (*sent, *at..self.length(*sent)),
            Action::Join { sent, .. } => (*sent, self.length(*sent)..self.length(*sent)),
            Action::RemoveRow { cell } => (*cell, 0..self.length(*cell)),
            Action::Insert { beside, after: true, .. }
            | Action::InsertRow { beside, after: true, .. } => {
                (*beside, self.length(*beside)..self.length(*beside))
            }
            Action::Insert { beside, after: false, .. }
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
            Content::Note(_) => crate::draft::DraftParagraph::OBJECT.to_owned(),
            Content::Sent { sent, at } => {
                let text = self.sent.get(*sent).and_then(|it| it.text.get(at.clone()));
                text.unwrap_or_default().to_owned()
            }
        };
        content.iter().map(piece).collect()
    }

    /// New content as it can be written.
    fn content(&self, content: &[Content]) -> Result<Vec<Words>, Reason> {
        let mut out = Vec::new();
        for piece in content {
            match piece {
                Content::New { text, format } => {
                    out.push(Words { text: text.clone(), format: format_of(*format) });
                }
                Content::Note(_) => {
                    return Err(Reason::new(
                        "it adds a footnote",
                        "write the footnote under `notes:`, and its mark `[^id]` in the text",
                    ));
                }
                Content::Sent { sent, at } => {
                    match (self.now(*sent)?, self.mapping.range(*sent, at)) {
                        (Some(now), Mapped::Same(at) | Mapped::Changed { now: at, .. }) => {
                            out.extend(self.today.words(now, &at)?);
                        }
                        (None, _) => {
                            out.push(Words { text: self.printed(content), ..Words::default() })
                        }
                    }
                }
            }
        }
        Ok(out)
    }
}

/// Changes within a paragraph.
impl Planner<'_> {
    fn words(
        &self,
        sent: usize,
        at: &Range<usize>,
        with: &[Content],
        siblings: &[(Range<usize>, String)],
    ) -> Result<Outcome, Reason> {
        let Some(now) = self.now(sent)? else { return Ok(Outcome::Overtaken) };
        if self.is_done(sent, now, at, &self.printed(with), siblings) {
            return Ok(Outcome::Done);
        }
        let Mapped::Same(at) = self.mapping.range(sent, at) else { return Ok(Outcome::Overtaken) };
        let bytes = self.today.bytes(now, &at)?;
        let mut with = self.content(with)?;
        for format in [at.start.checked_sub(1), Some(at.start)].into_iter().flatten() {
            let styled = self.today.style_at(now, format);
            for words in with.iter_mut().filter(|words| Some(words.format) == styled) {
                words.format = rewrite::Format::default();
            }
        }
        Ok(Outcome::Ready(Change(vec![Edit::Words { at: bytes, with }])))
    }

    /// Whether the source changed in the way that is proposed, alone or with the other proposals for
    /// the paragraph.
    fn is_done(
        &self,
        sent: usize,
        now: usize,
        at: &Range<usize>,
        with: &str,
        siblings: &[(Range<usize>, String)],
    ) -> bool {
        let touches = |it: &Range<usize>| it.start <= at.end && at.start <= it.end;
        let hunks = self.mapping.hunks(sent).iter().filter(|it| touches(&it.before));
        let (mut before, mut after): (Option<Range<usize>>, Range<usize>) = (None, 0..0);
        for hunk in hunks {
            match &mut before {
                Some(before) => (before.end, after.end) = (hunk.before.end, hunk.after.end),
                None => (before, after) = (Some(hunk.before.clone()), hunk.after.clone()),
            }
        }
        let Some(before) = before else { return false };
        // Extended to the whole of the proposal: outside the differences both texts are equal.
        let (more, further) =
            (before.start.saturating_sub(at.start), at.end.saturating_sub(before.end));
        let union = before.start - more..before.end + further;
        let found = after.start.saturating_sub(more)..after.end + further;
        let Some(found) = self.text(now).get(found) else { return false };
        let inside =
            |it: &&(Range<usize>, String)| union.start <= it.0.start && it.0.end <= union.end;
        let all: Vec<&(Range<usize>, String)> = siblings.iter().filter(inside).collect();
        let own = (at.clone(), with.to_owned());
        let strict =
            |it: &&&(Range<usize>, String)| it.0.start < before.end && before.start < it.0.end;
        let overlapping: Vec<_> = all.iter().filter(strict).copied().collect();
        [all.clone(), overlapping, vec![&own]].iter().any(|chosen| {
            chosen.iter().any(|it| it.0 == *at)
                && self.replaced(sent, &union, chosen).is_some_and(|it| alike(&it, found))
        })
    }

    /// A part of a paragraph with some proposals made.
    fn replaced(
        &self,
        sent: usize,
        part: &Range<usize>,
        with: &[&(Range<usize>, String)],
    ) -> Option<String> {
        let text = self.sent.get(sent)?.text.as_str();
        let (mut out, mut at) = (String::new(), part.start);
        for (range, new) in with {
            out.push_str(text.get(at..range.start)?);
            out.push_str(new);
            at = range.end;
        }
        out.push_str(text.get(at..part.end)?);
        Some(out)
    }

    fn format(
        &self,
        sent: usize,
        at: &Range<usize>,
        format: crate::draft::Format,
    ) -> Result<Outcome, Reason> {
        let Some(now) = self.now(sent)? else { return Ok(Outcome::Overtaken) };
        let Mapped::Same(at) = self.mapping.range(sent, at) else { return Ok(Outcome::Overtaken) };
        let Some(own) = self.today.sent.get(now) else { return Ok(Outcome::Overtaken) };
        let mut start = at.start;
        let mut done = true;
        while start < at.end {
            let stretch = own.stretch_at(start);
            done &= format_of(stretch.format) == format_of(format);
            start = stretch.end.max(start + 1);
        }
        if done {
            return Ok(Outcome::Done);
        }
        let at = self.today.bytes(now, &at)?;
        Ok(Outcome::Ready(Change(vec![Edit::Format { at, format: format_of(format) }])))
    }
}

/// Changes of whole paragraphs and rows.
impl Planner<'_> {
    fn remove(&self, sent: usize) -> Result<Outcome, Reason> {
        let Some(now) = self.now(sent)? else { return Ok(Outcome::Done) };
        if !self.mapping.hunks(sent).is_empty() {
            return Ok(Outcome::Overtaken);
        }
        let item = self.today.item(now)?;
        Ok(Outcome::Ready(Change(vec![Edit::Remove { item }])))
    }

    fn insert(
        &self,
        beside: usize,
        after: bool,
        paragraph: usize,
        content: &[Content],
    ) -> Result<Outcome, Reason> {
        let Some(now) = self.now(beside)? else { return Ok(Outcome::Overtaken) };
        let printed = self.printed(content);
        if self.has_new(now, after, &printed) {
            return Ok(Outcome::Done);
        }
        let style = self.styles.get(paragraph).copied().flatten();
        let listing = style.and_then(|style| self.listings.get(style)).copied();
        let (beside, side) = self.place_for(now, after, listing.unwrap_or(Listing::Block))?;
        let item = NewItem { key: None, value: NewValue::Text(trimmed(self.content(content)?)) };
        Ok(Outcome::Ready(Change(vec![Edit::Insert { beside, side, item }])))
    }

    /// Whether the source got a paragraph with a text beside another.
    fn has_new(&self, now: usize, after: bool, text: &str) -> bool {
        let new = self.mapping.new_beside(now, after);
        new.iter().any(|at| alike(self.text(*at).trim(), text.trim()))
    }

    /// The item beside which a new paragraph goes.
    fn place_for(
        &self,
        now: usize,
        after: bool,
        listing: Listing,
    ) -> Result<(Range<usize>, Side), Reason> {
        let side = if after { Side::After } else { Side::Before };
        let (next, other) =
            if after { (now + 1, Side::Before) } else { (now.saturating_sub(1), Side::After) };
        match listing {
            Listing::Block => match self.today.listing(now) {
                Listing::Block => self.today.item(now).map(|item| (item, side)),
                _ => self.today.block(now).map(|block| (block, side)),
            }
            .or_else(|reason| match self.today.listing(next) {
                Listing::Fixed => Err(reason),
                _ => self.today.block(next).map(|block| (block, other)),
            }),
            Listing::Item | Listing::Entry if self.today.listing(now) == listing => {
                self.today.entry(now).map(|item| (item, side))
            }
            Listing::Item | Listing::Entry if self.today.listing(next) == listing => {
                self.today.entry(next).map(|item| (item, other))
            }
            Listing::Item | Listing::Entry | Listing::Row | Listing::Fixed => Err(Reason::new(
                "its kind cannot be added from a draft",
                "write it into the source",
            )),
        }
    }

    fn split(&self, sent: usize, at: usize, rest: &[Vec<Content>]) -> Result<Outcome, Reason> {
        let now = self.now(sent)?;
        let parts: Vec<String> = rest.iter().map(|content| self.printed(content)).collect();
        let is_there = |at: usize, part: &String| alike(self.text(at).trim(), part.trim());
        let all =
            |at: usize| parts.iter().enumerate().all(|(index, part)| is_there(at + index, part));
        if (0..self.today.sent.len()).any(all) {
            return Ok(Outcome::Done);
        }
        let Some(now) = now else { return Ok(Outcome::Overtaken) };
        let listing = self.today.listing(now);
        if !matches!(listing, Listing::Block | Listing::Item) {
            return Err(Reason::new(
                "it splits what is one text in the source",
                "write one paragraph, or change the source",
            ));
        }
        if let Some(edits) = self.cuts(sent, at, rest)? {
            return Ok(edits.map_or(Outcome::Overtaken, |edits| Outcome::Ready(Change(edits))));
        }
        let Mapped::Same(tail) = self.mapping.range(sent, &(at..self.length(sent))) else {
            return Ok(Outcome::Overtaken);
        };
        let mut edits = vec![Edit::Words { at: self.today.bytes(now, &tail)?, with: Vec::new() }];
        let beside = self.today.entry(now)?;
        for content in rest.iter().rev() {
            let value = NewValue::Text(trimmed(self.content(content)?));
            let (beside, side) = (beside.clone(), Side::After);
            edits.push(Edit::Insert { beside, side, item: NewItem { key: None, value } });
        }
        Ok(Outcome::Ready(Change(edits)))
    }

    /// The edits that split a paragraph where each of its new parts begins, and change the words that
    /// differ. `None` if a part has nothing of the paragraph; inside, `None` if the source has other
    /// words there now.
    fn cuts(
        &self,
        sent: usize,
        from: usize,
        rest: &[Vec<Content>],
    ) -> Result<Option<Option<Vec<Edit>>>, Reason> {
        let (mut edits, mut end) = (Vec::new(), from);
        for part in rest {
            let Some(Content::Sent { at, .. }) =
                part.iter().find(|piece| matches!(piece, Content::Sent { .. }))
            else {
                return Ok(None);
            };
            let Some(start) = self.byte(sent, at.start)? else { return Ok(Some(None)) };
            edits.push(Edit::Split { at: start });
            let mut new: Vec<Content> = Vec::new();
            let mut cut = true;
            for piece in part {
                match piece {
                    Content::Sent { sent: it, at } if *it == sent && at.start >= end => {
                        let gone = end..at.start;
                        if !self.changed(sent, &gone, &mut new, cut, &mut edits)? {
                            return Ok(Some(None));
                        }
                        (end, cut) = (at.end, false);
                    }
                    Content::Sent { .. } => return Ok(None),
                    Content::New { .. } | Content::Note(_) => new.push(piece.clone()),
                }
            }
            if !self.changed(sent, &(end..end), &mut new, false, &mut edits)? {
                return Ok(Some(None));
            }
        }
        let gone = end..self.length(sent);
        let all = self.changed(sent, &gone, &mut Vec::new(), false, &mut edits)?;
        Ok(Some(all.then_some(edits)))
    }

    /// Adds the edit for words that differ. At a cut, spaces vanish by themselves. Whether the source
    /// still has the words.
    fn changed(
        &self,
        sent: usize,
        at: &Range<usize>,
        new: &mut Vec<Content>,
        cut: bool,
        edits: &mut Vec<Edit>,
    ) -> Result<bool, Reason> {
        let text = self.sent.get(sent).and_then(|it| it.text.get(at.clone())).unwrap_or_default();
        let with = self.content(&std::mem::take(new))?;
        if with.is_empty() && (text.is_empty() || cut && text.trim().is_empty()) {
            return Ok(true);
        }
        let Some(now) = self.now(sent)? else { return Ok(false) };
        let Mapped::Same(at) = self.mapping.range(sent, at) else { return Ok(false) };
        edits.push(Edit::Words { at: self.today.bytes(now, &at)?, with });
        Ok(true)
    }

    /// The byte of the file at a byte of a paragraph; `None` if the source changed there.
    fn byte(&self, sent: usize, at: usize) -> Result<Option<usize>, Reason> {
        let Some(now) = self.now(sent)? else { return Ok(None) };
        let text = self.sent.get(sent).and_then(|it| it.text.get(at..)).unwrap_or_default();
        let next = text.chars().next().map_or(0, char::len_utf8);
        match self.mapping.range(sent, &(at..at + next)) {
            Mapped::Same(at) => Ok(Some(self.today.bytes(now, &at)?.start)),
            Mapped::Changed { .. } => Ok(None),
        }
    }

    fn join(&self, sent: usize, with: &[usize], content: &[Content]) -> Result<Outcome, Reason> {
        let now = self.now(sent)?;
        let printed = self.printed(content);
        let joined = printed.trim();
        let has_all = |text: &str| text.len() > joined.len() && text.ends_with(joined);
        if self.today.sent.iter().any(|it| has_all(&it.text)) {
            return Ok(Outcome::Done);
        }
        if with.iter().all(|sent| self.mapping.paragraph(*sent).is_none()) {
            return Ok(Outcome::Overtaken);
        }
        let Some(now) = now else { return Ok(Outcome::Overtaken) };
        let end = self.text(now).len();
        if let Some(edit) = self.whole_join(now, with, &printed)? {
            return Ok(Outcome::Ready(Change(vec![edit])));
        }
        let words = self.content(content)?;
        let mut edits = vec![Edit::Words { at: self.today.bytes(now, &(end..end))?, with: words }];
        for other in with {
            if !self.mapping.hunks(*other).is_empty() {
                return Ok(Outcome::Overtaken);
            }
            if let Some(other) = self.now(*other)? {
                edits.push(Edit::Remove { item: self.today.item(other)? });
            }
        }
        Ok(Outcome::Ready(Change(edits)))
    }

    /// The edit that appends one whole paragraph to another, after a space, with all its markup.
    fn whole_join(
        &self,
        now: usize,
        with: &[usize],
        printed: &str,
    ) -> Result<Option<Edit>, Reason> {
        let [other] = with else { return Ok(None) };
        let (Some(other_now), true) = (self.now(*other)?, self.mapping.hunks(*other).is_empty())
        else {
            return Ok(None);
        };
        let text = self.text(other_now);
        if printed.strip_prefix(' ').is_none_or(|it| it != text) {
            return Ok(None);
        }
        let end = self.text(now).len();
        let at = self.today.bytes(now, &(end..end))?.start;
        Ok(Some(Edit::Join { at, item: self.today.item(other_now)? }))
    }

    fn moved(&self, sent: usize, beside: usize, after: bool) -> Result<Outcome, Reason> {
        let (Some(now), Some(other)) = (self.now(sent)?, self.now(beside)?) else {
            return Ok(Outcome::Overtaken);
        };
        let known = |at: &usize| !self.mapping.is_new(*at);
        let follows = match after {
            true => (other + 1..self.today.sent.len()).find(known) == Some(now),
            false => (0..other).rev().find(known) == Some(now),
        };
        if follows {
            return Ok(Outcome::Done);
        }
        let item = self.today.item(now)?;
        let (beside, side) = self.place_for(other, after, self.today.listing(now))?;
        Ok(Outcome::Ready(Change(vec![Edit::Move { item, beside, side }])))
    }

    fn insert_row(
        &self,
        beside: usize,
        after: bool,
        cells: &[Vec<Content>],
    ) -> Result<Outcome, Reason> {
        let Some(now) = self.now(beside)? else { return Ok(Outcome::Overtaken) };
        let printed: Vec<String> = cells.iter().map(|cell| self.printed(cell)).collect();
        if self.has_row(now, &printed) {
            return Ok(Outcome::Done);
        }
        let mut row = Vec::new();
        for cell in cells {
            row.push(NewValue::Text(trimmed(self.content(cell)?)));
        }
        let side = if after { Side::After } else { Side::Before };
        let (beside, side) = match self.today.item(now) {
            Ok(item) => (item, side),
            // After the header comes before the first row.
            Err(reason) => match self.today.next_row(now) {
                Some(next) if after => (self.today.item(next)?, Side::Before),
                Some(_) | None => return Err(reason),
            },
        };
        let item = NewItem { key: None, value: NewValue::List(row) };
        Ok(Outcome::Ready(Change(vec![Edit::Insert { beside, side, item }])))
    }

    /// Whether the source got a row with some texts in the table of a cell.
    fn has_row(&self, cell: usize, texts: &[String]) -> bool {
        let table = self.today.sent.get(cell).and_then(|it| it.place.table());
        let new = (0..self.today.sent.len()).filter(|at| {
            self.mapping.is_new(*at)
                && self.today.sent.get(*at).is_some_and(|it| it.place.table() == table)
        });
        let new: Vec<&str> = new.map(|at| self.text(at)).collect();
        new.windows(texts.len().max(1))
            .any(|row| row.iter().zip(texts).all(|(a, b)| alike(a.trim(), b.trim())))
    }
}

/// New content without spaces at its ends.
fn trimmed(mut words: Vec<Words>) -> Vec<Words> {
    if let Some(first) = words.first_mut() {
        first.text = first.text.trim_start().to_owned();
    }
    if let Some(last) = words.last_mut() {
        last.text = last.text.trim_end().to_owned();
    }
    words
}

/// Whether two texts are the same but for the typography that plenary adds.
pub fn alike(one: &str, other: &str) -> bool {
    let plain = |text: &str| -> String {
        let plain = text.chars().map(|c| match c {
            '“' | '”' | '„' | '«' | '»' => '"',
            '‘' | '’' | '‚' | '‹' | '›' => '\'',
            '\u{a0}' | '\u{202f}' | '\u{2009}' => ' ',
            c => c,
        });
        plain.collect()
    };
    one == other || plain(one) == plain(other)
}
