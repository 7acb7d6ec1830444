//! Characters of symbol fonts → Unicode.
//!
//! Word writes them as they are in the font, from U+0020 to U+00FF, or moved to the private use area, from
//! U+F020 to U+F0FF.

/// The font Symbol from 0x20, 32 characters in a line (Unicode's mapping of Adobe's symbol encoding).
const SYMBOL: [&str; 7] = [
    " !∀#∃%&∍()∗+,−./0123456789:;<=>?",
    "≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_",
    "�αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼",
    "",
    "�ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…��↵",
    "ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓",
    "⋄〈®©™∑�����������〉∫⌠�⌡����������",
];

/// What Word files use of the font Wingdings: bullets, boxes, ticks and arrows (Unicode L2/11-344).
const WINGDINGS: [(u32, char); 42] = [
    (0x22, '✂'),
    (0x28, '☎'),
    (0x2A, '✉'),
    (0x36, '⌛'),
    (0x37, '⌨'),
    (0x3F, '✍'),
    (0x41, '✌'),
    (0x45, '☜'),
    (0x46, '☞'),
    (0x4A, '☺'),
    (0x4C, '☹'),
    (0x58, '✠'),
    (0x6C, '●'),
    (0x6D, '❍'),
    (0x6E, '■'),
    (0x6F, '□'),
    (0x71, '❑'),
    (0x72, '❒'),
    (0x75, '◆'),
    (0x76, '❖'),
    (0x77, '◆'),
    (0x9E, '·'),
    (0x9F, '•'),
    (0xA0, '▪'),
    (0xA1, '○'),
    (0xA4, '◉'),
    (0xA7, '▪'),
    (0xA8, '◻'),
    (0xAB, '★'),
    (0xD8, '➢'),
    (0xE0, '→'),
    (0xE8, '➔'),
    (0xEF, '⇦'),
    (0xF0, '⇨'),
    (0xF1, '⇧'),
    (0xF2, '⇩'),
    (0xFB, '✗'),
    (0xFC, '✓'),
    (0xFD, '☒'),
    (0xFE, '☑'),
    (0xDF, '←'),
    (0xE1, '↑'),
];

/// What stands for a character that Unicode does not have, or that is not known.
const UNKNOWN: char = '\u{FFFD}';

/// The code of a character in its font.
fn code(character: char) -> Option<u32> {
    match u32::from(character) {
        code @ 0x20..=0xFF => Some(code),
        code @ 0xF020..=0xF0FF => Some(code - 0xF000),
        _ => None,
    }
}

/// A character of a font.
pub fn character(font: &str, character: char) -> char {
    let Some(code) = code(character) else { return character };
    let name = font.to_lowercase();
    if name.starts_with("wingdings") {
        let found = WINGDINGS.iter().find(|(it, _)| *it == code);
        found.map_or(UNKNOWN, |(_, character)| *character)
    } else if name == "symbol" || is_private(character) {
        symbol(code)
    } else {
        character
    }
}

/// A character of the font Symbol.
fn symbol(code: u32) -> char {
    let at = code.saturating_sub(0x20) as usize;
    let line = SYMBOL.get(at / 32).and_then(|line| line.chars().nth(at % 32));
    line.unwrap_or(UNKNOWN)
}

fn is_private(character: char) -> bool {
    (0xF020..=0xF0FF).contains(&u32::from(character))
}

/// A text without soft hyphens, whose characters of the private use area are those of the font Symbol.
pub fn text(text: &str) -> String {
    let kept = text.chars().filter(|it| *it != '\u{AD}');
    kept.map(|it| if is_private(it) { character("", it) } else { it }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_of_symbol_fonts_are_those_of_unicode() {
        let cases = [
            ("Symbol", '\u{F0B7}', '•'),
            ("Symbol", 'a', 'α'),
            ("Wingdings", '\u{F0FC}', '✓'),
            ("Arial", 'a', 'a'),
            ("Arial", '\u{F061}', 'α'),
        ];
        for (font, from, to) in cases {
            assert_eq!(character(font, from), to, "{font} {from}");
        }
        assert_eq!(text("co\u{AD}op \u{F0B7}"), "coop •");
    }
}
