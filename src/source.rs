//! YAML → [`Report`], checked.
//!
//! The YAML is read once into a tree that records the bytes of every node. Serde, the JSON Schema and
//! the rules all read this tree, so every message has an exact place. Each text of the report
//! keeps its inline markup and its place in the file: see [`markup::Text`].

mod check;
mod kept;
pub mod lookup;
pub mod markup;
pub mod schema;
mod shorthand;
mod size;
mod typed;
pub mod vocabulary;

use std::ops::Range;

pub use schema::{Report, schema_json, schema_value};

pub use self::check::{
    CitedWord, Fix, FontCoverage, TextEntry, TextKind, TypedReferences, WorkMention,
};
use self::check::{Inventory, Mentions};
use self::kept::KeptSections;
use crate::cache::Cache;
use crate::diagnostic::{Code, Diagnostic, Findings, LintSettings, Severity};
use crate::limits::{Limit, Limits};
use crate::origin::{Shift, Shifted};
pub use crate::yaml::did_you_mean;
use crate::yaml::tree::Node;
use crate::yaml::{self, PartKeys, Subject};

/// A report and the diagnostics of reading it.
#[derive(Debug)]
pub struct Reading {
    /// The report; `None` if there is an error.
    pub report: Option<Report>,
    /// Errors and warnings in the order of the file.
    pub diagnostics: Findings,
    /// Every mention of a picture: the cover of the e-book first, the others in the order of the
    /// report.
    pub pictures: Vec<Picture>,
    /// The nouns of references, which the labels of the language must have.
    pub cited_words: Vec<CitedWord>,
    /// The works that citations name, some of which may be in files.
    pub work_mentions: Vec<WorkMention>,
    /// The typed numbers that may be references, if they follow a noun of the labels.
    pub typed_references: TypedReferences,
    /// The bytes of the report's language, or of its title if it does not name a language.
    pub language: Option<Range<usize>>,
}

/// A picture that a report names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// The path as written, relative to the report.
    pub path: String,
    /// The bytes of the path in the file.
    pub place: Range<usize>,
}

/// A report with its tree.
pub struct ParsedReport<'s> {
    /// The report.
    pub report: Report,
    /// The tree, with places in the file.
    pub(crate) tree: Node<'s>,
}

impl ParsedReport<'_> {
    /// Every text with its scalar.
    pub(crate) fn texts(&self) -> Vec<TextEntry<'_>> {
        Inventory::take(&self.report, &self.tree).texts
    }

    /// The paths of the pictures in figures, relative to the report.
    pub(crate) fn figures(&self) -> Vec<String> {
        let inventory = Inventory::take(&self.report, &self.tree);
        inventory.figure_pictures().map(|(picture, _)| picture.image.to_owned()).collect()
    }

    /// The corrections of the style rules that are on, in the order of the file.
    pub(crate) fn fixes(&self) -> Vec<Fix> {
        check::fixes(&Inventory::take(&self.report, &self.tree))
    }
}

/// Parses a report without checking the rules. Returns `None` if its YAML or the types of its values
/// are wrong, or if it exceeds the limits.
pub fn parse_report<'s>(bytes: &'s [u8], limits: &Limits) -> Option<ParsedReport<'s>> {
    parse_report_cached(bytes, limits, Cache::NONE)
}

/// As [`parse_report`], with the parts that earlier builds have parsed.
pub fn parse_report_cached<'s>(
    bytes: &'s [u8],
    limits: &Limits,
    cache: &Cache,
) -> Option<ParsedReport<'s>> {
    limits.check(Limit::FileSize, bytes.len()).ok()?;
    let (text, mark) = yaml::decode(bytes).ok()?;
    let (tree, mut parts, mut found) = yaml::parse_cached(text, limits, cache);
    let mut tree = tree?;
    size::check(&tree, limits, &mut found);
    found.extend(newer_format(&tree));
    if found.has_errors() {
        return None;
    }
    tree.shift(Shift::by(mark));
    parts.shift(mark);
    let kept = KeptSections { parts, cache };
    let report = typed::report(&mut tree, &kept).ok().filter(|_| check::has_all_values(&tree))?;
    Some(ParsedReport { report, tree })
}

/// As [`read_for`], without fonts and with the default style checks.
#[cfg(any(test, internals))]
pub fn read(file: &str, bytes: &[u8]) -> Reading {
    read_for(file, bytes, None, &LintSettings::default(), (&Limits::default(), Cache::NONE))
}

/// Reads and checks a report for some fonts. `house` gives the lint rules that apply unless the report
/// overrides them. What earlier builds have parsed is in the cache.
pub fn read_for(
    file: &str,
    bytes: &[u8],
    fonts: Option<FontCoverage>,
    house: &LintSettings,
    (limits, cache): (&Limits, &Cache),
) -> Reading {
    let mut reading = Reading::new();
    match yaml::decode(bytes) {
        Ok((source, mark)) => reading.read(source, mark, fonts, house, (limits, cache)),
        Err(errors) => reading.diagnostics.extend(errors),
    }
    reading.finish(file)
}

/// The newest version of the source format.
const FORMAT: u64 = 1;

/// An error if a report is written in a newer format, in which this program may misunderstand anything.
fn newer_format(tree: &Node) -> Option<Diagnostic> {
    let node = &tree.entry("format")?.value;
    let version = yaml::typed::<u64>(node).ok().filter(|version| *version > FORMAT)?;
    let message =
        format!("the report is written in format {version}; this program reads format {FORMAT}");
    let error = Code::NewerFormat.at(node.place.clone(), message);
    Some(error.hint("install a newer version of plenary"))
}

impl Reading {
    fn new() -> Self {
        Self {
            report: None,
            diagnostics: Findings::default(),
            pictures: Vec::new(),
            cited_words: Vec::new(),
            work_mentions: Vec::new(),
            typed_references: TypedReferences::default(),
            language: None,
        }
    }

    /// Reads the text that follows `mark` bytes of byte order mark.
    fn read(
        &mut self,
        source: &str,
        mark: usize,
        fonts: Option<FontCoverage>,
        house: &LintSettings,
        (limits, cache): (&Limits, &Cache),
    ) {
        let (tree, mut parts, found) = yaml::parse_cached(source, limits, cache);
        self.diagnostics = found;
        if let Some(tree) = &tree {
            size::check(tree, limits, &mut self.diagnostics);
            self.diagnostics.extend(newer_format(tree));
        }
        self.shift(mark);
        let Some(mut tree) = tree else {
            return self.empty();
        };
        let unread = [Code::OverLimit, Code::NewerFormat];
        if self.diagnostics.iter().any(|found| unread.contains(&found.code)) {
            return;
        }
        tree.shift(Shift::by(mark));
        parts.shift(mark);
        let mut kept = KeptSections { parts, cache };
        let Some(mut report) = self.typed(&mut tree, &mut kept) else { return };
        report.options.lint = report.options.lint.or(house);
        let inventory = Inventory::take(&report, &tree);
        let mentions = check::mentions(&inventory);
        let rules = (limits, &kept);
        let (found, typed) = check::check(&inventory, &mentions, fonts, rules);
        self.diagnostics.append(found);
        self.typed_references = typed;
        self.remember_places(&inventory, &mentions);
        self.report = Some(report);
    }

    /// Reports an empty file, unless an error has been reported already.
    fn empty(&mut self) {
        if self.diagnostics.is_empty() {
            let error = Code::EmptyFile.of_file("the file is empty");
            let hint = "begin with `publication:`; `plenary new` writes a template to fill in";
            self.diagnostics.push(error.hint(hint));
        }
    }

    /// The report. If values have wrong types, reports all of them, and corrects slips in the tree.
    fn typed(&mut self, tree: &mut Node, kept: &mut KeptSections) -> Option<Report> {
        let error = match typed::report(tree, kept) {
            // Serde does not tell a missing list from an empty one.
            Ok(report) if check::has_all_values(tree) => return Some(report),
            Ok(_) => None,
            Err(error) => Some(error.at(tree, Code::Unreadable)),
        };
        kept.parts = PartKeys::default();
        let found = yaml::validate(tree, &schema_value(), Subject::whole("the report"));
        // Serde's error counts only for what the schema cannot express.
        let error = error.filter(|_| found.is_empty());
        self.diagnostics.append(found);
        self.diagnostics.extend(error);
        let report = yaml::typed(tree).ok()?;
        check::missing_values(tree, &mut self.diagnostics);
        Some(report)
    }

    fn remember_places(&mut self, inventory: &Inventory, mentions: &Mentions) {
        let (report, tree) = (inventory.report, inventory.tree);
        let publication = tree.key("publication");
        let ebook = report.publication.ebook_cover.iter();
        let ebook = ebook.map(|path| picture(path, publication.key("ebook_cover")));
        let cover = inventory.pictures.iter();
        let cover = cover.map(|(picture, node)| self::picture(&picture.image, node.key("image")));
        let figures = inventory.figure_pictures();
        let figures = figures.map(|(shown, node)| picture(shown.image, node.key("image")));
        self.cited_words = check::cited_words(inventory, mentions);
        self.work_mentions = check::work_mentions(mentions);
        self.pictures = ebook.chain(cover).chain(figures).collect();
        let language = publication.entry("language").or(publication.entry("title"));
        self.language = language.map(|entry| entry.value.place.clone());
    }

    /// Moves the places of all diagnostics by the length of a byte order mark.
    fn shift(&mut self, by: usize) {
        for place in self.diagnostics.iter_mut().filter_map(|found| found.place.as_mut()) {
            *place = place.start + by..place.end + by;
        }
    }

    /// Removes warnings about unused ids if a part of the report that may use them could not be read.
    fn remove_consequences(&mut self) {
        let unread =
            |found: &Diagnostic| found.severity == Severity::Error && found.code < Code::BadId;
        if self.diagnostics.iter().any(unread) {
            let unused = [Code::UnusedPerson, Code::UnusedNote, Code::UnusedWork];
            self.diagnostics.retain(|found| !unused.contains(&found.code));
        }
    }

    fn finish(mut self, file: &str) -> Self {
        self.diagnostics.iter_mut().for_each(|found| found.file = file.into());
        let start = |found: &Diagnostic| found.place.as_ref().map(|place| place.start);
        self.diagnostics.sort_by_key(|found| (start(found), found.code));
        self.remove_consequences();
        if self.diagnostics.has_errors() {
            self.report = None;
        }
        self
    }
}

fn picture(path: &str, node: &Node) -> Picture {
    Picture { path: path.into(), place: node.place.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Diagnostics, SourceText};

    /// Every warning is counted, but only a few are kept.
    #[test]
    fn every_warning_is_counted() {
        let source = format!(
            "publication: {{title: T, publisher: P, date: 2024-01-01}}\n\
             body: [{{title: S, content: ['{}']}}]\n",
            "\u{200b}".repeat(40_000)
        );
        let mut all = Diagnostics::default();
        all.add(read("a.yaml", source.as_bytes()).diagnostics, &SourceText::default());
        assert_eq!(all.count(Severity::Warning), 40_000);
        assert!(all.iter().count() < 10_000);
    }
}
