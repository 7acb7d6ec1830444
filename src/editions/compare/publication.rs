//! Compares the metadata of publication and event that do not depend on the language.

use std::ops::Range;

use super::diagnostics::{Diagnostics, Finding};
use crate::diagnostic::Code;
use crate::editions::address;
use crate::editions::structure::Structure;

/// A metadata field of one edition.
struct Field {
    name: &'static str,
    value: Option<String>,
    place: Range<usize>,
    /// Whether the value may contain the name of its language: `CTHB.GAL/3/16/RUS`.
    symbol: bool,
}

/// Compares the identifier, the date of publication, the number in the series, its ISSN, the document
/// symbol and the days of the event. The ISBN may differ.
pub fn compare(diagnostics: &mut Diagnostics) {
    let fields = fields(diagnostics.first).into_iter().zip(fields(diagnostics.second));
    for (one, other) in fields {
        field(&one, &other, diagnostics);
    }
}

fn fields(outline: &Structure) -> Vec<Field> {
    let (report, tree) = (outline.report(), outline.tree());
    let (publication, node) = (&report.publication, tree.key("publication"));
    let series = publication.collection.as_ref();
    let event = report.event.as_ref();
    let imprint = report.front.imprint.as_ref();
    let (of_series, of_event) = (node.key("collection"), tree.key("event"));
    let of_imprint = tree.key("front").key("imprint");
    let place = |node: &crate::yaml::tree::Node, key: &str| match node.entry(key) {
        Some(entry) => entry.value.place.clone(),
        None => node.place.clone(),
    };
    let to = event.map(|event| event.to.clone().unwrap_or_else(|| event.from.clone()));
    let number = series.and_then(|series| series.number).map(|number| number.to_string());
    let date = publication.date.clone();
    let issn = series.and_then(|series| series.issn.clone());
    let symbol = imprint.and_then(|imprint| imprint.symbol.clone().map(String::from));
    let field = |name, value, place, symbol| Field { name, value, place, symbol };
    vec![
        field("identifier", publication.identifier.clone(), place(node, "identifier"), true),
        field("date of publication", date, place(node, "date"), false),
        field("number in the series", number, place(of_series, "number"), false),
        field("ISSN of the series", issn, place(of_series, "issn"), false),
        field("document symbol", symbol, place(of_imprint, "symbol"), true),
        field(
            "first day of the event",
            event.map(|event| event.from.clone()),
            place(of_event, "from"),
            false,
        ),
        field("last day of the event", to, place(of_event, "to"), false),
    ]
}

/// Whether a date is less exact than the other, with which it agrees: "2016-11" and "2016-11-01".
fn is_part_of(date: &str, other: &str) -> bool {
    other.strip_prefix(date).is_some_and(|rest| rest.starts_with('-'))
}

/// Reports different values. A field that only one edition has is not reported: the other edition
/// may not belong to a series.
fn field(one: &Field, other: &Field, diagnostics: &mut Diagnostics) {
    let (Some(theirs), Some(ours)) = (&one.value, &other.value) else { return };
    let languages = (diagnostics.first.language(), diagnostics.second.language());
    let same = match one.symbol {
        true => address::same((theirs, languages.0), (ours, languages.1)),
        false => theirs == ours || is_part_of(theirs, ours) || is_part_of(ours, theirs),
    };
    if same {
        return;
    }
    let (what, name) = (one.name, diagnostics.first_file());
    let finding = Finding {
        message: format!("the {what} is `{ours}` here, but `{theirs}` in {name}"),
        hint: match one.symbol {
            true => {
                "use the same value in both editions, apart from the name of the language".into()
            }
            false => "use the same value in both editions".into(),
        },
        label: format!("`{theirs}` here"),
    };
    diagnostics.add(Code::OtherPublication, other.place.clone(), one.place.clone(), finding);
}
