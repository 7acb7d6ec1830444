//! The style sheet of a web page: the style sheet of e-books, then the layout of the page.

use std::borrow::Cow;
use std::fmt::Write as _;

use rayon::prelude::*;

use super::links::{PageLinks, data_url};
use super::woff::woff;
use crate::document::{Document, ElementId, NoteKind};
use crate::export::xhtml::css;
use crate::export::xhtml::writer::{Medium, Used};
use crate::fonts::{Face, Fonts, woff2};
use crate::templates::{Colour, Style};

/// The rules that are the same for every template.
const RULES: &str = include_str!("page.css");

/// The whole style sheet.
pub fn style_sheet(
    document: &Document,
    style: &Style,
    fonts: &Fonts,
    links: &PageLinks,
    used: &Used,
) -> String {
    let faces: Vec<&Face> = css::embedded_faces(document, style, fonts, Medium::WebPage).collect();
    let mut sheet: String = faces.into_par_iter().map(font_face).collect();
    sheet.push_str(&css::rules(document, style, used, Medium::WebPage));
    sheet.push_str(RULES);
    colours(style, &mut sheet);
    margin_notes(document, &mut sheet);
    sheet.push_str(&links.rules());
    sheet
}

/// The rule of a face, which contains the face itself.
fn font_face(face: &Face) -> String {
    let bundled = woff2(face).map(|bytes| ("font/woff2", "woff2", Cow::Borrowed(bytes)));
    let own = || woff(&face.bytes).map(|bytes| ("font/woff", "woff", Cow::Owned(bytes)));
    let unchanged = || ("font/sfnt", "opentype", Cow::Borrowed(&*face.bytes));
    let (media_type, format, bytes) = bundled.or_else(own).unwrap_or_else(unchanged);
    let url = data_url(media_type, &bytes);
    css::font_face(face, &format!("url(\"{url}\") format(\"{format}\")"))
}

/// The colours of the parts that only web pages have, as variables for the rules above.
fn colours(style: &Style, sheet: &mut String) {
    let colours = &style.colours;
    let light = |colour| colours.get(colour).screen;
    // Without a dark paper colour, the browser's default applies.
    let dark = |colour: Colour| match (colours.get(colour).dark, colour) {
        (Some(dark), _) => format!("#{}", dark.hex()),
        (None, Colour::Paper) => "Canvas".into(),
        (None, _) => format!("#{}", light(colour).hex()),
    };
    let variables = |rgb: &dyn Fn(Colour) -> String| {
        let names = [
            ("paper", Colour::Paper),
            ("ink", Colour::Ink),
            ("tint", Colour::Tint),
            ("accent", Colour::Accent),
            ("link", Colour::Link),
        ];
        names.map(|(name, colour)| format!("--{name}: {}; ", rgb(colour))).concat()
    };
    let day = variables(&|it| format!("#{}", light(it).hex()));
    let night = variables(&dark);
    let _ = writeln!(sheet, ":root {{ {day}}}");
    let _ =
        writeln!(sheet, "@media screen and (prefers-color-scheme: dark) {{ :root {{ {night}}} }}");
    let on_band = [
        ("publisher", &style.paragraphs.cover_publisher),
        ("office", &style.paragraphs.cover_office),
    ];
    let (band, paper) = (light(Colour::Primary).hex(), light(Colour::Paper).hex());
    for (class, _) in on_band.iter().filter(|(_, it)| it.colour == Colour::Paper) {
        let _ = writeln!(
            sheet,
            ".title-page > .{class} {{ background-color: #{band}; color: #{paper}; margin: 0; }}\n\
             .title-page > .{class}:first-child {{ padding-top: 1.6em; }}\n\
             .title-page > .{class}:not(:has(+ .office)) {{ padding-bottom: 1.6em; }}"
        );
    }
}

/// Puts notes beside their references on wide screens (CSS Anchor Positioning 1). A note begins at its
/// first reference, or below the note before it. Browsers without anchor positioning keep the notes at
/// the end.
fn margin_notes(document: &Document, sheet: &mut String) {
    if document.notes.is_empty() || document.note_kind == NoteKind::Endnotes {
        return;
    }
    sheet.push_str("@supports (top: anchor(--a top)) {\n@media screen and (min-width: 84rem) {\n");
    sheet.push_str(MARGIN_RULES);
    let mut above: Option<ElementId> = None;
    for note in &document.notes {
        let (id, reference) = (document.anchor(note.id), document.anchor(note.first_reference));
        let beside = format!("anchor(--{reference} top, 0px)");
        let top = match above {
            Some(above) => {
                let above = document.anchor(above);
                format!("max({beside}, calc(anchor(--{above} bottom, 0px) + .6rem))")
            }
            None => beside,
        };
        let _ = writeln!(sheet, "#{reference} {{ anchor-name: --{reference}; }}");
        let _ = writeln!(sheet, "#{id} {{ anchor-name: --{id}; top: {top}; }}");
        above = Some(note.id);
    }
    sheet.push_str("}\n}\n");
}

/// The rules for notes on screens that are wide enough.
const MARGIN_RULES: &str = "\
main { position: relative; padding-inline-end: 21rem; }
.notes { border: 0; margin: 0; padding: 0; }
.notes > h2 { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); }
.notes > ol[role=list] > li { position: absolute; inset-inline-end: 0; inline-size: 17rem; margin: 0; }
.notes > ol > li:target { background-color: var(--tint); box-shadow: 0 0 0 .4rem var(--tint); }
";
