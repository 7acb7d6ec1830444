//! Lead-ins, abbreviations, spellings.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::super::inventory::{Inventory, TextEntry};
use super::super::phrases::Phrases;
use super::prose;
use super::words::words;
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
    let listed: HashSet<usize> = entries.iter().map(|entry| entry.value.place.start).collect();
    let texts = prose(inventory).filter(|entry| !listed.contains(&entry.node.place.start));
    let texts: Vec<(&TextEntry, &TracedString)> =
        texts.map(|entry| (entry, entry.words_around_objects())).collect();
    let abbreviations = &inventory.report.front.abbreviations;
    let uses =
        first(abbreviations.keys().map(|short| short.as_str()), &texts, str::to_owned, is_word);
    let meanings: Vec<TracedString> = abbreviations.values().map(|text| text.words()).collect();
    let lower: Vec<String> = meanings.iter().map(|meaning| meaning.to_lowercase()).collect();
    let spelled_out =
        first(lower.iter().map(String::as_str), &texts, str::to_lowercase, |_, _| true);
    let pairs = uses.into_iter().zip(spelled_out);
    for ((short, meaning), (usage, spelled_out)) in abbreviations.keys().zip(meanings).zip(pairs) {
        let Some(usage) = usage else { continue };
        if spelled_out.is_some_and(|spelled_out| spelled_out.explains(&usage, &meaning)) {
            continue;
        }
        let Some((entry, text)) = texts.get(usage.text) else { continue };
        let message = format!("`{short}` is used before it is spelled out");
        let warning = Code::NotSpelledOut.at(entry.file_range(text, usage.at), message);
        let full = format!("{meaning} ({short})");
        found.push(warning.hint(format!("write `{full}` here")).write(full));
    }
}

/// A place in the texts of a report.
struct Use {
    /// The index of the text.
    text: usize,
    /// The bytes of the text.
    at: Range<usize>,
}

impl Use {
    /// Whether this meaning precedes the use of its abbreviation, or is in the same sentence: "the ILO
    /// (International Labour Organization)".
    fn explains(&self, usage: &Use, meaning: &str) -> bool {
        let around = usage.at.end + meaning.len() + 4;
        self.text < usage.text || (self.text == usage.text && self.at.end <= around)
    }
}

/// The first fitting use of each phrase, in texts prepared in some way.
fn first<'p>(
    phrases: impl Iterator<Item = &'p str>,
    texts: &[(&TextEntry, &TracedString)],
    prepare: fn(&str) -> String,
    fits: fn(&str, &Range<usize>) -> bool,
) -> Vec<Option<Use>> {
    let mut uses = Vec::new();
    let phrases = Phrases::new(phrases.inspect(|_| uses.push(None)));
    for (text, (_, words)) in texts.iter().enumerate() {
        let words = prepare(words);
        for (phrase, at) in phrases.find(&words).filter(|(_, at)| fits(&words, at)) {
            if let Some(usage @ None) = uses.get_mut(phrase) {
                *usage = Some(Use { text, at });
            }
        }
    }
    uses
}

/// Whether no letter or digit adjoins a part of a text.
fn is_word(text: &str, at: &Range<usize>) -> bool {
    let before = text.get(..at.start).is_some_and(|it| it.ends_with(char::is_alphanumeric));
    let after = text.get(at.end..).is_some_and(|it| it.starts_with(char::is_alphanumeric));
    !before && !after
}

/// Warns of the rarer spelling of words that the report spells in several ways.
pub fn one_spelling(inventory: &Inventory, found: &mut Findings) {
    let groups = inventory.report.options.lint.one_spelling.iter().flatten();
    let uses = Uses::of(inventory, groups.clone().flatten());
    for spellings in groups {
        let of = |spelling: &String| uses.places(spelling).len();
        // Of equally frequent spellings, the first in the list is preferred.
        let most = spellings.iter().map(of).max().unwrap_or_default();
        let Some(preferred) = spellings.iter().find(|it| of(it) == most) else { continue };
        let often = if most == 1 { "once".to_owned() } else { format!("{most} times") };
        for spelling in spellings.iter().filter(|it| *it != preferred) {
            for place in uses.places(spelling) {
                let message = format!("`{spelling}` is spelled `{preferred}` elsewhere");
                let warning = Code::MixedSpelling.at(place.clone(), message);
                let hint = format!("use one spelling; `{preferred}` occurs {often}");
                found.push(warning.hint(hint));
            }
        }
    }
}

/// The uses of some words, in any case, as bytes of the file.
struct Uses(HashMap<String, Vec<Range<usize>>>);

impl Uses {
    fn of<'s>(inventory: &Inventory, spellings: impl Iterator<Item = &'s String>) -> Self {
        let mut uses = Uses(spellings.map(|it| (it.to_lowercase(), Vec::new())).collect());
        for entry in prose(inventory) {
            let text = entry.words_around_objects();
            for word in words(text) {
                if let Some(places) = uses.0.get_mut(&word.text.to_lowercase()) {
                    places.push(entry.file_range(text, word.at));
                }
            }
        }
        uses
    }

    fn places(&self, spelling: &str) -> &[Range<usize>] {
        self.0.get(&spelling.to_lowercase()).map_or(&[], Vec::as_slice)
    }
}
