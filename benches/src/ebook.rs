//! Writes the e-book of a thousand sections, and compares time and memory with pandoc.
//!
//! `cargo run --release --bin ebook -- [SECTIONS] [--runs N]`; by default 1,000 sections of twenty
//! paragraphs. plenary writes from the document, without layout and page list; pandoc from its own
//! document in JSON. Neither reads a source. Both use one core; times are medians of alternating runs.
//! Memory is the amount that writing adds to the memory in use before.

mod gauge;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use gauge::{median, memory_kib};
use plenary::Cache;
use plenary::internals::document::Document;
use plenary::internals::export::{CoverFormat, CoverImage, epub, markdown};
use plenary::internals::fonts::Fonts;
use plenary::internals::layout::PageMap;
use plenary::internals::resolve::resolve;
use plenary::internals::source;
use plenary::internals::templates::{Labels, Style, load};

/// The result of a bench.
type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

/// Paragraphs of a section.
const PARAGRAPHS: usize = 20;

/// The smallest PNG: one pixel.
const COVER: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0:~\x9bU\
    \0\0\0\nIDATx\x9cc\xf8\x0f\0\x01\x01\x01\0\x1b\xb6\xeeV\0\0\0\0IEND\xaeB`\x82";

fn main() -> Outcome<()> {
    let (sections, runs) = arguments();
    rayon::ThreadPoolBuilder::new().num_threads(1).build_global()?;
    let Given { document, style, fonts } = given(sections)?;
    let json = pandocs_document(&document)?;
    let before = memory_kib("VmRSS:").unwrap_or(0);
    std::fs::write("/proc/self/clear_refs", "5")?;
    let size = write(&document, &style, &fonts)?.len();
    let peak = memory_kib("VmHWM:").unwrap_or(0);
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..runs {
        let started = Instant::now();
        std::fs::write(folder()?.join("ours.epub"), write(&document, &style, &fonts)?)?;
        ours.push(started.elapsed().as_secs_f64());
        theirs.extend(json.as_deref().and_then(run_pandoc));
    }
    let ours = median(ours);
    let mib = |kib: u64| kib as f64 / 1024.0;
    println!(
        "{sections} sections, {} paragraphs: {size} bytes, {ours:.3} s",
        sections * PARAGRAPHS
    );
    println!(
        "memory: {:.0} MiB before, {:.0} MiB more while writing",
        mib(before),
        mib(peak.saturating_sub(before))
    );
    match theirs.is_empty() {
        true => println!("pandoc could not be run"),
        false => {
            let theirs = median(theirs);
            println!(
                "pandoc from its own JSON: {theirs:.3} s; ours is 1/{:.0} of it",
                theirs / ours
            );
        }
    }
    Ok(())
}

fn arguments() -> (usize, usize) {
    let given: Vec<String> = std::env::args().skip(1).collect();
    let runs = given.iter().position(|word| word == "--runs");
    let count = runs.and_then(|at| given.get(at + 1)?.parse().ok()).unwrap_or(3);
    let before = given.iter().take(runs.unwrap_or(given.len()));
    (before.filter_map(|word| word.parse().ok()).next().unwrap_or(1000), count)
}

/// The input of the writer, without pages.
struct Given {
    document: Document,
    style: Style,
    fonts: Fonts,
}

fn given(sections: usize) -> Outcome<Given> {
    let reading = source::read("report.yaml", report(sections).as_bytes());
    let report = reading.report.ok_or("the report has errors")?;
    let style = load::style("conference", load::built_in("conference").ok_or("no template")?);
    let style = style.map_err(|_| "the template has errors")?;
    let labels: Labels = load::labels("en", load::built_in_labels("en-GB").ok_or("no labels")?)
        .map_err(|_| "the labels have errors")?;
    let fonts = Fonts::bundled().map_err(|font| font.reason)?;
    let document = resolve(&report, &style, &labels, Default::default(), None, &Cache::default());
    Ok(Given { document, style, fonts })
}

/// A report in which all paragraphs differ.
fn report(sections: usize) -> String {
    let mut yaml = String::from(
        "publication: {title: A long report, publisher: Board, date: 2024-01-01}\nbody:\n",
    );
    let mut notes = String::from("footnotes:\n");
    for section in 1..=sections {
        yaml.push_str(&format!("  - title: Section {section} of many\n    content:\n"));
        for paragraph in 1..=PARAGRAPHS {
            let note = if paragraph == 7 { format!("[^n{section}]") } else { String::new() };
            yaml.push_str(&format!(
                "      - In {section}.{paragraph} the *panel* heard how **the members** of the board \
                 measured what they had promised, what they had done and what was left to do; \
                 they found that most of it could be counted, that some of it had been \
                 counted twice, and that nobody had counted the rest.{note}\n"
            ));
        }
        notes.push_str(&format!("  n{section}: See the returns of section {section}.\n"));
    }
    yaml + &notes
}

fn write(document: &Document, style: &Style, fonts: &Fonts) -> Outcome<Vec<u8>> {
    let cover = CoverImage { format: CoverFormat::Png, bytes: COVER.into() };
    Ok(epub::write(document, style, fonts, &PageMap::default(), &cover, &Cache::default())?)
}

fn folder() -> Outcome<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/ebook");
    std::fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// The document in pandoc's JSON; `None` if pandoc cannot be run.
fn pandocs_document(document: &Document) -> Outcome<Option<PathBuf>> {
    let (markdown, json) = (folder()?.join("report.md"), folder()?.join("report.json"));
    std::fs::write(&markdown, markdown::write(document))?;
    let status = Command::new("pandoc")
        .args(["-f", "commonmark_x", "-t", "json", "-o"])
        .args([&json, &markdown])
        .status();
    Ok(status.is_ok_and(|status| status.success()).then_some(json))
}

/// The seconds that pandoc takes for the e-book.
fn run_pandoc(json: &Path) -> Option<f64> {
    let started = Instant::now();
    let status = Command::new("pandoc")
        .args(["-f", "json", "-t", "epub3", "--metadata", "title=A long report", "--toc", "-o"])
        .arg(json.with_extension("epub"))
        .arg(json)
        .args(["+RTS", "-N1", "-RTS"])
        .status();
    status.ok()?.success().then(|| started.elapsed().as_secs_f64())
}
