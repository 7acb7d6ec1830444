//! Properties of scripts, without the large libraries that Unicode's own tables need.

/// Whether a character belongs to a script without spaces between words: Thai, Lao, Burmese, Khmer, kana,
/// Chinese characters.
pub fn is_unspaced(character: char) -> bool {
    matches!(character, '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}
