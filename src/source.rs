//! YAML → [`Report`]: what the editor wrote, checked.
//!
//! The YAML is read once into a tree that knows the bytes of every node; what serde reads, the
//! JSON Schema and the rules all look at this tree, so that every message has its exact place.

mod check;
mod json_schema;
pub mod markup;
pub mod schema;
mod shorthand;

use std::ops::Range;

pub use json_schema::{schema_json, schema_value};
pub use schema::Report;

pub use self::check::FontCoverage;
use self::check::Inventory;
use crate::diagnostic::{Code, Diagnostic, LintSettings, Severity};
pub use crate::yaml::did_you_mean;
use crate::yaml::tree::Node;
use crate::yaml::{self, Subject};

/// What reading a source gives: the report, unless it has errors, and every message about it.
#[derive(Debug)]
pub struct Reading {
    /// The report; `None` when there is an error.
    pub report: Option<Report>,
    /// Errors and warnings in the order of the file.
    pub diagnostics: Vec<Diagnostic>,
    /// The pictures that the report names, that of the e-book's cover first, then in its order; one
    /// as often as it is named.
    pub pictures: Vec<Picture>,
    /// Where the report says its language, as bytes of the file; its title where it does not.
    pub language: Option<Range<usize>>,
}

/// A picture that a report names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// The path beside the report, as written.
    pub path: String,
    /// Where it is named, as bytes of the file.
    pub place: Range<usize>,
}

/// A report beside the tree that it was read from, for those who look at both.
pub struct ParsedReport<'s> {
    /// The report.
    pub report: Report,
    /// The tree; places count from after the byte order mark.
    pub(crate) tree: Node<'s>,
    /// The text that the tree was read from.
    pub(crate) text: &'s str,
    /// How many bytes of byte order mark stand before the text.
    pub(crate) mark: usize,
}

/// Reads a source as far as its YAML and its shape are right, and checks no rule; `None` where they
/// are not.
pub fn parse_report(bytes: &[u8]) -> Option<ParsedReport<'_>> {
    let (text, mark) = yaml::decode(bytes).ok()?;
    let (tree, found) = yaml::parse(text);
    if found.iter().any(|found| found.severity == Severity::Error) {
        return None;
    }
    let tree = tree?;
    let report = yaml::typed(&tree).ok().filter(|_| check::has_all_values(&tree))?;
    Some(ParsedReport { report, tree, text, mark })
}

/// Reads and checks a source. `file` names it in messages.
pub fn read(file: &str, bytes: &[u8]) -> Reading {
    read_for(file, bytes, None, &LintSettings::default())
}

/// Reads and checks a source that is to be set in some fonts; `house` says which rules of style are
/// looked at where the report does not.
pub fn read_for(
    file: &str,
    bytes: &[u8],
    fonts: Option<FontCoverage>,
    house: &LintSettings,
) -> Reading {
    let mut reading = Reading::new();
    match yaml::decode(bytes) {
        Ok((source, mark)) => {
            reading.read(source, fonts, house);
            reading.shift(mark);
        }
        Err(errors) => reading.diagnostics = errors,
    }
    reading.finish(file)
}

impl Reading {
    fn new() -> Self {
        Self { report: None, diagnostics: Vec::new(), pictures: Vec::new(), language: None }
    }

    fn read(&mut self, source: &str, fonts: Option<FontCoverage>, house: &LintSettings) {
        let (tree, found) = yaml::parse(source);
        self.diagnostics = found;
        let Some(mut tree) = tree else {
            return self.empty();
        };
        let Some(mut report) = self.shaped(&mut tree) else { return };
        report.options.lint = report.options.lint.or(house);
        check::missing_values(&tree, &mut self.diagnostics);
        self.diagnostics.extend(check::check(&report, &tree, source));
        if let Some(fonts) = fonts {
            self.diagnostics.extend(check::glyphs(&report, &tree, source, fonts));
        }
        self.remember_places(&report, &tree);
        self.report = Some(report);
    }

    /// Nothing could be read; where nothing is said of it yet, because there is nothing.
    fn empty(&mut self) {
        if self.diagnostics.is_empty() {
            let error = Code::EmptyFile.of_file("the file holds no report");
            let hint = "begin with `publication:`; `plenary new` writes a start";
            self.diagnostics.push(error.hint(hint));
        }
    }

    /// What serde reads, once the shape of the tree has been looked at where it may be wrong.
    fn shaped(&mut self, tree: &mut Node) -> Option<Report> {
        let error = match yaml::typed(tree) {
            // To serde, a list without items and a list without anything are the same.
            Ok(report) if check::has_all_values(tree) => return Some(report),
            Ok(_) => None,
            Err(refused) => Some(refused.at(tree, Code::Unreadable)),
        };
        let shape = yaml::validate(tree, &schema_value(), Subject::whole("the report"));
        // What the schema does not know, serde says.
        let error = error.filter(|_| shape.is_empty());
        self.diagnostics.extend(shape.into_iter().chain(error));
        yaml::typed(tree).ok()
    }

    fn remember_places(&mut self, report: &Report, tree: &Node) {
        let inventory = Inventory::take(report, tree);
        let publication = tree.key("publication");
        let ebook = report.publication.ebook_cover.iter();
        let ebook = ebook.map(|path| picture(path, publication.key("ebook_cover")));
        let cover = inventory.cover_pictures.iter();
        let cover = cover.map(|(picture, node)| self::picture(&picture.image, node.key("image")));
        let figures = inventory.figures.iter();
        let figures = figures.map(|(figure, node)| picture(&figure.image, node.key("image")));
        self.pictures = ebook.chain(cover).chain(figures).collect();
        let language = publication.entry("language").or(publication.entry("title"));
        self.language = language.map(|entry| entry.value.place.clone());
    }

    /// Counts a byte order mark in.
    fn shift(&mut self, by: usize) {
        let places = self.diagnostics.iter_mut().filter_map(|found| found.place.as_mut());
        let places = places.chain(self.pictures.iter_mut().map(|picture| &mut picture.place));
        for place in places.chain(self.language.as_mut()) {
            *place = place.start + by..place.end + by;
        }
    }

    /// Where a part could not be read as it is meant, what it names seems to be used nowhere.
    fn forget_what_follows(&mut self) {
        let unread =
            |found: &Diagnostic| found.severity == Severity::Error && found.code < Code::BadId;
        if self.diagnostics.iter().any(unread) {
            let unused = [Code::UnusedPerson, Code::UnusedNote];
            self.diagnostics.retain(|found| !unused.contains(&found.code));
        }
    }

    fn finish(mut self, file: &str) -> Self {
        self.diagnostics.iter_mut().for_each(|found| found.file = file.into());
        let start = |found: &Diagnostic| found.place.as_ref().map(|place| place.start);
        self.diagnostics.sort_by_key(|found| (start(found), found.code));
        self.forget_what_follows();
        let error = |found: &Diagnostic| found.severity == Severity::Error;
        if self.diagnostics.iter().any(error) {
            self.report = None;
        }
        self
    }
}

fn picture(path: &str, node: &Node) -> Picture {
    Picture { path: path.into(), place: node.place.clone() }
}
