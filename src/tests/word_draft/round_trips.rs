//! The parts of a Word file's identity that other programs keep when they save it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::{Paragraph, paragraphs, stored};
use crate::draft::{DIGEST_BOOKMARK, DIGEST_PROPERTY, StoredDraft};
use crate::export::Format;
use crate::limits::Limits;
use crate::tests::case::{scratch_folder, write_outputs};
use crate::word;

const REPORTS: &[&str] = &[
    "source/alliance-2016.yaml",
    "tests/cases/second/report.yaml",
    "tests/cases/russian/report.yaml",
];

/// The parts of a draft that a program kept.
struct Kept {
    /// The bookmarks of the draft: their number, those renamed to `…_Copy_1`, and those lost.
    bookmarks: usize,
    renamed: Vec<String>,
    lost: Vec<String>,
    /// The paragraphs with other texts: their texts before and after.
    changed: Vec<[String; 2]>,
}

impl Kept {
    fn new(stored: &StoredDraft, returned: &[Paragraph]) -> Kept {
        let mut by_name: BTreeMap<&str, &Paragraph> = BTreeMap::new();
        for paragraph in returned {
            by_name.extend(paragraph.bookmarks.iter().map(|name| (name.as_str(), paragraph)));
        }
        let mut kept =
            Kept { bookmarks: 0, renamed: Vec::new(), lost: Vec::new(), changed: Vec::new() };
        for paragraph in stored.draft.paragraphs.iter().filter(|it| !it.bookmark.is_empty()) {
            let name = paragraph.bookmark.as_str();
            kept.bookmarks += 1;
            let copy = format!("{name}_Copy_1");
            let found = by_name.get(name).or_else(|| by_name.get(copy.as_str()));
            let Some(found) = found else {
                kept.lost.push(name.to_owned());
                continue;
            };
            if !by_name.contains_key(name) {
                kept.renamed.push(name.to_owned());
            }
            if found.text != paragraph.text() {
                kept.changed.push([paragraph.text(), found.text.clone()]);
            }
        }
        kept
    }
}

/// Saves a file in another program; returns the saved file.
type Save = fn(&Path, &Path) -> PathBuf;

fn libre_office(file: &Path, folder: &Path) -> PathBuf {
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let mut command = Command::new("soffice");
    command.args(["--headless", &profile, "--convert-to", "docx", "--outdir"]).arg(folder);
    run(command.arg(file));
    folder.join(file.file_name().unwrap())
}

fn python_docx(file: &Path, folder: &Path) -> PathBuf {
    let home = std::env::var("VALIDATORS_HOME").unwrap_or_else(|_| {
        format!("{}/.cache/publication-validators", std::env::var("HOME").unwrap())
    });
    let saved = folder.join(file.file_name().unwrap());
    let mut command = Command::new(format!("{home}/venv/bin/python"));
    command.args(["-c", "import docx, sys; docx.Document(sys.argv[1]).save(sys.argv[2])"]);
    run(command.arg(file).arg(&saved));
    saved
}

fn run(command: &mut Command) {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    assert!(output.status.success(), "{command:?}: {output:?}");
}

fn check(program: &str, save: Save) -> Vec<(PathBuf, Kept)> {
    let name = format!("word_draft/{program}");
    let folder = scratch_folder(&name);
    let saved = folder.join("saved");
    fs::create_dir_all(&saved).unwrap();
    let all = REPORTS.iter().map(|report| {
        let stem = write_outputs(Path::new(report), &[Format::Docx], &name).unwrap();
        let file = stem.with_added_extension("docx");
        let named = folder.join(report.replace('/', "-")).with_extension("docx");
        fs::copy(&file, &named).unwrap();
        let returned = fs::read(save(&named, &saved)).unwrap();
        let limits = Limits::default();
        let written = stored(&word::read(&fs::read(&file).unwrap(), &limits).unwrap());
        let returned = word::read(&returned, &limits).unwrap();
        assert_eq!(stored(&returned), written, "{report}");
        let property = (DIGEST_PROPERTY.to_owned(), written.digest.clone());
        assert!(returned.properties.contains(&property), "{report}");
        let returned = paragraphs(&returned);
        let bookmark = format!("{DIGEST_BOOKMARK}{}", written.digest);
        assert!(returned.iter().any(|it| it.bookmarks.contains(&bookmark)), "{report}");
        let kept = Kept::new(&written, &returned);
        println!(
            "{program}, {report}: custom XML, property and digest kept; {} bookmarks, {} lost: {:?}, \
             {} renamed: {:?}, {} texts changed",
            kept.bookmarks,
            kept.lost.len(),
            kept.lost,
            kept.renamed.len(),
            kept.renamed,
            kept.changed.len(),
        );
        (named, kept)
    });
    all.collect()
}

#[test]
#[ignore = "needs the tools of tests/validators/install; run by tests/run"]
fn python_docx_keeps_everything() {
    for (file, kept) in check("python-docx", python_docx) {
        assert!(kept.lost.is_empty() && kept.renamed.is_empty(), "{file:?}");
        assert!(kept.changed.is_empty(), "{file:?}: {:?}", kept.changed);
    }
}

#[test]
#[ignore = "needs the tools of tests/validators/install; run by tests/run"]
fn libre_office_keeps_everything_but_renames_bookmarks_in_notes_and_frames() {
    for (file, kept) in check("LibreOffice", libre_office) {
        assert!(kept.lost.is_empty(), "{file:?}: {:?}", kept.lost);
        assert!(kept.changed.is_empty(), "{file:?}: {:?}", kept.changed);
    }
}
