//! How paragraphs of each role are set.

use std::fmt::Write as _;

use crate::document::Direction;
use crate::templates::{
    Alignment, Colour, FontFamily, FontRole, GenericFamily, ParagraphStyle, Paragraphs, Style,
};
use crate::units::em_from_pt;

/// Paragraphs of one role.
pub struct Role<'s> {
    /// What chooses them.
    pub selector: &'static str,
    /// How they are set.
    pub paragraph: &'s ParagraphStyle,
    /// How what they stand in is set: an em is that of the element around.
    pub around: &'s ParagraphStyle,
}

/// Every role, those first that others stand in.
pub fn roles(p: &Paragraphs) -> [Role<'_>; 31] {
    let role = |selector, paragraph, around| Role { selector, paragraph, around };
    [
        role("body", &p.body, &p.body),
        role("h1", &p.heading1, &p.body),
        role("h2", &p.heading2, &p.body),
        role("h3, h4, h5, h6", &p.heading3, &p.body),
        role("h1 .label", &p.heading_prefix, &p.heading1),
        role("dl.people", &p.people, &p.body),
        role("dl.people dt", &p.people_role, &p.people),
        role(".recommendations > p.label", &p.recommendation_heading, &p.body),
        role(".recommendations li", &p.recommendation, &p.body),
        role("blockquote", &p.quotation, &p.body),
        role("blockquote p.source", &p.quotation_source, &p.quotation),
        role("aside.box", &p.box_text, &p.body),
        role("p.box-title", &p.box_title, &p.box_text),
        role("caption, figcaption", &p.caption, &p.body),
        role("p.credit", &p.credit, &p.body),
        role("figcaption .credit", &p.credit, &p.caption),
        role("th", &p.table_header, &p.body),
        role("td", &p.table_cell, &p.body),
        role("dl.terms dt", &p.term, &p.body),
        role("ul.works", &p.bibliography, &p.body),
        role(".participants", &p.participant, &p.body),
        role(".participants p.country", &p.participant_group, &p.participant),
        role("ul.index", &p.index, &p.body),
        role(".imprint p", &p.imprint, &p.body),
        role(".notes > ol", &p.note, &p.body),
        role(".title-page .publisher", &p.cover_publisher, &p.body),
        role(".title-page .office", &p.cover_office, &p.body),
        role(".title-page .series", &p.cover_series, &p.body),
        role(".title-page .title", &p.cover_title, &p.body),
        role(".title-page .subtitle", &p.cover_subtitle, &p.body),
        role(".title-page .venue, .title-page .dates", &p.cover_venue, &p.body),
    ]
}

/// The largest size of a paragraph, in em of the text: a narrow screen is no cover.
const LARGEST_EM: f32 = 2.2;

/// The rule of a role, in a text that runs in a direction.
pub fn rule(role: &Role, style: &Style, direction: Direction) -> String {
    let Role { selector, paragraph, around } = role;
    let mut css = format!("{selector} {{ ");
    let is_body = *selector == "body";
    if is_body || paragraph.family != around.family {
        let _ = write!(css, "font-family: {}; ", families(family(style, paragraph.family)));
    }
    let size = round(em_from_pt(paragraph.size_pt, around.size_pt).min(LARGEST_EM));
    if size != 1.0 || selector.starts_with('h') || *selector == ".title-page .title" {
        let _ = write!(css, "font-size: {size}em; ");
    }
    let _ = write!(
        css,
        "line-height: {}; ",
        round(em_from_pt(paragraph.leading_pt, paragraph.size_pt))
    );
    css.push_str(&letters(paragraph, direction));
    let _ = writeln!(css, "{}}}", alignment(paragraph));
    if paragraph.italic && direction == Direction::LeftToRight {
        // What is stressed in italics is upright.
        let stressed: Vec<String> = selector.split(", ").map(|one| format!("{one} em")).collect();
        let _ = writeln!(css, "{} {{ font-style: normal; }}", stressed.join(", "));
    }
    css
}

/// Arabic letters join and must not be moved apart, and neither Arabic nor Hebrew has italics or
/// capitals.
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
        // A narrow screen is no place for straight edges.
        Alignment::Justified | Alignment::Start => "start",
        Alignment::Centre => "center",
    };
    format!("text-align: {align}; hyphens: {hyphens}; ")
}

/// The colour of a role, where it is another than that of the text. What stands in the colour of
/// paper on the band of the cover stands on paper here.
pub fn colour(role: &Role) -> Option<Colour> {
    match role.paragraph.colour {
        Colour::Paper => Some(Colour::Primary),
        Colour::Ink => (role.around.colour != Colour::Ink).then_some(Colour::Ink),
        colour @ (Colour::Primary | Colour::Accent | Colour::Tint) => Some(colour),
    }
}

fn family(style: &Style, family: FontRole) -> &FontFamily {
    match family {
        FontRole::Text => &style.fonts.text,
        FontRole::Display => &style.fonts.display,
    }
}

fn families(family: &FontFamily) -> String {
    let generic = match family.generic {
        GenericFamily::Serif => "serif",
        GenericFamily::SansSerif => "sans-serif",
    };
    let named = std::iter::once(&family.name).chain(&family.fallback);
    let named: String = named.map(|name| format!("\"{}\", ", name.replace('"', ""))).collect();
    format!("{named}{generic}")
}

/// To three places.
pub fn round(number: f32) -> f32 {
    (number * 1000.0).round() / 1000.0
}
