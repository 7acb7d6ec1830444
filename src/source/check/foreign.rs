//! Markup of other languages, such as Markdown, HTML and LaTeX, which would be printed as text.

mod signs;

use std::ops::Range;

use super::inventory::Inventory;
use crate::diagnostic::{Code, Findings};

/// The bytes of foreign markup in a text, the message and the hint.
type Found = (Range<usize>, &'static str, &'static str);

/// HTML tags that people write by hand, and their equivalents here.
const TAGS: &[(&str, &str)] = &[
    ("<sup>", "write `^1^`, or `^[text]` for a footnote"),
    ("<sub>", "write `~2~`"),
    ("<b>", "write `**words**`"),
    ("<strong>", "write `**words**`"),
    ("<i>", "write `*words*`"),
    ("<em>", "write `*words*`"),
    ("<u>", "write `[words]{.underline}`"),
    ("<s>", "write `~~words~~`"),
    ("<del>", "write `~~words~~`"),
    ("<code>", "write `` `code` ``"),
    ("<br>", "end the line with a backslash"),
    ("<br/>", "end the line with a backslash"),
    ("<br />", "end the line with a backslash"),
    ("<p>", "start a new text"),
    ("&nbsp;", "write a no-break space"),
    ("&amp;", "write `&`"),
];

/// Finds the first markup of a kind in a text.
type Detector = fn(&str) -> Option<Found>;

const DETECTORS: [Detector; 10] = [
    heading,
    table,
    link,
    tag,
    signs::dash,
    signs::quotes,
    signs::emphasis,
    signs::formula,
    signs::command,
    signs::citation,
];

/// How often one kind of markup is reported in one text, which may consist of nothing else.
const MOST: usize = 20;

/// Warns of such markup, in the order of the text.
pub fn check(inventory: &Inventory, found: &mut Findings) {
    // A text includes the footnotes that are written in it.
    let texts = inventory.texts.iter().filter(|entry| entry.start.is_none());
    for entry in texts.filter(|entry| entry.kind.is_marked()) {
        for (at, message, hint) in foreign(&entry.without_code()) {
            let place = entry.locate(at.clone());
            let meant = entry.text.get(at).and_then(meant);
            found.push(Code::ForeignMarkup.at(place, message).hint(hint).write_if(meant));
        }
    }
}

fn foreign(text: &str) -> Vec<Found> {
    let mut found: Vec<Found> = DETECTORS.iter().flat_map(|detect| all(text, *detect)).collect();
    found.sort_by_key(|(at, ..)| at.start);
    found
}

/// What to write instead of some markup, if it can be replaced by itself.
fn meant(markup: &str) -> Option<String> {
    let underlined = |sign: &str| markup.strip_prefix(sign)?.strip_suffix(sign);
    match markup {
        "&amp;" => Some("&".into()),
        "&nbsp;" => Some("\u{a0}".into()),
        "---" => Some("—".into()),
        "] (" => Some("](".into()),
        _ => None
            .or_else(|| underlined("__").map(|words| format!("**{words}**")))
            .or_else(|| underlined("_").map(|words| format!("*{words}*"))),
    }
}

/// All markup of one kind: each find is blanked, and the rest is searched again.
fn all(text: &str, detect: Detector) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut rest: Option<String> = None;
    while found.len() < MOST
        && let Some(next) = detect(rest.as_deref().unwrap_or(text))
    {
        let at = next.0.clone();
        let blank = " ".repeat(at.len());
        rest.get_or_insert_with(|| text.to_owned()).replace_range(at, &blank);
        found.push(next);
    }
    found
}

/// `## Findings`
fn heading(text: &str) -> Option<Found> {
    let signs = text.len() - text.trim_start_matches('#').len();
    let heading = (1..=6).contains(&signs) && text.get(signs..)?.starts_with(' ');
    let found = (0..signs, "`#` does not make a heading", "write a block `- heading: …`");
    heading.then_some(found)
}

/// `| A | B |`
fn table(text: &str) -> Option<Found> {
    let line = text.lines().next()?.trim();
    let row = line.len() > 1 && line.starts_with('|') && line.ends_with('|');
    row.then_some((
        0..1,
        "`|` does not make a table",
        "write a block `- table:` with `header` and `rows`",
    ))
}

/// `[words] (https://…)`
fn link(text: &str) -> Option<Found> {
    let at = ["] (https://", "] (http://"].iter().find_map(|sign| text.find(sign))?;
    Some((at..at + 3, "space between the words of a link and its address", "delete the space"))
}

fn tag(text: &str) -> Option<Found> {
    if !text.bytes().any(|byte| matches!(byte, b'<' | b'&')) {
        return None;
    }
    let first = |(tag, hint): &(&str, &'static str)| {
        let at = text.find(tag)?;
        Some((at..at + tag.len(), "HTML tags are printed as text", *hint))
    };
    TAGS.iter().filter_map(first).min_by_key(|(at, ..)| at.start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_that_only_looks_like_markup_passes() {
        for text in ["#1 of the list", "a | b", "|", "x < y", "[sic] (in 2016)", "a <b and c>", "#"]
        {
            assert_eq!(foreign(text), [], "{text}");
        }
        for (text, marked) in [("## A", "##"), ("| A |\n| B |", "|"), ("é<b>a</b>", "<b>")] {
            let (at, ..) = foreign(text).remove(0);
            assert_eq!(&text[at], marked);
        }
    }
}
