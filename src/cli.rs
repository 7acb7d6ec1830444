//! The command line as typed. The doc comments become the help, the man pages and the shell
//! completions. `commands::plan` resolves the arguments.

mod build;
mod changes;
mod common;
mod editing;
mod formats;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

pub use self::build::{BuildArguments, PrintArguments};
pub use self::changes::{CompareArguments, ImportArguments, ReviewArguments};
pub use self::common::{CommonArguments, InputArguments, MessageFormat, ReadingArguments};
pub use self::editing::LspArguments;
#[cfg(feature = "preview")]
pub use self::editing::PreviewArguments;
pub use self::formats::{FormatName, PdfStandard, standards};
use crate::version;

/// Compile a conference report into PDF, Word, EPUB and plain text
///
/// One YAML source gives all formats, with the same panels, footnotes, recommendations and numbers.
/// Start with `plenary new DIR`.
#[derive(Debug, Parser)]
#[command(name = "plenary", version, long_version = version::long(), max_term_width = 100, after_long_help = AFTERWORD)]
pub struct Cli {
    /// The command to run.
    #[command(subcommand)]
    pub command: Command,
}

const AFTERWORD: &str = "\
Exit status:
  0  success
  1  a report has errors; nothing is written for it, and its older outputs remain
  2  invalid arguments
  3  a file could not be read or written
  124, 130, 143  ended by --timeout, SIGINT or SIGTERM; no set of outputs is incomplete

Environment:
  SOURCE_DATE_EPOCH  date stored in outputs, in seconds since 1970-01-01 UTC [default: the date of
                     publication]
  NO_COLOR           disables colours in messages";

/// A command with its arguments.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Compile reports
    Build(BuildArguments),
    /// Check reports for errors without writing anything
    ///
    /// Editions of one report (report.en.yaml, report.ru.yaml) are compared with each other: missing
    /// or untranslated text, different figures, dates, notes or people. A named report is compared
    /// with the editions in its folder.
    Check(CheckArguments),
    /// Show what changed between two revisions of a report, also as a Word draft with tracked changes
    ///
    /// A revision is a file, or a version in git, such as HEAD~3:report.yaml. The template and the pictures
    /// in the folder of the file are used.
    Compare(CompareArguments),
    /// List the changes and comments of returned Word drafts, and write accepted ones into the report
    ///
    /// Finds tracked and untracked changes in files from Word, LibreOffice or Google Docs. Without --apply,
    /// nothing is written.
    Review(ReviewArguments),
    /// Make a report from a Word or Markdown file, such as last year's report
    ///
    /// Recognizes sections, panels, people, recommendations, notes, tables and figures. Every word of
    /// the file is in the report, or in the list of what is left out because it is generated.
    Import(ImportArguments),
    /// Print the data that a printer needs, without writing anything
    ///
    /// Number and size of pages, inks and their coverage, fonts, the effective resolution of
    /// pictures.
    Preflight(PreflightArguments),
    /// Measure the quality of the pages, without writing anything
    ///
    /// Prints figures measured on the finished pages: overfull and loose lines, hyphens, widows and
    /// orphans, headings and lead-ins at the foot of a page, notes away from their references. With
    /// --strict, any fault gives exit status 1.
    Layout(InputArguments),
    /// Serve an editor: errors while you write, completion and renaming of ids, corrections
    ///
    /// Uses the Language Server Protocol on the standard input and output. Your editor starts it: see
    /// docs/editor.md for the settings.
    Lsp(LspArguments),
    /// Show the pages in a browser while you write
    ///
    /// The pages are updated after every save, without losing your place. Click a word to see its line in
    /// the source; double-click to change words in the source. Only programs on this computer that know the
    /// printed address can see the pages.
    #[cfg(feature = "preview")]
    Preview(PreviewArguments),
    /// Write a small but complete report to start from
    ///
    /// The report is DIR/source/report.yaml. Existing files are never overwritten.
    New {
        /// Folder to write to (created if missing)
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
    /// Explain a message code such as P0012
    Explain {
        /// Code to explain [default: list all codes]
        #[arg(value_name = "CODE")]
        code: Option<String>,
    },
    /// List the built-in templates, or write a copy of one to change
    ///
    /// The copy is templates/NAME/template.yaml, or DIR/template.yaml. Values that it leaves out come
    /// from the template that it extends. Existing files are never overwritten.
    Templates {
        /// Template to copy [default: list all templates]
        #[arg(value_name = "NAME")]
        name: Option<String>,
        /// Folder to write to [default: templates/NAME]
        #[arg(value_name = "DIR")]
        folder: Option<PathBuf>,
    },
    /// Print the labels of a language ("Contents", "Panel"), as a file to change
    Labels {
        /// Language of the labels [default: list all languages]
        #[arg(value_name = "LANGUAGE")]
        language: Option<String>,
    },
    /// Print a JSON Schema for editors
    Schema {
        /// Kind of file that the schema describes
        #[arg(value_name = "WHAT", default_value = "report")]
        of: SchemaName,
    },
    /// Print the completions for a shell
    Completions {
        /// Shell to print completions for
        shell: Shell,
    },
    /// Print a man page
    Man {
        /// Command that the page describes [default: plenary itself]
        #[arg(value_name = "COMMAND")]
        page: Option<String>,
    },
}

/// The arguments of `preflight`.
#[derive(Debug, Args)]
pub struct PreflightArguments {
    /// The reports.
    #[command(flatten)]
    pub input: InputArguments,
    /// Options of the PDF for print.
    #[command(flatten)]
    pub print: PrintArguments,
}

/// The arguments of `check`.
#[derive(Debug, Args)]
pub struct CheckArguments {
    /// The reports.
    #[command(flatten)]
    pub input: InputArguments,
    /// Correct common slips of the language, and hyphens in ranges, in the reports; the previous version of
    /// each is kept beside it
    #[arg(long)]
    pub fix: bool,
}

/// The kind of file that a schema describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SchemaName {
    /// A report
    Report,
    /// A template.yaml
    Template,
    /// The labels of a language
    Labels,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_definition_is_consistent() {
        Cli::command().debug_assert();
    }
}
