//! Markup of other languages, which would be printed as it stands: what comes along when a text is
//! taken from Markdown or a web page.

use std::ops::Range;

use super::inventory::Inventory;
use crate::diagnostic::Code;
use crate::diagnostic::Diagnostic;
use crate::yaml::locate;

/// What stands in a text, and what to write instead.
type Found = (Range<usize>, &'static str, &'static str);

/// The tags that people write by hand, and their like here.
const TAGS: &[(&str, &str)] = &[
    ("<sup>", "write `^1^`, or `[^id]` for a footnote"),
    ("<sub>", "write `~2~`"),
    ("<b>", "write `**words**`"),
    ("<strong>", "write `**words**`"),
    ("<i>", "write `*words*`"),
    ("<em>", "write `*words*`"),
    ("<u>", "write `*words*`"),
    ("<br>", "begin a new text"),
    ("<br/>", "begin a new text"),
    ("<br />", "begin a new text"),
    ("<p>", "begin a new text"),
    ("&nbsp;", "write a no-break space"),
    ("&amp;", "write `&`"),
];

/// Warns once of each text that holds such markup.
pub fn check(inventory: &Inventory, source: &str, found: &mut Vec<Diagnostic>) {
    for piece in inventory.texts.iter().filter(|piece| piece.kind.is_marked()) {
        if let Some((at, message, hint)) = foreign(piece.text) {
            let place = locate(source, piece.node, at);
            found.push(Code::ForeignMarkup.at(place, message).hint(hint));
        }
    }
}

fn foreign(text: &str) -> Option<Found> {
    heading(text).or_else(|| table(text)).or_else(|| link(text)).or_else(|| tag(text))
}

/// `## Findings`
fn heading(text: &str) -> Option<Found> {
    let signs = text.len() - text.trim_start_matches('#').len();
    let heading = (1..=6).contains(&signs) && text.get(signs..)?.starts_with(' ');
    let found =
        (0..signs, "`#` makes no heading here", "write a block `- heading:` with the words");
    heading.then_some(found)
}

/// `| A | B |`
fn table(text: &str) -> Option<Found> {
    let line = text.lines().next()?.trim();
    let row = line.len() > 1 && line.starts_with('|') && line.ends_with('|');
    row.then_some((
        0..1,
        "`|` makes no table here",
        "write a block `- table:` with `header` and `rows`",
    ))
}

/// `[words] (https://…)`
fn link(text: &str) -> Option<Found> {
    let at = ["] (https://", "] (http://"].iter().find_map(|sign| text.find(sign))?;
    Some((at..at + 3, "a space stands between the words of a link and its address", "take it out"))
}

fn tag(text: &str) -> Option<Found> {
    let first = |(tag, hint): &(&str, &'static str)| {
        let at = text.find(tag)?;
        Some((at..at + tag.len(), "tags of HTML are printed as they stand", *hint))
    };
    TAGS.iter().filter_map(first).min_by_key(|(at, ..)| at.start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_looks_like_markup_is_left_alone() {
        for text in ["#1 of the list", "a | b", "|", "x < y", "[sic] (in 2016)", "a <b and c>", "#"]
        {
            assert_eq!(foreign(text), None, "{text}");
        }
        for (text, marked) in [("## A", "##"), ("| A |\n| B |", "|"), ("é<b>a</b>", "<b>")] {
            let (at, ..) = foreign(text).unwrap();
            assert_eq!(&text[at], marked);
        }
    }
}
