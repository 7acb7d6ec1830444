//! Plans of many new paragraphs and rows.

use std::collections::HashMap;

use super::{NewNotes, Outcome, Planner};
use crate::compile::{CheckedReport, Source};
use crate::draft::{Draft, Format};
use crate::limits::Limits;
use crate::options::Options;
use crate::review::mapping::Mapping;
use crate::review::matching::Certainty;
use crate::review::paragraphs::{Hand, Sent, sent};
use crate::review::proposals::{Action, Content, Notes, Proposal};
use crate::review::today::Today;
use crate::source::parse_report;
use crate::world::MemoryWorld;

/// A report to which some paragraphs and rows were added.
fn report(paragraphs: &[String], rows: &[String]) -> String {
    let paragraphs: String = paragraphs.iter().map(|it| format!("      - {it}\n")).collect();
    let rows: String = rows.iter().map(|it| format!("            - [{it}, z]\n")).collect();
    format!(
        "publication: {{title: T, publisher: P}}\nevent: {{from: \"2016-04-11\"}}\nbody:\n  - title: S\n    \
         content:\n      - First.\n{paragraphs}      - table:\n          header: [a, b]\n          rows:\n            \
         - [x, y]\n{rows}      - Last.\n"
    )
}

fn draft(report: &str) -> Draft {
    let source = Source::new("report.yaml", report);
    CheckedReport::read(&source, &MemoryWorld::new(), &Options::default()).unwrap().draft()
}

/// Proposals to add paragraphs and rows to the report as it was sent.
fn proposals(sent: &[Sent], paragraphs: &[String], rows: &[String]) -> Vec<Proposal> {
    let at = |text: &str| sent.iter().position(|it| it.text == text).unwrap();
    let content = |text: &str| vec![Content::New { text: text.into(), format: Format::default() }];
    let paragraphs = paragraphs.iter().enumerate().map(|(paragraph, text)| Action::Insert {
        beside: at("First."),
        after: true,
        paragraph,
        content: content(text),
    });
    let rows = rows.iter().map(|text| Action::InsertRow {
        beside: at("x"),
        after: true,
        cells: vec![content(text), content("z")],
    });
    let all = paragraphs.chain(rows).map(|action| Proposal {
        action,
        hands: vec![Hand(0)],
        certainty: Certainty::Identity,
    });
    all.collect()
}

fn numbered(count: usize) -> Vec<String> {
    (0..count).map(|number| format!("n{number}")).collect()
}

/// The outcomes of proposed paragraphs and rows for a source that has some of them, and how many paragraphs
/// were examined.
fn planned(proposed: [&[String]; 2], there: [&[String]; 2]) -> (Vec<Outcome>, usize) {
    let (old, new) = (report(&[], &[]), report(there[0], there[1]));
    let (old, new_draft) = (sent(&draft(&old)), draft(&new));
    let parsed = parse_report(new.as_bytes(), &Limits::default()).unwrap();
    let (today, notes) = (Today::new(&new_draft, &parsed), Notes::default());
    let mut planner = Planner {
        sent: &old,
        today: &today,
        mapping: Mapping::new(&old, &today.sent),
        samples: HashMap::new(),
        styles: Vec::new(),
        notes: NewNotes::new(&notes, &today),
        inserts: HashMap::new(),
    };
    let proposals = proposals(&old, proposed[0], proposed[1]);
    planner.find_inserts(&proposals);
    let outcomes = planner.plan(&proposals).into_iter().map(|it| it.outcome).collect();
    (outcomes, planner.mapping.looked.get())
}

fn is_ready(outcome: &Outcome) -> bool {
    matches!(outcome, Outcome::Ready(_))
}

#[test]
fn the_paragraphs_of_a_source_are_looked_at_a_few_times_whatever_is_new() {
    let look = |count: usize| {
        let new = numbered(count);
        let none: [&[String]; 2] = [&[], &[]];
        let (open, one) = planned([&new, &new], none);
        assert!(open.iter().all(is_ready), "{open:?}");
        let (done, other) = planned([&new, &new], [&new, &new]);
        assert!(done.iter().all(|it| *it == Outcome::Done), "{done:?}");
        (one, other)
    };
    let ((open, done), (twice_open, twice_done)) = (look(100), look(200));
    assert!(twice_open <= 2 * open, "{open} {twice_open}");
    assert!(twice_done <= 2 * done, "{done} {twice_done}");
    assert!(done <= 20 * 300, "{done}");
}

#[test]
fn equal_rows_are_found_as_often_as_they_are_there() {
    let rows = |texts: &[&str]| texts.iter().map(|it| (*it).to_owned()).collect::<Vec<String>>();
    let (proposed, there) = (rows(&["n", "n", "o", "n"]), rows(&["n", "n"]));
    let (outcomes, _) = planned([&[], &proposed], [&[], &there]);
    assert_eq!(outcomes[..2], [Outcome::Done, Outcome::Done]);
    assert!(outcomes[2..].iter().all(is_ready), "{outcomes:?}");
}
