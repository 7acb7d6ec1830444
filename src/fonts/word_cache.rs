//! Shaped words, kept for the whole compilation: texts repeat their words.
//!
//! A word is kept with the space before it, and only if its glyphs depend on nothing beyond the two spaces
//! beside it. They are then the same in every text, and the same as without the cache.
//!
//! Whether they do is known in two ways. Kerning looks at two neighbours only, in the faces for which words
//! are kept ([`kerning`](super::kerning)). Any other lookup that reaches a further character flags it
//! (`UNSAFE_TO_CONCAT` of HarfBuzz).

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

use super::shaped_glyph::ShapedGlyph;

/// The length of the longest word that is kept, in bytes.
const LONGEST: usize = 64;
/// The number of words that are kept.
const MOST: usize = 20_000;

/// The sides of a word on which its text goes on after a space.
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
    /// The glyphs. Their clusters count characters from the space.
    pub glyphs: Box<[ShapedGlyph]>,
    /// Whether the text must be shaped again if a line breaks before the space after the word.
    pub unsafe_after: bool,
}

/// The words of one shape plan.
#[derive(Default)]
pub struct WordCache(RwLock<[HashMap<Box<str>, Kept>; 4]>);

/// What the cache knows of a text.
#[derive(PartialEq)]
enum Known {
    /// All its words.
    All,
    /// Not all its words.
    Some,
    /// That its glyphs are not those of its words.
    Dependent,
}

impl WordCache {
    /// Appends the glyphs of a text, with a place of `places` for each character as clusters. `shape`
    /// shapes the words that are not known. Returns whether the text could be put together of its
    /// words; if not, nothing is appended.
    pub fn shape(
        &self,
        text: &str,
        places: &[usize],
        glyphs: &mut Vec<ShapedGlyph>,
        shape: impl FnMut(&str, Sides) -> Kept,
    ) -> bool {
        let first = glyphs.len();
        let mut known = self.append(text, places, glyphs);
        if known == Known::Some {
            self.add(text, shape);
            glyphs.truncate(first);
            known = self.append(text, places, glyphs);
        }
        if known != Known::All {
            glyphs.truncate(first);
        }
        known == Known::All
    }

    fn append(&self, text: &str, places: &[usize], glyphs: &mut Vec<ShapedGlyph>) -> Known {
        let kept = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let (mut places, mut unsafe_before) = (places, false);
        for (word, sides) in words(text) {
            let known = match kept.get(sides.index()).and_then(|words| words.get(word)) {
                Some(Some(known)) => known,
                Some(None) => return Known::Dependent,
                None if word.len() > LONGEST => return Known::Dependent,
                None => return Known::Some,
            };
            let first = glyphs.len();
            glyphs.extend(known.glyphs.iter().map(|glyph| {
                let cluster = places.get(glyph.cluster).copied().unwrap_or_default();
                ShapedGlyph { cluster, ..*glyph }
            }));
            if let Some(space) = glyphs.get_mut(first).filter(|_| sides.before) {
                space.unsafe_to_break |= unsafe_before;
            }
            unsafe_before = known.unsafe_after;
            let length = word.chars().count() + usize::from(sides.before);
            places = places.get(length..).unwrap_or_default();
        }
        Known::All
    }

    fn add(&self, text: &str, mut shape: impl FnMut(&str, Sides) -> Kept) {
        let new = |word: &str, sides: Sides| {
            let kept = self.0.read().unwrap_or_else(PoisonError::into_inner);
            let full = kept.iter().map(HashMap::len).sum::<usize>() >= MOST;
            !full && kept.get(sides.index()).is_some_and(|words| !words.contains_key(word))
        };
        for (word, sides) in words(text).filter(|(word, _)| word.len() <= LONGEST) {
            if new(word, sides) {
                let shaped = shape(word, sides);
                let mut kept = self.0.write().unwrap_or_else(PoisonError::into_inner);
                let words = kept.get_mut(sides.index());
                words.and_then(|words| words.insert(word.into(), shaped));
            }
        }
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
