//! What was recognized in a file, as data and as a list.

use std::collections::BTreeMap;

use serde::Serialize;

use super::flat::{DropReason, Flat};
use super::report::{Block, BlockKind, ImportedReport, Section};
use crate::diagnostic::printable;
use crate::review::SentReport;
use crate::source::schema::SectionKind;

/// What was recognized in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Summary {
    /// How many of each part of a report were recognized.
    pub counts: Counts,
    /// What was recognized, or might be, in the order of the file.
    pub guesses: Vec<GuessEntry>,
    /// Generated text that is left out, in the order of the file.
    pub dropped: Vec<DroppedEntry>,
    /// How often formatting of each kind was ignored.
    pub ignored: BTreeMap<String, usize>,
    /// The report that the file contains, if it was made by plenary: it is written as it was.
    pub sent: Option<SentEntry>,
    /// What has to be done before the report can be built.
    pub missing: Vec<MissingEntry>,
}

/// The report that a Word file of plenary contains.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct SentEntry {
    /// The name of its file.
    pub name: String,
    /// Whether the text of the Word file was changed since. `plenary review` takes the changes over.
    pub changed: bool,
}

/// What has to be done before a report can be built, such as adding a font.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct MissingEntry {
    /// The code of the message.
    pub code: &'static str,
    /// The message.
    pub message: String,
    /// What to do.
    pub hint: Option<String>,
}

/// How many of each part of a report were recognized.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Counts {
    /// Sections of any kind.
    pub sections: usize,
    /// Panels.
    pub panels: usize,
    /// Side events.
    pub side_events: usize,
    /// People in the register.
    pub people: usize,
    /// Items of recommendations, findings, lessons and conclusions.
    pub recommendations: usize,
    /// Footnotes.
    pub notes: usize,
    /// Tables.
    pub tables: usize,
    /// Figures.
    pub figures: usize,
}

/// What something is taken for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct GuessEntry {
    /// Where it is: "paragraph 12".
    pub place: String,
    /// What it is taken for: "a panel".
    pub what: String,
    /// Its first words.
    pub words: String,
    /// How sure that is, in percent.
    pub confidence: u8,
    /// Whether the report has it so; otherwise it is plain, with a comment.
    pub taken: bool,
}

/// Text that is left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct DroppedEntry {
    /// Where it is: "paragraph 12".
    pub place: String,
    /// The text.
    pub text: String,
    /// What it is: "table of contents".
    pub reason: &'static str,
}

impl Summary {
    pub(super) fn of(flat: &Flat, report: &ImportedReport) -> Summary {
        let mut counts = Counts { people: report.people.len(), ..Counts::default() };
        counts.notes = report.notes.len();
        report.front.iter().for_each(|(_, section)| counts.section(section));
        report.sections().for_each(|section| counts.section(section));
        let guesses = report.guesses.iter().map(|guess| GuessEntry {
            place: guess.place.to_string(),
            what: guess.what.clone(),
            words: guess.words.clone(),
            confidence: guess.confidence,
            taken: guess.is_taken,
        });
        let mut dropped: Vec<_> = flat.dropped.iter().chain(&report.dropped).collect();
        dropped.sort_by_key(|dropped| dropped.place);
        let dropped = dropped.into_iter().map(|dropped| DroppedEntry {
            place: dropped.place.to_string(),
            text: dropped.text.clone(),
            reason: reason(dropped.reason),
        });
        Summary {
            counts,
            guesses: guesses.collect(),
            dropped: dropped.collect(),
            ignored: flat.ignored.clone(),
            sent: None,
            missing: Vec::new(),
        }
    }

    /// The summary of a report that a Word file contains.
    pub(super) fn of_sent(report: &SentReport) -> Summary {
        let sent = SentEntry { name: report.name.clone(), changed: report.is_changed };
        Summary { sent: Some(sent), ..Summary::default() }
    }

    /// The summary as lines of some columns.
    pub fn list(&self, width: usize) -> String {
        let mut out = String::new();
        match &self.sent {
            Some(sent) => sent.lines().iter().for_each(|line| push(&mut out, line, width)),
            None => push(&mut out, &self.counts.line(), width),
        }
        if !self.missing.is_empty() {
            out.push_str("\nNeeded before the report can be built:\n");
            self.missing.iter().for_each(|it| push(&mut out, &it.line(), width));
        }
        let (unsure, sure): (Vec<_>, Vec<_>) =
            self.guesses.iter().partition(|guess| !guess.taken || guess.confidence < SURE);
        let parts = [("Look at these first:", unsure), ("Recognized:", sure)];
        for (title, guesses) in parts.into_iter().filter(|(_, guesses)| !guesses.is_empty()) {
            out.push_str(&format!("\n{title}\n"));
            guesses.iter().for_each(|guess| push(&mut out, &guess.line(), width));
        }
        if !self.dropped.is_empty() {
            out.push_str("\nLeft out, because it is generated, repeated or hidden:\n");
            for dropped in &self.dropped {
                let DroppedEntry { place, text, reason } = dropped;
                let text = text.replace('\t', " ");
                push(&mut out, &format!("  {place}: {reason}: {text}"), width);
            }
        }
        if !self.ignored.is_empty() {
            let ignored = self.ignored.iter().map(|(what, count)| format!("{what} ({count})"));
            let ignored = ignored.collect::<Vec<_>>().join(", ");
            out.push('\n');
            push(&mut out, &format!("Ignored: {ignored}"), width);
        }
        out
    }

    /// The summary as one JSON object.
    pub fn json(&self) -> String {
        // All keys are strings, so this cannot fail.
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// The confidence in percent from which nobody need look.
const SURE: u8 = 90;

impl GuessEntry {
    fn line(&self) -> String {
        let GuessEntry { place, what, words, confidence, taken } = self;
        let verb = if *taken { "" } else { "might be " };
        format!("  {place}: {verb}{what}, {confidence} %: {words}")
    }
}

impl SentEntry {
    fn lines(&self) -> Vec<String> {
        let SentEntry { name, changed } = self;
        let first = format!(
            "The file contains the report that it was made of ({name}), which is written as it was."
        );
        let second = "The text of the file was changed since: run `plenary review` with the file and the report.";
        std::iter::once(first).chain(changed.then(|| second.into())).collect()
    }
}

impl MissingEntry {
    fn line(&self) -> String {
        let MissingEntry { code, message, hint } = self;
        let hint = hint.as_ref().map(|hint| format!("; {hint}")).unwrap_or_default();
        format!("  {code}: {message}{hint}")
    }
}

impl Counts {
    fn line(self) -> String {
        let counted = |count: usize, noun: &str| match count {
            1 => format!("1 {noun}"),
            count => format!("{count} {noun}s"),
        };
        let people =
            if self.people == 1 { "1 person".into() } else { format!("{} people", self.people) };
        [
            counted(self.sections, "section"),
            counted(self.panels, "panel"),
            counted(self.side_events, "side event"),
            people,
            counted(self.recommendations, "recommendation"),
            counted(self.notes, "note"),
            counted(self.tables, "table"),
            counted(self.figures, "figure"),
        ]
        .join(", ")
    }

    fn section(&mut self, section: &Section) {
        self.sections += 1;
        match section.kind {
            SectionKind::Panel => self.panels += 1,
            SectionKind::SideEvent => self.side_events += 1,
            SectionKind::Section | SectionKind::SideEvents | SectionKind::Conclusion => {}
        }
        section.content.iter().for_each(|block| self.block(block));
        section.sections.iter().for_each(|section| self.section(section));
    }

    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Paragraph(_)
            | BlockKind::Heading(_)
            | BlockKind::Quotation { .. }
            | BlockKind::Participants(_)
            | BlockKind::Signature(_)
            | BlockKind::Programme(_)
            | BlockKind::Code(_)
            | BlockKind::Equation { .. } => {}
            BlockKind::List { items, .. } => {
                items.iter().flat_map(|item| &item.content).for_each(|block| self.block(block));
            }
            BlockKind::Recommendations { items, .. } => {
                self.recommendations += items.len();
                items.iter().flat_map(|item| &item.content).for_each(|block| self.block(block));
            }
            BlockKind::Table(_) => self.tables += 1,
            BlockKind::Figure(_) => self.figures += 1,
            BlockKind::TextBox { content, .. } => {
                content.iter().for_each(|block| self.block(block));
            }
            BlockKind::Definitions(entries) => {
                entries.iter().flat_map(|it| &it.content).for_each(|block| self.block(block));
            }
        }
    }
}

/// Adds a line, broken where it is too long.
fn push(out: &mut String, line: &str, width: usize) {
    let options = textwrap::Options::new(width).subsequent_indent("    ");
    for line in textwrap::wrap(&printable(line), options) {
        out.push_str(&line);
        out.push('\n');
    }
}

fn reason(reason: DropReason) -> &'static str {
    match reason {
        DropReason::Contents => "table of contents",
        DropReason::RunningHead => "running head",
        DropReason::PageNumber => "page number",
        DropReason::TypedNumber => "typed number",
        DropReason::HeadingPrefix => "prefix of a heading",
        DropReason::CaptionPrefix => "prefix of a caption",
        DropReason::Heading => "heading",
        DropReason::RoleLabel => "name of a role",
        DropReason::Date => "date",
        DropReason::Reference => "reference",
        DropReason::NoteNumber => "number of a note",
        DropReason::Separator => "words between names",
        DropReason::Repeated => "repeated text",
        DropReason::Hidden => "hidden text",
        DropReason::Markup => "markup",
    }
}
