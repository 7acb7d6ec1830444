//! Lays out the 2016 report and multiples of it on one core, and compares the time with Typst.
//!
//! `cargo run --release --bin layout -- [FACTOR …] [--runs N]`; by default the factors 1 and 100.
//! Typst must be on the path (`cargo install typst-cli`, or a release): it gets the same text, page,
//! faces and sizes, uses one job and writes its whole PDF. The ratio of two times in one run counts;
//! each time is the median of alternating runs.

mod gauge;
mod scaled;
mod typst;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use gauge::{median, memory_kib};
use plenary::Cache;
use plenary::internals::document::Document;
use plenary::internals::fonts::Fonts;
use plenary::internals::layout::layout;
use plenary::internals::resolve::resolve;
use plenary::internals::source;
use plenary::internals::templates::{Labels, Style, load};

/// The 2016 report.
const SOURCE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../source/alliance-2016.yaml");

/// The result of a bench.
type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

fn main() -> Outcome<()> {
    let (factors, runs) = arguments();
    rayon::ThreadPoolBuilder::new().num_threads(1).build_global()?;
    factors.into_iter().try_for_each(|factor| compare(factor, runs))
}

fn arguments() -> (Vec<usize>, usize) {
    let given: Vec<String> = std::env::args().skip(1).collect();
    let runs = given.iter().position(|word| word == "--runs");
    let count = runs.and_then(|at| given.get(at + 1)?.parse().ok()).unwrap_or(5);
    let before = given.iter().take(runs.unwrap_or(given.len()));
    let factors: Vec<usize> = before.filter_map(|word| word.parse().ok()).collect();
    (if factors.is_empty() { vec![1, 100] } else { factors }, count)
}

/// The input of layout.
struct Given {
    document: Document,
    style: Style,
    fonts: Fonts,
}

fn given(factor: usize) -> Outcome<Given> {
    let yaml = scaled::report(&std::fs::read_to_string(SOURCE)?, factor);
    std::fs::write(folder()?.join(format!("x{factor}.yaml")), &yaml)?;
    let reading = source::read("report.yaml", yaml.as_bytes());
    let report = reading.report.ok_or("the report has errors")?;
    let style = load::style("conference", load::built_in("conference").ok_or("no template")?);
    let style = style.map_err(|_| "the template has errors")?;
    let labels: Labels = load::labels("en", load::built_in_labels("en-GB").ok_or("no labels")?)
        .map_err(|_| "the labels have errors")?;
    let fonts = Fonts::bundled().map_err(|font| font.reason)?;
    let document = resolve(&report, &style, &labels, Default::default(), None, &Cache::default());
    Ok(Given { document, style, fonts })
}

fn folder() -> Outcome<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/layout");
    std::fs::create_dir_all(&folder)?;
    Ok(folder)
}

fn compare(factor: usize, runs: usize) -> Outcome<()> {
    let Given { document, style, fonts } = given(factor)?;
    let file = folder()?.join(format!("x{factor}.typ"));
    std::fs::write(&file, typst::write(&document)?)?;
    let before = memory_kib("VmRSS:").unwrap_or(0) / 1024;
    let (mut ours, mut theirs, mut pages) = (Vec::new(), Vec::new(), 0);
    for _ in 0..runs {
        let started = Instant::now();
        pages = layout(&document, &style, &fonts, &Cache::default()).pages.len();
        ours.push(started.elapsed().as_secs_f64());
        theirs.extend(run_typst(&file));
    }
    let ours = median(ours);
    println!(
        "x{factor}: {pages} pages; layout on one core {ours:.3} s, {:.2} ms a page",
        1e3 * ours / pages as f64
    );
    match theirs.is_empty() {
        true => println!("x{factor}: typst could not be run"),
        false => {
            let theirs = median(theirs);
            println!(
                "x{factor}: typst, one job, whole PDF {theirs:.3} s; ratio {:.3}",
                ours / theirs
            );
        }
    }
    let peak = memory_kib("VmHWM:").unwrap_or(0) / 1024;
    println!("x{factor}: memory before layout {before} MiB, at its most {peak} MiB");
    Ok(())
}

/// The seconds that Typst takes for its whole PDF; `None` if it cannot be run.
fn run_typst(file: &Path) -> Option<f64> {
    let started = Instant::now();
    let status = Command::new("typst")
        .args(["compile", "-j", "1", "--ignore-system-fonts", "--font-path"])
        .args([concat!(env!("CARGO_MANIFEST_DIR"), "/../fonts")])
        .arg(file)
        .arg(file.with_extension("pdf"))
        .status();
    status.ok()?.success().then(|| started.elapsed().as_secs_f64())
}
