//! The content of a paragraph: runs and the elements around them.

use std::sync::Arc;

use roxmltree::Node;

use super::Reader;
use super::run::Look;
use crate::limits::Limit;
use crate::word::equation;
use crate::word::error::WordError;
use crate::word::model::{Change, Content, Formula, Tracked, View};
use crate::word::package::Target;
use crate::word::xml::{self, Vocabulary};

/// A half of a move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Half {
    From,
    To,
}

impl Reader<'_> {
    /// Reads the inline content of an element.
    pub fn inlines(&mut self, parent: Node) -> Result<(), WordError> {
        xml::elements(parent).try_for_each(|node| self.inline(node))
    }

    /// Reads an inline element.
    pub fn inline(&mut self, node: Node) -> Result<(), WordError> {
        match xml::name(node) {
            (Vocabulary::Word, "r") => self.run(node),
            (Vocabulary::Word, "ins" | "del" | "moveFrom" | "moveTo") => {
                self.within_change(node, |reader| reader.inlines(node))
            }
            (Vocabulary::Word, "hyperlink") => self.hyperlink(node),
            (Vocabulary::Word, "smartTag" | "customXml" | "dir" | "bdo") => self.inlines(node),
            (Vocabulary::Word, "fldSimple") => self.simple_field(node),
            (Vocabulary::Word, "sdt") => match xml::child(node, "sdtContent") {
                Some(content) => self.inlines(content),
                None => Ok(()),
            },
            (Vocabulary::Math, _) => self.math(node),
            (Vocabulary::Compatibility, "AlternateContent") => match xml::branch(node) {
                Some(branch) => self.inlines(branch),
                None => Ok(()),
            },
            (Vocabulary::Word, "pPr" | "rPr" | "sdtPr" | "smartTagPr" | "customXmlPr") => Ok(()),
            (_, name) => {
                if !self.marker(name, node)? {
                    self.skip(name);
                }
                Ok(())
            }
        }
    }

    /// Reads the content of an inserted, deleted or moved range.
    pub fn within_change(
        &mut self,
        node: Node,
        read: impl FnOnce(&mut Self) -> Result<(), WordError>,
    ) -> Result<(), WordError> {
        let mut tracked = self.tracked.clone();
        self.track(node, &mut tracked)?;
        let outer = std::mem::replace(&mut self.tracked, tracked);
        read(self)?;
        self.tracked = outer;
        Ok(())
    }

    /// Enters an element for a tracked change in a state.
    pub fn track(&mut self, node: Node, tracked: &mut Tracked) -> Result<(), WordError> {
        match xml::word_name(node) {
            "ins" | "cellIns" => tracked.inserted = Some(self.change(node, None)?),
            "moveTo" => tracked.inserted = Some(self.change(node, Some(Half::To))?),
            "del" | "cellDel" => tracked.deleted = Some(self.change(node, None)?),
            "moveFrom" => tracked.deleted = Some(self.change(node, Some(Half::From))?),
            _ => {}
        }
        Ok(())
    }

    /// The author and date of a change.
    pub fn change(&mut self, node: Node, half: Option<Half>) -> Result<Arc<Change>, WordError> {
        self.limit(Limit::WordChanges, self.counts.changes)?;
        self.counts.changes += 1;
        let change = Change {
            author: xml::attribute(node, "author").unwrap_or_default().into(),
            date: xml::attribute(node, "date").map(Into::into),
            is_move: half.is_some(),
            move_name: half.and_then(|half| self.moves.name(half)).map(Into::into),
        };
        Ok(self.shared.change(change))
    }

    fn hyperlink(&mut self, node: Node) -> Result<(), WordError> {
        let anchor = || xml::attribute(node, "anchor").map(|name| format!("#{name}"));
        let target = xml::relationship(node, "id").and_then(|id| self.links.get(id));
        let address = match target {
            Some(Target::External(address)) => {
                Some(address.clone() + &anchor().unwrap_or_default())
            }
            Some(Target::Part(_)) | None => anchor(),
        };
        let link = address.map(|address| self.shared.text(&address));
        let outer = std::mem::replace(&mut self.link, link);
        self.inlines(node)?;
        self.link = outer;
        Ok(())
    }

    /// Reads the characters of a formula.
    fn math(&mut self, node: Node) -> Result<(), WordError> {
        match xml::name(node) {
            (Vocabulary::Math, "oMath") => {
                let parent = node.parent_element().map(xml::name);
                let is_display = parent == Some((Vocabulary::Math, "oMathPara"));
                let latex = |view| equation::latex(node, view, is_display);
                let (accepted, rejected) = (latex(View::Accepted), latex(View::Rejected));
                let formula = Some(Arc::new(Formula { accepted, rejected }));
                let outer = std::mem::replace(&mut self.formula, formula);
                xml::elements(node).try_for_each(|child| self.math(child))?;
                self.formula = outer;
            }
            (Vocabulary::Math, "t") => {
                self.push(Content::Math(xml::content(node)), &Look::default())?;
            }
            (Vocabulary::Math, "r") => {
                let mut tracked = self.tracked.clone();
                for change in xml::child(node, "rPr").iter().flat_map(|it| xml::elements(*it)) {
                    self.track(change, &mut tracked)?;
                }
                let outer = std::mem::replace(&mut self.tracked, tracked);
                xml::elements(node).try_for_each(|child| self.math(child))?;
                self.tracked = outer;
            }
            (Vocabulary::Word, "ins" | "del" | "moveFrom" | "moveTo") => {
                self.within_change(node, |reader| {
                    xml::elements(node).try_for_each(|child| reader.math(child))
                })?;
            }
            (Vocabulary::Math, _) => xml::elements(node).try_for_each(|it| self.math(it))?,
            (Vocabulary::Word, "rPr") => {}
            (Vocabulary::Word, "r" | "hyperlink" | "sdt") => self.inline(node)?,
            (_, name) => {
                if !self.marker(name, node)? {
                    self.skip(name);
                }
            }
        }
        Ok(())
    }
}
