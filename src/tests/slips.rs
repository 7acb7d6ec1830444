//! `plenary check --fix`: slips of each language in every style of YAML, in markup, beside comments and odd
//! spaces. All are corrected, and every other byte stays the same.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use crate::export::Format;
use crate::{CheckedReport, MemoryWorld, Options, Source, fix, languages};

/// The number of texts with a slip; every fifth has two.
const TEXTS: usize = 170;

#[test]
fn two_hundred_slips_are_mended_in_each_language_and_nothing_else_changes() {
    let mut faults = Vec::new();
    for language in languages::all() {
        let slips = slips(language.code);
        if slips.is_empty() {
            continue;
        }
        let planted = || slips.iter().cycle().take(TEXTS);
        let wrong = report(language.code, planted().map(|slip| slip.0.as_str()));
        let right = report(language.code, planted().map(|slip| slip.1.as_str()));
        let (mended, made, refused) = mended(&wrong);
        // An apostrophe in a correction is written in the style of the text; both styles print the same
        // character.
        let [mended, right] = [mended, right].map(|text| text.replace('’', "'"));
        if (made, refused) != (TEXTS + TEXTS.div_ceil(5), 0) {
            faults.push(format!("{}: {made} made, {refused} refused", language.code));
        }
        let lines = mended.lines().zip(right.lines()).filter(|(mended, right)| mended != right);
        faults.extend(lines.map(|(mended, right)| format!("{mended}\nnot {right}")));
        assert_eq!(mended.len(), right.len(), "{}", faults.join("\n"));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The slips of a language and their corrections, each with a distinct number.
fn slips(language: &str) -> Vec<(String, String)> {
    let file = Path::new("src/languages").join(language).join("slips.txt");
    let text = fs::read_to_string(file).unwrap_or_default();
    let lines = text.lines().filter_map(|line| line.split_once(" > "));
    let lines = lines.filter(|(wrong, _)| !wrong.starts_with("# "));
    let numbered = |(index, (wrong, right)): (usize, (&str, &str))| {
        let number = (index + 12).to_string();
        let numbered = |text: &str| text.replace('@', "4").replace('#', &number);
        (numbered(wrong), numbered(right))
    };
    lines.enumerate().map(numbered).collect()
}

fn report<'w>(language: &str, words: impl Iterator<Item = &'w str>) -> String {
    let head = format!(
        "publication: {{title: T,   publisher: P, language: {language}, date: 2016-11-01}}"
    );
    let mut out = format!("# slips\n{head}\nbody:\n- title: 'X'\n  content:\n");
    for (index, word) in words.enumerate() {
        match index % 5 {
            0 => writeln!(out, "  - Xx {word} xx  # a comment"),
            1 => writeln!(out, "  - \"x\\u00e9 **{word}** xx *xx {word}*\""),
            2 => writeln!(out, "  - 'x''x {},'", word.replace(['\'', '’'], "''")),
            3 => writeln!(out, "  - >-\n    xx {word}\n    xx"),
            _ => writeln!(out, "  -   \"xx  ({word})\""),
        }
        .unwrap();
    }
    out
}

/// The mended report, and how many slips were mended and refused.
fn mended(text: &str) -> (String, usize, usize) {
    let source = Source::new("report.yaml", text);
    let options = Options { formats: vec![Format::Text], ..Options::default() };
    let report = CheckedReport::read(&source, &MemoryWorld::new(), &options).unwrap();
    let fixed = fix(&source, &report);
    (String::from_utf8(fixed.bytes).unwrap(), fixed.made, fixed.refused)
}
