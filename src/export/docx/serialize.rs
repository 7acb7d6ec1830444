//! Serializes content as schema-valid WordprocessingML.
//!
//! Paragraphs and tables are serialized in parallel. `elements` writes the objects of docx-rs in order, with their
//! extra properties. `properties` has docx-rs write property elements, and puts their children in schema order;
//! equal property elements are made once (`recent`).

mod drawing;
mod elements;
mod properties;
mod property_element;
mod recent;
mod schema_order;

use std::sync::Arc;

use rayon::prelude::*;

use super::content::{Batch, BlockElement, Container};
use super::extras::Extras;
use crate::document::Direction;
use crate::export::ExportError;
use elements::ElementWriter;

/// The number of paragraphs or tables in one parallel task.
const BATCH: usize = 128;

/// Appends the containers of a story in order.
pub fn containers(
    containers: Vec<Container>,
    extras: &Extras,
    direction: Direction,
    out: &mut Vec<u8>,
) -> Result<(), ExportError> {
    let written = containers.iter().flat_map(|it| it.written.iter().flatten().map(|it| it.len()));
    out.reserve(written.sum());
    for Container { opening, written, content, closing } in containers {
        out.extend_from_slice(opening.as_bytes());
        for batch in written {
            out.extend_from_slice(&batch?);
        }
        elements(&content, extras, direction, out)?;
        out.extend_from_slice(closing.as_bytes());
    }
    Ok(())
}

/// Appends paragraphs and tables in order.
pub fn elements(
    elements: &[BlockElement],
    extras: &Extras,
    direction: Direction,
    out: &mut Vec<u8>,
) -> Result<(), ExportError> {
    for batch in batches(elements, extras, direction) {
        out.extend_from_slice(&batch?);
    }
    Ok(())
}

/// Writes paragraphs and tables, several batches at once.
pub fn batches(elements: &[BlockElement], extras: &Extras, direction: Direction) -> Vec<Batch> {
    elements.par_chunks(BATCH).map(|elements| batch(elements, extras, direction)).collect()
}

fn batch(elements: &[BlockElement], extras: &Extras, direction: Direction) -> Batch {
    let mut writer = ElementWriter::new(extras, direction);
    for element in elements {
        match element {
            BlockElement::Paragraph(paragraph) => writer.paragraph(paragraph)?,
            BlockElement::Table(table, extras) => writer.table(table, &mut extras.iter())?,
        }
    }
    Ok(Arc::new(writer.into_xml()))
}
