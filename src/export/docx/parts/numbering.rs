//! `word/numbering.xml`, ECMA-376 Part 1 §17.9.

use crate::templates::{PrefixPosition, Style};
use crate::units::twips;

use super::super::geometry::measure_pt;
use super::super::numbering_instances::{
    AbstractNumbering, LevelText, ListContext, MAX_LEVEL, NumberFormat, Numbering, Suffix,
};
use super::super::styles::{RunProperties, WordStyle, prefix_position, style_of};
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
    let outline = || (1..=level + 1).map(|level| format!("%{level}")).collect::<Vec<_>>().join(".");
    let is_outline = list.is_outline(style, level);
    let (format, text) = match &list.text {
        _ if is_outline => ("decimal", outline()),
        LevelText::Outline => ("decimal", outline()),
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
    match list.context {
        ListContext::Headings(_) if is_outline => xml.value("w:suff", "space"),
        ListContext::Headings(Suffix::Space) => xml.value("w:suff", "space"),
        ListContext::Headings(Suffix::Nothing) => xml.value("w:suff", "nothing"),
        ListContext::Headings(Suffix::Tab)
        | ListContext::Text
        | ListContext::Recommendations
        | ListContext::Paragraphs => &mut *xml,
    };
    xml.value("w:lvlText", text);
    xml.value("w:lvlJc", "left").open("w:pPr", &[]);
    match is_outline {
        true => number_in_line(xml, None),
        false => indents(xml, style, list, level),
    }
    xml.close("w:pPr");
    if let (ListContext::Headings(_), false) = (list.context, is_outline) {
        xml.open_if_filled("w:rPr", |xml| heading_number(xml, style));
    }
    xml.close("w:lvl");
}

/// Writes the properties that a number above its heading has but the heading does not.
fn heading_number(xml: &mut Xml, style: &Style) {
    match prefix_position(style) {
        PrefixPosition::Inline => {}
        PrefixPosition::Above => {
            let heading = RunProperties::of(style.paragraphs.heading(1));
            let number = RunProperties::of(&style.paragraphs.heading_prefix);
            number.write(xml, style, Some(&heading));
        }
    }
}

fn bullet(style: &Style, context: ListContext, level: u8) -> &str {
    match context {
        ListContext::Text | ListContext::Paragraphs | ListContext::Headings(_) => {
            style.lists.bullet(level.into())
        }
        ListContext::Recommendations => style.recommendations.bullet(level.into()),
    }
}

/// `ST_NumberFormat`, §17.18.59.
fn number_format(format: NumberFormat) -> &'static str {
    match format {
        NumberFormat::Decimal => "decimal",
        NumberFormat::LowerLetter => "lowerLetter",
        NumberFormat::UpperLetter => "upperLetter",
        NumberFormat::LowerRoman => "lowerRoman",
        NumberFormat::RussianLower => "russianLower",
        NumberFormat::RussianUpper => "russianUpper",
        NumberFormat::ArabicAbjad => "arabicAbjad",
        NumberFormat::ChineseCounting => "chineseCounting",
    }
}

/// Distance from the margin to the text of a numbered paragraph, in points.
const PARAGRAPH_NUMBER_PT: f32 = 28.35;

/// Indents the text so that list markers hang; other numbers are part of the first line.
fn indents(xml: &mut Xml, style: &Style, list: &AbstractNumbering, level: u8) {
    let Some((marker, text)) = list.indents_pt(style, level) else {
        let tab_pt = match list.context {
            ListContext::Paragraphs => Some(PARAGRAPH_NUMBER_PT),
            // The tab ends at the margin, so the heading begins on the next line.
            ListContext::Headings(Suffix::Tab) => Some(measure_pt(&style.page)),
            ListContext::Headings(Suffix::Space | Suffix::Nothing)
            | ListContext::Text
            | ListContext::Recommendations => None,
        };
        return number_in_line(xml, tab_pt);
    };
    let (left, hanging) = (twips(text).to_string(), twips(text - marker).to_string());
    xml.leaf("w:ind", &[("w:left", &left), ("w:hanging", &hanging)]);
}

/// Writes the properties of a paragraph with the number in its first line, with the position of the tab
/// after the number, in points.
fn number_in_line(xml: &mut Xml, tab_pt: Option<f32>) {
    if let Some(tab_pt) = tab_pt {
        let stop = twips(tab_pt).to_string();
        xml.open("w:tabs", &[]);
        xml.leaf("w:tab", &[("w:val", "num"), ("w:pos", &stop)]).close("w:tabs");
    }
    xml.leaf("w:ind", &[("w:left", "0"), ("w:firstLine", "0")]);
}
