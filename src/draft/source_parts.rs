//! The parts of a source, from which a stored draft counts its positions.
//!
//! An edit moves everything after it. Positions in the parts after it stay the same, so the stored form of their
//! paragraphs does, and builds after the edit need not make it again.

use fastcdc::v2020::FastCDC;

use crate::origin::Source;

/// The usual length of a part, in bytes.
const LENGTH: usize = 1 << 14;

/// The first byte of each part.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceParts(Vec<u32>);

/// A source whose positions are counted from the beginning of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct InPart {
    /// Whether it is copied (0), replaced (1) or generated (2).
    pub kind: u32,
    /// The part.
    pub part: u32,
    /// The first byte, or the number of the generator.
    pub start: u32,
    /// The end of what is replaced; otherwise 0.
    pub end: u32,
}

impl SourceParts {
    /// The parts of a source. Where one ends depends only on the bytes there.
    pub fn of(source: &str) -> SourceParts {
        let parts = FastCDC::new(source.as_bytes(), LENGTH / 4, LENGTH, 4 * LENGTH);
        SourceParts(parts.map(|part| u32::try_from(part.offset).unwrap_or(u32::MAX)).collect())
    }

    /// Parts that begin at these bytes.
    pub fn from_starts(starts: Vec<u32>) -> SourceParts {
        SourceParts(starts)
    }

    /// The first byte of each part.
    pub fn starts(&self) -> &[u32] {
        &self.0
    }

    /// A source, counted from the part in which it begins.
    pub fn relative(&self, source: Source) -> InPart {
        let (kind, start, end) = match source {
            Source::Copied { start } => (0, start, start),
            Source::Replaced { start, end } => (1, start, end),
            Source::Generated(generator) => {
                return InPart { kind: 2, part: 0, start: generator.number(), end: 0 };
            }
        };
        let part = self.0.partition_point(|first| *first <= start).saturating_sub(1);
        let first = self.0.get(part).copied().unwrap_or(0);
        let end = if kind == 0 { 0 } else { end.saturating_sub(first) };
        let part = u32::try_from(part).unwrap_or(u32::MAX);
        InPart { kind, part, start: start.saturating_sub(first), end }
    }

    /// The kind, start and end of a source, counted from the beginning of the file, as in
    /// [`Origin::numbers`](crate::origin::Origin::numbers). `None` if there is no such part.
    pub fn absolute(&self, InPart { kind, part, start, end }: InPart) -> Option<[u32; 3]> {
        if kind > 1 {
            return Some([kind, start, end]);
        }
        let first = match self.0.get(usize::try_from(part).ok()?) {
            Some(first) => *first,
            None if part == 0 => 0,
            None => return None,
        };
        let end = if kind == 0 { 0 } else { end.checked_add(first)? };
        Some([kind, start.checked_add(first)?, end])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::origin::Generator;

    fn source() -> String {
        (0..9_000).map(|line| format!("- paragraph {line} {}\n", line * line % 977)).collect()
    }

    #[test]
    fn sources_are_found_again() {
        let parts = SourceParts::of(&source());
        assert!(parts.starts().len() > 5, "{}", parts.starts().len());
        let generated = Source::Generated(Generator::Labels);
        let replaced = Source::Replaced { start: 70_000, end: 200_000 };
        for parts in [parts, SourceParts::of(""), SourceParts::of("a")] {
            for place in [0, 1, 20_000, 90_000, u32::MAX] {
                let relative = parts.relative(Source::Copied { start: place });
                assert_eq!(parts.absolute(relative), Some([0, place, 0]));
            }
            assert_eq!(parts.absolute(parts.relative(replaced)), Some([1, 70_000, 200_000]));
            assert_eq!(parts.absolute(parts.relative(generated)), Some([2, 2, 0]));
        }
    }

    #[test]
    fn an_edit_moves_only_positions_in_its_part() {
        let before = source();
        let after = before.replacen("paragraph 3000", "another paragraph 3000", 1);
        let (old, new) = (SourceParts::of(&before), SourceParts::of(&after));
        let (edit, moved) = (before.find("paragraph 3000").unwrap(), after.len() - before.len());
        let at = |parts: &SourceParts, start: usize| {
            parts.relative(Source::Copied { start: u32::try_from(start).unwrap() })
        };
        for place in (0..before.len()).step_by(997) {
            let new_place = if place > edit { place + moved } else { place };
            let is_same = at(&old, place) == at(&new, new_place);
            assert!(is_same || (edit..edit + 5 * LENGTH).contains(&place), "{place}");
        }
    }

    #[test]
    fn unknown_parts_are_refused() {
        let parts = SourceParts::of(&source());
        let of_part = |part| parts.absolute(InPart { kind: 0, part, start: 1, end: 0 });
        assert_eq!(of_part(1_000), None);
        assert_eq!(parts.absolute(InPart { kind: 0, part: 1, start: u32::MAX, end: 0 }), None);
        assert!(of_part(0).is_some());
    }
}
