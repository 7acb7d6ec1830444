//! Colours on light and dark backgrounds.

use std::fmt::Write as _;

use super::paragraph_rules::{ParagraphRule, colour};
use crate::export::xhtml::writer::Medium;
use crate::templates::{Colour, Rgb, Style};

/// The colours of the template for light backgrounds, then those for dark backgrounds.
pub fn rules(paragraphs: &[ParagraphRule], style: &Style, medium: Medium, css: &mut String) {
    let light = |colour: Colour| style.colours.get(colour).screen;
    let dark = |colour: Colour| style.colours.get(colour).dark.unwrap_or(light(colour));
    css.push_str("html { color-scheme: light dark; }\n");
    colour_rules(paragraphs, style, &light, css);
    let band = band(style, medium, &light);
    css.push_str(&band);
    // Converters that ignore colour schemes would apply these rules to all readers. The second
    // condition makes them skip the whole query.
    css.push_str("@media (prefers-color-scheme: dark) and (min-width: 1px) {\n");
    if let Some(paper) = style.colours.paper.dark {
        let ink = dark(Colour::Ink).hex();
        let _ = writeln!(css, "html {{ background-color: #{}; color: #{ink}; }}", paper.hex());
    }
    colour_rules(paragraphs, style, &dark, css);
    // The paper is the light one, so the band is as well.
    css.push_str(&band);
    let paper = light(Colour::Paper).hex();
    // Transparent pictures with black lines need a light background.
    let _ = writeln!(css, "figure img {{ background-color: #{paper}; }}");
    // Logos are designed for a light background.
    let _ = writeln!(css, ".title-page .logo {{ background-color: #{paper}; padding: .5em; }}");
    css.push_str("}\n");
}

/// The band behind headings of level 1, if the template has one.
fn band(style: &Style, medium: Medium, rgb: &dyn Fn(Colour) -> Rgb) -> String {
    if !style.has_band(1) {
        return String::new();
    }
    let first = medium.first_heading();
    let hex = |colour| rgb(colour).hex();
    let (band, paper, tint) = (hex(style.openers.colour), hex(Colour::Paper), hex(Colour::Tint));
    // The title page has no band.
    let title = format!("h{first}:not(.title)");
    format!(
        "{title}, section > .heading > {title}:target {{ background-color: #{band}; color: #{paper}; }}\n\
         {title} .label, {title} .number.above, {title} .number {{ color: #{tint}; }}\n\
         {title} a {{ color: #{paper}; }}\n"
    )
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
    let _ = writeln!(css, "aside.box, .pull-quote {{ border-color: #{accent}; }}");
    let _ = writeln!(css, "aside.box {{ background-color: #{tint}; color: #{ink}; }}");
}
