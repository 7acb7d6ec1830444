//! A short text for each block, for comparisons.

use std::sync::Arc;

use crate::word::{Block, Change, Content, Paragraph, Run, Tracked};

/// Paragraphs are `style{runs}`, tables `[row; row]` of cells `(blocks)`. The end of a paragraph has the
/// state of its mark.
pub fn blocks(blocks: &[Block]) -> String {
    blocks.iter().map(block).collect::<Vec<_>>().join(" ")
}

fn block(block: &Block) -> String {
    match block {
        Block::Paragraph(it) => paragraph(it),
        Block::Table(table) => {
            let rows = table.rows.iter().map(|row| {
                let cells = row.cells.iter().map(|cell| {
                    let span = if cell.columns > 1 { cell.columns.to_string() } else { "".into() };
                    let up = if cell.continues { "^" } else { "" };
                    format!("{}{span}{up}({})", state(&cell.tracked), blocks(&cell.blocks))
                });
                let header = if row.is_header { "H" } else { "" };
                format!("{}{header}{}", state(&row.tracked), cells.collect::<String>())
            });
            format!("[{}]", rows.collect::<Vec<_>>().join("; "))
        }
    }
}

fn paragraph(it: &Paragraph) -> String {
    let mut text = it.style.as_deref().unwrap_or_default().to_owned();
    if let Some(change) = &it.properties_change {
        text += &format!("~{}", change.change.author);
    }
    text.push('{');
    text += &it.runs.iter().map(run).collect::<Vec<_>>().join("|");
    format!("{text}{}}}", state(&it.mark))
}

/// `+A` inserted by A, `-A` deleted, `>A` moved from here, `<A` moved to here.
fn state(tracked: &Tracked) -> String {
    let one = |change: &Option<Arc<Change>>, plain: char, moved: char| match change {
        Some(change) => {
            let sign = if change.is_move { moved } else { plain };
            let name = change.move_name.as_deref().unwrap_or_default();
            format!("{sign}{}{name} ", change.author)
        }
        None => String::new(),
    };
    one(&tracked.inserted, '+', '<') + &one(&tracked.deleted, '-', '>')
}

fn run(run: &Run) -> String {
    let mut text = state(&run.tracked);
    text += &match &run.content {
        Content::Text(text) => text.clone(),
        Content::Break => "BREAK".into(),
        Content::PageBreak => "PAGE".into(),
        Content::Footnote(id) => format!("FOOTNOTE {id}"),
        Content::Endnote(id) => format!("ENDNOTE {id}"),
        Content::Symbol(symbol) => format!("{}:{:X}", symbol.font, symbol.character as u32),
        Content::Math(text) => format!("MATH {text}"),
        Content::Object(object) => format!(
            "OBJECT {} {} {}",
            object.description.as_deref().unwrap_or("-"),
            object.pictures.first().map_or("-", String::as_str),
            blocks(&object.blocks)
        ),
    };
    for (is_on, name) in
        [(run.format.bold, "/bold"), (run.format.italic, "/italic"), (run.format.hidden, "/hidden")]
    {
        match is_on {
            Some(true) => text += name,
            Some(false) => text += &name.replace('/', "/no "),
            None => {}
        }
    }
    if let Some(change) = &run.format_change {
        text += &format!("~{} {:?}", change.change.author, change.before.bold);
    }
    let mut field = run.field.as_ref();
    while let Some(it) = field {
        text += &format!("@{}", it.instruction);
        field = it.outer.as_ref();
    }
    if let Some(link) = &run.link {
        text += &format!("→{link}");
    }
    if !run.comments.is_empty() {
        text += &format!("#{:?}", run.comments);
    }
    if let Some(language) = &run.language {
        text += &format!(":{language}");
    }
    text
}
