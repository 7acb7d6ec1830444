//! The page on which an editor decides: one self-contained HTML file.
//!
//! The rows are plain HTML, so they are visible before the script has run, and without it. The script
//! only adds behaviour: it filters rows, and keeps and saves decisions.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;

use super::Summary;
use super::decisions::digest;
use super::rows::{
    Row, delegation, name, particulars, place, remark, rows, sections, shown, totals,
};
use crate::document::Direction;
use crate::export::source_hash;
use crate::export::xml::escape;
use crate::review::summary::{ChangeEntry, CommentEntry, ReviewerEntry};

/// The style sheet of pages.
pub const STYLE: &str = include_str!("page/page.css");
const SCRIPT: &str = include_str!("page/page.js");
const SCAFFOLD: &str = include_str!("page/scaffold.html");
const BODY: &str = include_str!("page/page.html");

/// Writes the page.
pub fn page(summary: &Summary) -> String {
    let rows = rows(summary);
    let reviewers = Reviewers::of(&rows);
    let page = Page { reviewers: &reviewers, language: attributes(&summary.language) };
    let people = reviewers.names.iter().map(|(name, number)| option(&number.to_string(), name));
    let values = [
        ("TITLE", escape(&summary.title)),
        ("LANGUAGE", page.language.clone()),
        ("SOURCE", escape(&summary.source)),
        ("FILES", escape(&summary.files.join(", "))),
        ("TOTALS", escape(&totals(summary))),
        ("REMARKS", remarks(summary)),
        ("REVIEWERS", people.collect()),
        ("KINDS", options(rows.iter().map(Row::kind))),
        ("STATUSES", options(rows.iter().map(Row::status))),
        ("ROWS", page.sections(&rows)),
        ("DATA", data(summary)),
    ];
    let body = fill(BODY, &BTreeMap::from(values));
    scaffold(&format!("Review of {}", summary.title), STYLE, SCRIPT, body)
}

/// A page with a title, a style sheet, a body, and a script after the body.
pub fn scaffold(title: &str, style: &str, script: &str, body: String) -> String {
    let values = [
        ("STYLE_HASH", source_hash(style)),
        ("SCRIPT_HASH", source_hash(script)),
        ("TITLE", escape(title)),
        ("STYLE", style.to_owned()),
        ("SCRIPT", script.to_owned()),
        ("BODY", body),
    ];
    fill(SCAFFOLD, &BTreeMap::from(values))
}

/// Replaces `{{NAME}}` by its value in one pass: values are not searched for names.
pub fn fill(scaffold: &str, values: &BTreeMap<&str, String>) -> String {
    let mut parts = scaffold.split("{{");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once("}}").unwrap_or_default();
        out.push_str(values.get(name).map_or("", String::as_str));
        out.push_str(rest);
    }
    out
}

/// The data that identify each change in a file of decisions, for a script element: without `<`, which could
/// end the element (HTML §4.12.1.3).
fn data(summary: &Summary) -> String {
    let changes = summary.changes.iter().filter(|it| is_to_decide(it)).map(|it| {
        json!({ "number": it.number, "kind": it.kind, "before": it.before, "after": it.after,
            "conflicts": it.conflicts })
    });
    let changes: Vec<_> = changes.collect();
    let data = json!({ "source": summary.source, "digest": digest(summary), "changes": changes });
    data.to_string().replace('<', "\\u003c")
}

/// Whether the change needs a decision. A change that is already in the source does not.
fn is_to_decide(change: &ChangeEntry) -> bool {
    change.status != "done"
}

/// The attributes of words in the language of a report.
pub fn attributes(language: &str) -> String {
    let direction = Direction::of(language).name();
    match language.is_empty() {
        true => format!("dir=\"{direction}\""),
        false => format!("lang=\"{}\" dir=\"{direction}\"", escape(language)),
    }
}

fn option(value: &str, name: &str) -> String {
    format!("<option value=\"{}\">{}</option>", escape(value), escape(name))
}

/// An option for each name, in alphabetical order.
fn options<'n>(names: impl Iterator<Item = &'n str>) -> String {
    let names: BTreeSet<&str> = names.collect();
    names.into_iter().map(|name| option(name, name)).collect()
}

fn remarks(summary: &Summary) -> String {
    let remarks = summary.remarks.iter().map(|it| format!("<li>{}</li>", escape(it)));
    let remarks: String = remarks.collect();
    if remarks.is_empty() { remarks } else { format!("<ul class=\"remarks\">{remarks}</ul>") }
}

/// The names of all reviewers, each with a number for the filter.
struct Reviewers {
    names: BTreeMap<String, usize>,
}

impl Reviewers {
    fn of(rows: &[Row]) -> Reviewers {
        let all = rows.iter().flat_map(Row::reviewers).map(|it| (name(it).to_owned(), 0));
        let mut names: BTreeMap<String, usize> = all.collect();
        names.values_mut().zip(0..).for_each(|(value, number)| *value = number);
        Reviewers { names }
    }

    /// The numbers of some, separated by spaces.
    fn numbers(&self, reviewers: &[&ReviewerEntry]) -> String {
        let numbers = reviewers.iter().filter_map(|it| self.names.get(name(it)));
        let mut numbers: Vec<usize> = numbers.copied().collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers.iter().map(usize::to_string).collect::<Vec<_>>().join(" ")
    }
}

struct Page<'a> {
    reviewers: &'a Reviewers,
    /// The attributes of words of the report.
    language: String,
}

/// The rows in one table. The browser lays out a table only when it comes near the window.
const BATCH: usize = 60;

const HEADER: [&str; 7] =
    ["No.", "Place", "Delegation", "Text before", "Text after", "Status", "Decision"];

impl Page<'_> {
    fn sections(&self, rows: &[Row]) -> String {
        let mut out = String::new();
        let mut tables = 0;
        for (section, rows) in sections(rows) {
            for (part, rows) in rows.chunks(BATCH).enumerate() {
                tables += 1;
                let continued = if part > 0 { " <span lang=\"en\">(continued)</span>" } else { "" };
                out += &format!(
                    "<section class=\"part\"><h2 id=\"s{tables}\" {}>{}{continued}</h2>\
                     <table aria-labelledby=\"s{tables}\"><thead><tr>",
                    self.language,
                    escape(section),
                );
                out.extend(HEADER.map(|it| format!("<th scope=\"col\">{it}</th>")));
                out += "</tr></thead><tbody>\n";
                out.extend(rows.iter().map(|row| self.row(row)));
                out += "</tbody></table></section>\n";
            }
        }
        out
    }

    fn row(&self, row: &Row) -> String {
        let (number, kind, status) = (row.number(), row.kind(), row.status());
        let mut who: Vec<String> = row.reviewers().into_iter().map(delegation).collect();
        who.dedup();
        let who = who.iter().map(|it| format!("<div><bdi>{}</bdi></div>", escape(it)));
        let numbers = self.reviewers.numbers(&row.reviewers());
        let place = escape(&place(row.place()));
        let (words, decision) = match row {
            Row::Change(change) if is_to_decide(change) => (self.change(change), decision(change)),
            Row::Change(change) => (self.change(change), NO_DECISION.into()),
            Row::Comment(comment) => (self.comment(comment), NO_DECISION.into()),
        };
        format!(
            "<tr id=\"r{number}\" tabindex=\"-1\" data-number=\"{number}\" data-kind=\"{kind}\" \
             data-status=\"{status}\" data-who=\"{numbers}\"><th scope=\"row\">{number}</th>\
             <td data-label=\"Place\">{place}</td>\
             <td data-label=\"Delegation\">{}</td>{words}\
             <td data-label=\"Status\">{}</td>{decision}</tr>\n",
            who.collect::<String>(),
            status_cell(row),
        )
    }

    fn change(&self, change: &ChangeEntry) -> String {
        let text = |text: &str| escape(&shown(text));
        let cell = |label: &str, element: &str, words: &str| {
            let marked = match words.is_empty() {
                true => String::new(),
                false => format!("<{element}>{}</{element}>", text(words)),
            };
            format!(
                "<td class=\"text\" data-label=\"{label}\"><div {}>{}{marked}{}</div></td>",
                self.language,
                text(&change.context_before),
                text(&change.context_after),
            )
        };
        cell("Text before", "del", &change.before) + &cell("Text after", "ins", &change.after)
    }

    fn comment(&self, comment: &CommentEntry) -> String {
        let quotation = match comment.quotation.is_empty() {
            true => String::new(),
            false => {
                let quotation = escape(&shown(&comment.quotation));
                format!("<blockquote {}>{quotation}</blockquote>", self.language)
            }
        };
        let remarks = comment.remarks.iter().map(remark).map(|(who, text)| {
            let (who, text) = (escape(&who), escape(&text));
            format!("<li><b><bdi>{who}</bdi></b><div dir=\"auto\">{text}</div></li>")
        });
        let thread: String = remarks.collect();
        format!(
            "<td class=\"text\" colspan=\"2\" data-label=\"Comment\">{quotation}\
             <ol class=\"thread\">{thread}</ol></td>"
        )
    }
}

fn status_cell(row: &Row) -> String {
    let mut out = format!("<b>{}</b>, {}", row.kind(), row.status());
    if let Row::Change(change) = row {
        for (label, text) in particulars(change) {
            out +=
                &format!("<div class=\"particular\">{label}: <bdi>{}</bdi></div>", escape(&text));
        }
        out += "<div class=\"clash\" role=\"status\" hidden></div>";
    }
    out
}

const NO_DECISION: &str = "<td class=\"decision\" data-label=\"Decision\">–</td>";

fn decision(change: &ChangeEntry) -> String {
    let number = change.number;
    let verdicts = [("accept", "Accept"), ("reject", "Reject"), ("undecided", "Undecided")];
    let buttons = verdicts.map(|(value, label)| {
        let pressed = value == "undecided";
        format!(
            "<button type=\"button\" value=\"{value}\" aria-pressed=\"{pressed}\">{label}</button>"
        )
    });
    format!(
        "<td class=\"decision\" data-label=\"Decision\">\
         <div role=\"group\" aria-label=\"Decision on change {number}\">{}</div>\
         <textarea rows=\"1\" aria-label=\"Note on change {number}\" placeholder=\"Note\"></textarea></td>",
        buttons.concat(),
    )
}
