//! Puts a changed row in order: spaces at the seams, and spans that the parser reads back.

use std::collections::HashMap;
use std::rc::Rc;

use super::{Row, SpanKey};

/// The number of spans that two atoms share, starting with the outermost.
pub fn common(one: &[usize], other: &[usize]) -> usize {
    one.iter().zip(other).take_while(|(one, other)| one == other).count()
}

impl Row {
    /// Puts the row in order. `seams` contains the indexes of atoms with a new predecessor.
    pub fn tidy(&mut self, seams: &[usize], written: &str) {
        let seams = self.without_double_spaces(seams, written);
        self.join_spans(&seams);
        self.keep_spaces_outside(&seams);
        self.open_strong_first();
        self.keep_spaces_outside(&seams);
    }

    /// Removes a space at a seam if it is beside another space or at an end of the text. Returns the seams of
    /// the remaining atoms.
    fn without_double_spaces(&mut self, seams: &[usize], written: &str) -> Vec<usize> {
        let mut removed = vec![false; self.atoms.len()];
        for seam in seams {
            let before = removed.iter().take(*seam).rposition(|removed| !removed);
            let after = (*seam < removed.len()).then_some(*seam);
            let at = self.superfluous_space(before, after, written);
            if let Some(removed) = at.and_then(|at| removed.get_mut(at)) {
                *removed = true;
            }
        }
        let mut kept_before = Vec::with_capacity(removed.len() + 1);
        let mut kept = 0;
        for removed in &removed {
            kept_before.push(kept);
            kept += usize::from(!removed);
        }
        kept_before.push(kept);
        let mut flags = removed.into_iter();
        self.atoms.retain(|_| flags.next() == Some(false));
        seams.iter().filter_map(|seam| kept_before.get(*seam).copied()).collect()
    }

    fn superfluous_space(
        &self,
        before: Option<usize>,
        after: Option<usize>,
        written: &str,
    ) -> Option<usize> {
        let is_space = |index: &usize| self.atoms.get(*index).is_some_and(|it| self.is_space(it));
        // The line break at the end of a block scalar remains.
        let is_break = |index: usize| {
            let raw = self.atoms.get(index).and_then(|atom| atom.raw.clone());
            raw.and_then(|raw| written.get(raw)).is_some_and(|raw| raw.contains('\n'))
        };
        match (before.filter(is_space), after.filter(is_space)) {
            (Some(left), Some(right)) if is_break(left) && !is_break(right) => Some(right),
            (Some(left), Some(_)) => Some(left),
            (Some(left), None) if after.is_none() && !is_break(left) => Some(left),
            (None, Some(right)) if before.is_none() => Some(right),
            (Some(_), None) | (None, Some(_)) | (None, None) => None,
        }
    }

    /// Makes formats of one kind that meet at a seam one span.
    fn join_spans(&mut self, seams: &[usize]) {
        let mut same: HashMap<usize, usize> = HashMap::new();
        let mut before: Rc<[usize]> = Rc::from([]);
        for index in 0..self.atoms.len() {
            let Some(atom) = self.atoms.get(index) else { return };
            let is_seam = seams.binary_search(&index).is_ok();
            if !same.is_empty() || is_seam {
                let around = atom.around.iter().map(|span| *same.get(span).unwrap_or(span));
                let mut around: Vec<usize> = around.collect();
                if is_seam {
                    self.join(&before, &mut around, &mut same);
                }
                self.set_around(index, around);
            }
            before = self.around(index);
        }
    }

    fn join(&self, before: &[usize], around: &mut [usize], same: &mut HashMap<usize, usize>) {
        for (one, other) in before.iter().zip(around) {
            if one != other {
                let key = self.spans.get(*one).map(|span| &span.key);
                if !self.is(*other, |it| it.is_format() && Some(it) == key) {
                    return;
                }
                same.insert(*other, *one);
                *other = *one;
            }
        }
    }

    fn around(&self, index: usize) -> Rc<[usize]> {
        self.atoms.get(index).map_or_else(|| Rc::from([]), |atom| atom.around.clone())
    }

    fn set_around(&mut self, index: usize, around: Vec<usize>) {
        if let Some(atom) = self.atoms.get_mut(index)
            && *atom.around != *around
        {
            atom.around = around.into();
        }
    }

    fn keep_spaces_outside(&mut self, seams: &[usize]) {
        self.open_after_spaces();
        self.close_before_spaces(seams);
    }

    /// A format does not open before a space.
    fn open_after_spaces(&mut self) {
        let mut before: Rc<[usize]> = Rc::from([]);
        for index in 0..self.atoms.len() {
            self.leave_formats(index, &before);
            before = self.around(index);
        }
    }

    /// Moves spaces out of changed formats, which must not close after a space.
    fn close_before_spaces(&mut self, seams: &[usize]) {
        for index in (0..self.atoms.len()).rev() {
            if seams.binary_search(&(index + 1)).is_ok() {
                let after = self.around(index + 1);
                self.leave_formats(index, &after);
            }
        }
    }

    /// Moves a space out of the formats and signs that do not contain its neighbour.
    fn leave_formats(&mut self, index: usize, neighbour: &[usize]) {
        let Some(atom) = self.atoms.get(index).filter(|atom| atom.is_blank()) else { return };
        let shared = common(&atom.around, neighbour);
        let mut beyond = atom.around.iter().skip(shared);
        if let Some(depth) = beyond.position(|span| self.is(*span, SpanKey::hugs_words)) {
            let around = atom.around.iter().take(shared + depth).copied().collect();
            self.set_around(index, around);
        }
    }

    /// `***` opens strong emphasis first, so emphasis that opens at the same place goes inside.
    fn open_strong_first(&mut self) {
        let mut swapped: HashMap<usize, usize> = HashMap::new();
        let mut before: Rc<[usize]> = Rc::from([]);
        for index in 0..self.atoms.len() {
            let mut around = self.around(index).to_vec();
            let shared = common(&around, &before);
            before = self.around(index);
            for at in 1..around.len() {
                let (Some(outer), Some(inner)) = (around.get(at - 1), around.get(at)) else {
                    break;
                };
                let opens = at > shared
                    && self.is(*outer, |key| *key == SpanKey::Emphasis)
                    && self.is(*inner, |key| *key == SpanKey::Strong);
                if opens {
                    swapped.insert(*inner, *outer);
                }
                if swapped.get(inner) == Some(outer) {
                    around.swap(at - 1, at);
                }
            }
            self.set_around(index, around);
        }
    }
}
