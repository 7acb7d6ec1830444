//! Paragraphs, tables and the transparent elements around them.

use roxmltree::Node;

use super::Reader;
use crate::word::error::WordError;
use crate::word::model::Block;
use crate::word::xml::{self, Vocabulary};

impl Reader<'_> {
    /// Reads the blocks of an element.
    pub fn blocks(&mut self, parent: Node, out: &mut Vec<Block>) -> Result<(), WordError> {
        xml::elements(parent).try_for_each(|node| self.block(node, out))
    }

    fn block(&mut self, node: Node, out: &mut Vec<Block>) -> Result<(), WordError> {
        match xml::name(node) {
            (Vocabulary::Word, "p") => out.push(Block::Paragraph(self.paragraph(node)?)),
            (Vocabulary::Word, "tbl") => out.push(Block::Table(self.table(node)?)),
            (Vocabulary::Word, "sdt") => {
                if let Some(content) = xml::child(node, "sdtContent") {
                    self.blocks(content, out)?;
                }
            }
            (Vocabulary::Word, "customXml" | "smartTag") => self.blocks(node, out)?,
            (Vocabulary::Word, "ins" | "del" | "moveFrom" | "moveTo") => {
                self.within_change(node, |reader| reader.blocks(node, out))?;
            }
            (Vocabulary::Compatibility, "AlternateContent") => {
                if let Some(branch) = xml::branch(node) {
                    self.blocks(branch, out)?;
                }
            }
            (Vocabulary::Word, "r" | "hyperlink" | "fldSimple" | "dir" | "bdo" | "ruby")
            | (Vocabulary::Math, _) => self.stray(node, out)?,
            (Vocabulary::Word, "sectPr") => self.section(node)?,
            (Vocabulary::Word, "tcPr" | "customXmlPr" | "smartTagPr") => {}
            (Vocabulary::Word, name) if self.marker(name, node)? => {}
            (_, name) => self.skip(name),
        }
        Ok(())
    }

    /// Reads runs outside a paragraph as a paragraph. Only formulas should be there.
    fn stray(&mut self, node: Node, out: &mut Vec<Block>) -> Result<(), WordError> {
        let outer = self.begin_paragraph()?;
        self.inline(node)?;
        out.extend(self.end_paragraph(outer).map(Block::Paragraph));
        Ok(())
    }

    /// Counts a tracked change of a section.
    pub fn section(&mut self, node: Node) -> Result<(), WordError> {
        match xml::child(node, "sectPrChange") {
            Some(change) => {
                self.change(change, None)?;
                self.skip("sectPrChange");
                Ok(())
            }
            None => Ok(()),
        }
    }
}
