//! `plenary check` and `plenary build` on files that are editions of one report.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

/// A folder with editions of a small report in `source/`: languages and texts.
fn folder(editions: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("source")).unwrap();
    for (language, content) in editions {
        let text = format!(
            "publication: {{title: T, publisher: P, language: {language}, date: 2016-11-01}}\n\
             body: [{{title: S, content: [{content}]}}]\n"
        );
        write(folder.path(), &format!("report.{language}.yaml"), &text);
    }
    folder
}

fn write(folder: &Path, name: &str, text: &str) {
    fs::write(folder.join("source").join(name), text).unwrap();
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_plenary"));
    command.current_dir(folder).env_remove("SOURCE_DATE_EPOCH").env("NO_COLOR", "1");
    command.args(arguments).output().unwrap()
}

/// The codes of the messages of a check, each with the file it is about.
fn found(folder: &Path, arguments: &[&str]) -> Vec<(String, String)> {
    let arguments: Vec<&str> = ["check", "--message-format", "json"]
        .into_iter()
        .chain(arguments.iter().copied())
        .collect();
    let output = run(folder, &arguments);
    let lines = String::from_utf8(output.stderr).unwrap();
    let message = |line: &str| {
        let value: Value = serde_json::from_str(line).unwrap();
        let text = |key: &str| value[key].as_str().unwrap_or_default().to_owned();
        (text("code"), text("file"))
    };
    lines.lines().map(message).collect()
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    let owned = |(code, file): &(&str, &str)| (code.to_string(), format!("source/{file}"));
    expected.iter().map(owned).collect()
}

#[test]
fn every_edition_in_source_is_compared_with_the_english_one() {
    let folder =
        folder(&[("de", "Es waren 14."), ("en", "They were 14."), ("fr", "Ils étaient 41.")]);
    assert_eq!(found(folder.path(), &[]), pairs(&[("E0012", "report.fr.yaml")]));
    let output = run(folder.path(), &["check"]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(run(folder.path(), &["check", "--strict"]).status.code(), Some(1));
}

#[test]
fn one_edition_is_compared_with_those_beside_it_whose_own_messages_are_not_printed() {
    let folder =
        folder(&[("de", "Es waren 15."), ("en", "They  were 14."), ("fr", "Ils  étaient 41.")]);
    assert_eq!(
        found(folder.path(), &["source/report.fr.yaml"]),
        pairs(&[("P0080", "report.fr.yaml"), ("E0012", "report.fr.yaml")])
    );
    assert_eq!(
        found(folder.path(), &["source/report.en.yaml"]),
        pairs(&[
            ("P0080", "report.en.yaml"),
            ("E0012", "report.de.yaml"),
            ("E0012", "report.fr.yaml")
        ])
    );
}

#[test]
fn an_edition_that_cannot_be_read_is_told_once_and_stops_nothing() {
    let folder = folder(&[("de", "Es waren 15."), ("en", "They were 14."), ("fr", "\"")]);
    assert_eq!(
        found(folder.path(), &["source/report.de.yaml"]),
        pairs(&[("E0002", "report.fr.yaml"), ("E0012", "report.de.yaml")])
    );
    let codes: Vec<String> = found(folder.path(), &[]).into_iter().map(|it| it.0).collect();
    assert!(codes.contains(&"P0005".into()) && codes.contains(&"E0012".into()), "{codes:?}");
    assert!(!codes.contains(&"E0002".into()), "{codes:?}");
    let output = run(folder.path(), &["build", "--to", "txt"]);
    assert_eq!(output.status.code(), Some(1));
    let built = |language: &str| folder.path().join(format!("dist/report.{language}.txt")).exists();
    assert_eq!(["de", "en", "fr"].map(built), [true, true, false]);
}

#[test]
fn a_file_that_is_named_for_another_language_is_a_warning() {
    let folder = folder(&[("en", "One.")]);
    let text = fs::read_to_string(folder.path().join("source/report.en.yaml")).unwrap();
    fs::remove_file(folder.path().join("source/report.en.yaml")).unwrap();
    write(folder.path(), "report.ru.yaml", &text);
    assert_eq!(found(folder.path(), &[]), pairs(&[("E0001", "report.ru.yaml")]));
    let output = run(folder.path(), &["build", "--to", "txt"]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("E0001"), "build says so too");
}

#[test]
fn other_files_beside_a_report_are_no_editions() {
    let folder = folder(&[("en", "They were 14.")]);
    let text = fs::read_to_string(folder.path().join("source/report.en.yaml")).unwrap();
    for name in ["report.yaml", "report.old.yaml", "other.fr.yaml", "report.v2.yaml"] {
        write(folder.path(), name, &text.replace("14", "15").replace(": en", ": fr"));
    }
    assert_eq!(found(folder.path(), &["source/report.en.yaml"]), []);
    assert_eq!(found(folder.path(), &["source/report.yaml"]), []);
}

#[test]
fn messages_for_machines_hold_both_places() {
    let folder = folder(&[("en", "They were 14."), ("fr", "Ils étaient 41.")]);
    let json = run(folder.path(), &["check", "--message-format", "json"]);
    let message: Value = serde_json::from_slice(&json.stderr).unwrap();
    assert_eq!((&message["line"], &message["column"]), (&2.into(), &41.into()));
    let related = &message["related"];
    assert_eq!(related["file"], "source/report.en.yaml");
    assert_eq!((&related["line"], &related["column"]), (&2.into(), &39.into()));
    let sarif = run(folder.path(), &["check", "--message-format", "sarif"]);
    let log: Value = serde_json::from_slice(&sarif.stderr).unwrap();
    let other = &log["runs"][0]["results"][0]["relatedLocations"][0]["physicalLocation"];
    assert_eq!(other["artifactLocation"]["uri"], "source/report.en.yaml");
    assert_eq!(other["region"]["startColumn"], 39);
}
