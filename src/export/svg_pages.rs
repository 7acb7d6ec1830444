//! Finished pages as SVG, for browsers on the machine of the editor.
//!
//! Glyphs are drawn by number: the fonts of these pages ([`glyph_font`]) have only a private-use character
//! for every glyph. The browser therefore neither shapes nor breaks text, and a page has the glyphs of the
//! PDF in the same places. The text itself lies transparent over them, so that it can be selected, searched
//! and read aloud.

mod fingerprint;
mod glyph_font;
mod glyphs;

use std::fmt::Write as _;

use crate::document::{Document, ImageId, is_right_to_left};
use crate::export::xml::escape;
use crate::fonts::Fonts;
use crate::layout::{GlyphRun, Item, Page, Rect};
use crate::templates::{Colour, Palette};

pub use fingerprint::{Mixer, fingerprint};
pub use glyph_font::glyph_font;
use glyphs::{Glyphs, rotation};

/// The name of the font family of a face in these pages.
pub fn family(face: usize) -> String {
    format!("plenary-{face}")
}

/// Writes pages of a document.
pub struct PageWriter<'a> {
    document: &'a Document,
    palette: &'a Palette,
    fonts: &'a Fonts,
    /// The address of a picture.
    picture: &'a dyn Fn(ImageId) -> String,
}

impl<'a> PageWriter<'a> {
    /// A writer; `picture` gives the address of a picture.
    pub fn new(
        document: &'a Document,
        palette: &'a Palette,
        fonts: &'a Fonts,
        picture: &'a dyn Fn(ImageId) -> String,
    ) -> PageWriter<'a> {
        PageWriter { document, palette, fonts, picture }
    }

    /// Writes a page. One unit is a point.
    pub fn page(&self, page: &Page) -> String {
        let (width, height) = (number(page.width), number(page.height));
        let language = escape(&self.document.language);
        let mut out = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" \
             lang=\"{language}\"><g aria-hidden=\"true\">\n"
        );
        let paper = self.colour(Colour::Paper);
        let _ = writeln!(out, "<rect width=\"{width}\" height=\"{height}\" fill=\"{paper}\"/>");
        let mut glyphs = Glyphs::new(self.fonts);
        page.items.iter().for_each(|item| self.item(item, &mut glyphs, &mut out));
        out.push_str("</g><g class=\"words\">\n");
        page.items.iter().filter_map(run).for_each(|run| self.words(run, &mut out));
        out.push_str("</g></svg>");
        out
    }

    fn colour(&self, colour: Colour) -> String {
        format!("#{}", self.palette.get(colour).screen.hex())
    }

    fn item(&self, item: &Item, glyphs: &mut Glyphs, out: &mut String) {
        match item {
            Item::Glyphs(run) => glyphs.run(run, &self.colour(run.colour), out),
            Item::Fill { rect, colour, .. } => {
                let (place, fill) = (place(rect), self.colour(*colour));
                let _ = writeln!(out, "<rect {place} fill=\"{fill}\"/>");
            }
            Item::Image { rect, window, image, .. } => {
                let address = escape(&(self.picture)(*image));
                let (shown, whole) = (window.as_ref().unwrap_or(rect), place(rect));
                let (x, y) = (number(shown.x), number(shown.y));
                let (width, height) = (number(shown.width), number(shown.height));
                let _ = writeln!(
                    out,
                    "<svg {} viewBox=\"{x} {y} {width} {height}\"><image {whole} \
                     preserveAspectRatio=\"none\" href=\"{address}\"/></svg>",
                    place(shown)
                );
            }
            Item::Link(_) => {}
        }
    }

    /// The text of a run, as wide as its glyphs.
    fn words(&self, run: &GlyphRun, out: &mut String) {
        let text: String = run.text.chars().map(shown).collect();
        if text.trim().is_empty() {
            return;
        }
        let width = run.width();
        let language = run.language.as_deref().unwrap_or(&self.document.language);
        let from_right = is_right_to_left(language) && has_right_to_left(&text);
        let x = if from_right { run.origin.x + width } else { run.origin.x };
        let direction = if from_right { " direction=\"rtl\"" } else { "" };
        let own = run.language.as_ref();
        let own = own.map(|it| format!(" lang=\"{}\"", escape(it))).unwrap_or_default();
        let (x, y) = (number(x), number(run.origin.y));
        let (size, length) = (number(run.size), number(width));
        let class = if run.text.ends_with('\u{AD}') { " class=\"divided\"" } else { "" };
        let (text, rotation) = (escape(&text), rotation(run));
        let _ = writeln!(
            out,
            "<text x=\"{x}\" y=\"{y}\"{rotation} font-size=\"{size}\" textLength=\"{length}\" \
             lengthAdjust=\"spacingAndGlyphs\"{class}{direction}{own}>{text}</text>"
        );
    }
}

/// A hyphen that was added at the end of a line is shown; no other soft hyphen is on a page.
fn shown(character: char) -> char {
    if character == '\u{AD}' { '\u{2010}' } else { character }
}

fn has_right_to_left(text: &str) -> bool {
    // Hebrew, Arabic and the scripts between them; their presentation forms.
    text.chars()
        .any(|it| matches!(it, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}'))
}

fn run(item: &Item) -> Option<&GlyphRun> {
    match item {
        Item::Glyphs(run) => Some(run),
        Item::Fill { .. } | Item::Image { .. } | Item::Link(_) => None,
    }
}

/// The attributes of a rectangle.
fn place(rect: &Rect) -> String {
    let Rect { x, y, width, height } = *rect;
    let (width, height) = (number(width), number(height));
    format!("x=\"{}\" y=\"{}\" width=\"{width}\" height=\"{height}\"", number(x), number(y))
}

/// A length with two decimals at most.
fn number(value: f32) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".into() } else { text.into() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::ElementId;
    use crate::export::pdf::sample;
    use crate::layout::{Artifact, Glyph, Owner, Part};

    fn written(items: Vec<Item>) -> String {
        let (document, style) = (sample::document(), sample::style());
        let fonts = Fonts::bundled().unwrap();
        let picture = |image: ImageId| format!("pictures/{}", image.0);
        PageWriter::new(&document, &style.colours, &fonts, &picture).page(&sample::page(items))
    }

    #[test]
    fn glyphs_are_drawn_by_number_under_their_text() {
        let fonts = Fonts::bundled().unwrap();
        let mut run = sample::run(&fonts, "ab b", 20.0, 30.0);
        run.glyphs[1].advance += 0.5;
        run.offsets.push(0, (0.0, 2.0));
        run.offsets.push(3, (0.0, 2.0));
        run.owner = Owner::Element(ElementId(7), Part::Content);
        let (a, b) = (run.glyphs[0], run.glyphs[1]);
        let code = |glyph: Glyph| char::from_u32(0xE000 + u32::from(glyph.id)).unwrap();
        let at = 20.0 + a.advance + b.advance + run.glyphs[2].advance;
        let svg = written(vec![Item::Glyphs(run)]);
        let drawn = format!(
            "<tspan x=\"20\" y=\"28\">{}</tspan><tspan x=\"{}\" y=\"30\">{}</tspan><tspan x=\"{}\" y=\"28\">{}</tspan>",
            code(a),
            number(20.0 + a.advance),
            code(b),
            number(at),
            code(b)
        );
        assert!(svg.contains(&drawn), "{svg}");
        assert!(svg.contains("lengthAdjust=\"spacingAndGlyphs\">ab b</text>"), "{svg}");
    }

    #[test]
    fn pictures_are_cut_at_their_window() {
        let rect = Rect { x: 10.0, y: 50.0, width: 20.0, height: 10.0 };
        let window = Some(Rect { width: 10.0, ..rect });
        let owner = Owner::Artifact(Artifact::Layout);
        let fill = Item::Fill { rect, colour: Colour::Ink, owner };
        let svg = written(vec![fill, Item::Image { rect, window, image: ImageId(3), owner }]);
        for part in [
            "<rect x=\"10\" y=\"50\" width=\"20\" height=\"10\" fill=\"#000000\"/>",
            "<svg x=\"10\" y=\"50\" width=\"10\" height=\"10\" viewBox=\"10 50 10 10\">",
            "<image x=\"10\" y=\"50\" width=\"20\" height=\"10\" preserveAspectRatio=\"none\" \
             href=\"pictures/3\"/>",
        ] {
            assert!(svg.contains(part), "{svg}");
        }
    }
}
