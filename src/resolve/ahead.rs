//! Texts without names and numbers, printed in parallel before the sections are resolved. These are resolved one after the
//! other, because names and numbers follow the order of reading.

use std::collections::HashMap;

use rayon::prelude::*;

use super::inline::printed_ahead;
use super::typography::Printing;
use crate::document::Inline;
use crate::source::schema::parts::{Content, Parts};
use crate::source::schema::{Block, Section, Text};

/// The inlines of texts that have been printed, by the addresses of the texts.
pub(super) struct PrintedAhead(HashMap<usize, Vec<Inline>>);

impl PrintedAhead {
    /// Prints the texts without names and numbers in some sections.
    pub(super) fn of<'r>(
        sections: impl IntoIterator<Item = &'r Section>,
        printing: Printing,
    ) -> PrintedAhead {
        let mut ahead = PrintedAhead(HashMap::new());
        ahead.print(sections, printing);
        ahead
    }

    /// Adds the texts of more sections.
    pub(super) fn print<'r>(
        &mut self,
        sections: impl IntoIterator<Item = &'r Section>,
        printing: Printing,
    ) {
        let mut blocks = Vec::new();
        sections.into_iter().for_each(|section| collect(section, &mut blocks));
        let printed = blocks.par_iter().flat_map_iter(|block| {
            let mut texts = Vec::new();
            collect_texts(&block.kind.parts(false), &mut texts);
            let printed = |text: &Text| Some((address(text), printed_ahead(text, printing)?));
            texts.into_iter().filter_map(printed)
        });
        self.0.par_extend(printed);
    }

    /// How many texts were printed ahead.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// The inlines of a text, if it was printed ahead and has not been taken yet.
    pub(super) fn take(&mut self, text: &Text) -> Option<Vec<Inline>> {
        self.0.remove(&address(text))
    }
}

fn address(text: &Text) -> usize {
    std::ptr::from_ref(text).addr()
}

fn collect<'r>(section: &'r Section, blocks: &mut Vec<&'r Block>) {
    blocks.extend(&section.content);
    section.sections.iter().for_each(|inner| collect(inner, blocks));
}

/// Collects the texts in some parts.
fn collect_texts<'r>(parts: &Parts<'r>, texts: &mut Vec<&'r Text>) {
    for part in &parts.0 {
        match &part.content {
            Content::Text(text) | Content::Cell(text, _) => texts.push(text),
            Content::Entry(_, parts) => collect_texts(parts, texts),
            Content::Blocks(blocks) => {
                blocks.iter().for_each(|block| collect_texts(&block.kind.parts(false), texts));
            }
            // What replaces a generated text is resolved without markup.
            Content::Override(_)
            | Content::Id(..)
            | Content::Code(_)
            | Content::Equation(_)
            | Content::Alternative(_)
            | Content::File(_)
            | Content::People(..)
            | Content::Layout(_)
            | Content::Collection(..) => {}
        }
    }
}
