//! The same document in the language of Typst, on the same page, in the same faces and sizes. It has
//! no running heads: they would cost Typst much time.

use plenary::document::{Block, Document, Heading, Inline, Item, Note, Paragraph, Section};

const SETTINGS: &str = r##"#set page(width: 210mm, height: 297mm, numbering: "1",
  margin: (inside: 28mm, outside: 60mm, top: 26mm, bottom: 30mm))
#set text(font: "Source Serif 4", size: 10.5pt, lang: "en", region: "GB")
#set par(justify: true, leading: 0.62em, spacing: 1.1em)
#set list(marker: [•])
#show heading: set text(font: "Source Sans 3", fill: rgb("#14375E"))
#show heading.where(level: 1): set text(20pt)
#outline(depth: 2)
#pagebreak()
"##;

/// The whole document.
pub fn write(document: &Document) -> String {
    let mut out = String::from("#set document(title: [Report], author: \"OSCE\")\n");
    out.push_str(SETTINGS);
    let mut writer = Writer { notes: &document.notes, out };
    document.sections.iter().for_each(|section| writer.section(section));
    writer.out
}

struct Writer<'a> {
    notes: &'a [Note],
    out: String,
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
                list.label.iter().for_each(|label| self.out.push_str(&format!("*{label}*\n\n")));
                list.lead.iter().for_each(|lead| self.paragraph(lead, indent));
                self.items(&list.items, indent);
            }
            Block::People(people) => {
                for person in people.groups.iter().flat_map(|group| &group.people) {
                    self.out.push_str(&format!("*{}*, {}\n\n", person.name, person.details));
                }
            }
            Block::Quotation(_)
            | Block::Table(_)
            | Block::Figure(_)
            | Block::Box(_)
            | Block::Definitions { .. }
            | Block::Participants(_)
            | Block::Bibliography { .. }
            | Block::Index { .. } => {}
        }
    }

    fn paragraph(&mut self, paragraph: &Paragraph, indent: usize) {
        self.out.push_str(&" ".repeat(indent));
        self.inlines(&paragraph.content);
        self.out.push_str("\n\n");
    }

    fn items(&mut self, items: &[Item], indent: usize) {
        for item in items {
            let mark = if item.mark.starts_with(char::is_alphanumeric) { "+" } else { "-" };
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
            Inline::Text(text) => text.chars().for_each(|character| self.character(character)),
            Inline::Strong(inner) => self.call("strong", inner),
            Inline::Emphasis(inner) => self.call("emph", inner),
            Inline::Superscript(inner) => self.call("super", inner),
            Inline::Subscript(inner) => self.call("sub", inner),
            Inline::SmallCaps(inner) => self.call("smallcaps", inner),
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
            Inline::LineBreak => self.out.push_str(" \\ "),
        }
    }

    fn call(&mut self, function: &str, content: &[Inline]) {
        self.out.push_str(&format!("#{function}["));
        self.inlines(content);
        self.out.push(']');
    }

    fn character(&mut self, character: char) {
        if "#*_`$<>@\\[]~=-+/\"'".contains(character) {
            self.out.push('\\');
        }
        self.out.push(character);
    }
}
