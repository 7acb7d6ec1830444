//! Sections, columns, footnote numbers and page breaks in Word.

use super::*;
use crate::document::{CoverPicture, ParticipantGroup, Participants, Placement};
use crate::templates::{NoteNumbering, Protection, ReviewStyle, SectionOpening};

fn table(wide: bool) -> Block {
    let cell = |text: &str| Cell::new(ElementId(9), 0, words(text));
    Block::Table(Table {
        id: ElementId(8),
        caption: None,
        columns: vec![ColumnAlignment::Start],
        header: vec![vec![cell("City")]],
        row_headers: 0,
        total_rows: 0,
        rows: vec![vec![cell("Alder")], vec![cell("Elm")]],
        shares: Vec::new(),
        below: Vec::new(),
        wide,
    })
}

fn written_body(document: &Document, style: &Style) -> String {
    let stories = write(document, style);
    serialized(&stories.body, &stories)
}

#[test]
fn the_last_paragraph_of_a_section_contains_its_properties() {
    let blocks = vec![said("before"), table(true), said("after")];
    let xml = written_body(&document(blocks, Vec::new()), &style());
    // 99 mm of the band, and two lines.
    holds(&xml, "<w:pStyle w:val=\"Title\"/><w:spacing w:before=\"6192\"/><w:sectPr>");
    holds(&xml, "<w:pStyle w:val=\"BodyText\"/><w:sectPr>");
    // Section properties cannot be in a table.
    holds(&xml, "</w:tbl><w:p><w:pPr><w:pStyle w:val=\"Separator\"/><w:sectPr>");
    assert_eq!(xml.matches("Separator").count(), 1, "{xml}");
}

/// The properties of all sections of the body.
fn sections(document: &Document, style: &Style) -> Vec<String> {
    let xml = written_body(document, style);
    assert!(xml.ends_with("</w:sectPr>"), "{xml}");
    let properties = xml.split("<w:sectPr>").skip(1);
    properties.map(|one| one.split("</w:sectPr>").next().unwrap().to_owned()).collect()
}

#[test]
fn a_wide_table_is_on_a_landscape_page() {
    let blocks = vec![said("before"), table(true), said("after")];
    let sections = self::sections(&document(blocks, Vec::new()), &style());
    let [cover, before, wide, after] = &sections[..] else { panic!("{sections:?}") };
    assert!(!cover.contains("w:pgNumType"), "{cover}");
    holds(before, "<w:pgNumType w:fmt=\"decimal\" w:start=\"1\"/>");
    holds(wide, "<w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/>");
    for later in [wide, after] {
        holds(later, "<w:type w:val=\"nextPage\"/>");
        holds(later, "<w:pgNumType w:fmt=\"decimal\"/>");
    }
    assert!(!after.contains("landscape"), "{after}");
    // No empty page follows if the report ends with the table.
    assert_eq!(self::sections(&document(vec![table(true)], Vec::new()), &style()).len(), 2);
}

#[test]
fn participants_are_in_columns() {
    let person = Person { id: ElementId(9), name: words("Ana"), details: words("Judge") };
    let heading = Some(words("Croatia"));
    let groups = vec![ParticipantGroup { id: ElementId(8), heading, people: vec![person] }];
    let list = Block::Participants(Participants { id: ElementId(7), columns: 2, groups });
    let document = document(vec![said("a"), list, said("b")], Vec::new());
    let sections = self::sections(&document, &style());
    assert_eq!(sections.len(), 4);
    holds(&sections[2], "<w:type w:val=\"continuous\"/>");
    holds(&sections[2], "<w:cols w:num=\"2\" w:space=\"360\"/>");
    assert!(!sections[3].contains("w:cols"), "{sections:?}");
}

#[test]
fn footnote_numbers_continue_in_a_section_that_only_changes_the_page() {
    let mut style = style();
    style.notes.numbering = NoteNumbering::Section;
    let note = |number: &str| Note {
        id: ElementId(6),
        author_id: "n".into(),
        number: number.into(),
        restarts_in: None,
        first_reference: ElementId(5),
        references: vec![ElementId(5)],
        blocks: vec![said("See.")],
    };
    let mark = |note, number: &str| {
        let (id, number, first) = (ElementId(5), number.into(), true);
        let mark = Inline::NoteReference(NoteReference { id, note, number, first });
        Block::Paragraph(paragraph(vec![mark]))
    };
    let blocks = vec![mark(0, "1"), table(true), mark(1, "2")];
    let sections = self::sections(&document(blocks, vec![note("1"), note("2")]), &style);
    for (section, number) in [(1, 1), (3, 2)] {
        let numbers = format!(
            "<w:footnotePr><w:numStart w:val=\"{number}\"/><w:numRestart w:val=\"eachSect\"/>"
        );
        holds(&sections[section], &numbers);
    }
}

#[test]
fn sections_open_on_right_hand_pages() {
    let mut style = style();
    style.page.sections_open = SectionOpening::RightPage;
    let sections = self::sections(&document(vec![said("a")], Vec::new()), &style);
    assert_eq!(sections.len(), 2);
    holds(&sections[1], "<w:type w:val=\"oddPage\"/>");
}

#[test]
fn placements_become_paragraph_properties() {
    let place = |placement: Placement, blocks: Vec<Block>| {
        let mut document = document(blocks, Vec::new());
        let first = document.sections[0].blocks[0].id();
        document.placements.insert(first, placement);
        written_body(&document, &style())
    };
    let none = Placement::default();
    let page = Placement { page_break_before: true, ..none };
    let first = Paragraph { id: ElementId(3), ..paragraph(words("a")) };
    let xml = place(page, vec![Block::Paragraph(first), said("b")]);
    assert_eq!(xml.matches("<w:pageBreakBefore/>").count(), 1, "{xml}");
    let whole = Placement { keep_together: true, ..none };
    let xml = place(whole, vec![table(false), said("b")]);
    assert_eq!(xml.matches("<w:keepLines/>").count(), 3, "{xml}");
    assert_eq!(xml.matches("<w:keepNext/>").count(), 2, "{xml}");
    let next = Placement { keep_with_next: true, ..none };
    let xml = place(next, vec![table(false), said("b")]);
    assert_eq!(xml.matches("<w:keepNext/>").count(), 3, "{xml}");
}

#[test]
fn an_arabic_report_is_right_to_left_except_for_foreign_phrases() {
    let french = Inline::Foreign { language: "fr".into(), content: words("un") };
    let mut document = document(vec![Block::Paragraph(paragraph(vec![french]))], Vec::new());
    let text = |document: &Document| written_body(document, &style());
    assert!(!text(&document).contains("<w:rtl/>") && !text(&document).contains("<w:bidi/>"));
    document.language = "ar".into();
    let arabic = text(&document);
    assert!(arabic.contains("<w:rtl/>") && arabic.contains("<w:bidi/></w:sectPr>"), "{arabic}");
    assert!(arabic.contains("<w:rPr><w:lang w:val=\"fr-FR\"/></w:rPr>"), "{arabic}");
}

#[test]
fn a_file_for_reviewers_has_numbered_lines_tracked_changes_and_a_mark() {
    let mut style = style();
    let document = document(vec![said("a"), table(true), said("b")], Vec::new());
    assert!(!written_body(&document, &style).contains("w:lnNumType"));
    style.review = ReviewStyle {
        mark: true,
        line_numbers: true,
        double_spacing: true,
        track_changes: true,
        protection: Protection::TrackedChanges,
    };
    let sections = self::sections(&document, &style);
    assert!(!sections[0].contains("w:lnNumType"), "{sections:?}");
    holds(&sections[1], "<w:lnNumType w:countBy=\"1\" w:restart=\"continuous\"/><w:pgNumType");
    let written = String::from_utf8(styles::styles(&style, "en")).unwrap();
    for id in ["Title", "TOC1", "Figure", "Index1", "Participant"] {
        let (_, written) = written.split_once(&format!("w:styleId=\"{id}\"")).unwrap();
        holds(written.split("</w:style>").next().unwrap(), "<w:suppressLineNumbers/>");
    }
    let settings = String::from_utf8(parts::settings(&style, "en", false, None)).unwrap();
    holds(
        &settings,
        "<w:trackRevisions/><w:documentProtection w:edit=\"trackedChanges\" w:enforcement=\"1\"/>\
         <w:defaultTabStop",
    );
    let stories = write(&document, &style);
    let names: Vec<_> = stories.headers.iter().map(|story| story.name.as_str()).collect();
    assert_eq!(names.len(), 8, "{names:?}");
    holds(&sections[2], "r:id=\"headerSectionLandscape\"");
    let header = |index: usize| {
        let (mut xml, content) = (Vec::new(), &stories.headers[index].content);
        serialize::elements(content, &stories.extras, stories.direction, &mut xml).unwrap();
        String::from_utf8(xml).unwrap()
    };
    holds(&header(1), " · 2016-04-12</w:t>");
    holds(&header(5), "<w:tab w:val=\"clear\" ");
}

fn picture() -> CoverPicture {
    let (id, image, alternative) = (ElementId(8), ImageId(0), "A port".into());
    CoverPicture { id, image, alternative, decorative: false }
}

/// The paragraphs of a cover with a publisher and a picture below the band.
fn cover_paragraphs() -> Vec<String> {
    let mut document = document(vec![said("Text")], Vec::new());
    document.cover.publisher = words("Publisher");
    document.cover.picture = Some(picture());
    let xml = written_body(&document, &style());
    assert!(!xml.contains("<w:tbl>"), "{xml}");
    let (cover, _) = xml.split_once("<w:sectPr>").unwrap();
    cover.split("<w:p>").skip(1).map(str::to_owned).collect()
}

#[test]
fn the_band_of_the_cover_is_behind_its_paragraphs() {
    let cover = cover_paragraphs();
    let [publisher, picture, title] = &cover[..] else { panic!("{cover:?}") };
    holds(publisher, "CoverPublisher");
    holds(publisher, "behindDoc=\"1\"");
    holds(publisher, "adec:decorative");
    // A third of 297 mm.
    holds(publisher, "<wp:extent cx=\"7560000\" cy=\"37");
    holds(publisher, ">Publisher</w:t>");
    // From edge to edge, 28 mm beyond the text.
    holds(picture, "<w:ind w:left=\"-1587\" w:right=\"-1587\"");
    holds(picture, "descr=\"A port\"");
    assert!(!format!("{picture}{title}").contains("behindDoc=\"1\""), "{cover:?}");
}

#[test]
fn floating_logos_are_mirrored_from_right_to_left() {
    let left = |language: &str| {
        let mut document = document(vec![said("Text")], Vec::new());
        document.language = language.into();
        document.cover.logo = Some(picture());
        let xml = written_body(&document, &style());
        let left = xml.split("<wp:posOffset>").nth(3).unwrap();
        left.split('<').next().unwrap().parse::<u32>().unwrap()
    };
    assert!(left("en-GB") > 1_008_000);
    // 28 mm.
    assert_eq!(left("ar"), 1_008_000);
}
