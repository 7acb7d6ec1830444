//! Reads the files of a report back with other programs: all formats have the same words, names, items
//! and notes in the same order, with the same numbers.
//!
//! The document gives the expectation; `tests/validators/extract.py` extracts the text of a file.

use std::borrow::Borrow;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::cache::Cache;
use crate::document::inline::plain_text;
use crate::document::unraised::{lowered, raised, title_line};
use crate::document::{
    Block, Caption, Cover, CoverPicture, Document, Figure, FigurePosition, Heading, IndexEntry,
    Inline, ListItem, Paragraph, Participants, Recommendations, Section, Table,
};
use rayon::prelude::*;
use serde::Deserialize;

use super::case;
use crate::export::Format;
use crate::fonts::Fonts;
use crate::layout::{self, PageMap};

/// Every format except the PDF for print, whose pages `pdf_files.rs` compares with those of the PDF.
const FORMATS: [Format; 6] =
    [Format::Pdf, Format::Docx, Format::Epub, Format::Html, Format::Text, Format::Markdown];

/// The text that a reader finds in a file.
#[derive(Clone, Debug, Default, Deserialize)]
struct Found {
    body: Vec<String>,
    contents: Vec<String>,
    notes: Vec<Vec<String>>,
    /// The text of landscape pages.
    #[serde(default)]
    turned: Vec<String>,
}

/// Expected words in order; in any order for tables, whose cells are side by side on a page.
#[derive(Clone, Debug, PartialEq)]
enum Expected {
    Words(Vec<String>),
    AnyOrder(Vec<String>),
}

/// The expected text of a file.
#[derive(Debug, Default)]
struct Expectation {
    body: Vec<Expected>,
    contents: Vec<String>,
    notes: Vec<Vec<String>>,
    turned: Vec<String>,
}

fn report(name: &str) -> PathBuf {
    match name {
        "alliance-2016" => "source/alliance-2016.yaml".into(),
        name => format!("tests/cases/{name}/report.yaml").into(),
    }
}

fn extract(file: &Path, document: &Document) -> Found {
    let home = std::env::var("VALIDATORS_HOME").unwrap_or_else(|_| {
        format!("{}/.cache/publication-validators", std::env::var("HOME").unwrap())
    });
    let python = Path::new(&home).join("venv/bin/python");
    assert!(python.exists(), "{python:?} is missing: run `bash tests/validators/install`");
    let words = &document.words;
    let mut command = Command::new(python);
    command.arg("tests/validators/extract.py").arg(file).args([&words.contents, &words.notes]);
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{file:?} cannot be read back: {said}");
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Words as `extract.py` has them: runs of letters and digits.
fn words(text: &str) -> Vec<String> {
    let parts = text.split(|c: char| !c.is_alphanumeric());
    parts.filter(|word| !word.is_empty()).map(String::from).collect()
}

fn expectation(document: &Document, pages: &PageMap, format: Format) -> Expectation {
    let language = &document.language;
    let mut reader = Reader { format, language, pages, out: Expectation::default() };
    reader.cover(&document.cover);
    document.sections.iter().for_each(|section| reader.section(section));
    if let Some(contents) = &document.contents {
        let entries = match format {
            Format::Epub | Format::Html | Format::HtmlSplit => {
                lines_of_headings(&document.sections)
            }
            Format::Pdf | Format::PdfPrint | Format::Docx | Format::Text | Format::Markdown => {
                contents.entries.iter().map(|entry| entry.content.clone()).collect()
            }
        };
        for line in std::iter::once(&contents.heading).chain(&entries) {
            let text = match format {
                Format::Epub | Format::Html | Format::HtmlSplit | Format::Text => {
                    title_line(line, language)
                }
                Format::Pdf | Format::PdfPrint | Format::Docx | Format::Markdown => {
                    plain_text(line)
                }
            };
            reader.out.contents.extend(words(&text));
        }
    }
    for note in &document.notes {
        let body = std::mem::take(&mut reader.out.body);
        reader.blocks(&note.blocks);
        let mut found = vec![note.number.clone()];
        found.extend(flat(std::mem::replace(&mut reader.out.body, body)));
        reader.out.notes.push(found);
    }
    reader.out
}

/// The headings of all levels: e-books and web pages list them all.
fn lines_of_headings(sections: &[impl Borrow<Section>]) -> Vec<Vec<Inline>> {
    let of_section = |section: &Section| {
        let own = section.heading.iter().map(Heading::line);
        own.chain(lines_of_headings(&section.sections)).collect::<Vec<_>>()
    };
    sections.iter().map(Borrow::borrow).flat_map(of_section).collect()
}

fn flat(expected: Vec<Expected>) -> Vec<String> {
    let words = expected.into_iter().flat_map(|part| match part {
        Expected::Words(words) | Expected::AnyOrder(words) => words,
    });
    words.collect()
}

/// Reads a document as a reader of a format does.
struct Reader<'a> {
    format: Format,
    language: &'a str,
    /// The pages of the PDF.
    pages: &'a PageMap,
    out: Expectation,
}

impl Reader<'_> {
    fn words(&mut self, words: Vec<String>) {
        match self.out.body.last_mut() {
            Some(Expected::Words(last)) => last.extend(words),
            Some(Expected::AnyOrder(_)) | None => self.out.body.push(Expected::Words(words)),
        }
    }

    fn text(&mut self, text: &str) {
        self.words(words(text));
    }

    fn inlines(&mut self, content: &[Inline]) {
        // Neighbouring pieces may be parts of one word: "16" and "th".
        let mut run = String::new();
        self.run(content, &mut run);
        self.text(&run);
    }

    fn run(&mut self, content: &[Inline], run: &mut String) {
        for inline in content {
            match inline {
                Inline::Text(text) => run.push_str(text),
                Inline::Strong(inner)
                | Inline::Emphasis(inner)
                | Inline::Span(_, inner)
                | Inline::Foreign { content: inner, .. }
                | Inline::Link { content: inner, .. }
                | Inline::CrossReference { content: inner, .. } => self.run(inner, run),
                Inline::Superscript(inner) if self.format == Format::Text => {
                    run.push_str(&raised(&plain_text(inner), self.language));
                }
                Inline::Subscript(inner) if self.format == Format::Text => {
                    run.push_str(&lowered(&plain_text(inner)));
                }
                Inline::Superscript(inner) | Inline::Subscript(inner) => self.run(inner, run),
                Inline::NoteReference(note) => {
                    let before = std::mem::take(run);
                    self.text(&before);
                    self.words(vec![format!("note:{}", note.number)]);
                }
                Inline::Equation(equation) => run.push_str(&equation.line),
                Inline::LineBreak => run.push(' '),
            }
        }
    }

    fn section(&mut self, section: &Section) {
        section.heading.iter().for_each(|heading| self.heading(heading));
        self.blocks(&section.blocks);
        section.sections.iter().for_each(|inner| self.section(inner));
    }

    fn heading(&mut self, heading: &Heading) {
        heading.prefix.iter().for_each(|prefix| self.text(&prefix.text()));
        self.inlines(&heading.title);
    }

    fn blocks(&mut self, blocks: &[Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(block) => self.paragraph(block),
            Block::Heading(block) => self.heading(block),
            Block::List(block) => self.items(&block.items),
            Block::Recommendations(block) => self.recommendations(block),
            Block::People(block) => {
                for group in &block.groups {
                    self.text(&group.role);
                    for person in &group.people {
                        self.inlines(&person.name);
                        self.inlines(&person.details);
                    }
                }
            }
            Block::Code(block) => self.paragraph(block),
            Block::Quotation(block) => {
                block
                    .paragraphs
                    .iter()
                    .chain(&block.source)
                    .for_each(|inner| self.paragraph(inner));
            }
            Block::Table(block) => self.table(block),
            Block::Figure(block) => self.figure(block),
            Block::Equation(block) => {
                self.text(&block.line);
                block.number.iter().for_each(|number| self.text(number));
            }
            Block::Box(block) => {
                block.title.iter().for_each(|title| self.paragraph(title));
                self.blocks(&block.blocks);
            }
            Block::Definitions { entries, .. } => entries.iter().for_each(|entry| {
                self.inlines(&entry.term);
                self.blocks(&entry.blocks);
            }),
            Block::Bibliography { entries, .. } => {
                entries.iter().for_each(|entry| self.paragraph(entry));
            }
            // They are compared as notes.
            Block::Endnotes { .. } => {}
            Block::Participants(block) => self.participants(block),
            Block::Index { entries, .. } => entries.iter().for_each(|entry| self.index(entry)),
        }
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        paragraph.number.iter().for_each(|number| self.text(&number.text()));
        self.inlines(&paragraph.content);
    }

    fn participants(&mut self, participants: &Participants) {
        for group in &participants.groups {
            group.heading.iter().for_each(|heading| self.inlines(heading));
            for person in &group.people {
                self.inlines(&person.name);
                self.inlines(&person.details);
            }
        }
    }

    /// A person, and the places that the format gives for them.
    fn index(&mut self, entry: &IndexEntry) {
        self.inlines(&entry.term);
        match self.format {
            Format::Pdf | Format::PdfPrint | Format::Docx | Format::Epub => {
                let places = self.pages.index_places(&entry.references);
                places.iter().for_each(|place| self.text(&place.label));
            }
            Format::Html | Format::HtmlSplit | Format::Text | Format::Markdown => {
                let mut sections: Vec<_> =
                    entry.references.iter().map(|one| &one.section).collect();
                sections.dedup();
                sections.into_iter().for_each(|section| self.text(section));
            }
        }
    }

    fn items(&mut self, items: &[ListItem]) {
        for item in items {
            self.text(&item.marker.text());
            self.blocks(&item.blocks);
        }
    }

    fn recommendations(&mut self, list: &Recommendations) {
        list.heading.iter().for_each(|label| self.inlines(label));
        list.lead.iter().for_each(|lead| self.paragraph(lead));
        self.items(&list.items);
    }

    fn caption(&mut self, caption: &Caption) {
        self.text(&caption.prefix());
        self.inlines(&caption.content);
    }

    fn table(&mut self, table: &Table) {
        self.on_page(table.wide, |it| it.upright_table(table));
    }

    /// Content that is on a landscape page of the PDF, if `landscape` is set.
    fn on_page(&mut self, landscape: bool, write: impl FnOnce(&mut Self)) {
        if landscape && self.format == Format::Pdf {
            let body = std::mem::take(&mut self.out.body);
            write(self);
            let words = flat(std::mem::replace(&mut self.out.body, body));
            self.out.turned.extend(words);
        } else {
            write(self);
        }
    }

    fn upright_table(&mut self, table: &Table) {
        table.caption.iter().for_each(|caption| self.caption(caption));
        let body = std::mem::take(&mut self.out.body);
        for cell in table.all_rows().flatten() {
            self.inlines(&cell.content);
            self.blocks(&cell.blocks);
        }
        let cells = flat(std::mem::replace(&mut self.out.body, body));
        self.out.body.push(Expected::AnyOrder(cells));
        table.below.iter().for_each(|text| self.paragraph(text));
    }

    /// The cover as the template `conference` orders it: in Word the picture comes after the
    /// publisher; there, in the e-book and on the web page, the logo comes after all lines.
    fn cover(&mut self, cover: &Cover) {
        let alternative = |picture: &Option<CoverPicture>| {
            picture.as_ref().map(|picture| picture.alternative.clone()).unwrap_or_default()
        };
        let (logo, picture) = (alternative(&cover.logo), alternative(&cover.picture));
        let is = |format| self.format == format;
        let (word, book) = (is(Format::Docx), is(Format::Epub) || is(Format::Html));
        let mut say = |line: &[Inline]| self.inlines(line);
        say(&cover.publisher);
        say(&cover.office);
        if word {
            say(&[Inline::Text(picture.into())]);
        }
        [&cover.series, &cover.title, &cover.subtitle].into_iter().for_each(|line| say(line));
        cover.foot().into_iter().for_each(|line| say(line));
        if word || book {
            say(&[Inline::Text(logo.into())]);
        }
    }

    fn figure(&mut self, figure: &Figure) {
        let landscape = figure.position == FigurePosition::Landscape;
        self.on_page(landscape, |it| it.upright_figure(figure));
    }

    fn upright_figure(&mut self, figure: &Figure) {
        for row in figure.rows() {
            // Word has the pictures of a row in one paragraph, above their captions.
            let is_word = self.format == Format::Docx;
            row.iter().filter(|_| is_word).for_each(|picture| self.text(&picture.alternative));
            for picture in row {
                match self.format {
                    // A picture is visible here; other formats show or read aloud its alternative text.
                    Format::Pdf | Format::PdfPrint | Format::Docx => {}
                    Format::Epub
                    | Format::Html
                    | Format::HtmlSplit
                    | Format::Text
                    | Format::Markdown => {
                        self.text(&picture.alternative);
                    }
                }
                picture.caption.iter().for_each(|caption| self.caption(caption));
            }
        }
        figure.caption.iter().for_each(|caption| self.caption(caption));
        figure.credit.iter().for_each(|credit| self.paragraph(credit));
    }
}

/// The first difference, with the words around it.
fn difference(expected: &Expectation, found: &Found) -> Option<String> {
    let mut rest = found.body.as_slice();
    for part in &expected.body {
        let (Expected::Words(words) | Expected::AnyOrder(words)) = part;
        let (here, later) = rest.split_at(words.len().min(rest.len()));
        let differs = match part {
            Expected::Words(words) => first_difference(words, here),
            Expected::AnyOrder(words) => first_difference(&sorted(words), &sorted(here)),
        };
        if let Some(differs) = differs {
            return Some(format!("in the text: {differs}"));
        }
        rest = later;
    }
    if !rest.is_empty() {
        return Some(format!("after the text: {:?}", &rest[..rest.len().min(8)]));
    }
    if let Some(differs) = first_difference(&expected.contents, &found.contents) {
        return Some(format!("in the contents: {differs}"));
    }
    if let Some(differs) = first_difference(&sorted(&expected.turned), &sorted(&found.turned)) {
        return Some(format!("on turned pages: {differs}"));
    }
    if expected.notes.len() != found.notes.len() {
        return Some(format!("{} notes, not {}", found.notes.len(), expected.notes.len()));
    }
    let mut notes = expected.notes.iter().zip(&found.notes);
    notes.find_map(|(expected, found)| first_difference(expected, found))
}

fn sorted(words: &[String]) -> Vec<String> {
    let mut words = words.to_vec();
    words.sort();
    words
}

fn first_difference(expected: &[String], found: &[String]) -> Option<String> {
    let same = expected.iter().zip(found).take_while(|(expected, found)| expected == found).count();
    if same == expected.len() && same == found.len() {
        return None;
    }
    let around = |words: &[String]| {
        words[same.saturating_sub(4).min(words.len())..(same + 5).min(words.len())].join(" ")
    };
    Some(format!("expected “… {} …”, found “… {} …”", around(expected), around(found)))
}

/// The pages of the PDF.
fn pages(report: &Path, document: &Document) -> PageMap {
    let style = case::style(&std::fs::read_to_string(report).unwrap(), &[]);
    layout::layout(document, &style, &Fonts::bundled().unwrap(), Cache::NONE).map
}

/// Writes all formats of a report, and returns the differences between some of them and its document; `None`
/// if the bundled fonts lack a character.
pub fn faults(report: &Path, folder: &str, formats: &[Format]) -> Option<Vec<String>> {
    let stem = case::write_outputs(report, &FORMATS, &format!("agreement/{folder}"))?;
    let document = case::document(report);
    let pages = pages(report, &document);
    let fault = |&format: &Format| {
        let found = extract(&stem.with_added_extension(format.extension()), &document);
        let fault = difference(&expectation(&document, &pages, format), &found)?;
        Some(format!("{report:?}, {format:?} {fault}"))
    };
    Some(formats.iter().filter_map(fault).collect())
}

fn agrees(name: &str) {
    let report = report(name);
    let total = expectation(&case::document(&report), &PageMap::default(), Format::Text);
    assert!(flat(total.body).len() > 100, "{name} has too little text");
    assert_eq!(faults(&report, name, &FORMATS), Some(Vec::new()));
}

/// Every small source without template overrides.
#[test]
#[ignore = "needs the tools of tests/validators/install; run by tests/run"]
fn small_sources_have_the_same_text_in_all_formats() {
    let areas = ["editions", "epub", "languages", "markdown", "text"];
    let cases: Vec<(&str, PathBuf)> = areas
        .into_iter()
        .flat_map(|area| case::cases(area).into_iter().map(move |it| (area, it)))
        .collect();
    let as_it_is = |case: &Path| {
        !std::fs::read_to_string(case).unwrap().lines().any(|line| line.starts_with("# template: "))
    };
    // Each format has a form of its own for equations: drawn, MathML, Office Math, a line of text.
    let has_equations = |case: &Path| case.ends_with("equations.yaml");
    let cases = cases.par_iter().filter(|(_, case)| as_it_is(case) && !has_equations(case));
    let read: Vec<Vec<String>> =
        cases.filter_map(|(area, case)| faults(case, &format!("small/{area}"), &FORMATS)).collect();
    assert!(read.len() > 15, "{} cases", read.len());
    assert_eq!(read.concat(), Vec::<String>::new());
}

#[test]
#[ignore = "needs the tools of tests/validators/install; run by tests/run"]
fn the_2016_report_has_the_same_text_in_all_formats() {
    agrees("alliance-2016");
}

#[test]
#[ignore = "needs the tools of tests/validators/install; run by tests/run"]
fn the_second_report_has_the_same_text_in_all_formats() {
    agrees("second");
}

#[test]
#[ignore = "needs the tools of tests/validators/install; run by tests/run"]
fn the_russian_report_has_the_same_text_in_all_formats() {
    agrees("russian");
}

/// The comparison detects a changed word, item, number or note.
#[test]
#[ignore = "needs the tools of tests/validators/install; run by tests/run"]
fn a_change_in_one_format_is_detected() {
    let report = report("alliance-2016");
    let document = case::document(&report);
    let stem = case::write_outputs(&report, &[Format::Text], "agreement/changed").unwrap();
    let found = extract(&stem.with_extension("txt"), &document);
    let expected = expectation(&document, &PageMap::default(), Format::Text);
    assert_eq!(difference(&expected, &found), None);
    let changes: [fn(&mut Found); 7] = [
        |found| drop(found.body.remove(1000)),
        |found| found.body[2000] = "another".into(),
        |found| found.body.swap(500, 501),
        |found| {
            let number = found.body.windows(2).position(|pair| pair == ["1", "3"]).unwrap();
            found.body[number + 1] = "4".into();
        },
        |found| found.body.retain(|word| word != "note:1"),
        |found| found.notes[0][0] = "2".into(),
        |found| drop(found.contents.pop()),
    ];
    for (index, change) in changes.iter().enumerate() {
        let mut changed = found.clone();
        change(&mut changed);
        assert!(difference(&expected, &changed).is_some(), "change {index} is not detected");
    }
}
