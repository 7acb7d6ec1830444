//! Dumps pages as text: the items of each page of the cases in `tests/cases/layout`.
//!
//! A case is a small report on the tiny pages of `tests/cases/layout/tiny`. Lines of the source that begin
//! with `# template: ` override the template; with `# show: cover` the golden includes the cover.
//!
//! A line of a golden is one item, or adjacent runs of one baseline and face: kind, start and end from the
//! left edge, baseline (or top) from the top edge, face and size, words. Lengths are in points. `¬` is a
//! hyphen added at the end of a line; `[1]` is a note reference. Runs of vertical baselines go `up` or `down`: start
//! and end are from the top edge, the baseline from the left edge.

use std::collections::HashSet;
use std::fmt::Write;
use std::fs;

use crate::cache::Cache;
use crate::document::{Block, Document, ElementId, Note};
use crate::fonts::Fonts;
use crate::layout::{
    self, Artifact, GlyphRun, Item, Link, LinkTarget, Owner, Page, PageKind, Part, Rect, Rotation,
};

use crate::templates::Style;

use super::{case, golden, scaled};

#[test]
fn layout() {
    let fonts = Fonts::bundled().unwrap();
    for case in case::cases("layout") {
        let source = fs::read_to_string(&case).unwrap();
        let style = tiny(&source);
        let document = case::document_in(&case, &style);
        let made = layout::layout(&document, &style, &fonts, Cache::NONE);
        let with_cover = source.lines().any(|line| line == "# show: cover");
        let shown = made.pages.iter().filter(|page| with_cover || page.kind != PageKind::Cover);
        let dump = PageDump::new(&document, &fonts);
        let text: String = shown.map(|page| dump.page(page)).collect();
        golden::compare("layout", &case, "txt", &text);
    }
}

/// The template of a case: the tiny pages with the overrides of the case.
fn tiny(source: &str) -> Style {
    case::style(source, &[&fs::read_to_string("tests/cases/layout/tiny/template.yaml").unwrap()])
}

/// Dumps pages as text.
pub struct PageDump<'a> {
    document: &'a Document,
    fonts: &'a Fonts,
    /// The elements of all notes.
    notes: HashSet<ElementId>,
    /// The references in the text that lead to them.
    marks: HashSet<ElementId>,
}

/// Adjacent runs of one baseline and face.
struct Row {
    kind: &'static str,
    from: f32,
    to: f32,
    baseline: f32,
    face: String,
    words: String,
}

impl<'a> PageDump<'a> {
    pub fn new(document: &'a Document, fonts: &'a Fonts) -> Self {
        let ids = |note: &Note| note.blocks.iter().map(Block::id).chain([note.id]).collect();
        let notes = document.notes.iter().flat_map(|note| -> Vec<_> { ids(note) }).collect();
        let marks = document.notes.iter().flat_map(|note| note.references.clone()).collect();
        PageDump { document, fonts, notes, marks }
    }

    pub fn page(&self, page: &Page) -> String {
        let mut out = format!("page {} ({:?})\n", page.label, page.kind).to_lowercase();
        let mut open: Option<Row> = None;
        for item in &page.items {
            if let Item::Glyphs(run) = item {
                let row = self.row(run);
                match &mut open {
                    Some(line) if line.continues(&row) => line.extend(row),
                    _ => close(open.replace(row), &mut out),
                }
            } else {
                close(open.take(), &mut out);
                self.item(item, &mut out);
            }
        }
        close(open, &mut out);
        out.push('\n');
        out
    }

    fn row(&self, run: &GlyphRun) -> Row {
        let face = &self.fonts.face(run.face).postscript_name;
        let mark = matches!(run.owner, Owner::Element(element, _) if self.marks.contains(&element));
        let words = run.text.replace('\u{AD}', "¬");
        let end = run.point(run.width(), 0.0);
        let (from, to, baseline, rotation) = match run.rotation {
            Rotation::Upright => (run.origin.x, end.x, run.origin.y, ""),
            Rotation::Anticlockwise => (run.origin.y, end.y, run.origin.x, " up"),
            Rotation::Clockwise => (run.origin.y, end.y, run.origin.x, " down"),
        };
        Row {
            kind: self.kind(run.owner),
            from,
            to,
            baseline,
            face: format!("{face} {}{rotation}", run.size),
            words: if mark { format!("[{words}]") } else { words },
        }
    }

    fn kind(&self, owner: Owner) -> &'static str {
        match owner {
            Owner::Element(element, Part::Content) if self.notes.contains(&element) => "note",
            Owner::Element(_, Part::Content) => "text",
            Owner::Element(_, Part::Marker) => "mark",
            Owner::Element(_, Part::PageNumber) => "page",
            Owner::Artifact(Artifact::Header) => "head",
            Owner::Artifact(Artifact::Footer) => "foot",
            Owner::Artifact(Artifact::Layout) => "aside",
            Owner::Artifact(Artifact::Background) => "ground",
        }
    }

    fn item(&self, item: &Item, out: &mut String) {
        let (kind, rect, what) = match item {
            Item::Glyphs(_) => return,
            Item::Fill { rect, colour, .. } => ("fill", rect, format!("{colour:?}").to_lowercase()),
            Item::Image { rect, window, image, .. } => {
                let path = self.document.image(*image).path.clone();
                ("image", rect, window.map_or(path.clone(), |window| cut(&path, &window)))
            }
            Item::Link(Link { rect, target: LinkTarget::Url(url), .. }) => {
                ("link", rect, format!("→ {url}"))
            }
            Item::Link(Link { rect, target: LinkTarget::Element(element), .. }) => {
                ("link", rect, format!("→ {}", self.document.anchor(*element)))
            }
        };
        let Rect { x, y, width, height } = rect;
        let right = x + width;
        writeln!(out, "  {kind:6} {x:5.1} –{right:6.1} {y:6.1}  {height:.1} high, {what}").unwrap();
    }
}

/// A picture that is clipped to a window.
fn cut(path: &str, window: &Rect) -> String {
    let Rect { x, y, width, height } = window;
    let right = x + width;
    format!("{path}, seen {x:.1} – {right:.1} {y:.1} {height:.1} high")
}

impl Row {
    fn continues(&self, next: &Row) -> bool {
        self.kind == next.kind
            && self.face == next.face
            && (self.baseline - next.baseline).abs() < 0.01
            && ((self.to - next.from).abs() < 0.01 || self.is_leader() && next.is_leader())
    }

    /// Whether it is a dot leader of the contents.
    fn is_leader(&self) -> bool {
        self.kind == "aside" && self.words.chars().all(|letter| letter == '.')
    }

    fn extend(&mut self, next: Row) {
        self.to = next.to;
        self.words.push_str(&next.words);
    }
}

fn close(row: Option<Row>, out: &mut String) {
    let Some(Row { kind, from, to, baseline, face, words }) = row else { return };
    let words = words.trim_end();
    writeln!(out, "  {kind:6} {from:5.1} –{to:6.1} {baseline:6.1}  {face:24} {words}").unwrap();
}

#[test]
fn cases_override_the_tiny_template() {
    let style = tiny("# template: {page: {grid_pt: 10}}\n# template: {lists: {indent_pt: 7}}\n");
    assert_eq!(
        (style.page.grid_pt, style.lists.indent_pt, style.people.role_width_pt),
        (10.0, 7.0, 50.0)
    );
    assert_eq!(style.paragraphs.body.size_pt, 8.0);
}

/// `tests/run` measures the pages of this report.
#[test]
fn the_report_repeated_a_hundred_times_is_valid() {
    let short = fs::read_to_string("source/alliance-2016.yaml").unwrap();
    let long = scaled::report(&short, 100);
    let reading = crate::source::read("x100.yaml", long.as_bytes());
    assert!(reading.diagnostics.is_empty(), "{:?}", reading.diagnostics.first());
    assert_eq!(reading.report.unwrap().footnotes.len(), 100);
}
