//! Shifts of positions, for what is kept while the text above it changes.

use std::ops::Range;

use super::clamped;

/// A shift of positions in a file: what began at one byte begins at another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shift {
    /// The byte at which it began.
    pub from: usize,
    /// The byte at which it ended. Positions before its beginning or after its end stay as they are.
    pub until: usize,
    /// The byte at which it begins.
    pub to: usize,
}

impl Shift {
    /// A shift by some bytes towards the end of the file.
    pub fn by(bytes: usize) -> Self {
        Shift { from: 0, until: usize::MAX, to: bytes }
    }

    /// Shifts a byte range.
    pub fn range(self, place: &mut Range<usize>) {
        *place = self.at(place.start)..self.at(place.end);
    }

    fn at(self, position: usize) -> usize {
        match (self.from..=self.until).contains(&position) {
            true => position - self.from + self.to,
            false => position,
        }
    }

    /// Shifts an offset.
    pub(super) fn offset(self, offset: &mut u32) {
        *offset = clamped(self.at(*offset as usize));
    }
}

/// Something with positions in a file.
pub trait Shifted {
    /// Shifts all of its positions.
    fn shift(&mut self, by: Shift);
}

impl<T: Shifted> Shifted for Vec<T> {
    fn shift(&mut self, by: Shift) {
        self.iter_mut().for_each(|item| item.shift(by));
    }
}

impl<T: Shifted> Shifted for Option<T> {
    fn shift(&mut self, by: Shift) {
        self.iter_mut().for_each(|value| value.shift(by));
    }
}
