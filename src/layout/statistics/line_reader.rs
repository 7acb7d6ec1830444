//! Pages → lines, read from the positions of glyphs: their edges and the widths of their spaces.

use std::sync::Arc;

use super::owner_block::{OwnerBlock, OwnerBlocks, Role};
use crate::fonts::shaper::Shaper;
use crate::fonts::{FaceId, Fonts};
use crate::layout::page::{Artifact, Glyph, GlyphRun, Item, Owner, Page, Part, Rotation};

/// Baselines closer than this are one line, in points.
const SAME_BASELINE: f32 = 0.5;

/// A line of a block. Positions are points from the left edge of the page.
#[derive(Clone, Debug)]
pub struct MeasuredLine {
    /// The block.
    pub block: OwnerBlock,
    /// The index of its page.
    pub page: usize,
    /// Its baseline, in points from the top of the page.
    pub baseline: f32,
    /// Its largest font size, in points.
    pub size: f32,
    /// The left edge of its first glyph.
    pub from: f32,
    /// The left edge of its first letter or digit; punctuation before it may hang.
    pub letters_from: f32,
    /// The right edge of its last letter or digit; punctuation after it may hang.
    pub letters_to: f32,
    /// The right edge of its last glyph.
    pub to: f32,
    /// The spaces between its words.
    pub spaces: Vec<Space>,
    /// Whether it ends with an added hyphen.
    pub hyphenated: bool,
    /// Its text.
    pub words: String,
    /// A space that no word has followed yet.
    pending: Option<Space>,
}

/// A space between two words, in points from the left edge of the page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Space {
    /// Its left edge.
    pub from: f32,
    /// Its right edge.
    pub to: f32,
    /// Its width in the font.
    pub natural: f32,
}

impl Space {
    /// Its width, in natural spaces.
    pub fn stretch(&self) -> f32 {
        (self.to - self.from) / self.natural.max(0.01)
    }
}

/// Content of the flow on a page.
#[derive(Clone, Debug)]
pub enum FlowContent {
    /// A line, by its index among all lines.
    Line(usize),
    /// A picture, by its bottom in points from the top of the page.
    Picture(f32),
}

/// The measured content of a page; furniture is left out.
#[derive(Clone, Debug, Default)]
pub struct MeasuredPage {
    /// Lines of the text and pictures, in reading order.
    pub flow: Vec<FlowContent>,
    /// The rule above the notes, in points from the top of the page.
    pub note_rule: Option<f32>,
}

/// The lines found on pages.
pub struct MeasuredPages {
    /// Every line, in the reading order of the pages.
    pub lines: Vec<MeasuredLine>,
    /// Every page.
    pub pages: Vec<MeasuredPage>,
}

/// Reads the lines of pages.
pub fn read(pages: &[Arc<Page>], blocks: &OwnerBlocks, fonts: &Fonts) -> MeasuredPages {
    let mut shaper = Shaper::new(fonts);
    let spaces = (0..fonts.faces.len()).map(|face| shaper.advance(FaceId(face), ' '));
    let space_em = spaces.collect();
    let found = MeasuredPages { lines: Vec::new(), pages: Vec::new() };
    let mut reader = LineReader { blocks, space_em, found, rule: None };
    for (number, page) in pages.iter().enumerate() {
        reader.page(page, number);
    }
    reader.found
}

struct LineReader<'a> {
    blocks: &'a OwnerBlocks,
    /// The width of the space of each face, in em.
    space_em: Vec<f32>,
    found: MeasuredPages,
    /// The top of the last fill: the note rule, if a note follows.
    rule: Option<f32>,
}

impl LineReader<'_> {
    fn page(&mut self, page: &Page, number: usize) {
        self.found.pages.push(MeasuredPage::default());
        self.rule = None;
        for item in &page.items {
            match item {
                Item::Glyphs(run) => self.run(run, number),
                Item::Fill { rect, owner: Owner::Artifact(Artifact::Layout), .. } => {
                    self.rule = Some(rect.y);
                }
                Item::Image { rect, .. } => self.flow(FlowContent::Picture(rect.y + rect.height)),
                Item::Fill { .. } | Item::Link(_) => {}
            }
        }
    }

    fn flow(&mut self, content: FlowContent) {
        if let Some(page) = self.found.pages.last_mut() {
            page.flow.push(content);
        }
    }

    fn run(&mut self, run: &GlyphRun, page: usize) {
        let Owner::Element(element, part) = run.owner else { return };
        let Some(block) = self.blocks.of(element) else { return };
        // List markers and note numbers are beside lines; heading prefixes are lines.
        let is_line = match part {
            Part::Content => true,
            Part::Marker => block.role == Role::Heading,
            Part::PageNumber => false,
        };
        // Rotated headers of tables are not lines of text.
        if is_line && run.rotation == Rotation::Upright {
            let index = self.line(block, run, page);
            let natural = self.space_em.get(run.face.0).map_or(0.0, |em| em * run.size);
            if let Some(line) = self.found.lines.get_mut(index) {
                line.add(run, natural);
            }
        }
    }

    /// The index of the line that a run continues, or of a new one.
    fn line(&mut self, block: OwnerBlock, run: &GlyphRun, page: usize) -> usize {
        let baseline = run.origin.y;
        let same = |line: &MeasuredLine| {
            line.page == page
                && line.block.element == block.element
                && (line.baseline - baseline).abs() < SAME_BASELINE
        };
        let next = self.found.lines.len();
        let last = next.checked_sub(1);
        if let Some(index) = last.filter(|index| self.found.lines.get(*index).is_some_and(same)) {
            return index;
        }
        self.found.lines.push(MeasuredLine::new(block, page, run));
        match block.role {
            Role::Note => self.note(),
            Role::Text | Role::Heading | Role::Unbroken => self.flow(FlowContent::Line(next)),
        }
        next
    }

    fn note(&mut self) {
        let rule = self.rule;
        if let Some(page) = self.found.pages.last_mut() {
            page.note_rule = page.note_rule.or(rule);
        }
    }
}

impl MeasuredLine {
    fn new(block: OwnerBlock, page: usize, run: &GlyphRun) -> MeasuredLine {
        let (x, baseline) = (run.origin.x, run.origin.y);
        MeasuredLine {
            block,
            page,
            baseline,
            size: 0.0,
            from: x,
            letters_from: f32::INFINITY,
            letters_to: x,
            to: x,
            spaces: Vec::new(),
            hyphenated: false,
            words: String::new(),
            pending: None,
        }
    }

    fn add(&mut self, run: &GlyphRun, natural: f32) {
        self.size = self.size.max(run.size);
        self.from = self.from.min(run.origin.x);
        let mut x = run.origin.x;
        for glyph in &run.glyphs {
            let text = run.text.get(glyph.range()).unwrap_or("");
            self.glyph(text, glyph, x, natural);
            x += glyph.advance;
        }
        self.words.extend(run.text.chars().filter(|character| *character != '\u{AD}'));
    }

    fn glyph(&mut self, text: &str, glyph: &Glyph, x: f32, natural: f32) {
        let to = x + glyph.advance;
        if matches!(text, " " | "\u{A0}") {
            self.pending = Some(Space { from: x, to, natural });
            return;
        }
        self.spaces.extend(self.pending.take());
        self.to = self.to.max(to);
        self.hyphenated = text == "\u{AD}";
        if !is_punctuation(text) {
            self.letters_from = self.letters_from.min(x);
            self.letters_to = self.letters_to.max(to);
        }
    }

    /// The stretch of its widest space; `None` for a line of one word.
    pub fn loosest(&self) -> Option<f32> {
        self.spaces.iter().map(Space::stretch).max_by(f32::total_cmp)
    }
}

/// Whether the text of a glyph is punctuation, which may hang over the edge.
fn is_punctuation(text: &str) -> bool {
    !text.is_empty() && !text.chars().any(char::is_alphanumeric)
}
