//! Blocks as lines.

use unicode_width::UnicodeWidthStr;

use super::lines::{Lines, hanging, indented, join, marked, prefixed, underlined, wrap};
use super::{WIDTH, inline, people, table};
use crate::document::{
    Block, Caption, Document, Entry, Figure, Heading, Inline, Item, List, Paragraph, Quotation,
    Recommendations, TextBox,
};

/// The columns that a quotation is indented by.
const QUOTATION_INDENT: usize = 4;

/// The columns from the edge of a list to the text of its items.
const ITEM_INDENT: usize = 4;

/// Some blocks, an empty line between them.
pub fn blocks(document: &Document, blocks: &[Block], width: usize) -> Lines {
    join(blocks.iter().map(|block| self::block(document, block, width)).collect(), 1)
}

fn block(document: &Document, block: &Block, width: usize) -> Lines {
    match block {
        Block::Paragraph(block) => paragraph(block, width),
        Block::Heading(block) => heading(block),
        Block::List(block) => list(document, block, width),
        Block::Recommendations(block) => recommendations(document, block, width),
        Block::People(block) => people::people(block, width),
        Block::Quotation(block) => quotation(block, width),
        Block::Table(block) => table::table(block, width),
        Block::Figure(block) => figure(block, width),
        Block::Box(block) => text_box(document, block, width),
        Block::Definitions { entries, .. } => definitions(entries, width),
        Block::Bibliography { entries, .. } => bibliography(entries, width),
        Block::Participants(block) => people::participants(block, width),
        Block::Index { entries, .. } => people::index(entries, width),
    }
}

/// A heading on lines of its own, underlined by its level.
pub fn heading(heading: &Heading) -> Lines {
    let lines = wrap(&inline::text(&heading.line()), WIDTH);
    match heading.level {
        0 | 1 => underlined(lines, '='),
        2 => underlined(lines, '-'),
        3.. => underlined(lines, '.'),
    }
}

/// A paragraph, its number hanging.
pub fn paragraph(paragraph: &Paragraph, width: usize) -> Lines {
    let text = inline::text(&paragraph.content);
    match &paragraph.number {
        Some(number) => marked(number, 5, wrap(&text, width.saturating_sub(5))),
        None => wrap(&text, width),
    }
}

fn list(document: &Document, list: &List, width: usize) -> Lines {
    items(document, &list.items, width)
}

/// Items close together when each takes a line or two, else apart.
fn items(document: &Document, items: &[Item], width: usize) -> Lines {
    let marks = items.iter().map(|item| item.mark.width() + 2).max().unwrap_or(0);
    let indent = marks.max(ITEM_INDENT);
    let lines = items.iter().map(|item| {
        marked(&item.mark, indent, blocks(document, &item.blocks, width.saturating_sub(indent)))
    });
    let lines: Vec<Lines> = lines.collect();
    let close = lines.iter().all(|item| item.len() <= 2);
    join(lines, usize::from(!close))
}

fn recommendations(document: &Document, list: &Recommendations, width: usize) -> Lines {
    let label = list.label.iter().map(|label| underlined(wrap(label, width), '.'));
    let lead = list.lead.iter().map(|lead| paragraph(lead, width));
    let items = std::iter::once(items(document, &list.items, width));
    join(label.chain(lead).chain(items).collect(), 1)
}

fn quotation(quotation: &Quotation, width: usize) -> Lines {
    let width = width.saturating_sub(2 * QUOTATION_INDENT);
    let paragraphs = quotation.paragraphs.iter().chain(&quotation.source);
    indented(QUOTATION_INDENT, join(paragraphs.map(|inner| paragraph(inner, width)).collect(), 1))
}

fn figure(figure: &Figure, width: usize) -> Lines {
    let picture = match figure.alternative.as_str() {
        "" => Lines::new(),
        alternative => hanging("[", 1, &format!("{alternative}]"), width),
    };
    let credit = figure.credit.iter().flat_map(|credit| paragraph(credit, width));
    let caption = figure.caption.iter().flat_map(|caption| self::caption(caption, width));
    join(vec![picture, caption.chain(credit).collect()], 1)
}

/// A caption on one line: "Table 1. Participation".
pub fn caption(caption: &Caption, width: usize) -> Lines {
    let label = Inline::Text(format!("{}{}", caption.label, caption.separator));
    let line: Vec<Inline> = std::iter::once(label).chain(caption.content.iter().cloned()).collect();
    wrap(&inline::text(&line), width)
}

fn text_box(document: &Document, text_box: &TextBox, width: usize) -> Lines {
    let inner = width.saturating_sub(2);
    let title = text_box.title.iter().map(|title| underlined(paragraph(title, inner), '-'));
    let content = std::iter::once(blocks(document, &text_box.blocks, inner));
    prefixed("| ", join(title.chain(content).collect(), 1))
}

fn definitions(entries: &[Entry], width: usize) -> Lines {
    let terms: Vec<String> = entries.iter().map(|entry| inline::text(&entry.term)).collect();
    let widest = terms.iter().map(|term| term.width() + 2).max().unwrap_or(0);
    let indent = widest.clamp(ITEM_INDENT, width / 3);
    let lines = entries.iter().zip(&terms).flat_map(|(entry, term)| {
        let room = width.saturating_sub(indent.max(term.width() + 1));
        marked(term, indent, wrap(&inline::text(&entry.meaning), room))
    });
    lines.collect()
}

fn bibliography(entries: &[Paragraph], width: usize) -> Lines {
    let entries = entries.iter();
    join(entries.map(|entry| hanging("", 2, &inline::text(&entry.content), width)).collect(), 1)
}
