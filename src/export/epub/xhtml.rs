//! XHTML: escaping and the frame of a file.

use crate::document::{Direction, Document};

/// Text for element content and attribute values; characters that XML 1.0 §2.2 forbids are left
/// out.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(character),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            other => out.push(other),
        }
    }
    out
}

/// A whole file: `kind` is the part of the book for `epub:type`, `title` plain text.
pub fn page(document: &Document, title: &str, kind: &str, body: &str) -> String {
    let (language, title) = (escape(&document.language), escape(title));
    let direction = document.direction().name();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n\
         <html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\" \
         lang=\"{language}\" xml:lang=\"{language}\" dir=\"{direction}\">\n<head>\n\
         <title>{title}</title>\n\
         <link rel=\"stylesheet\" type=\"text/css\" href=\"stylesheet.css\"/>\n</head>\n\
         <body epub:type=\"{kind}\">\n{body}</body>\n</html>\n"
    )
}

/// The attributes of a phrase in another language.
pub fn language(language: &str, around: Direction) -> String {
    let direction = Direction::of(language);
    let tag = escape(language);
    let turn =
        if direction == around { String::new() } else { format!(" dir=\"{}\"", direction.name()) };
    format!(" lang=\"{tag}\" xml:lang=\"{tag}\"{turn}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_xml_forbids_gets_through() {
        assert_eq!(escape("a<b> & \"c\"\u{0}\u{b}\u{ffff}"), "a&lt;b&gt; &amp; &quot;c&quot;");
    }

    #[test]
    fn a_phrase_says_its_direction_where_it_turns() {
        let around = Direction::LeftToRight;
        assert_eq!(language("fr", around), " lang=\"fr\" xml:lang=\"fr\"");
        assert_eq!(language("he", around), " lang=\"he\" xml:lang=\"he\" dir=\"rtl\"");
    }
}
