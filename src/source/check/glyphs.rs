//! Characters that no font has, and that would therefore be missing on the page.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use unicode_normalization::char::{compose, is_combining_mark};

use super::inventory::{Inventory, TextKind};
use crate::diagnostic::{Code, Diagnostic, Findings};

/// The characters that the fonts of a report can show.
#[derive(Clone, Copy)]
pub struct FontCoverage<'f> {
    /// Whether any font has a character.
    pub has: &'f (dyn Fn(char) -> bool + Sync),
    /// The names of the families, for messages.
    pub families: &'f str,
}

/// The number of characters that each get a message; one more message names the others.
const MESSAGES: usize = 8;
/// The number of characters that the last message names.
const NAMED: usize = 40;

/// The uses of a character without a glyph.
struct Missing {
    /// The first use, as bytes of the file.
    place: Range<usize>,
    count: usize,
}

/// The characters of printed texts and equations, other than ASCII.
pub fn characters(inventory: &Inventory) -> BTreeSet<char> {
    let texts = inventory.texts.iter().filter(|entry| entry.kind != TextKind::Unseen);
    let equations = inventory.equations.iter().map(|(latex, _)| latex.written().as_str());
    let all = texts.map(|entry| entry.text).chain(equations).filter(|text| !text.is_ascii());
    all.flat_map(str::chars).filter(|character| !character.is_ascii()).collect()
}

/// Reports the characters of printed texts for which no font has a glyph, if there are any among some characters.
pub fn check(
    inventory: &Inventory,
    characters: &BTreeSet<char>,
    fonts: FontCoverage,
    found: &mut Findings,
) {
    // Nearly every report passes.
    if !characters.iter().any(|character| lacks(fonts, *character)) {
        return;
    }
    let missing = gather(inventory, fonts);
    let mut places: Vec<(char, Missing)> = missing.into_iter().collect();
    places.sort_by_key(|(_, missing)| missing.place.start);
    let others = places.split_off(places.len().min(MESSAGES));
    for (character, missing) in &places {
        let again = match missing.count {
            1 => String::new(),
            2 => "; it occurs once more".into(),
            count => format!("; it occurs {} more times", count - 1),
        };
        let message = format!("no font has {}{again}", named(*character));
        found.push(error(missing, message, fonts));
    }
    if let Some((_, first)) = others.first() {
        let names = others.iter().take(NAMED).map(|(character, _)| named(*character));
        let names = names.collect::<Vec<String>>().join(", ");
        let more = match others.len().saturating_sub(NAMED) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let message = format!("no font has these characters: {names}{more}");
        found.push(error(first, message, fonts));
    }
}

fn error(missing: &Missing, message: String, fonts: FontCoverage) -> Diagnostic {
    Code::NoGlyph.at(missing.place.clone(), message).hint(format!(
        "put a font (.ttf, .otf) that has it into the folder `fonts` beside the report (tried: {}); \
         text and Markdown need no fonts: `--to txt,md`",
        fonts.families
    ))
}

fn named(character: char) -> String {
    format!("`{character}` (U+{:04X})", u32::from(character))
}

fn gather(inventory: &Inventory, fonts: FontCoverage) -> BTreeMap<char, Missing> {
    let mut missing: BTreeMap<char, Missing> = BTreeMap::new();
    let mut known: BTreeMap<char, bool> = BTreeMap::new();
    for entry in inventory.texts.iter().filter(|entry| entry.kind != TextKind::Unseen) {
        let mut lacks =
            |character| *known.entry(character).or_insert_with(|| lacks(fonts, character));
        if !entry.text.chars().any(&mut lacks) {
            continue;
        }
        // Link targets are not printed.
        let words = entry.words();
        let mut before = None;
        for (at, character) in words.char_indices() {
            let composed = before.and_then(|before| compose(before, character));
            before = Some(character);
            let shown = composed.is_some_and(|it| is_combining_mark(character) && (fonts.has)(it));
            if lacks(character) && !shown {
                let place = entry.file_range(&words, at..at + character.len_utf8());
                missing.entry(character).or_insert(Missing { place, count: 0 }).count += 1;
            }
        }
        for equation in entry.equations() {
            let written = entry.text.get(equation.clone()).unwrap_or_default();
            let place =
                |at: Range<usize>| entry.locate(equation.start + at.start..equation.start + at.end);
            in_equation(written, place, fonts, &mut missing);
        }
    }
    for (latex, node) in &inventory.equations {
        in_equation(latex.written(), |at| node.locate(at), fonts, &mut missing);
    }
    missing
}

/// Gathers the characters in the LaTeX of an equation; `place` gives the bytes of the file of some of its bytes.
fn in_equation(
    written: &str,
    place: impl Fn(Range<usize>) -> Range<usize>,
    fonts: FontCoverage,
    missing: &mut BTreeMap<char, Missing>,
) {
    for (at, character) in written.char_indices().filter(|(_, it)| lacks(fonts, *it)) {
        let new = || Missing { place: place(at..at + character.len_utf8()), count: 0 };
        missing.entry(character).or_insert_with(new).count += 1;
    }
}

fn lacks(fonts: FontCoverage, character: char) -> bool {
    !character.is_ascii() && !is_never_seen(character) && !(fonts.has)(character)
}

/// Whether a character needs no glyph: white space, controls (which have another message) and
/// default-ignorable characters (UAX #44, DerivedCoreProperties).
fn is_never_seen(character: char) -> bool {
    character.is_whitespace()
        || character.is_control()
        || matches!(
            character,
            '\u{AD}'
                | '\u{34F}'
                | '\u{61C}'
                | '\u{115F}'..='\u{1160}'
                | '\u{17B4}'..='\u{17B5}'
                | '\u{180B}'..='\u{180F}'
                | '\u{200B}'..='\u{200F}'
                | '\u{202A}'..='\u{202E}'
                | '\u{2060}'..='\u{206F}'
                | '\u{3164}'
                | '\u{FE00}'..='\u{FE0F}'
                | '\u{FEFF}'
                | '\u{FFA0}'
                | '\u{FFF0}'..='\u{FFFF}'
                | '\u{E000}'..='\u{F8FF}'
                | '\u{1D173}'..='\u{1D17A}'
                | '\u{E0000}'..='\u{E0FFF}'
        )
}

#[cfg(test)]
mod tests {
    use crate::cache::Cache;
    use crate::diagnostic::{Diagnostic, render};
    use crate::limits::Limits;
    use crate::source::{FontCoverage, read_for};

    const HEAD: &str = "publication: {title: T, publisher: P, date: 2016-11-01}\nbody:\n";

    /// The diagnostics of a body in fonts that have Latin-1, but no combining accents.
    fn found(body: &str) -> Vec<Diagnostic> {
        let fonts =
            FontCoverage { has: &|character| character < '\u{100}', families: "Plain Serif" };
        let source = format!("{HEAD}{body}");
        let reading = read_for(
            "a.yaml",
            source.as_bytes(),
            Some(fonts),
            &Default::default(),
            (&Limits::default(), Cache::NONE),
        );
        reading.diagnostics.to_vec()
    }

    #[test]
    fn a_character_is_reported_once_at_its_first_use() {
        let body = "  - title: One\n    content: [\"Two 漢\", \"*漢* and 漢\"]\n";
        let [one] = found(body).try_into().unwrap();
        assert_eq!(one.code.id(), "F0010");
        let source = format!("{HEAD}{body}");
        assert_eq!(&source[one.place.clone().unwrap()], "漢");
        let shown = render(&one, &source.as_str().into());
        assert!(shown.contains("no font has `漢` (U+6F22); it occurs 2 more times"));
        assert!(shown.contains("a.yaml:4:20") && shown.contains("Plain Serif"), "{shown}");
    }

    #[test]
    fn text_that_is_not_printed_needs_no_glyph() {
        let link = "  - title: One\n    content: [\"[here](https://a.org/漢) e\u{301} \u{2009}a\u{200D}\"]\n";
        assert_eq!(found(link), []);
        assert_eq!(found("  - title: \"\\u6F22\"\n").len(), 1);
    }

    #[test]
    fn many_missing_characters_share_one_message() {
        let kana: String = ('ぁ'..='ん').collect();
        let found = found(&format!("  - title: \"{kana}\"\n"));
        assert_eq!(found.len(), super::MESSAGES + 1);
        let last = &found.last().unwrap().message;
        assert!(last.contains("`が` (U+304C)") && last.ends_with("and 35 more"), "{last}");
    }
}
