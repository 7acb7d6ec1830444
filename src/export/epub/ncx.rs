//! The NCX, with which EPUB 2 reading systems navigate (DAISY Z39.86-2005 §8, OPF 2.0.1 §2.4.1).

use std::fmt::Write as _;

use super::page_list::PageTarget;
use super::publication::Publication;
use super::toc::depth;
use crate::document::Document;
use crate::export::xhtml::toc::TocEntry;
use crate::export::xml::escape;
use crate::layout::FolioStyle;

/// Writes the NCX: table of contents and page list.
pub fn write(document: &Document, publication: &Publication) -> String {
    let mut order = 0;
    let mut points = String::new();
    publication.toc.iter().for_each(|entry| push_point(entry, &mut order, &mut points));
    let pages = page_list(document, &publication.page_list, order);
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <ncx xmlns=\"http://www.daisy.org/z3986/2005/ncx/\" version=\"2005-1\" xml:lang=\"{}\">\n\
         <head>\n{}</head>\n<docTitle><text>{}</text></docTitle>\n\
         <navMap>\n{points}</navMap>\n{pages}</ncx>\n",
        escape(&document.language),
        head(document, publication),
        escape(&document.metadata.title),
    )
}

fn head(document: &Document, publication: &Publication) -> String {
    let pages = &publication.page_list;
    let numbers = pages.iter().filter_map(|page| page.label.number(FolioStyle::Decimal));
    let meta = [
        ("uid", document.metadata.catalogue.identifier.clone()),
        ("depth", depth(&publication.toc).to_string()),
        ("totalPageCount", pages.len().to_string()),
        ("maxPageNumber", numbers.max().unwrap_or(0).to_string()),
    ];
    let lines = meta.iter().map(|(name, content)| {
        format!("<meta name=\"dtb:{name}\" content=\"{}\"/>\n", escape(content))
    });
    lines.collect()
}

fn push_point(entry: &TocEntry, order: &mut usize, out: &mut String) {
    *order += 1;
    let target = target(&entry.title, &entry.href);
    let _ = write!(out, "<navPoint id=\"point-{order}\" playOrder=\"{order}\">{target}");
    entry.entries.iter().for_each(|inner| push_point(inner, order, out));
    out.push_str("</navPoint>\n");
}

fn target(label: &str, href: &str) -> String {
    let (label, href) = (escape(label), escape(href));
    format!("<navLabel><text>{label}</text></navLabel><content src=\"{href}\"/>")
}

/// The page list. Its play order continues after `last`, the end of the table of contents.
fn page_list(document: &Document, pages: &[PageTarget], last: usize) -> String {
    if pages.is_empty() {
        return String::new();
    }
    let title = escape(&document.words.pages);
    let mut out = format!("<pageList>\n<navLabel><text>{title}</text></navLabel>\n");
    for (page, order) in pages.iter().zip(last + 1..) {
        let kind = match page.label.number(FolioStyle::Decimal) {
            Some(number) => format!("type=\"normal\" value=\"{number}\""),
            None => "type=\"front\"".into(),
        };
        let target = target(&page.label.to_string(), &page.href);
        let _ = writeln!(
            out,
            "<pageTarget id=\"page-{order}\" {kind} playOrder=\"{order}\">{target}</pageTarget>"
        );
    }
    out.push_str("</pageList>\n");
    out
}
