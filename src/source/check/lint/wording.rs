//! Lead-ins, abbreviations, spellings.

use std::ops::Range;

use super::super::inventory::{Inventory, TextEntry};
use super::prose;
use super::words::words;
use crate::diagnostic::{Code, Diagnostic};
use crate::yaml::locate;

/// A sentence leads into recommendations.
pub fn lead(inventory: &Inventory, _: &str, found: &mut Vec<Diagnostic>) {
    let without = inventory.recommendations.iter().filter(|(list, _)| list.lead.is_none());
    for (_, node) in without {
        let place = node.key_place("items");
        let warning = Code::NoLead.at(place, "no sentence leads into this list");
        found.push(warning.hint("write `lead:` with it, such as \"The panel recommends:\""));
    }
}

/// An abbreviation of the list is spelled out where the text first uses it, or before.
pub fn abbreviations(inventory: &Inventory, source: &str, found: &mut Vec<Diagnostic>) {
    let entries = inventory.tree.key("front").entries_of("abbreviations");
    let listed: Vec<usize> = entries.iter().map(|entry| entry.value.place.start).collect();
    let pieces = || prose(inventory).filter(|piece| !listed.contains(&piece.node.place.start));
    for (short, meaning) in &inventory.report.front.abbreviations {
        let first = pieces().find_map(|piece| Some((piece, word_at(piece.text, short)?)));
        let Some((piece, at)) = first else { continue };
        if is_spelled_out(pieces(), piece, &at, &meaning.0) {
            continue;
        }
        let message = format!("`{short}` stands here before it is spelled out");
        let warning = Code::NotSpelledOut.at(locate(source, piece.node, at), message);
        found.push(warning.hint(format!("write `{} ({short})` here", meaning.0)));
    }
}

/// Whether the meaning stands before the first use, or in its sentence: "the ILO (International
/// Labour Organization)".
fn is_spelled_out<'p, 'i: 'p>(
    mut pieces: impl Iterator<Item = &'p TextEntry<'i>>,
    first: &TextEntry,
    at: &Range<usize>,
    meaning: &str,
) -> bool {
    let meaning = meaning.to_lowercase();
    let says = |text: &str| text.to_lowercase().contains(&meaning);
    let around = at.end + meaning.len() + 4;
    let sentence = first.text.get(..first.text.floor_char_boundary(around)).unwrap_or_default();
    says(sentence)
        || pieces
            .by_ref()
            .take_while(|piece| !std::ptr::eq(piece.node, first.node))
            .any(|it| says(it.text))
}

fn word_at(text: &str, wanted: &str) -> Option<Range<usize>> {
    let is_word = |at: usize| {
        let before = text.get(..at).is_some_and(|before| before.ends_with(char::is_alphanumeric));
        let after = text.get(at + wanted.len()..);
        !before && !after.is_some_and(|after| after.starts_with(char::is_alphanumeric))
    };
    let mut places = text.match_indices(wanted).map(|(at, _)| at);
    places.find(|at| is_word(*at)).map(|at| at..at + wanted.len())
}

/// Of words that are spelled in several ways, the report uses one.
pub fn one_spelling(inventory: &Inventory, source: &str, found: &mut Vec<Diagnostic>) {
    for spellings in inventory.report.options.lint.one_spelling.iter().flatten() {
        let uses: Vec<Vec<Range<usize>>> =
            spellings.iter().map(|spelling| uses(inventory, source, spelling)).collect();
        // Of two as often as each other, the one that the list names first.
        let most = uses.iter().map(Vec::len).max().unwrap_or_default();
        let Some(main) = uses.iter().position(|uses| uses.len() == most) else { continue };
        let preferred = spellings.get(main).map_or("", String::as_str);
        let others = spellings.iter().zip(uses).enumerate().filter(|(index, _)| *index != main);
        for (_, (spelling, places)) in others {
            for place in places {
                let message = format!("`{spelling}` is spelled `{preferred}` elsewhere");
                let warning = Code::MixedSpelling.at(place, message);
                let often = if most == 1 { "once".to_owned() } else { format!("{most} times") };
                found.push(
                    warning.hint(format!(
                        "write one of them throughout; `{preferred}` stands {often}"
                    )),
                );
            }
        }
    }
}

/// Where a word stands, with small letters or capitals.
fn uses(inventory: &Inventory, source: &str, spelling: &str) -> Vec<Range<usize>> {
    let wanted = spelling.to_lowercase();
    let in_piece = |piece: &TextEntry| -> Vec<Range<usize>> {
        let same = words(piece.text).into_iter().filter(|word| word.text.to_lowercase() == wanted);
        same.map(|word| locate(source, piece.node, word.at)).collect()
    };
    prose(inventory).flat_map(in_piece).collect()
}
