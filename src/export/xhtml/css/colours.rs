//! Colours on light and dark backgrounds.

use std::fmt::Write as _;

use super::paragraph_rules::{ParagraphRule, colour};
use crate::templates::{Colour, Rgb, Style};

/// The colours of the template for light backgrounds, then those for dark backgrounds.
pub fn rules(paragraphs: &[ParagraphRule], style: &Style, css: &mut String) {
    let light = |colour: Colour| style.colours.get(colour).screen;
    let dark = |colour: Colour| style.colours.get(colour).dark.unwrap_or(light(colour));
    css.push_str("html { color-scheme: light dark; }\n");
    colour_rules(paragraphs, style, &light, css);
    // Converters that ignore colour schemes would apply these rules to all readers. The second
    // condition makes them skip the whole query.
    css.push_str("@media (prefers-color-scheme: dark) and (min-width: 1px) {\n");
    if let Some(paper) = style.colours.paper.dark {
        let ink = dark(Colour::Ink).hex();
        let _ = writeln!(css, "html {{ background-color: #{}; color: #{ink}; }}", paper.hex());
    }
    colour_rules(paragraphs, style, &dark, css);
    let paper = light(Colour::Paper).hex();
    // Transparent pictures with black lines need a light background.
    let _ = writeln!(css, "figure img {{ background-color: #{paper}; }}");
    // Logos are designed for a light background.
    let _ = writeln!(css, ".title-page .logo {{ background-color: #{paper}; padding: .5em; }}");
    css.push_str("}\n");
}

fn colour_rules(
    rules: &[ParagraphRule],
    style: &Style,
    rgb: &dyn Fn(Colour) -> Rgb,
    css: &mut String,
) {
    for rule in rules {
        if let Some(colour) = colour(rule) {
            let _ = writeln!(css, "{} {{ color: #{}; }}", rule.selector, rgb(colour).hex());
        }
    }
    let hex = |colour| rgb(colour).hex();
    let (accent, link) = (hex(Colour::Accent), hex(Colour::Link));
    let _ = writeln!(css, ".mark {{ color: #{accent}; }}");
    let _ = writeln!(css, ".recommendations {{ border-color: #{accent}; }}");
    if style.links.references {
        let _ = writeln!(css, "a {{ color: #{link}; }}");
    } else {
        // Only addresses outside the book contain a colon.
        let _ = writeln!(css, "a {{ color: inherit; }}\na[href*=\":\"] {{ color: #{link}; }}");
    }
    let (tint, ink) = (hex(Colour::Tint), hex(Colour::Ink));
    let _ = writeln!(css, "aside.box {{ background-color: #{tint}; color: #{ink}; }}");
}
