//! A report that is open in an editor.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use plenary::diagnostics::{Diagnostic, Diagnostics, Severity};
use plenary::lookup::{Lookup, PrintedNumber};
use plenary::{Cache, CheckedReport, Limits, Source};
use serde_json::Value;

use super::page_numbers::PageNumbers;
use super::text::Text;

/// The length of a report whose pages are not found, in bytes.
const MOST_BYTES: usize = 1 << 20;

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
    /// What the last checks have read.
    pub cache: Cache,
    /// The problems of this text that have a place; none before it has been checked.
    problems: Vec<Diagnostic>,
    /// The number of errors of this text.
    errors: usize,
    /// The report made from this text, or from the last text without errors.
    report: Option<Arc<CheckedReport>>,
    /// Whether `report` was made from this text.
    is_current: bool,
    /// The text of references in `report`, once it has been asked for.
    printed: Option<BTreeMap<String, String>>,
    /// The pages of elements.
    pub pages: PageNumbers,
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
            cache: Cache::new(),
            problems: Vec::new(),
            errors: 0,
            report: None,
            is_current: false,
            printed: None,
            pages: PageNumbers::default(),
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
        self.problems.clear();
        self.is_looked_up = false;
        self.is_numbered = false;
        self.is_current = false;
        self.pages.stop();
    }

    /// Keeps the report that was made from this text.
    pub fn keep(&mut self, report: CheckedReport) {
        self.report = Some(Arc::new(report));
        self.is_current = true;
        self.printed = None;
    }

    /// Whether the pages of this text can be found and have not been looked for. Long reports are left out,
    /// because laying them out takes seconds and hundreds of megabytes.
    pub fn needs_pages(&self) -> bool {
        let is_short = self.text.as_str().len() < MOST_BYTES;
        is_short && self.report().is_some() && !self.pages.is_begun()
    }

    /// Finds the pages of this text in the background.
    pub fn find_pages(&mut self) {
        if let Some(report) = self.report().map(Arc::clone) {
            self.pages.find(report);
        }
    }

    /// Keeps the problems of this text.
    pub fn remember(&mut self, found: &Diagnostics) {
        let name = self.path.display().to_string();
        let own = found.iter().map(|(it, _)| it).filter(|it| it.file == name);
        self.problems = own.filter(|it| it.place.is_some()).cloned().collect();
        self.errors = found.count(Severity::Error);
    }

    /// The problems at some bytes, with their places.
    pub fn problems_at(
        &self,
        bytes: Range<usize>,
    ) -> impl Iterator<Item = (&Range<usize>, &Diagnostic)> {
        let placed = self.problems.iter().filter_map(|it| Some((it.place.as_ref()?, it)));
        placed.filter(move |(place, _)| place.start <= bytes.end && bytes.start <= place.end)
    }

    /// The number of errors of this text.
    pub fn errors(&self) -> usize {
        self.errors
    }

    /// The report made from this text, if it has no errors.
    pub fn report(&self) -> Option<&Arc<CheckedReport>> {
        self.report.as_ref().filter(|_| self.is_current)
    }

    /// The text that references print in the last report without errors.
    pub fn printed(&mut self) -> &BTreeMap<String, String> {
        let report = self.report.as_ref();
        let printed = || report.map(|it| it.printed_references()).unwrap_or_default();
        self.printed.get_or_insert_with(printed)
    }

    /// Whether [`Document::lookup`] has read this text.
    pub fn is_looked_up(&self) -> bool {
        self.is_looked_up
    }

    /// Whether no text has been looked up so far.
    pub fn is_unknown(&self) -> bool {
        !self.is_looked_up && self.lookup == Lookup::default()
    }

    /// The ids and sections. While the text cannot be read, they come from the last text that could be read,
    /// with their places moved.
    pub fn lookup(&mut self, limits: &Limits) -> &Lookup {
        if !self.is_looked_up {
            let bytes = self.text.as_str().as_bytes();
            if let Some(lookup) = Lookup::of_cached(bytes, limits, &self.cache) {
                self.lookup = lookup;
            }
            self.is_looked_up = true;
        }
        &self.lookup
    }

    /// The generated numbers. While the report has errors, they come from the last text without errors, with
    /// their places moved.
    pub fn numbers(&mut self) -> &[PrintedNumber] {
        let report = self.report().filter(|_| !self.is_numbered);
        if let Some(numbers) = report.map(|it| it.printed_numbers()) {
            self.numbers = numbers;
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
