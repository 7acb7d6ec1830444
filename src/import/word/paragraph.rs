//! A paragraph → flat blocks: its text, and the pictures and text boxes in it.

use super::headings::{self};
use super::survey::{self, Look};
use super::{Front, Joined, block, inlines};
use crate::document::SpanStyle;
use crate::import::flat::{
    self, Block, BlockKind, DropReason, Figure, Inline, ListItem, Marker, Place, shown,
};
use crate::import::recognize::text as cut;
use crate::import::styles::{self, Purpose};
use crate::word::{Content, Object};

impl<'a> Front<'a> {
    /// Appends the blocks of a paragraph.
    pub fn paragraph(&mut self, joined: &Joined<'a>, out: &mut Vec<Block>) {
        let place = self.place(joined.number);
        let position = self.position(joined.last);
        let breaks = joined.runs.iter().position(|run| run.content == Content::PageBreak);
        let text_starts =
            joined.runs.iter().position(|run| !matches!(run.content, Content::PageBreak));
        let breaks_before = breaks.is_some_and(|at| text_starts.is_none_or(|start| at < start));
        if position.page_break_before == Some(true) || breaks_before {
            out.push(block(place, BlockKind::PageBreak));
        }
        let item = self.lists.next(joined.last);
        let style = self.style_name(joined);
        let purpose = style.as_deref().and_then(styles::purpose);
        let mut text = self.inlines(joined, purpose == Some(Purpose::Contents));
        if purpose != Some(Purpose::Preformatted) && !is_code(&text) {
            text = inlines::tidy(text);
        }
        let start = out.len();
        if !shown(&text).trim().is_empty() || has_note(&text) {
            let look = survey::look(self.file, joined.last, self.view);
            out.push(self.text_block(joined, purpose, item, text, look, place));
            self.merge_definition(purpose == Some(Purpose::Definition), out);
        }
        for object in objects(joined) {
            self.object(object, place, out);
        }
        for block in out.iter_mut().skip(start).take(1) {
            block.style = style.clone();
            block.is_centred = position.centred == Some(true);
            block.bookmarks = joined
                .bookmarks
                .iter()
                .filter(|it| **it != "_GoBack")
                .map(|it| (*it).into())
                .collect();
        }
        if breaks.is_some() && !breaks_before || joined.last.ends_section {
            out.push(block(place, BlockKind::PageBreak));
        }
    }

    /// The name of the style of a paragraph.
    fn style_name(&self, joined: &Joined) -> Option<std::sync::Arc<str>> {
        let style = self.file.styles.get(joined.last.style.as_deref()?)?;
        Some(style.name.as_str().into())
    }

    /// Where a paragraph is, by its own properties or its styles.
    fn position(&self, paragraph: &crate::word::Paragraph) -> crate::word::ParagraphPosition {
        let mut position = paragraph.position;
        for style in self.file.style_chain(paragraph.style.as_deref()) {
            let of = style.position;
            position.page_break_before = position.page_break_before.or(of.page_break_before);
            position.centred = position.centred.or(of.centred);
            position.indents.0 = position.indents.0.or(of.indents.0);
            position.indents.1 = position.indents.1.or(of.indents.1);
        }
        position
    }

    fn text_block(
        &mut self,
        joined: &Joined<'a>,
        purpose: Option<Purpose>,
        item: Option<super::lists::Item>,
        text: Vec<Inline>,
        look: Look,
        place: Place,
    ) -> Block {
        match purpose {
            Some(Purpose::Preformatted) => {
                return block(place, BlockKind::Preformatted(preformatted(&text)));
            }
            Some(Purpose::Quotation) => {
                let paragraph = block(place, BlockKind::Paragraph(text));
                return block(place, BlockKind::Quotation(vec![paragraph]));
            }
            Some(Purpose::Term) => {
                let definition = Vec::new();
                return block(place, BlockKind::Definition { term: text, definition });
            }
            Some(Purpose::Definition) => return definition(text, place),
            Some(Purpose::NumberedParagraph) => return block(place, BlockKind::Paragraph(text)),
            None if item.is_none() && is_code(&text) => {
                return block(place, BlockKind::Preformatted(preformatted(&text)));
            }
            Some(_) | None => {}
        }
        let styled = headings::by_style(self.file, joined.last).map(|level| (level, 100));
        let looks = || self.headings.by_look(look).filter(|_| purpose.is_none());
        if let Some((level, confidence)) = styled.or_else(looks) {
            let marker = item.map(|it| it.shown).unwrap_or_default();
            let text = heading(&marker, text);
            return block(place, BlockKind::Heading { level, confidence, text });
        }
        match item {
            Some(super::lists::Item { level, marker, list, .. }) if marker != Marker::Continued => {
                block(place, BlockKind::ListItem(ListItem { level, marker, list, text }))
            }
            Some(_) | None => block(place, BlockKind::Paragraph(text)),
        }
    }

    /// Puts a definition under its term.
    fn merge_definition(&mut self, is_definition: bool, out: &mut Vec<Block>) {
        let Some(last) = out.pop() else { return };
        let is_definition = is_definition && matches!(last.kind, BlockKind::Paragraph(_));
        match out.last_mut().map(|block| &mut block.kind) {
            Some(BlockKind::Definition { definition, .. }) if is_definition => {
                definition.push(last);
            }
            Some(_) | None => out.push(last),
        }
    }

    /// Appends the picture and the text boxes of an object.
    fn object(&mut self, object: &'a Object, place: Place, out: &mut Vec<Block>) {
        for (at, part) in object.pictures.iter().enumerate() {
            let picture = self.picture(part);
            let alternative = object.description.clone().filter(|_| at == 0);
            let figure = Figure { picture: Some(picture), alternative, caption: Vec::new() };
            out.push(block(place, BlockKind::Figure(figure)));
        }
        if !object.blocks.is_empty() {
            let blocks = self.blocks(&object.blocks);
            if !blocks.is_empty() {
                out.push(block(place, BlockKind::TextBox(blocks)));
            }
        }
    }

    /// The index of the picture in a part.
    fn picture(&mut self, part: &'a str) -> usize {
        let next = self.parts.len();
        let index = *self.part_indexes.entry(part).or_insert(next);
        if index == next {
            self.parts.push(part);
        }
        index
    }

    /// Notes generated text of a paragraph.
    pub fn drop_contents(&mut self, joined: &Joined, text: &str, reason: DropReason) {
        let place = self.place(joined.number);
        self.drop(place, text, reason);
    }
}

/// A term and its definition in one paragraph, with a tab between them; otherwise the definition alone.
fn definition(text: Vec<Inline>, place: Place) -> Block {
    let line_end = text.iter().position(|it| it.content == flat::Content::LineBreak);
    let first_line = line_end.and_then(|at| text.get(..at)).filter(|it| cut::is_bold(it));
    let at = shown(&text).find('\t').or(first_line.map(|it| shown(it).len()));
    let Some(at) = at else { return block(place, BlockKind::Paragraph(text)) };
    let (term, rest) = cut::split(text, at);
    let definition = vec![block(place, BlockKind::Paragraph(cut::tidy(rest)))];
    block(place, BlockKind::Definition { term: cut::unbold(term), definition })
}

/// The objects of a paragraph.
fn objects<'a>(joined: &Joined<'a>) -> Vec<&'a Object> {
    let object = |run: &&'a crate::word::Run| match &run.content {
        Content::Object(object) => Some(&**object),
        Content::Text(_)
        | Content::Break
        | Content::PageBreak
        | Content::Footnote(_)
        | Content::Endnote(_)
        | Content::Symbol(_)
        | Content::Math(_) => None,
    };
    joined.runs.iter().filter_map(object).collect()
}

fn has_note(text: &[Inline]) -> bool {
    text.iter().any(|it| matches!(it.content, flat::Content::Note(_)))
}

/// Whether all of a text is code.
fn is_code(text: &[Inline]) -> bool {
    text.iter().all(|it| match &it.content {
        flat::Content::Text(words) => {
            words.trim().is_empty() || it.spans.contains(&SpanStyle::Code)
        }
        flat::Content::LineBreak => true,
        flat::Content::Note(_)
        | flat::Content::Reference { .. }
        | flat::Content::Equation { .. } => false,
    })
}

/// Text whose lines stay as they are.
fn preformatted(text: &[Inline]) -> String {
    text.iter()
        .map(|it| match &it.content {
            flat::Content::LineBreak => "\n",
            flat::Content::Text(_)
            | flat::Content::Note(_)
            | flat::Content::Reference { .. }
            | flat::Content::Equation { .. } => it.shown(),
        })
        .collect()
}

/// The text of a heading: without the bold that headings have, and with the words of its marker, such as
/// "Panel 1:", but not with mere numbers.
fn heading(marker: &str, mut text: Vec<Inline>) -> Vec<Inline> {
    let letters = |it: &Inline| it.shown().chars().any(char::is_alphabetic);
    let is_italic = text.iter().filter(|it| letters(it)).all(|it| it.format.emphasis);
    for inline in &mut text {
        inline.format.strong = false;
        inline.format.emphasis &= !is_italic;
    }
    let words = marker.split(|it: char| !it.is_alphabetic());
    if words.into_iter().any(|word| word.chars().count() > 2) {
        text.insert(0, Inline::text(format!("{} ", marker.trim())));
    }
    text
}
