//! The page for a browser: the changes by kind, and the text with its changes, inline or side by side.

use std::collections::BTreeMap;

use super::ComparisonSummary;
use super::changes::{ChangeEntry, Look, ShownBlock, ShownPiece};
use crate::export::xml::escape;
use crate::review::output::page::{STYLE as REVIEW_STYLE, attributes, fill, scaffold};

const STYLE: &str = include_str!("page/page.css");
const SCRIPT: &str = include_str!("page/page.js");
const BODY: &str = include_str!("page/page.html");

/// The characters of a change in the list by kind.
const LONGEST: usize = 80;

/// Writes the page. `old` and `new` name the revisions.
pub fn page(summary: &ComparisonSummary, old: &str, new: &str) -> String {
    let language = attributes(&summary.language);
    let values = [
        ("TITLE", escape(&summary.title)),
        ("LANGUAGE", language.clone()),
        ("OLD", escape(old)),
        ("NEW", escape(new)),
        ("TOTAL", summary.changes.len().to_string()),
        ("NOTICES", notices(summary)),
        ("KINDS", kinds(summary, &language)),
        ("BLOCKS", blocks(&summary.blocks)),
    ];
    let body = fill(BODY, &BTreeMap::from(values));
    let style = format!("{REVIEW_STYLE}{STYLE}");
    scaffold(&format!("Changes in {}", summary.title), &style, SCRIPT, body)
}

fn notices(summary: &ComparisonSummary) -> String {
    let notices = summary.notices.iter().map(|it| format!("<li>{}</li>", escape(it)));
    let notices: String = notices.collect();
    if notices.is_empty() { notices } else { format!("<ul class=\"remarks\">{notices}</ul>") }
}

/// The changes of each kind.
fn kinds(summary: &ComparisonSummary, language: &str) -> String {
    let mut kinds: BTreeMap<&str, Vec<&ChangeEntry>> = BTreeMap::new();
    for change in &summary.changes {
        kinds.entry(change.kind).or_default().push(change);
    }
    let list = kinds.iter().map(|(kind, changes)| {
        let items = changes.iter().map(|change| item(change, language));
        let items: String = items.collect();
        format!(
            "<details><summary>{kind} ({})</summary><ol>{items}</ol></details>\n",
            changes.len()
        )
    });
    list.collect()
}

fn item(change: &ChangeEntry, language: &str) -> String {
    let ChangeEntry { number, part, before, after, .. } = change;
    let words = match before == after {
        true => marked("span", before),
        false => marked("del", before) + &marked("ins", after),
    };
    format!(
        "<li value=\"{number}\"><a href=\"#c{number}\">{}</a> <span {language}>{words}</span></li>",
        escape(part)
    )
}

fn marked(element: &str, text: &str) -> String {
    let shown = match text.char_indices().nth(LONGEST) {
        Some((cut, _)) => format!("{}…", text.get(..cut).unwrap_or_default()),
        None => text.to_owned(),
    };
    if shown.is_empty() { shown } else { format!("<{element}>{}</{element}>", escape(&shown)) }
}

/// The changed blocks with those beside them and the headings above them.
fn blocks(blocks: &[ShownBlock]) -> String {
    let near = |at: usize| {
        let range = at.saturating_sub(1)..(at + 2).min(blocks.len());
        blocks.get(range).is_some_and(|near| near.iter().any(ShownBlock::is_changed))
    };
    let (mut out, mut omitted) = (String::new(), 0);
    for (at, block) in blocks.iter().enumerate() {
        if !near(at) && block.level.is_none() {
            omitted += 1;
            continue;
        }
        out += &omission(omitted);
        omitted = 0;
        out += &one_block(block);
    }
    out + &omission(omitted)
}

fn omission(count: usize) -> String {
    match count {
        0 => String::new(),
        1 => "<p class=\"omitted\" lang=\"en\" dir=\"ltr\">1 unchanged paragraph</p>\n".into(),
        _ => format!(
            "<p class=\"omitted\" lang=\"en\" dir=\"ltr\">{count} unchanged paragraphs</p>\n"
        ),
    }
}

fn one_block(block: &ShownBlock) -> String {
    let anchors = block.changes.clone().map(|number| format!("<span id=\"c{number}\"></span>"));
    let anchors: String = anchors.collect();
    let element = if block.level.is_some() { "h2" } else { "p" };
    let class = if block.is_changed() { "block changed" } else { "block" };
    let pieces: String = block.pieces.iter().map(piece).collect();
    let focus = if block.is_changed() { " tabindex=\"-1\"" } else { "" };
    format!("<div class=\"{class}\"{focus}>{anchors}<{element}>{pieces}</{element}></div>\n")
}

fn piece(piece: &ShownPiece) -> String {
    let text = escape(&piece.text);
    match piece.look {
        Look::Kept => text,
        Look::Inserted => format!("<ins>{text}</ins>"),
        Look::Deleted => format!("<del>{text}</del>"),
        Look::MovedTo => format!("<ins class=\"moved\">{text}</ins>"),
        Look::MovedFrom => format!("<del class=\"moved\">{text}</del>"),
        Look::Reformatted => format!("<mark>{text}</mark>"),
    }
}
