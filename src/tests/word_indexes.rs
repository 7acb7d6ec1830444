//! LibreOffice makes the contents of Word files anew, and they are the same.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::case;
use crate::document::Document;
use crate::export::docx;
use crate::fonts::Fonts;
use crate::layout;
use crate::templates::Style;

/// The contents as they are and as LibreOffice updates them, without numbers of pages: those depend on
/// its fonts.
fn contents(document: &Document, style: &Style, name: &str) -> [Vec<String>; 2] {
    let fonts = Fonts::bundled().unwrap();
    let map = layout::layout(document, style, &fonts).map;
    let folder = case::scratch_folder("indexes");
    fs::create_dir_all(&folder).unwrap();
    let file = folder.join(name).with_extension("docx");
    fs::write(
        &file,
        docx::write(document, style, &fonts, &map, docx::Settings::default()).unwrap(),
    )
    .unwrap();
    let output = Command::new("tests/validators/indexes").arg(&file).output().unwrap();
    assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    let shown = |part: &str| {
        let lines = part.lines().skip(1).filter_map(|line| line.rsplit_once('\t'));
        // LibreOffice puts a space where Word puts a tab, and after a full-width colon.
        let plain = |title: &str| title.replace('\t', " ").replace("：\u{20}", "：");
        lines.map(|(title, _)| plain(title)).collect::<Vec<_>>()
    };
    let (before, after) = text.split_once("== after").unwrap();
    [shown(before), shown(after.split("== before").next().unwrap())]
}

#[test]
#[ignore = "needs the tools of tests/validators/install; run by tests/run"]
fn updated_contents_equal_those_in_the_file() {
    if !Path::new("/usr/bin/soffice").exists() {
        return println!("LibreOffice is absent, so no contents were updated");
    }
    let templates = ["{}", "{labels: {position: inline}, contents: {depth: 3}}"];
    let mut cases = case::cases("languages");
    cases.extend(["source/alliance-2016.yaml", "tests/cases/second/report.yaml"].map(Into::into));
    for case in cases {
        for (number, over) in templates.into_iter().enumerate() {
            let style = case::style(&fs::read_to_string(&case).unwrap(), &[over]);
            let document = case::document_in(&case, &style);
            let folder = case.parent().unwrap().file_name().unwrap().to_string_lossy();
            let name = format!("{folder}-{}-{number}", case.file_stem().unwrap().to_string_lossy());
            let [shipped, updated] = contents(&document, &style, &name);
            assert!(!shipped.is_empty(), "{name}");
            assert_eq!(shipped, updated, "{name}");
        }
    }
}
