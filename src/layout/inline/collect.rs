//! Flattens inlines into one text with spans of uniform style, and ranges of links and note
//! references.

use std::ops::Range;

use crate::document::{ElementId, Inline, InlineEquation, NoteReference, SpanStyle};
use crate::layout::page::{LinkTarget, Owner, Part};
use crate::math::{Node, unbreakable_parts};
use crate::templates::{Colour, LinkStyle, ParagraphStyle};

/// The text of a paragraph.
#[derive(Debug, Default)]
pub(super) struct Collected<'a> {
    /// The text, including note references; a line break is a newline.
    pub text: String,
    /// The language of the paragraph (BCP 47). Spans may have others.
    pub language: &'a str,
    /// The text in spans of one style, language and owner; newlines are in no span.
    pub spans: Vec<Span<'a>>,
    /// The note references.
    pub note_references: Vec<NoteReferenceRange>,
    /// The parts of equations between which lines may break, each in a span by itself.
    pub equations: Vec<EquationRange<'a>>,
    /// The links and cross-references.
    pub links: Vec<LinkRange<'a>>,
    /// Where elements begin, as bytes of the text.
    pub elements: Vec<(usize, ElementId)>,
}

/// Text of one style, language and owner.
#[derive(Debug)]
pub(super) struct Span<'a> {
    /// Its bytes.
    pub range: Range<usize>,
    /// Its style.
    pub style: CharacterStyle,
    /// Its language (BCP 47).
    pub language: &'a str,
    /// The element or artifact that owns it.
    pub owner: Owner,
}

/// The style of characters, apart from family, size and the colour of the paragraph.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct CharacterStyle {
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
    /// Small capitals for lower-case letters.
    pub small_caps: bool,
    /// Superscript, subscript or neither.
    pub vertical_align: VerticalAlign,
    /// Struck through.
    pub strikeout: bool,
    /// Underlined.
    pub underline: bool,
    /// In the face of code.
    pub code: bool,
    /// Never hyphenated.
    pub whole: bool,
    /// In the colour of links.
    pub link: bool,
}

impl CharacterStyle {
    fn set(&mut self, style: SpanStyle) {
        match style {
            SpanStyle::SmallCaps => self.small_caps = true,
            SpanStyle::Strikeout => self.strikeout = true,
            SpanStyle::Underline => self.underline = true,
            SpanStyle::NoHyphens => self.whole = true,
            SpanStyle::Code => (self.code, self.whole) = (true, true),
        }
    }
}

/// The position of characters relative to the baseline.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum VerticalAlign {
    /// On the baseline.
    #[default]
    Baseline,
    /// Raised.
    Superscript,
    /// Lowered.
    Subscript,
}

/// The text of a note reference.
#[derive(Debug)]
pub(super) struct NoteReferenceRange {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// The note, as an index into the notes of the document.
    pub note: usize,
    /// Whether it is the first reference to the note.
    pub first: bool,
}

/// The text of a part of an equation, in place of which the part is set.
#[derive(Debug)]
pub(super) struct EquationRange<'a> {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// Its part that is set here.
    pub content: &'a [Node],
}

/// The text of a link or cross-reference.
#[derive(Debug)]
pub(super) struct LinkRange<'a> {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// Its element.
    pub element: ElementId,
    /// Its target.
    pub target: Target<'a>,
}

/// The target of a link.
#[derive(Clone, Copy, Debug)]
pub(super) enum Target<'a> {
    /// A web address.
    Url(&'a str),
    /// An element of the report.
    Element(ElementId),
}

impl Target<'_> {
    /// The target as pages store it.
    pub fn on_page(self) -> LinkTarget {
        match self {
            Target::Url(url) => LinkTarget::Url(url.into()),
            Target::Element(element) => LinkTarget::Element(element),
        }
    }
}

impl<'a> Collected<'a> {
    /// The part of an equation whose text is a part of the text.
    pub fn equation_at(&self, part: &Range<usize>) -> Option<&'a [Node]> {
        let index = self.equations.partition_point(|it| it.range.start < part.start);
        self.equations.get(index).filter(|it| it.range == *part).map(|it| it.content)
    }

    /// Whether a byte is within the text of a part of an equation, not at its start.
    pub fn is_in_equation(&self, byte: usize) -> bool {
        let index = self.equations.partition_point(|it| it.range.end <= byte);
        self.equations.get(index).is_some_and(|it| it.range.start < byte)
    }
}

impl Collected<'_> {
    /// Converts a byte of the text to a byte of the paragraph's plain text, which has no note
    /// references ([`plain_text`](crate::document::inline::plain_text)).
    pub fn plain_offset(&self, byte: usize) -> usize {
        let before = self.note_references.iter().take_while(|it| it.range.start < byte);
        byte - before.map(|it| it.range.end.min(byte) - it.range.start).sum::<usize>()
    }
}

/// Collects the inlines of a paragraph.
pub(super) fn collect<'a>(
    content: &'a [Inline],
    style: &ParagraphStyle,
    links: &LinkStyle,
    language: &'a str,
    owner: Owner,
) -> Collected<'a> {
    let coloured = ColouredLinks::of(style, links, owner);
    let style = CharacterStyle {
        bold: style.bold,
        italic: style.italic,
        small_caps: style.small_caps,
        ..CharacterStyle::default()
    };
    let mut collected = Collected { language, ..Collected::default() };
    collected.content(content, Context { style, language, owner, coloured });
    collected
}

/// The links of a paragraph that have the colour of links.
#[derive(Clone, Copy)]
struct ColouredLinks {
    addresses: bool,
    references: bool,
}

impl ColouredLinks {
    /// Running heads have no links. The colour of links is chosen for the paper, so it would be
    /// hard to read if the text has the colour of the paper.
    fn of(style: &ParagraphStyle, links: &LinkStyle, owner: Owner) -> ColouredLinks {
        let addresses = match owner {
            Owner::Element(..) => style.colour != Colour::Paper,
            Owner::Artifact(_) => false,
        };
        ColouredLinks { addresses, references: addresses && links.references }
    }

    fn contains(self, target: Target) -> bool {
        match target {
            Target::Url(_) => self.addresses,
            Target::Element(_) => self.references,
        }
    }
}

/// The properties that inlines inherit from those around them.
#[derive(Clone, Copy)]
struct Context<'a> {
    style: CharacterStyle,
    language: &'a str,
    owner: Owner,
    coloured: ColouredLinks,
}

impl<'a> Context<'a> {
    fn styled(self, change: impl FnOnce(&mut CharacterStyle)) -> Context<'a> {
        let mut context = self;
        change(&mut context.style);
        context
    }

    /// Text of running heads keeps its owner, since content is either an artifact or part of an
    /// element (ISO 32000-1 §14.8.2.2).
    fn owned_by(self, element: ElementId) -> Context<'a> {
        match self.owner {
            Owner::Element(..) => Context { owner: Owner::Element(element, Part::Content), ..self },
            Owner::Artifact(_) => self,
        }
    }
}

impl<'a> Collected<'a> {
    fn content(&mut self, content: &'a [Inline], context: Context<'a>) {
        for inline in content {
            self.inline(inline, context);
        }
    }

    fn inline(&mut self, inline: &'a Inline, context: Context<'a>) {
        match inline {
            Inline::Text(text) => self.text(text, context),
            Inline::Strong(inner) => self.content(inner, context.styled(|style| style.bold = true)),
            Inline::Emphasis(inner) => {
                self.content(inner, context.styled(|style| style.italic = !style.italic));
            }
            Inline::Superscript(inner) => self.shifted(inner, context, VerticalAlign::Superscript),
            Inline::Subscript(inner) => self.shifted(inner, context, VerticalAlign::Subscript),
            Inline::Span(span, inner) => {
                self.content(inner, context.styled(|style| style.set(*span)));
            }
            Inline::Foreign { language, content } => {
                self.content(content, Context { language, ..context });
            }
            Inline::Link { id, url, content } => {
                self.link(*id, Target::Url(url), content, context);
            }
            Inline::CrossReference { id, target, content } => {
                self.link(*id, Target::Element(*target), content, context);
            }
            Inline::NoteReference(reference) => self.note_reference(reference, context),
            Inline::Equation(equation) => self.equation(equation, context),
            Inline::LineBreak => self.text.push('\n'),
        }
    }

    fn shifted(&mut self, inner: &'a [Inline], context: Context<'a>, align: VerticalAlign) {
        self.content(inner, context.styled(|style| style.vertical_align = align));
    }

    fn text(&mut self, text: &str, context: Context<'a>) {
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                self.text.push('\n');
            }
            self.line(line, context);
        }
    }

    /// Adds text without newlines to the last span, or as a new one.
    fn line(&mut self, text: &str, context: Context<'a>) {
        let start = self.text.len();
        self.text.push_str(text);
        let Context { style, language, owner, .. } = context;
        match self.spans.last_mut() {
            _ if text.is_empty() => {}
            Some(last)
                if last.range.end == start
                    && last.style == style
                    && last.language == language
                    && last.owner == owner =>
            {
                last.range.end = self.text.len();
            }
            _ => self.spans.push(Span { range: start..self.text.len(), style, language, owner }),
        }
    }

    fn link(
        &mut self,
        element: ElementId,
        target: Target<'a>,
        content: &'a [Inline],
        context: Context<'a>,
    ) {
        let start = self.text.len();
        self.elements.push((start, element));
        let styled = context.styled(|style| style.link = context.coloured.contains(target));
        self.content(content, styled.owned_by(element));
        self.links.push(LinkRange { range: start..self.text.len(), element, target });
    }

    fn equation(&mut self, equation: &'a InlineEquation, context: Context<'a>) {
        self.elements.push((self.text.len(), equation.id));
        let own = context.owned_by(equation.id);
        let whole = own.styled(|style| style.whole = true);
        let parts = unbreakable_parts(&equation.equation.content).into_iter();
        for (index, (content, text)) in parts.enumerate() {
            if index > 0 {
                self.line(" ", own.styled(|style| style.whole = false));
            }
            let start = self.text.len();
            self.line(&text, whole);
            self.equations.push(EquationRange { range: start..self.text.len(), content });
        }
    }

    fn note_reference(&mut self, reference: &NoteReference, context: Context<'a>) {
        let start = self.text.len();
        self.elements.push((start, reference.id));
        let raised = context.styled(|style| {
            style.vertical_align = VerticalAlign::Superscript;
            style.small_caps = false;
            (style.strikeout, style.underline, style.code) = (false, false, false);
        });
        self.line(&reference.number, raised.owned_by(reference.id));
        let NoteReference { note, first, .. } = *reference;
        let range = start..self.text.len();
        self.note_references.push(NoteReferenceRange { range, note, first });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::inline::plain_text;
    use crate::templates::load;

    fn text(text: &str) -> Inline {
        Inline::Text(text.into())
    }

    fn note_reference(id: u32, number: &str) -> Inline {
        let reference =
            NoteReference { id: ElementId(id), note: 0, number: number.into(), first: true };
        Inline::NoteReference(reference)
    }

    fn body() -> ParagraphStyle {
        load::style("t", load::built_in("conference").unwrap()).unwrap().paragraphs.body
    }

    const OWNER: Owner = Owner::Element(ElementId(1), Part::Content);

    #[test]
    fn emphasis_within_italic_turns_roman() {
        let content =
            [text("a"), Inline::Emphasis(vec![text("b"), Inline::Emphasis(vec![text("c")])])];
        let collected = collect(&content, &body(), &LinkStyle::default(), "en-GB", OWNER);
        let italics: Vec<bool> = collected.spans.iter().map(|span| span.style.italic).collect();
        assert_eq!(italics, [false, true, false]);
    }

    #[test]
    fn note_references_own_their_text_and_are_not_plain_text() {
        let content = [
            text("one"),
            note_reference(7, "12"),
            text(" two"),
            note_reference(8, "13"),
            text(" three"),
        ];
        let collected = collect(&content, &body(), &LinkStyle::default(), "en-GB", OWNER);
        assert_eq!(collected.text, "one12 two13 three");
        assert_eq!(collected.spans[1].owner, Owner::Element(ElementId(7), Part::Content));
        let byte = collected.text.find("three").unwrap();
        assert_eq!(&plain_text(&content)[collected.plain_offset(byte)..], "three");
        assert_eq!(collected.elements, [(3, ElementId(7)), (9, ElementId(8))]);
    }

    #[test]
    fn neighbours_of_one_style_form_one_span() {
        let content = [text("of"), text("fice"), Inline::LineBreak, text("two")];
        let collected = collect(&content, &body(), &LinkStyle::default(), "en-GB", OWNER);
        let ranges: Vec<_> = collected.spans.iter().map(|span| span.range.clone()).collect();
        assert_eq!(ranges, [0..6, 7..10]);
    }
}
