//! Font fallback: the usual face of a text, or another face for characters that it lacks.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use super::run::Run;
use crate::fonts::shaper::Shaper;
use crate::fonts::{FaceId, Fonts};
use crate::layout::inline::collect::CharacterStyle;
use crate::layout::inline::script::Script;
use crate::layout::inline::soft_hyphen::is_ignorable;
use crate::templates::FontFamily;

/// The faces that text of a family may use.
#[derive(Clone, Copy)]
pub struct Fallback<'a> {
    /// All fonts.
    pub fonts: &'a Fonts,
    /// The family, with its fallback families.
    pub family: &'a FontFamily,
    /// The family of code.
    pub code: &'a FontFamily,
}

impl Fallback<'_> {
    /// The face for text of a style and script. If the usual face lacks the script, the face of
    /// the first letter is used for spaces and punctuation too.
    pub fn face_of(
        self,
        shaper: &mut Shaper,
        style: CharacterStyle,
        script: Script,
        text: &str,
    ) -> Option<FaceId> {
        let family = if style.code { self.code } else { self.family };
        let find = |bold| self.fonts.find(&family.name, bold, style.italic);
        let usual = find(style.bold)?;
        if script == Script::LATIN {
            return Some(usual);
        }
        let is_lost = style.italic && script.lacks_italics() && !self.fonts.face(usual).italic;
        let usual = if is_lost { find(true)? } else { usual };
        let letter = text.chars().find(|character| character.is_alphabetic());
        Some(letter.map_or(usual, |letter| self.face(shaper, usual, &[letter])))
    }

    /// Splits a run where its face lacks characters, into ranges with faces that have them.
    pub fn faces(self, shaper: &mut Shaper, run: &Run, text: &str) -> Vec<(Range<usize>, FaceId)> {
        let mut parts: Vec<(Range<usize>, FaceId)> = Vec::new();
        let characters = text.get(run.text.clone()).unwrap_or("");
        let mut rest = characters.char_indices().peekable();
        let mut cluster = Vec::new();
        while let Some((at, first)) = rest.next() {
            cluster.clear();
            cluster.push(run.shaped_as(first));
            while let Some((_, mark)) = rest.next_if(|(_, character)| extends_cluster(*character)) {
                cluster.push(mark);
            }
            let end = rest.peek().map_or(characters.len(), |(next, _)| *next);
            let face = self.face(shaper, run.face, &cluster);
            match parts.last_mut() {
                Some((last, same)) if *same == face => last.end = run.text.start + end,
                _ => parts.push((run.text.start + at..run.text.start + end, face)),
            }
        }
        parts
    }

    /// The face for a letter with its combining marks: the usual face; if it lacks any of them, the best
    /// face with all of them; then the best face with the letter; then the usual face again.
    fn face(self, shaper: &mut Shaper, usual: FaceId, cluster: &[char]) -> FaceId {
        if has(shaper, usual, cluster) {
            return usual;
        }
        let letter = cluster.get(..1).unwrap_or(&[]);
        self.best(shaper, usual, cluster)
            .or_else(|| {
                if has(shaper, usual, letter) { None } else { self.best(shaper, usual, letter) }
            })
            .unwrap_or(usual)
    }

    /// The best face with some characters: families of the template in their order come before all
    /// others; within a family, the face most like the usual one. Emphasis is bold in scripts without italics.
    fn best(self, shaper: &mut Shaper, usual: FaceId, cluster: &[char]) -> Option<FaceId> {
        let like = self.fonts.face(usual);
        let script = cluster.first().and_then(|letter| Script::of(*letter));
        let upright = script.is_some_and(Script::lacks_italics);
        let rank = |name: &str| self.family.all().position(|family| family == name);
        let distance = |face: &FaceId| {
            let face = self.fonts.face(*face);
            let rank = rank(&face.family).unwrap_or(usize::MAX);
            let bold = like.bold || upright && like.italic && !face.italic;
            (rank, !upright && face.italic != like.italic, face.bold != bold)
        };
        let faces = self.fonts.text_faces().map(|(id, _)| id);
        faces.filter(|face| has(shaper, *face, cluster)).min_by_key(distance)
    }
}

fn has(shaper: &mut Shaper, face: FaceId, cluster: &[char]) -> bool {
    let mut drawn = cluster.iter().filter(|character| !is_ignorable(**character));
    drawn.all(|character| shaper.glyph(face, *character).is_some())
}

/// Whether a character takes the face of the one before it.
fn extends_cluster(character: char) -> bool {
    matches!(character, '\u{200C}'..='\u{200D}' | '\u{FE00}'..='\u{FE0F}')
        || is_combining_mark(character)
        || is_ignorable(character)
}
