//! The command line as it is typed. The doc comments are the help, the man page and the shell
//! completions; what they come to is the plan of `commands`.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use plenary::export::Format;
use plenary::export::pdf::{Archive, Standards, Version};

/// Compile a conference report into PDF, Word, EPUB and plain text
///
/// One YAML source gives all four, with the same panels, footnotes, recommendations and numbers in
/// each. Start with `plenary new DIR`.
#[derive(Debug, Parser)]
#[command(name = "plenary", version, max_term_width = 100, after_long_help = AFTERWORD)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

const AFTERWORD: &str = "\
Exit status:
  0  done
  1  a report has errors; nothing is written for it, and its older outputs stay as they are
  2  wrong usage
  3  reading or writing failed

Environment:
  SOURCE_DATE_EPOCH  the date that formats ask for, in seconds since 1970-01-01 UTC; left out, it
                     is the day of publication
  NO_COLOR           messages without colours";

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Compile reports
    Build(BuildArguments),
    /// Look for errors in reports, and write nothing
    ///
    /// Editions of one report, report.en.yaml beside report.ru.yaml, are lined up: what is missing
    /// from one of them, other figures, dates, notes or people, what is not translated. A report that
    /// is named is compared with the editions that stand beside it.
    Check(InputArguments),
    /// Print what a printer asks of reports, and write nothing
    ///
    /// Pages and sizes, inks and how much they cover, fonts, the resolution of pictures as they are
    /// printed.
    Preflight(PreflightArguments),
    /// Say how good the pages of reports are, and write nothing
    ///
    /// Prints figures that are measured on the finished pages: lines too long or too loose,
    /// hyphens, lines left alone, headings and lead-ins at the foot of a page, notes away from
    /// their references. With --strict, a fault among them ends with exit status 1.
    Layout(InputArguments),
    /// Write a small complete report to start from
    ///
    /// The report is DIR/source/report.yaml. Nothing that exists is overwritten.
    New {
        /// The folder to write it to
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
    /// Explain a code of a message, such as P0012
    Explain {
        /// The code; left out, all are listed
        #[arg(value_name = "CODE")]
        code: Option<String>,
    },
    /// List the templates that are built in, or write a copy of one to change
    ///
    /// The copy is templates/NAME/template.yaml, or stands in DIR. What it does not say comes from
    /// the template that it extends. Nothing that exists is overwritten.
    Templates {
        /// The template to copy; left out, all are listed
        #[arg(value_name = "NAME")]
        name: Option<String>,
        /// The folder to write it to; left out, templates/NAME
        #[arg(value_name = "DIR")]
        folder: Option<PathBuf>,
    },
    /// Print the generated words of a language, as a file to change
    Labels {
        /// The language; left out, all are listed
        #[arg(value_name = "LANGUAGE")]
        language: Option<String>,
    },
    /// Print a JSON Schema, for editors
    Schema {
        /// What it describes
        #[arg(value_name = "WHAT", default_value = "report")]
        of: SchemaName,
    },
    /// Print the completions for a shell
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Print a man page
    Man {
        /// The command that the page is about; left out, plenary itself
        #[arg(value_name = "COMMAND")]
        page: Option<String>,
    },
}

/// What `build` is told.
#[derive(Debug, Args)]
pub struct BuildArguments {
    /// The reports.
    #[command(flatten)]
    pub input: InputArguments,
    /// Formats to write
    #[arg(long, value_name = "FORMAT", value_delimiter = ',', default_value = "pdf,docx,epub,txt")]
    pub to: Vec<FormatName>,
    /// Folder to write to; it is made where it is missing
    #[arg(long, value_name = "DIR", default_value = "dist")]
    pub out: PathBuf,
    /// Write plain text in ASCII: quotation marks, dashes and accents become their plain forms
    #[arg(long)]
    pub ascii: bool,
    /// Standards that the PDF for readers keeps: ua-1 with a-2a, or with a-3a, which holds the
    /// report's source; or ua-2 with a-4, of PDF 2.0
    #[arg(long, value_name = "STANDARD", value_delimiter = ',', default_value = "ua-1,a-2a")]
    pub pdf_standard: Vec<PdfStandard>,
    /// What the PDF for print is told.
    #[command(flatten)]
    pub print: PrintArguments,
}

/// What `preflight` is told.
#[derive(Debug, Args)]
pub struct PreflightArguments {
    /// The reports.
    #[command(flatten)]
    pub input: InputArguments,
    /// What the PDF for print is told.
    #[command(flatten)]
    pub print: PrintArguments,
}

/// What the PDF for print is told.
#[derive(Clone, Copy, Debug, Args)]
pub struct PrintArguments {
    /// Add blank pages to the PDF for print until their number is a multiple of N
    #[arg(long, value_name = "N", default_value_t = 1)]
    #[arg(value_parser = clap::value_parser!(u16).range(1..=64))]
    pub pages_multiple: u16,
}

/// A standard by its name on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PdfStandard {
    /// PDF/UA-1: accessible
    #[value(name = "ua-1")]
    Ua1,
    /// PDF/A-2a: for archives
    #[value(name = "a-2a")]
    A2a,
    /// PDF/A-3a: for archives, with the report's source attached
    #[value(name = "a-3a")]
    A3a,
    /// PDF/UA-2: accessible, PDF 2.0
    #[value(name = "ua-2")]
    Ua2,
    /// PDF/A-4: for archives, PDF 2.0
    #[value(name = "a-4")]
    A4,
}

/// Standards that go together; `None` where some of them do not: two kinds of PDF/A, or standards
/// of two versions of PDF.
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

/// What `build`, `check` and `layout` are told.
#[derive(Debug, Args)]
pub struct InputArguments {
    /// Reports to read; left out, every .yaml file in the folder source
    #[arg(value_name = "REPORT.yaml")]
    pub reports: Vec<PathBuf>,
    /// Template: a name, or a folder that holds a template.yaml
    ///
    /// A name is looked up in the folder templates beside the report, in the folder templates
    /// here, and among the templates that are built in.
    #[arg(long, value_name = "NAME|DIR", default_value = "conference")]
    pub template: PathBuf,
    /// How many threads to use; left out, one for each core
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub jobs: Option<u16>,
    /// Take warnings as errors
    #[arg(long)]
    pub strict: bool,
    /// Print errors only
    #[arg(long, short)]
    pub quiet: bool,
    /// How to print messages: for people, as one JSON object a line, or as one SARIF 2.1.0 log
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub message_format: MessageFormat,
}

/// For whom messages are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum MessageFormat {
    /// For people
    Human,
    /// For machines: one JSON object a line
    Json,
    /// For editors and code scanning: one log in SARIF 2.1.0, when all is done
    Sarif,
}

/// What a schema describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SchemaName {
    /// The source of a report
    Report,
    /// A template.yaml
    Template,
    /// Generated words of a language
    Labels,
}

/// A format by its name on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FormatName {
    /// PDF for readers: accessible, and for archives
    Pdf,
    /// PDF for print: PDF/X-4 with bleed and marks
    PdfPrint,
    /// Word
    Docx,
    /// EPUB 3.3
    Epub,
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
    fn the_definition_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn a_format_has_one_name() {
        for name in FormatName::value_variants() {
            let typed = name.to_possible_value().unwrap();
            assert_eq!(typed.get_name(), Format::from(*name).name());
        }
    }

    #[test]
    fn one_kind_of_archive_goes_with_accessibility() {
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
