//! Rejects SVG files that contain scripts, animation, external resources or embedded bitmaps.

use resvg::usvg::roxmltree::{Document, Node, ParsingOptions};

/// Why an SVG is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SvgError {
    /// The file is not valid SVG; the parser's reason.
    Invalid(String),
    /// An element, attribute or style that not every output format can show.
    Unsupported(String),
}

/// Elements that run scripts, animate, link or embed other media. A bitmap belongs in a figure of
/// the report rather than inside an SVG.
const REFUSED: &[&str] = &[
    "a",
    "animate",
    "animateColor",
    "animateMotion",
    "animateTransform",
    "audio",
    "foreignObject",
    "iframe",
    "image",
    "script",
    "set",
    "video",
];

/// Checks that a file is SVG without active content or external references.
pub fn check(bytes: &[u8]) -> Result<(), SvgError> {
    let broken = |reason: String| SvgError::Invalid(reason);
    let text = std::str::from_utf8(bytes).map_err(|error| broken(error.to_string()))?;
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options);
    let document = document.map_err(|error| broken(error.to_string()))?;
    if document.root_element().tag_name().name() != "svg" {
        return Err(broken("the root element is not `svg`".into()));
    }
    match document.descendants().find_map(refused) {
        Some(held) => Err(SvgError::Unsupported(held)),
        None => Ok(()),
    }
}

/// Describes what is refused about an element.
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
        let leads = name == "href" && !value.trim_start().starts_with('#');
        (acts || leads || leads_elsewhere(value)).then(|| format!("the attribute `{name}`"))
    })
}

/// Whether CSS loads an external resource; `url(#…)` stays within the file.
fn leads_elsewhere(css: &str) -> bool {
    let css = css.to_ascii_lowercase();
    let inside = |rest: &str| rest.trim_start_matches([' ', '"', '\'']).starts_with('#');
    css.contains("@import") || css.split("url(").skip(1).any(|rest| !inside(rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(inner: &str) -> Result<(), SvgError> {
        let svg = format!(
            "<svg xmlns='http://www.w3.org/2000/svg' \
             xmlns:xlink='http://www.w3.org/1999/xlink' viewBox='0 0 1 1'>{inner}</svg>"
        );
        check(svg.as_bytes())
    }

    #[test]
    fn shapes_are_accepted() {
        let fine = "<style>rect { fill: url(#g) }</style><defs><linearGradient id='g'/></defs>\
                    <rect id='r' fill=\"url('#g')\"/><use xlink:href='#r'/><text>a</text>";
        assert_eq!(held(fine), Ok(()));
    }

    #[test]
    fn active_and_external_content_is_refused() {
        for (inner, word) in [
            ("<script>1</script>", "`script`"),
            ("<g><image href='a.png'/></g>", "`image`"),
            ("<rect onclick='x()'/>", "`onclick`"),
            ("<use xlink:href='other.svg#a'/>", "`href`"),
            ("<rect fill='url(http://example.org/a)'/>", "`fill`"),
            ("<style>@import 'a.css';</style>", "style"),
            ("<a href='#x'/>", "`a`"),
        ] {
            let Err(SvgError::Unsupported(held)) = held(inner) else { panic!("{inner}") };
            assert!(held.contains(word), "{held}");
        }
    }

    #[test]
    fn other_files_are_invalid() {
        for text in ["", "<p/>", "<svg", "plain", "<!DOCTYPE a [<!ENTITY b '&b;'>]><svg>&b;</svg>"]
        {
            assert!(matches!(check(text.as_bytes()), Err(SvgError::Invalid(_))), "{text}");
        }
        assert!(matches!(check(b"\xff\xd8"), Err(SvgError::Invalid(_))));
    }
}
