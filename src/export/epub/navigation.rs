//! The navigation document, EPUB 3.3 §7, and the NCX for older reading systems.

use std::fmt::Write as _;

use super::book::{Book, COVER, Entry, TITLE};
use super::xhtml::{escape, page};
use crate::document::Document;

/// The navigation document: contents, page list, landmarks.
pub fn document(document: &Document, book: &Book) -> String {
    let words = &document.words;
    let mut body = String::from(
        "<nav epub:type=\"toc\" role=\"doc-toc\" id=\"toc\" aria-labelledby=\"toc-title\">\n",
    );
    let _ = writeln!(body, "<h1 id=\"toc-title\">{}</h1>", escape(&words.contents));
    list(&entries(document, book), &mut body);
    body.push_str("</nav>\n");
    if !book.pages.is_empty() {
        let pages = book.pages.iter().map(|(label, href)| ("", label.as_str(), href.as_str()));
        let attributes = "epub:type=\"page-list\" role=\"doc-pagelist\" id=\"pages\"";
        hidden(attributes, &words.pages, pages, &mut body);
    }
    let mut landmarks = vec![
        ("cover", words.cover.as_str(), COVER),
        ("titlepage", words.title_page.as_str(), TITLE),
        ("toc", words.contents.as_str(), NAVIGATION_TOC),
    ];
    landmarks
        .extend(book.start.as_deref().map(|start| ("bodymatter", words.start.as_str(), start)));
    let attributes = "epub:type=\"landmarks\" id=\"landmarks\"";
    hidden(attributes, &words.landmarks, landmarks.into_iter(), &mut body);
    page(&document.language, &words.contents, "frontmatter", &body)
}

const NAVIGATION_TOC: &str = "nav.xhtml#toc";

/// The title page stands before the sections; a book without any heading has only that.
fn entries<'b>(document: &'b Document, book: &'b Book) -> Vec<Line<'b>> {
    let title = Line { href: TITLE, title: &document.words.title_page, entries: &[] };
    let sections = book.entries.iter().map(|entry| Line {
        href: &entry.href,
        title: &entry.title,
        entries: &entry.entries,
    });
    std::iter::once(title).chain(sections).collect()
}

struct Line<'b> {
    href: &'b str,
    title: &'b str,
    entries: &'b [Entry],
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

/// A list that only reading systems show.
fn hidden<'b>(
    attributes: &str,
    title: &str,
    lines: impl Iterator<Item = (&'b str, &'b str, &'b str)>,
    out: &mut String,
) {
    let _ = writeln!(out, "<nav {attributes} hidden=\"hidden\">\n<h2>{}</h2>\n<ol>", escape(title));
    for (kind, label, href) in lines {
        let kind = if kind.is_empty() { String::new() } else { format!(" epub:type=\"{kind}\"") };
        let _ = writeln!(out, "<li><a{kind} href=\"{}\">{}</a></li>", escape(href), escape(label));
    }
    out.push_str("</ol>\n</nav>\n");
}

/// The NCX of EPUB 2.
pub fn ncx(document: &Document, book: &Book) -> String {
    let metadata = &document.metadata;
    let mut points = String::new();
    let mut order = 0;
    entries(document, book).iter().for_each(|line| point(line, &mut order, &mut points));
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <ncx xmlns=\"http://www.daisy.org/z3986/2005/ncx/\" version=\"2005-1\" xml:lang=\"{}\">\n\
         <head>\n<meta name=\"dtb:uid\" content=\"{}\"/>\n<meta name=\"dtb:depth\" content=\"{}\"/>\n\
         <meta name=\"dtb:totalPageCount\" content=\"0\"/>\n<meta name=\"dtb:maxPageNumber\" content=\"0\"/>\n\
         </head>\n<docTitle><text>{}</text></docTitle>\n<navMap>\n{points}</navMap>\n</ncx>\n",
        escape(&document.language),
        escape(&metadata.identifier),
        depth(&book.entries).max(1),
        escape(&metadata.title),
    )
}

fn point(line: &Line, order: &mut usize, out: &mut String) {
    *order += 1;
    let _ = write!(
        out,
        "<navPoint id=\"point-{order}\" playOrder=\"{order}\"><navLabel><text>{}</text></navLabel>\
         <content src=\"{}\"/>",
        escape(line.title),
        escape(line.href)
    );
    for entry in line.entries {
        let inner = Line { href: &entry.href, title: &entry.title, entries: &entry.entries };
        point(&inner, order, out);
    }
    out.push_str("</navPoint>\n");
}

fn depth(entries: &[Entry]) -> usize {
    entries.iter().map(|entry| 1 + depth(&entry.entries)).max().unwrap_or(0)
}
