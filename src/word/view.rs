//! The text of blocks with all changes made, or none.

use super::model::{Block, Content, Object, Paragraph, Table, View};

/// The text of each paragraph. A cell begins with the line `|`, a text box with `▭`; a note reference is
/// `†`, an object `▭`. A paragraph whose mark is not in the view continues in the next one.
pub fn text(blocks: &[Block], view: View) -> Vec<String> {
    let mut out = Vec::new();
    push(blocks, view, &mut out);
    out
}

fn push(blocks: &[Block], view: View, out: &mut Vec<String>) {
    let mut open: Option<String> = None;
    for (index, block) in blocks.iter().enumerate() {
        let is_last = index + 1 == blocks.len();
        match block {
            Block::Paragraph(paragraph) => {
                let mut line = open.take().unwrap_or_default();
                let objects = push_line(paragraph, view, &mut line);
                // The last mark of a story or cell cannot go.
                if paragraph.mark.is_in(view) || is_last && !line.is_empty() {
                    out.push(line);
                } else if !is_last {
                    open = Some(line);
                }
                for object in objects.into_iter().filter(|object| !object.blocks.is_empty()) {
                    out.push("▭".into());
                    push(&object.blocks, view, out);
                }
            }
            Block::Table(table) => {
                out.extend(open.take().filter(|line| !line.is_empty()));
                push_table(table, view, out);
            }
        }
    }
    out.extend(open.filter(|line| !line.is_empty()));
}

/// Appends the text of a paragraph; returns its objects.
fn push_line<'a>(paragraph: &'a Paragraph, view: View, line: &mut String) -> Vec<&'a Object> {
    let mut objects = Vec::new();
    for run in paragraph.runs.iter().filter(|run| run.tracked.is_in(view)) {
        match &run.content {
            Content::Text(text) | Content::Math(text) => line.push_str(text),
            Content::Break => line.push('\n'),
            Content::PageBreak => {}
            Content::Footnote(_) | Content::Endnote(_) => line.push('†'),
            Content::Symbol(symbol) => line.push(symbol.character),
            Content::Object(object) => {
                line.push('▭');
                objects.push(&**object);
            }
        }
    }
    objects
}

fn push_table(table: &Table, view: View, out: &mut Vec<String>) {
    for row in table.rows.iter().filter(|row| row.tracked.is_in(view)) {
        for cell in row.cells.iter().filter(|cell| cell.tracked.is_in(view)) {
            out.push("|".into());
            push(&cell.blocks, view, out);
        }
    }
}
