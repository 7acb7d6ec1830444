//! What is said of the publication and the event and is no matter of language.

use std::ops::Range;

use super::found::{Found, Said};
use crate::diagnostic::Code;
use crate::editions::address;
use crate::editions::outline::Outline;

/// One field of an edition.
struct Field {
    name: &'static str,
    value: Option<String>,
    place: Range<usize>,
    /// Whether it may name its language: `CTHB.GAL/3/16/RUS`.
    symbol: bool,
}

/// The identifier, the number in the series, its ISSN, the document symbol, the days of the event.
/// The day of publication and ISBN may differ.
pub fn compare(found: &mut Found) {
    let fields = fields(found.first).into_iter().zip(fields(found.second));
    for (one, other) in fields {
        field(&one, &other, found);
    }
}

fn fields(outline: &Outline) -> Vec<Field> {
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
    let issn = series.and_then(|series| series.issn.clone());
    let symbol = imprint.and_then(|imprint| imprint.symbol.clone());
    let field = |name, value, place, symbol| Field { name, value, place, symbol };
    vec![
        field("identifier", publication.identifier.clone(), place(node, "identifier"), true),
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

/// Where only one edition has a field, nothing is said, but for the days of the event: the other may
/// belong to no series.
fn field(one: &Field, other: &Field, found: &mut Found) {
    let (Some(theirs), Some(ours)) = (&one.value, &other.value) else { return };
    let languages = (found.first.language(), found.second.language());
    let same = match one.symbol {
        true => address::same((theirs, languages.0), (ours, languages.1)),
        false => theirs == ours,
    };
    if same {
        return;
    }
    let (what, name) = (one.name, found.name());
    let said = Said {
        message: format!("the {what} is `{ours}`, in {name} it is `{theirs}`"),
        hint: match one.symbol {
            true => "write the same in both; it may name its language".into(),
            false => "write the same in both".into(),
        },
        label: format!("`{theirs}` here"),
    };
    found.say(Code::OtherPublication, other.place.clone(), one.place.clone(), said);
}
