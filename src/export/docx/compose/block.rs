//! One function for each kind of block.

use crate::document::{Block, Definition, Paragraph, Quotation, TextBox};

use super::super::line::{Line, Look};
use super::super::piece::TableExtra;
use super::super::styles::{BOX_TABLE, Role, TERM};
use super::{Composer, Place, Variation, table};

impl Composer<'_> {
    /// Any block, as the editor wants it on pages.
    pub(super) fn block(&mut self, block: &Block, place: Place) {
        let placement = self.document.placement(block.id());
        self.placed(placement, |composer| composer.any_block(block, place));
    }

    fn any_block(&mut self, block: &Block, place: Place) {
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
                entries.iter().for_each(|entry| self.role(Role::Bibliography, entry, place));
            }
            Block::Participants(block) => self.participants(block, place),
            Block::Index { id, entries } => {
                self.pending.elements.push(*id);
                self.index(entries, place);
            }
        }
    }

    /// A paragraph where it stands: in the text, a note, a box, an item.
    fn text(&mut self, paragraph: &Paragraph, place: Place) {
        match &paragraph.number {
            Some(number) if place.text == Role::Body => {
                let numbering = Some(self.out.numbering.paragraph(number));
                let role = Role::NumberedParagraph;
                let variation = Variation { numbering, ..self.variation(role, place) };
                self.set(role, paragraph, variation);
            }
            Some(_) | None => self.role(place.text, paragraph, place),
        }
    }

    /// A paragraph of a role.
    pub(super) fn role(&mut self, role: Role, paragraph: &Paragraph, place: Place) {
        let variation = self.variation(role, place);
        self.set(role, paragraph, variation);
    }

    /// A paragraph that differs from its style.
    pub(super) fn set(&mut self, role: Role, paragraph: &Paragraph, variation: Variation) {
        let mut line = Line::default();
        self.inlines(&paragraph.content, &self.look(role), &mut line);
        let mut elements = variation.elements.clone();
        elements.push(paragraph.id);
        let keep_next = variation.keep_next || paragraph.leads_in;
        self.paragraph(role, line, Variation { elements, keep_next, ..variation });
    }

    /// How a paragraph differs from its style by where it stands: the indent of the items around
    /// it, which list styles bring along themselves.
    pub(super) fn variation(&self, role: Role, place: Place) -> Variation {
        let brings_along =
            matches!(role, Role::ItemContinued(_) | Role::RecommendationContinued(_));
        let indented = !brings_along && place.indent_pt > 0.0;
        let own = role.setting(self.style).indent_pt;
        let mut indent_pt = indented.then_some((place.indent_pt + own, 0.0));
        // Only the first paragraph of a note hangs from its number.
        if role == Role::Note && !self.pieces.is_empty() {
            indent_pt = Some((place.indent_pt + own + self.style.notes.indent_pt, 0.0));
        }
        Variation { indent_pt, ..Variation::default() }
    }

    fn quotation(&mut self, quotation: &Quotation, place: Place) {
        self.pending.elements.push(quotation.id);
        let last = quotation.paragraphs.len().saturating_sub(1);
        for (index, paragraph) in quotation.paragraphs.iter().enumerate() {
            let keep_next = index == last && quotation.source.is_some();
            let variation = self.variation(Role::Quotation, place);
            self.set(Role::Quotation, paragraph, Variation { keep_next, ..variation });
        }
        if let Some(source) = &quotation.source {
            self.role(Role::QuotationSource, source, place);
        }
    }

    /// A box is a table of one cell: its ground has no gaps whatever stands in it.
    fn text_box(&mut self, text_box: &TextBox, place: Place) {
        let padding = self.style.boxes.padding_pt;
        let mut extras = vec![TableExtra::default()];
        let inner = Place {
            text: Role::BoxText,
            indent_pt: 0.0,
            measure_pt: place.measure_pt - 2.0 * padding,
            recommendation: false,
            within: true,
        };
        let before = std::mem::take(&mut self.pending.space_pt);
        self.pending.elements.push(text_box.id);
        let pieces = self.apart(|composer| {
            if let Some(title) = &text_box.title {
                composer.role(Role::BoxTitle, title, inner);
            }
            composer.blocks(&text_box.blocks, inner);
            if !composer.ends_in_paragraph() {
                composer.paragraph(Role::Separator, Line::default(), Variation::default());
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

    fn definitions(&mut self, entries: &[Definition], place: Place) {
        let characters = |entry: &Definition| {
            crate::document::inline::plain_text(&entry.term).chars().count() as f32
        };
        let longest = entries.iter().map(characters).fold(0.0, f32::max);
        let size = self.style.paragraphs.term.size_pt;
        let hanging =
            ((longest + 2.0) * size * WIDTH_OF_CAPITAL_EM).clamp(30.0, place.measure_pt / 2.5);
        for entry in entries {
            let role = Role::Definition;
            let mut line = Line::default();
            self.inlines(&entry.term, &Look::default().mark(TERM), &mut line);
            line.tab();
            self.inlines(&entry.meaning, &self.look(role), &mut line);
            let indent_pt = Some((place.indent_pt + hanging, hanging));
            let elements = vec![entry.id];
            self.paragraph(role, line, Variation { elements, indent_pt, ..Variation::default() });
        }
    }
}

/// Abbreviations are capitals, in a sans serif about this wide.
const WIDTH_OF_CAPITAL_EM: f32 = 0.62;
