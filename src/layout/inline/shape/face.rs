//! Which face shows a text: the usual one, or another where that lacks a character.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use super::{ParagraphShaper, Run, is_ignorable};
use crate::fonts::FaceId;
use crate::layout::inline::collect::Look;
use crate::layout::inline::script::Script;

impl ParagraphShaper<'_> {
    /// The face for text of a look and a script. Where the usual face lacks the script it is the one
    /// for the first letter, so that spaces and points come from the same face.
    pub(super) fn face_of(&mut self, look: Look, script: Script, text: &str) -> Option<FaceId> {
        let usual = self.fonts.find(&self.family.name, look.bold, look.italic)?;
        if script == Script::LATIN {
            return Some(usual);
        }
        let letter = text.chars().find(|character| character.is_alphabetic());
        Some(letter.map_or(usual, |letter| self.face(usual, &[letter])))
    }

    /// Cuts a run where its face lacks characters, and finds faces that have them.
    pub(super) fn faces(&mut self, run: &Run, text: &str) -> Vec<(Range<usize>, FaceId)> {
        let mut parts: Vec<(Range<usize>, FaceId)> = Vec::new();
        let characters = text.get(run.text.clone()).unwrap_or("");
        let mut rest = characters.char_indices().peekable();
        let mut cluster = Vec::new();
        while let Some((at, first)) = rest.next() {
            cluster.clear();
            cluster.push(run.dressed(first));
            while let Some((_, mark)) = rest.next_if(|(_, character)| joins(*character)) {
                cluster.push(mark);
            }
            let end = rest.peek().map_or(characters.len(), |(next, _)| *next);
            let face = self.face(run.face, &cluster);
            match parts.last_mut() {
                Some((last, same)) if *same == face => last.end = run.text.start + end,
                _ => parts.push((run.text.start + at..run.text.start + end, face)),
            }
        }
        parts
    }

    /// The face for a letter and its marks: the usual one, else the best that has them all, else
    /// the best that has the letter, else the usual one again.
    fn face(&mut self, usual: FaceId, cluster: &[char]) -> FaceId {
        if self.has(usual, cluster) {
            return usual;
        }
        let letter = cluster.get(..1).unwrap_or(&[]);
        let best = self.fallback(usual, cluster);
        let best =
            best.or_else(|| (!self.has(usual, letter)).then(|| self.fallback(usual, letter))?);
        best.unwrap_or(usual)
    }

    fn has(&mut self, face: FaceId, cluster: &[char]) -> bool {
        let mut seen = cluster.iter().filter(|character| !is_ignorable(**character));
        seen.all(|character| self.shaper.glyph(face, *character).is_some())
    }

    /// The first face that has some characters: of the template's families in their order, then of
    /// any; of one family the face most like the usual one.
    fn fallback(&mut self, usual: FaceId, cluster: &[char]) -> Option<FaceId> {
        let fonts = self.fonts;
        let like = fonts.face(usual);
        let families = self.family;
        let rank = |name: &str| families.all().position(|family| family == name);
        let distance = |face: &FaceId| {
            let face = fonts.face(*face);
            let rank = rank(&face.family).unwrap_or(usize::MAX);
            (rank, face.italic != like.italic, face.bold != like.bold)
        };
        let faces = (0..fonts.faces.len()).map(FaceId);
        faces.filter(|face| self.has(*face, cluster)).min_by_key(distance)
    }
}

/// Characters that stay with the face of the one before them.
fn joins(character: char) -> bool {
    matches!(character, '\u{200C}'..='\u{200D}' | '\u{FE00}'..='\u{FE0F}')
        || is_combining_mark(character)
        || is_ignorable(character)
}
