//! Tree → report: reads the sections of the body in parallel.

use rayon::prelude::*;

use super::schema::{Report, Section};
use crate::yaml::tree::{Node, Value};
use crate::yaml::{self, DeserializeError};

/// Deserializes a report. The tree stays as it is.
///
/// # Errors
///
/// The first value that has a wrong type.
pub fn report(tree: &mut Node) -> Result<Report, DeserializeError> {
    let sections = take_body(tree);
    let read = || sections.par_iter().map(yaml::typed::<Section>).collect::<Result<Vec<_>, _>>();
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
