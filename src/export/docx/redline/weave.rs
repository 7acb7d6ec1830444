//! The pieces of old and new paragraphs in one sequence.

use std::ops::Range;
use std::ptr;

use super::manuscript::{Manuscript, Manuscripts};
use super::paragraph::{Content, Piece};
use super::plan::{Hunk, MoveEnd, ParagraphMerge};
use super::tree::Element;

/// The character that represents the end of a paragraph.
pub const END: char = '\u{2029}';

/// The state of a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Nothing.
    Kept,
    /// It came.
    Inserted,
    /// It was deleted.
    Deleted,
    /// It came from another place.
    MovedTo,
    /// It went to another place.
    MovedFrom,
}

impl State {
    /// Whether only the document after has it here.
    pub fn is_new(self) -> bool {
        matches!(self, State::Inserted | State::MovedTo)
    }

    /// Whether only the document before has it here.
    pub fn is_old(self) -> bool {
        matches!(self, State::Deleted | State::MovedFrom)
    }

    /// Whether the same document has it here.
    pub fn is_of_side(self, other: State) -> bool {
        (self.is_new(), self.is_old()) == (other.is_new(), other.is_old())
    }

    /// The state of the same text if its move is not tracked.
    pub fn without_move(self) -> State {
        match self {
            State::MovedTo => State::Inserted,
            State::MovedFrom => State::Deleted,
            State::Kept | State::Inserted | State::Deleted => self,
        }
    }
}

/// A piece of the sequence.
#[derive(Clone, Copy, Debug)]
pub struct Woven<'m> {
    /// Its state.
    pub state: State,
    /// What it is.
    pub item: Item<'m>,
    /// The bytes of its words.
    pub start: usize,
    /// The end of these bytes.
    pub end: usize,
    /// The old item, if it was kept.
    pub before: Option<Item<'m>>,
}

/// A piece of a paragraph, or its end.
#[derive(Clone, Copy, Debug)]
pub enum Item<'m> {
    /// A piece.
    Piece(&'m Piece),
    /// The end of the paragraph with a number.
    End(usize),
}

impl<'m> Item<'m> {
    fn length(self) -> usize {
        match self {
            Item::Piece(piece) => piece.length,
            Item::End(_) => END.len_utf8(),
        }
    }

    /// The piece, unless it is an end.
    pub fn piece(self) -> Option<&'m Piece> {
        match self {
            Item::Piece(piece) => Some(piece),
            Item::End(_) => None,
        }
    }

    fn is(self, other: Item) -> bool {
        match (self, other) {
            (Item::Piece(one), Item::Piece(other)) => ptr::eq(one, other),
            (Item::End(one), Item::End(other)) => one == other,
            (Item::Piece(_), Item::End(_)) | (Item::End(_), Item::Piece(_)) => false,
        }
    }
}

impl<'m> Woven<'m> {
    /// Whether words were kept with a different format.
    pub fn is_reformatted(&self) -> bool {
        self.words().is_some() && !same_format(Some(self.item), self.before.or(Some(self.item)))
    }

    /// Its words, if it is words.
    pub fn words(&self) -> Option<&'m str> {
        match &self.item.piece()?.content {
            Content::Words { text, .. } => text.get(self.start..self.end),
            Content::Note { .. } | Content::Atom { .. } | Content::Mark(_) | Content::Hidden(_) => {
                None
            }
        }
    }
}

/// The text of paragraphs that is compared, including their ends.
pub fn text(side: &Manuscript, paragraphs: &[usize]) -> String {
    let mut out = String::new();
    for paragraph in paragraphs.iter().filter_map(|number| side.paragraph(*number)) {
        out.push_str(&paragraph.text);
        out.push(END);
    }
    out
}

/// Puts the pieces of paragraphs in one sequence. At each difference, what is gone comes first. Of
/// moved paragraphs, it has only what is in this place.
pub fn weave<'m>(
    Manuscripts { old, new }: &'m Manuscripts,
    ParagraphMerge { old: before, new: after, hunks, moved }: &ParagraphMerge,
) -> Vec<Woven<'m>> {
    let mut weaver =
        Weaver { old: Cursor::new(old, before), new: Cursor::new(new, after), out: Vec::new() };
    match moved.map(|it| it.end) {
        None => weaver.both(hunks),
        Some(MoveEnd::From) => weaver.moved_from(hunks),
        Some(MoveEnd::To) => weaver.moved_to(hunks),
    }
    weaver.out
}

struct Cursor<'m> {
    items: Vec<Item<'m>>,
    /// The next item.
    next: usize,
    /// How much of it was taken.
    taken: usize,
    /// The position in the text.
    at: usize,
}

impl<'m> Cursor<'m> {
    fn new(side: &'m Manuscript, paragraphs: &[usize]) -> Cursor<'m> {
        let mut items = Vec::new();
        for number in paragraphs {
            let pieces = side.paragraph(*number).map_or(&[][..], |it| &it.pieces);
            items.extend(pieces.iter().map(Item::Piece));
            items.push(Item::End(*number));
        }
        Cursor { items, next: 0, taken: 0, at: 0 }
    }

    fn peek(&self) -> Option<Item<'m>> {
        self.items.get(self.next).copied()
    }

    /// The bytes left of the next item.
    fn left(&self) -> usize {
        self.peek().map_or(0, |item| item.length() - self.taken)
    }

    /// Takes at most `most` bytes of the next item.
    fn take(&mut self, most: usize) -> Option<(Item<'m>, Range<usize>)> {
        let item = self.peek()?;
        let range = self.taken..self.taken + most.min(self.left());
        self.taken = range.end;
        self.at += range.len();
        if self.taken >= item.length() {
            (self.next, self.taken) = (self.next + 1, 0);
        }
        Some((item, range))
    }

    /// Takes the next item if it has no text.
    fn mark(&mut self) -> Option<Item<'m>> {
        let item = self.peek().filter(|item| item.length() == 0)?;
        self.next += 1;
        Some(item)
    }
}

struct Weaver<'m> {
    old: Cursor<'m>,
    new: Cursor<'m>,
    out: Vec<Woven<'m>>,
}

impl<'m> Weaver<'m> {
    fn both(&mut self, hunks: &[Hunk]) {
        for hunk in hunks {
            self.keep_until(&hunk.before, &hunk.after);
            self.delete_until(hunk.before.end, State::Deleted);
            self.insert_until(hunk.after.end, State::Inserted);
        }
        self.keep_until(&(usize::MAX..usize::MAX), &(usize::MAX..usize::MAX));
        self.delete_until(usize::MAX, State::Deleted);
        self.insert_until(usize::MAX, State::Inserted);
    }

    /// What was before, of which the other place has all but the differences.
    fn moved_from(&mut self, hunks: &[Hunk]) {
        for hunk in hunks {
            self.delete_until(hunk.before.start, State::MovedFrom);
            self.delete_until(hunk.before.end, State::Deleted);
        }
        self.delete_until(usize::MAX, State::MovedFrom);
    }

    fn moved_to(&mut self, hunks: &[Hunk]) {
        for hunk in hunks {
            self.insert_until(hunk.after.start, State::MovedTo);
            self.insert_until(hunk.after.end, State::Inserted);
        }
        self.insert_until(usize::MAX, State::MovedTo);
    }

    fn push(
        &mut self,
        state: State,
        item: Item<'m>,
        range: Range<usize>,
        before: Option<Item<'m>>,
    ) {
        if let Some(last) = self.out.last_mut()
            && (last.state, last.end) == (state, range.start)
            && last.item.is(item)
            && range.start > 0
            && same_format(last.before, before)
        {
            last.end = range.end;
            return;
        }
        self.out.push(Woven { state, item, start: range.start, end: range.end, before });
    }

    fn marks(&mut self) {
        while self.old.mark().is_some() {}
        while let Some(mark) = self.new.mark() {
            self.push(State::Kept, mark, 0..0, None);
        }
    }

    fn keep_until(&mut self, before: &Range<usize>, after: &Range<usize>) {
        while self.new.at < after.start {
            self.marks();
            let ends = [(&self.old, before.start), (&self.new, after.start)];
            let lefts = ends.map(|(side, end)| side.left().min(end.saturating_sub(side.at)));
            let step = lefts[0].min(lefts[1]);
            if step == 0 {
                return;
            }
            let (Some((one, at)), Some((other, place))) =
                (self.old.take(step), self.new.take(step))
            else {
                return;
            };
            if same_link(one, other) {
                self.push(State::Kept, other, place, Some(one));
            } else {
                self.push(State::Deleted, one, at, None);
                self.push(State::Inserted, other, place, None);
            }
        }
    }

    fn delete_until(&mut self, end: usize, state: State) {
        loop {
            while self.old.mark().is_some() {}
            let most = end.saturating_sub(self.old.at);
            let Some((item, at)) = self.old.take(most).filter(|it| !it.1.is_empty()) else {
                return;
            };
            self.push(state, item, at, None);
        }
    }

    fn insert_until(&mut self, end: usize, state: State) {
        while self.new.at < end {
            while let Some(mark) = self.new.mark() {
                self.push(state, mark, 0..0, None);
            }
            let Some((item, at)) = self.new.take(end - self.new.at).filter(|it| !it.1.is_empty())
            else {
                return;
            };
            self.push(state, item, at, None);
        }
    }
}

fn same_link(one: Item, other: Item) -> bool {
    target(one) == target(other)
}

fn target<'m>(item: Item<'m>) -> Option<&'m str> {
    item.piece()?.link.as_ref().map(|link| link.target.as_str())
}

/// Whether two items look alike.
fn same_format(one: Option<Item>, other: Option<Item>) -> bool {
    properties(one) == properties(other)
}

fn properties<'m>(item: Option<Item<'m>>) -> Option<&'m Element> {
    match &item?.piece()?.content {
        Content::Words { properties, .. } => properties.as_ref(),
        Content::Note { .. } | Content::Atom { .. } | Content::Mark(_) | Content::Hidden(_) => None,
    }
}
