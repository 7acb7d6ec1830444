//! Running heads, folios, and the properties of Word's sections that refer to them.

use super::super::line::{Line, Look};
use super::super::piece::Piece;
use super::super::styles::{HEADING_TITLE, Role};
use super::super::units::twips_of_mm;
use super::super::xml::Xml;
use super::{Composer, Variation};
use crate::document::walk::section_headings;
use crate::layout::PageMap;
use crate::resolve::number::roman;
use crate::templates::{PageStyle, Style};

/// The sections of Word that a report has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordSection {
    /// The cover.
    Cover,
    /// Contents and front matter: roman folios.
    Front,
    /// Text and back matter: arabic folios.
    Text,
}

/// What stands in the margin above or below the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EdgeKind {
    /// A running head.
    Header,
    /// A folio.
    Footer,
}

/// A running head or folio: a part of its own.
#[derive(Debug)]
pub struct Edge {
    /// What it is.
    pub kind: EdgeKind,
    /// Its relationship, which is also the name of its part.
    pub name: &'static str,
    /// Its paragraph.
    pub pieces: Vec<Piece>,
}

impl Composer<'_> {
    /// Composes running heads and folios: the short title on the left page, the section on the
    /// right one, the folio outside.
    pub(super) fn headers(&mut self) {
        let title = self.document.words.running_title.clone();
        let two_sided = self.style.page.two_sided;
        let section = match section_headings(self.document).iter().any(|h| !h.title.is_empty()) {
            true => format!("STYLEREF \"{HEADING_STYLE}\""),
            false => String::new(),
        };
        let add_section = |line: &mut Line| {
            if section.is_empty() {
                line.tab().text(&title, &Look::default());
            } else {
                line.tab().field(&section, "", &Look::default());
            }
        };
        self.edge(EdgeKind::Header, "headerTitle", |line| {
            line.text(&title, &Look::default());
        });
        self.edge(EdgeKind::Header, "headerSection", |line| {
            if !two_sided {
                line.text(&title, &Look::default());
            }
            add_section(line);
        });
        self.edge(EdgeKind::Footer, "footerLeft", |line| {
            line.field("PAGE", "", &Look::default());
        });
        self.edge(EdgeKind::Footer, "footerRight", |line| {
            line.tab().field("PAGE", "", &Look::default());
        });
    }

    fn edge(&mut self, kind: EdgeKind, name: &'static str, write: impl FnOnce(&mut Line)) {
        let mut line = Line::default();
        write(&mut line);
        let role = match kind {
            EdgeKind::Header => Role::Header,
            EdgeKind::Footer => Role::Footer,
        };
        let pieces = self.apart(|composer| composer.paragraph(role, line, Variation::default()));
        self.out.headers.push(Edge { kind, name, pieces });
    }
}

/// The name of the character style that the running head repeats: titles without their labels,
/// since a label stands on a line of its own. A name of our own is not translated by Word.
const HEADING_STYLE: &str = "Heading Title";
const _: () = assert!(HEADING_STYLE.len() == HEADING_TITLE.len() + 1);

/// The properties of a section, §17.6.17.
pub fn section_properties(section: WordSection, style: &Style, map: &PageMap) -> String {
    let page = &style.page;
    let mut xml = Xml::default();
    xml.open("w:sectPr", &[]);
    match section {
        WordSection::Cover => {}
        WordSection::Front => edges(&mut xml, page, ["headerTitle", "headerTitle"]),
        WordSection::Text => edges(&mut xml, page, ["headerTitle", "headerSection"]),
    }
    xml.value("w:type", "nextPage");
    page_size(&mut xml, section, page);
    match section {
        WordSection::Cover => {}
        WordSection::Front => page_numbers(&mut xml, "lowerRoman", first_roman(map)),
        WordSection::Text => page_numbers(&mut xml, "decimal", Some(1)),
    }
    xml.close("w:sectPr");
    xml.into_string()
}

fn edges(xml: &mut Xml, page: &PageStyle, [left, right]: [&str; 2]) {
    let mut edge = |element: &str, kind: &str, name: &str| {
        xml.leaf(element, &[("w:type", kind), ("r:id", name)]);
    };
    edge("w:headerReference", "default", right);
    edge("w:footerReference", "default", "footerRight");
    if page.two_sided {
        edge("w:headerReference", "even", left);
        edge("w:footerReference", "even", "footerLeft");
    }
}

fn page_size(xml: &mut Xml, section: WordSection, page: &PageStyle) {
    let length = |millimetres: f32| twips_of_mm(millimetres).to_string();
    let (width, height) = (length(page.width_mm), length(page.height_mm));
    xml.leaf("w:pgSz", &[("w:w", &width), ("w:h", &height)]);
    // The band of the cover begins at the edge of the page.
    let head = if section == WordSection::Cover { 0.0 } else { page.head_mm };
    let header = if section == WordSection::Cover { 0.0 } else { page.running_head_mm - CAP_MM };
    let margins = [
        ("w:top", length(head)),
        ("w:right", length(page.outer_mm)),
        ("w:bottom", length(page.foot_mm)),
        ("w:left", length(page.inner_mm)),
        ("w:header", length(header.max(0.0))),
        ("w:footer", length(page.folio_mm)),
        ("w:gutter", "0".into()),
    ];
    let margins: Vec<_> = margins.iter().map(|(name, value)| (*name, value.as_str())).collect();
    xml.leaf("w:pgMar", &margins);
}

/// From the top of a running head to its baseline.
const CAP_MM: f32 = 3.0;

fn page_numbers(xml: &mut Xml, format: &str, start: Option<u32>) {
    let start = start.map(|start| start.to_string());
    let mut attributes = vec![("w:fmt", format)];
    attributes.extend(start.as_deref().map(|start| ("w:start", start)));
    xml.leaf("w:pgNumType", &attributes);
}

/// The first roman folio that layout gave.
fn first_roman(map: &PageMap) -> Option<u32> {
    let label = map
        .starts
        .iter()
        .map(|start| start.label.as_str())
        .find(|label| !label.is_empty() && label.chars().all(|c| "ivxlcdm".contains(c)))?;
    (1..=FRONT_PAGES).find(|number| roman(*number) == label)
}

/// More front matter than any report has.
const FRONT_PAGES: u32 = 500;
