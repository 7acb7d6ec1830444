//! Comments of returned files are kept beside the report until somebody resolves them.

use std::fs;
use std::path::Path;

use crate::cli::{exits_with, folder, run, text};

const KEPT: &str = "source/delegations.review.yaml";

/// A folder with the report of a returned file that has three comments: one with two replies, one resolved.
fn sent() -> tempfile::TempDir {
    let report = fs::read_to_string("tests/cases/review/delegations.yaml").unwrap();
    let folder = folder(&[("delegations.yaml", report)]);
    fs::copy("tests/cases/review/returned/python-docx.docx", folder.path().join("returned.docx"))
        .unwrap();
    folder
}

#[track_caller]
fn kept(folder: &Path) -> String {
    fs::read_to_string(folder.join(KEPT)).unwrap()
}

/// The output of `--list`.
#[track_caller]
fn listed(folder: &Path) -> String {
    let output = run(folder, &["review", "--list"]);
    exits_with(&output, 0);
    text(&output.stdout)
}

#[test]
fn comments_are_kept_listed_and_resolved() {
    let folder = sent();
    let path = folder.path();
    assert!(listed(path).contains("0 open, 0 resolved"), "before any are kept");
    assert!(!path.join(KEPT).exists(), "a list writes nothing");
    exits_with(&run(path, &["review", "returned.docx", "--keep-comments"]), 0);
    let list = listed(path);
    let [first, third] = ["on “participants”", "on “A crane driver”"].map(|it| list.find(it));
    assert!(first.unwrap() < third.unwrap(), "{list}");
    for line in ["Were they not more?", "> Bob Reis (returned.docx)", "2 open, 1 resolved"] {
        assert!(list.contains(line), "no {line}: {list}");
    }
    assert!(!list.contains("Which colour?"), "resolved by the reviewer: {list}");
    let before = kept(path);

    // Keeping them once more adds nothing.
    exits_with(&run(path, &["review", "returned.docx", "--keep-comments"]), 0);
    assert_eq!(kept(path), before);

    let resolved = run(path, &["review", "--resolve", "3", "--as", "Ana Horvat"]);
    exits_with(&resolved, 0);
    assert!(text(&resolved.stdout).contains("1 open, 2 resolved"), "{}", text(&resolved.stdout));
    assert!(!listed(path).contains("A crane driver"));
    let after = kept(path);
    assert!(after.contains("resolved_by: \"Ana Horvat\""), "{after}");
    assert_eq!(after.matches("status: resolved").count(), 2, "{after}");

    // A resolved comment stays resolved when the file is read again.
    exits_with(&run(path, &["review", "returned.docx", "--apply", "all"]), 0);
    assert_eq!(kept(path), after);
}

#[test]
fn comments_that_cannot_be_resolved_are_named() {
    let folder = sent();
    let path = folder.path();
    exits_with(&run(path, &["review", "returned.docx", "--keep-comments"]), 0);
    let before = kept(path);
    for (numbers, number, reason) in [
        (&["--resolve", "9"][..], "9", "there is no such comment"),
        (&["--resolve", "2"], "2", "it was resolved before"),
        // If one cannot be resolved, the others stay open too.
        (&["--resolve", "1", "--resolve", "9"], "9", "there is no such comment"),
    ] {
        let output = run(path, &[&["review"], numbers].concat());
        exits_with(&output, 2);
        let said = text(&output.stderr);
        assert!(said.contains(&format!("comment {number}: {reason}")), "{said}");
        assert_eq!(kept(path), before);
    }
    fs::write(path.join(KEPT), "comments:\n  - numbr: 1\n").unwrap();
    let output = run(path, &["review", "--list"]);
    exits_with(&output, 1);
    assert!(text(&output.stderr).contains("delegations.review.yaml:2"), "{}", text(&output.stderr));
}
