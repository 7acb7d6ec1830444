//! Characters that no font has: nothing would stand in their place on the page.

use std::collections::BTreeMap;
use std::ops::Range;

use unicode_normalization::char::{compose, is_combining_mark};

use super::inventory::{Inventory, TextEntry, TextKind};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::markup::{self, Markup};
use crate::yaml::locate;
use crate::yaml::tree::Node;

/// The fonts that a report is set in, as far as its source has to know them.
#[derive(Clone, Copy)]
pub struct FontCoverage<'f> {
    /// Whether some font has a character.
    pub has: &'f dyn Fn(char) -> bool,
    /// The names of the families, for messages.
    pub families: &'f str,
}

/// How many characters get a message of their own; one more tells of the others, and names so many.
const MESSAGES: usize = 8;
const NAMED: usize = 40;

/// A character without a glyph: where it stands first, and how often it stands at all.
struct Missing<'i> {
    node: &'i Node<'i>,
    at: Range<usize>,
    count: usize,
}

/// Every character of every text that is set on pages has a glyph in some font.
pub fn check(
    inventory: &Inventory,
    source: &str,
    fonts: FontCoverage,
    found: &mut Vec<Diagnostic>,
) {
    // Nearly every text can be shown; one look at the whole spares a look at each.
    let lacking = |character: char| lacks(fonts, character);
    if !source.contains('\\') && !source.chars().any(lacking) {
        return;
    }
    let missing = gather(inventory, fonts);
    let mut places: Vec<(char, Missing)> = missing.into_iter().collect();
    places.sort_by_key(|(_, missing)| (missing.node.place.start, missing.at.start));
    let others = places.split_off(places.len().min(MESSAGES));
    for (character, missing) in &places {
        let again = match missing.count {
            1 => String::new(),
            2 => "; it stands in one more place".into(),
            count => format!("; it stands in {} more places", count - 1),
        };
        let message = format!("no font has {}{again}", named(*character));
        found.push(error(missing, message, source, fonts));
    }
    if let Some((_, first)) = others.first() {
        let names = others.iter().take(NAMED).map(|(character, _)| named(*character));
        let names = names.collect::<Vec<String>>().join(", ");
        let more = match others.len().saturating_sub(NAMED) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let message = format!("no font has these characters either: {names}{more}");
        found.push(error(first, message, source, fonts));
    }
}

fn error(missing: &Missing, message: String, source: &str, fonts: FontCoverage) -> Diagnostic {
    let place = locate(source, missing.node, missing.at.clone());
    Code::NoGlyph.at(place, message).hint(format!(
        "put a font (.ttf, .otf) that has it into `fonts` beside the report; tried were: {}. Text and \
         Markdown need no fonts: `--to txt,md`",
        fonts.families
    ))
}

fn named(character: char) -> String {
    format!("`{character}` (U+{:04X})", u32::from(character))
}

fn gather<'i>(inventory: &Inventory<'i>, fonts: FontCoverage) -> BTreeMap<char, Missing<'i>> {
    let mut missing: BTreeMap<char, Missing> = BTreeMap::new();
    let mut known: BTreeMap<char, bool> = BTreeMap::new();
    for piece in inventory.texts.iter().filter(|piece| piece.kind != TextKind::Unseen) {
        let mut lacks =
            |character| *known.entry(character).or_insert_with(|| lacks(fonts, character));
        let Some(seen) = piece.text.chars().any(&mut lacks).then(|| seen(piece)) else { continue };
        let mut before = None;
        for (at, character) in piece.text.char_indices() {
            let whole = before.and_then(|before| compose(before, character));
            before = Some(character);
            let shown =
                whole.is_some_and(|whole| is_combining_mark(character) && (fonts.has)(whole));
            if !lacks(character) || shown || !seen.contains(character) {
                continue;
            }
            let (node, at) = (piece.node, at..at + character.len_utf8());
            missing.entry(character).or_insert(Missing { node, at, count: 0 }).count += 1;
        }
    }
    missing
}

/// The words of a text that are set: where a link leads to is not.
fn seen(piece: &TextEntry) -> String {
    let mut out = String::new();
    match piece.kind.is_marked().then(|| markup::parse(piece.text)) {
        Some(Ok(parsed)) => words(&parsed, &mut out),
        // What is wrong with the markup is said elsewhere.
        Some(Err(_)) => {}
        None => out.push_str(piece.text),
    }
    out
}

fn words(content: &[Markup], out: &mut String) {
    for markup in content {
        match markup {
            Markup::Text(text) => out.push_str(text),
            Markup::Strong(content)
            | Markup::Emphasis(content)
            | Markup::Superscript(content)
            | Markup::Subscript(content)
            | Markup::SmallCaps(content)
            | Markup::Foreign { content, .. }
            | Markup::Link { content, .. }
            | Markup::Reference { content: Some(content), .. } => words(content, out),
            Markup::Reference { content: None, .. } | Markup::Note { .. } | Markup::LineBreak => {}
        }
    }
}

fn lacks(fonts: FontCoverage, character: char) -> bool {
    !character.is_ascii() && !is_never_seen(character) && !(fonts.has)(character)
}

/// Spaces, controls (which have a message of their own) and what Unicode calls default-ignorable:
/// UAX #44, DerivedCoreProperties.
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
    use crate::diagnostic::{Diagnostic, render};
    use crate::source::{FontCoverage, read_for};

    const HEAD: &str = "publication: {title: T, publisher: P, date: 2016-11-01}\nbody:\n";

    /// What is said of a body set in fonts that have Latin-1 and é, but no accents alone.
    fn found(body: &str) -> Vec<Diagnostic> {
        let fonts =
            FontCoverage { has: &|character| character < '\u{100}', families: "Plain Serif" };
        read_for("a.yaml", format!("{HEAD}{body}").as_bytes(), Some(fonts), &Default::default())
            .diagnostics
    }

    #[test]
    fn a_character_is_named_at_its_first_place_once() {
        let body = "  - title: One\n    content: [\"Two 漢\", \"*漢* and 漢\"]\n";
        let [one] = found(body).try_into().unwrap();
        assert_eq!(one.code.id(), "F0010");
        let source = format!("{HEAD}{body}");
        assert_eq!(&source[one.place.clone().unwrap()], "漢");
        let shown = render(&one, &source.as_str().into());
        assert!(shown.contains("no font has `漢` (U+6F22); it stands in 2 more places"));
        assert!(shown.contains("a.yaml:4:20") && shown.contains("Plain Serif"), "{shown}");
    }

    #[test]
    fn what_no_page_shows_needs_no_glyph() {
        let link = "  - title: One\n    content: [\"[here](https://a.org/漢) e\u{301} \u{2009}a\u{200D}\"]\n";
        assert_eq!(found(link), []);
        assert_eq!(found("  - title: \"\\u6F22\"\n").len(), 1);
    }

    #[test]
    fn many_characters_do_not_bury_the_rest() {
        let kana: String = ('ぁ'..='ん').collect();
        let found = found(&format!("  - title: \"{kana}\"\n"));
        assert_eq!(found.len(), super::MESSAGES + 1);
        let last = &found.last().unwrap().message;
        assert!(last.contains("`が` (U+304C)") && last.ends_with("and 35 more"), "{last}");
    }
}
