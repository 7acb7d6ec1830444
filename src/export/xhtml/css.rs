//! The style sheet, derived from the template.
//!
//! Sizes are in em and percent, so that readers choose the font size. The family of the body text is
//! set in one rule, so that readers can replace it. Colours are set only where they differ from the
//! colour of the text, and together with their background if they have one, so that they are legible
//! on any background of the reading system.

mod base;
mod colours;
mod font_faces;
mod paragraph_rules;
pub mod strings;
mod used_faces;

use std::fmt::Write as _;

pub use self::font_faces::{embedded_faces, font_face};
use self::paragraph_rules::{font_stack, paragraph_rule, paragraph_rules, rounded};
use self::strings::string_content;
use super::list::bullets;
use super::table::breakpoint_class;
use super::writer::{Medium, Used, decimals_class, width_class};
use crate::document::visit::has_span;
use crate::document::{Direction, Document, SpanStyle};
use crate::templates::{Alignment, CODE_SIZE, PictureAlignment, PrefixPosition, Style};
use crate::units::{em_from_pt, pt_from_mm};

/// The rules of the style sheet, without `@font-face`.
pub fn rules(document: &Document, style: &Style, used: &Used, medium: Medium) -> String {
    let direction = document.direction();
    let rules = paragraph_rules(&style.paragraphs, medium.first_heading());
    let mut css = String::new();
    rules.iter().for_each(|rule| css.push_str(&paragraph_rule(rule, style, direction)));
    css.push_str(base::RULES);
    template_rules(direction, style, medium, &mut css);
    span_rules(document, style, &mut css);
    if used.has_equations {
        css.push_str(base::EQUATION_RULES);
    }
    if used.has_rotated_headers {
        css.push_str(rotated_rules(direction));
    }
    used.breakpoints.iter().for_each(|breakpoint| css.push_str(&record_rules(*breakpoint)));
    used.widths.iter().for_each(|width| css.push_str(&width_rule(*width)));
    used.decimals.iter().for_each(|missing| css.push_str(&decimals_rules(*missing)));
    colours::rules(&rules, style, medium, &mut css);
    match direction {
        Direction::LeftToRight => {}
        Direction::RightToLeft => css.push_str(base::RIGHT_TO_LEFT_RULES),
    }
    css
}

/// The rules that depend on single settings of the template.
fn template_rules(direction: Direction, style: &Style, medium: Medium, css: &mut String) {
    let em = |points: f32| rounded(em_from_pt(points, style.paragraphs.body.size_pt));
    let recommendations = &style.recommendations;
    if recommendations.rule_pt > 0.0 {
        let (width, gap) = (em(recommendations.rule_pt), em(recommendations.rule_gap_pt));
        let _ = writeln!(
            css,
            ".recommendations {{ border-inline-start: {width}em solid; padding-inline-start: {gap}em; }}"
        );
    }
    if recommendations.italic && direction == Direction::LeftToRight {
        css.push_str(".recommendations li { font-style: italic; }\n");
        css.push_str(".recommendations li em { font-style: normal; }\n");
    }
    if style.people.rule_pt > 0.0 {
        css.push_str("dl.people { border-top: thin solid; border-bottom: thin solid; }\n");
    }
    let _ = writeln!(css, "aside.box {{ padding: {}em; }}", em(style.boxes.padding_pt));
    let logo = &style.cover.logo;
    let height = em(pt_from_mm(logo.height_mm));
    let (before, after) = match logo.align {
        PictureAlignment::Start => ("0", "auto"),
        PictureAlignment::Centre => ("auto", "auto"),
        PictureAlignment::End => ("auto", "0"),
    };
    let _ = writeln!(
        css,
        ".title-page .logo {{ height: {height}em; margin-inline: {before} {after}; }}"
    );
    if style.boxes.rule_pt > 0.0 {
        let _ = writeln!(css, "aside.box {{ border-top: {}em solid; }}", em(style.boxes.rule_pt));
    }
    let pull_quotes = &style.pull_quotes;
    if pull_quotes.rule_pt > 0.0 {
        let (width, gap) = (em(pull_quotes.rule_pt), em(pull_quotes.rule_gap_pt));
        let _ = writeln!(
            css,
            ".pull-quote {{ border-top: {width}em solid; border-bottom: {width}em solid; padding: {gap}em 0; }}"
        );
    }
    let first = medium.first_heading();
    if style.has_band(1) {
        let _ = writeln!(css, "h{first}:not(.title) {{ padding: 1.6em .8em .8em .8em; flex: 1; }}");
    }
    if style.heading_prefix.position == PrefixPosition::Above || style.openers.number_above {
        let _ = writeln!(css, "h{first} .above {{ display: block; margin-bottom: .2em; }}");
        // Only headings on one line have the separator.
        let _ = writeln!(css, "h{first} .above .separator {{ display: none; }}");
    }
    if style.paragraphs.caption.align == Alignment::Centre {
        css.push_str("figure, figure .credit { text-align: center; }\n");
    }
    for (bullet, number) in bullets(style).iter().zip(1..) {
        let bullet = string_content(bullet);
        let _ = writeln!(css, "ul.bullet-{number} {{ list-style-type: \"{bullet}\\2002\"; }}");
    }
}

/// The rules for styles that few reports have.
fn span_rules(document: &Document, style: &Style, css: &mut String) {
    if has_span(document, SpanStyle::NoHyphens) {
        css.push_str(".no-hyphens { hyphens: none; }\n");
    }
    if has_span(document, SpanStyle::Code) {
        let _ = writeln!(
            css,
            "code {{ font-family: {}; font-size: {CODE_SIZE}em; hyphens: none; overflow-wrap: anywhere; }}\n\
             pre {{ margin: 1em 0; white-space: pre-wrap; text-align: start; }}",
            font_stack(&style.fonts.code)
        );
    }
}

/// The rules of tables with rotated headers. Vertical lines run from top to bottom and from right to left, so in
/// left-to-right reports they are turned around. Their longest line is about as long as in print.
fn rotated_rules(direction: Direction) -> &'static str {
    match direction {
        Direction::LeftToRight => {
            ".rotated thead th { vertical-align: bottom; }\n\
             th.rotated > span { display: inline-block; writing-mode: vertical-rl; max-height: 12em; text-align: start; transform: rotate(180deg); }\n"
        }
        Direction::RightToLeft => {
            ".rotated thead th { vertical-align: bottom; }\n\
             th.rotated > span { display: inline-block; writing-mode: vertical-rl; max-height: 12em; text-align: start; }\n"
        }
    }
}

/// The rule of a width in hundredths of a percent.
fn width_rule(hundredths: u32) -> String {
    let (class, percent) = (width_class(hundredths), f64::from(hundredths) / 100.0);
    format!(".{class} {{ width: {percent}%; }}\n")
}

/// The rules that align figures on the decimal sign. The last column has no other padding.
fn decimals_rules(tenths: u32) -> String {
    let (class, missing) = (decimals_class(tenths), f64::from(tenths) / 10.0);
    format!(
        ".table .{class} {{ padding-inline-end: calc(.4em + {missing}ch); }}\n\
         .table .{class}:last-child {{ padding-inline-end: {missing}ch; }}\n"
    )
}

/// The rules that show the rows of tables as records below a breakpoint, in `ch`. They measure the
/// width between the margins in the font size of the reader (container queries, CSS Conditional 5).
/// Reading systems without container queries always show tables. A header with a note reference
/// stays visible, since the note could not be reached otherwise.
fn record_rules(breakpoint: u32) -> String {
    let class = breakpoint_class(breakpoint);
    format!(
        "@container (max-width: {breakpoint}ch) {{\n\
         .{class} table, .{class} caption, .{class} tbody, .{class} tfoot, .{class} tr {{ display: block; }}\n\
         .{class} thead:not(:has(a)) {{ display: none; }}\n\
         .{class} tr {{ border-top: thin solid; padding: .4em 0 .5em 0; }}\n\
         .{class} th, .{class} td {{ display: block; text-align: start; padding: 0 0 .1em 0; }}\n\
         .{class} td:empty {{ display: none; }}\n\
         .{class} td::before {{ content: attr(data-column); }}\n\
         .{class} tbody tr > :first-child {{ font-weight: bold; }}\n\
         }}\n"
    )
}
