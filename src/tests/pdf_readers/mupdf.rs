//! The blocks as MuPDF finds them. MuPDF does not read tags, so each letter that it finds is assigned to the
//! run at its position on the page, and so to the block of that run.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use crate::document::ElementId;
use crate::layout::{GlyphRun, Item, Owner, Page, Part, Point};
use resvg::usvg::roxmltree::{Document, Node, ParsingOptions};

use super::expected::Expected;

/// The text of each part of an element on the pages.
type Said = BTreeMap<(ElementId, Part), Vec<Piece>>;

/// A run with the letters that MuPDF reads at its position.
struct Piece {
    /// Its position in the order of the pages.
    at: usize,
    text: String,
}

/// The texts of blocks, each from its positions on the pages.
pub fn blocks(file: &Path, pages: &[Arc<Page>], blocks: &[Expected]) -> Vec<String> {
    let said = said(file, pages);
    blocks.iter().map(|block| text_of(block, &said)).collect()
}

fn text_of(block: &Expected, said: &Said) -> String {
    let mut pieces: Vec<&Piece> =
        block.owners.iter().filter_map(|owner| said.get(owner)).flatten().collect();
    pieces.sort_by_key(|piece| piece.at);
    pieces.into_iter().map(|piece| piece.text.as_str()).collect()
}

fn said(file: &Path, pages: &[Arc<Page>]) -> Said {
    let output =
        Command::new("mutool").args(["draw", "-q", "-F", "stext", "-o", "-"]).arg(file).output();
    let output = output.unwrap();
    assert!(output.status.success(), "{output:?}");
    let xml = String::from_utf8(output.stdout).unwrap();
    let options = ParsingOptions { nodes_limit: u32::MAX, ..ParsingOptions::default() };
    let xml = Document::parse_with_options(&xml, options).unwrap();
    let read: Vec<Node> = xml.descendants().filter(|node| node.has_tag_name("page")).collect();
    assert_eq!(read.len(), pages.len(), "MuPDF finds more or fewer pages");
    let (mut said, mut at) = (Said::new(), 0);
    for (page, read) in pages.iter().zip(read) {
        for (run, text) in page_texts(page, read) {
            at += 1;
            if let Owner::Element(element, part) = run.owner {
                said.entry((element, part)).or_default().push(Piece { at, text });
            }
        }
    }
    said
}

/// The runs of a page, each with the letters at its position.
fn page_texts<'p>(page: &'p Page, read: Node) -> Vec<(&'p GlyphRun, String)> {
    let mut places: Vec<Place> = page.items.iter().filter_map(place).collect();
    for letter in read.descendants().filter(|node| node.has_tag_name("char")) {
        let number = |name| letter.attribute(name).unwrap().parse::<f32>().unwrap();
        let (text, x, y) = (letter.attribute("c").unwrap(), number("x"), number("y"));
        let here = places.iter_mut().filter(|place| place.holds(x, y));
        match here.min_by(|one, other| off(one.run, x, y).total_cmp(&off(other.run, x, y))) {
            Some(place) => place.text.push_str(text),
            None => assert!(text.trim().is_empty(), "MuPDF reads “{text}” where the page is empty"),
        }
    }
    places.into_iter().map(|place| (place.run, place.text)).collect()
}

/// The position of a run, and the text read there.
struct Place<'p> {
    run: &'p GlyphRun,
    width: f32,
    text: String,
}

fn place(item: &Item) -> Option<Place<'_>> {
    match item {
        Item::Glyphs(run) => {
            let width = run.glyphs.iter().map(|glyph| glyph.advance).sum();
            Some(Place { run, width, text: String::new() })
        }
        Item::Fill { .. } | Item::Image { .. } | Item::Link(_) => None,
    }
}

/// The tolerance of positions in points: they are rounded in the file.
const ROUNDING: f32 = 0.2;

impl Place<'_> {
    fn holds(&self, x: f32, y: f32) -> bool {
        let along = self.run.along(Point { x, y });
        let Point { x: across, y: down } = self.run.point(along, 0.0);
        (-ROUNDING..self.width + ROUNDING).contains(&along)
            && (x - across).abs() + (y - down).abs() < self.run.size
    }
}

/// The distance of a letter from the nearest glyph of a run, including raised ones.
fn off(run: &GlyphRun, x: f32, y: f32) -> f32 {
    let mut pen = 0.0;
    let away = run.glyphs.iter().enumerate().map(|(index, glyph)| {
        let (right, up) = run.offsets.of(index);
        let place = run.point(pen + right, up);
        pen += glyph.advance;
        (x - place.x).abs() + (y - place.y).abs()
    });
    away.fold(f32::INFINITY, f32::min)
}
