//! Captions of tables and figures: "Table 2. Ports", before or after.

use super::prefix;
use super::{Recognizer, shown, text};
use crate::import::flat::{self, Block, BlockKind, DropReason, Inline};
use crate::import::styles::Purpose;
use crate::languages::Term;

/// A caption without its prefix.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Caption {
    /// The text.
    pub text: Vec<Inline>,
    /// The names of its bookmarks, and the one by which "Table 2" finds it.
    pub bookmarks: Vec<String>,
}

/// The longest caption, in characters.
const LONGEST: usize = 400;

/// Whether a block is a caption of a kind.
pub fn is(recognizer: &Recognizer, block: Option<&Block>, term: Term) -> bool {
    let Some(block) = block else { return false };
    let BlockKind::Paragraph(words) = &block.kind else { return false };
    let line = shown(words);
    if line.chars().count() > LONGEST {
        return false;
    }
    match prefix::term(&recognizer.words, term, &line) {
        Some(found) => {
            found.number.is_some()
                && (found.has_separator || is_styled(block) || text::is_bold(words))
        }
        None => is_styled(block) && !begins_with_other(recognizer, &line, term),
    }
}

/// Whether a text begins as captions do: "Table 2. ".
pub fn begins(recognizer: &Recognizer, line: &str) -> bool {
    let prefix = |term| prefix::term(&recognizer.words, term, line);
    let is = |it: prefix::Prefixed| it.number.is_some() && it.has_separator && !it.rest.is_empty();
    [Term::Table, Term::Figure].into_iter().filter_map(prefix).any(is)
}

fn begins_with_other(recognizer: &Recognizer, line: &str, term: Term) -> bool {
    [Term::Table, Term::Figure, Term::Box]
        .into_iter()
        .filter(|other| *other != term)
        .any(|other| prefix::term(&recognizer.words, other, line).is_some())
}

/// Whether the style of a block is one for captions.
fn is_styled(block: &Block) -> bool {
    block.purpose() == Some(Purpose::Caption)
}

/// The name of the bookmark by which "Table 2" finds its table.
pub fn bookmark(term: Term, number: &str) -> String {
    format!("{term:?} {number}")
}

/// Takes a caption from a block.
pub fn take(recognizer: &mut Recognizer, block: Block, term: Term) -> Caption {
    let BlockKind::Paragraph(words) = block.kind else { return Caption::default() };
    let line = flat::shown(&words);
    let mut bookmarks = block.bookmarks;
    let found = prefix::term(&recognizer.words, term, &line).filter(|it| it.number.is_some());
    let Some(found) = found else { return Caption { text: words, bookmarks } };
    bookmarks.extend(found.number.map(|_| bookmark(term, found.token)));
    let prefix = found.prefix.to_owned();
    let text = text::unbold(text::skip(words, prefix.len()));
    recognizer.drop(block.place, prefix, DropReason::CaptionPrefix);
    Caption { text, bookmarks }
}

/// Whether a block is the source of the table or figure before it.
pub fn is_source(recognizer: &Recognizer, block: Option<&Block>) -> bool {
    let Some(BlockKind::Paragraph(words)) = block.map(|it| &it.kind) else { return false };
    if block.and_then(Block::purpose) == Some(Purpose::Credit) {
        return true;
    }
    let line = shown(words);
    let rest = recognizer.words.after(Term::Source, &line).map(|it| it.0.trim_start());
    line.chars().count() <= LONGEST && rest.is_some_and(|rest| rest.starts_with([':', '：']))
}
