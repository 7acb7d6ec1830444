//! Paragraphs and their properties.

use std::mem;

use roxmltree::Node;

use super::{Reader, count};
use crate::limits::Limit;
use crate::word::error::WordError;
use crate::word::model::{Bookmark, Paragraph, Position, PropertiesChange, Tracked};
use crate::word::{properties, xml};

impl Reader<'_> {
    /// Reads `w:p`.
    pub fn paragraph(&mut self, node: Node) -> Result<Paragraph, WordError> {
        let outer = self.begin_paragraph()?;
        if let Some(properties) = xml::child(node, "pPr") {
            self.paragraph_properties(properties)?;
        }
        self.inlines(node)?;
        Ok(self.end_paragraph(outer).unwrap_or_default())
    }

    /// Begins a paragraph; returns the one around its text box, which is continued after it.
    pub fn begin_paragraph(&mut self) -> Result<Option<Paragraph>, WordError> {
        let number = self.counts.paragraphs;
        self.limit(Limit::WordParagraphs, number)?;
        self.counts.paragraphs += 1;
        let mut paragraph = Paragraph { number, ..Paragraph::default() };
        for (id, name) in self.waiting_bookmarks.drain(..) {
            let at = paragraph.bookmarks.len();
            self.open_bookmarks.entry(id).or_insert((number, at));
            let end = Position { paragraph: number, run: 0 };
            paragraph.bookmarks.push(Bookmark { name, run: 0, end });
        }
        self.is_cut = true;
        Ok(self.paragraph.replace(paragraph))
    }

    /// Ends a paragraph, and continues the one around its text box.
    pub fn end_paragraph(&mut self, outer: Option<Paragraph>) -> Option<Paragraph> {
        self.last_end = self.end_position();
        self.is_cut = true;
        let mut ended = mem::replace(&mut self.paragraph, outer);
        // Most paragraphs have one run, and a vector makes room for four.
        ended.iter_mut().for_each(|it| it.runs.shrink_to_fit());
        ended
    }

    fn paragraph_properties(&mut self, node: Node) -> Result<(), WordError> {
        let mut mark = Tracked::default();
        let mut change = None;
        for child in xml::elements(node) {
            match xml::word_name(child) {
                "pStyle" | "numPr" | "outlineLvl" => {}
                "rPr" => self.mark(child, &mut mark)?,
                "pPrChange" => change = Some(Box::new(self.properties_change(child)?)),
                "sectPr" => self.section(child)?,
                _ => count(&mut self.skipped.properties, child.tag_name().name()),
            }
        }
        let style = xml::child_value(node, "pStyle").map(|style| self.shared.text(style));
        if let Some(paragraph) = &mut self.paragraph {
            paragraph.style = style;
            paragraph.numbering = properties::numbering(node);
            paragraph.outline_level = properties::outline_level(node);
            paragraph.position = properties::position(node);
            paragraph.ends_section = xml::child(node, "sectPr").is_some();
            paragraph.mark = mark;
            paragraph.properties_change = change;
        }
        Ok(())
    }

    /// Reads the state of the mark from its properties.
    fn mark(&mut self, node: Node, mark: &mut Tracked) -> Result<(), WordError> {
        for child in xml::elements(node) {
            match xml::word_name(child) {
                "rPrChange" => {
                    self.change(child, None)?;
                    self.skip("rPrChange of a paragraph mark");
                }
                "ins" | "del" | "moveFrom" | "moveTo" => self.track(child, mark)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn properties_change(&mut self, node: Node) -> Result<PropertiesChange, WordError> {
        let before = xml::child(node, "pPr");
        let style = before.and_then(|it| xml::child_value(it, "pStyle"));
        Ok(PropertiesChange {
            change: self.change(node, None)?,
            style_before: style.map(|it| self.shared.text(it)),
            numbering_before: before.and_then(properties::numbering),
        })
    }
}
