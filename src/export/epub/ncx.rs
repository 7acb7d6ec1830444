//! The NCX, by which older reading systems navigate (DAISY Z39.86-2005 §8, OPF 2.0.1 §2.4.1).

use std::fmt::Write as _;

use super::book::{Book, Entry};
use super::navigation::{Line, entries};
use super::xhtml::escape;
use crate::document::Document;
use crate::layout::FolioStyle;

/// Contents and page list.
pub fn write(document: &Document, book: &Book) -> String {
    let mut order = 0;
    let mut points = String::new();
    entries(document, book).iter().for_each(|line| point(line, &mut order, &mut points));
    let pages = pages(document, book, order);
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <ncx xmlns=\"http://www.daisy.org/z3986/2005/ncx/\" version=\"2005-1\" xml:lang=\"{}\">\n\
         <head>\n{}</head>\n<docTitle><text>{}</text></docTitle>\n\
         <navMap>\n{points}</navMap>\n{pages}</ncx>\n",
        escape(&document.language),
        head(document, book),
        escape(&document.metadata.title),
    )
}

fn head(document: &Document, book: &Book) -> String {
    let numbers = book.pages.iter().filter_map(|(label, _)| label.number(FolioStyle::Decimal));
    let meta = [
        ("uid", document.metadata.catalogue.identifier.clone()),
        ("depth", depth(&book.entries).max(1).to_string()),
        ("totalPageCount", book.pages.len().to_string()),
        ("maxPageNumber", numbers.max().unwrap_or(0).to_string()),
    ];
    let lines = meta.iter().map(|(name, content)| {
        format!("<meta name=\"dtb:{name}\" content=\"{}\"/>\n", escape(content))
    });
    lines.collect()
}

fn point(line: &Line, order: &mut usize, out: &mut String) {
    *order += 1;
    let _ = write!(
        out,
        "<navPoint id=\"point-{order}\" playOrder=\"{order}\">{}",
        target(line.title, line.href)
    );
    for entry in line.entries {
        let inner = Line { href: &entry.href, title: &entry.title, entries: &entry.entries };
        point(&inner, order, out);
    }
    out.push_str("</navPoint>\n");
}

fn target(label: &str, href: &str) -> String {
    let (label, href) = (escape(label), escape(href));
    format!("<navLabel><text>{label}</text></navLabel><content src=\"{href}\"/>")
}

/// The pages go on in the order of play after the contents.
fn pages(document: &Document, book: &Book, after: usize) -> String {
    if book.pages.is_empty() {
        return String::new();
    }
    let title = escape(&document.words.pages);
    let mut out = format!("<pageList>\n<navLabel><text>{title}</text></navLabel>\n");
    for ((label, href), order) in book.pages.iter().zip(after + 1..) {
        let kind = match label.number(FolioStyle::Decimal) {
            Some(number) => format!("type=\"normal\" value=\"{number}\""),
            None => "type=\"front\"".into(),
        };
        let _ = writeln!(
            out,
            "<pageTarget id=\"page-{order}\" {kind} playOrder=\"{order}\">{}</pageTarget>",
            target(&label.to_string(), href)
        );
    }
    out.push_str("</pageList>\n");
    out
}

fn depth(entries: &[Entry]) -> usize {
    entries.iter().map(|entry| 1 + depth(&entry.entries)).max().unwrap_or(0)
}
