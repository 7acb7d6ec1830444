//! The command line as typed. The doc comments become the help, the man pages and the shell
//! completions. `commands::plan` resolves the arguments.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use plenary::imports::TrackedChanges;
use plenary::pdf::{Archive, Standards, Version};
use plenary::{Date, Format, Limit};

use crate::shard::Shard;
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
    /// A revision is a file, or a version that git knows, such as HEAD~3:report.yaml. Template and
    /// pictures are those in the folder of the file.
    Compare(CompareArguments),
    /// List the changes and comments of returned Word drafts, and write accepted ones into the report
    ///
    /// Finds tracked changes, and changes that nobody tracked, in files from Word, LibreOffice or Google
    /// Docs. Without --apply, nothing is written.
    Review(ReviewArguments),
    /// Make a report of a Word or Markdown file, such as last year's report
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
    /// Speaks the Language Server Protocol on the standard input and output. Editors start it: docs/editor.md
    /// has the settings.
    Lsp(LspArguments),
    /// Show the pages in a browser while you write
    ///
    /// Every save of a report shows at once, at the place that you look at. A click on a word shows its
    /// line in the source; a double click changes words in the source. Only programs on this computer that
    /// know the printed address can see the pages.
    #[cfg(feature = "preview")]
    Preview(PreviewArguments),
    /// Write a small complete report to start from
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

/// The arguments of `lsp`.
#[derive(Debug, Args)]
pub struct LspArguments {
    /// Template: a name, or a folder with a template.yaml
    #[arg(long, value_name = "NAME|DIR", default_value = "conference")]
    pub template: PathBuf,
    /// Allow larger inputs than usual, such as text-length=500000; see docs/limits.md
    #[arg(long, value_name = "NAME=VALUE", value_parser = limit)]
    pub limit: Vec<(Limit, u64)>,
    /// Ignored: some editors name the only way of communication that there is
    #[arg(long, hide = true)]
    pub stdio: bool,
}

/// The arguments of `preview`.
#[cfg(feature = "preview")]
#[derive(Debug, Args)]
pub struct PreviewArguments {
    /// Reports to show [default: every .yaml file in source/]
    #[arg(value_name = "REPORT.yaml")]
    pub reports: Vec<PathBuf>,
    /// Port of the address [default: any free one]
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    pub port: u16,
    /// Print the address without opening a browser
    #[arg(long)]
    pub no_open: bool,
    /// Command that opens a place of the source, such as "hx {file}:{line}:{column}" [default: a link that
    /// opens Visual Studio Code]
    #[arg(long, value_name = "COMMAND")]
    pub editor: Option<String>,
    /// Template: a name, or a folder with a template.yaml
    #[arg(long, value_name = "NAME|DIR", default_value = "conference")]
    pub template: PathBuf,
    /// Number of threads [default: one per core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub jobs: Option<u16>,
    /// Allow larger inputs than usual, such as text-length=500000; see docs/limits.md
    #[arg(long, value_name = "NAME=VALUE", value_parser = limit)]
    pub limit: Vec<(Limit, u64)>,
}

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
    /// Build again whenever a file that the build used changes, until Ctrl+C
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
    /// Begin no other report after one has failed
    #[arg(long)]
    pub fail_fast: bool,
    /// Keep a manifest in the output folder and skip reports that are unchanged; the default for folders,
    /// patterns and lists
    #[arg(long, conflicts_with = "watch")]
    pub manifest: bool,
    /// Build one part of the reports, such as 3/100; the other parts are for other machines
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
    /// Correct common slips of the language and hyphens in ranges in the reports; each older report is
    /// kept beside the new one
    #[arg(long)]
    pub fix: bool,
}

/// Options of the PDF for print.
#[derive(Clone, Copy, Debug, Args)]
pub struct PrintArguments {
    /// Pad the PDF for print with blank pages to a multiple of N
    #[arg(long, value_name = "N", default_value_t = 1)]
    #[arg(value_parser = clap::value_parser!(u16).range(1..=64))]
    pub pages_multiple: u16,
}

/// The name of a PDF standard on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PdfStandard {
    /// PDF/UA-1: accessible
    #[value(name = "ua-1")]
    Ua1,
    /// PDF/A-2a: archivable
    #[value(name = "a-2a")]
    A2a,
    /// PDF/A-3a: archivable, with the source of the report attached
    #[value(name = "a-3a")]
    A3a,
    /// PDF/UA-2: accessible, PDF 2.0
    #[value(name = "ua-2")]
    Ua2,
    /// PDF/A-4: archivable, PDF 2.0
    #[value(name = "a-4")]
    A4,
}

/// Combines standards. Returns `None` if they exclude each other: two kinds of PDF/A, or standards
/// of different PDF versions.
pub fn standards(asked: &[PdfStandard]) -> Option<Standards> {
    let has = |standard| asked.contains(&standard);
    let archives = [
        (PdfStandard::A2a, Archive::A2a),
        (PdfStandard::A3a, Archive::A3a),
        (PdfStandard::A4, Archive::A4),
    ];
    let mut archives = archives.into_iter().filter(|(asked, _)| has(*asked)).map(|(_, it)| it);
    let (archive, another) = (archives.next(), archives.next());
    let newer = has(PdfStandard::Ua2) || has(PdfStandard::A4);
    let older = [PdfStandard::Ua1, PdfStandard::A2a, PdfStandard::A3a].into_iter().any(has);
    let version = if newer { Version::Pdf20 } else { Version::Pdf17 };
    let accessible = has(PdfStandard::Ua1) || has(PdfStandard::Ua2);
    let standards = Standards { version, accessible, archive };
    (another.is_none() && !(newer && older)).then_some(standards)
}

/// The arguments that `build`, `check`, `layout` and `preflight` share.
#[derive(Debug, Args)]
pub struct InputArguments {
    /// Reports to read: files, folders, patterns such as 'archive/**/*.yaml', or - for a list on the
    /// standard input [default: every .yaml file in source/]
    #[arg(value_name = "REPORT.yaml")]
    pub reports: Vec<PathBuf>,
    /// Read the paths of reports from a list, one per line or separated by NUL; - is the standard input
    #[arg(long, value_name = "FILE")]
    pub files_from: Option<PathBuf>,
    /// How the reports are read.
    #[command(flatten)]
    pub common: CommonArguments,
}

/// The arguments of `review`.
#[derive(Debug, Args)]
pub struct ReviewArguments {
    /// Word files that reviewers sent back
    #[arg(value_name = "RETURNED.docx", required_unless_present_any = ["list", "resolve"])]
    pub files: Vec<PathBuf>,
    /// Report that the drafts were made of [default: the report in source/ with the name of the first
    /// file, or the only one]
    #[arg(long, value_name = "REPORT.yaml")]
    pub source: Option<PathBuf>,
    /// Older version of the report, of which drafts were made that no longer contain it
    #[arg(long, value_name = "REPORT.yaml")]
    pub base: Option<PathBuf>,
    /// Name to show for changes that were not tracked, or of whoever resolves a comment
    #[arg(long = "as", value_name = "NAME")]
    pub untracked: Option<String>,
    /// Write changes into the report: all, author=NAME, numbers such as 3,7-12, or a file of decisions
    ///
    /// The older report is kept beside it. Nothing but the changed texts is touched.
    #[arg(long, value_name = "CHANGES")]
    pub apply: Option<String>,
    /// Write a page on which to read and decide, for a browser; it saves the decisions for --apply
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
    /// List the comments that were kept
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
    /// What to do with open tracked changes; without it, a file that has any is refused
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
    /// Take them as made
    Accept,
    /// Take them as not made
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

/// How reports are read, and messages printed.
#[derive(Debug, Args)]
pub struct CommonArguments {
    /// Template: a name, or a folder with a template.yaml
    ///
    /// A name is looked up in templates/ beside the report, in templates/ in the current directory,
    /// and among the built-in templates.
    #[arg(long, value_name = "NAME|DIR", default_value = "conference")]
    pub template: PathBuf,
    /// Number of threads [default: one per core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub jobs: Option<u16>,
    /// Allow larger inputs than usual, such as text-length=500000; see docs/limits.md
    #[arg(long, value_name = "NAME=VALUE", value_parser = limit)]
    pub limit: Vec<(Limit, u64)>,
    /// End after so many seconds, with status 124; unfinished reports keep their older outputs
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u32).range(1..))]
    pub timeout: Option<u32>,
    /// Treat warnings as errors
    #[arg(long)]
    pub strict: bool,
    /// Print errors only
    #[arg(long, short)]
    pub quiet: bool,
    /// Form of messages: text for people, one JSON object per line, or one SARIF 2.1.0 log
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub message_format: MessageFormat,
}

/// Parses the value of a limit: `text-length=500000`.
fn limit(typed: &str) -> Result<(Limit, u64), String> {
    let (name, value) = typed.split_once('=').ok_or("expected NAME=VALUE")?;
    let limit = Limit::find(name).ok_or_else(|| {
        let known: Vec<_> = Limit::ALL.iter().map(|limit| limit.name()).collect();
        format!("no limit has this name; there are {}", known.join(", "))
    })?;
    let value = value.parse().map_err(|_| format!("`{value}` is not a whole number"))?;
    Ok((limit, value))
}

/// The form in which messages are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum MessageFormat {
    /// Text for people
    Human,
    /// One JSON object per line
    Json,
    /// One SARIF 2.1.0 log at the end, for editors and code scanning
    Sarif,
}

impl MessageFormat {
    /// The form that the arguments name, even if others among them are invalid.
    pub fn asked(arguments: &[OsString]) -> MessageFormat {
        let mut format = MessageFormat::Human;
        let mut options =
            arguments.iter().map(|it| it.to_string_lossy()).take_while(|it| it != "--");
        while let Some(option) = options.next() {
            let value = match option.strip_prefix("--message-format") {
                Some("") => options.next(),
                Some(value) => value.strip_prefix('=').map(|value| value.to_owned().into()),
                None => None,
            };
            let named = value.and_then(|value| MessageFormat::from_str(&value, false).ok());
            format = named.unwrap_or(format);
        }
        format
    }
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

/// The name of an output format on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FormatName {
    /// PDF for readers: accessible and archivable
    Pdf,
    /// PDF for print: PDF/X-4 with bleed and marks
    PdfPrint,
    /// Word
    Docx,
    /// EPUB 3.3
    Epub,
    /// Web page: one file with fonts and pictures
    Html,
    /// Plain text
    Txt,
    /// Markdown: CommonMark with footnotes and pipe tables
    Md,
}

impl From<FormatName> for Format {
    fn from(name: FormatName) -> Self {
        match name {
            FormatName::Pdf => Format::Pdf,
            FormatName::PdfPrint => Format::PdfPrint,
            FormatName::Docx => Format::Docx,
            FormatName::Epub => Format::Epub,
            FormatName::Html => Format::Html,
            FormatName::Txt => Format::Text,
            FormatName::Md => Format::Markdown,
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_definition_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn formats_have_the_same_name_in_the_library() {
        for name in FormatName::value_variants() {
            let typed = name.to_possible_value().unwrap();
            assert_eq!(typed.get_name(), Format::from(*name).name());
        }
    }

    #[test]
    fn the_form_of_messages_is_known_before_arguments_are_valid() {
        let asked = |arguments: &str| {
            MessageFormat::asked(&arguments.split(' ').map(OsString::from).collect::<Vec<_>>())
        };
        assert_eq!(asked("plenary build --to rtf --message-format json"), MessageFormat::Json);
        assert_eq!(asked("plenary --message-format=sarif nonsense"), MessageFormat::Sarif);
        for other in ["plenary", "plenary --message-format", "plenary -- --message-format json"] {
            assert_eq!(asked(other), MessageFormat::Human);
        }
    }

    #[test]
    fn standards_that_exclude_each_other_are_refused() {
        use PdfStandard::{A2a, A3a, A4, Ua1, Ua2};
        assert_eq!(standards(&[Ua1, A2a]), Some(Standards::default()));
        assert_eq!(standards(&[A2a, A3a]), None);
        assert_eq!(standards(&[A3a]).map(Standards::attaches), Some(true));
        let newer =
            Standards { version: Version::Pdf20, accessible: true, archive: Some(Archive::A4) };
        assert_eq!(standards(&[Ua2, A4]), Some(newer));
        assert_eq!((standards(&[Ua1, A4]), standards(&[Ua1, Ua2])), (None, None));
    }
}
