//! The rules for each kind of paragraph of the template.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::strings::string;
use crate::document::Direction;
use crate::templates::{
    Alignment, Colour, FontFamily, GenericFamily, ParagraphStyle, Paragraphs, Style,
};
use crate::units::em_from_pt;

/// A kind of paragraph, and its selector.
pub struct ParagraphRule<'s> {
    /// The CSS selector.
    pub selector: Cow<'static, str>,
    /// The type of the paragraph.
    pub paragraph: &'s ParagraphStyle,
    /// The type of the parent element, to which em refers.
    pub parent: &'s ParagraphStyle,
}

fn rule<'s>(
    selector: impl Into<Cow<'static, str>>,
    paragraph: &'s ParagraphStyle,
    parent: &'s ParagraphStyle,
) -> ParagraphRule<'s> {
    ParagraphRule { selector: selector.into(), paragraph, parent }
}

/// Every kind of paragraph, parents first. `first` is the level in the file of headings of level 1.
pub fn paragraph_rules(p: &Paragraphs, first: u8) -> [ParagraphRule<'_>; 34] {
    let lowest: Vec<String> = (first + 2..=6).map(|level| format!("h{level}")).collect();
    [
        rule("body", &p.body, &p.body),
        rule(format!("h{first}"), &p.heading1, &p.body),
        rule(format!("h{}", first + 1), &p.heading2, &p.body),
        rule(lowest.join(", "), &p.heading3, &p.body),
        rule(format!("h{first} .label"), &p.heading_prefix, &p.heading1),
        rule(format!("h{first} .number.above"), &p.opener_number, &p.heading1),
        rule("dl.people", &p.people, &p.body),
        rule("dl.people dt", &p.people_role, &p.people),
        rule(".recommendations > p.label", &p.recommendation_heading, &p.body),
        rule(".recommendations li", &p.recommendation, &p.body),
        rule("blockquote", &p.quotation, &p.body),
        rule("blockquote p.source", &p.quotation_source, &p.quotation),
        rule(".pull-quote", &p.pull_quote, &p.body),
        rule(".pull-quote p.source", &p.pull_quote_source, &p.pull_quote),
        rule("aside.box", &p.box_text, &p.body),
        rule("p.box-title", &p.box_title, &p.box_text),
        rule("caption, figcaption", &p.caption, &p.body),
        rule("p.credit", &p.credit, &p.body),
        rule("figcaption .credit", &p.credit, &p.caption),
        rule("th, tfoot td", &p.table_header, &p.body),
        rule("td", &p.table_cell, &p.body),
        rule("dl.terms dt", &p.term, &p.body),
        rule("ul.works", &p.bibliography, &p.body),
        rule(".participants", &p.participant, &p.body),
        rule(".participants p.country", &p.participant_group, &p.participant),
        rule("ul.index", &p.index, &p.body),
        rule(".imprint p", &p.imprint, &p.body),
        rule(".notes > ol, ol.endnotes", &p.note, &p.body),
        rule(".title-page .publisher", &p.cover_publisher, &p.body),
        rule(".title-page .office", &p.cover_office, &p.body),
        rule(".title-page .series", &p.cover_series, &p.body),
        rule(".title-page .title", &p.cover_title, &p.body),
        rule(".title-page .subtitle", &p.cover_subtitle, &p.body),
        rule(
            ".title-page .status, .title-page .authors, .title-page .venue, .title-page .dates, .title-page .editors, .title-page .published",
            &p.cover_venue,
            &p.body,
        ),
    ]
}

/// The maximum font size relative to the parent, in em. Larger sizes do not suit narrow screens.
const MAX_SIZE_EM: f32 = 2.2;

/// The CSS of a kind of paragraph, for a writing direction.
pub fn paragraph_rule(rule: &ParagraphRule, style: &Style, direction: Direction) -> String {
    let ParagraphRule { selector, paragraph, parent } = rule;
    let mut css = format!("{selector} {{ ");
    let is_body = *selector == "body";
    if is_body || paragraph.family != parent.family {
        let _ = write!(css, "font-family: {}; ", font_stack(style.fonts.get(paragraph.family)));
    }
    let size = rounded(em_from_pt(paragraph.size_pt, parent.size_pt).min(MAX_SIZE_EM));
    if size != 1.0 || selector.starts_with('h') || *selector == ".title-page .title" {
        let _ = write!(css, "font-size: {size}em; ");
    }
    let _ = write!(
        css,
        "line-height: {}; ",
        rounded(em_from_pt(paragraph.leading_pt, paragraph.size_pt))
    );
    css.push_str(&letters(paragraph, direction));
    let _ = writeln!(css, "{}}}", alignment(paragraph));
    if paragraph.italic && direction == Direction::LeftToRight {
        // Emphasis within italics is upright.
        let emphasized: Vec<String> = selector.split(", ").map(|one| format!("{one} em")).collect();
        let _ = writeln!(css, "{} {{ font-style: normal; }}", emphasized.join(", "));
    }
    css
}

/// Weight, slope, letter spacing and small capitals. Joined Arabic letters must not be spaced, and
/// neither Arabic nor Hebrew has italics or capitals.
fn letters(paragraph: &ParagraphStyle, direction: Direction) -> String {
    let weight = if paragraph.bold { "bold" } else { "normal" };
    if direction == Direction::RightToLeft {
        return format!("font-weight: {weight}; font-style: normal; ");
    }
    let slope = if paragraph.italic { "italic" } else { "normal" };
    let mut css = format!("font-weight: {weight}; font-style: {slope}; ");
    if paragraph.tracking_em > 0.0 {
        let _ = write!(css, "letter-spacing: {}em; ", paragraph.tracking_em);
    }
    if paragraph.small_caps {
        css.push_str("font-variant: small-caps; ");
    }
    css
}

fn alignment(paragraph: &ParagraphStyle) -> String {
    let hyphens = if paragraph.hyphenate { "auto" } else { "manual" };
    let align = match paragraph.align {
        // Justified text has wide gaps on narrow screens.
        Alignment::Justified | Alignment::Start => "start",
        Alignment::Centre => "center",
    };
    format!("text-align: {align}; hyphens: {hyphens}; ")
}

/// The colour of a kind of paragraph, if it differs from that of its parent. Text in the colour of the
/// paper, on the band of the cover, has the main colour here, since the title page has no band.
pub fn colour(rule: &ParagraphRule) -> Option<Colour> {
    match rule.paragraph.colour {
        Colour::Paper => Some(Colour::Primary),
        Colour::Ink => (rule.parent.colour != Colour::Ink).then_some(Colour::Ink),
        colour @ (Colour::Primary | Colour::Accent | Colour::Tint | Colour::Link) => Some(colour),
    }
}

/// The value of `font-family`: the family, its fallbacks and the generic family.
pub fn font_stack(family: &FontFamily) -> String {
    let generic = match family.generic {
        GenericFamily::Serif => "serif",
        GenericFamily::SansSerif => "sans-serif",
        GenericFamily::Monospace => "monospace",
    };
    let named: String = family.all().map(|name| format!("{}, ", string(name))).collect();
    format!("{named}{generic}")
}

/// A number rounded to three decimal places.
pub fn rounded(number: f32) -> f32 {
    (number * 1000.0).round() / 1000.0
}
