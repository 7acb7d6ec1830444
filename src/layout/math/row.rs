//! Rows, letters, numbers and words.

use std::borrow::Cow;

use skrifa::GlyphId;
use skrifa::raw::tables::math::{MathConstant, StretchAxis};

use super::Setter;
use super::math_box::{Mark, MarkKind, MathBox};
use super::spacing::{AtomType, atom_type, settle, space};
use super::style::MathStyle;
use crate::fonts::shape_plan::{ShapingOptions, Variant};
use crate::fonts::shaper::PlacedText;
use crate::math::{Atom, Class, Letters, Node, styled};

impl Setter<'_> {
    /// Sets parts side by side.
    pub fn row(&self, row: &[Node], style: MathStyle) -> MathBox {
        self.row_with_fences(row, style, None)
    }

    /// Sets parts side by side; fences among them have a height above and below the axis, in points.
    pub fn row_with_fences(&self, row: &[Node], style: MathStyle, reach: Option<f32>) -> MathBox {
        let mut types: Vec<Option<AtomType>> = row.iter().map(atom_type).collect();
        settle(&mut types);
        let mut out = MathBox::default();
        let mut before: Option<AtomType> = None;
        for (node, own) in row.iter().zip(types) {
            if let (Some(before), Some(own)) = (before, own) {
                out.width += space(before, own, style) * self.em(style);
            }
            before = own.or(before);
            let set = self.node(node, style, reach);
            if row.len() == 1 {
                return set;
            }
            out.append(set);
        }
        out
    }

    fn node(&self, node: &Node, style: MathStyle, reach: Option<f32>) -> MathBox {
        match node {
            Node::Atom(atom) => self.atom(atom, style, reach),
            Node::Text(text, letters) => self.words(text, *letters, style),
            Node::Space(width) => MathBox::space(*width as f32 / 1000.0 * self.em(style)),
            Node::Group(row) => self.row(row, style),
            Node::Sized(size, row) => self.row(row, MathStyle { size: *size, ..style }),
            Node::Fraction(fraction) => self.fraction(fraction, style),
            Node::Root(root) => self.root(root, style),
            Node::Scripts(scripts) => self.scripts(scripts, style),
            Node::Accent(accent) => self.accent(accent, style),
            Node::Fenced(fenced) => self.fenced(fenced, style),
            Node::Grid(grid) => self.grid(grid, style),
        }
    }

    fn atom(&self, atom: &Atom, style: MathStyle, reach: Option<f32>) -> MathBox {
        let em = self.em(style);
        let height = match (atom.class, reach) {
            (Class::LargeOperator, _) => return self.large_operator(atom, style),
            (Class::Fence, Some(reach)) => Some(2.0 * reach),
            (
                Class::Letter
                | Class::Number
                | Class::Function
                | Class::Binary
                | Class::Relation
                | Class::Open
                | Class::Close
                | Class::Fence
                | Class::Punctuation,
                _,
            ) => atom.height.map(|height| f32::from(height) / 1000.0 * em),
        };
        let is_function = atom.class == Class::Function;
        let letters = if is_function { upright(atom.letters) } else { atom.letters };
        match height {
            Some(height) => self.delimiter(&atom.text, height, style),
            None => self.glyphs(&atom.text, letters, style),
        }
    }

    /// A sum or an integral: a larger form in a display, centred on the axis (rule 13).
    fn large_operator(&self, atom: &Atom, style: MathStyle) -> MathBox {
        let plain = self.glyphs(&atom.text, Letters::Upright, style);
        let Some(glyph) = plain.glyph else { return plain };
        let least = match style.is_display() {
            true => self.face.constant(MathConstant::DisplayOperatorMinHeight),
            false => 0.0,
        };
        let form = self.face.stretched(glyph, StretchAxis::Vertical, least);
        let glyph = form.parts.first().filter(|_| form.is_single).map_or(glyph, |it| it.glyph);
        self.centred(self.glyph_box(glyph, &atom.text, style), style)
    }

    /// A box with its middle on the axis.
    pub fn centred(&self, set: MathBox, style: MathStyle) -> MathBox {
        let down = (set.height - set.depth) / 2.0 - self.axis(style);
        set.lowered(down)
    }

    /// Characters side by side. Characters that the face lacks are set as words.
    pub fn glyphs(&self, text: &str, letters: Letters, style: MathStyle) -> MathBox {
        let glyphs: Option<Vec<(char, GlyphId)>> = text
            .chars()
            .map(|character| Some((character, self.face.glyph(styled(character, letters))?)))
            .collect();
        let Some(glyphs) = glyphs else { return self.words(text, letters, style) };
        let mut boxes = glyphs.into_iter().map(|(character, glyph)| {
            self.glyph_box(glyph, character.encode_utf8(&mut [0; 4]), style)
        });
        let Some(mut out) = boxes.next() else { return MathBox::default() };
        boxes.for_each(|next| out.append(next));
        out
    }

    /// A glyph that shows a text.
    pub fn glyph_box(&self, glyph: GlyphId, text: &str, style: MathStyle) -> MathBox {
        let em = self.em(style);
        let (ink, advance) = (self.face.ink(glyph), self.face.advance(glyph) * em);
        let mark = self.mark(glyph, text, advance, style);
        MathBox {
            width: advance,
            height: ink.top * em,
            depth: -ink.foot * em,
            italic: self.face.italic_correction(glyph) * em,
            accent_at: self.face.accent_attachment(glyph).map(|at| at * em),
            glyph: Some(glyph),
            marks: vec![Mark { x: 0.0, y: 0.0, kind: mark }],
        }
    }

    /// A glyph of the face of mathematics.
    pub fn mark(&self, glyph: GlyphId, text: &str, advance: f32, style: MathStyle) -> MarkKind {
        let glyph = u16::try_from(glyph.to_u32()).unwrap_or(0);
        let (face, size, text) = (self.face.id, self.em(style), text.to_owned());
        MarkKind::Glyph { face, glyph, size, advance, text }
    }

    /// Words in the family of the text around the equation.
    fn words(&self, text: &str, letters: Letters, style: MathStyle) -> MathBox {
        let em = self.em(style);
        let italic = letters.is_italic() && letters != Letters::Usual;
        let mut out = MathBox::default();
        let Some(face) = self.fonts.find(self.family, letters.is_bold(), italic) else {
            return out;
        };
        let options = ShapingOptions {
            script: *b"latn",
            language: Cow::Borrowed(self.language),
            ligatures: true,
            variant: Variant::Plain,
            figures: [Some(*b"lnum"), None],
            right_to_left: false,
        };
        let mut glyphs = Vec::new();
        let mut shaper = self.shaper.borrow_mut();
        let placed = PlacedText::starting_at(0, text);
        shaper.shape(face, &options, &placed, ("", ""), &mut glyphs);
        let own = self.fonts.face(face);
        (out.height, out.depth) =
            (own.ascent_em.min(WORD_HEIGHT) * em, own.descent_em.min(WORD_DEPTH) * em);
        let ends = glyphs.iter().skip(1).map(|glyph| glyph.cluster).chain([text.len()]);
        for (glyph, end) in glyphs.iter().zip(ends) {
            let advance = glyph.advance * em;
            let kind = MarkKind::Glyph {
                face,
                glyph: glyph.id,
                size: em,
                advance,
                text: text.get(glyph.cluster..end).unwrap_or_default().to_owned(),
            };
            let (right, up) = (glyph.offset.0 * em, glyph.offset.1 * em);
            out.marks.push(Mark { x: out.width + right, y: -up, kind });
            out.width += advance;
        }
        out
    }
}

/// The height of words above the baseline, in em: that of capitals and ascenders.
const WORD_HEIGHT: f32 = 0.72;
/// The depth of words below the baseline, in em.
const WORD_DEPTH: f32 = 0.22;

/// The alphabet of the name of a function.
fn upright(letters: Letters) -> Letters {
    if letters == Letters::Usual { Letters::Upright } else { letters }
}
