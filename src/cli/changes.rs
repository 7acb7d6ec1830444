//! The arguments of `review`, `compare` and `import`.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use plenary::imports::TrackedChanges;
use plenary::{Date, Limit};

use super::common::limit;
use super::{CommonArguments, MessageFormat};

/// The arguments of `review`.
#[derive(Debug, Args)]
pub struct ReviewArguments {
    /// Word files that reviewers sent back
    #[arg(value_name = "RETURNED.docx", required_unless_present_any = ["list", "resolve"])]
    pub files: Vec<PathBuf>,
    /// Report from which the drafts were made [default: the report in source/ with the name of the first
    /// file, or the only one]
    #[arg(long, value_name = "REPORT.yaml")]
    pub source: Option<PathBuf>,
    /// Older version of the report, for drafts that were made from it but no longer contain it
    #[arg(long, value_name = "REPORT.yaml")]
    pub base: Option<PathBuf>,
    /// Name to show for changes that were not tracked, or of whoever resolves a comment
    #[arg(long = "as", value_name = "NAME")]
    pub untracked: Option<String>,
    /// Write changes into the report: all, author=NAME, numbers such as 3,7-12, or a file of decisions
    ///
    /// The previous version is kept beside it. Only the changed texts are touched.
    #[arg(long, value_name = "CHANGES")]
    pub apply: Option<String>,
    /// Write a page for reading and deciding in a browser; it saves the decisions for --apply
    #[arg(long, value_name = "FILE.html")]
    pub html: Option<PathBuf>,
    /// Write the matrix of changes and comments for a spreadsheet
    #[arg(long, value_name = "FILE.csv")]
    pub csv: Option<PathBuf>,
    /// Write the matrix of changes and comments for Word
    #[arg(long, value_name = "FILE.docx")]
    pub docx: Option<PathBuf>,
    /// Keep the comments in REPORT.review.yaml, as --apply does
    #[arg(long)]
    pub keep_comments: bool,
    /// List the kept comments
    #[arg(long, conflicts_with_all = ["files", "apply"])]
    pub list: bool,
    /// Mark a kept comment as resolved
    #[arg(long, value_name = "N", conflicts_with_all = ["files", "apply"])]
    pub resolve: Vec<usize>,
    /// How the report is read.
    #[command(flatten)]
    pub common: CommonArguments,
}

/// The arguments of `compare`.
#[derive(Debug, Args)]
pub struct CompareArguments {
    /// Older revision: a file, or REVISION:PATH as in `git show`
    #[arg(value_name = "OLD")]
    pub old: OsString,
    /// Newer revision
    #[arg(value_name = "NEW")]
    pub new: OsString,
    /// Write the newer draft for Word, with all changes tracked
    #[arg(long, value_name = "FILE.docx")]
    pub out: Option<PathBuf>,
    /// Write a page with the changes, for a browser
    #[arg(long, value_name = "FILE.html")]
    pub html: Option<PathBuf>,
    /// Author of the tracked changes
    #[arg(long, value_name = "NAME", default_value = "plenary")]
    pub author: String,
    /// Date of the tracked changes [default: SOURCE_DATE_EPOCH, or none]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub date: Option<Date>,
    /// How the reports are read.
    #[command(flatten)]
    pub common: CommonArguments,
}

fn date(typed: &str) -> Result<Date, String> {
    Date::parse(typed).ok_or_else(|| format!("`{typed}` is not a valid date"))
}

/// The arguments of `import`.
#[derive(Debug, Args)]
pub struct ImportArguments {
    /// Word file (.docx) or Markdown file (.md)
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Report to write, with its pictures beside it [default: the name of the file, in this folder]
    #[arg(long, value_name = "REPORT.yaml")]
    pub out: Option<PathBuf>,
    /// What to do with open tracked changes [default: refuse a file that has any]
    #[arg(long, value_name = "WHAT")]
    pub tracked: Option<Tracked>,
    /// Replace an existing report
    #[arg(long)]
    pub force: bool,
    /// Allow larger inputs than usual, such as word-size=300000000; see docs/limits.md
    #[arg(long, value_name = "NAME=VALUE", value_parser = limit)]
    pub limit: Vec<(Limit, u64)>,
    /// Form of messages: text for people, one JSON object per line, or one SARIF 2.1.0 log
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub message_format: MessageFormat,
}

/// What to do with open tracked changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Tracked {
    /// Treat them as made
    Accept,
    /// Treat them as not made
    Reject,
}

impl From<Tracked> for TrackedChanges {
    fn from(tracked: Tracked) -> Self {
        match tracked {
            Tracked::Accept => TrackedChanges::Accept,
            Tracked::Reject => TrackedChanges::Reject,
        }
    }
}
