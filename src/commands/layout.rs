//! `plenary layout`: measures the quality of pages.

use std::fmt::Write;

use plenary::statistics::{Defect, LOOSE, Location, Statistics};
use plenary::{Error, FileSystem};
use rayon::prelude::*;
use serde_json::json;

use super::plan::{Job, Plan};
use crate::cli::{InputArguments, MessageFormat};
use crate::exit_status::{CommandError, ExitStatus};
use crate::messages::{Message, counted};
use crate::panics::caught;
use crate::progress::{JobOutput, Progress};

/// Lays out reports and prints figures about their pages.
pub fn layout(arguments: &InputArguments) -> Result<ExitStatus, CommandError> {
    let plan = Plan::new(arguments)?;
    let progress = Progress::start(plan.work(1))?;
    let measured = plan.jobs.par_iter().enumerate().map(|(index, job)| {
        let measured = caught(&job.report.display().to_string(), || measure(job, &plan));
        let (status, messages, figures) = measured.unwrap_or_else(|bug| {
            let message = plan.printer.failure(&bug.to_string());
            (bug.exit_status(), vec![message], String::new())
        });
        progress.advance(1);
        progress.finish_job(index, JobOutput { messages, files: Vec::new() });
        (status, figures)
    });
    let measured: Vec<(ExitStatus, String)> = measured.collect();
    let reports = counted(plan.jobs.len(), "report");
    let figures: String = measured.iter().map(|(_, figures)| figures.as_str()).collect();
    let status = measured.iter().map(|(status, _)| *status).max().unwrap_or_default();
    Ok(progress.finish(status, &format!("{reports} measured"), &figures))
}

fn measure(job: &Job, plan: &Plan) -> (ExitStatus, Vec<Message>, String) {
    let fail = |error: Error| (ExitStatus::of(&error), plan.printer.error(&error), String::new());
    let report = match job.read(&plan.options, &FileSystem) {
        Ok(report) => report,
        Err(error) => return fail(error),
    };
    let messages = plan.printer.diagnostics(report.warnings());
    let statistics = report.measure();
    let status = match plan.options.strict && !statistics.sound() {
        true => ExitStatus::ReportErrors,
        false => ExitStatus::Success,
    };
    let report = job.report.display().to_string();
    let figures = match plan.printer.format {
        MessageFormat::Human => for_people(&report, &statistics),
        MessageFormat::Json | MessageFormat::Sarif => {
            format!("{}\n", for_machines(&report, &statistics))
        }
    };
    (status, messages, figures)
}

/// Formats one figure per line, then the first places of each defect.
fn for_people(report: &str, it: &Statistics) -> String {
    let mut out = format!("{report}\n");
    for (name, figure) in figures(it) {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "  {name:<52}{figure:>8}");
    }
    if let Some((stretch, place)) = &it.loosest {
        let _ = writeln!(out, "  widest space: {stretch:.2} × natural width, {}", seen(place));
    }
    if let Some((lines, page)) = &it.hole {
        let _ = writeln!(out, "  largest gap: {lines:.1} lines, p. {page}");
    }
    for (stretch, place) in it.loose.iter().take(SHOWN) {
        let _ = writeln!(out, "  loose line: {stretch:.2}, {}", seen(place));
    }
    for (name, places) in [("row alone", &it.lone_rows), ("list end alone", &it.list_ends)] {
        for place in places.iter().take(SHOWN) {
            let _ = writeln!(out, "  {name}: {}", seen(place));
        }
    }
    for defect in Defect::ALL {
        let places = it.defects.iter().filter(|(found, _)| *found == defect);
        for (_, place) in places.take(SHOWN) {
            let _ = writeln!(out, "  {}: {}", one(defect), seen(place));
        }
    }
    out
}

/// The number of places of each defect shown to people; JSON has all of them.
const SHOWN: usize = 10;

fn figures(it: &Statistics) -> Vec<(String, String)> {
    let share = |part: usize| format!("{:.1} %", 100.0 * part as f32 / it.justified.max(1) as f32);
    let mut all = vec![
        ("pages".into(), it.pages.to_string()),
        ("lines".into(), it.lines.to_string()),
        ("justified lines".into(), it.justified.to_string()),
        (format!("with a space over {LOOSE} × natural width"), share(it.loose.len())),
        ("ending in a hyphen".into(), share(it.hyphenated)),
        ("most consecutive hyphens".into(), it.hyphens_in_a_row.to_string()),
        ("rivers of four lines or more".into(), it.rivers.to_string()),
        ("notes".into(), it.notes.to_string()),
        ("notes split across pages".into(), it.notes_split.to_string()),
        ("table rows alone on a page".into(), it.lone_rows.len().to_string()),
        ("list ends alone at the head of a page".into(), it.list_ends.len().to_string()),
        ("pages more than a line short".into(), it.short.to_string()),
    ];
    all.extend(Defect::ALL.map(|defect| (many(defect).into(), it.count(defect).to_string())));
    all
}

fn seen(place: &Location) -> String {
    format!("p. {}, “{}”", place.page, place.words)
}

/// The name of a defect.
pub fn one(defect: Defect) -> &'static str {
    match defect {
        Defect::Overfull => "overfull line",
        Defect::Widow => "widow",
        Defect::Orphan => "orphan",
        Defect::HeadingAtFoot => "heading at the foot of a page",
        Defect::StrandedLeadIn => "lead-in away from its list",
        Defect::NoteApart => "note away from its reference",
    }
}

fn many(defect: Defect) -> &'static str {
    match defect {
        Defect::Overfull => "overfull lines",
        Defect::Widow => "widows",
        Defect::Orphan => "orphans",
        Defect::HeadingAtFoot => "headings at the foot of a page",
        Defect::StrandedLeadIn => "lead-ins away from their list",
        Defect::NoteApart => "notes away from their reference",
    }
}

fn for_machines(report: &str, it: &Statistics) -> serde_json::Value {
    let place = |place: &Location| json!({ "page": place.page, "words": place.words });
    let defect =
        |(defect, at): &(Defect, Location)| json!({ "fault": one(*defect), "place": place(at) });
    let space = |(stretch, at): &(f32, Location)| json!({ "stretch": stretch, "place": place(at) });
    json!({
        "report": report,
        "pages": it.pages,
        "lines": it.lines,
        "justified": it.justified,
        "loose": it.loose.iter().map(space).collect::<Vec<_>>(),
        "loosest": it.loosest.as_ref().map(space),
        "hyphenated": it.hyphenated,
        "hyphens_in_a_row": it.hyphens_in_a_row,
        "rivers": it.rivers,
        "notes": it.notes,
        "notes_split": it.notes_split,
        "lone_rows": it.lone_rows.iter().map(place).collect::<Vec<_>>(),
        "list_ends": it.list_ends.iter().map(place).collect::<Vec<_>>(),
        "short": it.short,
        "hole": it.hole.as_ref().map(|(lines, page)| json!({ "lines": lines, "page": page })),
        "faults": it.defects.iter().map(defect).collect::<Vec<_>>(),
        "sound": it.sound(),
    })
}
