//! The same document in Typst's language: the same page size, faces, type sizes and line spacing, as far as
//! its settings allow. It has no cover and no running heads, which would cost it time.

use plenary::internals::document::{
    Block, Document, Heading, Inline, ListItem, Note, Paragraph, Section, SpanStyle,
};

/// The page and the type of the template `conference`. With these edges, a line is as high as its type
/// size, so that size and leading add up to the distance between baselines.
const SETTINGS: &str = r##"#set page(width: 210mm, height: 297mm, numbering: "1",
  margin: (inside: 28mm, outside: 60mm, top: 26mm, bottom: 30mm))
#set text(font: "Source Serif 4", size: 10.5pt, lang: "en", region: "GB",
  top-edge: 1em, bottom-edge: 0em)
#set par(justify: true, leading: 4pt, spacing: 11.25pt)
#set list(marker: [•], spacing: 11.25pt, body-indent: 14.5pt)
#set enum(spacing: 11.25pt, body-indent: 14.5pt)
#show footnote.entry: set text(8.5pt)
#show footnote.entry: set par(leading: 2.5pt)
#show heading: set text(font: "Source Sans 3", fill: rgb("#14375E"))
#show heading.where(level: 1): set text(20pt)
#let people(it) = par(justify: false, text(font: "Source Sans 3", size: 9.5pt, it))
#let head(it) = text(font: "Source Sans 3", size: 9.5pt, weight: "bold", it)
#show outline: set text(font: "Source Sans 3")
#outline(depth: 2)
#pagebreak()
"##;

/// The whole document, or the kind of block that cannot be written yet: a text with less content than ours
/// would not be comparable.
pub fn write(document: &Document) -> Result<String, &'static str> {
    let mut out = String::from("#set document(title: [Report], author: \"OSCE\")\n");
    out.push_str(SETTINGS);
    let mut writer = Writer { notes: &document.notes, out, unknown: None };
    document.sections.iter().for_each(|section| writer.section(section));
    writer.unknown.map_or(Ok(writer.out), Err)
}

struct Writer<'a> {
    notes: &'a [Note],
    out: String,
    unknown: Option<&'static str>,
}

impl Writer<'_> {
    fn section(&mut self, section: &Section) {
        section.heading.iter().for_each(|heading| self.heading(heading));
        self.blocks(&section.blocks, 0);
        section.sections.iter().for_each(|inner| self.section(inner));
    }

    fn heading(&mut self, heading: &Heading) {
        let depth = "=".repeat(heading.level.into());
        self.out.push_str(&format!("\n{depth} "));
        self.inlines(&heading.line());
        self.out.push_str("\n\n");
    }

    fn blocks(&mut self, blocks: &[Block], indent: usize) {
        blocks.iter().for_each(|block| self.block(block, indent));
    }

    fn block(&mut self, block: &Block, indent: usize) {
        match block {
            Block::Paragraph(paragraph) => self.paragraph(paragraph, indent),
            Block::Heading(heading) => self.heading(heading),
            Block::List(list) => self.items(&list.items, indent),
            Block::Recommendations(list) => {
                if let Some(label) = &list.heading {
                    self.call("head", label);
                    self.out.push_str("\n\n");
                }
                list.lead.iter().for_each(|lead| self.paragraph(lead, indent));
                self.items(&list.items, indent);
            }
            Block::People(people) => {
                for person in people.groups.iter().flat_map(|group| &group.people) {
                    self.out.push_str("#people[*");
                    self.inlines(&person.name);
                    self.out.push_str("*, ");
                    self.inlines(&person.details);
                    self.out.push_str("]\n\n");
                }
            }
            Block::Code(_) => self.unknown = Some("preformatted text"),
            Block::Quotation(_) => self.unknown = Some("a quotation"),
            Block::Table(_) => self.unknown = Some("a table"),
            Block::Figure(_) => self.unknown = Some("a figure"),
            Block::Equation(_) => self.unknown = Some("an equation"),
            Block::Box(_) => self.unknown = Some("a box"),
            Block::Definitions { .. } => self.unknown = Some("a list of definitions"),
            Block::Participants(_) => self.unknown = Some("a list of participants"),
            Block::Bibliography { .. } => self.unknown = Some("a bibliography"),
            Block::Endnotes { .. } => self.unknown = Some("endnotes"),
            Block::Index { .. } => self.unknown = Some("an index"),
        }
    }

    fn paragraph(&mut self, paragraph: &Paragraph, indent: usize) {
        self.out.push_str(&" ".repeat(indent));
        self.inlines(&paragraph.content);
        self.out.push_str("\n\n");
    }

    fn items(&mut self, items: &[ListItem], indent: usize) {
        for item in items {
            let mark =
                if item.marker.text().starts_with(char::is_alphanumeric) { "+" } else { "-" };
            self.out.push_str(&format!("{}{mark} ", " ".repeat(indent)));
            for (index, block) in item.blocks.iter().enumerate() {
                match block {
                    Block::Paragraph(paragraph) if index == 0 => {
                        self.inlines(&paragraph.content);
                        self.out.push('\n');
                    }
                    block => self.block(block, indent + 2),
                }
            }
        }
        self.out.push('\n');
    }

    fn inlines(&mut self, content: &[Inline]) {
        content.iter().for_each(|inline| self.inline(inline));
    }

    fn inline(&mut self, inline: &Inline) {
        match inline {
            Inline::Text(text) => self.text(text),
            Inline::Strong(inner) => self.call("strong", inner),
            Inline::Emphasis(inner) => self.call("emph", inner),
            Inline::Superscript(inner) => self.call("super", inner),
            Inline::Subscript(inner) => self.call("sub", inner),
            Inline::Span(style, inner) => self.span(*style, inner),
            Inline::Foreign { content, .. }
            | Inline::Link { content, .. }
            | Inline::CrossReference { content, .. } => self.inlines(content),
            Inline::NoteReference(reference) => {
                self.out.push_str("#footnote[");
                let notes = self.notes;
                if let Some(note) = notes.get(reference.note) {
                    self.blocks(&note.blocks, 0);
                }
                self.out.truncate(self.out.trim_end().len());
                self.out.push(']');
            }
            Inline::Equation(_) => self.unknown = Some("an equation"),
            Inline::LineBreak => self.out.push_str(" \\ "),
        }
    }

    fn span(&mut self, style: SpanStyle, content: &[Inline]) {
        match style {
            SpanStyle::SmallCaps => self.call("smallcaps", content),
            SpanStyle::Strikeout => self.call("strike", content),
            SpanStyle::Underline => self.call("underline", content),
            SpanStyle::NoHyphens => self.call("text(hyphenate: false)", content),
            SpanStyle::Code => self.unknown = Some("code"),
        }
    }

    fn call(&mut self, function: &str, content: &[Inline]) {
        self.out.push_str(&format!("#{function}["));
        self.inlines(content);
        self.out.push(']');
    }

    fn text(&mut self, text: &str) {
        text.chars().for_each(|character| self.character(character));
    }

    fn character(&mut self, character: char) {
        if "#*_`$<>@\\[]~=-+/\"'".contains(character) {
            self.out.push('\\');
        }
        self.out.push(character);
    }
}
