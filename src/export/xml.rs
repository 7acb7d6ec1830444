//! XML text: the characters that may occur in it, and how they are escaped. Shared by all formats
//! written as XML: WordprocessingML, XHTML, package documents, XMP.

use std::borrow::Cow;

use crate::origin::TracedString;

/// Whether a character may be written to XML.
///
/// XML 1.0 §2.2 forbids U+0000 to U+001F except tab, line feed and carriage return, and U+FFFE and
/// U+FFFF; surrogates are not characters in Rust. This function also refuses carriage returns,
/// which parsers turn into line feeds (§2.11), and the controls U+007F to U+009F except U+0085,
/// whose use §2.2 discourages.
pub fn is_allowed(character: char) -> bool {
    !matches!(character, '\0'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{7f}'..='\u{84}'
        | '\u{86}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}')
}

/// A text without the characters that may not be written to XML. It is not escaped.
pub fn clean(text: &str) -> String {
    text.chars().filter(|character| is_allowed(*character)).collect()
}

/// As [`clean`], for a text with its origin.
pub fn clean_traced(text: &TracedString) -> Cow<'_, TracedString> {
    // Every character that is not allowed begins with one of these bytes. The fold compares many at once.
    let is_suspicious = |byte| matches!(byte, 0..b' ' | 0x7f | 0xc2 | 0xef);
    let may_differ = text.bytes().fold(false, |found, byte| found | is_suspicious(byte));
    if !may_differ || text.chars().all(is_allowed) {
        return Cow::Borrowed(text);
    }
    let mut out = TracedString::with_capacity(text.len());
    let mut start = 0;
    for (at, character) in text.char_indices().filter(|(_, character)| !is_allowed(*character)) {
        out.push_part(text, start..at);
        start = at + character.len_utf8();
    }
    out.push_part(text, start..text.len());
    Cow::Owned(out)
}

/// A text escaped for element content and for attribute values in double quotes. Characters that
/// may not be written are dropped.
pub fn escape(text: &str) -> String {
    escape_with(text, "&quot;")
}

/// A text escaped for element content only, where quotation marks need no escaping.
pub fn escape_content(text: &str) -> String {
    escape_with(text, "\"")
}

fn escape_with(text: &str, quote: &str) -> String {
    if text.bytes().all(is_plain) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for character in text.chars().filter(|character| is_allowed(*character)) {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str(quote),
            other => out.push(other),
        }
    }
    out
}

/// Whether a byte is a printable character of ASCII without a meaning in XML.
fn is_plain(byte: u8) -> bool {
    matches!(byte, b' '..=b'~') && !matches!(byte, b'&' | b'<' | b'>' | b'"')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::origin::Origin;

    #[test]
    fn markup_is_escaped_and_forbidden_characters_are_dropped() {
        let text = "a\u{0}\u{1b}[1m<b>\r\n&\"\u{7f}\u{ffff}é\t";
        assert_eq!(escape(text), "a[1m&lt;b&gt;\n&amp;&quot;é\t");
        assert_eq!(escape_content(text), "a[1m&lt;b&gt;\n&amp;\"é\t");
        assert_eq!(clean(text), "a[1m<b>\n&\"é\t");
        let traced = TracedString::with_origin("ab\u{0}cd\r", Origin::copied(3));
        let cleaned = clean_traced(&traced);
        assert_eq!(*cleaned, "abcd");
        assert_eq!(cleaned.file_range(1..3), Some(4..7));
    }

    #[test]
    fn every_forbidden_character_is_found() {
        for character in ('\0'..='\u{ffff}').filter(|character| !is_allowed(*character)) {
            let text = format!("a{character}b");
            let traced = TracedString::with_origin(text, Origin::copied(0));
            assert_eq!(*clean_traced(&traced), "ab", "{character:?}");
        }
    }
}
