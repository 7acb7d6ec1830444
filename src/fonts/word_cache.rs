//! Shaped words, kept for the whole compilation because texts repeat their words.
//!
//! A word is kept with the space before it, and only if its glyphs do not depend on anything beyond the two
//! spaces beside it. Its glyphs are then the same in every text, and the same as without the cache.
//!
//! There are two ways to know this. In the faces for which words are kept, kerning looks only at two
//! neighbours ([`kerning`](super::kerning)). Any other lookup that reaches a further character flags it
//! (`UNSAFE_TO_CONCAT` of HarfBuzz).
//!
//! A word is kept when it occurs for the second time, because numbers in tables mostly occur once, and a word
//! that is to be kept is shaped twice.

use std::collections::{HashMap, HashSet};
use std::hash::BuildHasher;
use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use super::placed_text::PlacedText;
use super::shaped_glyph::ShapedGlyph;

/// The length of the longest word that is kept, in bytes.
const LONGEST: usize = 64;
/// The number of words that are kept.
const MOST: usize = 20_000;
/// The number of words that are known to have occurred once.
const MOST_SINGLE: usize = 200_000;

/// The sides of a word on which its text continues after a space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sides {
    /// Whether text precedes the word.
    pub before: bool,
    /// Whether text follows the word.
    pub after: bool,
}

/// A word and the space before it. `None` if its glyphs depend on more of the text.
pub type Kept = Option<Word>;

/// The glyphs of a word and of the space before it.
pub struct Word {
    /// The glyphs. Their clusters count bytes from the space.
    pub glyphs: Box<[ShapedGlyph]>,
    /// Whether the text must be shaped again if a line breaks before the space after the word.
    pub unsafe_after: bool,
}

/// The words of one shape plan.
#[derive(Default)]
pub struct WordCache(RwLock<Words>);

#[derive(Default)]
struct Words {
    /// The words that are kept, for each combination of [`Sides`].
    kept: [HashMap<Box<str>, Kept>; 4],
    /// Hashes of the words that occurred once. If two words share a hash, the second is kept early.
    single: HashSet<u64>,
}

/// A text that is being assembled from its words.
struct Joined<'a> {
    text: &'a PlacedText<'a>,
    /// The bytes of the text that are assembled.
    done: usize,
    glyphs: &'a mut Vec<ShapedGlyph>,
    /// Whether the text must be shaped again if a line breaks before the next space.
    unsafe_before: bool,
}

impl Joined<'_> {
    fn append(&mut self, word: &Word, word_text: &str, sides: Sides) {
        let first = self.glyphs.len();
        self.glyphs.extend(word.glyphs.iter().map(|glyph| ShapedGlyph {
            cluster: self.text.place(self.done + glyph.cluster),
            ..*glyph
        }));
        if let Some(space) = self.glyphs.get_mut(first).filter(|_| sides.before) {
            space.unsafe_to_break |= self.unsafe_before;
        }
        self.unsafe_before = word.unsafe_after;
        self.done += word_text.len() + usize::from(sides.before);
    }
}

impl WordCache {
    /// Appends the glyphs of a text, with the places of its characters as clusters. `shape` shapes unknown
    /// words. Returns whether the text could be assembled from its words; if not, nothing is appended.
    pub fn shape(
        &self,
        text: &PlacedText,
        glyphs: &mut Vec<ShapedGlyph>,
        shape: impl FnMut(&str, Sides) -> Kept,
    ) -> bool {
        let first = glyphs.len();
        let joined = Joined { text, done: 0, glyphs: &mut *glyphs, unsafe_before: false };
        let is_joined = self.join(joined, shape).is_some();
        if !is_joined {
            glyphs.truncate(first);
        }
        is_joined
    }

    /// Assembles a text; `None` if its glyphs differ from those of its words.
    fn join(&self, mut joined: Joined, mut shape: impl FnMut(&str, Sides) -> Kept) -> Option<()> {
        let (text, mut known) = (joined.text.as_str(), self.read());
        for (word, sides) in words(text) {
            if let Some(kept) = known.get(word, sides) {
                joined.append(kept.as_ref()?, word, sides);
                continue;
            }
            if word.len() > LONGEST || known.is_full() {
                return None;
            }
            drop(known);
            let is_kept = self.write().is_to_be_kept(word, sides);
            // One word is shaped as fast as the whole text.
            if !is_kept && word.len() == text.len() {
                return None;
            }
            let shaped = shape(word, sides);
            let is_independent = shaped.is_some();
            shaped.iter().for_each(|shaped| joined.append(shaped, word, sides));
            if is_kept {
                self.write().keep(word, sides, shaped);
            }
            is_independent.then_some(())?;
            known = self.read();
        }
        Some(())
    }

    fn read(&self) -> RwLockReadGuard<'_, Words> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Words> {
        self.0.write().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Words {
    fn get(&self, word: &str, sides: Sides) -> Option<&Kept> {
        self.kept.get(sides.index())?.get(word)
    }

    fn is_full(&self) -> bool {
        self.kept.iter().map(HashMap::len).sum::<usize>() >= MOST
    }

    /// Whether a word has occurred before but is not kept yet. Records that it has occurred.
    fn is_to_be_kept(&mut self, word: &str, sides: Sides) -> bool {
        if self.is_full() || self.get(word, sides).is_some() {
            return false;
        }
        if self.single.len() >= MOST_SINGLE {
            self.single.clear();
        }
        let hash = self.single.hasher().hash_one((word, sides.index()));
        !self.single.insert(hash)
    }

    fn keep(&mut self, word: &str, sides: Sides, shaped: Kept) {
        let words = self.kept.get_mut(sides.index());
        words.and_then(|words| words.insert(word.into(), shaped));
    }
}

impl Sides {
    fn index(self) -> usize {
        usize::from(self.before) + 2 * usize::from(self.after)
    }
}

/// The words of a text. There is an empty one between two spaces.
fn words(text: &str) -> impl Iterator<Item = (&str, Sides)> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let all = rest?;
        let before = all.len() < text.len();
        let (word, after) =
            all.split_once(' ').map_or((all, None), |(word, after)| (word, Some(after)));
        rest = after;
        Some((word, Sides { before, after: after.is_some() }))
    })
}
