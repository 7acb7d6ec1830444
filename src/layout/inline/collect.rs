//! Inlines → one text with the spans that look alike, and where links and marks of notes stand.

use std::ops::Range;

use crate::document::{ElementId, Inline, NoteReference};
use crate::layout::page::{LinkTarget, Owner, Part};
use crate::templates::ParagraphStyle;

/// A paragraph's text, flat.
#[derive(Debug, Default)]
pub(super) struct Collected<'a> {
    /// The text, marks of notes included; a line break is a newline.
    pub text: String,
    /// The language of the paragraph, BCP 47; spans may have others.
    pub language: &'a str,
    /// The text cut where its look, language or owner changes; newlines are in no span.
    pub spans: Vec<Span<'a>>,
    /// The marks of notes.
    pub marks: Vec<Mark>,
    /// The links and cross-references.
    pub links: Vec<LinkSpan<'a>>,
    /// Where elements begin.
    pub elements: Vec<(usize, ElementId)>,
}

/// Text of one look, language and owner.
#[derive(Debug)]
pub(super) struct Span<'a> {
    /// Its bytes.
    pub range: Range<usize>,
    /// How it looks.
    pub look: Look,
    /// Its language, BCP 47.
    pub language: &'a str,
    /// Whose text it is.
    pub owner: Owner,
}

/// How text looks, besides family, size and colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Look {
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
    /// Small capitals for lower case.
    pub small_caps: bool,
    /// Raised, lowered or neither.
    pub position: Position,
}

/// Raised, lowered or neither.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Position {
    /// On the baseline.
    Baseline,
    /// Raised.
    Superscript,
    /// Lowered.
    Subscript,
}

/// The mark of a note.
#[derive(Debug)]
pub(super) struct Mark {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// Which note: an index into the document's notes.
    pub note: usize,
    /// Whether it is the note's first.
    pub first: bool,
}

/// A link or cross-reference.
#[derive(Debug)]
pub(super) struct LinkSpan<'a> {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// Its element.
    pub element: ElementId,
    /// Where it leads.
    pub target: Target<'a>,
}

/// Where a link leads.
#[derive(Clone, Copy, Debug)]
pub(super) enum Target<'a> {
    /// Outside the report.
    Url(&'a str),
    /// To an element of the report.
    Element(ElementId),
}

impl Target<'_> {
    /// The target as pages hold it.
    pub fn on_page(self) -> LinkTarget {
        match self {
            Target::Url(url) => LinkTarget::Url(url.into()),
            Target::Element(element) => LinkTarget::Element(element),
        }
    }
}

impl Collected<'_> {
    /// The byte of the paragraph's plain text, which has no marks of notes, for a byte of the text.
    pub fn plain_offset(&self, byte: usize) -> usize {
        let before = self.marks.iter().take_while(|mark| mark.range.start < byte);
        byte - before.map(|mark| mark.range.end.min(byte) - mark.range.start).sum::<usize>()
    }
}

/// Collects a paragraph's inlines.
pub(super) fn collect<'a>(
    content: &'a [Inline],
    style: &ParagraphStyle,
    language: &'a str,
    owner: Owner,
) -> Collected<'a> {
    let look = Look {
        bold: style.bold,
        italic: style.italic,
        small_caps: style.small_caps,
        position: Position::Baseline,
    };
    let mut collected = Collected { language, ..Collected::default() };
    collected.content(content, Context { look, language, owner });
    collected
}

#[derive(Clone, Copy)]
struct Context<'a> {
    look: Look,
    language: &'a str,
    owner: Owner,
}

impl<'a> Context<'a> {
    fn look(self, change: impl FnOnce(&mut Look)) -> Context<'a> {
        let mut context = self;
        change(&mut context.look);
        context
    }

    /// Text of running heads and the like stays what it is: nothing on the page's margin is both
    /// an artifact and part of an element.
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
            Inline::Strong(inner) => self.content(inner, context.look(|look| look.bold = true)),
            Inline::Emphasis(inner) => {
                self.content(inner, context.look(|look| look.italic = !look.italic));
            }
            Inline::Superscript(inner) => self.positioned(inner, context, Position::Superscript),
            Inline::Subscript(inner) => self.positioned(inner, context, Position::Subscript),
            Inline::SmallCaps(inner) => {
                self.content(inner, context.look(|look| look.small_caps = true));
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
            Inline::NoteReference(reference) => self.mark(reference, context),
            Inline::LineBreak => self.text.push('\n'),
        }
    }

    fn positioned(&mut self, inner: &'a [Inline], context: Context<'a>, position: Position) {
        self.content(inner, context.look(|look| look.position = position));
    }

    fn text(&mut self, text: &str, context: Context<'a>) {
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                self.text.push('\n');
            }
            self.line(line, context);
        }
    }

    fn line(&mut self, text: &str, context: Context<'a>) {
        let start = self.text.len();
        self.text.push_str(text);
        let Context { look, language, owner } = context;
        match self.spans.last_mut() {
            _ if text.is_empty() => {}
            Some(last)
                if last.range.end == start
                    && last.look == look
                    && last.language == language
                    && last.owner == owner =>
            {
                last.range.end = self.text.len();
            }
            _ => self.spans.push(Span { range: start..self.text.len(), look, language, owner }),
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
        self.content(content, context.owned_by(element));
        self.links.push(LinkSpan { range: start..self.text.len(), element, target });
    }

    fn mark(&mut self, reference: &NoteReference, context: Context<'a>) {
        let start = self.text.len();
        self.elements.push((start, reference.id));
        let raised = context.look(|look| {
            *look = Look { position: Position::Superscript, small_caps: false, ..*look };
        });
        self.line(&reference.number, raised.owned_by(reference.id));
        let NoteReference { note, first, .. } = *reference;
        self.marks.push(Mark { range: start..self.text.len(), note, first });
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

    fn mark(id: u32, number: &str) -> Inline {
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
        let collected = collect(&content, &body(), "en-GB", OWNER);
        let italics: Vec<bool> = collected.spans.iter().map(|span| span.look.italic).collect();
        assert_eq!(italics, [false, true, false]);
    }

    #[test]
    fn marks_of_notes_own_their_text_and_do_not_count_in_plain_text() {
        let content = [text("one"), mark(7, "12"), text(" two"), mark(8, "13"), text(" three")];
        let collected = collect(&content, &body(), "en-GB", OWNER);
        assert_eq!(collected.text, "one12 two13 three");
        assert_eq!(collected.spans[1].owner, Owner::Element(ElementId(7), Part::Content));
        let byte = collected.text.find("three").unwrap();
        assert_eq!(&plain_text(&content)[collected.plain_offset(byte)..], "three");
        assert_eq!(collected.elements, [(3, ElementId(7)), (9, ElementId(8))]);
    }

    #[test]
    fn neighbours_that_look_alike_are_one_span() {
        let content = [text("of"), text("fice"), Inline::LineBreak, text("two")];
        let collected = collect(&content, &body(), "en-GB", OWNER);
        let ranges: Vec<_> = collected.spans.iter().map(|span| span.range.clone()).collect();
        assert_eq!(ranges, [0..6, 7..10]);
    }
}
