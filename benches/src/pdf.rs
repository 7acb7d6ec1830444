//! Writes finished pages as PDF on one core, and compares time and size with krilla: the same glyphs at
//! the same places, the same marked-content sequences, a structure element for each element.
//!
//! `cargo run --release --bin pdf -- [FACTOR …] [--runs N]`; by default the factors 1 and 100. Medians
//! of alternating runs are compared. plenary also writes links, bookmarks, destinations, page labels,
//! the structure tree of sections and PDF/A metadata; krilla writes glyphs, fills and a flat tree.
//! `--out DIR` keeps both files.

mod gauge;
mod scaled;
mod with_krilla;

use std::path::Path;
use std::time::Instant;

use gauge::median;
use plenary::Cache;
use plenary::internals::document::Document;
use plenary::internals::export::pdf;
use plenary::internals::fonts::Fonts;
use plenary::internals::layout::{Layout, layout};
use plenary::internals::resolve::resolve;
use plenary::internals::source;
use plenary::internals::templates::{Style, load};

/// The 2016 report.
const SOURCE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../source/alliance-2016.yaml");

/// The result of a bench.
type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

fn main() -> Outcome<()> {
    let given: Vec<String> = std::env::args().skip(1).collect();
    let option = |name: &str| {
        let at = given.iter().position(|word| word == name)?;
        given.get(at + 1).cloned()
    };
    let runs = option("--runs").and_then(|runs| runs.parse().ok()).unwrap_or(5);
    let before = given.iter().take_while(|word| !word.starts_with("--"));
    let mut factors: Vec<usize> = before.filter_map(|word| word.parse().ok()).collect();
    if factors.is_empty() {
        factors = vec![1, 100];
    }
    rayon::ThreadPoolBuilder::new().num_threads(1).build_global()?;
    factors.into_iter().try_for_each(|factor| compare(factor, runs, option("--out").as_deref()))
}

/// The input of the writer.
struct Given {
    document: Document,
    style: Style,
    fonts: Fonts,
    layout: Layout,
}

fn given(factor: usize) -> Outcome<Given> {
    let yaml = std::fs::read_to_string(SOURCE)?;
    let reading = source::read("report.yaml", scaled::report(&yaml, factor).as_bytes());
    let report = reading.report.ok_or("the report has errors")?;
    let style = load::style("conference", load::built_in("conference").ok_or("no template")?);
    let style = style.map_err(|_| "the template has errors")?;
    let labels = load::labels("en", load::built_in_labels("en-GB").ok_or("no labels")?);
    let labels = labels.map_err(|_| "the labels have errors")?;
    let fonts = Fonts::bundled().map_err(|font| font.reason)?;
    let document = resolve(&report, &style, &labels, Default::default(), None, &Cache::default());
    let layout = layout(&document, &style, &fonts, &Cache::default());
    Ok(Given { document, style, fonts, layout })
}

fn compare(factor: usize, runs: usize, out: Option<&str>) -> Outcome<()> {
    let Given { document, style, fonts, layout } = given(factor)?;
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    let (mut our_file, mut their_file) = (Vec::new(), Vec::new());
    for _ in 0..runs {
        let started = Instant::now();
        our_file = pdf::write(&document, &layout, &style, &fonts, &pdf::Settings::default())?;
        ours.push(started.elapsed().as_secs_f64());
        let started = Instant::now();
        their_file = with_krilla::write(&layout.pages, &style, &fonts)?;
        theirs.push(started.elapsed().as_secs_f64());
    }
    if let Some(out) = out {
        std::fs::write(Path::new(out).join(format!("x{factor}-plenary.pdf")), &our_file)?;
        std::fs::write(Path::new(out).join(format!("x{factor}-krilla.pdf")), &their_file)?;
    }
    let (ours, theirs) = (median(ours), median(theirs));
    println!("x{factor}: {} pages", layout.pages.len());
    println!("x{factor}: plenary {ours:.3} s, {} bytes", our_file.len());
    println!("x{factor}: krilla  {theirs:.3} s, {} bytes", their_file.len());
    println!(
        "x{factor}: ratio of times {:.3}, of sizes {:.3}",
        ours / theirs,
        our_file.len() as f64 / their_file.len() as f64
    );
    Ok(())
}
