//! Pages → lines, as someone with a ruler finds them: where letters begin and end, how wide the
//! spaces between them are.

use super::owner_block::{OwnerBlock, OwnerBlocks, Role};
use crate::fonts::Fonts;
use crate::fonts::shaper::Shaper;
use crate::layout::{Artifact, Glyph, GlyphRun, Item, Owner, Page, Part};

/// Lines whose baselines are nearer than this are one, in points.
const SAME_BASELINE: f32 = 0.5;

/// A line of a block.
#[derive(Clone, Debug)]
pub struct Line {
    /// The block.
    pub block: OwnerBlock,
    /// Which page it stands on, counted from 0.
    pub page: usize,
    /// Its baseline, in points from the top of the page.
    pub baseline: f32,
    /// Size of the em of its largest glyphs, in points.
    pub size: f32,
    /// Where its first glyph begins, in points from the left edge of the page.
    pub from: f32,
    /// Where its first letter begins; a sign there, which may hang over the edge, is left out.
    pub letters_from: f32,
    /// Where its last letter ends; so are signs there.
    pub letters_to: f32,
    /// Where its last glyph ends.
    pub to: f32,
    /// The spaces between its words: from where to where, and their natural width.
    pub spaces: Vec<Space>,
    /// Whether it ends with a hyphen that the text has not.
    pub hyphenated: bool,
    /// Its words.
    pub words: String,
    /// A space that has been read, but not yet a word after it.
    pending: Option<Space>,
}

/// A space between two words, in points from the left edge of the page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Space {
    /// Where it begins.
    pub from: f32,
    /// Where it ends.
    pub to: f32,
    /// How wide its face would have it.
    pub natural: f32,
}

impl Space {
    /// How many times as wide as its face would have it.
    pub fn stretch(&self) -> f32 {
        (self.to - self.from) / self.natural.max(0.01)
    }
}

/// Something of the flow on a page, in reading order.
#[derive(Clone, Debug)]
pub enum Thing {
    /// A line, by its number among all lines.
    Line(usize),
    /// A picture that ends this far from the top of the page, in points.
    Picture(f32),
}

/// What stands on a page besides running head and folio.
#[derive(Clone, Debug, Default)]
pub struct PageContent {
    /// The text and its pictures.
    pub flow: Vec<Thing>,
    /// Where the rule above the notes stands, in points from the top of the page.
    pub note_rule: Option<f32>,
}

/// Lines and pages as they are found.
pub struct Found {
    /// Every line, block by block as the pages have them.
    pub lines: Vec<Line>,
    /// Every page.
    pub pages_found: Vec<PageContent>,
}

/// Reads pages.
pub fn find(pages: &[Page], blocks: &OwnerBlocks, fonts: &Fonts) -> Found {
    let mut shaper = Shaper::new(fonts);
    let spaces = (0..fonts.faces.len()).map(|face| shaper.advance(crate::fonts::FaceId(face), ' '));
    let mut reader = Reader {
        blocks,
        space_em: spaces.collect(),
        found: Found { lines: Vec::new(), pages_found: Vec::new() },
        rule: None,
    };
    for (number, page) in pages.iter().enumerate() {
        reader.page(page, number);
    }
    reader.found
}

struct Reader<'a> {
    blocks: &'a OwnerBlocks,
    /// The width of each face's space, in em.
    space_em: Vec<f32>,
    found: Found,
    /// The top of the last fill, which is the rule if a note follows.
    rule: Option<f32>,
}

impl Reader<'_> {
    fn page(&mut self, page: &Page, number: usize) {
        self.found.pages_found.push(PageContent::default());
        self.rule = None;
        for item in &page.items {
            match item {
                Item::Glyphs(run) => self.run(run, number),
                Item::Fill { rect, owner: Owner::Artifact(Artifact::Layout), .. } => {
                    self.rule = Some(rect.y);
                }
                Item::Image { rect, .. } => self.flow(Thing::Picture(rect.y + rect.height)),
                Item::Fill { .. } | Item::Link(_) => {}
            }
        }
    }

    fn flow(&mut self, thing: Thing) {
        if let Some(content) = self.found.pages_found.last_mut() {
            content.flow.push(thing);
        }
    }

    fn run(&mut self, run: &GlyphRun, page: usize) {
        let Owner::Element(element, part) = run.owner else { return };
        let Some(block) = self.blocks.of(element) else { return };
        // Marks of items and numbers of notes stand beside lines; labels of headings are lines.
        let line = match part {
            Part::Content => true,
            Part::Marker => block.role == Role::Heading,
            Part::PageNumber => false,
        };
        if line {
            let index = self.line(block, run, page);
            let natural = self.space_em.get(run.face.0).map_or(0.0, |em| em * run.size);
            if let Some(line) = self.found.lines.get_mut(index) {
                line.add(run, natural);
            }
        }
    }

    /// The line that a run goes on with, or a new one.
    fn line(&mut self, block: OwnerBlock, run: &GlyphRun, page: usize) -> usize {
        let baseline = run.origin.y;
        let same = |line: &Line| {
            line.page == page
                && line.block.block == block.block
                && (line.baseline - baseline).abs() < SAME_BASELINE
        };
        let last = self.found.lines.len();
        if let Some(index) =
            last.checked_sub(1).filter(|index| self.found.lines.get(*index).is_some_and(same))
        {
            return index;
        }
        self.found.lines.push(Line::new(block, page, run));
        match block.role {
            Role::Note => self.note(),
            Role::Text | Role::Heading | Role::Piece => self.flow(Thing::Line(last)),
        }
        last
    }

    fn note(&mut self) {
        let rule = self.rule;
        if let Some(content) = self.found.pages_found.last_mut() {
            content.note_rule = content.note_rule.or(rule);
        }
    }
}

impl Line {
    fn new(block: OwnerBlock, page: usize, run: &GlyphRun) -> Line {
        let (x, baseline) = (run.origin.x, run.origin.y);
        Line {
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
        if !may_hang(text) {
            self.letters_from = self.letters_from.min(x);
            self.letters_to = self.letters_to.max(to);
        }
    }

    /// The stretch of its widest space; `None` for a line of one word.
    pub fn loosest(&self) -> Option<f32> {
        self.spaces.iter().map(Space::stretch).max_by(f32::total_cmp)
    }
}

/// Whether what a glyph stands for is a sign, which may hang over the edge of the text.
fn may_hang(text: &str) -> bool {
    !text.is_empty() && !text.chars().any(char::is_alphanumeric)
}
