//! Makes the mistakes of a new editor one after another, and corrects each by following only its message.

use std::path::Path;
use std::process::Command;

use serde::Deserialize;

/// A mistake: its name, the text of the report and the wrong text.
type Mistake = (&'static str, &'static str, &'static str);

const MISTAKES: &[Mistake] = &[
    ("a slip in a key", "  publisher: Org", "  publischer: Org"),
    ("a colon in a title", "title: Working hours in ports", "title: Panel 1: hours in ports"),
    ("a number in a cell", "[Lisbon, \"40\", \"46\"]", "[Lisbon, 40, \"46\"]"),
    ("a slip in a person's id", "    moderator: costa\n    rapp", "    moderator: kosta\n    rapp"),
    ("a name for an id", "    speakers: lind", "    speakers: Märta Lind"),
    ("a slip in a footnote's mark", "see.[^inspections]", "see.[^inspektions]"),
    ("a slip in a reference", "[#hours]", "[#hour]"),
    ("a slip in a kind", "kind: panel\n    id: work", "kind: pannel\n    id: work"),
    ("a tab", "  venue: Lisbon", "\tvenue: Lisbon"),
    ("a text that begins with a star", "- Opening\n", "- *Opening*\n"),
    ("a date in words", "date: \"2024-06-14\"", "date: 14 June 2024"),
    ("a field left empty", "office: Office for Social Affairs", "office:"),
    ("a key twice", "  language: en-GB\n", "  language: en-GB\n  language: fr\n"),
    (
        "a quotation mark left open",
        "source: Seafarers’ Union, 2023.",
        "source: \"Seafarers’ Union, 2023.",
    ),
    ("a hyphen in a range", "Stockholm, 2023.", "Stockholm, 2021-2023."),
    ("a row too short", "[Rijeka, \"40\", \"43\"]", "[Rijeka, \"40\"]"),
];

/// A message of `--message-format json`.
#[derive(Debug, Deserialize)]
struct Message {
    line: usize,
    column: usize,
    end_column: usize,
    hint: String,
}

/// The messages about the report, with warnings as errors.
fn check(folder: &Path) -> Vec<Message> {
    let output = Command::new(env!("CARGO_BIN_EXE_plenary"))
        .args(["check", "--strict", "--message-format", "json"])
        .current_dir(folder)
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    let messages: Vec<Message> =
        said.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(output.status.success(), messages.is_empty(), "{said}");
    messages
}

/// Follows the hint of a message, on the line that it names.
fn follow(source: &str, message: &Message) -> String {
    let mut lines: Vec<String> = source.lines().map(String::from).collect();
    let line = &mut lines[message.line - 1];
    let characters: Vec<char> = line.chars().collect();
    let (from, to) = (message.column - 1, message.end_column - 1);
    let part = |range: &[char]| -> String { range.iter().collect() };
    let (before, marked, after) =
        (part(&characters[..from]), part(&characters[from..to]), part(&characters[to..]));
    let hint = message.hint.as_str();
    let put = |text: &str| format!("{before}{text}{after}");
    if hint.contains("delete the line") || hint == "delete one of the two" {
        lines.remove(message.line - 1);
    } else if let Some(closing) = hint.strip_suffix(" at the end of the text") {
        line.push_str(between(closing, '`'));
    } else if hint == "indent with spaces" {
        *line = put(&"  ".repeat(marked.chars().count()));
    } else if hint.starts_with("write `\"\"` for an empty cell") {
        *line = put(&marked.replace(']', ", \"\"]"));
    } else if hint.starts_with("write year-month-day") {
        // The form is the message's, the day the editor's.
        *line = put("2024-06-14");
    } else if let Some(quoted) =
        hint.strip_prefix("write ").filter(|it| it.starts_with(['"', '\'']))
    {
        let bare = quoted.trim_matches(['"', '\'']);
        *line = line.replacen(bare, quoted, 1);
    } else {
        *line = put(between(hint, '`'));
    }
    lines.join("\n") + "\n"
}

/// The text between the first two occurrences of a character.
fn between(text: &str, mark: char) -> &str {
    let mut parts = text.split(mark);
    parts.next();
    parts.next().unwrap_or_else(|| panic!("nothing to follow in {text:?}"))
}

#[test]
fn mistakes_are_corrected_by_following_their_messages() {
    let folder = tempfile::tempdir().unwrap();
    let new = Command::new(env!("CARGO_BIN_EXE_plenary"))
        .args(["new", "."])
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert!(new.status.success());
    let path = folder.path().join("source/report.yaml");
    let right = std::fs::read_to_string(&path).unwrap();
    assert!(check(folder.path()).is_empty(), "the new report has faults");
    let mut source = right;
    for (name, written, wrong) in MISTAKES {
        assert_eq!(source.matches(written).count(), 1, "{name}: {written:?} in\n{source}");
        let broken = source.replace(written, wrong);
        std::fs::write(&path, &broken).unwrap();
        let messages = check(folder.path());
        assert_eq!(messages.len(), 1, "{name}: {messages:?}");
        source = follow(&broken, &messages[0]);
        std::fs::write(&path, &source).unwrap();
        let left = check(folder.path());
        assert!(left.is_empty(), "{name}: after {:?} still {left:?}", messages[0]);
    }
}
