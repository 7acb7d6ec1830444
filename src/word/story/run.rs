//! Runs: text, breaks, references and objects.

use std::sync::Arc;

use roxmltree::Node;

use super::{Reader, count};
use crate::limits::Limit;
use crate::word::error::WordError;
use crate::word::model::{Content, Format, FormatChange, Object, Run, Symbol};
use crate::word::properties::{self, RunProperties};
use crate::word::styles;
use crate::word::xml::{self, Vocabulary};

/// The look of a run.
#[derive(Clone, Debug, Default)]
pub struct Look {
    format: Format,
    format_change: Option<Box<FormatChange>>,
    language: Option<Arc<str>>,
}

impl Reader<'_> {
    /// Reads `w:r`.
    pub fn run(&mut self, node: Node) -> Result<(), WordError> {
        let outer = self.tracked.clone();
        let look = match xml::child(node, "rPr") {
            Some(properties) => self.look(properties)?,
            None => Look::default(),
        };
        self.run_contents(node, &look)?;
        self.tracked = outer;
        Ok(())
    }

    /// Reads `w:rPr`. Tracked changes in it apply to the run.
    fn look(&mut self, node: Node) -> Result<Look, WordError> {
        let skipped = &mut |name: &str| count(&mut self.skipped.properties, name);
        let RunProperties { format, language, changes } =
            properties::run(node, &mut self.shared, skipped);
        let format = styles::complete(self.styles, format);
        let mut look = Look { format, format_change: None, language };
        for change in changes {
            if xml::word_name(change) == "rPrChange" {
                look.format_change = Some(Box::new(self.format_change(change)?));
            } else {
                let mut tracked = self.tracked.clone();
                self.track(change, &mut tracked)?;
                self.tracked = tracked;
            }
        }
        Ok(look)
    }

    fn format_change(&mut self, node: Node) -> Result<FormatChange, WordError> {
        let change = self.change(node, None)?;
        let before = xml::child(node, "rPr");
        let before = before.map(|it| properties::run(it, &mut self.shared, &mut |_| {}).format);
        let before = styles::complete(self.styles, before.unwrap_or_default());
        Ok(FormatChange { change, before })
    }

    fn run_contents(&mut self, parent: Node, look: &Look) -> Result<(), WordError> {
        xml::elements(parent).try_for_each(|node| self.run_content(node, look))
    }

    fn run_content(&mut self, node: Node, look: &Look) -> Result<(), WordError> {
        let id = || xml::attribute(node, "id").unwrap_or_default().to_owned();
        let content = match xml::name(node) {
            (Vocabulary::Word, "t" | "delText") => Content::Text(text(node)),
            (Vocabulary::Word, "tab" | "ptab") => Content::Text("\t".into()),
            (Vocabulary::Word, "noBreakHyphen") => Content::Text("\u{2011}".into()),
            (Vocabulary::Word, "softHyphen") => Content::Text("\u{AD}".into()),
            (Vocabulary::Word, "br") => match xml::attribute(node, "type") {
                Some("page" | "column") => Content::PageBreak,
                Some(_) | None => Content::Break,
            },
            (Vocabulary::Word, "cr") => Content::Break,
            (Vocabulary::Word, "footnoteReference") => Content::Footnote(id()),
            (Vocabulary::Word, "endnoteReference") => Content::Endnote(id()),
            (Vocabulary::Word, "sym") => match symbol(node) {
                Some(symbol) => Content::Symbol(Box::new(symbol)),
                None => return Ok(()),
            },
            (Vocabulary::Word, "drawing" | "pict" | "object") => {
                // An instruction shows nothing.
                if self.instructions > 0 {
                    return Ok(());
                }
                let object = self.object(node)?;
                if object == Object::default() && is_background(node) {
                    return Ok(());
                }
                Content::Object(Box::new(object))
            }
            (Vocabulary::Word, "fldChar") => return self.field_character(node),
            (Vocabulary::Word, "instrText" | "delInstrText") => {
                self.instruction(&xml::content(node));
                return Ok(());
            }
            (Vocabulary::Word, "commentReference") => {
                self.comment_reference(node);
                return Ok(());
            }
            (Vocabulary::Word, "ruby") => {
                self.skip("rt");
                let base = xml::child(node, "rubyBase");
                return base.map_or(Ok(()), |base| self.inlines(base));
            }
            (Vocabulary::Compatibility, "AlternateContent") => {
                let branch = xml::branch(node);
                return branch.map_or(Ok(()), |branch| self.run_contents(branch, look));
            }
            // The number of a note within the note, and other marks without content.
            (
                Vocabulary::Word,
                "rPr"
                | "footnoteRef"
                | "endnoteRef"
                | "annotationRef"
                | "separator"
                | "continuationSeparator"
                | "lastRenderedPageBreak",
            ) => return Ok(()),
            (_, name) => {
                self.skip(name);
                return Ok(());
            }
        };
        self.push(content, look)
    }

    /// Appends content to the paragraph.
    pub fn push(&mut self, content: Content, look: &Look) -> Result<(), WordError> {
        if self.instructions > 0 || self.join(&content, look) {
            return Ok(());
        }
        self.limit(Limit::WordRuns, self.counts.runs)?;
        let Some(paragraph) = &mut self.paragraph else { return Ok(()) };
        let Look { format, format_change, language } = look.clone();
        paragraph.runs.push(Run {
            content,
            format,
            format_change,
            language,
            tracked: self.tracked.clone(),
            comments: Arc::clone(&self.covering),
            field: self.field.clone(),
            link: self.link.clone(),
            formula: self.formula.clone(),
        });
        self.counts.runs += 1;
        self.is_cut = false;
        Ok(())
    }

    /// Appends text to the last run if the two do not differ in anything else.
    fn join(&mut self, content: &Content, look: &Look) -> bool {
        if self.is_cut {
            return false;
        }
        let Some(last) = self.paragraph.as_mut().and_then(|it| it.runs.last_mut()) else {
            return false;
        };
        let same_field = match (&last.field, &self.field) {
            (Some(last), Some(field)) => Arc::ptr_eq(last, field),
            (None, None) => true,
            (Some(_), None) | (None, Some(_)) => false,
        };
        let same_formula = match (&last.formula, &self.formula) {
            (Some(last), Some(formula)) => Arc::ptr_eq(last, formula),
            (None, None) => true,
            (Some(_), None) | (None, Some(_)) => false,
        };
        let is_same = same_field
            && same_formula
            && last.format == look.format
            && last.format_change == look.format_change
            && last.language == look.language
            && last.tracked == self.tracked
            && last.link == self.link;
        match (&mut last.content, content) {
            (Content::Text(last), Content::Text(text))
            | (Content::Math(last), Content::Math(text))
                if is_same =>
            {
                last.push_str(text);
                true
            }
            _ => false,
        }
    }
}

/// Whether a drawing is behind the text (`wp:anchor`, §20.4.2.3). If it has neither words nor a picture, it
/// has no meaning.
fn is_background(drawing: Node) -> bool {
    let behind =
        |node: Node| node.attribute("behindDoc").is_some_and(|it| it == "1" || it == "true");
    xml::elements(drawing).any(|it| it.tag_name().name() == "anchor" && behind(it))
}

/// The namespace of `xml:space`.
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// The text of `w:t`. Word drops spaces at its ends, unless told to keep them, and reads a line end as a
/// space.
fn text(node: Node) -> String {
    let text = xml::content(node);
    let ends = [' ', '\t', '\n', '\r'];
    let keeps = || {
        let space = node.ancestors().find_map(|it| it.attribute((XML, "space")));
        space == Some("preserve")
    };
    let text = match text.starts_with(ends) || text.ends_with(ends) {
        true if !keeps() => text.trim_matches(ends).to_owned(),
        true | false => text,
    };
    if text.contains(['\n', '\r']) { text.replace(['\n', '\r'], " ") } else { text }
}

fn symbol(node: Node) -> Option<Symbol> {
    let code = u32::from_str_radix(xml::attribute(node, "char")?, 16).ok()?;
    let font = xml::attribute(node, "font").unwrap_or_default().into();
    Some(Symbol { font, character: char::from_u32(code)? })
}
