//! The lists of tables and figures in the navigation document.

use super::links::SpineLinks;
use crate::document::inline::plain_text;
use crate::document::{Block, Caption, Document, ElementId, visit};
use crate::export::xhtml::writer::Links;

/// The captions of tables and figures in reading order, each with its URL.
#[derive(Debug, Default)]
pub struct CaptionLists {
    /// Captions of tables.
    pub tables: Vec<(String, String)>,
    /// Captions of figures.
    pub figures: Vec<(String, String)>,
}

/// Collects the captions of tables and figures.
pub fn caption_lists(document: &Document, links: &SpineLinks) -> CaptionLists {
    let entry = |caption: &Caption, id: ElementId| (caption_line(caption), links.element(id));
    let mut lists = CaptionLists::default();
    visit::blocks(document, &mut |block| {
        if let Block::Table(table) = block {
            lists.tables.extend(table.caption.iter().map(|caption| entry(caption, table.id)));
        }
        if let Block::Figure(figure) = block {
            let parts = figure.pictures.iter().map(|picture| (&picture.caption, picture.id));
            let captions = parts.chain([(&figure.caption, figure.id)]);
            let numbered = captions.filter_map(|(caption, id)| Some((caption.as_ref()?, id)));
            let numbered = numbered.filter(|(caption, _)| caption.part.is_none());
            lists.figures.extend(numbered.map(|(caption, id)| entry(caption, id)));
        }
    });
    lists
}

/// A caption on one line: "Table 1. Participation".
fn caption_line(caption: &Caption) -> String {
    let text = plain_text(&caption.content).replace('\n', " ");
    format!("{}{}{text}", caption.prefix(), caption.separator)
}
