//! Inspects the PDF for readers and the PDF for print with other programs.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use plenary::builtin;

use crate::golden::compare;

/// Builds a report into a separate folder. Returns the path of its files without extension.
fn built(report: &str, name: &str, arguments: &[&str]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pdf").join(name);
    let status = Command::new(env!("CARGO_BIN_EXE_plenary"))
        .args(["build", "--quiet", "--to", "pdf,pdf-print", "--out"])
        .arg(&folder)
        .args(arguments)
        .arg(report)
        .status()
        .unwrap();
    assert!(status.success(), "{report} does not build");
    folder.join(Path::new(report).file_stem().unwrap())
}

const REPORTS: [(&str, &str); 3] = [
    ("alliance-2016", "source/alliance-2016.yaml"),
    ("second", "tests/cases/second/report.yaml"),
    ("russian", "tests/cases/russian/report.yaml"),
];

/// The output of a program.
fn printed(command: &mut Command) -> String {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}: {said}");
    String::from_utf8(output.stdout).unwrap()
}

fn passes_presscheck(file: &Path, arguments: &[&str]) -> bool {
    let (passes, said) = presscheck(file, arguments);
    if !passes {
        eprintln!("{said}");
    }
    passes
}

/// Whether a file passes, and the output of the check.
fn presscheck(file: &Path, arguments: &[&str]) -> (bool, String) {
    let mut command = Command::new("tests/validators/presscheck");
    let output = command.args(arguments).arg(file).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said.starts_with("PASS") || said.starts_with("FAIL"), "{said} {output:?}");
    (output.status.success(), said)
}

/// A folder with a template that overrides `conference`.
fn template(otherwise: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let text = format!("extends: conference\n{otherwise}\n");
    fs::write(folder.path().join("template.yaml"), text).unwrap();
    folder
}

#[test]
#[ignore = "needs the tools of tests/validators/install; run by tests/run"]
fn files_for_print_pass_presscheck() {
    for (name, report) in REPORTS {
        let stem = built(report, &format!("press-{name}"), &["--pages-multiple", "4"]);
        assert!(passes_presscheck(&stem.with_extension("print.pdf"), &[]), "{name}");
        let pages = printed(
            Command::new("qpdf").arg("--show-npages").arg(stem.with_extension("print.pdf")),
        );
        assert_eq!(pages.trim().parse::<usize>().unwrap() % 4, 0, "{name}: {pages}");
        // The check can fail: a PDF for readers is not suitable for print.
        assert!(!passes_presscheck(&stem.with_extension("pdf"), &[]), "{name}");
    }
}

#[test]
#[ignore = "needs the tools of tests/validators/install; run by tests/run"]
fn both_files_have_the_same_pages() {
    // The addresses of links are printed in the file for print only.
    let template = template("links: {addresses: never}");
    let template = ["--template", template.path().to_str().unwrap()];
    for (name, report) in REPORTS {
        let stem = built(report, &format!("same-{name}"), &template);
        let text = |extension: &str| {
            let mut command = Command::new("pdftotext");
            let file = stem.with_extension(extension);
            // Positions depend on the sheet; the order of drawing does not.
            printed(command.arg("-raw").arg(file).arg("-"))
        };
        let (read, print) = (text("pdf"), text("print.pdf"));
        let words = |text: &str| text.split_whitespace().map(String::from).collect::<Vec<_>>();
        assert!(words(&read).len() > 300, "{name} says next to nothing");
        let (read, print) = (words(&read), words(&print));
        let pairs = read.iter().zip(&print).find(|(read, print)| read != print);
        assert!(pairs.is_none() && read.len() == print.len(), "{name}: {pairs:?}");
    }
}

/// The template `conference` with a spot colour, different marks and its own printing condition.
#[test]
#[ignore = "needs the tools of tests/validators/install; run by tests/run"]
fn templates_set_inks_marks_and_printing_condition() {
    let folder = tempfile::tempdir().unwrap();
    let text = builtin::template("conference").unwrap();
    let text = text.replace(
        "cmyk: [25, 80, 95, 30]}",
        "cmyk: [25, 80, 95, 30], spot: {name: PANTONE 1675 C}}",
    );
    let text: String = text
        .lines()
        .filter(|line| !line.starts_with("print:"))
        .map(|line| format!("{line}\n"))
        .collect();
    let print = "print:\n  bleed_mm: 5\n  registration_marks: false\n  crop_marks: false\n  condition: \
                 {identifier: FOGRA99, description: A press, profile: press.icc}\n";
    fs::write(folder.path().join("template.yaml"), text + print).unwrap();
    fs::copy("templates/profiles/coated-fogra39l.icc", folder.path().join("press.icc")).unwrap();
    let template = folder.path().to_str().unwrap();
    let stem = built(REPORTS[1].1, "spot", &["--template", template]);
    let file = stem.with_extension("print.pdf");
    assert!(passes_presscheck(&file, &["--spot", "PANTONE 1675 C"]));
    assert!(!passes_presscheck(&file, &["--spot", "PANTONE 1 C"]));
    let boxes = printed(Command::new("pdfinfo").arg("-box").arg(&file));
    let bleed = 5.0 * 72.0 / 25.4;
    let line = boxes.lines().find(|line| line.starts_with("TrimBox")).unwrap();
    let left: f64 = line.split_whitespace().nth(1).unwrap().parse().unwrap();
    assert!((left - bleed).abs() < 0.01, "{line}");
    let catalogue = printed(Command::new("qpdf").arg("--json").arg(&file));
    assert!(catalogue.contains("FOGRA99"));
}

const PRESS: &str = "tests/cases/press/report.yaml";

/// The preflight data and the images in the file, for pictures in CMYK, as shapes with gradients, and as
/// pixels.
#[test]
#[ignore = "needs the tools of tests/validators/install; run by tests/run"]
fn pictures_for_print_have_the_right_colour_spaces() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_plenary"));
    let said = printed(command.args(["preflight", "--quiet", PRESS]));
    let pictures: Vec<&str> = said.lines().filter(|line| line.contains(" picture ")).collect();
    let expected = [
        "  picture    inks.jpg, page 1, 49 × 24 mm, 249 ppi, CMYK, 330 % of 300 %",
        "  picture    gradients.svg, page 1, 122 × 51 mm, shapes, sRGB by profile, converted by the \
         printer",
        "  picture    masked.svg, page 1, 73 × 31 mm, 399 ppi, sRGB by profile, converted by the printer",
    ];
    assert_eq!(pictures, expected);
    assert!(said.contains("no text too near"), "{said}");
    let file = built(PRESS, "pictures", &[]).with_extension("print.pdf");
    assert!(passes_presscheck(&file, &[]));
    let images = printed(Command::new("pdfimages").arg("-list").arg(&file));
    let kinds: Vec<&str> =
        images.lines().skip(2).filter_map(|it| it.split(' ').find(|it| is_space(it))).collect();
    assert_eq!(kinds, ["cmyk", "icc", "gray"], "{images}");
}

fn is_space(word: &str) -> bool {
    ["cmyk", "icc", "gray", "rgb"].contains(&word)
}

/// On a page without margins, a picture of full width extends into the bleed and text causes warnings.
#[test]
#[ignore = "needs the tools of tests/validators/install; run by tests/run"]
fn pictures_bleed_and_text_near_the_edge_causes_warnings() {
    let folder = template("page: {inner_mm: 0, outer_mm: 0}");
    let at_edge = ["--template", folder.path().to_str().unwrap()];
    let file = built(PRESS, "edge", &at_edge).with_extension("print.pdf");
    let (passes, said) = presscheck(&file, &[]);
    assert!(!passes && said.contains("“Pictures” is 0.0 pt from the trimmed edge"), "{said}");
    assert!(!said.contains("within the bleed"), "{said}");
    let mut pdf = lopdf::Document::load(&file).unwrap();
    let page = *pdf.get_pages().get(&3).unwrap();
    let page = pdf.get_dictionary_mut(page).unwrap();
    let bleed = page.get_mut(b"BleedBox").unwrap().as_array_mut().unwrap();
    bleed[0] = (bleed[0].as_float().unwrap() - 2.0).into();
    let wider = file.with_file_name("wider.pdf");
    pdf.save(&wider).unwrap();
    assert!(presscheck(&wider, &[]).1.contains("what Do draws ends 2.00 pt within the bleed"));
    let mut command = Command::new(env!("CARGO_BIN_EXE_plenary"));
    let output = command.arg("preflight").args(at_edge).arg(PRESS).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("F0013") && said.contains("report.yaml:20"), "{said}");
}

/// A PDF/A-3a file has the source attached, byte for byte.
#[test]
#[ignore = "needs the tools of tests/validators/install; run by tests/run"]
fn pdf_a_3a_files_have_the_source_attached() {
    let report = REPORTS[1].1;
    let stem = built(report, "archive", &["--pdf-standard", "ua-1,a-3a"]);
    let file = stem.with_extension("pdf");
    let attached = printed(Command::new("qpdf").arg(&file).arg("--show-attachment=report.yaml"));
    assert_eq!(attached, fs::read_to_string(report).unwrap());
    let other = built(report, "no-archive", &[]).with_extension("pdf");
    let listed = printed(Command::new("qpdf").arg(other).arg("--list-attachments"));
    assert!(listed.contains("has no embedded files"), "{listed}");
}

/// The tag tree of the report of 2016, as poppler reads it.
#[test]
#[ignore = "needs the tools of tests/validators/install; run by tests/run"]
fn the_tag_tree_reads_as_the_report() {
    let stem = built(REPORTS[0].1, "tags", &[]);
    let file = stem.with_extension("pdf");
    let tree = printed(Command::new("pdfinfo").arg("-struct-text").arg(file));
    compare("pdf", Path::new("alliance-2016.yaml"), "tags.txt", &shortened(&tree));
}

/// The longest text of an element that the golden shows, in characters.
const SHOWN: usize = 60;

/// A tree without object numbers, with adjacent texts joined and long texts shortened: pages and lines do not
/// matter.
fn shortened(tree: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for line in tree.lines().filter(|line| !line.trim_start().starts_with("Object ")) {
        let text = line.trim_start();
        let indent = &line[..line.len() - text.len()];
        match (text.strip_prefix('"'), lines.last_mut()) {
            (Some(text), Some(last))
                if last.strip_prefix(indent).is_some_and(|it| it.starts_with('"')) =>
            {
                last.truncate(last.len() - 1);
                last.push_str(text);
            }
            _ => lines.push(line.trim_end().to_owned()),
        }
    }
    lines.iter().map(|line| shortened_line(line) + "\n").collect()
}

fn shortened_line(line: &str) -> String {
    let text = line.trim_start();
    let count = text.chars().count();
    if !text.starts_with('"') || count <= SHOWN {
        return line.to_owned();
    }
    let indent = &line[..line.len() - text.len()];
    let start: String = text.chars().take(SHOWN).collect();
    format!("{indent}{start}…\" ({} characters)", count - 2)
}
