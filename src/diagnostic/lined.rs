//! Files whose lines can be counted.

use std::sync::OnceLock;

/// A file that messages are about.
pub trait Lined {
    /// All its bytes.
    fn whole(&self) -> &[u8];

    /// How many line breaks stand before an offset.
    fn breaks_before(&self, offset: usize) -> usize {
        let before = self.whole().get(..offset).unwrap_or(self.whole());
        before.iter().filter(|byte| **byte == b'\n').count()
    }
}

impl<T: AsRef<[u8]> + ?Sized> Lined for T {
    fn whole(&self) -> &[u8] {
        self.as_ref()
    }
}

/// A file that remembers where its lines end, so that a thousand messages do not count its lines a
/// thousand times.
#[derive(Debug, Default)]
pub struct IndexedText {
    bytes: Box<[u8]>,
    breaks: OnceLock<Vec<usize>>,
}

impl IndexedText {
    /// A file as it is.
    pub fn new(bytes: &[u8]) -> Self {
        IndexedText { bytes: bytes.into(), breaks: OnceLock::new() }
    }

    /// All its bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    fn breaks(&self) -> &[usize] {
        self.breaks.get_or_init(|| {
            let breaks = self.bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
            breaks.map(|(offset, _)| offset).collect()
        })
    }
}

impl Lined for IndexedText {
    fn whole(&self) -> &[u8] {
        &self.bytes
    }

    fn breaks_before(&self, offset: usize) -> usize {
        self.breaks().partition_point(|at| *at < offset)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_index_counts_as_counting_does() {
        for source in ["", "a", "\n", "a\r\nb\n\nc", "ä\nč\n"] {
            let indexed = IndexedText::new(source.as_bytes());
            for offset in 0..source.len() + 3 {
                assert_eq!(
                    indexed.breaks_before(offset),
                    source.breaks_before(offset),
                    "{source:?}"
                );
            }
        }
    }
}
