//! The navigation document, EPUB 3.3 §7.

use std::fmt::Write as _;

use super::book::{Book, Entry, TITLE};
use super::landmarks::Landmark;
use super::writer::page_mark;
use super::xhtml::{escape, page};
use crate::document::Document;

/// Lists that reading systems show by means of their own.
const HIDDEN: &str = " hidden=\"hidden\"";
const HIDDEN_PAGES: &str = " role=\"doc-pagelist\" hidden=\"hidden\"";

fn unmarked<T: ToString>(lines: &[(T, String)]) -> Vec<Landmark> {
    lines.iter().map(|(title, href)| ("", title.to_string(), href.clone())).collect()
}

/// The navigation document: contents, lists of tables and figures, page list, landmarks.
pub fn document(document: &Document, book: &Book) -> String {
    let words = &document.words;
    let mut body = String::from(
        "<nav epub:type=\"toc\" role=\"doc-toc\" id=\"toc\" aria-labelledby=\"toc-title\">\n",
    );
    let mark = book.contents_page.as_ref().map(|page| page_mark(words, page.page, &page.label));
    let (mark, title) = (mark.unwrap_or_default(), escape(&words.contents));
    let _ = writeln!(body, "<h1 id=\"toc-title\">{mark}{title}</h1>");
    list(&entries(document, book), &mut body);
    body.push_str("</nav>\n");
    let lists = [
        ("lot", "tables", "", &words.tables, unmarked(&book.tables)),
        ("loi", "figures", "", &words.figures, unmarked(&book.figures)),
        ("page-list", "pages", HIDDEN_PAGES, &words.pages, unmarked(&book.pages)),
        ("landmarks", "landmarks", HIDDEN, &words.landmarks, book.landmarks.clone()),
    ];
    for (kind, id, attributes, title, lines) in lists {
        if !lines.is_empty() {
            let attributes = format!("epub:type=\"{kind}\" id=\"{id}\"{attributes}");
            flat(&attributes, id, title, &lines, &mut body);
        }
    }
    page(document, &words.contents, "frontmatter", &body)
}

/// The title page stands before the sections; a book without any heading has only that.
pub fn entries<'b>(document: &'b Document, book: &'b Book) -> Vec<Line<'b>> {
    let title = Line { href: TITLE, title: &document.words.title_page, entries: &[] };
    let sections = book.entries.iter().map(|entry| Line {
        href: &entry.href,
        title: &entry.title,
        entries: &entry.entries,
    });
    std::iter::once(title).chain(sections).collect()
}

/// A line of the contents.
pub struct Line<'b> {
    /// Where it leads.
    pub href: &'b str,
    /// What it says.
    pub title: &'b str,
    /// Lines of the next level.
    pub entries: &'b [Entry],
}

fn list(lines: &[Line], out: &mut String) {
    out.push_str("<ol>\n");
    for line in lines {
        let _ = write!(out, "<li><a href=\"{}\">{}</a>", escape(line.href), escape(line.title));
        if !line.entries.is_empty() {
            let inner = line.entries.iter().map(|entry| Line {
                href: &entry.href,
                title: &entry.title,
                entries: &entry.entries,
            });
            list(&inner.collect::<Vec<_>>(), out);
        }
        out.push_str("</li>\n");
    }
    out.push_str("</ol>\n");
}

/// A list of one level.
fn flat(attributes: &str, id: &str, title: &str, lines: &[Landmark], out: &mut String) {
    let name = format!("aria-labelledby=\"{id}-title\"");
    let title = escape(title);
    let _ = writeln!(out, "<nav {attributes} {name}>\n<h2 id=\"{id}-title\">{title}</h2>\n<ol>");
    for (kind, label, href) in lines {
        let kind = if kind.is_empty() { String::new() } else { format!(" epub:type=\"{kind}\"") };
        let _ = writeln!(out, "<li><a{kind} href=\"{}\">{}</a></li>", escape(href), escape(label));
    }
    out.push_str("</ol>\n</nav>\n");
}
