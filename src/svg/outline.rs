//! The shape and the words of an SVG picture, which is not drawn.

use resvg::usvg::roxmltree::Node;

use super::parse;
use crate::limits::Limits;

/// What an SVG picture shows, as far as its elements say.
#[derive(Clone, Debug, PartialEq)]
pub struct Outline {
    /// Width and height in any unit.
    pub size: (f32, f32),
    /// The words of each text.
    pub texts: Vec<String>,
}

/// The outline of a file; `None` if it is not SVG, exceeds the limits or has no size.
pub fn outline(bytes: &[u8], limits: &Limits) -> Option<Outline> {
    let text = std::str::from_utf8(bytes).ok()?;
    let document = parse(text, limits).ok()?;
    let root = document.root_element();
    let texts = root.descendants().filter(|node| node.has_tag_name("text")).map(words);
    let texts = texts.filter(|words| !words.is_empty()).collect();
    Some(Outline { size: size(root)?, texts })
}

/// The width and height that an element names, or those of its view box.
fn size(root: Node) -> Option<(f32, f32)> {
    let length = |name: &str| length(root.attribute(name)?);
    let named = || Some((length("width")?, length("height")?));
    let view_box = || {
        let mut numbers = root.attribute("viewBox")?.split([' ', ',']).filter(|it| !it.is_empty());
        let (width, height) = (numbers.nth(2)?, numbers.next()?);
        Some((width.parse().ok()?, height.parse().ok()?))
    };
    let size = named().or_else(view_box);
    size.filter(|(width, height): &(f32, f32)| *width > 0.0 && *height > 0.0)
}

/// The number of a length; `None` for a share of the page.
fn length(value: &str) -> Option<f32> {
    value.trim().trim_end_matches(char::is_alphabetic).parse().ok()
}

/// The words of a text and of the parts in it, with single spaces.
fn words(text: Node) -> String {
    let parts = text.descendants().filter(Node::is_text).filter_map(|node| node.text());
    let words: Vec<&str> = parts.flat_map(str::split_whitespace).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_outline_has_size_and_texts() {
        let of = |attributes: &str, inner: &str| {
            let svg = format!("<svg xmlns='http://www.w3.org/2000/svg' {attributes}>{inner}</svg>");
            outline(svg.as_bytes(), &Limits::default())
        };
        let texts = "<g><text>Cases <tspan>found</tspan></text></g><title>No</title><text> </text>";
        let found = of("viewBox='0 0 40 20'", texts).unwrap();
        assert_eq!(found, Outline { size: (40.0, 20.0), texts: vec!["Cases found".into()] });
        assert_eq!(of("width='2in' height='1in' viewBox='0,0,9,9'", "").unwrap().size, (2.0, 1.0));
        assert_eq!(
            of("width='100%' height='100%' viewBox='0,0,9,9'", "").unwrap().size,
            (9.0, 9.0)
        );
        assert_eq!(of("", ""), None);
        assert_eq!(outline(b"<svg", &Limits::default()), None);
    }
}
