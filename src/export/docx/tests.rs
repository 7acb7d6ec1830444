//! The WordprocessingML of small documents.

mod boxes;
mod kept;
mod pages;
mod references;

use std::sync::Arc;

use super::content::Container;
use super::geometry::text_height_pt;
use super::numbering_instances::Numbering;
use super::styles::{WordStyle, indents_pt};
use super::writer::{self, Input, Stories};
use super::{parts, serialize, styles};
use crate::document::{
    Block, Caption, CaptionKind, Cell, ColumnAlignment, Contents, ContentsEntry, Cover, Date,
    Document, ElementId, Figure, FigurePicture, FigurePosition, Heading, HeadingPrefix, Image,
    ImageContent, ImageId, IndexEntry, IndexReference, Inline, List, ListItem, ListKind,
    ListMarker, Matter, Metadata, Note, NoteKind, NoteReference, Paragraph, People, PeopleGroup,
    Period, Person, PrefixKind, Recommendations, Section, SectionKey, SectionKind, SpanStyle,
    Table, TextBox, Words,
};
use crate::draft::{DraftKind, DraftParagraph, Format, Script, Span, Within};
use crate::fonts::Fonts;
use crate::layout::{PageMap, line_width, table_column_widths};
use crate::numerals::Alphabet;
use crate::templates::{PrefixPosition, RecommendationNumbering, Style, load};
use crate::units::emu;

fn style() -> Style {
    load::style("conference", load::built_in("conference").unwrap()).unwrap()
}

const TEXT: ElementId = ElementId(1);

fn words(text: &str) -> Vec<Inline> {
    vec![Inline::Text(text.into())]
}

fn paragraph(content: Vec<Inline>) -> Paragraph {
    Paragraph { id: TEXT, number: None, leads_in: false, content }
}

fn item(marker: ListMarker, blocks: Vec<Block>) -> ListItem {
    ListItem { id: ElementId(2), marker, blocks }
}

fn said(text: &str) -> Block {
    Block::Paragraph(paragraph(words(text)))
}

fn cover(title: Vec<Inline>) -> Cover {
    Cover {
        id: ElementId(11),
        publisher: Vec::new(),
        office: Vec::new(),
        series: Vec::new(),
        title,
        subtitle: Vec::new(),
        venue: Vec::new(),
        dates: Vec::new(),
        status: Vec::new(),
        authors: Vec::new(),
        editors: Vec::new(),
        published: Vec::new(),
        logo: None,
        picture: None,
        ebook: None,
    }
}

fn document(blocks: Vec<Block>, notes: Vec<Note>) -> Document {
    let section = Section {
        id: ElementId(0),
        kind: SectionKind::Section,
        matter: Matter::Body,
        heading: None,
        blocks,
        sections: Vec::new(),
        key: SectionKey::default(),
    };
    let date = Period::Day(Date { year: 2016, month: 4, day: 12 });
    Document {
        language: "en-GB".into(),
        metadata: Metadata {
            title: "Title & all".into(),
            subtitle: None,
            creator: "Office".into(),
            publisher: "Publisher".into(),
            event: None,
            isbn: None,
            status: None,
            symbol: None,
            identifier: "urn:x".into(),
            description: None,
            keywords: Vec::new(),
            rights: None,
            date,
            contributors: Vec::new(),
            catalogue: Default::default(),
        },
        cover: cover(words("Title & all")),
        contents: None,
        sections: vec![Arc::new(section)],
        notes,
        note_kind: NoteKind::Footnotes,
        images: vec![Image {
            path: "a.png".into(),
            content: ImageContent::Png(Arc::from(&b"png"[..])),
            width_px: 200,
            height_px: 100,
        }],
        anchors: (0..12).map(|index| format!("e{index}")).collect(),
        placements: Default::default(),
        hyphenation: Default::default(),
        words: Words { comma: ", ".into(), ..Words::default() },
    }
}

fn write(document: &Document, style: &Style) -> Stories {
    let fonts = &Fonts::bundled().unwrap();
    writer::write(&Input { document, style, fonts, map: &PageMap::default(), kept: None })
}

/// The serialized containers of a story.
fn serialized(containers: &[Container], stories: &Stories) -> String {
    let mut xml = Vec::new();
    serialize::containers(containers.to_vec(), &stories.extras, stories.direction, &mut xml)
        .unwrap();
    String::from_utf8(xml).unwrap()
}

fn stories(blocks: Vec<Block>, notes: Vec<Note>) -> Stories {
    write(&document(blocks, notes), &style())
}

/// The text without the front matter, bookmarks and section properties.
fn body(blocks: Vec<Block>, notes: Vec<Note>) -> String {
    let stories = stories(blocks, notes);
    let xml = serialized(stories.body.last().map(std::slice::from_ref).unwrap(), &stories);
    let xml = xml.split("<w:sectPr>").next().unwrap().replace(" xml:space=\"preserve\"", "");
    xml.split('<').filter(|tag| !tag.starts_with("w:bookmark")).collect::<Vec<_>>().join("<")
}

fn holds(xml: &str, fragment: &str) {
    assert!(xml.contains(fragment), "{fragment}\nis not in\n{xml}");
}

#[test]
fn nested_emphasis_is_set_by_direct_formatting() {
    let emphasis = |text: &str| Inline::Emphasis(words(text));
    let strong = Inline::Strong(vec![Inline::Text("a".into()), emphasis("b")]);
    let foreign = Inline::Foreign { language: "fr".into(), content: words("vu") };
    let caps = Inline::Span(SpanStyle::SmallCaps, words("ad"));
    let xml = body(vec![Block::Paragraph(paragraph(vec![strong, foreign, caps]))], Vec::new());
    assert_eq!(
        xml,
        "<w:p><w:pPr><w:pStyle w:val=\"BodyText\" /></w:pPr>\
         <w:r><w:rPr><w:rStyle w:val=\"Strong\" /></w:rPr><w:t>a</w:t></w:r>\
         <w:r><w:rPr><w:rStyle w:val=\"Strong\" /><w:i /><w:iCs /></w:rPr><w:t>b</w:t></w:r>\
         <w:r><w:rPr><w:lang w:val=\"fr-FR\"/></w:rPr><w:t>vu</w:t></w:r>\
         <w:r><w:rPr><w:smallCaps/></w:rPr><w:t>ad</w:t></w:r></w:p>"
            .replace(" />", "/>")
    );
}

#[test]
fn characters_that_xml_forbids_are_removed() {
    let xml = body(vec![said("a\u{0}\u{8}\u{fffe}<&\u{1b}b")], Vec::new());
    holds(&xml, "<w:t>a&lt;&amp;b</w:t>");
}

/// A document of sections with the headings of two panels and of an annex.
fn numbered_document() -> Document {
    let heading = |kind, label: &str, ordinal| Heading {
        id: ElementId(3),
        level: 1,
        prefix: Some(HeadingPrefix {
            kind: Some(kind),
            label: words(&format!("{label} ")),
            outer: vec![],
            ordinal,
            alphabet: Alphabet::default(),
        }),
        separator: " : ".into(),
        title: words("Forms"),
        running: Vec::new(),
    };
    let mut document = document(Vec::new(), Vec::new());
    let (panel, annex) = ("Table ronde", "Annexe");
    let prefixes = [
        (PrefixKind::Panel, panel, 1),
        (PrefixKind::Panel, panel, 3),
        (PrefixKind::Annex, annex, 1),
    ];
    let section = Section::clone(&document.sections[0]);
    let sections = prefixes.map(|(kind, label, ordinal)| {
        let heading = Some(heading(kind, label, ordinal));
        Arc::new(Section { heading, ..section.clone() })
    });
    document.sections = sections.into();
    let (panel, annex, separator) = (format!("{panel} "), format!("{annex} "), " : ".into());
    document.words = Words { panel, annex, separator, ..document.words };
    document
}

#[test]
fn the_prefix_of_a_heading_is_its_number() {
    let document = numbered_document();
    let mut inline = style();
    inline.heading_prefix.position = PrefixPosition::Inline;
    for (style, text) in [(style(), "%1\"/>"), (inline, "%1 :\"/>")] {
        let stories = write(&document, &style);
        let xml = serialized(&stories.body, &stories);
        assert!(!xml.contains("Table ronde") && !xml.contains("<w:br"), "{xml}");
        // It begins a page, at the head of which Word would keep the space above it.
        holds(&xml, "<w:pStyle w:val=\"PanelHeading\"/><w:spacing w:before=\"0\"/></w:pPr>");
        holds(&xml, "<w:pStyle w:val=\"AnnexHeading\"/></w:pPr>");
        // There is no second panel, so the third one has its own instance.
        holds(&xml, "<w:pStyle w:val=\"PanelHeading\"/><w:numPr>");
        let part = String::from_utf8(parts::numbering(&stories.numbering, &style)).unwrap();
        holds(&part, "<w:pStyle w:val=\"PanelHeading\"/>");
        holds(&part, &format!("<w:lvlText w:val=\"Table\u{a0}ronde\u{a0}{text}"));
        holds(&part, &format!("<w:lvlText w:val=\"Annexe\u{a0}{text}"));
        holds(&part, "<w:startOverride w:val=\"3\"/>");
    }
}

#[test]
fn long_lines_of_the_contents_keep_their_page_numbers() {
    let mut document = numbered_document();
    let numbered = document.sections[0].heading.clone().unwrap();
    let (content, prefix) = (numbered.line(), numbered.prefix);
    let (id, target) = (ElementId(4), ElementId(3));
    let entries = vec![ContentsEntry { id, target, level: 1, prefix, content }];
    let heading = words("Contents");
    document.contents = Some(Contents { id: ElementId(5), heading, entries });
    let stories = write(&document, &style());
    let xml = serialized(&stories.body, &stories);
    // A later line begins where the titles do, so the next tab stop is the one at the end.
    let entry = xml.split("<w:pStyle w:val=\"TOC1\"/>").nth(1).unwrap();
    let indents = entry.split("/>").next().unwrap();
    let value = |name| indents.split(name).nth(1).unwrap().split('"').next().unwrap().to_owned();
    assert_eq!(value("w:left=\""), value("w:hanging=\""), "{indents}");
    assert!(!entry.split("</w:pPr>").next().unwrap().contains("<w:tab "), "{entry}");
    // The number is not beyond the right indent, where LibreOffice would not show it.
    let styles = String::from_utf8(styles::styles(&style(), "en")).unwrap();
    let contents = styles.split("w:styleId=\"TOC1\"").nth(1).unwrap();
    assert!(!contents.split("</w:style>").next().unwrap().contains("w:right="), "{contents}");
}

#[test]
fn sub_headings_are_below_the_levels_of_the_contents() {
    let title = words("Aside");
    let (separator, running) = (String::new(), Vec::new());
    let heading = Heading { id: ElementId(3), level: 3, prefix: None, separator, title, running };
    let document = document(vec![Block::Heading(heading)], Vec::new());
    let mut style = style();
    for (depth, word_style) in [(2, "Heading3"), (3, "Subheading")] {
        style.contents.depth = depth;
        let stories = write(&document, &style);
        let xml = serialized(&stories.body, &stories);
        holds(&xml, &format!("<w:pStyle w:val=\"{word_style}\"/>"));
    }
    let styles = String::from_utf8(styles::styles(&style, "en")).unwrap();
    let sub_heading = styles.split("w:styleId=\"Subheading\"").nth(1).unwrap();
    holds(sub_heading.split("</w:style>").next().unwrap(), "<w:outlineLvl w:val=\"3\"/>");
}

#[test]
fn recommendations_are_numbered_after_their_panel() {
    let nested = List {
        id: ElementId(8),
        kind: ListKind::Bulleted,
        depth: 2,
        items: vec![item(ListMarker::bullet("–", 1), vec![said("deep")])],
    };
    let marker = |ordinal| {
        let (before, after) = ("3.".into(), String::new());
        ListMarker { before, after, ..ListMarker::number(ListKind::Decimal, ordinal) }
    };
    let items = vec![
        item(marker(1), vec![said("one"), Block::List(nested)]),
        item(marker(2), vec![said("two"), said("more")]),
    ];
    let list = Recommendations {
        id: ElementId(7),
        heading: Some(words("Findings")),
        lead: None,
        numbered: true,
        items,
    };
    let blocks = vec![Block::Recommendations(list)];
    let xml = body(blocks.clone(), Vec::new());
    let number = |level, list| {
        format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>")
    };
    assert_eq!(xml.matches(&number(0, 8)).count(), 2, "{xml}");
    // The style makes the bullet.
    holds(
        &xml,
        "<w:pStyle w:val=\"Recommendation2\"/><w:spacing w:after=\"0\"/></w:pPr><w:r><w:t>deep",
    );
    holds(&xml, "<w:pStyle w:val=\"RecommendationContinue\"/>");
    let stories = stories(blocks, Vec::new());
    let part = String::from_utf8(parts::numbering(&stories.numbering, &style())).unwrap();
    holds(&part, "<w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"3.%1\"/>");
    holds(
        &part,
        "<w:num w:numId=\"8\"><w:abstractNumId w:val=\"7\"/><w:lvlOverride w:ilvl=\"0\">\
         <w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>",
    );
}

#[test]
fn a_style_and_its_numbering_refer_to_each_other() {
    let mut numbered = style();
    numbered.recommendations.numbering = RecommendationNumbering::Report;
    let mut bulleted = style();
    bulleted.recommendations.numbering = RecommendationNumbering::Bullets;
    for style in [numbered, bulleted] {
        let numbering = Numbering::new(styles::numberings(&style, &Words::default()));
        let part = String::from_utf8(parts::numbering(&numbering, &style)).unwrap();
        let styles = String::from_utf8(styles::styles(&style, "en")).unwrap();
        let applied = styles.matches("<w:numPr>").count();
        assert_eq!((applied, part.matches("<w:pStyle ").count()), (18, 18));
        holds(&styles, "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>");
        holds(&part, "<w:pStyle w:val=\"ListBullet\"/>");
        holds(&part, "<w:pStyle w:val=\"Recommendation2\"/>");
    }
}

#[test]
fn a_table_has_a_repeated_header_and_a_numbered_caption() {
    let cell = |column, text: &str| Cell::new(ElementId(9), column, words(text));
    let table = Table {
        id: ElementId(8),
        caption: Some(Caption {
            id: ElementId(10),
            kind: CaptionKind::Table,
            name: "Table".into(),
            annex: None,
            number: 2,
            part: None,
            continued: "Table 2 (continued)".into(),
            separator: ". ".into(),
            content: words("Losses"),
        }),
        columns: vec![ColumnAlignment::Start, ColumnAlignment::End],
        header: vec![vec![cell(0, "City"), cell(1, "Loss")]],
        row_headers: 1,
        total_rows: 0,
        rows: vec![vec![cell(0, "Alder"), cell(1, "12")]],
        shares: Vec::new(),
        below: Vec::new(),
        wide: false,
    };
    let xml = body(vec![Block::Table(table), said("after")], Vec::new());
    // The first table that Word counts has the number 2, so the field restarts there.
    holds(&xml, " SEQ Table \\* ARABIC \\r 2 </w:instrText>");
    assert_eq!(xml.matches("<w:cantSplit/><w:tblHeader/>").count(), 1, "{xml}");
    assert_eq!(xml.matches("<w:cantSplit/>").count(), 2, "{xml}");
    holds(&xml, "w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"1\"");
    holds(&xml, "<w:tblCaption w:val=\"Losses\"/>");
    assert_eq!(xml.matches("<w:jc w:val=\"right\"/>").count(), 2, "{xml}");
    holds(&xml, "<w:spacing w:before=\"290\"/></w:pPr><w:r><w:t>after</w:t>");
}

#[test]
fn words_of_narrow_columns_have_room_for_wider_fonts() {
    let cell = |column, text: &str| Cell::new(ElementId(9), column, words(text));
    let long = "measures that a city of half a million may take in a dry summer ".repeat(3);
    let table = Table {
        id: ElementId(8),
        caption: None,
        columns: vec![ColumnAlignment::Start; 3],
        header: Vec::new(),
        row_headers: 0,
        total_rows: 0,
        rows: vec![vec![cell(0, "Aleksandra"), cell(1, &long), cell(2, &long)]],
        shares: Vec::new(),
        below: Vec::new(),
        wide: false,
    };
    let (document, style, fonts) = (document(Vec::new(), Vec::new()), style(), Fonts::bundled());
    let fonts = fonts.unwrap();
    let widths = table_column_widths(&table, &document, &style, &fonts, 300.0);
    let setting = WordStyle::TableText.setting(&style);
    // A line has room for letters that are wider by a fifth.
    let word = line_width(&words("Aleksandra"), &setting, &document, &style, &fonts) / 1.2;
    assert!(widths[0] >= 1.35 * word + style.tables.column_gap_pt, "{widths:?}, {word}");
    assert!((widths.iter().sum::<f32>() - 300.0).abs() < 0.1, "{widths:?}");
}

#[test]
fn row_headers_look_like_column_headers() {
    let mut style = style();
    style.paragraphs.table_header.bold = false;
    style.paragraphs.table_header.italic = true;
    let styles = String::from_utf8(styles::styles(&style, "en")).unwrap();
    holds(&styles, "<w:tblStylePr w:type=\"firstCol\"><w:rPr><w:i/><w:iCs/></w:rPr>");
}

fn figure(decorative: bool) -> Block {
    let id = ElementId(8);
    let pictures = vec![FigurePicture {
        id,
        image: ImageId(0),
        alternative: if decorative { String::new() } else { "A \"river\"".into() },
        decorative,
        width: 0.5,
        caption: None,
    }];
    let (caption, credit, position) = (None, None, FigurePosition::Float);
    Block::Figure(Figure { id, pictures, columns: 1, caption, credit, position })
}

#[test]
fn pictures_have_alternative_text_or_are_decorative() {
    let xml = body(vec![figure(false), figure(true)], Vec::new());
    // The first drawing is the band of the cover.
    holds(&xml, "<wp:docPr id=\"2\" name=\"Picture 2\" descr=\"A &quot;river&quot;\"/>");
    holds(&xml, "<wp:docPr id=\"3\" name=\"Picture 3\" descr=\"\"><a:extLst>");
    assert_eq!(xml.matches("r:embed=\"rIdImage1\"").count(), 2, "{xml}");
    // Half of 122 mm in whole twips, at half that height.
    holds(&xml, "<wp:extent cx=\"2196148\" cy=\"1098074\"/>");
}

#[test]
fn a_tall_picture_is_as_high_as_in_the_pdf() {
    let style = style();
    let mut document = document(vec![figure(true)], Vec::new());
    document.images[0].height_px = 100_000;
    let stories = write(&document, &style);
    let xml = serialized(&stories.body, &stories);
    let height = xml.split("<wp:inline").nth(1).unwrap().split("cy=\"").nth(1).unwrap();
    let height: u32 = height.split('"').next().unwrap().parse().unwrap();
    let expected = emu(text_height_pt(&style.page) * Figure::MAX_HEIGHT);
    assert!(height.abs_diff(expected) < 10, "{height} instead of {expected}");
}

#[test]
fn people_are_lines_in_the_order_of_their_roles() {
    let person = |name: &str, details: &str| Person {
        id: ElementId(9),
        name: words(name),
        details: if details.is_empty() { Vec::new() } else { words(details) },
    };
    let groups = vec![PeopleGroup {
        id: ElementId(8),
        role: "Speakers".into(),
        people: vec![person("Ana", "Judge"), person("Ben", "")],
    }];
    let xml = body(vec![Block::People(People { id: ElementId(7), groups })], Vec::new());
    let text: Vec<_> = xml.split("<w:t>").skip(1).filter_map(|t| t.split('<').next()).collect();
    assert_eq!(text, ["Speakers", "Ana", ", ", "Judge", "Ben"]);
    assert_eq!(xml.matches("<w:tab/>").count(), 2, "{xml}");
}

#[test]
fn a_draft_tells_atoms_and_formats_apart() {
    let id = ElementId(4);
    let link = |text| Inline::Link { id, url: "https://e.org".into(), content: words(text) };
    let reference = Inline::CrossReference { id, target: ElementId(3), content: words("Panel 1") };
    let again = NoteReference { id, note: 0, number: "1".into(), first: false };
    let emphasis = Inline::Emphasis(vec![Inline::Superscript(words("e"))]);
    let content = vec![
        link("a"),
        link("b"),
        reference,
        Inline::NoteReference(again),
        Inline::Strong(vec![emphasis]),
        Inline::LineBreak,
    ];
    let note = Note {
        id: ElementId(6),
        author_id: "n".into(),
        number: "1".into(),
        restarts_in: None,
        first_reference: ElementId(5),
        references: Vec::new(),
        blocks: vec![said("See.")],
    };
    let written = stories(vec![Block::Paragraph(paragraph(content))], vec![note]);
    let [.., DraftParagraph { bookmark, kind, spans }, in_note] =
        written.draft.paragraphs.as_slice()
    else {
        panic!("{:?}", written.draft)
    };
    let of_note = DraftKind::Note { id: "n".into() };
    assert_eq!((in_note.text().as_str(), &in_note.kind), ("See.", &of_note));
    assert_eq!((bookmark.as_str(), kind), ("b_e1", &DraftKind::Paragraph));
    let text = |text: &str, format, within| Span::Text { text: text.into(), format, within };
    let plain = Format::default();
    let raised =
        Format { strong: true, emphasis: true, script: Script::Superscript, small_caps: false };
    let expected = [
        text("a", plain, Within::Link(1)),
        text("b", plain, Within::Link(2)),
        text("Panel 1", plain, Within::Reference(3)),
        text("1", plain, Within::Field(4)),
        text("e", raised, Within::Paragraph),
        Span::LineBreak,
    ];
    assert_eq!(*spans, expected);
}

#[test]
fn the_output_is_deterministic() {
    let blocks = || vec![said("a"), said("b")];
    let file = || {
        super::write(
            &document(blocks(), Vec::new()),
            &style(),
            &Fonts::bundled().unwrap(),
            &PageMap::default(),
            super::Settings { embeds_fonts: true, ..super::Settings::default() },
        )
    };
    assert_eq!(file().unwrap(), file().unwrap());
}

/// ECMA-376 Part 1 §17.4.17, §17.4.84.
#[test]
fn cells_that_span_others_are_merged() {
    let cell = |column, text: &str| Cell::new(ElementId(9), column, words(text));
    let table = Table {
        id: ElementId(8),
        caption: None,
        columns: vec![ColumnAlignment::Start, ColumnAlignment::Start],
        header: vec![
            vec![Cell { columns: 2, ..cell(0, "both") }],
            vec![cell(0, "one"), cell(1, "two")],
        ],
        row_headers: 1,
        rows: vec![vec![Cell { rows: 2, ..cell(0, "down") }, cell(1, "a")], vec![cell(1, "b")]],
        total_rows: 0,
        shares: Vec::new(),
        below: Vec::new(),
        wide: false,
    };
    let xml = body(vec![Block::Table(table)], Vec::new());
    let rows: Vec<&str> = xml.split("<w:tr>").skip(1).collect();
    holds(rows[0], "<w:gridSpan w:val=\"2\"/>");
    assert_eq!(xml.matches("<w:tblHeader/>").count(), 2, "{xml}");
    assert_eq!(rows[1].matches("<w:tcBorders><w:bottom ").count(), 2, "{xml}");
    holds(rows[2], "<w:vMerge w:val=\"restart\"/>");
    // The cell below has a paragraph, since every cell needs one.
    holds(rows[3], "<w:vMerge w:val=\"continue\"/>");
    holds(rows[3], "<w:p><w:pPr><w:pStyle w:val=\"Separator\"/>");
}
