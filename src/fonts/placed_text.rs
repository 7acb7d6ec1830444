//! A text to shape, with the places of its characters.

use std::borrow::Cow;

/// A text to shape, and for each of its characters the place that its glyphs shall refer to. Control
/// characters, which have no glyph in any font, are replaced by the invisible zero-width non-joiner.
pub struct PlacedText<'t> {
    text: Cow<'t, str>,
    places: Places,
}

enum Places {
    /// Each byte is as far from this place as from the start of the text.
    From(usize),
    /// The place of each byte.
    Each(Vec<usize>),
}

impl<'t> PlacedText<'t> {
    /// A text of which each character has its byte, counted from a start, as its place.
    pub fn starting_at(start: usize, text: impl Into<Cow<'t, str>>) -> PlacedText<'t> {
        let text = text.into();
        // All control characters beyond U+007F begin with the byte 0xC2.
        if text.bytes().any(|byte| byte < b' ' || byte == 0x7F || byte == 0xC2) {
            return text
                .char_indices()
                .map(|(byte, character)| (start + byte, character))
                .collect();
        }
        PlacedText { text, places: Places::From(start) }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The place of the character that begins at a byte of the text.
    pub fn place(&self, byte: usize) -> usize {
        match &self.places {
            Places::From(start) => start + byte,
            Places::Each(places) => places.get(byte).copied().unwrap_or_default(),
        }
    }
}

impl FromIterator<(usize, char)> for PlacedText<'static> {
    fn from_iter<T: IntoIterator<Item = (usize, char)>>(characters: T) -> Self {
        let (mut text, mut places) = (String::new(), Vec::new());
        for (place, character) in characters {
            text.push(if character.is_control() { '\u{200C}' } else { character });
            places.resize(text.len(), place);
        }
        PlacedText { text: Cow::Owned(text), places: Places::Each(places) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(text: &PlacedText) -> Vec<(char, usize)> {
        let place = |(byte, character)| (character, text.place(byte));
        text.as_str().char_indices().map(place).collect()
    }

    #[test]
    fn replaced_characters_keep_their_places() {
        let text = PlacedText::starting_at(10, "a\u{85}\tb");
        assert_eq!(places(&text), [('a', 10), ('\u{200C}', 11), ('\u{200C}', 13), ('b', 14)]);
        assert_eq!(places(&PlacedText::starting_at(3, "né!")), [('n', 3), ('é', 4), ('!', 6)]);
        let capitals = [(4, 'É'), (6, 'S')].into_iter().collect();
        assert_eq!(places(&capitals), [('É', 4), ('S', 6)]);
    }
}
