//! `plenary templates` and `plenary labels`: lists and copies the built-in templates and labels.

use std::path::{Path, PathBuf};

use plenary::builtin;

use crate::exit_status::{CommandError, ExitStatus};
use crate::messages::{printable_lines, to_stdout};
use crate::output_folder::{OutputFile, write_new};

/// Prints each built-in template with its description.
pub fn list() -> Result<ExitStatus, CommandError> {
    print(&builtin::template_names().map(line).collect::<String>())
}

fn line(name: &'static str) -> String {
    let description = builtin::template_description(name).unwrap_or_default();
    format!("{name:12}  {description}\n")
}

/// Writes a copy of a built-in template and its schema.
pub fn copy(name: &str, folder: Option<PathBuf>) -> Result<ExitStatus, CommandError> {
    let text = builtin::template(name)
        .ok_or_else(|| unknown("template", name, builtin::template_names()))?;
    let folder = folder.unwrap_or_else(|| Path::new("templates").join(name));
    let file = |name: &str, text: String| OutputFile { name: name.into(), bytes: text.into() };
    let schema = builtin::template_schema();
    write_new(
        &folder,
        &[file("template.yaml", text.into()), file("template.schema.json", schema)],
    )?;
    print(&printable_lines(&format!("{} written\n", folder.join("template.yaml").display())))
}

/// Prints the labels of a language, or the list of all languages.
pub fn labels(language: Option<&str>) -> Result<ExitStatus, CommandError> {
    let Some(language) = language else {
        return print(
            &builtin::languages().map(|language| format!("{language}\n")).collect::<String>(),
        );
    };
    let labels = builtin::labels(language);
    print(labels.ok_or_else(|| unknown("language", language, builtin::languages()))?)
}

fn unknown(what: &str, name: &str, known: impl Iterator<Item = &'static str>) -> CommandError {
    let known: Vec<&str> = known.collect();
    CommandError::Usage(format!("unknown {what} {name}; built in: {}", known.join(", ")))
}

fn print(text: &str) -> Result<ExitStatus, CommandError> {
    to_stdout(text.as_bytes()).map_err(CommandError::stdout)?;
    Ok(ExitStatus::Success)
}
