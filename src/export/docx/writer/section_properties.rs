//! Section properties, ECMA-376 Part 1 §17.6.17.

use super::super::note_part::{self, Position};
use super::super::xml::Xml;
use super::cover_geometry::cover_margin_mm;
use super::header_footer::part_name;
use super::input::Input;
use super::word_section::{Part, Start, WordSection};
use crate::document::{Direction, NoteKind};
use crate::layout::{FolioStyle, PageMap};
use crate::templates::{NoteNumbering, PageStyle, Style};
use crate::units::{pt_from_mm, twips};

/// Returns the properties of a section; `notes` is the number of footnotes referenced up to its
/// end.
pub fn section_properties(input: &Input, section: &WordSection, notes: usize) -> String {
    let mut xml = Xml::default();
    xml.open("w:sectPr", &[]);
    let opens_front = opens_front(input, section);
    headers_and_footers(&mut xml, section, &input.style.page, opens_front);
    note_numbering(&mut xml, input, section, notes);
    let start = match section.start {
        Start::Continuous => "continuous",
        Start::NextPage => "nextPage",
        Start::OddPage => "oddPage",
    };
    xml.value("w:type", start);
    page_size(&mut xml, section, &input.style.page);
    page_margins(&mut xml, section, &input.style.page);
    if input.style.review.line_numbers && section.part != Part::Cover {
        xml.leaf("w:lnNumType", &[("w:countBy", "1"), ("w:restart", "continuous")]);
    }
    page_numbering(&mut xml, section, input.map);
    columns(&mut xml, section.columns, input.style);
    let collects = note_part::position(input.document) == Some(Position::SectionEnd);
    if collects && !section.prints_endnotes {
        // §17.11.16: the next section that is allowed to print them does so.
        xml.leaf("w:noEndnote", &[]);
    }
    if opens_front {
        xml.leaf("w:titlePg", &[]);
    }
    if input.document.direction() == Direction::RightToLeft {
        xml.leaf("w:bidi", &[]);
    }
    xml.close("w:sectPr");
    xml.into_string()
}

/// Whether the first page of a section has the imprint or the heading of the contents, above which there is
/// no running head. The mark of a draft, which is part of the running heads, is on every page.
fn opens_front(input: &Input, section: &WordSection) -> bool {
    section.part == Part::Front && section.first && !input.style.review.mark
}

fn headers_and_footers(xml: &mut Xml, section: &WordSection, page: &PageStyle, opens_front: bool) {
    let right = match section.part {
        Part::Cover => return,
        Part::Front => "headerTitle",
        Part::Text => "headerSection",
    };
    let mut reference = |element: &str, kind: &str, name: &str| {
        let name = part_name(name, section.landscape);
        xml.leaf(element, &[("w:type", kind), ("r:id", &name)]);
    };
    reference("w:headerReference", "default", right);
    reference("w:footerReference", "default", "footerRight");
    if page.two_sided {
        reference("w:headerReference", "even", "headerTitle");
        reference("w:footerReference", "even", "footerLeft");
    }
    if opens_front {
        // The page after the cover is a verso.
        let folio = if page.two_sided { "footerLeft" } else { "footerRight" };
        reference("w:footerReference", "first", folio);
    }
}

/// Restarts the numbers of notes with the sections of the report.
///
/// Word restarts them with each of its own sections, so a section that only changes columns or
/// orientation continues from the number reached. LibreOffice reads the format of endnotes here only.
fn note_numbering(xml: &mut Xml, input: &Input, section: &WordSection, notes: usize) {
    let restarts = input.style.notes.numbering == NoteNumbering::Section;
    let properties = match input.document.note_kind {
        NoteKind::Footnotes if !restarts => return,
        NoteKind::Footnotes => "w:footnotePr",
        NoteKind::Endnotes => "w:endnotePr",
    };
    xml.open(properties, &[]);
    if input.document.note_kind == NoteKind::Endnotes {
        xml.value("w:numFmt", "decimal");
    }
    if restarts {
        let first = input.document.notes.get(section.notes_before);
        let first = first.filter(|_| notes > section.notes_before);
        let number = first.map_or("1", |note| note.number.as_str());
        xml.value("w:numStart", number).value("w:numRestart", "eachSect");
    }
    xml.close(properties);
}

fn page_size(xml: &mut Xml, section: &WordSection, page: &PageStyle) {
    let [width, height] =
        [page.width_mm, page.height_mm].map(|length| twips(pt_from_mm(length)).to_string());
    match section.landscape {
        false => xml.leaf("w:pgSz", &[("w:w", &width), ("w:h", &height)]),
        true => xml.leaf("w:pgSz", &[("w:w", &height), ("w:h", &width), ("w:orient", "landscape")]),
    };
}

/// Distance from the top of a running head to its baseline, in millimetres.
const ASCENT_MM: f32 = 3.0;

fn page_margins(xml: &mut Xml, section: &WordSection, page: &PageStyle) {
    let is_cover = section.part == Part::Cover;
    // The band of the cover begins at the edge of the page.
    let head = if is_cover { 0.0 } else { page.head_mm };
    let header = if is_cover { 0.0 } else { page.running_head_mm - ASCENT_MM };
    let fore_edge = match (is_cover, section.landscape) {
        (true, _) => cover_margin_mm(page),
        (false, true) => page.inner_mm,
        (false, false) => page.outer_mm,
    };
    let margins = [
        ("w:top", head),
        ("w:right", fore_edge),
        ("w:bottom", page.foot_mm),
        ("w:left", page.inner_mm),
        ("w:header", header.max(0.0)),
        ("w:footer", page.folio_mm),
        ("w:gutter", 0.0),
    ];
    let margins = margins.map(|(name, length)| (name, twips(pt_from_mm(length)).to_string()));
    let margins: Vec<_> = margins.iter().map(|(name, value)| (*name, value.as_str())).collect();
    xml.leaf("w:pgMar", &margins);
}

fn page_numbering(xml: &mut Xml, section: &WordSection, map: &PageMap) {
    let (format, start) = match section.part {
        Part::Cover => return,
        Part::Front => ("lowerRoman", first_roman(map)),
        Part::Text => ("decimal", Some(1)),
    };
    let start = start.filter(|_| section.first).map(|start| start.to_string());
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

/// The first roman folio of the layout.
fn first_roman(map: &PageMap) -> Option<u32> {
    map.starts.iter().find_map(|start| start.label.number(FolioStyle::LowerRoman))
}
