//! Messages about files beside a report: pictures, fonts, templates, labels, outputs.
//!
//! A case is a folder, `tests/cases/errors/<name>/`, with a report and its files. The file `command` has the
//! arguments of the program; the golden has its messages and exit status.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::golden::compare;

/// Every case, in order.
pub fn folders() -> Vec<PathBuf> {
    let entries = fs::read_dir("tests/cases/errors").unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let mut folders: Vec<PathBuf> = paths.filter(|path| path.join("command").is_file()).collect();
    assert!(!folders.is_empty(), "there is no case");
    folders.sort();
    folders
}

/// Runs the program with the arguments of a case in a copy of its folder. Returns messages and status.
fn call(case: &Path, more: &[&str]) -> (String, i32) {
    let folder = tempfile::tempdir().unwrap();
    copy(case, folder.path());
    let output = Command::new(env!("CARGO_BIN_EXE_plenary"))
        .args(command(case).split_whitespace())
        .args(more)
        .current_dir(folder.path())
        .env_remove("SOURCE_DATE_EPOCH")
        .env("NO_COLOR", "1")
        .output()
        .unwrap();
    (String::from_utf8(output.stderr).unwrap(), output.status.code().unwrap())
}

fn command(case: &Path) -> String {
    fs::read_to_string(case.join("command")).unwrap()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}

#[test]
fn messages_about_external_files() {
    for case in folders() {
        let (said, status) = call(&case, &[]);
        let golden = format!("$ plenary {}{said}exit status {status}\n", command(&case));
        compare("errors", &case, "txt", &golden);
    }
}

#[test]
fn messages_about_external_files_have_one_style() {
    for case in folders() {
        let (said, _) = call(&case, &["--message-format", "json"]);
        for line in said.lines().filter(|line| line.starts_with('{')) {
            let message: Value = serde_json::from_str(line).unwrap();
            let texts = [&message["message"], &message["hint"]];
            for text in texts.iter().filter_map(|text| text.as_str()) {
                assert!(!text.ends_with('.') && !text.contains("os error"), "{case:?}: {text}");
                assert!(!text.starts_with(char::is_uppercase), "{case:?}: {text}");
            }
            let advised = message["hint"].is_string() || message["code"].is_null();
            assert!(advised, "{case:?}: {line}");
        }
    }
}
