//! Typesets one paragraph: collect its text, shape it, break it into lines, justify them.
//!
//! Flow layout calls [`typeset`] for each paragraph and positions the finished lines. A [`Line`]
//! contains what flow layout needs: its runs, the footnotes it cites, and the areas of its links.

mod bidi;
mod breakpoint;
mod collect;
mod first_fit;
mod glyph;
mod hanging;
mod hyphenate;
mod justify;
mod liang;
mod line;
mod line_breaks;
mod linebreak;
mod opportunity;
mod prepare;
mod script;
mod shape;
mod soft_hyphen;
mod total_fit;

use std::collections::BTreeMap;

use super::kept::KeptLayout;
use super::page::Owner;
use crate::document::Inline;
use crate::fonts::Fonts;
use crate::templates::{Alignment, FontFamily, FontRole, ParagraphStyle, Style};
use bidi::Directions;
pub use hyphenate::prepare as prepare_hyphenation;
use line::LineBuilder;
pub use line::{Line, LinkArea};
use linebreak::LineBreaker;
use prepare::Prepared;
use shape::ParagraphShaper;

/// The settings for typesetting a paragraph, besides its own style.
#[derive(Clone, Copy)]
pub struct TypesettingContext<'a> {
    /// The template.
    pub style: &'a Style,
    /// The fonts.
    pub fonts: &'a Fonts,
    /// The language of the report (BCP 47), for shaping, hyphenation and direction.
    pub language: &'a str,
    /// The report's hyphenation exceptions
    /// ([`Document::hyphenation`](crate::document::Document::hyphenation)).
    pub hyphenation: &'a BTreeMap<String, Vec<usize>>,
    /// The number of lines beyond the optimum that the editor requests, negative for fewer: TeX's
    /// `\looseness`.
    pub more_lines: i8,
    /// Whether the lines are drawn. Otherwise they have neither runs nor links, only their extents.
    pub draws: bool,
    /// The results of earlier builds.
    pub kept: &'a KeptLayout<'a>,
}

/// Breaks a paragraph into lines of a measure, in points before the indents of `style`.
///
/// `owner` owns the text; links and references inside it own theirs. No line is wider than the
/// measure, whatever the text, except for hanging punctuation.
///
/// A paragraph that runs against the direction of the report starts at its own edge, unless it
/// fits on one line: a Latin title in a Hebrew report is aligned like a Hebrew one.
pub fn typeset(
    context: TypesettingContext,
    content: &[Inline],
    style: &ParagraphStyle,
    owner: Owner,
    measure: f32,
) -> Vec<Line> {
    let TypesettingContext { more_lines, draws, kept, .. } = context;
    if kept.interrupt.is_requested() {
        return Vec::new();
    }
    let paragraph = (content, style, owner, measure.to_bits(), more_lines, draws);
    kept.lines("lines", paragraph, || set(context, content, style, owner, measure))
}

fn set(
    context: TypesettingContext,
    content: &[Inline],
    style: &ParagraphStyle,
    owner: Owner,
    measure: f32,
) -> Vec<Line> {
    let (paragraph, mut shaper) = prepare(context, content, style, owner);
    let paragraph = &paragraph.with_measure(measure);
    let spans = breaker(paragraph, context).line_spans();
    let mut builder = LineBuilder::new(paragraph, &mut shaper, spans.len(), context.draws);
    spans.into_iter().map(|span| builder.line(span)).collect()
}

/// A measure wider than any line, in points.
const UNLIMITED: f32 = 20_000.0;

/// Typesets a short text on one line, without indents.
pub fn single_line(
    context: TypesettingContext,
    content: &[Inline],
    style: &ParagraphStyle,
    owner: Owner,
) -> Option<Line> {
    let style = ParagraphStyle {
        indent_pt: 0.0,
        first_indent_pt: 0.0,
        end_indent_pt: 0.0,
        align: Alignment::Start,
        hyphenate: false,
        ..style.clone()
    };
    typeset(context, content, &style, owner, UNLIMITED).into_iter().next()
}

/// The intrinsic widths of a paragraph, in points (CSS Box Sizing 3 §2.1).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ContentWidths {
    /// The min-content width: the widest part without a break opportunity, not hyphenated.
    pub min: f32,
    /// The max-content width: the longest line without any breaks except forced ones, but no more
    /// than a column can ever need.
    pub max: f32,
}

/// Measures a paragraph.
pub fn content_widths(
    context: TypesettingContext,
    content: &[Inline],
    style: &ParagraphStyle,
    owner: Owner,
) -> ContentWidths {
    let TypesettingContext { more_lines, kept, .. } = context;
    let paragraph = (content, style, owner, more_lines);
    kept.lines("widths", paragraph, || measured_widths(context, content, style, owner))
}

fn measured_widths(
    context: TypesettingContext,
    content: &[Inline],
    style: &ParagraphStyle,
    owner: Owner,
) -> ContentWidths {
    let (paragraph, _) = prepare(context, content, style, owner);
    let breaker = breaker(&paragraph, context);
    let min = breaker.widest_unbreakable();
    if breaker.widest_line() > UNLIMITED {
        return ContentWidths { min, max: UNLIMITED };
    }
    let measured = TypesettingContext { draws: false, ..context };
    let lines = typeset(measured, content, style, owner, UNLIMITED);
    ContentWidths { min, max: lines.iter().map(|line| line.width).fold(0.0, f32::max) }
}

/// Collects and shapes a paragraph.
fn prepare<'a>(
    context: TypesettingContext<'a>,
    content: &'a [Inline],
    style: &'a ParagraphStyle,
    owner: Owner,
) -> (Prepared<'a>, ParagraphShaper<'a>) {
    let typography = &context.style.typography;
    let collected = collect::collect(content, style, &context.style.links, context.language, owner);
    let directions = Directions::of(&collected, context.language);
    let family = family(style, context.style);
    let mut shaper =
        ParagraphShaper::new(context.fonts, [family, &context.style.fonts.code], style, typography);
    let shaped = shaper.shape(&collected, &directions);
    let hyphens = shaped.runs.iter().map(|run| shaper.hyphen_width(run)).collect();
    let paragraph = Prepared::new(collected, directions, shaped, style, typography);
    (paragraph.with_hyphens(hyphens), shaper)
}

fn breaker<'b>(paragraph: &'b Prepared<'b>, context: TypesettingContext<'b>) -> LineBreaker<'b> {
    LineBreaker {
        paragraph,
        limits: &context.style.breaking,
        exceptions: context.hyphenation,
        more_lines: context.more_lines,
    }
}

fn family<'s>(style: &ParagraphStyle, template: &'s Style) -> &'s FontFamily {
    match style.family {
        FontRole::Text => &template.fonts.text,
        FontRole::Display => &template.fonts.display,
    }
}

#[cfg(test)]
mod tests;
