//! Goldens of each output of one summary that has every kind and status. `UPDATE=1` rewrites them.

use super::*;
use crate::limits::Limits;
use crate::review::summary::{ChangeEntry, CommentEntry, PlaceEntry, RemarkEntry, ReviewerEntry};

fn golden(name: &str, text: &str) {
    let path = format!("tests/golden/review/{name}");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::create_dir_all("tests/golden/review").unwrap();
        std::fs::write(&path, text).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(text == expected, "{path} differs; run with UPDATE=1 and read the diff");
}

fn reviewer(name: &str, file: &str) -> ReviewerEntry {
    let date = if name.is_empty() { "" } else { "2024-06-14T10:00:00Z" };
    ReviewerEntry { name: name.into(), file: file.into(), date: date.into() }
}

fn place(section: &str, part: &str, order: usize) -> PlaceEntry {
    PlaceEntry {
        section: section.into(),
        part: part.into(),
        line: 10 + order,
        path: format!("body[0].content[{order}]"),
        bookmark: format!("p{order}"),
        text: "The ports of Lisbon & Porto were small.".into(),
        order,
    }
}

fn change(
    number: usize,
    kind: &'static str,
    status: &'static str,
    words: (&str, &str),
) -> ChangeEntry {
    let is_within = ["insert", "delete", "replace", "format"].contains(&kind);
    let around = |text: &str| if is_within { text.to_owned() } else { String::new() };
    ChangeEntry {
        number,
        kind,
        status,
        place: place(
            "Introduction",
            &format!("paragraph {}", number.div_ceil(3)),
            number.div_ceil(3),
        ),
        context_before: around("The ports of "),
        before: words.0.into(),
        after: words.1.into(),
        context_after: around(" were small."),
        reviewers: vec![reviewer("Ana Silva", "Portugal.docx")],
        found_by: "identity",
        ..ChangeEntry::default()
    }
}

/// A summary with every kind and status, and texts that could break each output.
pub fn every_kind() -> Summary {
    let mut changes = vec![
        change(1, "replace", "open", ("Lisbon & Porto", "<b>Lisbon</b>\u{202e}")),
        change(2, "insert", "done", ("", "=HYPERLINK(\"x\"), the \"old\" ones")),
        change(3, "delete", "conflict", ("very, very small", "")),
        change(4, "replace", "conflict", ("very", "quite")),
        change(5, "format", "open", ("Lisbon", "Lisbon (bold)")),
        change(6, "insert paragraph", "open", ("", "A new paragraph\nof two lines.")),
        change(7, "delete paragraph", "overtaken", ("An old paragraph.", "")),
        change(8, "move", "open", ("A paragraph.", "after: Sixty participants met…")),
        change(9, "split", "open", ("Second half.", "¶ Second half.")),
        change(10, "merge", "refused", ("¶ Next.", "Next.")),
        change(11, "insert row", "open", ("", "Porto | 1,204")),
        change(12, "delete row", "open", ("Faro | 17", "")),
        change(13, "replace", "refused", ("1", "one</script><script>alert(1)</script>")),
    ];
    changes[0].reviewers.push(reviewer("", "<Norway>.docx"));
    changes[0].also = vec![place("Participants", "person 4", 40)];
    changes[2].conflicts = vec![4];
    changes[3].conflicts = vec![3];
    changes[3].reviewers = vec![reviewer("Bob \u{1b}[31m", "Norway.docx")];
    changes[8].found_by = "likeness";
    for (index, reason, hint) in [
        (9, "other paragraphs belong to it", "edit `body[0]` in the source"),
        (12, "it changes a number, which plenary counts", "change the order of what it counts"),
    ] {
        (changes[index].reason, changes[index].hint) = (reason.into(), hint.into());
    }
    changes[12].place = PlaceEntry::default();
    Summary {
        source: "report.yaml".into(),
        title: "Fair work in <ports>".into(),
        language: "en-GB".into(),
        files: vec!["Portugal.docx".into(), "Norway.docx".into()],
        changes,
        comments: comments(),
        remarks: vec![
            "Norway.docx no longer contains the draft that was sent, so it was compared with \
                       the text with all tracked changes rejected"
                .into(),
        ],
    }
}

fn comments() -> Vec<CommentEntry> {
    let said = |name: &str, text: &str| RemarkEntry {
        reviewer: reviewer(name, "Norway.docx"),
        text: text.into(),
    };
    vec![
        CommentEntry {
            number: 1,
            place: place("Introduction", "paragraph 1", 1),
            quotation: "Lisbon & Porto".into(),
            remarks: vec![
                said("Kari", "Which one?\n\n@both, or <neither>?"),
                said("Ana Silva", "Both."),
            ],
            resolved: false,
        },
        CommentEntry {
            number: 2,
            place: place("Conclusions", "recommendation 2", 30),
            quotation: String::new(),
            remarks: vec![said("Kari", "-1: settled.")],
            resolved: true,
        },
    ]
}

fn arabic() -> Summary {
    let mut summary = every_kind();
    summary.language = "ar".into();
    summary.title = "العمل العادل في الموانئ".into();
    summary.changes.truncate(2);
    for change in &mut summary.changes {
        change.place.section = "مقدمة".into();
        change.context_before = "كانت موانئ ".into();
        change.before = if change.before.is_empty() { "" } else { "لشبونة" }.into();
        change.after = "بورتو".into();
        change.context_after = " صغيرة.".into();
    }
    summary
}

#[test]
fn the_list_shows_every_kind() {
    let list = list(&every_kind(), 80);
    assert!(list.lines().all(|line| unicode_width::UnicodeWidthStr::width(line) <= 80), "{list}");
    assert!(!list.contains(['\u{1b}', '\u{202e}']));
    golden("list.txt", &list);
}

#[test]
fn json_has_every_field() {
    golden("summary.json", &(json(&every_kind()) + "\n"));
}

#[test]
fn cells_of_csv_are_no_formulas() {
    let csv = csv(&every_kind());
    golden("matrix.csv", &csv);
    let mut summary = every_kind();
    summary.comments = comments();
    summary.comments[0].quotation = "=1+1".into();
    let csv = super::csv(&summary);
    assert!(csv.contains("\"'=1+1\""), "{csv}");
}

#[test]
fn the_page_escapes_what_it_shows() {
    let page = page(&every_kind());
    assert!(!page.contains("<script>alert") && !page.contains("<b>Lisbon"));
    assert_eq!(page.matches("</script>").count(), 2);
    golden("page.html", &page);
}

#[test]
fn words_of_an_arabic_report_have_its_direction() {
    golden("page.ar.html", &page(&arabic()));
}

/// The page of a large review is linear in its size.
#[test]
fn thousands_of_changes_make_a_page() {
    let mut summary = every_kind();
    let one = summary.changes.first().cloned().unwrap();
    summary.changes = (1..=5_000)
        .map(|number| {
            let place = PlaceEntry { order: usize::div_ceil(number, 2), ..one.place.clone() };
            ChangeEntry { number, place, ..one.clone() }
        })
        .collect();
    let page = page(&summary);
    assert_eq!(page.matches("<tr id=").count(), 5_002);
    if let Some(folder) = std::env::var_os("REVIEW_PAGES") {
        std::fs::write(std::path::Path::new(&folder).join("5000.html"), page).unwrap();
    }
}

#[test]
fn the_matrix_is_the_same_file_every_time() {
    let matrix = matrix_docx(&every_kind()).unwrap();
    assert!(matrix == matrix_docx(&every_kind()).unwrap());
    if let Some(folder) = std::env::var_os("REVIEW_PAGES") {
        let folder = std::path::Path::new(&folder);
        std::fs::write(folder.join("matrix.docx"), &matrix).unwrap();
        std::fs::write(folder.join("matrix.ar.docx"), matrix_docx(&arabic()).unwrap()).unwrap();
    }
    assert!(matrix.starts_with(b"PK"));
}

fn decisions(text: &str) -> Decisions {
    Decisions::read(text.as_bytes(), &Limits::default()).unwrap()
}

#[test]
fn decisions_must_match_their_changes() {
    let decision = |number: usize, kind: &str, before: &str, after: &str, decision: &str| {
        serde_json::json!({ "number": number, "kind": kind, "before": before, "after": after,
            "decision": decision, "note": "" })
    };
    let all = [
        decision(5, "format", "Lisbon", "Lisbon (bold)", "accept"),
        decision(1, "replace", "Lisbon", "Porto", "accept"),
        decision(12, "delete row", "Faro | 17", "", "reject"),
        decision(3, "delete", "very, very small", "", "accept"),
        decision(4, "replace", "very", "quite", "accept"),
        decision(99, "move", "", "", "accept"),
        decision(8, "move", "A paragraph.", "after: Sixty participants met…", "accept"),
        decision(8, "move", "A paragraph.", "after: Sixty participants met…", "reject"),
    ];
    let text = serde_json::json!({ "source": "report.yaml", "digest": "", "decisions": all });
    let selection = decisions(&text.to_string()).select(&every_kind());
    assert_eq!(selection.accepted, [5]);
    let refused: Vec<_> = selection.refused.iter().map(|it| (it.number, &*it.reason)).collect();
    assert_eq!(
        refused,
        [
            (1, "the review has another change there"),
            (3, "change 4 of the same words is accepted too"),
            (4, "change 3 of the same words is accepted too"),
            (99, "the review has no change of this number"),
            (8, "the file has two decisions about it"),
        ]
    );
}

/// The browser test saves this file from the page (`tests/validators/reviewpage.js`).
#[test]
fn decisions_saved_by_the_page_are_read() {
    let saved = std::fs::read_to_string("tests/golden/review/decisions.json").unwrap();
    let selection = decisions(&saved).select(&every_kind());
    assert_eq!(selection.accepted, [1, 5, 6, 8, 9, 11, 12]);
    let refused: Vec<usize> = selection.refused.iter().map(|it| it.number).collect();
    assert_eq!(refused, [3, 4]);
}

#[test]
fn a_bad_file_of_decisions_is_an_error_with_its_place() {
    let limits = Limits::default();
    let error = Decisions::read(b"{\n \"source\": 1}", &limits).unwrap_err();
    assert!(error.message.contains("line 2"), "{}", error.message);
    let mut limits = Limits::default();
    limits.set(crate::limits::Limit::DecisionsSize, 5);
    let error = Decisions::read(b"{\"source\": \"\"}", &limits).unwrap_err();
    assert_eq!(error.message, "the file of decisions has 14 bytes, more than 5");
}
