//! Inlines as plain text: note references in brackets, URLs after the text of their link.

use super::writer::Writer;
use crate::document::Inline;

impl Writer<'_> {
    /// The text of inlines. A line break becomes a line feed.
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

/// The text of the link, then its URL unless that is the text.
fn link(url: &str, content: &[Inline], out: &mut String) {
    let words = text(content);
    out.push_str(&words);
    let shown = url.trim_start_matches("mailto:").trim_start_matches("https://");
    if words.trim_start_matches("https://") != shown {
        out.push_str(&format!(" <{url}>"));
    }
}
