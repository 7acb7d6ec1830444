//! The text of `[see @id, p. 4]`: "(see Lind 2019, p. 4)", "[see 3, p. 4]", or a note.

use std::collections::HashSet;

use super::citation_words::{Cited, CitedWork, Mention, Wording, push};
use super::work::{filled, of_count, with_range_signs};
use crate::document::inline::plain_text;
use crate::document::{ElementId, Inline};
use crate::origin::Generator;
use crate::scripts::is_unspaced;

/// The words of a citation in the text: names and year, or numbers, in brackets.
pub(super) fn in_text(mentions: &[Mention], wording: Wording) -> Vec<Inline> {
    let labels: Vec<(&Mention, Vec<Inline>, bool)> = mentions.iter().map(label).collect();
    let is_square = labels.iter().all(|(.., is_square)| *is_square);
    let (open, close) = match is_square {
        true => ("[", "]"),
        false => wording.labels.works.around_brackets(),
    };
    let mut words = Vec::new();
    push(&mut words, open.trim_start());
    for (index, (mention, label, _)) in labels.into_iter().enumerate() {
        if index > 0 {
            push(&mut words, &wording.labels.semicolon);
        }
        push_prefix(&mut words, mention);
        words.push(link(mention, label));
        push_locator(&mut words, mention, wording);
    }
    push(&mut words, close);
    words
}

/// The words of a citation in a note: the whole entry of a work that no note has cited before, otherwise
/// its names and year. `cited` contains the works that notes have cited so far.
pub(super) fn in_note(
    mentions: &[Mention],
    wording: Wording,
    cited: &mut HashSet<ElementId>,
) -> Vec<Inline> {
    let mut words = Vec::new();
    for (index, mention) in mentions.iter().enumerate() {
        if index > 0 {
            push(&mut words, &wording.labels.semicolon);
        }
        let content = match work(mention) {
            Some(work) if cited.insert(mention.target) => {
                without_stop(&work.entry, wording.labels.works.stop_and_space().0)
            }
            Some(_) | None => label(mention).1,
        };
        push_prefix(&mut words, mention);
        words.push(link(mention, content));
        push_locator(&mut words, mention, wording);
    }
    words
}

fn work<'m>(mention: &Mention<'m>) -> Option<&'m CitedWork> {
    match mention.cited {
        Cited::Work(work) => Some(work),
        Cited::Words(_) | Cited::Number(..) => None,
    }
}

fn link(mention: &Mention, content: Vec<Inline>) -> Inline {
    Inline::CrossReference { id: mention.reference, target: mention.target, content }
}

/// The label of a work without brackets, and whether it had square brackets.
fn label<'a, 'm>(mention: &'a Mention<'m>) -> (&'a Mention<'m>, Vec<Inline>, bool) {
    let words = match mention.cited {
        Cited::Work(work) => work.label.as_slice(),
        Cited::Words(words) => words,
        Cited::Number(..) => &[],
    };
    let plain = plain_text(words);
    match plain.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        Some(inside) => (mention, vec![Inline::generated(inside, Generator::Number)], true),
        None => (mention, words.to_vec(), false),
    }
}

/// "see also ", without a space in scripts that have none.
fn push_prefix(words: &mut Vec<Inline>, mention: &Mention) {
    let Some(prefix) = mention.prefix else { return };
    push(words, prefix);
    if !prefix.ends_with(is_unspaced) {
        push(words, " ");
    }
}

/// ", p. 4", with the words of the language for pages.
fn push_locator(words: &mut Vec<Inline>, mention: &Mention, wording: Wording) {
    let Some(locator) = mention.locator else { return };
    let pages = &wording.labels.works.pages;
    let of_pages = [("pp.", 2), ("p.", 1)].into_iter().find_map(|(sign, count)| {
        let cited = locator.strip_prefix(sign)?.trim_start();
        Some(filled(of_count(pages, count), &with_range_signs(cited, wording.language)))
    });
    push(words, &wording.labels.comma);
    push(words, &of_pages.unwrap_or_else(|| locator.replacen(' ', "\u{a0}", 1)));
}

/// An entry without its full stop.
fn without_stop(entry: &[Inline], stop: &str) -> Vec<Inline> {
    let mut entry = entry.to_vec();
    if let Some(Inline::Text(last)) = entry.last_mut()
        && last.ends_with(stop)
    {
        last.truncate(last.len() - stop.len());
    }
    entry
}
