//! One paragraph → lines: collect, shape, break, justify.
//!
//! The flow calls [`set`] for each paragraph and gets finished lines, which it moves to their
//! place. Lines know what the flow needs to know and no more: their height, which notes they
//! bring, where to click.

mod collect;
mod cut;
mod hyphenate;
mod liang;
mod line;
mod linebreak;
mod measure;
mod segment;
mod shape;
mod spacing;

use crate::document::{ElementId, Inline};
use crate::fonts::Fonts;
use crate::templates::{Family, ParagraphStyle, Style};

use super::page::{GlyphRun, LinkTarget, Owner};
use cut::Cutter;
use line::Builder;
use measure::Measured;
use shape::ParagraphShaper;

/// What does not change from paragraph to paragraph.
#[derive(Clone, Copy)]
pub struct Setting<'a> {
    /// The template.
    pub style: &'a Style,
    /// The faces.
    pub fonts: &'a Fonts,
    /// The language of the report, BCP 47; it rules shaping and hyphenation.
    pub language: &'a str,
}

/// One finished line. x counts from the start of the measure (indents included), y of the runs'
/// origins is the baseline: 0.
#[derive(Clone, Debug)]
pub struct Line {
    /// The runs in visual order, with x set.
    pub runs: Vec<GlyphRun>,
    /// Where to click: from x, to x, the element, where it leads.
    pub links: Vec<(f32, f32, ElementId, LinkTarget)>,
    /// Notes whose first reference stands on this line; indexes into `Document::notes`.
    pub notes: Vec<usize>,
    /// Every element that begins on this line besides the paragraph: references, links.
    pub elements: Vec<ElementId>,
    /// Natural width after justification, in points.
    pub width: f32,
    /// Whether it ends in a hyphen, so that no page should end on it.
    pub hyphenated: bool,
    /// Where it begins in the paragraph's plain text, in bytes
    /// ([`plain_text`](crate::document::inline::plain_text)).
    pub offset: usize,
}

/// Sets a paragraph in lines of a measure (in points, indents of the style not yet taken off).
///
/// `owner` is whose text it is; links, references and cross-references inside own their runs
/// themselves. No line is wider than the measure, whatever the text.
pub fn set(
    setting: Setting,
    content: &[Inline],
    style: &ParagraphStyle,
    owner: Owner,
    measure: f32,
) -> Vec<Line> {
    let family = match style.family {
        Family::Text => &setting.style.fonts.text.name,
        Family::Display => &setting.style.fonts.display.name,
    };
    let collected = collect::collect(content, style, setting.language, owner);
    let mut shaper = ParagraphShaper::new(setting.fonts, family, style);
    let shaped = shaper.shape(&collected);
    let measure = measure - style.indent_pt - style.end_indent_pt;
    let measured = Measured::new(&collected.text, &shaped, &mut shaper);
    let limits = &setting.style.breaking;
    let cutter = Cutter { collected: &collected, measured: &measured, style, limits, measure };
    let cuts = cutter.cut();
    let shaper = &mut shaper;
    let mut builder = Builder { collected: &collected, shaped: &shaped, shaper, style, measure };
    cuts.into_iter().map(|cut| builder.line(cut)).collect()
}

#[cfg(test)]
mod tests;
