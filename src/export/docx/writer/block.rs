//! One function for each kind of block.

use crate::document::{Block, Definition, Paragraph, Quotation, TextBox};

use super::super::extras::TableExtra;
use super::super::runs::{RunFormat, Runs};
use super::super::styles::{BOX_TABLE, TERM, WordStyle};
use super::{BlockContext, Composer, DirectFormatting, table};

impl Composer<'_> {
    /// Any block, as the editor wants it on pages.
    pub(super) fn block(&mut self, block: &Block, place: BlockContext) {
        let placement = self.document.placement(block.id());
        self.placed(placement, |composer| composer.any_block(block, place));
    }

    fn any_block(&mut self, block: &Block, place: BlockContext) {
        match block {
            Block::Paragraph(block) => self.text(block, place),
            Block::Heading(block) => self.heading(block, place),
            Block::List(block) => self.list(block, place),
            Block::Recommendations(block) => self.recommendations(block, place),
            Block::People(block) => self.people(block, place),
            Block::Quotation(block) => self.quotation(block, place),
            Block::Table(block) => self.table(block, place),
            Block::Figure(block) => self.figure(block, place),
            Block::Box(block) => self.text_box(block, place),
            Block::Definitions { id, entries } => {
                self.pending.elements.push(*id);
                self.definitions(entries, place);
            }
            Block::Bibliography { id, entries } => {
                self.pending.elements.push(*id);
                entries.iter().for_each(|entry| self.role(WordStyle::Bibliography, entry, place));
            }
            Block::Participants(block) => self.participants(block, place),
            Block::Index { id, entries } => {
                self.pending.elements.push(*id);
                self.index(entries, place);
            }
        }
    }

    /// A paragraph where it stands: in the text, a note, a box, an item.
    fn text(&mut self, paragraph: &Paragraph, place: BlockContext) {
        match &paragraph.number {
            Some(number) if place.text == WordStyle::Body => {
                let numbering = Some(self.out.numbering.paragraph(number));
                let role = WordStyle::NumberedParagraph;
                let variation = DirectFormatting { numbering, ..self.variation(role, place) };
                self.set(role, paragraph, variation);
            }
            Some(_) | None => self.role(place.text, paragraph, place),
        }
    }

    /// A paragraph of a role.
    pub(super) fn role(&mut self, role: WordStyle, paragraph: &Paragraph, place: BlockContext) {
        let variation = self.variation(role, place);
        self.set(role, paragraph, variation);
    }

    /// A paragraph that differs from its style.
    pub(super) fn set(
        &mut self,
        role: WordStyle,
        paragraph: &Paragraph,
        variation: DirectFormatting,
    ) {
        let mut line = Runs::default();
        self.inlines(&paragraph.content, &self.look(role), &mut line);
        let mut elements = variation.elements.clone();
        elements.push(paragraph.id);
        let keep_next = variation.keep_next || paragraph.leads_in;
        self.paragraph(role, line, DirectFormatting { elements, keep_next, ..variation });
    }

    /// How a paragraph differs from its style by where it stands: the indent of the items around
    /// it, which list styles bring along themselves.
    pub(super) fn variation(&self, role: WordStyle, place: BlockContext) -> DirectFormatting {
        let brings_along =
            matches!(role, WordStyle::ItemContinued(_) | WordStyle::RecommendationContinued(_));
        let indented = !brings_along && place.indent_pt > 0.0;
        let own = role.setting(self.style).indent_pt;
        let mut indent_pt = indented.then_some((place.indent_pt + own, 0.0));
        // Only the first paragraph of a note hangs from its number.
        if role == WordStyle::Note && !self.pieces.is_empty() {
            indent_pt = Some((place.indent_pt + own + self.style.notes.indent_pt, 0.0));
        }
        DirectFormatting { indent_pt, ..DirectFormatting::default() }
    }

    fn quotation(&mut self, quotation: &Quotation, place: BlockContext) {
        self.pending.elements.push(quotation.id);
        let last = quotation.paragraphs.len().saturating_sub(1);
        for (index, paragraph) in quotation.paragraphs.iter().enumerate() {
            let keep_next = index == last && quotation.source.is_some();
            let variation = self.variation(WordStyle::Quotation, place);
            self.set(WordStyle::Quotation, paragraph, DirectFormatting { keep_next, ..variation });
        }
        if let Some(source) = &quotation.source {
            self.role(WordStyle::QuotationSource, source, place);
        }
    }

    /// A box is a table of one cell: its ground has no gaps whatever stands in it.
    fn text_box(&mut self, text_box: &TextBox, place: BlockContext) {
        let padding = self.style.boxes.padding_pt;
        let mut extras = vec![TableExtra::default()];
        let inner = BlockContext {
            text: WordStyle::BoxText,
            indent_pt: 0.0,
            measure_pt: place.measure_pt - 2.0 * padding,
            recommendation: false,
            within: true,
        };
        let before = std::mem::take(&mut self.pending.space_pt);
        self.pending.elements.push(text_box.id);
        let pieces = self.apart(|composer| {
            if let Some(title) = &text_box.title {
                composer.role(WordStyle::BoxTitle, title, inner);
            }
            composer.blocks(&text_box.blocks, inner);
            if !composer.ends_in_paragraph() {
                composer.paragraph(
                    WordStyle::Separator,
                    Runs::default(),
                    DirectFormatting::default(),
                );
            }
        });
        let cell = pieces
            .into_iter()
            .fold(table::cell(place.measure_pt), |cell, piece| piece.into_cell(cell, &mut extras));
        let grid = [place.measure_pt];
        let table = table::frame(BOX_TABLE, vec![table::row(vec![cell])], &grid, place.indent_pt);
        self.pending.space_pt = before;
        self.table_piece(table, extras);
        self.pending.space_pt = self.style.page.grid_pt;
    }

    fn definitions(&mut self, entries: &[Definition], place: BlockContext) {
        let characters = |entry: &Definition| {
            crate::document::inline::plain_text(&entry.term).chars().count() as f32
        };
        let longest = entries.iter().map(characters).fold(0.0, f32::max);
        let size = self.style.paragraphs.term.size_pt;
        let hanging =
            ((longest + 2.0) * size * WIDTH_OF_CAPITAL_EM).clamp(30.0, place.measure_pt / 2.5);
        for entry in entries {
            let role = WordStyle::Definition;
            let mut line = Runs::default();
            self.inlines(&entry.term, &RunFormat::default().with_style_only(TERM), &mut line);
            line.tab();
            self.inlines(&entry.meaning, &self.look(role), &mut line);
            let indent_pt = Some((place.indent_pt + hanging, hanging));
            let elements = vec![entry.id];
            self.paragraph(
                role,
                line,
                DirectFormatting { elements, indent_pt, ..DirectFormatting::default() },
            );
        }
    }
}

/// Abbreviations are capitals, in a sans serif about this wide.
const WIDTH_OF_CAPITAL_EM: f32 = 0.62;
