//! `plenary review`: from a returned file to the report, as an editor works.

mod comments;
mod editions;

use std::fs;
use std::io::{Read, Write};
use std::path::Path;

use tempfile::TempDir;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::cli::{exits_with, files, folder, run, text};

const REPORT: &str = "publication: {title: Fair work in ports, publisher: P}
event: {from: \"2016-04-11\"}
people:
  horvat: {name: Ana Horvat, post: Chief Engineer, organisation: Port of Split}
body:
  # The opening stays as it is.
  - title: Opening
    kind: panel
    moderator: horvat
    content:
      - Sixty participants met in Lisbon.
      - \"The ports were 'small' and old.\"
      - The last paragraph.
";

/// A folder with the report and its draft in `dist/`.
fn sent() -> TempDir {
    let folder = folder(&[("ports.yaml", REPORT.into())]);
    exits_with(&run(folder.path(), &["build", "--to", "docx"]), 0);
    folder
}

/// Writes a returned file: the draft with replacements in its text.
#[track_caller]
fn returned(folder: &Path, name: &str, replacements: &[(&str, &str)]) {
    returned_of(folder, "dist/ports.docx", name, replacements);
}

#[track_caller]
fn returned_of(folder: &Path, draft: &str, name: &str, replacements: &[(&str, &str)]) {
    let draft = fs::File::open(folder.join(draft)).unwrap();
    let mut draft = ZipArchive::new(draft).unwrap();
    let mut out = ZipWriter::new(fs::File::create(folder.join(name)).unwrap());
    for index in 0..draft.len() {
        let mut part = draft.by_index(index).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        if part.name() == "word/document.xml" {
            let mut xml = String::from_utf8(bytes).unwrap();
            for (before, after) in replacements {
                assert!(xml.contains(before), "the draft has no {before}: {xml}");
                xml = xml.replacen(before, after, 1);
            }
            bytes = xml.into_bytes();
        }
        out.start_file(part.name(), SimpleFileOptions::default()).unwrap();
        out.write_all(&bytes).unwrap();
    }
    out.finish().unwrap();
}

/// Words that somebody replaced, with change tracking.
fn tracked(author: &str, before: &str, after: &str) -> String {
    let mark = format!("w:id=\"9001\" w:author=\"{author}\" w:date=\"2026-11-20T10:00:00Z\"");
    let run = |tag: &str, words: &str| {
        format!("<w:r><w:{tag} xml:space=\"preserve\">{words}</w:{tag}></w:r>")
    };
    let deleted = format!("<w:del {mark}>{}</w:del>", run("delText", before));
    let inserted = format!("<w:ins {mark}>{}</w:ins>", run("t", after));
    format!("</w:t></w:r>{deleted}{inserted}<w:r><w:t xml:space=\"preserve\">")
}

fn source(folder: &Path) -> String {
    fs::read_to_string(folder.join("source/ports.yaml")).unwrap()
}

/// The JSON that a command prints.
#[track_caller]
fn json(folder: &Path, arguments: &[&str]) -> serde_json::Value {
    let output = run(folder, &[arguments, &["--message-format", "json"]].concat());
    let printed = text(&output.stdout);
    let line = printed.lines().find(|line| line.starts_with('{'));
    serde_json::from_str(line.unwrap_or_default())
        .unwrap_or_else(|error| panic!("{error}: {printed}{}", text(&output.stderr)))
}

#[test]
fn a_file_without_changes_is_clean() {
    let folder = sent();
    returned(folder.path(), "ana.docx", &[]);
    exits_with(&run(folder.path(), &["review", "ana.docx", "--apply", "all"]), 0);
    assert_eq!(source(folder.path()), REPORT);
    assert!(!folder.path().join("source/ports.yaml.bak").exists());
}

#[test]
fn a_change_is_applied_once_and_the_older_report_kept() {
    let folder = sent();
    returned(folder.path(), "ana.docx", &[("Sixty", &tracked("Ana", "Sixty", "Seventy"))]);
    let output = run(folder.path(), &["review", "ana.docx"]);
    exits_with(&output, 0);
    assert_eq!(source(folder.path()), REPORT, "without --apply");
    let output = run(folder.path(), &["review", "ana.docx", "--apply", "all"]);
    exits_with(&output, 0);
    let applied = REPORT.replace("Sixty", "Seventy");
    assert_eq!(source(folder.path()), applied);
    let kept = files(&folder.path().join("source"));
    assert_eq!(text(&kept["ports.yaml.bak"]), REPORT);
    let output = run(folder.path(), &["review", "ana.docx", "--apply", "all"]);
    exits_with(&output, 0);
    assert!(text(&output.stdout).contains("already in the report: 1"), "{}", text(&output.stdout));
    assert_eq!(source(folder.path()), applied);
    assert_eq!(files(&folder.path().join("source")).len(), kept.len(), "no second backup");
}

#[test]
fn a_refused_change_does_not_stop_the_others() {
    let folder = sent();
    let changes = [
        ("Moderator", tracked("Ana", "Moderator", "Chair")),
        ("Sixty", tracked("Ana", "Sixty", "Seventy")),
        ("last paragraph", tracked("Bob", "last paragraph", "final paragraph")),
    ];
    let changes = changes.each_ref().map(|(before, after)| (*before, after.as_str()));
    returned(folder.path(), "ana.docx", &changes);
    exits_with(&run(folder.path(), &["review", "ana.docx"]), 1);
    let output = run(folder.path(), &["review", "ana.docx", "--apply", "all"]);
    exits_with(&output, 1);
    assert!(text(&output.stderr).contains("change 1: "), "{}", text(&output.stderr));
    let made = REPORT.replace("Sixty", "Seventy").replace("last paragraph", "final paragraph");
    assert_eq!(source(folder.path()), made);
}

#[test]
fn words_beside_a_name_are_not_bold() {
    let folder = sent();
    let added = "Ana Horvat</w:t></w:r><w:r><w:t xml:space=\"preserve\"> Kovač";
    returned(folder.path(), "ana.docx", &[("Ana Horvat", added)]);
    let review = json(folder.path(), &["review", "ana.docx", "--as", "Ana"]);
    let changes = review["changes"].as_array().unwrap();
    assert_eq!(changes.len(), 1, "{review}");
    assert_eq!(changes[0]["kind"], "insert");
    assert_eq!(changes[0]["reviewers"][0]["name"], "Ana");
    exits_with(
        &run(folder.path(), &["review", "ana.docx", "--apply", "author=ana", "--as", "Ana"]),
        0,
    );
    assert_eq!(source(folder.path()), REPORT.replace("Ana Horvat", "Ana Horvat Kovač"));
}

#[test]
fn bold_of_a_person_is_refused_and_not_lost() {
    let folder = sent();
    let mark = "<w:r><w:rPr><w:b/><w:rPrChange w:id=\"9001\" w:author=\"Ana\" \
                w:date=\"2026-11-20T10:00:00Z\"><w:rPr/></w:rPrChange></w:rPr>\
                <w:t xml:space=\"preserve\">Chief</w:t></w:r><w:r><w:t xml:space=\"preserve\">";
    let bold = format!("</w:t></w:r>{mark}");
    returned(folder.path(), "ana.docx", &[("Chief", &bold)]);
    let review = json(folder.path(), &["review", "ana.docx"]);
    assert_eq!(review["changes"][0]["kind"], "format", "{review}");
    exits_with(&run(folder.path(), &["review", "ana.docx", "--apply", "all"]), 1);
    assert_eq!(source(folder.path()), REPORT);
}

/// The file of decisions as the page saves it, made from the data in the page.
#[test]
fn decisions_of_the_page_are_applied() {
    let folder = sent();
    let changes = [
        ("Sixty", tracked("Ana", "Sixty", "Seventy")),
        ("old.", tracked("Ana", "old.", "&lt;older&gt; &amp; “older”.")),
        ("last paragraph", tracked("Ana", "last paragraph", "final paragraph")),
    ];
    let changes = changes.each_ref().map(|(before, after)| (*before, after.as_str()));
    returned(folder.path(), "ana.docx", &changes);
    let before = ["review", "ana.docx"];
    exits_with(&run(folder.path(), &[&before[..], &["--html", "page.html"]].concat()), 0);
    let page = fs::read_to_string(folder.path().join("page.html")).unwrap();
    let data = page.split_once("id=\"review\">").unwrap().1.split_once("</script>").unwrap().0;
    let mut review: serde_json::Value = serde_json::from_str(data).unwrap();
    let mut decisions = review["changes"].take();
    for (decision, verdict) in
        decisions.as_array_mut().unwrap().iter_mut().zip(["accept", "accept", "reject"])
    {
        decision.as_object_mut().unwrap().remove("conflicts");
        decision["decision"] = verdict.into();
        decision["note"] = "".into();
    }
    review.as_object_mut().unwrap().remove("changes");
    review["decisions"] = decisions;
    fs::write(folder.path().join("decisions.json"), review.to_string()).unwrap();
    let apply = [&before[..], &["--apply", "decisions.json"]].concat();
    exits_with(&run(folder.path(), &apply), 0);
    let written = source(folder.path());
    assert!(written.contains("Seventy") && written.contains("older"), "{written}");
    assert!(written.contains("The last paragraph."), "{written}");
    // The page of the next review does not ask about changes that are done.
    exits_with(&run(folder.path(), &[&before[..], &["--html", "page.html"]].concat()), 0);
    let page = fs::read_to_string(folder.path().join("page.html")).unwrap();
    assert_eq!(page.matches("value=\"accept\"").count(), 1, "{page}");
    // Decisions about another review are refused, and nothing is written.
    returned(folder.path(), "bob.docx", &[("Sixty", &tracked("Bob", "Sixty", "Eighty"))]);
    let output = run(folder.path(), &["review", "bob.docx", "--apply", "decisions.json"]);
    exits_with(&output, 1);
    assert_eq!(source(folder.path()), written);
}

#[test]
fn the_exit_status_tells_what_failed() {
    let folder = sent();
    let path = folder.path();
    exits_with(&run(path, &["review", "missing.docx"]), 3);
    fs::write(path.join("cut.docx"), &fs::read(path.join("dist/ports.docx")).unwrap()[..900])
        .unwrap();
    exits_with(&run(path, &["review", "cut.docx", "--apply", "all"]), 3);
    returned(path, "ana.docx", &[("Sixty", &tracked("Ana", "Sixty", "Seventy"))]);
    exits_with(&run(path, &["review", "ana.docx", "--apply", "author=Nobody"]), 2);
    assert_eq!(source(path), REPORT);
    // Two reviewers and the same words: neither is applied.
    returned(path, "bob.docx", &[("Sixty", &tracked("Bob", "Sixty", "Eighty"))]);
    let both = ["review", "ana.docx", "bob.docx"];
    exits_with(&run(path, &both), 1);
    exits_with(&run(path, &[&both[..], &["--apply", "all"]].concat()), 1);
    assert_eq!(source(path), REPORT);
    exits_with(&run(path, &[&both[..], &["--apply", "2"]].concat()), 0);
    assert_eq!(source(path), REPORT.replace("Sixty", "Eighty"));
}

#[test]
fn of_a_returned_redline_only_the_changes_of_reviewers_are_listed() {
    let folder = sent();
    let body = "
      - 'Sixty participants met in Lisbon.[^a]'
      - A paragraph that is gone from the newer revision of the report.
      - The harbours were old.
      - A sentence that moves to the end of the report, and is long enough for it.
      - The last paragraph.
footnotes: {a: A note that is gone.}
";
    let head = REPORT.split_once("content:").unwrap().0;
    let old = format!("{head}content:{body}");
    fs::write(folder.path().join("source/old.yaml"), old).unwrap();
    let new = format!(
        "{REPORT}      - A sentence that moves to the end of the report, and is long enough for it.\n"
    );
    fs::write(folder.path().join("source/ports.yaml"), &new).unwrap();
    let compared =
        ["compare", "source/old.yaml", "source/ports.yaml", "--out", "ports-redline.docx"];
    let dated = ["--author", "Board", "--date", "2026-11-01"];
    exits_with(&run(folder.path(), &[&compared[..], &dated].concat()), 0);
    let listed = json(folder.path(), &["review", "ports-redline.docx"]);
    assert_eq!(listed["changes"].as_array().unwrap().len(), 0, "{listed}");

    let edit = tracked("Ana", "last", "final");
    let edit = format!(">The {edit} paragraph");
    let edit = [(">The last paragraph", edit.as_str())];
    returned_of(folder.path(), "ports-redline.docx", "ports-ana.docx", &edit);
    let listed = json(folder.path(), &["review", "ports-ana.docx"]);
    let changes = listed["changes"].as_array().unwrap();
    assert_eq!(changes.len(), 1, "{listed}");
    assert_eq!((&changes[0]["before"], &changes[0]["after"]), (&"last".into(), &"final".into()));
    exits_with(&run(folder.path(), &["review", "ports-ana.docx", "--apply", "all"]), 0);
    assert_eq!(source(folder.path()), new.replace("The last", "The final"));

    // A person with the same name, but at a different time.
    let edit = format!(">The {} paragraph", tracked("Board", "last", "final"));
    let edit = [(">The last paragraph", edit.as_str())];
    fs::write(folder.path().join("source/ports.yaml"), &new).unwrap();
    returned_of(folder.path(), "ports-redline.docx", "ports-board.docx", &edit);
    let listed = json(folder.path(), &["review", "ports-board.docx"]);
    assert_eq!(listed["changes"].as_array().unwrap().len(), 1, "{listed}");
}

/// Runs git in a folder; whether it could.
fn git(folder: &Path, arguments: &[&str]) -> bool {
    let mut command = std::process::Command::new("git");
    let settings = ["-c", "user.name=Ana", "-c", "user.email=ana@example.org"];
    command.current_dir(folder).args(settings).args(arguments);
    command.output().is_ok_and(|output| output.status.success())
}

#[test]
fn a_revision_of_git_is_compared_up_to_the_limit_on_its_size() {
    let folder = sent();
    if !git(folder.path(), &["init", "--quiet"]) {
        return eprintln!("git is not installed");
    }
    assert!(git(folder.path(), &["add", "source"]));
    assert!(git(folder.path(), &["commit", "--quiet", "-m", "Report"]));
    let new = REPORT.replace("small", "large");
    fs::write(folder.path().join("source/ports.yaml"), new).unwrap();
    let compared = ["compare", "HEAD:source/ports.yaml", "source/ports.yaml"];
    let output = run(folder.path(), &compared);
    exits_with(&output, 0);
    assert!(text(&output.stdout).contains("“small” → “large”"), "{}", text(&output.stdout));
    let bounded = [&compared[..], &["--limit", "file-size=100"]].concat();
    let output = run(folder.path(), &bounded);
    exits_with(&output, 1);
    assert!(text(&output.stderr).contains("100"), "{}", text(&output.stderr));
    let output = run(folder.path(), &["compare", "HEAD:source/none.yaml", "source/ports.yaml"]);
    exits_with(&output, 2);
}

/// A paragraph of the text, inserted by somebody.
fn added(words: &str) -> String {
    let mark = "w:id=\"9005\" w:author=\"Ana\" w:date=\"2026-11-20T10:00:00Z\"";
    format!(
        "<w:p><w:pPr><w:pStyle w:val=\"BodyText\"/><w:rPr><w:ins {mark}/></w:rPr></w:pPr>\
         <w:ins {mark}><w:r><w:t>{words}</w:t></w:r></w:ins></w:p>"
    )
}

/// The folder of a report with a section without content, and the end of the section's heading in the draft.
fn sent_with_an_empty_section() -> (TempDir, String) {
    let report = REPORT.replace("body:\n", "body:\n  - title: Empty\n    id: nothing\n");
    let folder = folder(&[("ports.yaml", report)]);
    exits_with(&run(folder.path(), &["build", "--to", "docx"]), 0);
    let draft = fs::File::open(folder.path().join("dist/ports.docx")).unwrap();
    let mut xml = String::new();
    let mut draft = ZipArchive::new(draft).unwrap();
    draft.by_name("word/document.xml").unwrap().read_to_string(&mut xml).unwrap();
    let heading = xml.rfind(">Empty<").unwrap();
    let start = xml[..heading].rfind("<w:p>").unwrap();
    let end = heading + xml[heading..].find("</w:p>").unwrap() + "</w:p>".len();
    let heading = xml[start..end].to_owned();
    (folder, heading)
}

#[test]
fn paragraphs_are_added_to_an_empty_section_in_their_order() {
    let (folder, heading) = sent_with_an_empty_section();
    let new = format!("{heading}{}{}", added("The first."), added("The second."));
    returned(folder.path(), "ana.docx", &[(&heading, &new)]);
    let before = source(folder.path());
    let wanted = |before: &str| {
        let content = "    content:\n      - The first.\n      - The second.\n";
        before.replace("    id: nothing\n", &format!("    id: nothing\n{content}"))
    };
    exits_with(&run(folder.path(), &["review", "ana.docx", "--apply", "all"]), 0);
    assert_eq!(source(folder.path()), wanted(&before));
    // One by one, in either order.
    for numbers in [["1", "2"], ["2", "1"]] {
        fs::write(folder.path().join("source/ports.yaml"), &before).unwrap();
        for number in numbers {
            exits_with(&run(folder.path(), &["review", "ana.docx", "--apply", number]), 0);
        }
        assert_eq!(source(folder.path()), wanted(&before), "{numbers:?}");
    }
}

#[test]
fn refused_words_leave_their_turn_to_paragraphs() {
    let (folder, heading) = sent_with_an_empty_section();
    let new = format!("{heading}{}", added("The first."));
    let bold = "</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">Bold </w:t></w:r>\
                <w:r><w:t xml:space=\"preserve\">Chief";
    returned(folder.path(), "ana.docx", &[("Chief", bold), (&heading, &new)]);
    exits_with(&run(folder.path(), &["review", "ana.docx", "--apply", "all"]), 1);
    let written = source(folder.path());
    assert!(written.contains("- The first.") && !written.contains("Bold"), "{written}");
}
