//! Inlines as plain text: marks of notes in brackets, addresses after the words of their link.

use super::Writer;
use crate::document::Inline;

impl Writer<'_> {
    /// The text of some inlines; a line break is a line feed.
    pub fn text(&self, content: &[Inline]) -> String {
        self.word(&text(content))
    }
}

fn text(content: &[Inline]) -> String {
    let mut out = String::new();
    push(content, &mut out);
    out
}

fn push(content: &[Inline], out: &mut String) {
    for inline in content {
        match inline {
            Inline::Text(text) => out.push_str(text),
            Inline::Strong(inner)
            | Inline::Emphasis(inner)
            | Inline::Superscript(inner)
            | Inline::Subscript(inner)
            | Inline::SmallCaps(inner)
            | Inline::Foreign { content: inner, .. }
            | Inline::CrossReference { content: inner, .. } => push(inner, out),
            Inline::Link { url, content, .. } => link(url, content, out),
            Inline::NoteReference(note) => out.push_str(&format!("[{}]", note.number)),
            Inline::LineBreak => out.push('\n'),
        }
    }
}

/// The words, then the address unless the words are the address.
fn link(url: &str, content: &[Inline], out: &mut String) {
    let words = text(content);
    out.push_str(&words);
    let shown = url.trim_start_matches("mailto:").trim_start_matches("https://");
    if words.trim_start_matches("https://") != shown {
        out.push_str(&format!(" <{url}>"));
    }
}
