//! The state of one XHTML file while it is written.

use std::collections::BTreeSet;

use super::page_break::{PageBreak, PageBreaks, marker};
use super::record::Recorder;
use crate::document::{Document, ElementId, ImageId, Note};
use crate::export::xml::escape;
use crate::layout::PageMap;
use crate::templates::Style;

/// The features on which the style sheet of some files depends, besides the template.
#[derive(Clone, Debug, Default)]
pub struct Used {
    /// Widths, in `ch`, below which tables are shown as records.
    pub breakpoints: BTreeSet<u32>,
    /// Widths of pictures and columns that are set by a class, in hundredths of a percent.
    pub widths: BTreeSet<u32>,
    /// The amounts, in tenths of a `ch`, by which decimals are narrower than others in their column.
    pub decimals: BTreeSet<u32>,
    /// Whether there are equations.
    pub has_equations: bool,
    /// Whether headers of tables are rotated.
    pub has_rotated_headers: bool,
}

impl Used {
    /// Adds the features that another file uses.
    pub fn extend(&mut self, other: &Used) {
        self.breakpoints.extend(&other.breakpoints);
        self.widths.extend(&other.widths);
        self.decimals.extend(&other.decimals);
        self.has_equations |= other.has_equations;
        self.has_rotated_headers |= other.has_rotated_headers;
    }
}

/// The publication that a file belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Medium {
    /// An EPUB: elements have `epub:type` attributes (EPUB 3.3, structural semantics), and the headings
    /// of a file begin at level 1.
    Ebook,
    /// A web page: its title is the only heading of level 1, headings and items have permanent links,
    /// and no element has a `style` attribute, which a content security policy would have to permit.
    WebPage,
}

impl Medium {
    /// The level of the headings of level 1 of the document.
    pub fn first_heading(self) -> u8 {
        match self {
            Medium::Ebook => 1,
            Medium::WebPage => 2,
        }
    }
}

/// The targets of the links in one file.
pub trait Links: Sync {
    /// The URL of an element, relative to the file.
    fn element(&self, element: ElementId) -> String;

    /// The URL of a picture, relative to the file.
    fn image(&self, image: ImageId) -> String;
}

/// Everything that decides how a document is written, besides its content.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The document.
    pub document: &'a Document,
    /// The template.
    pub style: &'a Style,
    /// The page of the PDF on which each element begins; `None` if the index names sections instead.
    pub map: Option<&'a PageMap>,
    /// The places at which page breaks of the PDF are marked; empty for none.
    pub breaks: &'a PageBreaks,
    /// The targets of links.
    pub links: &'a dyn Links,
    /// The publication.
    pub medium: Medium,
}

/// One file while it is written.
pub struct Writer<'a> {
    /// How the document is written.
    pub context: Context<'a>,
    /// The document.
    pub document: &'a Document,
    /// The XHTML so far.
    pub out: String,
    /// Notes whose first reference is in the file, to be written at its end.
    pub notes: Vec<&'a Note>,
    /// The last heading and those above it: their levels in the document and in the file. The next
    /// heading may be at most one level deeper.
    pub heading_levels: Vec<(u8, u8)>,
    /// The heading of the current section.
    pub heading: Option<ElementId>,
    /// The names of regions so far, which must be unique.
    pub region_names: Vec<String>,
    /// The features that the style sheet needs to support.
    pub used: Used,
    /// Page breaks so far: the page, counted from 0, and the id of its marker.
    pub pages: Vec<(usize, String)>,
    /// What is looked up.
    pub recorder: Recorder,
}

impl<'a> Writer<'a> {
    /// Begins a file.
    pub fn new(context: Context<'a>) -> Writer<'a> {
        Writer {
            context,
            document: context.document,
            out: String::new(),
            notes: Vec::new(),
            heading_levels: Vec::new(),
            heading: None,
            region_names: Vec::new(),
            used: Used::default(),
            pages: Vec::new(),
            recorder: Recorder::default(),
        }
    }

    /// The level of the last heading in the file; 0 if it has none.
    pub fn lowest_level(&self) -> u8 {
        self.heading_levels.last().map_or(0, |(_, level)| *level)
    }

    /// Writes markup as it is.
    pub fn raw(&mut self, xhtml: &str) {
        self.out.push_str(xhtml);
    }

    /// Writes text, escaped.
    pub fn text(&mut self, text: &str) {
        self.out.push_str(&escape(text));
    }

    /// The id of an element, which is the same in every build.
    pub fn anchor(&self, element: ElementId) -> &'a str {
        self.recorder.element(element);
        self.document.anchor(element)
    }

    /// The URL of an element.
    pub fn href(&self, element: ElementId) -> String {
        self.recorder.link(element);
        self.context.links.element(element)
    }

    /// The attribute `epub:type`, with a space before it; empty where it is not written.
    pub fn epub_type(&self, value: &str) -> String {
        match self.context.medium {
            Medium::Ebook => format!(" epub:type=\"{value}\""),
            Medium::WebPage => String::new(),
        }
    }

    /// The attribute for a width in percent, with a space before it. `decimals` is the number of decimals in
    /// an e-book.
    pub fn width(&mut self, percent: f32, decimals: usize) -> String {
        match self.context.medium {
            Medium::Ebook => format!(" style=\"width: {percent:.decimals$}%\""),
            Medium::WebPage => {
                let hundredths = (percent.clamp(0.0, 100.0) * 100.0).round() as u32;
                self.used.widths.insert(hundredths);
                format!(" class=\"{}\"", width_class(hundredths))
            }
        }
    }

    /// A link from an element to itself, for copying, in web pages. `name` is the id of its name.
    pub fn permanent_link(&mut self, element: ElementId, name: ElementId) {
        match self.context.medium {
            Medium::Ebook => {}
            Medium::WebPage => {
                let (href, name) = (self.href(element), self.anchor(name));
                self.raw(&format!(
                    "<a class=\"permanent\" href=\"{href}\" aria-labelledby=\"{name}\">#</a>"
                ));
            }
        }
    }

    /// Marks the page breaks of an element before its content, if they cannot be marked within its text.
    pub fn page_break(&mut self, element: ElementId) {
        for page in self.breaks_of(element) {
            self.mark_page(page);
        }
    }

    /// The page breaks within an element.
    pub fn breaks_of(&self, element: ElementId) -> &'a [PageBreak] {
        self.recorder.element(element);
        self.context.breaks.of(element)
    }

    /// Marks a page break here.
    pub fn mark_page(&mut self, page: &PageBreak) {
        let epub_type = self.epub_type("pagebreak");
        self.raw(&marker(&self.document.words, page, &epub_type));
        self.pages.push((page.page, format!("page.{}", page.page)));
    }

    /// The classes for the page breaks that the author requests at an element.
    pub fn placement_class(&self, element: ElementId) -> &'static str {
        let placement = self.document.placement(element);
        match (placement.page_break_before, placement.keep_together) {
            (true, true) => "new-page whole",
            (true, false) => "new-page",
            (false, true) => "whole",
            (false, false) => "",
        }
    }
}

/// The class of a width in hundredths of a percent.
pub fn width_class(hundredths: u32) -> String {
    format!("width-{hundredths}")
}

/// The class of figures whose decimals are narrower than others of their column, by tenths of a `ch`.
pub fn decimals_class(tenths: u32) -> String {
    format!("missing-{tenths}")
}

/// The attribute `class`, with a space before it; empty without classes.
pub fn class_attribute(class: &str) -> String {
    if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") }
}
