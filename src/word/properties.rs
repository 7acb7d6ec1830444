//! The properties of runs and paragraphs that the model contains.

use std::sync::Arc;

use roxmltree::Node;

use super::model::{Format, Numbering, ParagraphPosition, Vertical};
use super::shared::Shared;
use super::xml;

/// The properties of a run (§17.3.2.28), without its character style.
#[derive(Debug, Default)]
pub struct RunProperties<'a, 'i> {
    pub format: Format,
    pub language: Option<Arc<str>>,
    /// The elements for tracked changes in it.
    pub changes: Vec<Node<'a, 'i>>,
}

/// Reads `w:rPr`. Properties that the model lacks are passed to `skipped`.
pub fn run<'a, 'i>(
    node: Node<'a, 'i>,
    shared: &mut Shared,
    skipped: &mut impl FnMut(&'i str),
) -> RunProperties<'a, 'i> {
    let mut properties = RunProperties::default();
    let mut right_to_left = false;
    let mut language = None;
    let RunProperties { format, changes, .. } = &mut properties;
    for child in xml::elements(node) {
        let value = || xml::attribute(child, "val");
        match xml::word_name(child) {
            "b" => format.bold = Some(xml::is_on(child)),
            "i" => format.italic = Some(xml::is_on(child)),
            "u" => format.underline = Some(value() != Some("none")),
            "strike" | "dstrike" => {
                format.strike = Some(xml::is_on(child) || format.strike == Some(true));
            }
            "caps" | "smallCaps" => {
                format.capitals = Some(xml::is_on(child) || format.capitals == Some(true));
                if xml::word_name(child) == "smallCaps" {
                    format.small_capitals = Some(xml::is_on(child));
                }
            }
            "vanish" => format.hidden = Some(xml::is_on(child)),
            "vertAlign" => format.vertical = value().map(vertical),
            "sz" => format.size = value().and_then(|it| it.parse().ok()),
            "rFonts" => {
                let face = xml::attribute(child, "ascii").or(xml::attribute(child, "hAnsi"));
                format.monospaced = face.map(is_monospaced);
                skipped("rFonts");
            }
            "rStyle" => format.style = value().map(|it| shared.text(it)),
            "rtl" => right_to_left = xml::is_on(child),
            "lang" => language = Some(child),
            "ins" | "del" | "moveFrom" | "moveTo" | "rPrChange" => changes.push(child),
            // Properties for complex scripts repeat the others; proofing does not change the text.
            "bCs" | "iCs" | "szCs" | "noProof" => {}
            _ => skipped(child.tag_name().name()),
        }
    }
    let name = if right_to_left { "bidi" } else { "val" };
    let language = language.and_then(|it| xml::attribute(it, name)).filter(|it| !it.is_empty());
    properties.language = language.map(|it| shared.text(it));
    properties
}

/// Words in the names of monospaced faces.
const MONOSPACED: &[&str] = &[
    "mono",
    "courier",
    "consolas",
    "menlo",
    "monaco",
    "lucida console",
    "fixedsys",
    "source code",
];

fn is_monospaced(face: &str) -> bool {
    let face = face.to_lowercase();
    // Monotype is the name of a foundry.
    MONOSPACED.iter().any(|it| face.contains(it)) && !face.contains("monotype")
}

fn vertical(value: &str) -> Vertical {
    match value {
        "superscript" => Vertical::Superscript,
        "subscript" => Vertical::Subscript,
        _ => Vertical::Baseline,
    }
}

/// The list item that paragraph properties state.
pub fn numbering(properties: Node) -> Option<Numbering> {
    let node = xml::child(properties, "numPr")?;
    let level = xml::child_value(node, "ilvl").and_then(|it| it.parse().ok());
    let list = xml::child_value(node, "numId").and_then(|it| it.parse().ok())?;
    Some(Numbering { list, level: level.unwrap_or(0) })
}

/// The position that paragraph properties give to the paragraph.
pub fn position(properties: Node) -> ParagraphPosition {
    let indents = xml::child(properties, "ind");
    // The older names are left and right.
    let indent = |names: [&str; 2]| {
        let value = names.iter().find_map(|name| xml::attribute(indents?, name));
        value.and_then(|it| it.parse().ok())
    };
    ParagraphPosition {
        page_break_before: xml::child(properties, "pageBreakBefore").map(xml::is_on),
        centred: xml::child_value(properties, "jc").map(|it| it == "center"),
        indents: (indent(["start", "left"]), indent(["end", "right"])),
    }
}

/// The outline level that paragraph properties state.
pub fn outline_level(properties: Node) -> Option<u8> {
    xml::child_value(properties, "outlineLvl")?.parse().ok()
}
