//! Blocks as lines of text.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::wrap::{WIDTH, hanging, underlined, with_marker, wrap};
use super::writer::Writer;
use crate::document::{
    Block, Caption, Definition, DisplayEquation, Figure, Heading, Inline, ListItem, Paragraph,
    Quotation, Recommendations, TextBox,
};
use crate::export::lines::{Lines, indented, join, prefixed};

/// Columns by which a quotation is indented on both sides.
const QUOTATION_INDENT: usize = 4;

/// Columns from the edge of a list to the text of its items.
const ITEM_INDENT: usize = 4;

/// Columns from the left edge to the text of a numbered paragraph.
const NUMBER_INDENT: usize = 5;

/// Columns by which an equation is indented.
const EQUATION_INDENT: usize = 4;

/// Columns by which preformatted text is indented.
const CODE_INDENT: usize = 4;

/// The parts of a line that fit into some columns. Each except the last has a mark at its end.
fn broken(line: &str, width: usize, mark: String) -> Lines {
    let mark = if mark.width() == 1 { mark } else { "\\".into() };
    let mut lines = vec![String::new()];
    let mut column = 0;
    let total = line.width();
    let mut passed = 0;
    for character in line.chars() {
        let next = character.width().unwrap_or(0);
        let rest = total.saturating_sub(passed);
        if column + next >= width && rest + column > width && column > 0 {
            lines.last_mut().into_iter().for_each(|line| line.push_str(&mark));
            lines.push(String::new());
            column = 0;
        }
        lines.last_mut().into_iter().for_each(|line| line.push(character));
        (column, passed) = (column + next, passed + next);
    }
    lines
}

/// Columns from the left edge to the text of a paragraph with a number.
fn number_indent(number: &str) -> usize {
    NUMBER_INDENT.max(number.width() + 1)
}

impl Writer<'_> {
    /// Blocks, separated by empty lines.
    pub fn blocks(&self, blocks: &[Block], width: usize) -> Lines {
        // The points of a numbered paragraph are below its text.
        let mut points = 0;
        let lines = blocks.iter().map(|block| {
            if matches!(block, Block::List(_)) {
                return indented(points, self.block(block, width.saturating_sub(points)));
            }
            points = block.paragraph_number().map_or(0, |number| number_indent(&number.text()));
            self.block(block, width)
        });
        join(lines.collect(), 1)
    }

    fn block(&self, block: &Block, width: usize) -> Lines {
        match block {
            Block::Paragraph(block) => self.paragraph(block, width),
            Block::Code(block) => self.code(block, width),
            Block::Heading(block) => self.heading(block),
            Block::List(block) => self.items(&block.items, width),
            Block::Recommendations(block) => self.recommendations(block, width),
            Block::People(block) => self.people(block, width),
            Block::Quotation(block) => self.quotation(block, width),
            Block::Table(block) => self.table(block, width),
            Block::Figure(block) => self.figure(block, width),
            Block::Equation(block) => self.equation(block, width),
            Block::Box(block) => self.text_box(block, width),
            Block::Definitions { entries, .. } => self.definitions(entries, width),
            Block::Bibliography { entries, .. } => self.bibliography(entries, width),
            Block::Endnotes { notes, .. } => self.notes(notes.clone()),
            Block::Participants(block) => self.participants(block, width),
            Block::Index { entries, .. } => self.index(entries, width),
        }
    }

    /// A heading, with an underline that shows its level.
    pub fn heading(&self, heading: &Heading) -> Lines {
        let lines = wrap(&self.text(&heading.line()), WIDTH);
        match heading.level {
            0 | 1 => underlined(lines, '='),
            2 => underlined(lines, '-'),
            3 => underlined(lines, '~'),
            4.. => underlined(lines, '.'),
        }
    }

    /// A paragraph. Its number hangs in the indent.
    pub fn paragraph(&self, paragraph: &Paragraph, width: usize) -> Lines {
        let text = self.text(&paragraph.content);
        match &paragraph.number {
            Some(number) => {
                let number = number.text();
                let indent = number_indent(&number);
                with_marker(&number, indent, wrap(&text, width.saturating_sub(indent)))
            }
            None => wrap(&text, width),
        }
    }

    /// Preformatted text. Lines that are too long continue after a mark.
    fn code(&self, code: &Paragraph, width: usize) -> Lines {
        let room = width.saturating_sub(CODE_INDENT);
        let lines = code.code_lines();
        let lines = lines.iter().flat_map(|line| broken(&self.word(line), room, self.word("↩")));
        indented(CODE_INDENT, lines.collect())
    }

    /// An equation as a line of text, then its number.
    fn equation(&self, equation: &DisplayEquation, width: usize) -> Lines {
        let number = equation.label().map(|label| format!("    {label}")).unwrap_or_default();
        let line = self.word(&equation.line) + &number;
        indented(EQUATION_INDENT, wrap(&line, width.saturating_sub(EQUATION_INDENT)))
    }

    /// List items: without empty lines between them if each has at most two lines.
    fn items(&self, items: &[ListItem], width: usize) -> Lines {
        let markers: Vec<String> =
            items.iter().map(|item| self.word(&item.marker.text())).collect();
        let widest = markers.iter().map(|marker| marker.width() + 2).max().unwrap_or(0);
        let indent = widest.max(ITEM_INDENT);
        let room = width.saturating_sub(indent);
        let lines = items.iter().zip(&markers);
        let lines = lines
            .map(|(item, marker)| with_marker(marker, indent, self.blocks(&item.blocks, room)));
        let lines: Vec<Lines> = lines.collect();
        let close = lines.iter().all(|item| item.len() <= 2);
        join(lines, usize::from(!close))
    }

    fn recommendations(&self, list: &Recommendations, width: usize) -> Lines {
        let heading =
            list.heading.iter().map(|heading| underlined(wrap(&self.text(heading), width), '.'));
        let lead = list.lead.iter().map(|lead| self.paragraph(lead, width));
        let items = std::iter::once(self.items(&list.items, width));
        join(heading.chain(lead).chain(items).collect(), 1)
    }

    fn quotation(&self, quotation: &Quotation, width: usize) -> Lines {
        let width = width.saturating_sub(2 * QUOTATION_INDENT);
        let paragraphs = quotation.paragraphs.iter().chain(&quotation.source);
        let paragraphs = paragraphs.map(|inner| self.paragraph(inner, width)).collect();
        indented(QUOTATION_INDENT, join(paragraphs, 1))
    }

    fn figure(&self, figure: &Figure, width: usize) -> Lines {
        let mut parts = Vec::new();
        for picture in &figure.pictures {
            parts.push(match picture.alternative.as_str() {
                "" => Lines::new(),
                alternative => hanging("[", 1, &format!("{}]", self.word(alternative)), width),
            });
            parts.extend(picture.caption.iter().map(|caption| self.caption(caption, width)));
        }
        let credit = figure.credit.iter().flat_map(|credit| self.paragraph(credit, width));
        let caption = figure.caption.iter().flat_map(|caption| self.caption(caption, width));
        parts.push(caption.chain(credit).collect());
        join(parts, 1)
    }

    /// A caption: "Table 1. Participation".
    pub fn caption(&self, caption: &Caption, width: usize) -> Lines {
        let prefix = Inline::Text(format!("{}{}", caption.prefix(), caption.separator).into());
        let line: Vec<Inline> =
            std::iter::once(prefix).chain(caption.content.iter().cloned()).collect();
        wrap(&self.text(&line), width)
    }

    fn text_box(&self, text_box: &TextBox, width: usize) -> Lines {
        let inner = width.saturating_sub(2);
        let title = text_box.title.iter();
        let title = title.map(|title| underlined(self.paragraph(title, inner), '-'));
        let content = std::iter::once(self.blocks(&text_box.blocks, inner));
        prefixed("| ", join(title.chain(content).collect(), 1))
    }

    /// Definitions hang beside their terms, or below a term that is wider than the indent.
    fn definitions(&self, entries: &[Definition], width: usize) -> Lines {
        let terms: Vec<String> = entries.iter().map(|entry| self.text(&entry.term)).collect();
        let widths = terms.iter().map(|term| term.width() + 2);
        let fitting = widths.filter(|it| *it <= width / 3);
        let indent = fitting.max().unwrap_or(0).max(ITEM_INDENT);
        let room = width.saturating_sub(indent);
        let entries = entries.iter().zip(&terms).map(|(entry, term)| {
            let lines = self.blocks(&entry.blocks, room);
            match term.width() + 2 <= indent {
                true => with_marker(term, indent, lines),
                false => join(vec![wrap(term, width), indented(indent, lines)], 0),
            }
        });
        let entries: Vec<Lines> = entries.collect();
        let close = entries.iter().all(|entry| !entry.iter().any(String::is_empty));
        join(entries, usize::from(!close))
    }

    fn bibliography(&self, entries: &[Paragraph], width: usize) -> Lines {
        let entries = entries.iter();
        let entries = entries.map(|entry| hanging("", 2, &self.text(&entry.content), width));
        join(entries.collect(), 1)
    }
}
