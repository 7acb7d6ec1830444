//! Tree → report: reads the sections of the body in parallel, those that earlier builds have not read.

use std::sync::Arc;

use rayon::prelude::*;

use super::kept::KeptSections;
use super::schema::{Report, Section};
use crate::yaml::tree::{Node, Value};
use crate::yaml::{self, DeserializeError};

/// Deserializes a report. The tree stays as it is. Sections that earlier builds have read are shared with them.
///
/// # Errors
///
/// The first value that has a wrong type.
pub fn report(tree: &mut Node, kept: &KeptSections) -> Result<Report, DeserializeError> {
    let sections = take_body(tree);
    let read = || {
        let read = |section: &Node| {
            let read = || {
                let read = yaml::typed::<Section>(section)?;
                Ok::<_, DeserializeError>(Section { part: kept.part(section), ..read })
            };
            kept.try_get(("section", ()), section, read)
        };
        sections.par_iter().map(read).collect::<Result<Vec<Arc<Section>>, _>>()
    };
    let (report, body) = rayon::join(|| yaml::typed::<Report>(tree), read);
    if let Some(items) = body_of(tree) {
        *items = sections;
    }
    match (report, body) {
        (Ok(report), Ok(body)) => Ok(Report { body, ..report }),
        // The order of the errors is that of the file.
        (Err(_), _) | (_, Err(_)) => yaml::typed(tree),
    }
}

fn take_body<'s>(tree: &mut Node<'s>) -> Vec<Node<'s>> {
    body_of(tree).map(std::mem::take).unwrap_or_default()
}

/// The sections of the body, if it is a list.
fn body_of<'t, 's>(tree: &'t mut Node<'s>) -> Option<&'t mut Vec<Node<'s>>> {
    let Value::Mapping(entries) = &mut tree.value else { return None };
    match &mut entries.iter_mut().find(|entry| entry.key == "body")?.value.value {
        Value::Sequence(items) => Some(items),
        Value::Scalar(_) | Value::Mapping(_) => None,
    }
}
