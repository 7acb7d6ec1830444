//! The inline content of a paragraph: runs, hyperlinks, fields and bookmarks.

use std::collections::{BTreeMap, VecDeque};
use std::mem;

use docx_rs::{
    BookmarkEnd, BookmarkStart, Break, BreakType, Drawing, FieldChar, FieldCharType,
    FootnoteReference, Hyperlink, HyperlinkData, InstrText, ParagraphChild, Pic, RelativeFromHType,
    RelativeFromVType, Run, RunChild, RunStyle, Tab, Text, VertAlign, VertAlignType,
};

use super::extras::RunExtra;
use super::omml::{OfficeMath, in_paragraph, office_math};
use super::styles::{FOOTNOTE_REFERENCE, STRONG};
use super::xml::{clean, clean_traced, escape_content};
use crate::document::{Direction, SpanStyle};
use crate::draft::{Format, Script, Span, Within};
use crate::math::Equation;
use crate::origin::{Generator, TracedString};
use crate::templates::FontFamilies;

/// The formatting of a run relative to its paragraph.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RunFormat {
    /// Whether the paragraph is bold as a whole.
    pub bold_paragraph: bool,
    /// Whether the paragraph is italic as a whole.
    pub italic_paragraph: bool,
    /// The character style, for example of a hyperlink or of the title in a heading.
    pub style: Option<&'static str>,
    /// Strong emphasis.
    pub strong: bool,
    /// Emphasis at an odd nesting depth: italic, or upright in an italic paragraph.
    pub emphasis: bool,
    /// Superscript or subscript.
    pub script: Option<VertAlignType>,
    /// Small capitals.
    pub small_caps: bool,
    /// Struck through.
    pub strikeout: bool,
    /// Underlined.
    pub underline: bool,
    /// The family of code, if it is code.
    pub code: Option<String>,
    /// Neither hyphenated nor proofed: Word hyphenates whatever it proofs.
    pub no_proof: bool,
    /// The language of a foreign phrase, as a BCP 47 tag.
    pub language: Option<String>,
    /// The writing direction, if it differs from the document's.
    pub direction: Option<Direction>,
}

impl RunFormat {
    /// The format of a run that has a character style and keeps only the paragraph's formatting.
    pub fn with_style_only(&self, style: &'static str) -> RunFormat {
        let RunFormat { bold_paragraph, italic_paragraph, .. } = *self;
        RunFormat { bold_paragraph, italic_paragraph, style: Some(style), ..RunFormat::default() }
    }

    /// Adds the style of a part of a text.
    pub fn span(&mut self, style: SpanStyle, fonts: &FontFamilies) {
        match style {
            SpanStyle::SmallCaps => self.small_caps = true,
            SpanStyle::Strikeout => self.strikeout = true,
            SpanStyle::Underline => self.underline = true,
            SpanStyle::NoHyphens => self.no_proof = true,
            SpanStyle::Code => {
                (self.code, self.no_proof) = (Some(fonts.code.name.clone()), true);
            }
        }
    }

    /// A run in this format. Bold and italic in a paragraph style and in a character style
    /// cancel each other (toggle properties, ECMA-376 Part 1 §17.7.3). If a character style
    /// alone would give the wrong result, both are set by direct formatting.
    fn run(&self, child: RunChild) -> Box<Run> {
        let mut run = Box::new(Run::new());
        run.children.push(child);
        let property = &mut run.run_property;
        property.style = self.character_style().map(RunStyle::new);
        property.vert_align = self.script.map(VertAlign::new);
        if self.strong && (self.style.is_some() || self.bold_paragraph) {
            *property = mem::take(property).bold();
        }
        if self.emphasis && self.italic_paragraph {
            *property = mem::take(property).disable_italic();
        } else if self.emphasis && (self.style.is_some() || self.strong) {
            *property = mem::take(property).italic();
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

    /// The part of the format that the author chooses.
    fn authored(&self) -> Format {
        let script = match self.script {
            Some(VertAlignType::SuperScript) => Script::Superscript,
            Some(VertAlignType::SubScript) => Script::Subscript,
            Some(VertAlignType::Baseline | VertAlignType::Unsupported) | None => Script::Baseline,
        };
        let strong = self.strong || self.style == Some(STRONG);
        Format { strong, emphasis: self.emphasis, script, small_caps: self.small_caps }
    }

    fn extra(&self) -> RunExtra {
        let RunFormat { direction, small_caps, strikeout, underline, no_proof, .. } = *self;
        let (language, code) = (self.language.clone(), self.code.clone());
        let equation = None;
        RunExtra { language, direction, small_caps, strikeout, underline, equation, code, no_proof }
    }
}

/// A person in the text of an element.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Mention {
    /// The byte offset of the name in the plain text of the element.
    pub offset: usize,
    /// The name as the index sorts it.
    pub name: String,
}

/// The inline content of a paragraph under construction.
#[derive(Debug, Default)]
pub struct Runs {
    /// The persons named in the rest of the element's text.
    mentions: VecDeque<Mention>,
    /// The bytes of the element's text so far.
    position: usize,
    children: Vec<ParagraphChild>,
    runs: u32,
    extras: BTreeMap<u32, RunExtra>,
    spans: Vec<Span>,
    /// The paragraph, link, reference or field that the next text belongs to.
    within: Within,
    /// The number of links, references and fields so far.
    atoms: u32,
}

impl Runs {
    /// Appends text.
    pub fn text(&mut self, text: &TracedString, format: &RunFormat) -> &mut Runs {
        let text = clean_traced(text);
        if !text.is_empty() {
            // A line break in a text is not one in a paragraph.
            let plain = text.replace('\n', "");
            self.run(RunChild::Text(Text::new(plain)), format);
            self.spans.push(Span::Text {
                text: text.into_owned(),
                format: format.authored(),
                within: self.within,
            });
        }
        self
    }

    /// Begins the text of an element that names persons.
    pub fn mark(&mut self, mentions: &[Mention]) -> &mut Runs {
        self.mentions = mentions.iter().cloned().collect();
        self.position = 0;
        self
    }

    /// Appends text of an element, with an XE field before each name (§17.16.5.79).
    pub fn authored(&mut self, text: &TracedString, format: &RunFormat) -> &mut Runs {
        let (start, mut done) = (self.position, 0);
        self.position += text.len();
        let end = self.position;
        while let Some(mention) = self.mentions.pop_front_if(|next| next.offset < end) {
            let at = mention.offset.saturating_sub(start).max(done);
            self.text(&text.part(done..at), format);
            self.index_mark(&mention.name);
            done = at;
        }
        if done == 0 {
            self.text(text, format)
        } else {
            self.text(&text.part(done..text.len()), format)
        }
    }

    /// Appends an equation of the text of an element, which has a line of text of some length.
    pub fn authored_equation(&mut self, equation: &Equation, length: usize) -> &mut Runs {
        self.position += length;
        self.equation(office_math(equation, false), false)
    }

    /// Appends a line break of the text of an element.
    pub fn authored_line_break(&mut self, format: &RunFormat) -> &mut Runs {
        self.position += 1;
        self.line_break(format)
    }

    fn index_mark(&mut self, name: &str) {
        let code = format!(" XE {} ", quoted(&name.replace('\\', "\\\\").replace(':', "\\:")));
        let plain = RunFormat::default();
        self.run(field_character(FieldCharType::Begin), &plain);
        self.run(field_code(&code), &plain);
        self.run(field_character(FieldCharType::End), &plain);
    }

    /// Appends text that is not in the source.
    pub fn generated(&mut self, text: &str, generator: Generator, format: &RunFormat) -> &mut Runs {
        self.text(&TracedString::generated(text, generator), format)
    }

    /// Appends a tab.
    pub fn tab(&mut self) -> &mut Runs {
        self.spans.push(Span::Tab);
        self.run(RunChild::Tab(Tab::new()), &RunFormat::default())
    }

    /// Appends an equation. Its text cannot be changed in Word, so it counts as a field.
    pub fn equation(&mut self, math: OfficeMath, is_display: bool) -> &mut Runs {
        let OfficeMath { xml, text } = math;
        let xml = if is_display { in_paragraph(&xml) } else { xml };
        self.extras.insert(self.runs, RunExtra { equation: Some(xml), ..RunExtra::default() });
        self.runs += 1;
        self.children.push(ParagraphChild::Run(Box::new(Run::new())));
        self.within(Within::Field, |runs| {
            let text = TracedString::generated(text, Generator::Equation);
            let (format, within) = (Format::default(), runs.within);
            runs.spans.push(Span::Text { text, format, within });
        });
        self
    }

    /// Appends a line break within the paragraph.
    pub fn line_break(&mut self, format: &RunFormat) -> &mut Runs {
        self.spans.push(Span::LineBreak);
        self.run(RunChild::Break(Break::new(BreakType::TextWrapping)), format)
    }

    /// Appends an inline picture; `width` and `height` are in EMU.
    pub fn picture(&mut self, relationship: &str, width: u32, height: u32) -> &mut Runs {
        let picture = Pic::new_with_dimensions(Vec::new(), 1, 1).id(relationship);
        self.drawing(picture.size(width, height))
    }

    /// Appends a floating picture whose top left corner is `at` on the page; lengths are in EMU.
    pub fn anchored(&mut self, relationship: &str, size: (u32, u32), at: (u32, u32)) -> &mut Runs {
        let picture = Pic::new_with_dimensions(Vec::new(), 1, 1).id(relationship);
        let offset = |length: u32| i32::try_from(length).unwrap_or(0);
        let picture = picture.size(size.0, size.1).floating().overlapping();
        let picture = picture.relative_from_h(RelativeFromHType::Page).offset_x(offset(at.0));
        let picture = picture.relative_from_v(RelativeFromVType::Page).offset_y(offset(at.1));
        self.drawing(picture)
    }

    fn drawing(&mut self, picture: Pic) -> &mut Runs {
        self.spans.push(Span::Picture);
        let drawing = Drawing::new().pic(picture);
        self.run(RunChild::Drawing(Box::new(drawing)), &RunFormat::default())
    }

    /// Appends the reference that places a footnote: `note` is its id in the source.
    pub fn footnote_reference(&mut self, id: usize, note: &str) -> &mut Runs {
        self.spans.push(Span::Note { id: note.to_owned() });
        let format = RunFormat::default().with_style_only(FOOTNOTE_REFERENCE);
        self.run(RunChild::FootnoteReference(FootnoteReference::new(id)), &format)
    }

    /// Appends a field with its result, a number. The instruction must not contain the author's text.
    pub fn field(&mut self, instruction: &str, result: &str, format: &RunFormat) -> &mut Runs {
        self.field_begin(instruction, format);
        self.within(Within::Field, |runs| {
            runs.generated(result, Generator::Number, format);
        });
        self.field_end(format)
    }

    /// Begins a field whose result follows. Some applications format the result as its first run.
    pub fn field_begin(&mut self, instruction: &str, format: &RunFormat) -> &mut Runs {
        self.run(field_character(FieldCharType::Begin), format);
        self.run(field_code(&format!(" {instruction} ")), format);
        self.run(field_character(FieldCharType::Separate), format)
    }

    /// Ends a field.
    pub fn field_end(&mut self, format: &RunFormat) -> &mut Runs {
        self.run(field_character(FieldCharType::End), format)
    }

    /// Appends a hyperlink around what `content` writes.
    pub fn link(&mut self, link: HyperlinkData, content: impl FnOnce(&mut Runs)) -> &mut Runs {
        let outer = mem::take(&mut self.children);
        let atom = match &link {
            HyperlinkData::External { .. } => Within::Link,
            HyperlinkData::Anchor { .. } => Within::Reference,
        };
        self.within(atom, content);
        let children = mem::replace(&mut self.children, outer);
        self.children.push(ParagraphChild::Hyperlink(Hyperlink { link, history: None, children }));
        self
    }

    /// Counts what `content` writes as one link, reference or field.
    pub fn within(&mut self, atom: fn(u32) -> Within, content: impl FnOnce(&mut Runs)) {
        self.atoms += 1;
        let outer = mem::replace(&mut self.within, atom(self.atoms));
        content(self);
        self.within = outer;
    }

    /// Appends a bookmark around what `content` writes.
    pub fn bookmark(
        &mut self,
        number: usize,
        name: &str,
        content: impl FnOnce(&mut Runs),
    ) -> &mut Runs {
        let (start, end) = bookmark(number, name);
        self.children.push(start);
        content(self);
        self.children.push(end);
        self
    }

    /// Puts a bookmark around everything written so far.
    pub fn enclose(&mut self, number: usize, name: &str) -> &mut Runs {
        let (start, end) = bookmark(number, name);
        self.children.insert(0, start);
        self.children.push(end);
        self
    }

    /// Takes the text of the content, as spans.
    pub fn take_spans(&mut self) -> Vec<Span> {
        mem::take(&mut self.spans)
    }

    /// The content of a paragraph and the extra properties of its runs.
    pub fn into_children(self) -> (Vec<ParagraphChild>, BTreeMap<u32, RunExtra>) {
        (self.children, self.extras)
    }

    fn run(&mut self, child: RunChild, format: &RunFormat) -> &mut Runs {
        let extra = format.extra();
        if extra != RunExtra::default() {
            self.extras.insert(self.runs, extra);
        }
        self.runs += 1;
        self.children.push(ParagraphChild::Run(format.run(child)));
        self
    }
}

/// An argument of a field in quotation marks (§17.16.1); backslashes escape.
pub fn quoted(argument: &str) -> String {
    format!("\"{}\"", clean(argument).replace('"', "\\\""))
}

fn field_character(kind: FieldCharType) -> RunChild {
    RunChild::FieldChar(FieldChar::new(kind))
}

fn field_code(code: &str) -> RunChild {
    RunChild::InstrText(Box::new(InstrText::Unsupported(escape_content(code))))
}

fn bookmark(number: usize, name: &str) -> (ParagraphChild, ParagraphChild) {
    let start = BookmarkStart::new(number, name);
    (ParagraphChild::BookmarkStart(start), ParagraphChild::BookmarkEnd(BookmarkEnd::new(number)))
}
