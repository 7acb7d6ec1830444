//! The faces with which a document is set: families, weights and slopes.

use std::collections::BTreeSet;

use crate::document::{
    Block, Cell, Container, Direction, Document, Inline, Part, Section, SpanStyle, TextKind,
};
use crate::export::xhtml::inline::has_italics;
use crate::export::xhtml::writer::Medium;
use crate::templates::{ParagraphStyle, Paragraphs, Style};

/// A face of a family.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FaceUse<'s> {
    /// The name of the family.
    pub family: &'s str,
    /// Whether it is bold.
    pub bold: bool,
    /// Whether it is italic.
    pub italic: bool,
}

/// The faces that a document needs in e-books and on web pages.
#[derive(Default)]
pub struct UsedFaces<'s> {
    /// The faces of its text.
    pub texts: BTreeSet<FaceUse<'s>>,
    /// Whether it needs the face of equations.
    pub equations: bool,
}

/// The faces that a document needs in e-books and on web pages.
pub fn used_faces<'s>(document: &Document, style: &'s Style, medium: Medium) -> UsedFaces<'s> {
    let styles = &style.paragraphs;
    let emphasis_is_bold = document.direction() == Direction::RightToLeft;
    let used = UsedFaces::default();
    let mut walk = Walk { style, text: &styles.body, emphasis_is_bold, used };
    walk.title_page();
    walk.text(&styles.heading1, &[]);
    document.sections.iter().for_each(|section| walk.section(section));
    walk.text = &styles.note;
    for note in &document.notes {
        walk.text(&styles.note, &[]);
        walk.blocks(&note.blocks);
    }
    match medium {
        Medium::Ebook => {}
        // The numbers of notes, and the summary of the contents.
        Medium::WebPage => {
            walk.bold(&styles.note);
            walk.bold(&styles.body);
        }
    }
    walk.used
}

struct Walk<'s> {
    style: &'s Style,
    /// The style of paragraphs.
    text: &'s ParagraphStyle,
    /// Whether emphasis is bold, as in scripts without italics.
    emphasis_is_bold: bool,
    used: UsedFaces<'s>,
}

impl<'s> Walk<'s> {
    fn styles(&self) -> &'s Paragraphs {
        &self.style.paragraphs
    }

    /// The styles of the title page. A face is too large to be embedded for emphasis in a few of its words,
    /// which readers slant.
    fn title_page(&mut self) {
        let styles = self.styles();
        let lines = [
            &styles.body,
            &styles.cover_publisher,
            &styles.cover_office,
            &styles.cover_series,
            &styles.cover_title,
            &styles.cover_subtitle,
            &styles.cover_venue,
        ];
        lines.into_iter().for_each(|style| self.text(style, &[]));
    }

    fn section(&mut self, section: &Section) {
        let styles = self.styles();
        if let Some(heading) = &section.heading {
            self.text(styles.heading(heading.level), &heading.title);
            if heading.prefix.is_some() {
                self.text(&styles.heading_prefix, &[]);
            }
        }
        self.blocks(&section.blocks);
        section.sections.iter().for_each(|inner| self.section(inner));
    }

    fn blocks(&mut self, blocks: &[Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &Block) {
        if let Block::Table(table) = block {
            self.header(&table.header);
        }
        self.used.equations |= matches!(block, Block::Equation(_));
        block.parts(&mut |part| match part {
            Part::Text(kind, _, content) => {
                let style = self.styles().of(kind, self.text);
                self.text(style, content);
                self.generated(kind, style);
            }
            Part::Role(..) => self.text(&self.styles().people_role, &[]),
            Part::Blocks(container, blocks) => self.nested(container, blocks),
        });
    }

    /// Header cells and totals.
    fn header(&mut self, rows: &[Vec<Cell>]) {
        let style = &self.styles().table_header;
        self.text(style, &[]);
        rows.iter().flatten().for_each(|cell| self.text(style, &cell.content));
    }

    /// Generated words around a text.
    fn generated(&mut self, kind: TextKind, style: &'s ParagraphStyle) {
        match kind {
            // The number of a caption and the name of a person are bold; so is the header of a row on
            // narrow screens.
            TextKind::Caption | TextKind::Person | TextKind::Participant | TextKind::Cell => {
                self.bold(style);
            }
            TextKind::Paragraph
            | TextKind::Heading(_)
            | TextKind::LeadIn
            | TextKind::Quotation
            | TextKind::QuotationSource
            | TextKind::PullQuote
            | TextKind::PullQuoteSource
            | TextKind::BoxTitle
            | TextKind::Credit
            | TextKind::Term
            | TextKind::Work
            | TextKind::IndexTerm
            | TextKind::RecommendationHeading
            | TextKind::ParticipantGroup => {}
        }
    }

    fn bold(&mut self, style: &'s ParagraphStyle) {
        let family = self.family(style);
        self.used.texts.insert(FaceUse { family, bold: true, italic: style.italic });
    }

    fn nested(&mut self, container: Container, blocks: &[Block]) {
        let (outer, styles) = (self.text, self.styles());
        self.text = match container {
            Container::Item => &styles.list_item,
            Container::Recommendation => &styles.recommendation,
            Container::Definition => outer,
            Container::Cell => &styles.table_cell,
            Container::Box => &styles.box_text,
        };
        self.blocks(blocks);
        if container == Container::Recommendation && self.style.recommendations.italic {
            // All of its text is italic, and what would be italic is upright.
            let family = self.family(self.text);
            for (bold, italic) in [(false, true), (true, true), (false, false)] {
                self.used.texts.insert(FaceUse { family, bold, italic });
            }
        }
        self.text = outer;
    }

    fn family(&self, style: &ParagraphStyle) -> &'s str {
        &self.style.fonts.get(style.family).name
    }

    fn text(&mut self, style: &'s ParagraphStyle, content: &[Inline]) {
        let family = self.family(style);
        let face = FaceUse { family, bold: style.bold, italic: style.italic };
        self.used.texts.insert(face);
        self.inlines(face, content);
    }

    fn inlines(&mut self, face: FaceUse<'s>, content: &[Inline]) {
        for inline in content {
            self.used.equations |= matches!(inline, Inline::Equation(_));
            let inner = match inline {
                Inline::Strong(_) => FaceUse { bold: true, ..face },
                Inline::Emphasis(inner) if self.emphasis_is_bold => {
                    if has_italics(inner) {
                        self.used.texts.insert(FaceUse { italic: true, ..face });
                    }
                    FaceUse { bold: true, ..face }
                }
                Inline::Emphasis(_) => FaceUse { italic: !face.italic, ..face },
                Inline::Span(SpanStyle::Code, _) => {
                    FaceUse { family: &self.style.fonts.code.name, italic: false, ..face }
                }
                Inline::Text(_)
                | Inline::Superscript(_)
                | Inline::Subscript(_)
                | Inline::Span(..)
                | Inline::Foreign { .. }
                | Inline::Link { .. }
                | Inline::NoteReference(_)
                | Inline::CrossReference { .. }
                | Inline::Equation(_)
                | Inline::LineBreak => face,
            };
            if inner != face {
                self.used.texts.insert(inner);
            }
            self.inlines(inner, inline.content());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cache::Cache;
    use crate::templates::load;
    use crate::{resolve, source};

    /// The faces for a paragraph in the text and a caption, as family, weight and slope.
    fn faces(paragraph: &str, caption: &str) -> Vec<String> {
        faces_in("en", paragraph, caption)
    }

    fn faces_in(language: &str, paragraph: &str, caption: &str) -> Vec<String> {
        let text = format!(
            "publication: {{title: T, publisher: P, date: 2022, language: {language}}}\nbody: [{{title: S, content: \
             ['{paragraph}', table: {{caption: '{caption}', rows: [[a]]}}]}}]"
        );
        let report = source::read("a.yaml", text.as_bytes()).report.unwrap();
        let style = load::style("conference", load::built_in("conference").unwrap()).unwrap();
        let labels = load::labels("en", load::built_in_labels("en").unwrap()).unwrap();
        let document =
            resolve::resolve(&report, &style, &labels, Default::default(), None, Cache::NONE);
        let used = used_faces(&document, &style, Medium::Ebook);
        let name = |it: FaceUse| {
            let (bold, italic) = (if it.bold { "B" } else { "" }, if it.italic { "I" } else { "" });
            format!("{} {bold}{italic}", it.family.trim_start_matches("Source "))
        };
        used.texts.into_iter().map(name).collect()
    }

    #[test]
    fn emphasis_from_right_to_left_is_bold_and_that_of_latin_words_italic() {
        let used = |text| faces_in("he", text, "א");
        assert_eq!(used("*א*"), ["Sans 3 ", "Sans 3 B", "Serif 4 ", "Serif 4 B"]);
        let both = ["Sans 3 ", "Sans 3 B", "Serif 4 ", "Serif 4 I", "Serif 4 B"];
        assert_eq!(used("*Ports*"), both);
    }

    #[test]
    fn only_faces_that_the_text_needs_are_used() {
        let plain = ["Sans 3 ", "Sans 3 B", "Serif 4 "];
        assert_eq!(faces("words", "words"), plain);
        assert_eq!(faces("*words*", "words"), [&plain[..], &["Serif 4 I"]].concat());
        assert_eq!(faces("**words**", "words"), [&plain[..], &["Serif 4 B"]].concat());
        let both = ["Serif 4 B", "Serif 4 BI"];
        assert_eq!(faces("**words *words***", "words"), [&plain[..], &both].concat());
        let caption = ["Sans 3 ", "Sans 3 I", "Sans 3 B", "Serif 4 "];
        assert_eq!(faces("words", "*words*"), caption);
        assert_eq!(faces("`words`", "words"), [&["Code Pro "], &plain[..]].concat());
    }
}
