//! Colours, on a light ground and on a dark one.

use std::fmt::Write as _;

use super::Role;
use super::roles::colour;
use crate::templates::{Colour, Rgb, Style};

/// The rules of colour: those of the template, and those where the reader has chosen a dark ground.
pub fn rules(roles: &[Role], style: &Style, css: &mut String) {
    let light = |colour: Colour| style.colours.get(colour).screen;
    let dark = |colour: Colour| style.colours.get(colour).dark.unwrap_or(light(colour));
    css.push_str("html { color-scheme: light dark; }\n");
    set(roles, &light, css);
    // The width keeps out converters that know of no schemes and would take these for all readers.
    css.push_str("@media (prefers-color-scheme: dark) and (min-width: 1px) {\n");
    if let Some(paper) = style.colours.paper.dark {
        let ink = dark(Colour::Ink).hex();
        let _ = writeln!(css, "html {{ background-color: #{}; color: #{ink}; }}", paper.hex());
    }
    set(roles, &dark, css);
    let paper = light(Colour::Paper).hex();
    // What a picture draws in black on nothing is drawn on paper.
    let _ = writeln!(css, "figure img {{ background-color: #{paper}; }}");
    // A logo is drawn for paper.
    let _ = writeln!(css, ".title-page .logo {{ background-color: #{paper}; padding: .5em; }}");
    css.push_str("}\n");
}

fn set(roles: &[Role], ink: &dyn Fn(Colour) -> Rgb, css: &mut String) {
    for role in roles {
        if let Some(colour) = colour(role) {
            let _ = writeln!(css, "{} {{ color: #{}; }}", role.selector, ink(colour).hex());
        }
    }
    let hex = |colour| ink(colour).hex();
    let (accent, primary) = (hex(Colour::Accent), hex(Colour::Primary));
    let _ = writeln!(css, ".mark {{ color: #{accent}; }}");
    let _ = writeln!(css, ".recommendations {{ border-color: #{accent}; }}");
    let _ = writeln!(css, "a {{ color: #{primary}; }}");
    let (tint, ink) = (hex(Colour::Tint), hex(Colour::Ink));
    let _ = writeln!(css, "aside.box {{ background-color: #{tint}; color: #{ink}; }}");
}
