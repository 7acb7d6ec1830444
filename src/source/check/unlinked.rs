//! Web and mail addresses that are not links: nothing happens when a reader clicks on them.

use std::ops::Range;

use super::address;
use super::inventory::{Inventory, TextEntry};
use crate::diagnostic::{Code, Findings};
use crate::source::markup::Text;
use crate::source::markup::{Piece, PieceKind};

/// Warns of every address that is not a link.
pub fn check(inventory: &Inventory, found: &mut Findings) {
    for entry in &inventory.texts {
        if let Some(text) = entry.marked {
            in_pieces(text, text.pieces(), entry, found);
        }
    }
}

fn in_pieces(text: &Text, pieces: &[Piece], entry: &TextEntry, found: &mut Findings) {
    for piece in pieces {
        match &piece.kind {
            PieceKind::Text(_) => in_plain(text, piece.at.clone(), entry, found),
            // Links are not nested.
            PieceKind::Link { .. } | PieceKind::Reference { .. } => {}
            // An address in code is an example.
            PieceKind::Code(_) | PieceKind::Equation(_) => {}
            PieceKind::Strong(content)
            | PieceKind::Emphasis(content)
            | PieceKind::Superscript(content)
            | PieceKind::Subscript(content)
            | PieceKind::Span(_, content)
            | PieceKind::Foreign { content, .. } => in_pieces(text, content, entry, found),
            PieceKind::Note { .. }
            | PieceKind::InlineNote(_)
            | PieceKind::Citation(_)
            | PieceKind::LineBreak => {}
        }
    }
}

fn in_plain(text: &Text, part: Range<usize>, entry: &TextEntry, found: &mut Findings) {
    let plain = text.as_str().get(part.clone()).unwrap_or_default();
    if !["://", "www.", "@"].iter().any(|sign| plain.contains(sign)) {
        return;
    }
    let words = plain.split(|c: char| c.is_whitespace() || "<>()[]“”«»\"".contains(c));
    let mut start = 0;
    for word in words {
        let before = text.as_str().get(..part.start + start).unwrap_or_default();
        // `[words] (https://…)` is reported as foreign markup.
        if let Some((at, url)) = addressed(word).filter(|_| !before.ends_with("] (")) {
            let shown = word.get(at.clone()).unwrap_or_default();
            let place = entry.locate(part.start + start + at.start..part.start + start + at.end);
            let warning = Code::UnlinkedAddress.at(place, "this address is not a link");
            found.push(match shown.len() {
                ..=LONGEST_SHOWN => {
                    let link = format!("[{shown}]({url})");
                    warning.hint(format!("write `{link}`")).write(link)
                }
                _ => warning.hint("write `[words](address)`"),
            });
        }
        start += word.len();
        start += plain.get(start..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    }
}

/// The longest address that a hint repeats, in bytes.
const LONGEST_SHOWN: usize = 80;

/// The bytes of an address in a word, without the punctuation after it, and the address for a link to it.
fn addressed(word: &str) -> Option<(Range<usize>, String)> {
    let start = word.len() - word.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
    let end = word.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '/').len();
    let shown = word.get(start..end)?;
    let url = if ["https://", "http://"].iter().any(|scheme| shown.starts_with(scheme)) {
        shown.to_owned()
    } else if shown.strip_prefix("www.").is_some_and(is_server) {
        format!("https://{shown}")
    } else {
        let (mailbox, server) = shown.split_once('@')?;
        (!mailbox.is_empty() && is_server(server)).then(|| format!("mailto:{shown}"))?
    };
    address::fault(&url).is_none().then_some((start..end, url))
}

/// Whether a word begins with two names and a dot between them.
fn is_server(word: &str) -> bool {
    let server = word.split('/').next().unwrap_or_default();
    let is_name =
        |name: &str| !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '-');
    server.contains('.') && server.split('.').all(is_name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_end_before_punctuation() {
        for (word, shown, url) in [
            ("https://osce.org/cthb,", "https://osce.org/cthb", "https://osce.org/cthb"),
            ("https://osce.org/.", "https://osce.org/", "https://osce.org/"),
            ("‘www.osce.org/a’;", "www.osce.org/a", "https://www.osce.org/a"),
            ("press@osce.org.", "press@osce.org", "mailto:press@osce.org"),
        ] {
            let (at, address) = addressed(word).unwrap();
            assert_eq!((&word[at], address.as_str()), (shown, url));
        }
    }

    #[test]
    fn words_that_only_look_like_addresses_pass() {
        for word in ["@osce", "a@b", "5@3.", "www", "www.", "https://", "http://,", "e.g.", "a.b"] {
            assert_eq!(addressed(word), None, "{word}");
        }
    }
}
