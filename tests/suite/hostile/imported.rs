//! Hostile Markdown files for `plenary import`.

use super::generated::each;

/// A case: its name, and a function that makes the file.
pub type Imported = (&'static str, fn() -> Vec<u8>);

/// The cases.
pub const FILES: &[Imported] = &[
    ("imported-not-utf8", || vec![0xFF; 1_000]),
    ("imported-open-spans", || "[a]{".repeat(45_000).into()),
    ("imported-spans", || "[a]{.x}".repeat(25_000).into()),
    ("imported-raised-signs", || "^a".repeat(90_000).into()),
    ("imported-open-tags", || "<b ".repeat(60_000).into()),
    ("imported-10000-headings", || "# a\n\n".repeat(10_000).into()),
    ("imported-20000-divs", || "::: a\n".repeat(20_000).into()),
    ("imported-10000-items", || "- a\n\n  b\n\n".repeat(5_000).into()),
    ("imported-quotations-nested", || "> ".repeat(2_000).into()),
    ("imported-lists-nested", || ("- ".repeat(2_000) + "a").into()),
    ("imported-10000-notes", || {
        let notes = each(10_000, |n| format!("\n[^{n}]: x\n"));
        format!("{}\n{notes}", each(10_000, |n| format!("[^{n}]"))).into()
    }),
    ("imported-5000-people", || each(5_000, |n| format!("**Ann B{n}**, Judge, Court\n\n")).into()),
    ("imported-one-panel-of-20000-speakers", || {
        format!("# Panel 1: A\n\nSpeakers: {}\n", "Ann Bb; ".repeat(20_000)).into()
    }),
    ("imported-references", || {
        let table = "Table 1. Foo\n\n| a | b |\n|--|--|\n| c | d |\n";
        format!("{}\n\n{table}", "see Table 1 ".repeat(15_000)).into()
    }),
];
