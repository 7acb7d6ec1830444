//! Builds after edits equal builds of the edited report from nothing, in every format.
//!
//! The reports are generated ones, whose random bytes change, and cases, whose words change. `WARM_EDITS` is
//! the number of edits of each report [default: 3].

use std::fs;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use arbitrary::Unstructured;
use proptest::collection::vec;
use proptest::prelude::{Strategy, any};
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngSeed, TestRunner};

use super::report_generator::{GeneratedReport, PICTURES};
use crate::cache::Cache;
use crate::interrupt::Interrupt;
use crate::pages::Pages;
use crate::yaml::random;
use crate::{CheckedReport, FileSystem, Format, MemoryWorld, Options, Source, World, compile};

/// Words that replace others: shorter and longer ones, with a break, a mark, a note, other scripts, and errors.
const WORDS: [&str; 12] = [
    "a",
    "word",
    "seafarers and ports",
    "*stress*",
    "word^[A note.]",
    "Straße",
    "Черное",
    "1,000",
    "[there](https://example.org)",
    "“quoted”",
    "[#unknown]",
    "",
];

fn edits() -> usize {
    std::env::var("WARM_EDITS").ok().and_then(|count| count.parse().ok()).unwrap_or(3)
}

/// What a build makes: the warnings and the bytes of every format, or the errors.
fn built(source: &Source, world: &dyn World, cache: &Cache) -> Result<Vec<Vec<u8>>, String> {
    let mut options = Options { formats: Format::ALL.to_vec(), ..Options::default() };
    options.cache = cache.clone();
    let outputs = compile(source, world, &options).map_err(|error| error.to_string())?;
    let warnings = outputs.warnings.iter().map(|warning| format!("{warning:?}"));
    let files = outputs.files.into_iter().map(|file| file.bytes);
    Ok(warnings.map(String::into_bytes).chain(files).collect())
}

/// Builds the versions of a report one after the other.
fn check(path: &Path, versions: impl IntoIterator<Item = String>, world: &dyn World) {
    let cache = Cache::new();
    for version in versions {
        let source = Source::new(path, &version);
        let warm = built(&source, world, &cache);
        assert!(warm == built(&source, world, Cache::NONE), "{}:\n{version}", path.display());
    }
}

/// The words of a text, from its first section on.
fn words(text: &str) -> Vec<Range<usize>> {
    let body = text.find("\nbody:").unwrap_or_default();
    let mut words = Vec::new();
    let mut start = None;
    for (at, character) in text.char_indices().skip_while(|(at, _)| *at < body) {
        match (start, character.is_alphabetic()) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                // A key of YAML would change the meaning of everything beneath it.
                words.extend((character == ' ').then_some(from..at));
                start = None;
            }
            (None, false) | (Some(_), true) => {}
        }
    }
    words
}

#[test]
fn cases_with_changed_words_equal_cold_builds() {
    let mut random = random(19);
    for case in ["everything/report.yaml", "everything/report.ar.yaml", "second/report.yaml"] {
        let path = Path::new("tests/cases").join(case);
        let mut text = fs::read_to_string(&path).unwrap();
        let versions = (0..=edits()).map(|edit| {
            if edit > 0 {
                let words = words(&text);
                let place = words[random() as usize % words.len()].clone();
                text.replace_range(place, WORDS[random() as usize % WORDS.len()]);
            }
            text.clone()
        });
        check(&path, versions, &FileSystem);
    }
}

/// A new note, link, heading or paragraph gives the objects of a PDF other numbers, and moves what follows to other
/// pages. Each is taken back before the next.
#[test]
fn pdfs_with_other_objects_equal_cold_builds() {
    let path = Path::new("tests/cases/everything/report.yaml");
    let text = fs::read_to_string(path).unwrap();
    let body = text.find("\nbody:").unwrap();
    let words = words(&text);
    let at = |part: usize| words.iter().filter(|it| it.start > body).nth(part).unwrap().clone();
    let sentence = "More words for the same paragraph, which move the next ones. ".repeat(20);
    let cache = Cache::new();
    for (part, word) in [
        (0, "word^[A note.]"),
        (40, "[there](https://example.org/which-is-a-long-address-that-is-broken-over-two-lines)"),
        (80, sentence.as_str()),
        (120, "*stress*"),
    ] {
        let mut edited = text.clone();
        edited.replace_range(at(part), word);
        for version in [&text, &edited] {
            for formats in [vec![Format::Pdf], vec![Format::Pdf, Format::PdfPrint]] {
                let pdfs = |cache: &Cache| {
                    let (cache, formats) = (cache.clone(), formats.clone());
                    let options = Options { formats, cache, ..Options::default() };
                    let source = Source::new(path, version);
                    let outputs = compile(&source, &FileSystem, &options).ok()?;
                    Some(outputs.files.into_iter().map(|it| it.bytes).collect::<Vec<_>>())
                };
                let warm = pdfs(&cache);
                assert!(warm.is_some() && warm == pdfs(Cache::NONE), "{word}");
            }
        }
    }
}

/// Whenever a layout is interrupted, it has no pages, and the next layout has those of a report laid out from
/// nothing.
#[test]
fn interrupted_layouts_leave_nothing_wrong() {
    let path = Path::new("tests/cases/everything/report.yaml");
    let source = Source::new(path, fs::read(path).unwrap());
    let lay_out = |cache: &Cache, interrupt: &Interrupt| {
        let options = Options { cache: cache.clone(), ..Options::default() };
        let report = CheckedReport::read(&source, &FileSystem, &options).unwrap();
        Pages::new(report, interrupt).map(|pages| pages.list())
    };
    let expected = lay_out(Cache::NONE, Interrupt::NEVER);
    assert!(expected.is_some());
    let requested = Interrupt::new();
    requested.request();
    assert_eq!(lay_out(Cache::NONE, &requested), None);
    for delay in 0..10 {
        let (cache, interrupt) = (Cache::new(), Interrupt::new());
        let other = interrupt.clone();
        let request = thread::spawn(move || {
            thread::sleep(Duration::from_millis(20 * delay));
            other.request();
        });
        let interrupted = lay_out(&cache, &interrupt);
        assert!(interrupted.is_none() || interrupted == expected);
        request.join().unwrap();
        assert_eq!(lay_out(&cache, Interrupt::NEVER), expected);
    }
}

#[test]
fn generated_reports_with_changed_bytes_equal_cold_builds() {
    let mut world = MemoryWorld::new();
    PICTURES.iter().for_each(|(name, bytes)| world.insert(name, *bytes));
    let config = Config { rng_seed: RngSeed::Fixed(19), ..Config::default() };
    let (mut runner, mut random) = (TestRunner::new(config), random(19));
    for _ in 0..4 {
        let mut bytes = vec(any::<u8>(), 100..1_000).new_tree(&mut runner).unwrap().current();
        let versions = (0..=edits()).map(|edit| {
            if edit > 0 {
                let place = random() as usize % bytes.len();
                bytes[place] = random() as u8;
            }
            let report = GeneratedReport::new(&mut Unstructured::new(&bytes)).unwrap();
            serde_yaml::to_string(&report.source).unwrap()
        });
        check(Path::new("report.yaml"), versions.collect::<Vec<_>>(), &world);
    }
}

/// An edit of one chapter keeps the pages of the others, in a template in which sections begin on new pages.
#[test]
fn pages_of_unchanged_chapters_are_kept() {
    let text = fs::read_to_string("source/alliance-2016.yaml").unwrap();
    let edited = text.replacen("perception of being", "feeling of being", 1);
    assert_ne!(text, edited);
    let cache = Cache::new();
    let pages = |text: &str| {
        let template = "report".into();
        let options = Options { cache: cache.clone(), template, ..Options::default() };
        let source = Source::new("source/alliance-2016.yaml", text);
        let report = CheckedReport::read(&source, &FileSystem, &options).unwrap();
        report.lay_out_unless(Interrupt::NEVER).unwrap().1.pages
    };
    let (before, after) = (pages(&text), pages(&edited));
    let kept = before.iter().zip(&after).map(|(one, other)| Arc::ptr_eq(one, other));
    // Cover and front matter are set again.
    let kept: Vec<bool> = kept.skip_while(|is_kept| !is_kept).collect();
    let changed = kept.iter().filter(|is_kept| !*is_kept).count();
    assert!((1..kept.len() / 3).contains(&changed), "{kept:?}");
}
