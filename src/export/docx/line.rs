//! The text of one paragraph under way: runs, links, fields, bookmarks.

use std::collections::BTreeMap;

use docx_rs::{
    BookmarkEnd, BookmarkStart, BreakType, FieldCharType, FootnoteReference, Hyperlink,
    HyperlinkData, InstrText, Paragraph, ParagraphChild, Pic, RelativeFromHType, RelativeFromVType,
    Run, RunChild, VertAlignType,
};

use super::piece::RunExtra;
use super::xml::clean;
use crate::document::Direction;

/// How a run looks beside its paragraph.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Look {
    /// Whether the paragraph is bold as a whole.
    pub bold_paragraph: bool,
    /// Whether the paragraph is italic as a whole.
    pub italic_paragraph: bool,
    /// The character style of all its runs: that of a link, of the title in a heading.
    pub style: Option<&'static str>,
    /// Strong emphasis.
    pub strong: bool,
    /// Emphasis within an even number of others: italic, or roman in an italic paragraph.
    pub emphasis: bool,
    /// Raised or lowered.
    pub script: Option<VertAlignType>,
    /// Small capitals.
    pub small_caps: bool,
    /// The language of a foreign phrase.
    pub language: Option<String>,
    /// Its direction, where that is not the document's.
    pub turned: Option<Direction>,
}

impl Look {
    /// The look of a mark that takes nothing from the words around it but the paragraph's own.
    pub fn mark(&self, style: &'static str) -> Look {
        let Look { bold_paragraph, italic_paragraph, .. } = *self;
        Look { bold_paragraph, italic_paragraph, style: Some(style), ..Look::default() }
    }

    /// A run in this look. What a style says of bold and italic is turned round by another style
    /// that says it too (ECMA-376 Part 1 §17.7.3), so the two are said outright wherever a style
    /// alone would not do.
    fn run(&self) -> Run {
        let mut run = Run::new();
        if let Some(style) = self.character_style() {
            run = run.style(style);
        }
        if self.strong && (self.style.is_some() || self.bold_paragraph) {
            run = run.bold();
        }
        if self.emphasis && self.italic_paragraph {
            run = run.disable_italic();
        } else if self.emphasis && (self.style.is_some() || self.strong) {
            run = run.italic();
        }
        if let Some(script) = self.script {
            run.run_property = run.run_property.vert_align(script);
        }
        run
    }

    fn character_style(&self) -> Option<&'static str> {
        let own = match (self.strong, self.emphasis) {
            (true, true | false) => Some("Strong"),
            (false, true) => Some("Emphasis"),
            (false, false) => None,
        };
        self.style.or(own)
    }

    fn extra(&self) -> RunExtra {
        let (language, turned, small_caps) = (self.language.clone(), self.turned, self.small_caps);
        RunExtra { language, turned, small_caps }
    }
}

/// The text of one paragraph under way.
#[derive(Debug, Default)]
pub struct Line {
    children: Vec<ParagraphChild>,
    runs: u32,
    extras: BTreeMap<u32, RunExtra>,
}

impl Line {
    /// Text.
    pub fn text(&mut self, text: &str, look: &Look) -> &mut Line {
        let text = clean(text);
        if !text.is_empty() {
            self.run(look.run().add_text(text), look);
        }
        self
    }

    /// A tab.
    pub fn tab(&mut self) -> &mut Line {
        self.run(Run::new().add_tab(), &Look::default())
    }

    /// A line break within the paragraph.
    pub fn line_break(&mut self, look: &Look) -> &mut Line {
        self.run(look.run().add_break(BreakType::TextWrapping), look)
    }

    /// A picture: the id of its relationship, width and height in English metric units.
    pub fn picture(&mut self, relationship: &str, width: u32, height: u32) -> &mut Line {
        let picture = Pic::new_with_dimensions(Vec::new(), 1, 1).id(relationship);
        self.run(Run::new().add_image(picture.size(width, height)), &Look::default())
    }

    /// A picture at a place of the page, over or under the words: besides, the place of its corner
    /// from the left edge and the top of the page, in English metric units.
    pub fn anchored(&mut self, relationship: &str, size: (u32, u32), at: (u32, u32)) -> &mut Line {
        let picture = Pic::new_with_dimensions(Vec::new(), 1, 1).id(relationship);
        let offset = |length: u32| i32::try_from(length).unwrap_or(0);
        let picture = picture.size(size.0, size.1).floating().overlapping();
        let picture = picture.relative_from_h(RelativeFromHType::Page).offset_x(offset(at.0));
        let picture = picture.relative_from_v(RelativeFromVType::Page).offset_y(offset(at.1));
        self.run(Run::new().add_image(picture), &Look::default())
    }

    /// The mark of a footnote that stands here.
    pub fn note(&mut self, id: usize) -> &mut Line {
        let mut run = Run::new().style("FootnoteReference");
        run.children.push(RunChild::FootnoteReference(FootnoteReference::new(id)));
        self.run(run, &Look::default())
    }

    /// A field with its result filled in. The instruction is ours, never the author's.
    pub fn field(&mut self, instruction: &str, result: &str, look: &Look) -> &mut Line {
        self.field_begin(instruction, look).text(result, look).field_end(look)
    }

    /// Begins a field whose result follows. Some readers show the result as its first run looks.
    pub fn field_begin(&mut self, instruction: &str, look: &Look) -> &mut Line {
        let code = InstrText::Unsupported(format!(" {instruction} "));
        self.run(look.run().add_field_char(FieldCharType::Begin, false), look);
        self.run(look.run().add_instr_text(code), look);
        self.run(look.run().add_field_char(FieldCharType::Separate, false), look)
    }

    /// Ends a field.
    pub fn field_end(&mut self, look: &Look) -> &mut Line {
        self.run(look.run().add_field_char(FieldCharType::End, false), look)
    }

    /// A link around what `content` writes.
    pub fn link(&mut self, link: HyperlinkData, content: impl FnOnce(&mut Line)) -> &mut Line {
        let outer = std::mem::take(&mut self.children);
        content(self);
        let children = std::mem::replace(&mut self.children, outer);
        self.children.push(ParagraphChild::Hyperlink(Hyperlink { link, history: None, children }));
        self
    }

    /// A bookmark around what `content` writes.
    pub fn bookmark(
        &mut self,
        number: usize,
        name: &str,
        content: impl FnOnce(&mut Line),
    ) -> &mut Line {
        let (start, end) = bookmark(number, name);
        self.children.push(start);
        content(self);
        self.children.push(end);
        self
    }

    /// Puts a bookmark around all that has been written.
    pub fn enclose(&mut self, number: usize, name: &str) -> &mut Line {
        let (start, end) = bookmark(number, name);
        self.children.insert(0, start);
        self.children.push(end);
        self
    }

    /// Moves what has been written into a paragraph; what its types cannot say is returned.
    pub fn into_paragraph(self, mut paragraph: Paragraph) -> (Paragraph, BTreeMap<u32, RunExtra>) {
        paragraph.children = self.children;
        (paragraph, self.extras)
    }

    fn run(&mut self, run: Run, look: &Look) -> &mut Line {
        let extra = look.extra();
        if extra != RunExtra::default() {
            self.extras.insert(self.runs, extra);
        }
        self.runs += 1;
        self.children.push(ParagraphChild::Run(Box::new(run)));
        self
    }
}

fn bookmark(number: usize, name: &str) -> (ParagraphChild, ParagraphChild) {
    let start = BookmarkStart::new(number, name);
    (ParagraphChild::BookmarkStart(start), ParagraphChild::BookmarkEnd(BookmarkEnd::new(number)))
}
