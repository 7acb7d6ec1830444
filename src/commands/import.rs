//! `plenary import`: makes a report from a Word or Markdown file.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use plenary::imports::{self, ImportError, Imported, Settings};
use plenary::{FilePath, Limit, Options, World};

use super::found::{WIDTH, folder_and_name};
use crate::cli::{ImportArguments, MessageFormat};
use crate::exit_status::{CommandError, ExitStatus};
use crate::input_files::InputFiles;
use crate::messages::{Printer, print, to_stdout};
use crate::output_folder::{OutputFile, OutputFolder, Replace};
use crate::panics::caught;

/// Imports a file.
pub fn import(arguments: &ImportArguments) -> Result<ExitStatus, CommandError> {
    let name = arguments.file.display().to_string();
    caught(&name, || run(arguments)).flatten()
}

fn run(arguments: &ImportArguments) -> Result<ExitStatus, CommandError> {
    let mut options = Options::default();
    for (limit, most) in &arguments.limit {
        options.limits.set(*limit, *most);
    }
    let printer = Printer {
        format: arguments.message_format,
        errors_only: false,
        most: options.limits.get(Limit::Messages),
    };
    let out = out(arguments)?;
    let (folder, report) = folder_and_name(&out);
    let inputs = InputFiles::default();
    let replace = if arguments.force { Replace::AllBut(&inputs) } else { Replace::Nothing };
    folder.check(&report, replace)?;
    let most = options.limits.get(Limit::WordSize);
    let bytes = inputs.read(&FilePath::typed(&arguments.file), most)?;
    let settings = Settings {
        tracked: arguments.tracked.map(Into::into),
        stem: out.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
        date: date(&arguments.file),
    };
    match imports::import(&arguments.file, &bytes, &inputs, &options, &settings) {
        Ok(imported) => {
            folder.write(&files(&report, &imported), replace)?;
            told(&imported, &out, printer)?;
            Ok(ExitStatus::Success)
        }
        Err(error) => failed(&error, arguments, &folder, &report, printer),
    }
}

/// The report to write: in the current directory, unless it is named.
fn out(arguments: &ImportArguments) -> Result<PathBuf, CommandError> {
    if let Some(out) = &arguments.out {
        return Ok(out.clone());
    }
    let stem = arguments.file.file_stem().ok_or_else(|| {
        CommandError::Usage(format!("{} is not a file name", arguments.file.display()))
    })?;
    Ok(Path::new(stem).with_extension("yaml"))
}

/// The day on which the file was last changed.
fn date(file: &Path) -> String {
    let changed = std::fs::metadata(file).and_then(|it| it.modified()).ok();
    let since = changed.and_then(|it| it.duration_since(std::time::UNIX_EPOCH).ok());
    let seconds = since.map_or(0, |since| since.as_secs());
    let day = i64::try_from(seconds).ok().and_then(|it| chrono::DateTime::from_timestamp(it, 0));
    day.map(|day| day.format("%Y-%m-%d").to_string()).unwrap_or_default()
}

fn files(report: &OsStr, imported: &Imported) -> Vec<OutputFile> {
    let yaml = OutputFile { name: report.to_owned(), bytes: imported.yaml.clone().into() };
    let pictures = imported.pictures.iter();
    let pictures =
        pictures.map(|it| OutputFile { name: it.name.clone().into(), bytes: it.bytes.clone() });
    [yaml].into_iter().chain(pictures).collect()
}

fn told(imported: &Imported, out: &Path, printer: Printer) -> Result<(), CommandError> {
    let lines = match printer.format {
        MessageFormat::Human => {
            format!("{}\n{}", out.display(), imported.summary.list(WIDTH))
        }
        MessageFormat::Json | MessageFormat::Sarif => format!("{}\n", imported.summary.json()),
    };
    to_stdout(printer.safe(&lines).as_bytes()).map_err(CommandError::stdout)
}

/// Reports why a file cannot be imported. The rejected result is kept beside the report, as
/// `report.rejected.yaml`.
fn failed(
    error: &ImportError,
    arguments: &ImportArguments,
    folder: &OutputFolder,
    report: &OsStr,
    printer: Printer,
) -> Result<ExitStatus, CommandError> {
    let file = arguments.file.display();
    let (messages, yaml) = match error {
        ImportError::Words { yaml, .. } => (Vec::new(), Some(yaml)),
        ImportError::Invalid { error, yaml } => (printer.error(error), Some(yaml)),
        ImportError::File(..) | _ => (Vec::new(), None),
    };
    let mut rest = String::new();
    if let Some(yaml) = yaml {
        let name = rejected(report);
        let bytes = yaml.clone().into();
        let kept = OutputFile { name: name.clone(), bytes };
        folder.write(&[kept], Replace::AllBut(&InputFiles::default()))?;
        rest = format!("\n  this is a bug; what was made of it is in {}", name.display());
    }
    let first = printer.failure(&format!("{file}: {error}{rest}"));
    print(messages.into_iter().chain([first]).collect());
    Ok(ExitStatus::Failure)
}

fn rejected(report: &OsStr) -> OsString {
    let mut name = Path::new(report).file_stem().unwrap_or_default().to_owned();
    name.push(".rejected.yaml");
    name
}
