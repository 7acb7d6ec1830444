//! LibreOffice updates the contents of Word files, and they stay the same.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::case;
use crate::builtin;
use crate::cache::Cache;
use crate::export::docx;
use crate::fonts::Fonts;
use crate::layout;
use crate::templates::{Style, load};

/// Writes the Word file of a report in a style.
fn write(case: &Path, style: &Style, file: &Path) {
    let fonts = Fonts::bundled().unwrap();
    let document = case::document_in(case, style);
    let map = layout::layout(&document, style, &fonts, Cache::NONE).map;
    let bytes = docx::write(&document, style, &fonts, &map, docx::Settings::default()).unwrap();
    fs::write(file, bytes).unwrap();
}

/// The contents of a file as they are and as LibreOffice updates them, without page numbers, which depend
/// on the fonts.
fn contents(text: &str) -> [Vec<String>; 2] {
    let shown = |part: &str| {
        let lines = part.lines().skip(1).filter_map(|line| line.rsplit_once('\t'));
        // LibreOffice puts a space where Word puts a tab, and after a full-width colon. It counts Arabic
        // annexes from ا, Word from أ.
        let plain =
            |title: &str| title.replace('\t', " ").replace("：\u{20}", "：").replace('أ', "ا");
        lines.map(|(title, _)| plain(title)).collect::<Vec<_>>()
    };
    let (before, after) = text.split_once("== after").unwrap();
    [shown(before), shown(after.split("== before").next().unwrap())]
}

/// The reports of the repository with contents.
fn reports() -> Vec<PathBuf> {
    let areas = ["languages", "editions", "editions/more", "arabic", "russian", "second"];
    let mut reports: Vec<PathBuf> = areas.into_iter().flat_map(case::cases).collect();
    reports.push("source/alliance-2016.yaml".into());
    reports
}

/// A report whose index comes after some lines.
fn report_with_index(lines: usize) -> String {
    let people: String = (0..30).map(|n| format!("  p{n}: {{name: Ana{n} Horvat}}\n")).collect();
    let names: Vec<String> = (1..30).map(|n| format!("p{n}")).collect();
    let lines: String = (0..lines).map(|n| format!("      - Line {n}.\n")).collect();
    format!(
        "publication: {{title: T, publisher: P}}\nevent: {{from: \"2016-04-11\"}}\noptions: \
         {{index_of_persons: true}}\npeople:\n{people}body:\n  - title: S\n    kind: panel\n    moderator: p0\n    \
         speakers: [{}]\n    content:\n{lines}",
        names.join(", ")
    )
}

/// LibreOffice does not keep a heading with columns after it.
#[test]
#[ignore = "needs the tools of tests/validators/install; run by tests/run"]
fn no_page_ends_with_the_heading_of_the_index() {
    if !Path::new("/usr/bin/soffice").exists() {
        return println!("LibreOffice is absent, so no pages were looked at");
    }
    let folder = case::scratch_folder("index-heading");
    fs::create_dir_all(&folder).unwrap();
    let mut convert = Command::new("soffice");
    let profile = std::path::absolute(folder.join("office")).unwrap();
    convert.arg(format!("-env:UserInstallation=file://{}", profile.display()));
    convert.args(["--headless", "--convert-to", "pdf", "--outdir"]).arg(&folder);
    let count = 12..42;
    for lines in count.clone() {
        let (report, file) = (folder.join("report.yaml"), folder.join(format!("{lines}.docx")));
        fs::write(&report, report_with_index(lines)).unwrap();
        write(&report, &case::style("", &[]), &file);
        convert.arg(file);
    }
    assert!(convert.output().unwrap().status.success());
    for lines in count {
        let mut read = Command::new("pdftotext");
        read.arg("-layout").arg(folder.join(format!("{lines}.pdf"))).arg("-");
        let text = String::from_utf8(read.output().unwrap().stdout).unwrap();
        let is_heading = |line: &&str| line.trim() == "Index of persons";
        let page = text.split('\u{c}').find(|page| page.lines().any(|line| is_heading(&line)));
        let page = page.unwrap_or_else(|| panic!("{lines}: no index in {text}"));
        let after = page.lines().skip_while(|line| !is_heading(line));
        assert!(after.filter(|line| line.contains("Ana")).count() > 1, "{lines}: {page}");
    }
}

#[test]
#[ignore = "needs the tools of tests/validators/install; run by tests/run"]
fn updated_contents_equal_those_in_the_file() {
    if !Path::new("/usr/bin/soffice").exists() {
        return println!("LibreOffice is absent, so no contents were updated");
    }
    let folder = case::scratch_folder("indexes");
    fs::create_dir_all(&folder).unwrap();
    let mut files: Vec<PathBuf> = Vec::new();
    let mut add = |case: &Path, style: &Style| {
        let file = folder.join(format!("{}.docx", files.len()));
        write(case, style, &file);
        files.push(file);
    };
    for case in reports() {
        for over in ["{}", "{labels: {position: inline}, contents: {depth: 3}}"] {
            add(&case, &case::style(&fs::read_to_string(&case).unwrap(), &[over]));
        }
    }
    for template in builtin::template_names() {
        let style = load::style(template, load::built_in(template).unwrap()).unwrap();
        ["tests/cases/second/report.yaml", "tests/cases/arabic/report.yaml"]
            .iter()
            .for_each(|case| add(Path::new(case), &style));
    }
    let output = Command::new("tests/validators/indexes").args(&files).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    let parts: Vec<&str> = text.split("==== ").skip(1).collect();
    assert_eq!(parts.len(), files.len());
    for part in parts {
        let [shipped, updated] = contents(part);
        assert!(!shipped.is_empty(), "{part}");
        assert_eq!(shipped, updated);
    }
}
