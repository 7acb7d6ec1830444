//! One paragraph → lines: collect, shape, break, justify.
//!
//! The flow calls [`set`] for each paragraph and gets finished lines, which it moves to their
//! place. Lines know what the flow needs to know and no more: their height, which notes they
//! bring, where to click.

mod bidi;
mod collect;
mod cut;
mod hanging;
mod hyphenate;
mod liang;
mod line;
mod linebreak;
mod measure;
mod script;
mod segment;
mod shape;
mod spacing;

use std::collections::BTreeMap;

use crate::document::{ElementId, Inline};
use crate::fonts::Fonts;
use crate::templates::{Alignment, FontRole, ParagraphStyle, Style};

use super::page::{GlyphRun, LinkTarget, Owner};
use bidi::Directions;
use cut::Cutter;
use line::Builder;
use linebreak::Measure;
use measure::Measured;
use shape::ParagraphShaper;
use spacing::Elasticity;

/// What rules how a paragraph is set, besides its own style.
#[derive(Clone, Copy)]
pub struct Setting<'a> {
    /// The template.
    pub style: &'a Style,
    /// The faces.
    pub fonts: &'a Fonts,
    /// The language of the report, BCP 47; it rules shaping, hyphenation and direction.
    pub language: &'a str,
    /// Words that are hyphenated as the report says
    /// ([`Document::hyphenation`](crate::document::Document::hyphenation)).
    pub hyphenation: &'a BTreeMap<String, Vec<usize>>,
    /// How many lines more than is best the editor wishes for; fewer below 0.
    pub more_lines: i8,
}

/// One finished line. x counts from the edge of the measure at which lines of the report's language
/// begin (indents included), to the edge of a run that is nearer to it; y of the runs' origins is
/// the baseline: 0.
#[derive(Clone, Debug)]
pub struct Line {
    /// The runs in the order of the text, each in its place on the line.
    pub runs: Vec<GlyphRun>,
    /// Where to click: from x, to x, the element, where it leads.
    pub links: Vec<(f32, f32, ElementId, LinkTarget)>,
    /// Notes whose first reference stands on this line; indexes into `Document::notes`.
    pub notes: Vec<usize>,
    /// Every element that begins on this line besides the paragraph: references, links.
    pub elements: Vec<ElementId>,
    /// Natural width after justification, in points; signs that hang over the edges included.
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
/// themselves. No line is wider than the measure, whatever the text, except for signs that hang
/// over its edges.
///
/// A paragraph that runs against the report's direction begins at its own edge, unless it has only
/// one line: a Latin title in a Hebrew report stands where Hebrew ones do.
pub fn set(
    setting: Setting,
    content: &[Inline],
    style: &ParagraphStyle,
    owner: Owner,
    measure: f32,
) -> Vec<Line> {
    let family = match style.family {
        FontRole::Text => &setting.style.fonts.text,
        FontRole::Display => &setting.style.fonts.display,
    };
    let typography = &setting.style.typography;
    let collected = collect::collect(content, style, setting.language, owner);
    let directions = &Directions::of(&collected, setting.language);
    let shaper = &mut ParagraphShaper::new(setting.fonts, family, style, typography);
    let shaped = shaper.shape(&collected, directions);
    let justified = style.align == Alignment::Justified;
    let elasticity = if justified { Elasticity::new(typography) } else { Elasticity::default() };
    let hang = justified && typography.hanging_punctuation;
    let others = measure - style.indent_pt - style.end_indent_pt;
    let measure = Measure { first: others - style.first_indent_pt, others };
    let measured = &Measured::new(&collected.text, &shaped, shaper, elasticity, hang);
    let cuts = Cutter {
        collected: &collected,
        measured,
        style,
        limits: &setting.style.breaking,
        exceptions: setting.hyphenation,
        measure,
        more_lines: setting.more_lines,
    }
    .cut();
    let opposite = cuts.len() > 1 && directions.paragraph != directions.report;
    let (collected, shaped) = (&collected, &shaped);
    let mut builder = Builder {
        collected,
        shaped,
        measured,
        shaper,
        style,
        measure,
        elasticity,
        directions,
        opposite,
    };
    cuts.into_iter().map(|cut| builder.line(cut)).collect()
}

#[cfg(test)]
mod tests;
