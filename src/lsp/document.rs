//! A report that is open in an editor.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::PathBuf;

use plenary::lookup::{Lookup, PrintedNumber};
use plenary::{CheckedReport, Limits, Source};
use serde_json::Value;

use super::text::Text;

/// A report that is open in an editor.
pub struct Document {
    /// Its URI as given by the editor.
    pub uri: String,
    /// Its path.
    pub path: PathBuf,
    /// The version of its text.
    pub version: Value,
    /// Its text.
    pub text: Text,
    /// Whether it must be checked.
    pub is_unchecked: bool,
    /// The report made from this text, if it has no errors.
    pub report: Option<CheckedReport>,
    /// The text of references in the last report without errors.
    pub printed: BTreeMap<String, String>,
    /// The generated numbers of this text, or of the last text without errors.
    numbers: Vec<PrintedNumber>,
    /// Whether `numbers` belong to this text.
    is_numbered: bool,
    /// The ids and sections of this text, or of the last text that could be read.
    lookup: Lookup,
    /// Whether `lookup` belongs to this text.
    is_looked_up: bool,
}

impl Document {
    /// A report that was opened.
    pub fn new(uri: String, path: PathBuf, version: Value, text: String) -> Document {
        Document {
            uri,
            path,
            version,
            text: Text::new(text),
            is_unchecked: true,
            report: None,
            printed: BTreeMap::new(),
            numbers: Vec::new(),
            is_numbered: false,
            lookup: Lookup::default(),
            is_looked_up: false,
        }
    }

    /// Whether the file looks like a report, because editors start the server for every YAML file.
    pub fn is_report(&self) -> bool {
        let keys = ["publication:", "body:"];
        self.text.as_str().lines().any(|line| keys.iter().any(|key| line.starts_with(key)))
    }

    /// The text as a source.
    pub fn source(&self) -> Source {
        Source::new(&self.path, self.text.as_str())
    }

    /// Makes the changes of a `didChange` notification.
    pub fn change(&mut self, changes: &[Value]) {
        for change in changes {
            let by = change.get("text").and_then(Value::as_str).unwrap_or_default();
            match change.get("range").filter(|range| !range.is_null()) {
                Some(range) => {
                    let Some(bytes) = self.text.bytes(range) else { continue };
                    shift(&mut self.lookup, &bytes, by.len());
                    self.numbers.iter_mut().for_each(|it| moved(&mut it.at, &bytes, by.len()));
                    self.text.replace(bytes, by);
                }
                None => {
                    self.text = Text::new(by.to_owned());
                    self.numbers.clear();
                    self.lookup.styled.clear();
                }
            }
        }
        self.is_unchecked = true;
        self.is_looked_up = false;
        self.is_numbered = false;
        self.report = None;
    }

    /// The ids and sections. While the text cannot be read, they come from the last text that could be read,
    /// with their places moved.
    pub fn lookup(&mut self, limits: &Limits) -> &Lookup {
        if !self.is_looked_up {
            if let Some(lookup) = Lookup::of(self.text.as_str().as_bytes(), limits) {
                self.lookup = lookup;
            }
            self.is_looked_up = true;
        }
        &self.lookup
    }

    /// The generated numbers. While the report has errors, they come from the last text without errors, with
    /// their places moved.
    pub fn numbers(&mut self) -> &[PrintedNumber] {
        if let Some(report) = self.report.as_ref().filter(|_| !self.is_numbered) {
            self.numbers = report.printed_numbers();
            self.is_numbered = true;
        }
        &self.numbers
    }
}

/// Moves a byte after a replaced part of a text.
fn moved(at: &mut usize, replaced: &Range<usize>, by: usize) {
    if *at >= replaced.end {
        *at = *at - replaced.len() + by;
    } else if *at > replaced.start {
        *at = replaced.start;
    }
}

/// Moves the places after a replaced part of a text.
fn shift(lookup: &mut Lookup, replaced: &Range<usize>, by: usize) {
    let definitions = lookup.definitions.iter_mut().map(|it| &mut it.place);
    let uses = lookup.uses.iter_mut().map(|it| &mut it.place);
    let sections = lookup.sections.iter_mut().flat_map(|it| [&mut it.place, &mut it.extent]);
    let styled = lookup.styled.iter_mut().map(|it| &mut it.place);
    for place in definitions.chain(uses).chain(sections).chain(styled) {
        moved(&mut place.start, replaced, by);
        moved(&mut place.end, replaced, by);
    }
}
