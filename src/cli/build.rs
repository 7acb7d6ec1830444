//! The arguments of `build`, of many reports and of the PDF for print.

use std::path::PathBuf;

use clap::Args;

use super::{FormatName, InputArguments, PdfStandard};
use crate::shard::Shard;

/// The arguments of `build`.
#[derive(Debug, Args)]
pub struct BuildArguments {
    /// The reports.
    #[command(flatten)]
    pub input: InputArguments,
    /// Formats to write
    #[arg(long, value_name = "FORMAT", value_delimiter = ',', default_value = "pdf,docx,epub,txt")]
    pub to: Vec<FormatName>,
    /// Output folder (created if missing)
    #[arg(long, value_name = "DIR", default_value = "dist")]
    pub out: PathBuf,
    /// Write plain text in ASCII: replace quotation marks, dashes and accented letters
    #[arg(long)]
    pub ascii: bool,
    /// Leave the source of the report out of the DOCX, which stores it so that changes can be written
    /// back
    #[arg(long)]
    pub no_source: bool,
    /// Embed the fonts in the DOCX, for readers who have not installed them
    #[arg(long)]
    pub embed_fonts: bool,
    /// Standards of the PDF for readers: ua-1 with a-2a, or with a-3a, which attaches the source of
    /// the report; or ua-2 with a-4, in PDF 2.0
    #[arg(long, value_name = "STANDARD", value_delimiter = ',', default_value = "ua-1,a-2a")]
    pub pdf_standard: Vec<PdfStandard>,
    /// Rebuild whenever a file that the build used changes, until Ctrl+C
    #[arg(long, conflicts_with = "timeout")]
    pub watch: bool,
    /// Options of the PDF for print.
    #[command(flatten)]
    pub print: PrintArguments,
    /// Options for many reports.
    #[command(flatten)]
    pub archive: ArchiveArguments,
}

/// Options of `build` for many reports.
#[derive(Debug, Args)]
pub struct ArchiveArguments {
    /// Folder whose tree is kept below the output folder [default: the named folder, the part of a
    /// pattern before its first wildcard, or the current folder for a list]
    #[arg(long, value_name = "DIR")]
    pub base: Option<PathBuf>,
    /// Build the other reports after one has failed; the default
    #[arg(long, conflicts_with = "fail_fast")]
    pub keep_going: bool,
    /// Start no other report after one has failed
    #[arg(long)]
    pub fail_fast: bool,
    /// Keep a manifest in the output folder and skip reports that are unchanged; the default for folders,
    /// patterns and lists
    #[arg(long, conflicts_with = "watch")]
    pub manifest: bool,
    /// Build only one part of the reports, such as 3/100, and leave the other parts to other machines
    #[arg(long, value_name = "K/N")]
    pub shard: Option<Shard>,
    /// Check every output in the manifest against its hash, without building
    #[arg(long, conflicts_with_all = ["prune", "watch", "shard"])]
    pub verify: bool,
    /// List the outputs in the manifest whose report no longer exists, without building
    #[arg(long, conflicts_with_all = ["watch", "shard"])]
    pub prune: bool,
    /// Delete the outputs that --prune lists, unless they have changed since they were built
    #[arg(long, requires = "prune")]
    pub delete: bool,
}

/// Options of the PDF for print.
#[derive(Clone, Copy, Debug, Args)]
pub struct PrintArguments {
    /// Pad the PDF for print with blank pages to a multiple of N
    #[arg(long, value_name = "N", default_value_t = 1)]
    #[arg(value_parser = clap::value_parser!(u16).range(1..=64))]
    pub pages_multiple: u16,
}
