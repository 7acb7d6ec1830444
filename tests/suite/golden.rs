//! Small features as small sources, each with a golden that a person reads.
//!
//! `UPDATE=1 cargo test` rewrites the goldens; a diff in one is read before it is kept.

use std::fs;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

use image::GenericImageView;
use plenary::document::{Document, Image, ImageFormat, Pictures};
use plenary::export::Format;
use plenary::export::text::{Charset, write};
use plenary::fonts::Fonts;
use plenary::templates::{FormatStyles, Style, load};
use plenary::{Resources, resolve, source};
use serde_yaml::Value;
use zip::ZipArchive;

/// Every source of an area, `tests/cases/<area>/*.yaml`, in order.
pub fn cases(area: &str) -> Vec<PathBuf> {
    let folder = Path::new("tests/cases").join(area);
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{folder:?}: {error}"));
    let paths = entries.map(|entry| entry.unwrap().path());
    let mut cases: Vec<PathBuf> = paths
        .filter(|path| path.extension().is_some_and(|extension| extension == "yaml"))
        .collect();
    assert!(!cases.is_empty(), "{folder:?} holds no case");
    cases.sort();
    cases
}

/// Compares what a case gives with its golden, `tests/golden/<area>/<feature>.<extension>`.
pub fn compare(area: &str, case: &Path, extension: &str, actual: &str) {
    let name = case.file_stem().unwrap().to_str().unwrap();
    let golden = Path::new("tests/golden").join(area).join(format!("{name}.{extension}"));
    if std::env::var_os("UPDATE").is_some_and(|update| update == "1") {
        fs::create_dir_all(golden.parent().unwrap()).unwrap();
        fs::write(&golden, actual).unwrap();
        return;
    }
    let expected = fs::read_to_string(&golden)
        .unwrap_or_else(|error| panic!("{golden:?}: {error}; UPDATE=1 writes it"));
    if expected != actual {
        let diff = first_difference(&expected, actual);
        panic!("{name} differs from {golden:?}\n{diff}\nUPDATE=1 rewrites it");
    }
}

fn first_difference(expected: &str, actual: &str) -> String {
    let pairs = expected.lines().zip(actual.lines()).enumerate();
    match pairs.into_iter().find(|(_, (expected, actual))| expected != actual) {
        Some((line, (expected, actual))) => {
            format!("line {}:\n  expected {expected:?}\n  actual   {actual:?}", line + 1)
        }
        None => "one of them is longer".into(),
    }
}

/// The template `conference`, others laid over it, and over these what lines of a source say:
/// `# template: {notes: {numbering: section}}`.
pub fn style(source: &str, over: &[&str]) -> Style {
    styles(source, over).pdf
}

/// The same, as each format takes it.
pub fn styles(source: &str, over: &[&str]) -> FormatStyles {
    let mut template = yaml(load::built_in("conference").unwrap());
    over.iter().for_each(|over| merge(&mut template, yaml(over)));
    let own = source.lines().filter_map(|line| line.strip_prefix("# template: "));
    own.for_each(|own| merge(&mut template, yaml(own)));
    load::styles("conference", &serde_yaml::to_string(&template).unwrap()).unwrap()
}

fn yaml(text: &str) -> Value {
    serde_yaml::from_str(text).unwrap()
}

/// Lays one mapping over another; anything else replaces what is there.
fn merge(under: &mut Value, over: Value) {
    match (under, over) {
        (Value::Mapping(under), Value::Mapping(over)) => {
            for (key, value) in over {
                match under.get_mut(&key) {
                    Some(old) => merge(old, value),
                    None => drop(under.insert(key, value)),
                }
            }
        }
        (under, over) => *under = over,
    }
}

/// The document of a case, in the template `conference` as the case changes it.
pub fn document(case: &Path) -> Document {
    document_in(case, &style(&fs::read_to_string(case).unwrap(), &[]))
}

/// The document of a case, in some template.
pub fn document_in(case: &Path, style: &Style) -> Document {
    let bytes = fs::read(case).unwrap();
    let reading = source::read(&case.display().to_string(), &bytes);
    let report = reading.report.unwrap_or_else(|| panic!("{case:?}: {:?}", reading.diagnostics));
    let language = &report.publication.language;
    let labels = load::labels(language, labels_or_english(language)).unwrap();
    resolve::resolve(&report, style, &labels, pictures(&bytes, case), None)
}

/// The labels of a language; cases in one that has none show English ones.
fn labels_or_english(language: &str) -> &'static str {
    load::built_in_labels(language).or_else(|| load::built_in_labels("en")).unwrap()
}

/// The pictures that a case names, read from beside it.
pub fn pictures(source: &[u8], case: &Path) -> Pictures {
    let lines = std::str::from_utf8(source).unwrap().lines();
    let names = lines.filter_map(|line| {
        let line = line.trim_start_matches(['-', ' ']);
        line.strip_prefix("image:").or(line.strip_prefix("ebook_cover:"))
    });
    let read = |name: &str| {
        let bytes = fs::read(case.with_file_name(name)).unwrap();
        let format = match bytes.first() {
            Some(0x89) => ImageFormat::Png,
            Some(b'<') => ImageFormat::Svg,
            Some(_) | None => ImageFormat::Jpeg,
        };
        let (width_px, height_px) = match format {
            ImageFormat::Svg => plenary::svg::size(&bytes).unwrap(),
            ImageFormat::Png | ImageFormat::Jpeg => {
                image::load_from_memory(&bytes).unwrap().dimensions()
            }
        };
        Image { path: name.into(), format, bytes: bytes.into(), width_px, height_px }
    };
    let named = names.map(|name| read(name.trim())).collect();
    Pictures { named, logo: None }
}

/// The members of the e-book of a case that are text, but for the style sheet and the licences.
fn ebook(case: &Path) -> String {
    let bytes = fs::read(case).unwrap();
    let report = source::read(&case.display().to_string(), &bytes).report.unwrap();
    let language = &report.publication.language;
    let resources = Resources {
        styles: &load::styles("conference", load::built_in("conference").unwrap()).unwrap(),
        labels: &load::labels(language, load::built_in_labels(language).unwrap()).unwrap(),
        fonts: &Fonts::bundled().unwrap(),
        pictures: pictures(&bytes, case),
        date: None,
        pdf: Default::default(),
        charset: Charset::Unicode,
    };
    let (_, made) = plenary::build(&report, resources, &[Format::Epub]).remove(0);
    let mut book = ZipArchive::new(Cursor::new(made.unwrap())).unwrap();
    let names: Vec<String> = book.file_names().map(String::from).collect();
    let shown = |name: &&String| [".opf", ".ncx", ".xhtml"].iter().any(|end| name.ends_with(end));
    let mut member = |name: &String| {
        let mut text = String::new();
        book.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        format!("==== {name}\n{text}")
    };
    names.iter().filter(shown).map(&mut member).collect()
}

#[test]
fn epub() {
    for case in cases("epub") {
        compare("epub", &case, "txt", &ebook(&case));
    }
}

#[test]
fn text() {
    for case in cases("text") {
        compare("text", &case, "txt", &write(&document(&case), Charset::Unicode));
    }
}

#[test]
fn text_in_ascii() {
    let case = Path::new("tests/cases/text/characters.yaml");
    compare("text", case, "ascii.txt", &write(&document(case), Charset::Ascii));
}

/// A small report in every language, with every word that the text shows of those generated.
#[test]
fn languages() {
    let cases = cases("languages");
    let names: Vec<_> = cases.iter().map(|case| case.file_stem().unwrap().to_owned()).collect();
    assert_eq!(names, load::languages().collect::<Vec<_>>());
    for case in cases {
        compare("languages", &case, "txt", &write(&document(&case), Charset::Unicode));
    }
}
