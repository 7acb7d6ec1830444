//! Builds small sources: their styles, documents and outputs.

use std::fs;
use std::path::{Path, PathBuf};

use image::GenericImageView;
use serde_yaml::Value;

use crate::cache::Cache;
use crate::document::{Document, Image, ImageContent, Pictures};
use crate::export::Format;
use crate::fonts::Fonts;
use crate::limits::Limits;
use crate::options::Options;
use crate::pipeline::{self, Resources};
use crate::resources::{self, DataFiles};
use crate::source::{Report, WorkMention};
use crate::templates::{FormatStyles, Style, load};
use crate::world::FilePath;
use crate::{CheckedReport, Error, FileSystem, Source, pdf_page, resolve, source};

/// The areas whose sources are whole reports.
const REPORTS: &[&str] = &[
    "arabic",
    "editions",
    "epub",
    "everything",
    "formats",
    "languages",
    "layout",
    "markdown",
    "press",
    "ministerial",
    "russian",
    "second",
    "statistics",
    "text",
    "workshop",
];

/// The sources of every area that has whole reports.
pub fn reports() -> Vec<PathBuf> {
    REPORTS.iter().flat_map(|area| cases(area)).collect()
}

/// Whether a report has data in other files, so that its source does not contain all that it prints.
pub fn reads_data(case: &Path) -> bool {
    fs::read_to_string(case).unwrap().contains(" data: ")
}

/// The sources of an area, `tests/cases/<area>/*.yaml`, sorted.
pub fn cases(area: &str) -> Vec<PathBuf> {
    let folder = Path::new("tests/cases").join(area);
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{folder:?}: {error}"));
    let paths = entries.map(|entry| entry.unwrap().path());
    let mut cases: Vec<PathBuf> = paths
        .filter(|path| path.extension().is_some_and(|extension| extension == "yaml"))
        .collect();
    assert!(!cases.is_empty(), "no case in {folder:?}");
    cases.sort();
    cases
}

/// The template `conference` with overrides: `over`, then the comments of a source such as
/// `# template: {notes: {numbering: section}}`.
pub fn style(source: &str, over: &[&str]) -> Style {
    *styles(source, over).pdf
}

/// As [`style`], for every format.
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

/// Merges a mapping into another; other values replace the old ones.
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

/// The document of a case, with the style of [`style`].
pub fn document(case: &Path) -> Document {
    document_in(case, &style(&fs::read_to_string(case).unwrap(), &[]))
}

/// The document of a case, with any style.
pub fn document_in(case: &Path, style: &Style) -> Document {
    let bytes = fs::read(case).unwrap();
    let reading = source::read(&case.display().to_string(), &bytes);
    let mut report =
        reading.report.unwrap_or_else(|| panic!("{case:?}: {:?}", reading.diagnostics));
    fill(&mut report, &reading.work_mentions, case);
    let language = &report.publication.language;
    let labels = load::labels(language, labels_or_english(language)).unwrap();
    resolve::resolve(&report, style, &labels, pictures(&bytes, case), None, Cache::NONE)
}

/// Reads the data of tables and bibliographies in the folder of a case.
fn fill(report: &mut Report, mentions: &[WorkMention], case: &Path) {
    let folder = FilePath::typed(case.parent().unwrap());
    let files = DataFiles { folder: &folder, world: &FileSystem, limits: &Limits::default() };
    let mut errors = resources::fill_tables("", report, &files);
    errors.extend(resources::fill_works("", report, mentions, &files));
    assert!(errors.is_empty(), "{case:?}: {errors:?}");
}

/// The labels of a language, or the English ones if it has none.
fn labels_or_english(language: &str) -> &'static str {
    load::built_in_labels(language).or_else(|| load::built_in_labels("en")).unwrap()
}

/// The pictures that a case names, read from its folder.
pub fn pictures(source: &[u8], case: &Path) -> Pictures {
    let lines = std::str::from_utf8(source).unwrap().lines();
    let names = lines.filter(|line| !line.starts_with('#')).flat_map(|line| {
        let fields = line.split(['{', ',', '}']).map(|field| field.trim_start_matches(['-', ' ']));
        fields.filter_map(|it| it.strip_prefix("image:").or(it.strip_prefix("ebook_cover:")))
    });
    let read = |name: &str| {
        let (file, page) = pdf_page::file_and_page(name);
        let bytes = fs::read(case.with_file_name(file)).unwrap();
        let bytes = match pdf_page::is_pdf(&bytes) {
            true => pdf_page::to_svg(&bytes, page, &Limits::default()).unwrap().into_bytes(),
            false => bytes,
        };
        let size = || image::load_from_memory(&bytes).unwrap().dimensions();
        let ((width_px, height_px), content) = match bytes.first() {
            Some(b'<') => {
                let drawing = crate::svg::drawing(&bytes).unwrap();
                (drawing.size(), ImageContent::Svg(drawing.into()))
            }
            Some(0x89) => (size(), ImageContent::Png(bytes.into())),
            Some(_) | None => (size(), ImageContent::Jpeg(bytes.into())),
        };
        Image { path: name.into(), content, width_px, height_px }
    };
    let named = names.map(|name| read(name.trim().trim_matches('"'))).collect();
    Pictures { named, logo: None }
}

/// The output of a case in one format, with the styles of [`styles`].
pub fn output(case: &Path, format: Format) -> Vec<u8> {
    let text = fs::read_to_string(case).unwrap();
    let reading = source::read(&case.display().to_string(), text.as_bytes());
    let mut report =
        reading.report.unwrap_or_else(|| panic!("{case:?}: {:?}", reading.diagnostics));
    fill(&mut report, &reading.work_mentions, case);
    let language = &report.publication.language;
    let options = Options { formats: vec![format], ..Options::default() };
    let resources = Resources {
        styles: &styles(&text, &[]),
        labels: &load::labels(language, load::built_in_labels(language).unwrap()).unwrap(),
        fonts: &Fonts::bundled().unwrap(),
        pictures: &pictures(text.as_bytes(), case),
        options: &options,
        draft_source: None,
        pdf: Default::default(),
    };
    let mut written =
        pipeline::write_each(&report, &resources, |_, written| written.unwrap().bytes);
    written.remove(0)
}

/// The folder for the files of a test.
pub fn scratch_folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("target/tmp").join(name)
}

/// Writes a report as `plenary build` does. Returns the path of its files without extension; `None` if
/// the bundled fonts lack one of its characters.
pub fn write_outputs(report: &Path, formats: &[Format], folder: &str) -> Option<PathBuf> {
    let options = Options { formats: formats.to_vec(), ..Options::default() };
    write_outputs_with(report, options, folder)
}

/// As [`write_outputs`], with any options.
pub fn write_outputs_with(report: &Path, options: Options, folder: &str) -> Option<PathBuf> {
    let source = Source::read(report, &FileSystem, &Limits::default()).unwrap();
    let checked = match CheckedReport::read(&source, &FileSystem, &options) {
        Ok(checked) => checked,
        Err(Error::Diagnostics(found)) if found.iter().any(|(it, _)| it.code.id() == "F0010") => {
            return None;
        }
        Err(error) => panic!("{error}"),
    };
    let folder = scratch_folder(folder);
    fs::create_dir_all(&folder).unwrap();
    let stem = folder.join(report.file_stem().unwrap());
    let write = |output: crate::Output| {
        fs::write(stem.with_added_extension(output.format.extension()), output.bytes).unwrap();
    };
    checked.write_each(write).unwrap();
    Some(stem)
}

/// The folder of Word files that are not part of the project, unless it is absent, which is printed.
pub fn word_files() -> Option<PathBuf> {
    let folder = std::env::var("PLENARY_WORD_FILES").unwrap_or("../shared/word".into());
    let folder = PathBuf::from(folder);
    let is_there = folder.is_dir();
    if !is_there {
        println!("skipped: {} is absent", folder.display());
    }
    is_there.then_some(folder)
}
