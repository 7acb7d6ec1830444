//! Changes of whole paragraphs and rows.

use std::ops::Range;

use super::{Outcome, Planner, alike, trimmed};
use crate::review::mapping::Mapped;
use crate::review::proposals::Content;
use crate::review::today::{Listing, Reason};
use crate::rewrite::{Change, Edit, NewItem, NewValue, Side};

impl Planner<'_> {
    pub(super) fn remove(&self, sent: usize) -> Result<Outcome, Reason> {
        let Some(now) = self.now(sent)? else { return Ok(Outcome::Done) };
        if !self.mapping.hunks(sent).is_empty() {
            return Ok(Outcome::Overtaken);
        }
        if self.today.is_person(now) {
            return self.remove_person(now);
        }
        let item = self.today.item(now)?;
        Ok(Outcome::Ready(Change(vec![Edit::Remove { item }])))
    }

    pub(super) fn insert(
        &self,
        beside: usize,
        paragraph: usize,
        content: &[Content],
    ) -> Result<Outcome, Reason> {
        let Some(now) = self.now(beside)? else { return Ok(Outcome::Overtaken) };
        let Some(place) = self.inserts.get(&paragraph) else { return Ok(Outcome::Overtaken) };
        if place.there.is_some() && self.notes.are_there(content) {
            return Ok(Outcome::Done);
        }
        let listing = self.new_listing(paragraph);
        if listing == Listing::Entry && self.today.is_person(now) {
            return self.insert_person(place.near.0, place.near.1, &self.printed(content));
        }
        let mut edits = Vec::new();
        let value = NewValue::Text(trimmed(self.content(content, now, &mut edits)?));
        edits.push(match self.place_for(place.near.0, place.near.1, listing) {
            Ok((beside, side)) => Edit::Insert { beside, side, item: NewItem { key: None, value } },
            Err(reason) => {
                let list = self.new_list(paragraph);
                self.first_block(now, place.near, list, value).ok_or(reason)?
            }
        });
        Ok(Outcome::Ready(Change(edits)))
    }

    /// How a new paragraph is listed, according to its style.
    pub(super) fn new_listing(&self, paragraph: usize) -> Listing {
        let sample = self.sample(paragraph).map(|at| self.today.listing(at));
        let listing = sample.or(self.new_list(paragraph).map(|_| Listing::Item));
        listing.unwrap_or(Listing::Block)
    }

    /// The key of the list to which a new paragraph belongs, according to its style.
    fn new_list(&self, paragraph: usize) -> Option<&str> {
        match self.sample(paragraph) {
            Some(at) => self.today.list_key(at),
            None => self.style(paragraph).and_then(key_of_style),
        }
    }

    /// A paragraph of the current draft with the style of a new one.
    fn sample(&self, paragraph: usize) -> Option<usize> {
        self.samples.get(self.style(paragraph)?).copied()
    }

    fn style(&self, paragraph: usize) -> Option<&str> {
        self.styles.get(paragraph).copied().flatten()
    }

    /// Adds the first item of a new list, or the first block of a section without content.
    fn first_block(
        &self,
        now: usize,
        near: (usize, bool),
        list: Option<&str>,
        value: NewValue,
    ) -> Option<Edit> {
        let value = match list {
            Some(key) => NewValue::Mapping(vec![(key.into(), NewValue::List(vec![value]))]),
            None => value,
        };
        let beside = list.and_then(|_| self.place_for(near.0, near.1, Listing::Block).ok());
        if let Some((beside, side)) = beside {
            return Some(Edit::Insert { beside, side, item: NewItem { key: None, value } });
        }
        let beside = self.today.before_content(now).filter(|_| near.1)?;
        let item = NewItem { key: Some("content".into()), value: NewValue::List(vec![value]) };
        Some(Edit::Insert { beside, side: Side::After, item })
    }

    /// The item beside which a new paragraph goes.
    pub(super) fn place_for(
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
                Listing::Item | Listing::Row | Listing::Entry | Listing::Fixed => {
                    self.today.block(now).map(|block| (block, side))
                }
            }
            .or_else(|reason| match self.today.listing(next) {
                Listing::Fixed => Err(reason),
                Listing::Block | Listing::Item | Listing::Row | Listing::Entry => {
                    self.today.block(next).map(|block| (block, other))
                }
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

    pub(super) fn split(
        &self,
        sent: usize,
        at: usize,
        rest: &[Vec<Content>],
    ) -> Result<Outcome, Reason> {
        let now = self.now(sent)?;
        let parts: Vec<String> = rest.iter().map(|content| self.printed(content)).collect();
        // The paragraph is now one of its parts, or none of them.
        let is_part = |at: usize, part: &String| {
            (now == Some(at) || self.mapping.is_new(at)) && alike(self.text(at).trim(), part.trim())
        };
        let all =
            |at: &usize| parts.iter().enumerate().all(|(index, part)| is_part(at + index, part));
        let first = parts.first().map(|part| self.today.with_text(part)).unwrap_or_default();
        if first.iter().any(all) {
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
            let value = NewValue::Text(trimmed(self.content(content, now, &mut edits)?));
            let (beside, side) = (beside.clone(), Side::After);
            edits.push(Edit::Insert { beside, side, item: NewItem { key: None, value } });
        }
        Ok(Outcome::Ready(Change(edits)))
    }

    /// The edits that split a paragraph at the beginning of each new part, and change the words that
    /// differ. `None` if a part contains nothing from the paragraph; the inner `None` if the source has
    /// changed there.
    pub(super) fn cuts(
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
                    Content::Sent { sent: it, at, format } if *it == sent && at.start >= end => {
                        let gone = end..at.start;
                        if !self.changed(sent, &gone, &mut new, cut, &mut edits)? {
                            return Ok(Some(None));
                        }
                        (end, cut) = (at.end, false);
                        if let Some(format) = format {
                            match self.format(sent, at, *format)? {
                                Outcome::Ready(Change(format)) => edits.extend(format),
                                Outcome::Done => {}
                                Outcome::Overtaken | Outcome::Refused(_) => return Ok(Some(None)),
                            }
                        }
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

    /// Adds the edit for words that differ. At a cut, spaces disappear by themselves. Returns whether the
    /// source still has the words.
    pub(super) fn changed(
        &self,
        sent: usize,
        at: &Range<usize>,
        new: &mut Vec<Content>,
        cut: bool,
        edits: &mut Vec<Edit>,
    ) -> Result<bool, Reason> {
        let text = self.sent.get(sent).and_then(|it| it.text.get(at.clone())).unwrap_or_default();
        let Some(now) = self.now(sent)? else { return Ok(false) };
        let with = self.content(&std::mem::take(new), now, edits)?;
        if with.is_empty() && (text.is_empty() || cut && text.trim().is_empty()) {
            return Ok(true);
        }
        let Mapped::Same(at) = self.mapping.range(sent, at) else { return Ok(false) };
        edits.push(Edit::Words { at: self.today.bytes(now, &at)?, with });
        Ok(true)
    }

    /// The byte of the file for a byte of a paragraph; `None` if the source has changed there.
    pub(super) fn byte(&self, sent: usize, at: usize) -> Result<Option<usize>, Reason> {
        let Some(now) = self.now(sent)? else { return Ok(None) };
        let text = self.sent.get(sent).and_then(|it| it.text.get(at..)).unwrap_or_default();
        let next = text.chars().next().map_or(0, char::len_utf8);
        match self.mapping.range(sent, &(at..at + next)) {
            Mapped::Same(at) => Ok(Some(self.today.bytes(now, &(at.start..at.start))?.start)),
            Mapped::Changed { .. } => Ok(None),
        }
    }

    pub(super) fn join(
        &self,
        sent: usize,
        with: &[usize],
        content: &[Content],
    ) -> Result<Outcome, Reason> {
        let now = self.now(sent)?;
        let printed = self.printed(content);
        let joined = printed.trim();
        let has_all = |at: usize| {
            let text = self.text(at);
            text.len() > joined.len() && text.ends_with(joined)
        };
        let others = with.iter().filter_map(|other| self.mapping.paragraph(*other));
        let mut all = now.into_iter().chain(others).chain(self.mapping.replacement(sent));
        if all.any(has_all) {
            return Ok(Outcome::Done);
        }
        if with.iter().all(|sent| self.mapping.paragraph(*sent).is_none()) {
            return Ok(Outcome::Overtaken);
        }
        let Some(now) = now else { return Ok(Outcome::Overtaken) };
        let end = self.text(now).len();
        let mut edits = Vec::new();
        let with_words = self.content(content, now, &mut edits)?;
        let at = self.today.bytes(now, &(end..end))?;
        edits.push(Edit::Words { at, with: with_words });
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

    pub(super) fn moved(&self, sent: usize, beside: usize, after: bool) -> Result<Outcome, Reason> {
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
}

/// The key of a list for the style id of its items, for a draft without such a list.
fn key_of_style(style: &str) -> Option<&'static str> {
    match style {
        "ListBullet" => Some("bullets"),
        "ListNumber" => Some("numbered"),
        _ => None,
    }
}
