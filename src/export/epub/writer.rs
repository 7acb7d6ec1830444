//! Writes one file of the text.

use super::files::Files;
use super::pages::PageBreaks;
use super::table::Rooms;
use super::xhtml::escape;
use crate::document::{Document, ElementId, Note, Words};
use crate::layout::PageMap;
use crate::templates::Style;

/// What every file is written with.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The document.
    pub document: &'a Document,
    /// The template.
    pub style: &'a Style,
    /// Where other elements stand.
    pub files: &'a Files<'a>,
    /// On which page of the PDF things stand.
    pub map: &'a PageMap,
    /// Where pages begin.
    pub breaks: &'a PageBreaks,
}

/// One file under way.
pub struct Writer<'a> {
    /// The document.
    pub document: &'a Document,
    /// The template.
    pub style: &'a Style,
    /// Where other elements stand.
    pub files: &'a Files<'a>,
    /// On which page of the PDF things stand.
    pub map: &'a PageMap,
    /// Where pages begin.
    pub breaks: &'a PageBreaks,
    /// Which file this is; `None` for the title page.
    pub file: Option<usize>,
    /// What has been written.
    pub out: String,
    /// Notes to be placed at the end of the file.
    pub notes: Vec<&'a Note>,
    /// The rank of the last heading: none may be more than one below it.
    pub rank: u8,
    /// The heading of the section at hand.
    pub heading: Option<ElementId>,
    /// Names of regions: two of one name could not be told apart.
    pub regions: Vec<String>,
    /// Rooms that the tables need.
    pub rooms: Rooms,
    /// Pages that begin in what has been written: number and id.
    pub pages: Vec<(usize, String)>,
}

impl<'a> Writer<'a> {
    /// Begins a file.
    pub fn new(context: Context<'a>, file: Option<usize>) -> Writer<'a> {
        let Context { document, style, files, map, breaks } = context;
        Writer {
            document,
            style,
            files,
            map,
            breaks,
            file,
            out: String::new(),
            notes: Vec::new(),
            rank: 0,
            heading: None,
            regions: Vec::new(),
            rooms: Rooms::new(),
            pages: Vec::new(),
        }
    }

    /// Writes some XHTML as it is.
    pub fn raw(&mut self, xhtml: &str) {
        self.out.push_str(xhtml);
    }

    /// Writes text.
    pub fn text(&mut self, text: &str) {
        self.out.push_str(&escape(text));
    }

    /// The stable name of an element.
    pub fn anchor(&self, element: ElementId) -> &'a str {
        self.document.anchor(element)
    }

    /// Marks a page that begins with an element, where a mark may stand before its content.
    pub fn page_break(&mut self, element: ElementId) {
        let breaks = self.breaks;
        for page in breaks.of(element) {
            self.page_mark(page.page, &page.label);
        }
    }

    /// Marks the beginning of a page.
    pub fn page_mark(&mut self, page: usize, label: &str) {
        self.raw(&page_mark(&self.document.words, page, label));
        self.pages.push((page, format!("page.{page}")));
    }
}

/// The mark of a page, EPUB 3.3 and DPUB-ARIA 1.1 doc-pagebreak.
pub fn page_mark(words: &Words, page: usize, label: &str) -> String {
    let name = escape(&format!("{} {label}", words.page));
    format!(
        "<span epub:type=\"pagebreak\" role=\"doc-pagebreak\" id=\"page.{page}\" aria-label=\"{name}\"></span>"
    )
}
