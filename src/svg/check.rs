//! What an SVG may hold so that it looks the same wherever it is shown, and does nothing.

use resvg::usvg::roxmltree::{Document, Node, ParsingOptions};

/// Why a picture is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// It is no SVG, for this reason.
    Broken(String),
    /// It holds this, which not every format can show.
    Holds(String),
}

/// Elements that act, change, or bring what is no shape. A picture of pixels within a picture had
/// better be a picture of its own.
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

/// Refuses what acts or leads elsewhere.
pub fn check(bytes: &[u8]) -> Result<(), Flaw> {
    let broken = |reason: String| Flaw::Broken(reason);
    let text = std::str::from_utf8(bytes).map_err(|error| broken(error.to_string()))?;
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options);
    let document = document.map_err(|error| broken(error.to_string()))?;
    if document.root_element().tag_name().name() != "svg" {
        return Err(broken("its root is not `svg`".into()));
    }
    match document.descendants().find_map(refused) {
        Some(held) => Err(Flaw::Holds(held)),
        None => Ok(()),
    }
}

/// What of an element is refused, in words.
fn refused(node: Node) -> Option<String> {
    let element = node.tag_name().name();
    if REFUSED.contains(&element) {
        return Some(format!("the element `{element}`"));
    }
    if element == "style" && leads_elsewhere(node.text().unwrap_or_default()) {
        return Some("a style that leads out of the file".into());
    }
    node.attributes().find_map(|attribute| {
        let (name, value) = (attribute.name(), attribute.value());
        let acts = name.starts_with("on");
        let leads = name == "href" && !value.trim_start().starts_with('#');
        (acts || leads || leads_elsewhere(value)).then(|| format!("the attribute `{name}`"))
    })
}

/// Whether a value of CSS fetches something: only `url(#…)` stays within the file.
fn leads_elsewhere(css: &str) -> bool {
    let css = css.to_ascii_lowercase();
    let inside = |rest: &str| rest.trim_start_matches([' ', '"', '\'']).starts_with('#');
    css.contains("@import") || css.split("url(").skip(1).any(|rest| !inside(rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(inner: &str) -> Result<(), Flaw> {
        let svg = format!(
            "<svg xmlns='http://www.w3.org/2000/svg' \
             xmlns:xlink='http://www.w3.org/1999/xlink' viewBox='0 0 1 1'>{inner}</svg>"
        );
        check(svg.as_bytes())
    }

    #[test]
    fn shapes_are_welcome() {
        let fine = "<style>rect { fill: url(#g) }</style><defs><linearGradient id='g'/></defs>\
                    <rect id='r' fill=\"url('#g')\"/><use xlink:href='#r'/><text>a</text>";
        assert_eq!(held(fine), Ok(()));
    }

    #[test]
    fn what_acts_or_leads_elsewhere_is_refused() {
        for (inner, word) in [
            ("<script>1</script>", "`script`"),
            ("<g><image href='a.png'/></g>", "`image`"),
            ("<rect onclick='x()'/>", "`onclick`"),
            ("<use xlink:href='other.svg#a'/>", "`href`"),
            ("<rect fill='url(http://example.org/a)'/>", "`fill`"),
            ("<style>@import 'a.css';</style>", "style"),
            ("<a href='#x'/>", "`a`"),
        ] {
            let Err(Flaw::Holds(held)) = held(inner) else { panic!("{inner}") };
            assert!(held.contains(word), "{held}");
        }
    }

    #[test]
    fn what_is_no_svg_is_broken() {
        for text in ["", "<p/>", "<svg", "plain", "<!DOCTYPE a [<!ENTITY b '&b;'>]><svg>&b;</svg>"]
        {
            assert!(matches!(check(text.as_bytes()), Err(Flaw::Broken(_))), "{text}");
        }
        assert!(matches!(check(b"\xff\xd8"), Err(Flaw::Broken(_))));
    }
}
