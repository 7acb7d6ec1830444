//! What each fuzz target does with its input. A panic, an abort, a hang or excessive memory is a finding; so
//! is a report that is accepted but cannot then be written.

#[path = "../../src/tests/report_generator.rs"]
pub mod report_generator;

use std::io::{Cursor, Read, Write};
use std::sync::LazyLock;

use plenary::diagnostics::{Diagnostics, json, render};
use plenary::reviews::{ReturnedFile, Review, Settings};
use plenary::{Error, Format, MemoryWorld, Options, Source};
use report_generator::{GeneratedReport, PICTURES};
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

/// A report with an example of everything that templates, labels and fonts decide.
const PLAIN: &str = include_str!("../../tests/cases/sample.yaml");

/// A report with one picture.
const WITH_PICTURE: &str = "publication: {title: T, publisher: P, date: 2024-01-01}
body:
  - title: A
    content:
      - figure: {image: picture, alt: a}
";

/// A report with the file of works `{works}`.
const WITH_WORKS: &str = "publication: {title: T, publisher: P, date: 2024-01-01}
body:
  - title: A
    content: [\"A [@a, p. 4].\"]
bibliography:
  - data: {works}
";

/// The template of a printing condition.
const WITH_PROFILE: &str = "extends: conference
name: fuzz
print: {condition: {identifier: X, description: Y, profile: fuzz.icc}}
";

/// Makes a panic abort the fuzzer, as its own hook does, unless the library handles it.
pub fn start() {
    let abort = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !plenary::handles_panic() {
            abort(panic);
        }
    }));
}

/// Any file as a report: checks it.
pub fn report(bytes: &[u8]) {
    let source = Source::new("report.yaml", bytes);
    match plenary::check(&source, &MemoryWorld::new(), &Options::default()) {
        Ok(found) | Err(Error::Diagnostics(found)) => show(&found),
        Err(Error::File(_) | Error::UnknownTemplate(_)) => {}
        Err(error) => panic!("{error}"),
    }
}

/// Any text as a paragraph, a cell, a title and a footnote.
pub fn markup(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else { return };
    let source = serde_json::json!({
        "publication": { "title": "T", "publisher": "P", "date": "2024-01-01" },
        "body": [{ "title": text, "id": "a", "content": [
            text,
            { "table": { "header": [text], "rows": [[text]] } },
            { "bullets": [text] },
        ] }],
        "footnotes": { "n": text },
    });
    let formats = vec![Format::Text, Format::Markdown, Format::Epub, Format::Docx];
    compile(&source.to_string(), &MemoryWorld::new(), "conference", formats);
}

/// Any file as a template.
pub fn template(bytes: &[u8]) {
    let mut world = MemoryWorld::new();
    world.insert("templates/fuzz/template.yaml", bytes);
    compile(PLAIN, &world, "fuzz", Format::ALL.to_vec());
}

/// Any file as the works of a bibliography, in each format.
pub fn works(bytes: &[u8]) {
    for extension in ["bib", "json", "yml"] {
        let mut world = MemoryWorld::new();
        world.insert(format!("works.{extension}"), bytes);
        let report = WITH_WORKS.replace("{works}", &format!("works.{extension}"));
        compile(&report, &world, "conference", vec![Format::Text, Format::Epub]);
    }
}

/// Any file as labels.
pub fn labels(bytes: &[u8]) {
    let mut world = MemoryWorld::new();
    world.insert("templates/labels/en.yaml", bytes);
    compile(PLAIN, &world, "conference", Format::ALL.to_vec());
}

/// Any file as an SVG picture.
pub fn svg(bytes: &[u8]) {
    // Other formats have a separate target.
    if !matches!(bytes.first(), Some(0x89 | 0xff)) {
        bitmap(bytes);
    }
}

/// Any file as a picture.
pub fn bitmap(bytes: &[u8]) {
    let mut world = MemoryWorld::new();
    world.insert("picture", bytes);
    let formats = vec![Format::Pdf, Format::PdfPrint, Format::Docx, Format::Epub];
    compile(WITH_PICTURE, &world, "conference", formats);
}

/// Any file as a font beside the report.
pub fn font(bytes: &[u8]) {
    let mut world = MemoryWorld::new();
    world.insert("fonts/fuzz.ttf", bytes);
    compile(PLAIN, &world, "conference", vec![Format::Pdf, Format::Docx, Format::Epub]);
}

/// Any file as the ICC profile of a printing condition.
pub fn profile(bytes: &[u8]) {
    let mut world = MemoryWorld::new();
    world.insert("templates/fuzz/template.yaml", WITH_PROFILE);
    world.insert("templates/fuzz/fuzz.icc", bytes);
    compile(PLAIN, &world, "fuzz", vec![Format::PdfPrint]);
}

/// The parts of a Word draft of [`PLAIN`]: name and content.
static DRAFT: LazyLock<Vec<(String, Vec<u8>)>> = LazyLock::new(|| {
    let mut options = Options::default();
    options.formats = vec![Format::Docx];
    let source = Source::new("report.yaml", PLAIN);
    let outputs = plenary::compile(&source, &MemoryWorld::new(), &options).unwrap();
    let bytes = outputs.files.into_iter().next().unwrap().bytes;
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let count = archive.len();
    let read = |index| {
        let mut member = archive.by_index(index).unwrap();
        let mut content = Vec::new();
        member.read_to_end(&mut content).unwrap();
        (member.name().to_owned(), content)
    };
    (0..count).map(read).collect()
});

/// Any bytes as the text of a returned Word draft, and as its notes: reads it, and applies every change. A
/// report with changes is still a report.
pub fn returned(bytes: &[u8]) {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in &*DRAFT {
        let is_fuzzed = ["word/document.xml", "word/footnotes.xml"].contains(&name.as_str());
        writer.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        writer.write_all(if is_fuzzed { bytes } else { content }).unwrap();
    }
    let bytes = writer.finish().unwrap().into_inner();
    let returned = ReturnedFile { name: "returned.docx".into(), bytes };
    let (source, world) = (Source::new("report.yaml", PLAIN), MemoryWorld::new());
    let options = Options::default();
    let review = Review::read(&source, &world, &options, &[returned], Settings::default());
    let Ok(review) = review else { return };
    let numbers: Vec<usize> = review.summary().changes.iter().map(|it| it.number).collect();
    let applied = review.apply(&numbers).unwrap();
    let changed = Source::new("report.yaml", applied.bytes);
    plenary::check(&changed, &world, &options).unwrap();
}

/// A valid report: builds it in all formats. It must be accepted.
pub fn outputs(report: &GeneratedReport) {
    let mut world = MemoryWorld::new();
    PICTURES.iter().for_each(|(name, bytes)| world.insert(name, *bytes));
    let source = report.source.to_string();
    assert!(compile(&source, &world, "conference", Format::ALL.to_vec()), "{source}");
}

/// Compiles a report. Returns whether it is accepted.
fn compile(source: &str, world: &MemoryWorld, template: &str, formats: Vec<Format>) -> bool {
    let mut options = Options::default();
    options.formats = formats;
    options.template = template.into();
    match plenary::compile(&Source::new("report.yaml", source), world, &options) {
        Ok(outputs) => show(&outputs.warnings),
        Err(Error::Diagnostics(found)) => {
            show(&found);
            return false;
        }
        Err(Error::File(_) | Error::UnknownTemplate(_)) => return false,
        Err(error) => panic!("{error}"),
    }
    true
}

/// Renders messages in every form.
fn show(found: &Diagnostics) {
    for (diagnostic, source) in found.iter() {
        let text = render(diagnostic, source);
        let control = |c: char| c.is_control() && c != '\n';
        assert!(!text.contains(control), "{text:?}");
        json(diagnostic, source);
    }
}
