//! A web site in a ZIP file: a page for each section, with the file names and anchors of the e-book, and a style
//! sheet that all pages share. The first page has the title page and the contents.

use std::fmt::Write as _;

use rayon::prelude::*;

use super::head::{Sheet, head};
use super::links::PageLinks;
use super::{Edition, Editions, css, frame, languages, links, navigation, skip_link};
use crate::cache::Cache;
use crate::document::{Document, ElementId, ImageId};
use crate::export::ExportError;
use crate::export::package::Package;
use crate::export::xhtml::page_break::PageBreaks;
use crate::export::xhtml::spine::{Spine, SpineItem};
use crate::export::xhtml::writer::{Context, Links, Medium, Used, Writer};
use crate::export::xml::escape;
use crate::fonts::Fonts;
use crate::templates::Style;

/// The file name of the first page.
const INDEX: &str = "index.html";

/// The file name of the style sheet, which contains the fonts.
const STYLE_SHEET: &str = "style.css";

/// Writes a document as a web site, with links to its other editions.
///
/// # Errors
///
/// If the ZIP writer fails. The content of a document is never the cause.
pub fn write(
    document: &Document,
    style: &Style,
    fonts: &Fonts,
    editions: &[Edition],
    cache: &Cache,
) -> Result<Vec<u8>, ExportError> {
    let spine = Spine::new(document, "html");
    let page = PageLinks::new(document);
    let breaks = PageBreaks::default();
    let site = Site { document, style, editions, spine: &spine, page: &page, breaks: &breaks };
    let mut used = Used::default();
    let pages: Vec<(String, Used)> =
        (0..spine.items.len()).into_par_iter().map(|index| site.section(index)).collect();
    pages.iter().for_each(|(_, own)| used.extend(own));
    let sheet = css::style_sheet(document, style, fonts, &page, &used);
    let mut package = Package::new();
    package.add(INDEX, site.index().into_bytes());
    for ((text, _), item) in pages.into_iter().zip(&spine.items) {
        package.add(item.name.as_str(), text.into_bytes());
    }
    package.add(STYLE_SHEET, sheet.into_bytes());
    package.finish(cache)
}

/// The pages of a web site.
struct Site<'a> {
    document: &'a Document,
    style: &'a Style,
    /// The sites in other languages.
    editions: &'a [Edition],
    spine: &'a Spine<'a>,
    page: &'a PageLinks<'a>,
    /// None: a web site has no pages.
    breaks: &'a PageBreaks,
}

impl Site<'_> {
    /// The page with the title page and the contents.
    fn index(&self) -> String {
        let links = self.links(None);
        let mut writer = self.writer(&links);
        skip_link(self.document, &mut writer.out);
        writer.raw("<header>\n");
        writer.title_page();
        languages(self.document, self.editions(true), &mut writer.out);
        writer.raw("</header>\n<main id=\"the.text\">\n");
        navigation(self.document, &links, &mut writer.out);
        writer.raw("</main>\n");
        self.turn(0, &mut writer.out);
        self.whole(&self.document.metadata.title, self.editions(true), &writer.out)
    }

    /// The page of a section, and the features that it uses.
    fn section(&self, index: usize) -> (String, Used) {
        let Some(item) = self.spine.items.get(index) else { return Default::default() };
        let (document, links) = (self.document, self.links(Some(index)));
        let mut writer = self.writer(&links);
        skip_link(document, &mut writer.out);
        let title = escape(&document.metadata.title);
        writer.raw(&format!("<header class=\"site\">\n<h1><a href=\"{INDEX}\">{title}</a></h1>\n"));
        // The page of this section may have another name in another edition.
        let editions = self.editions(false);
        languages(document, editions, &mut writer.out);
        writer.raw("</header>\n");
        navigation(document, &links, &mut writer.out);
        writer.raw("<main id=\"the.text\">\n");
        item.sections.iter().for_each(|section| writer.section(section));
        writer.notes_of_file();
        writer.raw("</main>\n");
        self.turn(index + 1, &mut writer.out);
        let title = format!("{} – {}", item.title(document), document.metadata.title);
        (self.whole(&title, editions, &writer.out), writer.used)
    }

    /// The first pages in other languages.
    fn editions(&self, is_translation: bool) -> Editions<'_> {
        Editions { list: self.editions, address: first_page_of, is_translation }
    }

    /// Links to the pages before and after a page; page 0 is the first page, the others have sections.
    fn turn(&self, page: usize, out: &mut String) {
        let section = |index: usize| {
            let item: &SpineItem = self.spine.items.get(index)?;
            Some((item.name.as_str(), item.title(self.document)))
        };
        let before = match page {
            0 => None,
            1 => Some((INDEX, self.document.words.title_page.clone())),
            _ => section(page - 2),
        };
        out.push_str("<footer class=\"turn\">\n");
        for (relation, target) in [("prev", before), ("next", section(page))] {
            if let Some((name, title)) = target {
                let title = escape(&title);
                let _ = writeln!(out, "<a rel=\"{relation}\" href=\"{name}\">{title}</a>");
            }
        }
        out.push_str("</footer>\n");
    }

    fn whole(&self, title: &str, editions: Editions, body: &str) -> String {
        let head = head(self.document, self.style, title, editions, Sheet::File(STYLE_SHEET));
        frame(self.document, &head, body)
    }

    fn links(&self, from: Option<usize>) -> SiteLinks<'_> {
        SiteLinks { document: self.document, spine: self.spine, page: self.page, from }
    }

    fn writer<'w>(&'w self, links: &'w SiteLinks<'w>) -> Writer<'w> {
        let Site { document, style, breaks, .. } = *self;
        Writer::new(Context { document, style, map: None, breaks, links, medium: Medium::WebPage })
    }
}

/// The address of the first page of another edition, whose folder is beside that of this one.
fn first_page_of(edition: &Edition) -> String {
    let folder = edition.file.strip_suffix(".html").unwrap_or(&edition.file);
    format!("../{}/{INDEX}", links::file(folder))
}

/// The links of a page of a web site.
struct SiteLinks<'a> {
    document: &'a Document,
    spine: &'a Spine<'a>,
    page: &'a PageLinks<'a>,
    /// The section with the links; `None` for the first page.
    from: Option<usize>,
}

impl Links for SiteLinks<'_> {
    fn element(&self, element: ElementId) -> String {
        let anchor = self.document.anchor(element);
        let item = self.spine.index(element).filter(|item| self.from != Some(*item));
        let item = item.and_then(|item| self.spine.items.get(item));
        format!("{}#{anchor}", item.map_or("", |item| item.name.as_str()))
    }

    fn image(&self, image: ImageId) -> String {
        self.page.image(image)
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read};

    use zip::ZipArchive;

    use crate::{Edition, Format, MemoryWorld, Options, Source, compile};

    const REPORT: &str = "
publication: {title: Ports & law, publisher: P, date: 2024-01-01}
front: {foreword: {id: preface, content: [A foreword.]}}
body:
  - title: Ships
    id: ships
    content: ['A note[^a], and [#law].']
  - title: The law
    id: law
    content: ['See [#ships].']
footnotes: {a: Noted.}
";

    #[test]
    fn every_section_has_a_page() {
        let file = "report.de.html".to_owned();
        let editions = vec![Edition { language: "de".into(), file }];
        let options = Options { formats: vec![Format::HtmlSplit], editions, ..Options::default() };
        let source = Source::new("report.yaml", REPORT);
        let outputs = compile(&source, &MemoryWorld::new(), &options).unwrap();
        let mut archive = ZipArchive::new(Cursor::new(&outputs.files[0].bytes)).unwrap();
        let names: Vec<String> = archive.file_names().map(str::to_owned).collect();
        assert_eq!(names, ["index.html", "preface.html", "ships.html", "law.html", "style.css"]);
        let mut page = |name: &str| {
            let mut text = String::new();
            archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
            text
        };
        let ships = page("ships.html");
        for wanted in [
            "<title>Ships – Ports &amp; law</title>",
            "<link rel=\"stylesheet\" href=\"style.css\"/>",
            "style-src 'self'",
            "<a rel=\"prev\" href=\"preface.html\">",
            "<a rel=\"next\" href=\"law.html\">The law</a>",
            "href=\"law.html#h-",
            "Noted.",
            "<a href=\"../report.de/index.html\" hreflang=\"de\" lang=\"de\">Deutsch</a>",
        ] {
            assert!(ships.contains(wanted), "{wanted}: {ships}");
        }
        assert!(!ships.contains("<style>") && page("style.css").contains("@font-face"));
        // Only the first page is known to be in the other edition.
        let alternate =
            "<link rel=\"alternate\" hreflang=\"de\" href=\"../report.de/index.html\"/>";
        assert!(!ships.contains("<link rel=\"alternate\""), "{ships}");
        let index = page("index.html");
        assert!(index.contains(alternate) && index.contains(">Deutsch</a>"), "{index}");
        assert!(index.contains("href=\"ships.html#") && !index.contains("rel=\"prev\""), "{index}");
    }
}
