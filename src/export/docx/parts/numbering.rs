//! `word/numbering.xml`, ECMA-376 Part 1 §17.9.

use crate::document::ListKind;
use crate::templates::Style;

use super::super::numbering_instances::{AbstractNumbering, DEEPEST, ListContext, Mark, Numbering};
use super::super::units::{item_indents_pt, twips};
use super::super::xml::{WORD, Xml};

/// Writes the part.
pub fn numbering(numbering: &Numbering, style: &Style) -> Vec<u8> {
    let mut xml = Xml::part("w:numbering", WORD);
    for (index, shape) in numbering.shapes().enumerate() {
        definition(&mut xml, style, index, shape);
    }
    for (index, instance) in numbering.instances().iter().enumerate() {
        let id = (index + 1).to_string();
        xml.open("w:num", &[("w:numId", &id)]).value("w:abstractNumId", instance.shape);
        if let Some((level, start)) = instance.start {
            xml.open("w:lvlOverride", &[("w:ilvl", &level.to_string())]);
            xml.value("w:startOverride", start).close("w:lvlOverride");
        }
        xml.close("w:num");
    }
    xml.end("w:numbering")
}

fn definition(xml: &mut Xml, style: &Style, index: usize, shape: &AbstractNumbering) {
    xml.open("w:abstractNum", &[("w:abstractNumId", &index.to_string())]);
    xml.value("w:multiLevelType", "multilevel");
    (0..=DEEPEST).for_each(|level| definition_level(xml, style, shape, level));
    xml.close("w:abstractNum");
}

fn definition_level(xml: &mut Xml, style: &Style, shape: &AbstractNumbering, level: u8) {
    let (format, text) = match &shape.mark {
        Mark::Bullets => ("bullet", bullet(style, shape.place, level).to_owned()),
        Mark::Literal(mark) => ("bullet", mark.clone()),
        Mark::Number { format, before, after } => {
            (number_format(*format), format!("{before}%{}{after}", level + 1))
        }
    };
    xml.open("w:lvl", &[("w:ilvl", &level.to_string())]);
    xml.value("w:start", 1).value("w:numFmt", format).value("w:lvlText", text);
    xml.value("w:lvlJc", "left").open("w:pPr", &[]);
    indents(xml, style, shape, level);
    xml.close("w:pPr").close("w:lvl");
}

fn bullet(style: &Style, place: ListContext, level: u8) -> &str {
    match place {
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
fn indents(xml: &mut Xml, style: &Style, shape: &AbstractNumbering, level: u8) {
    if shape.place == ListContext::Paragraphs {
        let stop = twips(PARAGRAPH_NUMBER_PT).to_string();
        xml.open("w:tabs", &[]);
        xml.leaf("w:tab", &[("w:val", "num"), ("w:pos", &stop)]).close("w:tabs");
        xml.leaf("w:ind", &[("w:left", "0"), ("w:firstLine", "0")]);
        return;
    }
    let recommendation = shape.place == ListContext::Recommendations;
    let (mark, text) = item_indents_pt(style, recommendation, level);
    let room = match &shape.mark {
        Mark::Number { format: ListKind::LowerRoman, .. } => ROMAN_PT,
        Mark::Number { format: ListKind::LowerAlpha, .. } => LETTER_PT,
        Mark::Number { format: ListKind::Decimal | ListKind::Bulleted, .. }
        | Mark::Bullets
        | Mark::Literal(_) => 0.0,
    };
    let text = text.max(mark + room);
    let (left, hanging) = (twips(text).to_string(), twips(text - mark).to_string());
    xml.leaf("w:ind", &[("w:left", &left), ("w:hanging", &hanging)]);
}
