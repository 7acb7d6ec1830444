//! What catalogues are told about the publication.

use crate::diagnostic::{Code, Diagnostic};
use crate::source::Report;
use crate::yaml::tree::Node;

/// Numbers and addresses are what catalogues can read.
pub fn catalogue(report: &Report, tree: &Node, found: &mut Vec<Diagnostic>) {
    let (publication, node) = (&report.publication, tree.key("publication"));
    let number = publication.collection.as_ref().and_then(|collection| collection.number);
    if number.is_some_and(|number| !(1..=9999).contains(&number)) {
        let place = node.key("collection").key("number").place.clone();
        let error = Code::OutOfRange.at(place, "`number` is not between 1 and 9999");
        found.push(error.hint("write the number of the report in the series"));
    }
    let address = publication.certifier.as_ref().and_then(|certifier| certifier.report.as_ref());
    if let Some(address) = address.filter(|address| !is_address(address)) {
        let place = node.key("certifier").key("report").place.clone();
        let error = Code::BadAddress.at(place, format!("`{address}` is no address"));
        found.push(error.hint("write an address that begins with `https://`"));
    }
}

fn is_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(char::is_whitespace))
}
