//! The arguments that commands share.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use plenary::{Limit, Options};

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

/// How reports are read, and messages printed.
#[derive(Debug, Args)]
pub struct CommonArguments {
    /// How the reports are read.
    #[command(flatten)]
    pub reading: ReadingArguments,
    /// Number of threads [default: one per core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub jobs: Option<u16>,
    /// End after this many seconds, with status 124; unfinished reports keep their previous outputs
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

/// With which template and bounds reports are read.
#[derive(Debug, Args)]
pub struct ReadingArguments {
    /// Template: a name, or a folder with a template.yaml
    ///
    /// A name is looked up in templates/ beside the report, in templates/ in the current directory,
    /// and among the built-in templates.
    #[arg(long, value_name = "NAME|DIR", default_value = "conference")]
    pub template: PathBuf,
    /// Allow larger inputs than usual, such as text-length=500000; see docs/limits.md
    #[arg(long, value_name = "NAME=VALUE", value_parser = limit)]
    pub limit: Vec<(Limit, u64)>,
}

impl ReadingArguments {
    /// The options of the library.
    pub fn options(&self) -> Options {
        let mut options = Options::default();
        options.template.clone_from(&self.template);
        for (limit, most) in &self.limit {
            options.limits.set(*limit, *most);
        }
        options
    }
}

/// Parses the value of a limit: `text-length=500000`.
pub fn limit(typed: &str) -> Result<(Limit, u64), String> {
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

#[cfg(test)]
mod tests {
    use super::*;

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
}
