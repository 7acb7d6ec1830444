//! The words of each text of a report are in the order in which the file has them.

use std::collections::HashMap;

use super::{Difference, each_text, printed, words};
use crate::import::flat::Flat;
use crate::source::ParsedReport;

/// How many words of the file may be between two words of a text: those of a reference, of a name that the
/// register has, or of a prefix that is dropped.
const GAP: usize = 100;

/// How many places of the file are tried for a text. A text that begins like so many others is not looked
/// for further.
const PLACES: usize = 16;

/// How many words of a text must be in order; shorter texts are found anywhere.
const SHORTEST: usize = 3;

/// The longest beginning of a text in a message, in characters.
const SHOWN: usize = 60;

/// The texts of a report whose words the file has in another order.
pub fn differences(flat: &Flat, report: &ParsedReport) -> Vec<Difference> {
    let mut file: Vec<String> = Vec::new();
    let mut add = |text: &str| file.extend(words(text));
    each_text(&flat.blocks, &mut |_, text| add(text));
    for note in &flat.notes {
        each_text(&note.blocks, &mut |_, text| add(text));
    }
    let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, word) in file.iter().enumerate() {
        places.entry(word).or_default().push(at);
    }
    let texts = printed(report).into_iter().filter(|text| {
        // A word that the file has only as a part of another, such as the Arabic "and", has no place.
        let text: Vec<String> = words(text).filter(|it| places.contains_key(it.as_str())).collect();
        text.len() >= SHORTEST && !is_in_order(&text, &file, &places)
    });
    let shortened = |text: String| text.chars().take(SHOWN).collect();
    texts.map(|it| Difference { word: shortened(it), place: None, is_moved: true }).collect()
}

/// Whether the file has the words of a text in their order, with small gaps.
fn is_in_order(text: &[String], file: &[String], places: &HashMap<&str, Vec<usize>>) -> bool {
    let starts = text.first().and_then(|first| places.get(first.as_str()));
    let starts = starts.map(Vec::as_slice).unwrap_or_default();
    let fits = |start: &usize| {
        let mut at = *start;
        text.iter().all(|word| {
            let near = file.iter().skip(at).take(GAP);
            let found = near.zip(at..).find(|(it, _)| *it == word);
            found.inspect(|(_, place)| at = place + 1).is_some()
        })
    };
    starts.len() > PLACES || starts.iter().any(fits)
}
