//! Compares two revisions of a report: as a Word draft with tracked changes, a list, and a page.
//!
//! Both are written as Word drafts in memory. `blocks` says which paragraphs, tables and rows belong
//! together, with the aligners of [`crate::review`], and which words differ. [`crate::export::docx::redline`]
//! writes the draft, and `changes` the list, both from that plan.

mod blocks;
mod changes;
mod list;
mod moves;
mod notices;
mod page;
mod pairs;
mod part;
mod places;
mod rows;
#[cfg(test)]
mod tests;
mod units;

pub use changes::ChangeEntry;
use changes::ShownBlock;
pub use list::list;
pub use page::page;
pub use places::{ChangePlace, ChangeSpot};

use serde::Serialize;

use crate::compile::{CheckedReport, Source};
use crate::diagnostic::{Code, Diagnostics};
use crate::document::Date;
use crate::draft::Author;
use crate::error::Error;
use crate::export::docx::redline::{self, Manuscripts, Plan, Versions};
use crate::export::{ExportError, Format, xml};
use crate::options::Options;
use crate::world::World;

/// How revisions are compared.
#[derive(Clone, Copy, Debug, Default)]
pub struct Settings<'a> {
    /// The name of the author of all changes.
    pub author: &'a str,
    /// The date of all changes; none if they are not to be dated.
    pub date: Option<Date>,
    /// Whether to write the draft.
    pub draft: bool,
}

/// The differences of two revisions.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Comparison {
    /// The Word draft with tracked changes, if it was asked for.
    pub docx: Option<Vec<u8>>,
    /// What changed.
    pub summary: ComparisonSummary,
}

/// What changed from one revision to the next, as plain data.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ComparisonSummary {
    /// The title of the newer revision.
    pub title: String,
    /// The language of both, as a BCP 47 tag.
    pub language: String,
    /// The changes in the order of the report.
    pub changes: Vec<ChangeEntry>,
    /// What tracked changes cannot show, each a sentence.
    pub notices: Vec<String>,
    /// The text with its changes.
    #[serde(skip)]
    blocks: Vec<ShownBlock>,
}

impl ComparisonSummary {
    /// One line of JSON.
    pub fn json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// Compares two revisions of a report, `old` and `new`.
///
/// # Errors
///
/// If one of them has errors or cannot be read, if their languages differ, or if the draft cannot be
/// written.
pub fn compare(
    old: &Source,
    new: &Source,
    world: &dyn World,
    options: &Options,
    settings: Settings,
) -> Result<Comparison, Error> {
    let after = CheckedReport::read_undrawn(new, world, options)?;
    let before = after.read_revision(new, old, world)?;
    let languages = [&before, &after].map(|report| report.title_and_language().1);
    if languages[0] != languages[1] {
        return Err(other_language(&languages, new));
    }
    let comparison = after.with_versions(&before, settings.draft, |versions| {
        compared(versions, &settings).map_err(|error| Error::Export(Format::Docx, error))
    });
    let (title, language) = after.title_and_language();
    let mut comparison = comparison?;
    (comparison.summary.title, comparison.summary.language) = (title, language);
    Ok(comparison)
}

fn compared(versions: &Versions, settings: &Settings) -> Result<Comparison, ExportError> {
    let author = Author {
        name: xml::clean(settings.author),
        date: settings.date.map(Date::iso_midnight).unwrap_or_default(),
    };
    let (manuscripts, stored) = redline::manuscripts(versions, &author, settings.draft)?;
    let plan = plan(versions, &manuscripts);
    let docx = match settings.draft {
        true => Some(redline::write(versions, &manuscripts, stored, &plan, &author)?),
        false => None,
    };
    let (changes, blocks) = changes::changes(&manuscripts, &plan);
    let summary = ComparisonSummary {
        changes,
        notices: plan.notices,
        blocks,
        ..ComparisonSummary::default()
    };
    Ok(Comparison { docx, summary })
}

/// What happened to the blocks, their words and the notes.
fn plan<'m>(versions: &Versions, manuscripts: &'m Manuscripts) -> Plan<'m> {
    let Manuscripts { old, new } = manuscripts;
    let mut pairing = blocks::Pairing::new(manuscripts);
    let body = pairing.blocks(&old.body, &new.body);
    let notes = pairing.notes(&body);
    let notices = notices::notices(versions, manuscripts);
    Plan { body, notes, notices }
}

fn other_language([old, new]: &[String; 2], source: &Source) -> Error {
    let message = format!("the older revision is in `{old}`, this one in `{new}`");
    let hint = "`plenary check` compares editions of a report in different languages";
    let error = Code::OtherRevision.of_file(message).hint(hint);
    let error = error.in_file(source.path().display().to_string());
    Diagnostics::from((error, source.text().clone())).into()
}
