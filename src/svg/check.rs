//! Rejects SVG files that contain scripts, animation or external resources.

use resvg::usvg::roxmltree::{Document, Node};

use super::{SvgError, invalid, rasters};

/// Elements that run scripts, animate, link or embed other media, or that no browser shows.
const REFUSED: &[&str] = &[
    "a",
    "animate",
    "animateColor",
    "animateMotion",
    "animateTransform",
    "audio",
    "foreignObject",
    "iframe",
    "script",
    "set",
    "tref",
    "video",
];

/// Checks that a file is SVG without active content or external references.
pub fn check(document: &Document) -> Result<(), SvgError> {
    if document.root_element().tag_name().name() != "svg" {
        return Err(invalid("the root element is not `svg`"));
    }
    match document.descendants().find_map(refused) {
        Some(held) => Err(SvgError::Unsupported(held)),
        None => Ok(()),
    }
}

/// Describes the refused part of an element, if any.
fn refused(node: Node) -> Option<String> {
    let element = node.tag_name().name();
    if REFUSED.contains(&element) {
        return Some(format!("the element `{element}`"));
    }
    if element == "style" && leads_elsewhere(node.text().unwrap_or_default()) {
        return Some("a style that loads an external resource".into());
    }
    node.attributes().find_map(|attribute| {
        let (name, value) = (attribute.name(), attribute.value());
        let acts = name.starts_with("on");
        let leads = name == "href"
            && !value.trim_start().starts_with('#')
            && !rasters::is_picture(node, name);
        let bad_name = NAMES.contains(&name) && value.contains(['<', '&', '"', '\'', '\\']);
        (acts || leads || bad_name || leads_elsewhere(value))
            .then(|| format!("the attribute `{name}`"))
    })
}

/// Attributes with names as values. The SVG writer copies them without escapes, and CSS reads some
/// of them.
const NAMES: &[&str] = &["id", "in", "in2", "result"];

/// Whether CSS loads an external resource; `url(#…)` stays within the file.
fn leads_elsewhere(css: &str) -> bool {
    let css = css.to_ascii_lowercase();
    let inside = |rest: &str| rest.trim_start_matches([' ', '"', '\'']).starts_with('#');
    css.contains("@import") || css.split("url(").skip(1).any(|rest| !inside(rest))
}
