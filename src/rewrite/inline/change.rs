//! Replaces characters, and chooses the markup around new ones.

use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

use super::order::common;
use super::quotes::leading_mark;
use super::{Action, Atom, Fault, Kind, Manner, New, Row, Span, SpanKey, TextEdit};
use crate::rewrite::{Format, Words};

/// A row after its edits.
pub struct Changed {
    pub row: Row,
    /// The indexes of atoms with a new predecessor or new enclosing markup.
    pub seams: Vec<usize>,
    /// The indexes of atoms with which a new part begins.
    cuts: Vec<usize>,
}

impl Changed {
    /// The parts between the cuts. The line break at the end of a block scalar stays with the first.
    pub fn into_parts(mut self, written: &str) -> Vec<Changed> {
        let mut parts = Vec::new();
        let ending = self.row.line_breaks_at_end(written);
        for cut in self.cuts.iter().rev() {
            let atoms = self.row.atoms.split_off((*cut).min(self.row.atoms.len()));
            let first = self.seams.partition_point(|seam| seam < cut);
            let seams = self.seams.split_off(first).into_iter().map(|seam| seam - cut);
            let seams = [0].into_iter().chain(seams).chain([atoms.len()]).collect();
            let row = Row { atoms, ..self.row.clone() };
            parts.push(Changed { row, seams, cuts: Vec::new() });
        }
        if !parts.is_empty() {
            self.seams.push(self.row.atoms.len());
            self.row.atoms.extend(ending);
        }
        parts.push(self);
        parts.reverse();
        parts
    }
}

const BARE: Fault =
    ("this text cannot have bold, italics or line breaks", "change its words alone");
const ONE_PARAGRAPH: Fault = (
    "a footnote that is written in a text has one paragraph",
    "write it under `footnotes:`, as a list of paragraphs",
);
const NO_NOTE: Fault =
    ("this text cannot have footnotes", "put the footnote into a paragraph that mentions it");

impl Row {
    /// Applies edits, which are in order.
    pub fn changed(mut self, edits: &[TextEdit], manner: Manner) -> Result<Changed, Fault> {
        let old = std::mem::take(&mut self.atoms);
        let mut new: Vec<Atom> = Vec::with_capacity(old.len());
        let (mut seams, mut cuts) = (Vec::new(), Vec::new());
        let mut done = 0;
        for edit in edits {
            let at = atoms_at(&old, &edit.at);
            new.extend(old.get(done..at.start.max(done)).unwrap_or_default().iter().cloned());
            let start = new.len();
            match &edit.action {
                Action::Replace(pieces) => {
                    let note = self.note_around(&edit.at);
                    let beside = Neighbours::new(&old, &at, note);
                    for (index, piece) in pieces.iter().enumerate() {
                        seams.extend((index > 0).then_some(new.len()));
                        self.push_piece(piece, &beside, manner, &mut new)?;
                    }
                }
                Action::Format(format) if manner.marked || *format == Format::default() => {
                    self.push_formatted(&old, &at, *format, &mut new);
                    seams.extend(start + 1..new.len());
                }
                Action::Format(_) => return Err(BARE),
                Action::Cut if self.note_around(&edit.at).is_some() => return Err(ONE_PARAGRAPH),
                Action::Cut => cuts.push(start),
            }
            seams.extend([start, new.len()]);
            done = at.end.max(done);
        }
        new.extend(old.get(done..).unwrap_or_default().iter().cloned());
        self.atoms = new;
        seams.sort_unstable();
        Ok(Changed { row: self, seams, cuts })
    }

    fn push_piece(
        &mut self,
        piece: &New,
        beside: &Neighbours,
        manner: Manner,
        new: &mut Vec<Atom>,
    ) -> Result<(), Fault> {
        match piece {
            New::Words(words) => self.push_words(words, beside, manner, new)?,
            New::Note(_) if !manner.marked => return Err(NO_NOTE),
            New::Note(id) => {
                let (kind, around) = (Kind::Object(format!("[^{id}]")), beside.shared());
                new.push(Atom { kind, raw: None, around });
            }
            New::Copy(other, at) => self.push_copy(other, at, beside, new),
        }
        Ok(())
    }

    /// Adds characters of another text, inside the links that both ends of a change are in.
    fn push_copy(
        &mut self,
        other: &Row,
        at: &Range<usize>,
        beside: &Neighbours,
        new: &mut Vec<Atom>,
    ) {
        let containers = self.common_containers(beside);
        let mut own: HashMap<usize, usize> = HashMap::new();
        for atom in other.atoms.get(atoms_at(&other.atoms, at)).unwrap_or_default() {
            let mut around = containers.clone();
            for index in atom.around.iter() {
                let Some(span) = other.spans.get(*index) else { continue };
                let next = self.spans.len();
                let copy = *own.entry(*index).or_insert(next);
                if copy == next {
                    self.spans.push(Span { raw: None, ..span.clone() });
                }
                around.push(copy);
            }
            new.push(Atom { kind: atom.kind.clone(), raw: None, around: around.into() });
        }
    }

    fn line_breaks_at_end(&self, written: &str) -> Vec<Atom> {
        let is_break = |atom: &&Atom| {
            atom.raw.clone().and_then(|raw| written.get(raw)).is_some_and(|raw| raw == "\n")
        };
        self.atoms.iter().rev().take_while(is_break).cloned().collect()
    }

    fn push_words(
        &mut self,
        Words { text, format }: &Words,
        beside: &Neighbours,
        manner: Manner,
        new: &mut Vec<Atom>,
    ) -> Result<(), Fault> {
        if !manner.marked && (*format != Format::default() || text.contains(LINE_BREAKS)) {
            return Err(BARE);
        }
        let around = self.spans_for(*format, beside);
        let foreign = self.is_verbatim(&around);
        let mut rest = text.as_str();
        while let Some(first) = rest.chars().next() {
            let mark = leading_mark(rest, manner).filter(|_| !foreign);
            new.extend(new_kind(first, mark.map(|it| it.0)).map(|kind| Atom {
                kind,
                raw: None,
                around: around.clone(),
            }));
            rest = rest.get(mark.map_or(first.len_utf8(), |it| it.1)..).unwrap_or_default();
        }
        Ok(())
    }

    /// The spans around new words: the markup that all their neighbours share, and their format. Among the
    /// neighbours' spans, it chooses those that need the fewest new ones.
    fn spans_for(&mut self, format: Format, beside: &Neighbours) -> Rc<[usize]> {
        let common = self.common_containers(beside);
        let keys = keys(format);
        let mut best: Option<((usize, usize), Vec<usize>)> = None;
        for atom in beside.candidates() {
            let kept: Vec<usize> =
                atom.around.iter().copied().filter(|it| self.fits(*it, &common, &keys)).collect();
            let containers = kept.iter().filter(|span| common.contains(span)).count();
            if containers != common.len() {
                continue;
            }
            let missing = (keys.len() + containers).saturating_sub(kept.len());
            let cost = (missing, usize::from(!atom.around.starts_with(&kept)));
            if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                best = Some((cost, kept));
            }
        }
        let mut around = best.map_or_else(|| common.clone(), |(_, kept)| kept);
        for key in keys {
            let is_own = |span: &usize| !common.contains(span) && self.is(*span, |it| *it == key);
            if !around.iter().any(is_own) {
                around.push(self.new_span(key));
            }
        }
        around.into()
    }

    fn fits(&self, span: usize, containers: &[usize], formats: &[SpanKey]) -> bool {
        containers.contains(&span)
            || self.is_format(span) && self.is(span, |key| formats.contains(key))
    }

    /// The links and other spans in which both ends of a change are: no formats, except those around a
    /// footnote, which its words do not have.
    fn common_containers(&self, beside: &Neighbours) -> Vec<usize> {
        let (Some(first), Some(last)) = (beside.first, beside.last) else { return Vec::new() };
        let shared = first.around.iter().copied().filter(|span| last.around.contains(span));
        let shared: Vec<usize> = shared.collect();
        let own = self.depth_in_note(&shared);
        let is_container = |(depth, span): &(usize, usize)| *depth < own || !self.is_format(*span);
        let containers = shared.into_iter().enumerate().filter(is_container);
        containers.map(|(_, span)| span).collect()
    }

    /// The number of spans that are the innermost footnote or around it; 0 outside footnotes.
    fn depth_in_note(&self, around: &[usize]) -> usize {
        let is_note = |span: &usize| self.is(*span, |key| matches!(key, SpanKey::Note(_)));
        around.iter().rposition(is_note).map_or(0, |last| last + 1)
    }

    fn new_span(&mut self, key: SpanKey) -> usize {
        let sign = key.sign().unwrap_or_default();
        self.spans.push(Span { key, signs: [sign.into(), sign.into()], raw: None });
        self.spans.len() - 1
    }

    /// Adds atoms with a different format. Spans that extend beyond them stay outside new ones.
    fn push_formatted(
        &mut self,
        old: &[Atom],
        at: &Range<usize>,
        format: Format,
        new: &mut Vec<Atom>,
    ) {
        let keys = keys(format);
        let added: Vec<usize> = keys.iter().map(|key| self.new_span(key.clone())).collect();
        let outside =
            |atom: Option<&Atom>| atom.map(|atom| atom.around.clone()).unwrap_or_default();
        let before = outside(at.start.checked_sub(1).and_then(|index| old.get(index)));
        let after = outside(old.get(at.end));
        for atom in old.get(at.clone()).unwrap_or_default() {
            let outer = self.depth_in_note(&atom.around);
            let mut around: Vec<usize> = atom.around.get(..outer).unwrap_or_default().to_vec();
            let inner = atom.around.iter().skip(outer).copied();
            around.extend(
                inner.filter(|span| {
                    !self.is_format(*span) || self.is(*span, |it| keys.contains(it))
                }),
            );
            let beyond = |span: &usize| before.contains(span) || after.contains(span);
            let depth = around.iter().rposition(beyond).map_or(0, |last| last + 1).max(outer);
            let has = |key: &SpanKey| {
                around.iter().skip(outer).any(|span| self.is(*span, |it| it == key))
            };
            let missing = keys.iter().zip(&added).filter(|(key, _)| !has(key));
            let missing: Vec<usize> = missing.map(|(_, span)| *span).collect();
            around.splice(depth..depth, missing);
            new.push(Atom { around: around.into(), ..atom.clone() });
        }
    }
}

/// The characters in new words that become line breaks.
const LINE_BREAKS: [char; 2] = ['\n', '\u{2028}'];

fn new_kind(first: char, mark: Option<&str>) -> Option<Kind> {
    match (mark, first) {
        (Some(mark), _) => Some(Kind::Mark { printed: mark.to_owned(), straight: None }),
        (None, first) if LINE_BREAKS.contains(&first) => Some(Kind::LineBreak),
        (None, '\t') => Some(Kind::Character(' ')),
        (None, first) => (!first.is_control()).then_some(Kind::Character(first)),
    }
}

/// The atoms at a change.
struct Neighbours<'o> {
    /// The first and last replaced atoms, or the atoms around an insertion.
    first: Option<&'o Atom>,
    last: Option<&'o Atom>,
    before: Option<&'o Atom>,
    after: Option<&'o Atom>,
}

impl<'o> Neighbours<'o> {
    /// The atoms at a change. If the change is in the footnote of the span `note`, only atoms of that
    /// footnote count.
    fn new(old: &'o [Atom], at: &Range<usize>, note: Option<usize>) -> Self {
        let is_near = |atom: &&Atom| note.is_none_or(|note| atom.around.contains(&note));
        let before = at.start.checked_sub(1).and_then(|index| old.get(index)).filter(is_near);
        let after = old.get(at.end).filter(is_near);
        let (before, after) = match note {
            Some(_) => (before.or(after), after.or(before)),
            None => (before, after),
        };
        let (first, last) = match at.is_empty() {
            true => (before, after),
            false => (old.get(at.start), at.end.checked_sub(1).and_then(|index| old.get(index))),
        };
        Neighbours { first, last, before, after }
    }

    /// The spans that contain both ends of the change, starting with the outermost.
    fn shared(&self) -> Rc<[usize]> {
        let (Some(first), Some(last)) = (self.first, self.last) else { return Rc::from([]) };
        let shared = common(&first.around, &last.around);
        first.around.iter().take(shared).copied().collect()
    }

    fn candidates(&self) -> impl Iterator<Item = &'o Atom> {
        [self.first, self.last, self.before, self.after].into_iter().flatten()
    }
}

/// The atoms that come from some bytes of the text as written; an empty range between two atoms if there
/// are none.
fn atoms_at(atoms: &[Atom], at: &Range<usize>) -> Range<usize> {
    let end_of = |atom: &Atom| atom.raw.as_ref().map_or(0, |raw| raw.end);
    let start_of = |atom: &Atom| atom.raw.as_ref().map_or(0, |raw| raw.start);
    let start = atoms.partition_point(|atom| end_of(atom) <= at.start);
    let end = atoms.partition_point(|atom| start_of(atom) < at.end);
    start..if at.is_empty() { start } else { end.max(start) }
}

fn keys(format: Format) -> Vec<SpanKey> {
    let Format { strong, emphasis, superscript, subscript } = format;
    let keys = [
        (strong, SpanKey::Strong),
        (emphasis, SpanKey::Emphasis),
        (superscript, SpanKey::Superscript),
        (subscript, SpanKey::Subscript),
    ];
    keys.into_iter().filter_map(|(on, key)| on.then_some(key)).collect()
}
