//! Sections and blocks.

use super::super::line::{Line, Look};
use super::super::piece::{PictureExtra, Piece};
use super::super::styles::{HEADING_LABEL, HEADING_TITLE, PEOPLE_ROLE, Role, TERM};
use super::super::units::{emu, measure_pt, text_height_pt};
use super::{Composer, piece};
use crate::document::{
    Block, Caption, ElementId, Entry, Figure, Heading, Paragraph, People, Quotation, Section,
    SectionKind,
};
use crate::templates::LabelPosition;

/// No picture is higher than this share of the text.
const TALLEST_PICTURE: f32 = 0.7;

impl Composer<'_> {
    /// A section and its subsections.
    pub(super) fn section(&mut self, section: &Section, pieces: &mut Vec<Piece>) {
        if let Some(heading) = &section.heading {
            self.heading(heading, &[section.id], pieces);
        }
        let text = match section.kind {
            SectionKind::Imprint => Role::Imprint,
            SectionKind::Foreword
            | SectionKind::Abbreviations
            | SectionKind::Section
            | SectionKind::Panel
            | SectionKind::SideEvents
            | SectionKind::SideEvent
            | SectionKind::Conclusion
            | SectionKind::Annex
            | SectionKind::Bibliography => Role::Body,
        };
        section.blocks.iter().for_each(|block| self.block(block, text, pieces));
        section.sections.iter().for_each(|inner| self.section(inner, pieces));
    }

    /// Any block; paragraphs bear the role of the text around them.
    pub(super) fn block(&mut self, block: &Block, text: Role, pieces: &mut Vec<Piece>) {
        match block {
            Block::Paragraph(block) => self.text(block, text, pieces),
            Block::Heading(block) => self.heading(block, &[], pieces),
            Block::List(block) => self.list(block, pieces),
            Block::Recommendations(block) => self.recommendations(block, pieces),
            Block::People(block) => self.people(block, pieces),
            Block::Quotation(block) => self.quotation(block, pieces),
            Block::Table(block) => self.table(block, pieces),
            Block::Figure(block) => self.figure(block, pieces),
            Block::Box(block) => self.text_box(block, pieces),
            Block::Definitions { entries, .. } => {
                entries.iter().for_each(|entry| self.definition(entry, pieces));
            }
            Block::Bibliography { entries, .. } => {
                entries.iter().for_each(|entry| self.text(entry, Role::Bibliography, pieces));
            }
        }
    }

    /// A paragraph of text, its number a number of Word.
    pub(super) fn text(&mut self, paragraph: &Paragraph, role: Role, pieces: &mut Vec<Piece>) {
        let line = self.line(paragraph, role);
        let numbered = paragraph.number.is_some();
        let role = if numbered && role == Role::Body { Role::NumberedParagraph } else { role };
        let mut made = self.paragraph(role, line, &[paragraph.id]);
        if let Some(number) = &paragraph.number {
            made = self.numbered_paragraph(made, number);
        }
        pieces.push(piece(if paragraph.leads_in { made.keep_next(true) } else { made }));
    }

    /// The text of a paragraph in the look of its role.
    pub(super) fn line(&mut self, paragraph: &Paragraph, role: Role) -> Line {
        let mut line = Line::default();
        let look = self.look(role);
        self.inlines(&mut line, &paragraph.content, &look);
        line
    }

    /// How runs look in a paragraph of a role.
    pub(super) fn look(&self, role: Role) -> Look {
        let setting = role.setting(self.style);
        Look { bold_paragraph: setting.bold, italic_paragraph: setting.italic, ..Look::default() }
    }

    /// A heading. Its label and title are one paragraph, so that Word's contents show both.
    fn heading(&mut self, heading: &Heading, also: &[ElementId], pieces: &mut Vec<Piece>) {
        let role = Role::Heading(heading.level);
        let look = self.look(role);
        let mut line = Line::default();
        if let Some(label) = &heading.label {
            match self.style.labels.position {
                LabelPosition::Above => {
                    let style = Some(HEADING_LABEL);
                    line.text(label, &Look { style, ..look.clone() }).line_break(&look);
                }
                LabelPosition::Inline => {
                    line.text(&format!("{label}{}", heading.separator), &look);
                }
            }
        }
        let title = Look { style: Some(HEADING_TITLE), ..look };
        self.inlines(&mut line, &heading.title, &title);
        let elements: Vec<ElementId> = also.iter().copied().chain([heading.id]).collect();
        pieces.push(piece(self.paragraph(role, line, &elements)));
    }

    /// Roles in a narrow column, beside them who has them.
    fn people(&mut self, people: &People, pieces: &mut Vec<Piece>) {
        for group in &people.groups {
            for (index, person) in group.people.iter().enumerate() {
                let mut line = Line::default();
                if index == 0 {
                    let style = Some(PEOPLE_ROLE);
                    line.text(&group.role, &Look { style, ..Look::default() });
                }
                line.tab().text(&person.name, &Look { strong: true, ..Look::default() });
                if !person.details.is_empty() {
                    line.text(&format!(", {}", person.details), &Look::default());
                }
                pieces.push(piece(self.paragraph(Role::People, line, &[person.id])));
            }
        }
    }

    fn quotation(&mut self, quotation: &Quotation, pieces: &mut Vec<Piece>) {
        for paragraph in &quotation.paragraphs {
            self.text(paragraph, Role::Quotation, pieces);
        }
        if let Some(source) = &quotation.source {
            self.text(source, Role::QuotationSource, pieces);
        }
    }

    fn definition(&mut self, entry: &Entry, pieces: &mut Vec<Piece>) {
        let mut line = Line::default();
        self.inlines(&mut line, &entry.term, &Look { style: Some(TERM), ..Look::default() });
        line.tab();
        self.inlines(&mut line, &entry.meaning, &Look::default());
        pieces.push(piece(self.paragraph(Role::Definition, line, &[entry.id])));
    }

    fn figure(&mut self, figure: &Figure, pieces: &mut Vec<Piece>) {
        let image = self.document.image(figure.image);
        let (mut width, ratio) = (
            measure_pt(&self.style.page) * figure.width,
            image.height_px as f32 / image.width_px.max(1) as f32,
        );
        width = width.min(text_height_pt(&self.style.page) * TALLEST_PICTURE / ratio.max(0.01));
        self.pictures += 1;
        let picture = PictureExtra {
            number: self.pictures,
            name: figure.caption.as_ref().map(|caption| caption.label.clone()).unwrap_or_default(),
            alternative: figure.alternative.clone(),
            decorative: figure.decorative,
        };
        let mut line = Line::default();
        let relationship = super::super::parts::image_relationship(figure.image);
        line.picture(&relationship, emu(width), emu(width * ratio));
        let made = self.picture_paragraph(Role::Figure, line, &[figure.id], Some(picture));
        pieces.push(piece(made));
        if let Some(caption) = &figure.caption {
            pieces.push(piece(self.caption(caption, "Figure")));
        }
        figure.credit.iter().for_each(|credit| self.text(credit, Role::Credit, pieces));
    }

    /// A caption whose number is a field, so that Word can make lists of tables and figures.
    pub(super) fn caption(&mut self, caption: &Caption, sequence: &str) -> docx_rs::Paragraph {
        let bold = Look { strong: true, ..self.look(Role::Caption) };
        let mut line = Line::default();
        match caption.label.rsplit_once(' ') {
            Some((word, number)) => {
                line.text(&format!("{word} "), &bold);
                line.field(&format!("SEQ {sequence} \\* ARABIC"), number, &bold);
            }
            None => {
                line.text(&caption.label, &bold);
            }
        }
        line.text(&caption.separator, &bold);
        let look = self.look(Role::Caption);
        self.inlines(&mut line, &caption.content, &look);
        self.paragraph(Role::Caption, line, &[caption.id])
    }
}
