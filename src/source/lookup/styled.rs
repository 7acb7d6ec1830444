//! The inline markup of texts, for editors that show it.

use std::ops::Range;

use crate::document::SpanStyle;
use crate::source::check::{Inventory, TextEntry};
use crate::source::markup::{CitationForm, Piece, PieceKind};

/// Some bytes with inline markup, signs included.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct StyledPlace {
    /// The markup around them, the outermost first; never empty.
    pub styles: Vec<InlineStyle>,
    /// The bytes, which may be on several lines.
    pub place: Range<usize>,
}

/// A kind of inline markup.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum InlineStyle {
    /// `**strong**`
    Strong,
    /// `*emphasis*`
    Emphasis,
    /// `^raised^`
    Raised,
    /// `~lowered~`
    Lowered,
    /// `~~struck~~`, `[words]{.underline}` and other styles.
    Span,
    /// `` `code` ``
    Code,
    /// `` $`equation` ``
    Equation,
    /// `[words]{lang=fr}`
    Foreign,
    /// `[words](https://…)`
    Link,
    /// `[^note]`, `^[note]`
    Note,
    /// `[#reference]`, `[words](#reference)`
    Reference,
    /// `[@work]`
    Citation,
}

impl InlineStyle {
    /// All kinds.
    pub const ALL: [InlineStyle; 12] = [
        InlineStyle::Strong,
        InlineStyle::Emphasis,
        InlineStyle::Raised,
        InlineStyle::Lowered,
        InlineStyle::Span,
        InlineStyle::Code,
        InlineStyle::Equation,
        InlineStyle::Foreign,
        InlineStyle::Link,
        InlineStyle::Note,
        InlineStyle::Reference,
        InlineStyle::Citation,
    ];

    /// Its name, in lower case.
    pub fn name(self) -> &'static str {
        match self {
            InlineStyle::Strong => "strong",
            InlineStyle::Emphasis => "emphasis",
            InlineStyle::Raised => "raised",
            InlineStyle::Lowered => "lowered",
            InlineStyle::Span => "span",
            InlineStyle::Code => "code",
            InlineStyle::Equation => "equation",
            InlineStyle::Foreign => "foreign",
            InlineStyle::Link => "link",
            InlineStyle::Note => "note",
            InlineStyle::Reference => "reference",
            InlineStyle::Citation => "citation",
        }
    }

    fn of(kind: &PieceKind) -> Option<InlineStyle> {
        match kind {
            PieceKind::Text(_) | PieceKind::LineBreak => None,
            PieceKind::Strong(_) => Some(InlineStyle::Strong),
            PieceKind::Emphasis(_) => Some(InlineStyle::Emphasis),
            PieceKind::Superscript(_) => Some(InlineStyle::Raised),
            PieceKind::Subscript(_) => Some(InlineStyle::Lowered),
            PieceKind::Span(SpanStyle::Code, _) | PieceKind::Code(_) => Some(InlineStyle::Code),
            PieceKind::Span(
                SpanStyle::SmallCaps
                | SpanStyle::Strikeout
                | SpanStyle::Underline
                | SpanStyle::NoHyphens,
                _,
            ) => Some(InlineStyle::Span),
            PieceKind::Equation(_) => Some(InlineStyle::Equation),
            PieceKind::Foreign { .. } => Some(InlineStyle::Foreign),
            PieceKind::Link { .. } => Some(InlineStyle::Link),
            PieceKind::Note { .. } | PieceKind::InlineNote(_) => Some(InlineStyle::Note),
            PieceKind::Reference { .. } => Some(InlineStyle::Reference),
            PieceKind::Citation(citation) => Some(match citation.form {
                CitationForm::Work => InlineStyle::Citation,
                CitationForm::Label | CitationForm::Number | CitationForm::Word(_) => {
                    InlineStyle::Reference
                }
            }),
        }
    }
}

/// The marked-up places of all texts, in the order of the file and without overlaps.
pub(super) fn styled(inventory: &Inventory) -> Vec<StyledPlace> {
    let mut found = Vec::new();
    // Footnotes within a text are part of it.
    for entry in inventory.texts.iter().filter(|entry| entry.start.is_none()) {
        if let Some(text) = entry.marked {
            let mut walk = Walk { entry, styles: Vec::new(), found: &mut found };
            walk.pieces(text.pieces(), 0);
        }
    }
    found.sort_by_key(|it| it.place.start);
    found
}

/// A walk over the pieces of a text.
struct Walk<'i, 'f> {
    entry: &'i TextEntry<'i>,
    styles: Vec<InlineStyle>,
    found: &'f mut Vec<StyledPlace>,
}

impl Walk<'_, '_> {
    /// `start` is the first byte of the text of the pieces in the text of the entry.
    fn pieces(&mut self, pieces: &[Piece], start: usize) {
        for piece in pieces {
            let Some(style) = InlineStyle::of(&piece.kind) else { continue };
            self.styles.push(style);
            let (inner, inner_start) = match &piece.kind {
                PieceKind::InlineNote(note) => (note.text.pieces(), start + note.at.start),
                PieceKind::Text(_)
                | PieceKind::Strong(_)
                | PieceKind::Emphasis(_)
                | PieceKind::Superscript(_)
                | PieceKind::Subscript(_)
                | PieceKind::Span(..)
                | PieceKind::Code(_)
                | PieceKind::Equation(_)
                | PieceKind::Foreign { .. }
                | PieceKind::Link { .. }
                | PieceKind::Note { .. }
                | PieceKind::Reference { .. }
                | PieceKind::Citation(_)
                | PieceKind::LineBreak => (piece.content(), start),
            };
            let mut from = start + piece.at.start;
            for piece in inner.iter().filter(|it| InlineStyle::of(&it.kind).is_some()) {
                self.push(from..inner_start + piece.at.start);
                self.pieces(std::slice::from_ref(piece), inner_start);
                from = inner_start + piece.at.end;
            }
            self.push(from..start + piece.at.end);
            self.styles.pop();
        }
    }

    fn push(&mut self, part: Range<usize>) {
        if !part.is_empty() {
            let (styles, place) = (self.styles.clone(), self.entry.locate(part));
            self.found.push(StyledPlace { styles, place });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Lookup;
    use crate::limits::Limits;

    #[test]
    fn every_sign_belongs_to_its_innermost_markup() {
        let source = "\
publication: {title: 'A *b* c', publisher: P}
body:
  - title: '16^th^'
    content:
      - 'It''s **bold *and* so**[^a: See *this* [#t]; x] or `c` H~2~O ~~out~~.'
      - '[mot *x*]{lang=fr} [w](https://a.b) [@k, p. 4] [v](#t)[^n]'
";
        let lookup = Lookup::of(source.as_bytes(), &Limits::default()).unwrap();
        let found: Vec<String> = lookup
            .styled
            .iter()
            .map(|it| {
                let styles: Vec<&str> = it.styles.iter().map(|style| style.name()).collect();
                format!("{} {}", styles.join("+"), &source[it.place.clone()])
            })
            .collect();
        assert_eq!(
            found,
            [
                "emphasis *b*",
                "raised ^th^",
                "strong **bold ",
                "strong+emphasis *and*",
                "strong  so**",
                "note [^a: See ",
                "note+emphasis *this*",
                "note  ",
                "note+reference [#t]",
                "note ; x]",
                "code `c`",
                "lowered ~2~",
                "span ~~out~~",
                "foreign [mot ",
                "foreign+emphasis *x*",
                "foreign ]{lang=fr}",
                "link [w](https://a.b)",
                "citation [@k, p. 4]",
                "reference [v](#t)",
                "note [^n]",
            ]
        );
    }
}
