//! Changes within a paragraph.

use std::ops::Range;

use super::{Outcome, Planner, alike};
use crate::review::mapping::Mapped;
use crate::review::proposals::Content;
use crate::review::today::{Reason, format_of};
use crate::rewrite::{self, Change, Edit, Piece, Words};

impl Planner<'_> {
    pub(super) fn words(
        &self,
        sent: usize,
        at: &Range<usize>,
        with: &[Content],
        siblings: &[(Range<usize>, String)],
    ) -> Result<Outcome, Reason> {
        let Some(now) = self.now(sent)? else {
            let is_done = self.is_replaced(sent, siblings);
            return Ok(if is_done { Outcome::Done } else { Outcome::Overtaken });
        };
        if self.is_done(sent, now, at, &self.printed(with), siblings) && self.notes.are_there(with)
        {
            return Ok(Outcome::Done);
        }
        let Mapped::Same(at) = self.mapping.range(sent, at) else { return Ok(Outcome::Overtaken) };
        let bytes = match self.today.bytes(now, &at) {
            Ok(bytes) => bytes,
            Err(reason) => return self.fields(now, &at, with).ok_or(reason),
        };
        let mut edits = Vec::new();
        let mut with = self.content(with, now, &mut edits)?;
        for format in [at.start.checked_sub(1), Some(at.start)].into_iter().flatten() {
            let styled = self.today.style_at(now, format);
            for piece in &mut with {
                if let Piece::Words(words) = piece
                    && Some(words.format) == styled
                {
                    words.format = rewrite::Format::default();
                }
            }
        }
        edits.insert(0, Edit::Words { at: bytes, with });
        Ok(Outcome::Ready(Change(edits)))
    }

    /// Changes the fields on both sides of generated punctuation that the new words also have.
    fn fields(&self, now: usize, at: &Range<usize>, with: &[Content]) -> Option<Outcome> {
        let [Content::New { text: new, .. }] = with else { return None };
        let old = self.text(now);
        let (mut edits, mut start, mut rest) = (Vec::new(), at.start, new.as_str());
        for between in self.today.generated_between(now, at) {
            let sign = old.get(between.clone()).filter(|sign| !sign.trim().is_empty())?;
            // If there are two signs, it is unknown which one is generated.
            let count = |text: &str| text.matches(sign).count();
            let (own, others) = rest.split_once(sign)?;
            if count(rest) != count(old.get(start..at.end)?) {
                return None;
            }
            edits.extend(self.field(now, start..between.start, own)?);
            (start, rest) = (between.end, others);
        }
        if start == at.start {
            return None;
        }
        edits.extend(self.field(now, start..at.end, rest)?);
        Some(Outcome::Ready(Change(edits)))
    }

    /// The change of a field; the inner `None` if it stays the same.
    fn field(&self, now: usize, at: Range<usize>, new: &str) -> Option<Option<Edit>> {
        if self.text(now).get(at.clone())? == new {
            return Some(None);
        }
        let bytes = self.today.bytes(now, &at).ok()?;
        let words = Words { text: new.into(), format: rewrite::Format::default() };
        Some(Some(Edit::Words { at: bytes, with: vec![words.into()] }))
    }

    /// Whether the source already has the proposed change, by itself or together with the other proposals for
    /// the paragraph.
    pub(super) fn is_done(
        &self,
        sent: usize,
        now: usize,
        at: &Range<usize>,
        with: &str,
        siblings: &[(Range<usize>, String)],
    ) -> bool {
        let own = self.sent.get(sent).map_or("", |it| it.text.as_str());
        let wide = slid(own, at, with);
        let touches = |it: &Range<usize>| it.start <= wide.end && wide.start <= it.end;
        let hunks = self.mapping.hunks(sent).iter().filter(|it| touches(&it.before));
        let (mut before, mut after): (Option<Range<usize>>, Range<usize>) = (None, 0..0);
        for hunk in hunks {
            match &mut before {
                Some(before) => (before.end, after.end) = (hunk.before.end, hunk.after.end),
                None => (before, after) = (Some(hunk.before.clone()), hunk.after.clone()),
            }
        }
        let Some(before) = before else { return false };
        // Extended to the whole proposal: outside the differences, both texts are equal.
        let (more, further) =
            (before.start.saturating_sub(wide.start), wide.end.saturating_sub(before.end));
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

    /// Whether the source has, in the place of a paragraph, the result of all proposals for it.
    fn is_replaced(&self, sent: usize, siblings: &[(Range<usize>, String)]) -> bool {
        let all: Vec<&(Range<usize>, String)> = siblings.iter().collect();
        let text = self.replaced(sent, &(0..self.length(sent)), &all);
        let now = self.mapping.replacement(sent).map(|now| self.text(now));
        now.zip(text).is_some_and(|(now, text)| alike(now.trim(), text.trim()))
    }

    /// A part of a paragraph with some proposals made.
    pub(super) fn replaced(
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

    pub(super) fn format(
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
        if self.today.style_at(now, at.start).is_some() {
            return Err(Reason::new(
                "plenary gives names and terms their format",
                "leave the format as it is, or change the template",
            ));
        }
        let at = self.today.bytes(now, &at)?;
        Ok(Outcome::Ready(Change(vec![Edit::Format { at, format: format_of(format) }])))
    }
}

/// A range of a text, extended by the places around it where inserting or deleting the same words has the
/// same effect: ` new` after a word, or `new ` before the next.
fn slid(text: &str, at: &Range<usize>, with: &str) -> Range<usize> {
    let moving = match (at.is_empty(), with.is_empty()) {
        (true, false) => with,
        (false, true) => text.get(at.clone()).unwrap_or_default(),
        (true, true) | (false, false) => return at.clone(),
    };
    let same = |(one, other): &(char, char)| one == other;
    let length = |pairs: &mut dyn Iterator<Item = (char, char)>| -> usize {
        pairs.take_while(same).map(|(it, _)| it.len_utf8()).sum()
    };
    let after = text.get(at.end..).unwrap_or_default().chars();
    let before = text.get(..at.start).unwrap_or_default().chars().rev();
    let right = length(&mut after.zip(moving.chars().cycle()));
    let left = length(&mut before.zip(moving.chars().rev().cycle()));
    at.start - left..at.end + right
}

#[cfg(test)]
mod tests {
    use super::slid;

    #[test]
    fn equal_insertions_and_deletions_have_one_range() {
        assert_eq!(slid("one two", &(3..3), " new"), 3..4);
        assert_eq!(slid("one two", &(4..4), "new "), 3..4);
        assert_eq!(slid("one two two", &(3..7), ""), 3..11);
        assert_eq!(slid("one two", &(3..4), "-"), 3..4);
    }
}
