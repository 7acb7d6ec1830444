//! A web page: one HTML file with its style sheet, fonts and pictures. It loads no other file and
//! works without scripts, which its content security policy forbids.
//!
//! The file is also well-formed XML. Elements are written by [`xhtml`](super::xhtml).

mod css;
mod head;
mod links;
mod split;
mod woff;

use std::fmt::Write as _;

use self::head::Sheet;
use self::links::PageLinks;
pub use self::split::write as write_split;
use super::xhtml::page_break::PageBreaks;
use super::xhtml::toc;
use super::xhtml::writer::{Context, Links, Medium, Writer};
use super::xml::escape;
use crate::document::Document;
use crate::fonts::Fonts;
use crate::languages;
use crate::templates::Style;

/// The web page of an edition of a report in another language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// The language as a BCP 47 tag.
    pub language: String,
    /// The name of the file, which is in the same folder. The pages of its web site are in a folder with this
    /// name, without extension.
    pub file: String,
}

/// The editions in other languages to which a page links.
#[derive(Clone, Copy)]
struct Editions<'a> {
    list: &'a [Edition],
    /// The address of a page of an edition.
    address: fn(&Edition) -> String,
    /// Whether that page is the translation of this one.
    is_translation: bool,
}

/// The address of the web page of an edition.
fn page_of(edition: &Edition) -> String {
    links::file(&edition.file)
}

/// Writes a document as a web page, with links to its other editions.
pub fn write(document: &Document, style: &Style, fonts: &Fonts, editions: &[Edition]) -> String {
    let editions = Editions { list: editions, address: page_of, is_translation: true };
    let links = PageLinks::new(document);
    let breaks = PageBreaks::default();
    let context = Context {
        document,
        style,
        map: None,
        breaks: &breaks,
        links: &links,
        medium: Medium::WebPage,
    };
    let mut writer = Writer::new(context);
    skip_link(document, &mut writer.out);
    writer.raw("<header>\n");
    writer.title_page();
    languages(document, editions, &mut writer.out);
    writer.raw("</header>\n");
    contents(document, &links, &mut writer.out);
    writer.raw("<main id=\"the.text\">\n");
    document.sections.iter().for_each(|section| writer.section(section));
    writer.notes_of_file();
    writer.raw("</main>\n");
    let sheet = css::style_sheet(document, style, fonts, &links, &writer.used);
    let title = &document.metadata.title;
    let head = head::head(document, style, title, editions, Sheet::Inline(&sheet));
    frame(document, &head, &writer.out)
}

/// Puts a head and a body into a whole file.
fn frame(document: &Document, head: &str, body: &str) -> String {
    let (language, direction) = (escape(&document.language), document.direction().name());
    format!(
        "<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"{language}\" \
         xml:lang=\"{language}\" dir=\"{direction}\">\n{head}<body>\n{body}</body>\n</html>\n"
    )
}

/// The link with which users of the keyboard skip to the text.
fn skip_link(document: &Document, out: &mut String) {
    let start = escape(&document.words.start);
    let _ = writeln!(out, "<a class=\"skip\" href=\"#the.text\">{start}</a>");
}

/// The languages of the report, each named in that language; nothing if there is only one.
fn languages(document: &Document, editions: Editions, out: &mut String) {
    if editions.list.is_empty() {
        return;
    }
    let own = &document.language;
    let (tag, name) = (escape(own), escape(languages::autonym(own)));
    let _ = write!(
        out,
        "<ul class=\"languages\" role=\"list\">\n<li><span lang=\"{tag}\">{name}</span></li>\n"
    );
    let relation = if editions.is_translation { " rel=\"alternate\"" } else { "" };
    for edition in editions.list {
        let language = &edition.language;
        let (tag, name) = (escape(language), escape(languages::autonym(language)));
        let href = escape(&(editions.address)(edition));
        let _ = writeln!(
            out,
            "<li><a href=\"{href}\" hreflang=\"{tag}\" lang=\"{tag}\"{relation}>{name}</a></li>"
        );
    }
    out.push_str("</ul>\n");
}

/// The table of contents. It can be opened on narrow screens, and is always open on wide ones.
fn contents(document: &Document, links: &PageLinks, out: &mut String) {
    if document.contents.is_some() {
        navigation(document, links, out);
    }
}

/// The headings of all sections as links.
fn navigation(document: &Document, links: &dyn Links, out: &mut String) {
    let entries = toc::entries(document, &document.sections, links);
    if entries.is_empty() {
        return;
    }
    let title = escape(&document.words.contents);
    let _ = write!(
        out,
        "<nav class=\"contents\" role=\"doc-toc\" aria-label=\"{title}\">\n<details>\n\
         <summary>{title}</summary>\n"
    );
    toc::push_list(&entries, out);
    out.push_str("</details>\n</nav>\n");
}
