//! Lead-ins, abbreviations, spellings.

use std::ops::Range;

use super::super::inventory::{Inventory, TextEntry};
use super::prose;
use super::words::{OBJECT, words};
use crate::diagnostic::{Code, Findings};
use crate::origin::TracedString;
use crate::source::schema::BlockKind;

/// Warns of recommendations without a lead-in sentence.
pub fn lead(inventory: &Inventory, found: &mut Findings) {
    for (block, node) in &inventory.blocks {
        let BlockKind::Recommendations(list) = block else { continue };
        if list.lead.is_some() {
            continue;
        }
        let place = node.key_place("items");
        let warning = Code::NoLead.at(place, "this list has no lead-in sentence");
        found.push(warning.hint("add `lead:` with a sentence, such as \"The panel recommends:\""));
    }
}

/// Warns of listed abbreviations that are not spelled out at or before their first use.
pub fn abbreviations(inventory: &Inventory, found: &mut Findings) {
    let entries = inventory.tree.key("front").entries_of("abbreviations");
    let listed: Vec<usize> = entries.iter().map(|entry| entry.value.place.start).collect();
    let texts = prose(inventory).filter(|entry| !listed.contains(&entry.node.place.start));
    let texts: Vec<(&TextEntry, TracedString)> =
        texts.map(|entry| (entry, entry.words_around(OBJECT))).collect();
    for (short, meaning) in &inventory.report.front.abbreviations {
        let first = texts.iter().enumerate();
        let first =
            first.filter_map(|(index, (_, text))| Some((index, word_at(text, short)?))).next();
        let Some((index, at)) = first else { continue };
        let (before, rest) = texts.split_at(index);
        let Some((entry, text)) = rest.first() else { continue };
        let meaning = meaning.words();
        if is_spelled_out(before, text, &at, &meaning) {
            continue;
        }
        let message = format!("`{short}` is used before it is spelled out");
        let warning = Code::NotSpelledOut.at(entry.file_range(text, at), message);
        found.push(warning.hint(format!("write `{} ({short})` here", meaning)));
    }
}

/// Whether the texts before the first use have the meaning, or the sentence of the first use does:
/// "the ILO (International Labour Organization)".
fn is_spelled_out(
    before: &[(&TextEntry, TracedString)],
    first: &str,
    at: &Range<usize>,
    meaning: &str,
) -> bool {
    let meaning = meaning.to_lowercase();
    let has_meaning = |text: &str| text.to_lowercase().contains(&meaning);
    let around = at.end + meaning.len() + 4;
    let sentence = first.get(..first.floor_char_boundary(around)).unwrap_or_default();
    has_meaning(sentence) || before.iter().any(|(_, text)| has_meaning(text))
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

/// Warns of the rarer spelling of words that the report spells in several ways.
pub fn one_spelling(inventory: &Inventory, found: &mut Findings) {
    for spellings in inventory.report.options.lint.one_spelling.iter().flatten() {
        let uses: Vec<Vec<Range<usize>>> =
            spellings.iter().map(|spelling| uses(inventory, spelling)).collect();
        // Of equally frequent spellings, the first in the list is preferred.
        let most = uses.iter().map(Vec::len).max().unwrap_or_default();
        let Some(main) = uses.iter().position(|uses| uses.len() == most) else { continue };
        let preferred = spellings.get(main).map_or("", String::as_str);
        let often = if most == 1 { "once".to_owned() } else { format!("{most} times") };
        let others = spellings.iter().zip(uses).enumerate().filter(|(index, _)| *index != main);
        for (_, (spelling, places)) in others {
            for place in places {
                let message = format!("`{spelling}` is spelled `{preferred}` elsewhere");
                let warning = Code::MixedSpelling.at(place, message);
                let hint = format!("use one spelling; `{preferred}` occurs {often}");
                found.push(warning.hint(hint));
            }
        }
    }
}

/// The uses of a word, in any case, as bytes of the file.
fn uses(inventory: &Inventory, spelling: &str) -> Vec<Range<usize>> {
    let wanted = spelling.to_lowercase();
    let in_text = |entry: &TextEntry| -> Vec<Range<usize>> {
        let text = entry.words_around(OBJECT);
        let same = words(&text).into_iter().filter(|word| word.text.to_lowercase() == wanted);
        same.map(|word| entry.file_range(&text, word.at)).collect()
    };
    prose(inventory).flat_map(in_text).collect()
}
