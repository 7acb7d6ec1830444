//! Quotation marks: how they are printed, and how they are written.

use std::rc::Rc;

use super::order::common;
use super::{Atom, Kind, Manner, Row, SpanKey};
use crate::resolve::typography::{LOOKAHEAD, Typographer, quotes_of_phrase};
use crate::templates::Quotes;

/// A walk over a row that knows what the resolver prints for straight marks.
struct Walk<'a> {
    typographer: Typographer<'a>,
    around: Rc<[usize]>,
    manner: Manner<'a>,
    /// The states of the texts around the footnotes and phrases that the walk is in, the outermost first.
    outer: Vec<Typographer<'a>>,
}

impl<'a> Walk<'a> {
    fn new(manner: Manner<'a>) -> Self {
        let typographer = Typographer::new(manner.quotes);
        Walk { typographer, around: Rc::from([]), manner, outer: Vec::new() }
    }

    /// The quotation marks of a footnote or a phrase in another language; `None` for other spans, within which
    /// the text goes on.
    fn quotes_within(&self, row: &Row, span: usize) -> Option<Option<&'a Quotes>> {
        match &row.spans.get(span)?.key {
            SpanKey::Note(_) => Some(self.manner.quotes),
            SpanKey::Foreign(language) => Some(quotes_of_phrase(language, self.manner.quotes)),
            SpanKey::Strong
            | SpanKey::Emphasis
            | SpanKey::Superscript
            | SpanKey::Subscript
            | SpanKey::Span(_)
            | SpanKey::Code
            | SpanKey::Link(_)
            | SpanKey::Reference(_) => None,
        }
    }

    /// Leaves a span.
    fn leave(&mut self, row: &Row, span: usize) {
        if self.quotes_within(row, span).is_some() {
            self.typographer = self.outer.pop().unwrap_or(Typographer::new(self.manner.quotes));
            self.typographer.skip_object();
        } else if row.is(span, SpanKey::ends_as_object) {
            self.typographer.skip_object();
        }
    }

    /// Goes to an atom, out of the spans that end before it.
    fn enter(&mut self, row: &Row, atom: &Atom) {
        let around = std::mem::replace(&mut self.around, atom.around.clone());
        let shared = common(&around, &atom.around);
        for span in around.get(shared..).unwrap_or_default().iter().rev() {
            self.leave(row, *span);
        }
        for span in atom.around.get(shared..).unwrap_or_default() {
            if let Some(quotes) = self.quotes_within(row, *span) {
                let inner = Typographer::new(quotes);
                self.outer.push(std::mem::replace(&mut self.typographer, inner));
            }
        }
    }

    /// The mark printed for a straight one before `next`; `None` if it is printed as written.
    fn mark(&mut self, row: &Row, straight: char, next: &str) -> Option<String> {
        if row.is_code(&self.around) {
            return None;
        }
        self.typographer.mark(straight, next).map(str::to_owned)
    }

    fn pass(&mut self, row: &Row, atom: &Atom) {
        if row.is_code(&self.around) {
            return;
        }
        match &atom.kind {
            Kind::Character(character) => self.typographer.pass(*character),
            Kind::Mark { printed, .. } => {
                printed.chars().for_each(|character| self.typographer.pass(character));
            }
            Kind::Object(_) => self.typographer.skip_object(),
            Kind::LineBreak => self.typographer.new_line(),
        }
    }
}

impl Row {
    /// Replaces straight marks by those that are printed.
    pub fn read_marks(&mut self, manner: Manner) {
        let mut walk = Walk::new(manner);
        for index in 0..self.atoms.len() {
            let next = self.next_characters(index);
            let Some(atom) = self.atoms.get(index) else { return };
            walk.enter(self, atom);
            let straight = straight_of(&atom.kind);
            match straight.and_then(|straight| walk.mark(self, straight, &next)) {
                Some(printed) => self.set_kind(index, Kind::Mark { printed, straight }),
                None => walk.pass(self, atom),
            }
        }
    }

    /// Decides how each mark is written, so that it is printed as before or as requested.
    pub fn spell_marks(&mut self, manner: Manner) {
        let mut walk = Walk::new(manner);
        for index in 0..self.atoms.len() {
            let next = self.next_characters(index);
            let Some(atom) = self.atoms.get(index) else { return };
            walk.enter(self, atom);
            let Some((kind, is_kept)) = self.spelling(atom, &next, &mut walk, manner) else {
                walk.pass(self, atom);
                continue;
            };
            if let Some(atom) = self.atoms.get_mut(index) {
                atom.kind = kind;
                atom.raw = atom.raw.take().filter(|_| is_kept);
            }
        }
    }

    /// The spelling of a mark after some text, and whether it was written like this before; `None` if the
    /// atom is not a mark.
    fn spelling(
        &self,
        atom: &Atom,
        next: &str,
        walk: &mut Walk,
        manner: Manner,
    ) -> Option<(Kind, bool)> {
        let (printed, written) = match &atom.kind {
            Kind::Mark { printed, straight } => (printed, *straight),
            // The resolver decides how a typed straight mark is printed.
            Kind::Character(straight @ ('"' | '\'')) if atom.raw.is_none() => {
                let printed = walk.mark(self, *straight, next)?;
                return Some((Kind::Mark { printed, straight: Some(*straight) }, false));
            }
            Kind::Character(_) | Kind::Object(_) | Kind::LineBreak => return None,
        };
        let chosen = candidates(printed, manner).iter().copied().filter(|_| written.is_none());
        for straight in written.into_iter().chain(chosen) {
            let before = walk.typographer.clone();
            if walk.mark(self, straight, next).as_ref() == Some(printed) {
                let kind = Kind::Mark { printed: printed.clone(), straight: Some(straight) };
                return Some((kind, true));
            }
            walk.typographer = before;
        }
        walk.pass(self, atom);
        Some((Kind::Mark { printed: printed.clone(), straight: None }, false))
    }

    fn set_kind(&mut self, index: usize, kind: Kind) {
        if let Some(atom) = self.atoms.get_mut(index) {
            atom.kind = kind;
        }
    }

    /// The characters after a mark that may decide how it is printed, as far as they are in the same piece of
    /// text; nothing after other atoms.
    fn next_characters(&self, index: usize) -> String {
        let Some(atom) = self.atoms.get(index).filter(|atom| is_mark(&atom.kind)) else {
            return String::new();
        };
        let following = self.atoms.get(index + 1..).unwrap_or_default().iter().take(LOOKAHEAD);
        let same = following.take_while(|next| atom.around == next.around);
        same.map_while(|next| match &next.kind {
            Kind::Character(character) => Some(*character),
            Kind::Mark { printed, straight } => straight.or_else(|| printed.chars().next()),
            Kind::Object(_) | Kind::LineBreak => None,
        })
        .collect()
    }
}

fn is_mark(kind: &Kind) -> bool {
    matches!(kind, Kind::Mark { .. } | Kind::Character('"' | '\''))
}

fn straight_of(kind: &Kind) -> Option<char> {
    match kind {
        Kind::Character(straight @ ('"' | '\'')) => Some(*straight),
        Kind::Character(_) | Kind::Mark { .. } | Kind::Object(_) | Kind::LineBreak => None,
    }
}

/// The straight marks for which a mark may be printed, the likelier one first.
fn candidates(printed: &str, manner: Manner) -> &'static [char] {
    let Some(quotes) = manner.quotes.filter(|_| manner.straight) else { return &[] };
    let outer = [&quotes.open, &quotes.close].into_iter().any(|mark| mark == printed);
    let inner = [&quotes.inner_open, &quotes.inner_close, &quotes.apostrophe];
    match (outer, inner.into_iter().any(|mark| mark == printed)) {
        (true, true) => &['"', '\''],
        (true, false) => &['"'],
        (false, true) => &['\'', '"'],
        (false, false) => &[],
    }
}

/// The mark at the beginning of a text, if it is to be written straight, and its bytes in the text. Spaces
/// within the mark may be of any kind.
pub fn leading_mark<'a>(text: &str, manner: Manner<'a>) -> Option<(&'a str, usize)> {
    let quotes = manner.quotes.filter(|_| manner.straight)?;
    let marks =
        [&quotes.open, &quotes.close, &quotes.inner_open, &quotes.inner_close, &quotes.apostrophe];
    let found = marks.into_iter().filter_map(|mark| Some((mark.as_str(), beginning(text, mark)?)));
    found.filter(|(mark, _)| !mark.is_empty()).max_by_key(|(mark, _)| mark.len())
}

/// The bytes of a mark at the beginning of a text.
fn beginning(text: &str, mark: &str) -> Option<usize> {
    let mut rest = text.chars();
    for wanted in mark.chars() {
        let is = |found: char| found == wanted || found.is_whitespace() && wanted.is_whitespace();
        rest.next().filter(|found| is(*found))?;
    }
    Some(text.len() - rest.as_str().len())
}
