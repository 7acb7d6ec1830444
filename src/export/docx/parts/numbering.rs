//! `word/numbering.xml`, ECMA-376 Part 1 §17.9.

use crate::document::ListKind;
use crate::templates::Style;
use crate::units::twips;

use super::super::geometry::item_indents_pt;
use super::super::numbering_instances::{
    AbstractNumbering, LevelText, ListContext, MAX_LEVEL, Numbering,
};
use super::super::styles::{WordStyle, style_of};
use super::super::xml::{WORD, Xml};

/// Writes the part.
pub fn numbering(numbering: &Numbering, style: &Style) -> Vec<u8> {
    let mut xml = Xml::part("w:numbering", WORD);
    for (index, list) in numbering.abstract_numberings().enumerate() {
        abstract_numbering(&mut xml, style, index, list);
    }
    for (index, instance) in numbering.instances().iter().enumerate() {
        let id = (index + 1).to_string();
        xml.open("w:num", &[("w:numId", &id)])
            .value("w:abstractNumId", instance.abstract_numbering);
        if let Some((level, start)) = instance.start {
            xml.open("w:lvlOverride", &[("w:ilvl", &level.to_string())]);
            xml.value("w:startOverride", start).close("w:lvlOverride");
        }
        xml.close("w:num");
    }
    xml.end("w:numbering")
}

fn abstract_numbering(xml: &mut Xml, style: &Style, index: usize, list: &AbstractNumbering) {
    xml.open("w:abstractNum", &[("w:abstractNumId", &index.to_string())]);
    xml.value("w:multiLevelType", "multilevel");
    for level in 0..=MAX_LEVEL {
        numbering_level(xml, style, list, level, style_of(style, index + 1, level));
    }
    xml.close("w:abstractNum");
}

/// Writes a level, §17.9.6, with the style that applies it.
fn numbering_level(
    xml: &mut Xml,
    style: &Style,
    list: &AbstractNumbering,
    level: u8,
    applied_by: Option<WordStyle>,
) {
    let (format, text) = match &list.text {
        LevelText::Bullets => ("bullet", bullet(style, list.context, level).to_owned()),
        LevelText::Literal(text) => ("bullet", text.clone()),
        LevelText::Number { format, before, after } => {
            (number_format(*format), format!("{before}%{}{after}", level + 1))
        }
    };
    xml.open("w:lvl", &[("w:ilvl", &level.to_string())]);
    xml.value("w:start", 1).value("w:numFmt", format);
    if let Some(word_style) = applied_by {
        xml.value("w:pStyle", word_style.id());
    }
    xml.value("w:lvlText", text);
    xml.value("w:lvlJc", "left").open("w:pPr", &[]);
    indents(xml, style, list, level);
    xml.close("w:pPr").close("w:lvl");
}

fn bullet(style: &Style, context: ListContext, level: u8) -> &str {
    match context {
        ListContext::Text | ListContext::Paragraphs => style.lists.bullet(level.into()),
        ListContext::Recommendations => style.recommendations.bullet(level.into()),
    }
}

/// `ST_NumberFormat`, §17.18.59.
fn number_format(kind: ListKind) -> &'static str {
    match kind {
        ListKind::Bulleted => "bullet",
        ListKind::Decimal => "decimal",
        ListKind::LowerAlpha => "lowerLetter",
        ListKind::LowerRoman => "lowerRoman",
    }
}

/// Width of "(viii)", in points.
const ROMAN_PT: f32 = 26.0;
/// Width of "(m)", in points.
const LETTER_PT: f32 = 18.5;
/// Distance from the margin to the text of a numbered paragraph, in points.
const PARAGRAPH_NUMBER_PT: f32 = 28.35;

/// Indents the text so that list markers hang; paragraph numbers are part of the first line.
fn indents(xml: &mut Xml, style: &Style, list: &AbstractNumbering, level: u8) {
    if list.context == ListContext::Paragraphs {
        let stop = twips(PARAGRAPH_NUMBER_PT).to_string();
        xml.open("w:tabs", &[]);
        xml.leaf("w:tab", &[("w:val", "num"), ("w:pos", &stop)]).close("w:tabs");
        xml.leaf("w:ind", &[("w:left", "0"), ("w:firstLine", "0")]);
        return;
    }
    let recommendation = list.context == ListContext::Recommendations;
    let (marker, text) = item_indents_pt(style, recommendation, level);
    let width = match &list.text {
        LevelText::Number { format: ListKind::LowerRoman, .. } => ROMAN_PT,
        LevelText::Number { format: ListKind::LowerAlpha, .. } => LETTER_PT,
        LevelText::Number { format: ListKind::Decimal | ListKind::Bulleted, .. }
        | LevelText::Bullets
        | LevelText::Literal(_) => 0.0,
    };
    let text = text.max(marker + width);
    let (left, hanging) = (twips(text).to_string(), twips(text - marker).to_string());
    xml.leaf("w:ind", &[("w:left", &left), ("w:hanging", &hanging)]);
}
