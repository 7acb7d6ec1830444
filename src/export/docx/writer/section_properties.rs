//! The sections of Word: where page numbers, orientation, columns or numbers of notes change.
//!
//! A section bears its properties at its end, in its last paragraph; those of the last one stand
//! at the end of the body (ECMA-376 Part 1 §17.6).

use super::super::content::Container;
use super::super::runs::Runs;
use super::super::styles::WordStyle;
use super::super::units::{twips, twips_of_mm};
use super::super::xml::Xml;
use super::{Composer, DirectFormatting};
use crate::document::Direction;
use crate::layout::{FolioStyle, PageMap};
use crate::templates::{NoteNumbering, PageStyle, SectionOpening, Style};

/// What part of the report a section of Word belongs to: its folios and running heads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The cover, without either.
    Cover,
    /// Contents and front matter: roman folios.
    Front,
    /// Text and back matter: arabic folios.
    Text,
}

/// Where a section begins, §17.18.77; the later, the stronger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Start {
    /// Below what stands before it.
    Continuous,
    /// On a new page.
    NextPage,
    /// On a new right-hand page.
    OddPage,
}

/// The section of Word under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WordSection {
    /// What part of the report it belongs to.
    part: Part,
    /// Where it begins.
    start: Start,
    /// Whether it is the first of its part, where page numbers begin anew.
    first: bool,
    /// Whether its pages lie on their side.
    landscape: bool,
    /// How many columns its text has.
    columns: u8,
    /// How many stretches of the body stand before it.
    stretches: usize,
    /// How many notes stand before it.
    notes: usize,
}

impl WordSection {
    /// The cover.
    pub(super) const FIRST: WordSection = WordSection {
        part: Part::Cover,
        start: Start::NextPage,
        first: true,
        landscape: false,
        columns: 1,
        stretches: 0,
        notes: 0,
    };
}

impl Composer<'_> {
    /// Begins the front matter or the text on a new page.
    pub(super) fn begin_part(&mut self, part: Part) {
        let start = Start::NextPage;
        self.begin(WordSection { part, start, first: true, ..self.section });
    }

    /// Begins a section of level 1, as far as Word must know of it: where the template lets it
    /// open on a right-hand page, or numbers of notes begin anew.
    pub(super) fn begin_division(&mut self) {
        let restarts = self.style.notes.numbering == NoteNumbering::Section;
        let start = match (self.section.part, self.style.page.sections_open) {
            (Part::Text, SectionOpening::RightPage) => Start::OddPage,
            (Part::Text, SectionOpening::SamePage) if restarts => Start::Continuous,
            (Part::Text, SectionOpening::NewPage) | (Part::Front, _) if restarts => Start::NextPage,
            (Part::Cover | Part::Front | Part::Text, _) => return,
        };
        self.begin(WordSection { start, ..self.section });
    }

    /// Begins a landscape page, or ends it.
    pub(super) fn turn(&mut self, landscape: bool) {
        self.begin(WordSection { start: Start::NextPage, landscape, ..self.section });
    }

    /// Goes on in so many columns.
    pub(super) fn columns(&mut self, columns: u8) {
        self.begin(WordSection { start: Start::Continuous, columns, ..self.section });
    }

    /// Ends the section under way and begins another; one that holds nothing becomes the other.
    fn begin(&mut self, next: WordSection) {
        let open = self.section;
        self.pending.page_break &= next.start == Start::Continuous;
        let next = if self.holds_nothing() {
            let start = open.start.max(next.start);
            let first = open.part != next.part || open.first;
            WordSection { start, first, ..next }
        } else {
            self.end_section();
            let first = open.part != next.part;
            WordSection { first, ..next }
        };
        let (stretches, notes) = (self.out.body.len(), self.notes_placed);
        self.section = WordSection { stretches, notes, ..next };
    }

    fn holds_nothing(&self) -> bool {
        self.pieces.is_empty() && self.out.body.len() == self.section.stretches
    }

    /// Ends the section under way with a paragraph that bears its properties.
    fn end_section(&mut self) {
        let mut closing = Xml::default();
        closing.open("w:p", &[]).open("w:pPr", &[]);
        closing.value("w:pStyle", WordStyle::Separator.id()).raw(&self.properties());
        closing.close("w:pPr").close("w:p");
        self.close(closing.into_string());
    }

    /// Ends the last section, and the body with it. Where a page has begun and nothing stands on
    /// it, the section before is the last. What follows columns stays: it evens them out.
    pub(super) fn end_body(&mut self) {
        let continuous = self.section.start == Start::Continuous;
        let empty = self.holds_nothing() && !continuous;
        if self.holds_nothing() && continuous {
            self.paragraph(WordStyle::Separator, Runs::default(), DirectFormatting::default());
        }
        match self.out.body.last_mut().filter(|_| empty) {
            Some(last) => last.closing.clone_from(&self.last_properties),
            None => self.close(self.properties()),
        }
    }

    fn close(&mut self, closing: String) {
        self.last_properties = self.properties();
        let pieces = std::mem::take(&mut self.pieces);
        self.out.body.push(Container { opening: String::new(), content: pieces, closing });
    }

    /// The properties of the section under way, §17.6.17.
    fn properties(&self) -> String {
        let (section, page) = (self.section, &self.style.page);
        let mut xml = Xml::default();
        xml.open("w:sectPr", &[]);
        match section.part {
            Part::Cover => {}
            Part::Front => edges(&mut xml, page, ["headerTitle", "headerTitle"]),
            Part::Text => edges(&mut xml, page, ["headerTitle", "headerSection"]),
        }
        self.note_numbers(&mut xml);
        let start = match section.start {
            Start::Continuous => "continuous",
            Start::NextPage => "nextPage",
            Start::OddPage => "oddPage",
        };
        xml.value("w:type", start);
        page_size(&mut xml, section, page);
        let begins = |start| if section.first { start } else { None };
        match section.part {
            Part::Cover => {}
            Part::Front => page_numbers(&mut xml, "lowerRoman", begins(first_roman(self.map))),
            Part::Text => page_numbers(&mut xml, "decimal", begins(Some(1))),
        }
        columns(&mut xml, section.columns, self.style);
        if self.document.direction() == Direction::RightToLeft {
            xml.leaf("w:bidi", &[]);
        }
        xml.close("w:sectPr");
        xml.into_string()
    }

    /// Where numbers of notes begin anew with sections, Word restarts them with each of its own; one
    /// that only turns the page or makes columns goes on from where it stands.
    fn note_numbers(&self, xml: &mut Xml) {
        if self.style.notes.numbering == NoteNumbering::Report {
            return;
        }
        let first = self.document.notes.get(self.section.notes);
        let first = first.filter(|_| self.notes_placed > self.section.notes);
        let number = first.map_or("1", |note| note.number.as_str());
        xml.open("w:footnotePr", &[]).value("w:numStart", number);
        xml.value("w:numRestart", "eachSect").close("w:footnotePr");
    }
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
    match section.landscape {
        false => xml.leaf("w:pgSz", &[("w:w", &width), ("w:h", &height)]),
        true => xml.leaf("w:pgSz", &[("w:w", &height), ("w:h", &width), ("w:orient", "landscape")]),
    };
    let is_cover = section.part == Part::Cover;
    // The band of the cover begins at the edge of the page.
    let head = if is_cover { 0.0 } else { page.head_mm };
    let header = if is_cover { 0.0 } else { page.running_head_mm - CAP_MM };
    let fore_edge = match (is_cover, section.landscape) {
        (true, _) => cover_margin_mm(page),
        (false, true) => page.inner_mm,
        (false, false) => page.outer_mm,
    };
    let margins = [
        ("w:top", length(head)),
        ("w:right", length(fore_edge)),
        ("w:bottom", length(page.foot_mm)),
        ("w:left", length(page.inner_mm)),
        ("w:header", length(header.max(0.0))),
        ("w:footer", length(page.folio_mm)),
        ("w:gutter", "0".into()),
    ];
    let margins: Vec<_> = margins.iter().map(|(name, value)| (*name, value.as_str())).collect();
    xml.leaf("w:pgMar", &margins);
}

/// The cover has no notes in its margin: its lines may be longer.
pub(super) fn cover_margin_mm(page: &PageStyle) -> f32 {
    page.outer_mm.min(page.inner_mm)
}

/// From the top of a running head to its baseline.
const CAP_MM: f32 = 3.0;

fn page_numbers(xml: &mut Xml, format: &str, start: Option<u32>) {
    let start = start.map(|start| start.to_string());
    let mut attributes = vec![("w:fmt", format)];
    attributes.extend(start.as_deref().map(|start| ("w:start", start)));
    xml.leaf("w:pgNumType", &attributes);
}

fn columns(xml: &mut Xml, columns: u8, style: &Style) {
    if columns > 1 {
        let (number, space) = (columns.to_string(), twips(style.columns.gap_pt).to_string());
        xml.leaf("w:cols", &[("w:num", &number), ("w:space", &space)]);
    }
}

/// The first roman folio that layout gave.
fn first_roman(map: &PageMap) -> Option<u32> {
    map.starts.iter().find_map(|start| start.label.number(FolioStyle::LowerRoman))
}
