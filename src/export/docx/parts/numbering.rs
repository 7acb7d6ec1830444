//! `word/numbering.xml`, ECMA-376 Part 1 §17.9.

use super::super::compose::{Abstract, Numbering};
use super::super::units::{item_indents_pt, twips};
use super::super::xml::{WORD, Xml};
use crate::templates::Style;

/// Levels of a list in Word.
const LEVELS: u8 = 9;

/// Writes the part: looks first, then lists.
pub fn write(style: &Style, numbering: &Numbering) -> Vec<u8> {
    let mut xml = Xml::part("w:numbering", WORD);
    for (index, looks) in numbering.looks().enumerate() {
        abstract_list(&mut xml, style, index, looks);
    }
    let looks: Vec<&Abstract> = numbering.looks().collect();
    for (index, instance) in numbering.instances.iter().enumerate() {
        let id = (index + 1).to_string();
        xml.open("w:num", &[("w:numId", id.as_str())]).value("w:abstractNumId", instance.looks);
        if let Some((level, start)) = instance.start {
            xml.open("w:lvlOverride", &[("w:ilvl", &level.to_string())]);
            xml.value("w:startOverride", start).close("w:lvlOverride");
        }
        if let (Some((level, bullet)), Some(looks)) = (&instance.bullet, looks.get(instance.looks))
        {
            xml.open("w:lvlOverride", &[("w:ilvl", &level.to_string())]);
            one_level(&mut xml, style, looks, *level, ("bullet", bullet));
            xml.close("w:lvlOverride");
        }
        xml.close("w:num");
    }
    xml.end("w:numbering")
}

fn abstract_list(xml: &mut Xml, style: &Style, index: usize, looks: &Abstract) {
    xml.open("w:abstractNum", &[("w:abstractNumId", &index.to_string())]);
    xml.value("w:multiLevelType", "multilevel");
    for level in 0..LEVELS {
        let (format, text) = mark(style, looks, level);
        one_level(xml, style, looks, level, (format, &text));
    }
    xml.close("w:abstractNum");
}

fn one_level(xml: &mut Xml, style: &Style, looks: &Abstract, level: u8, mark: (&str, &str)) {
    xml.open("w:lvl", &[("w:ilvl", &level.to_string())]).value("w:start", 1);
    xml.value("w:numFmt", mark.0).value("w:lvlText", mark.1).value("w:lvlJc", "left");
    let (from, text) = indents(style, looks, level);
    let (left, hanging) = (twips(text).to_string(), twips(text - from).to_string());
    xml.open("w:pPr", &[]).leaf("w:ind", &[("w:left", &left), ("w:hanging", &hanging)]);
    xml.close("w:pPr").open("w:rPr", &[]);
    // Marks are upright and of the weight of text, whatever the first words are.
    xml.leaf("w:b", &[("w:val", "0")]).leaf("w:i", &[("w:val", "0")]);
    xml.close("w:rPr").close("w:lvl");
}

/// Format and text of the marks of a level.
fn mark(style: &Style, looks: &Abstract, level: u8) -> (&'static str, String) {
    let place = level + 1;
    match looks {
        Abstract::Bullets { recommendation: true } => {
            ("bullet", style.recommendations.bullet(usize::from(level)).to_owned())
        }
        Abstract::Bullets { recommendation: false } => {
            ("bullet", style.lists.bullet(usize::from(level)).to_owned())
        }
        Abstract::Decimal { .. } | Abstract::Paragraphs => ("decimal", format!("%{place}.")),
        Abstract::LowerAlpha { .. } => ("lowerLetter", format!("(%{place})")),
        Abstract::LowerRoman { .. } => ("lowerRoman", format!("(%{place})")),
        Abstract::Recommendations { prefix } if prefix.is_empty() => {
            ("decimal", format!("%{place}."))
        }
        Abstract::Recommendations { prefix } => ("decimal", format!("{prefix}%{place}")),
    }
}

/// Where mark and text begin, in points.
fn indents(style: &Style, looks: &Abstract, level: u8) -> (f32, f32) {
    let step = style.lists.indent_pt;
    match looks {
        Abstract::Bullets { recommendation }
        | Abstract::Decimal { recommendation }
        | Abstract::LowerAlpha { recommendation }
        | Abstract::LowerRoman { recommendation } => item_indents_pt(style, *recommendation, level),
        Abstract::Recommendations { .. } => item_indents_pt(style, true, level),
        Abstract::Paragraphs => (0.0, 2.0 * step),
    }
}
