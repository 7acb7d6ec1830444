//! Small documents and pages for tests.

use std::sync::Arc;

use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};

use crate::document::{
    Cover, Date, Document, ElementId, Heading, HeadingPrefix, Inline, Matter, Metadata, NoteKind,
    Period, PrefixKind, Section, SectionKey, SectionKind, Words,
};
use crate::fonts::{FaceId, Fonts};
use crate::layout::{
    Glyph, GlyphOffsets, GlyphRun, Item, Owner, Page, PageKind, PageLabel, Part, Point, Rotation,
};
use crate::numerals::Alphabet;
use crate::templates::{Colour, Style, load};

/// The heading of the sample's only section.
pub const HEADING: ElementId = ElementId(2);
/// An element after that heading.
pub const PARAGRAPH: ElementId = ElementId(3);

/// The built-in template.
pub fn style() -> Style {
    load::style("template.yaml", load::built_in("conference").unwrap()).unwrap()
}

/// A page 200 points square.
pub fn page(items: Vec<Item>) -> Page {
    let (label, kind) = (PageLabel::decimal(1), PageKind::Body);
    Page { label, kind, width: 200.0, height: 200.0, items, key: None }
}

/// A run of 10 pt Source Sans 3, one glyph per character; soft hyphens show as hyphens.
pub fn run(fonts: &Fonts, text: &str, x: f32, y: f32) -> GlyphRun {
    let face = fonts.find("Source Sans 3", false, false).unwrap();
    GlyphRun {
        origin: Point { x, y },
        rotation: Rotation::Upright,
        face,
        size: 10.0,
        colour: Colour::Ink,
        text: text.into(),
        glyphs: glyphs(fonts, face, text),
        offsets: GlyphOffsets::default(),
        language: None,
        owner: Owner::Element(PARAGRAPH, Part::Content),
    }
}

fn glyphs(fonts: &Fonts, face: FaceId, text: &str) -> Vec<Glyph> {
    let font = FontRef::new(&fonts.face(face).bytes).unwrap();
    let metrics = font.glyph_metrics(Size::new(10.0), LocationRef::default());
    let glyph = |(start, character): (usize, char)| {
        let shown = if character == '\u{AD}' { '-' } else { character };
        let id = font.charmap().map(shown).unwrap();
        let text = start..start + character.len_utf8();
        Glyph::new(id.to_u32() as u16, metrics.advance_width(id).unwrap(), text)
    };
    text.char_indices().map(glyph).collect()
}

/// A document of one section with a heading.
pub fn document() -> Document {
    let heading = Heading {
        id: HEADING,
        level: 1,
        prefix: Some(HeadingPrefix {
            kind: Some(PrefixKind::Panel),
            label: vec![Inline::Text("Panel ".into())],
            outer: vec![],
            ordinal: 1,
            alphabet: Alphabet::default(),
        }),
        separator: ": ".into(),
        title: vec![Inline::Text("Forms – č".into())],
        running: vec![Inline::Text("Panel 1".into())],
    };
    let section = Section {
        id: ElementId(1),
        kind: SectionKind::Panel,
        matter: Matter::Body,
        heading: Some(heading),
        blocks: Vec::new(),
        sections: Vec::new(),
        key: SectionKey::default(),
    };
    Document {
        language: "en-GB".into(),
        metadata: metadata(),
        cover: cover(),
        contents: None,
        sections: vec![Arc::new(section)],
        notes: Vec::new(),
        note_kind: NoteKind::Footnotes,
        images: Vec::new(),
        anchors: ["cover", "panel-1", "panel-1-heading", "p-1"]
            .map(String::from)
            .into_iter()
            .collect(),
        placements: Default::default(),
        hyphenation: Default::default(),
        words: Words::default(),
    }
}

fn cover() -> Cover {
    Cover {
        id: ElementId(0),
        publisher: Vec::new(),
        office: Vec::new(),
        series: Vec::new(),
        title: vec![Inline::Text("A <report> & more".into())],
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

fn metadata() -> Metadata {
    Metadata {
        title: "A <report> & more".into(),
        subtitle: None,
        creator: "Office".into(),
        publisher: "Organisation".into(),
        event: None,
        isbn: None,
        status: None,
        symbol: None,
        identifier: "urn:uuid:00000000-0000-5000-8000-000000000000".into(),
        description: Some("What it says".into()),
        keywords: vec!["one".into(), "two".into()],
        rights: None,
        date: Period::Day(Date { year: 2016, month: 11, day: 1 }),
        contributors: Vec::new(),
        catalogue: Default::default(),
    }
}
