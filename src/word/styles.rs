//! The styles of a Word file (§17.7).

use std::collections::BTreeMap;
use std::sync::Arc;

use roxmltree::Node;

use super::model::{Format, Style, StyleKind};
use super::properties::{self, RunProperties};
use super::shared::Shared;
use super::xml;

/// The maximum number of styles that are based on each other, which ends circles. Word allows eleven.
pub const LONGEST_CHAIN: usize = 20;

/// The styles by id.
pub type Styles = BTreeMap<String, Style>;

/// Reads the root of the part: the styles, and the format and language of text without one.
pub fn read(root: Node, shared: &mut Shared) -> (Styles, Format, Option<Arc<str>>) {
    let defaults = xml::child(root, "docDefaults")
        .and_then(|it| xml::child(it, "rPrDefault"))
        .and_then(|it| xml::child(it, "rPr"))
        .map(|it| properties::run(it, shared, &mut |_| {}))
        .unwrap_or_default();
    let styles = xml::elements(root).filter(|it| xml::word_name(*it) == "style");
    let styles = styles.filter_map(|node| {
        Some((xml::attribute(node, "styleId")?.to_owned(), style(node, shared)))
    });
    (styles.collect(), defaults.format, defaults.language)
}

fn style(node: Node, shared: &mut Shared) -> Style {
    let run = xml::child(node, "rPr").map(|it| properties::run(it, shared, &mut |_| {}));
    let RunProperties { format, language, .. } = run.unwrap_or_default();
    let paragraph = xml::child(node, "pPr");
    Style {
        name: xml::child_value(node, "name").unwrap_or_default().into(),
        kind: match xml::attribute(node, "type") {
            Some("character") => StyleKind::Character,
            Some("table") => StyleKind::Table,
            Some("numbering") => StyleKind::Numbering,
            Some(_) | None => StyleKind::Paragraph,
        },
        is_default: matches!(xml::attribute(node, "default"), Some("1" | "true" | "on")),
        based_on: xml::child_value(node, "basedOn").map(Into::into),
        outline_level: paragraph.and_then(properties::outline_level),
        numbering: paragraph.and_then(properties::numbering),
        format,
        language,
        position: paragraph.map(properties::position).unwrap_or_default(),
    }
}

/// A style and those that it is based on, nearest first.
pub fn chain<'a>(styles: &'a Styles, id: Option<&str>) -> impl Iterator<Item = &'a Style> {
    let next = |style: &&'a Style| styles.get(style.based_on.as_deref()?);
    let first = id.and_then(|id| styles.get(id));
    std::iter::successors(first, next).take(LONGEST_CHAIN)
}

/// Fills a format from its character style.
pub fn complete(styles: &Styles, mut format: Format) -> Format {
    let id = format.style.clone();
    for style in chain(styles, id.as_deref()) {
        fill(&mut format, &style.format);
    }
    format
}

/// Fills the unset properties of a format from another.
pub fn fill(format: &mut Format, style: &Format) {
    format.bold = format.bold.or(style.bold);
    format.italic = format.italic.or(style.italic);
    format.underline = format.underline.or(style.underline);
    format.strike = format.strike.or(style.strike);
    format.capitals = format.capitals.or(style.capitals);
    format.small_capitals = format.small_capitals.or(style.small_capitals);
    format.hidden = format.hidden.or(style.hidden);
    format.vertical = format.vertical.or(style.vertical);
    format.size = format.size.or(style.size);
    format.monospaced = format.monospaced.or(style.monospaced);
}
