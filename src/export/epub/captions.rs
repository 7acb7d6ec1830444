//! The lists of tables and figures.

use super::files::Files;
use crate::document::inline::plain_text;
use crate::document::{Block, Caption, Document, ElementId, visit};

/// The lines of a list: caption and place.
pub type Captions = Vec<(String, String)>;

/// Tables and figures that have a caption, each with its place, in reading order.
pub fn captions(document: &Document, files: &Files) -> (Captions, Captions) {
    let line = |caption: &Caption, id: ElementId| (text(caption), files.href(document, id, None));
    let (mut tables, mut figures) = (Captions::new(), Captions::new());
    visit::blocks(document, &mut |block| {
        if let Block::Table(table) = block {
            tables.extend(table.caption.iter().map(|caption| line(caption, table.id)));
        }
        if let Block::Figure(figure) = block {
            figures.extend(figure.caption.iter().map(|caption| line(caption, figure.id)));
        }
    });
    (tables, figures)
}

/// A caption on one line: "Table 1. Participation".
fn text(caption: &Caption) -> String {
    let text = plain_text(&caption.content).replace('\n', " ");
    format!("{}{}{text}", caption.prefix(), caption.separator)
}
