//! Commands that print the program's own definitions: schemas, completions, man pages.

use clap::CommandFactory;
use clap_complete::Shell;
use plenary::builtin;

use crate::cli::{Cli, SchemaName};
use crate::exit_status::{CommandError, ExitStatus};
use crate::messages::to_stdout;

/// Prints a JSON Schema.
pub fn schema(of: SchemaName) -> Result<ExitStatus, CommandError> {
    let text = match of {
        SchemaName::Report => builtin::report_schema(),
        SchemaName::Template => builtin::template_schema(),
        SchemaName::Labels => builtin::labels_schema(),
    };
    print(text.as_bytes())
}

/// Prints the completions of a shell.
pub fn completions(shell: Shell) -> Result<ExitStatus, CommandError> {
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "plenary", &mut text);
    print(&text)
}

/// Prints the man page of a command, or of plenary itself.
pub fn man(page: Option<&str>) -> Result<ExitStatus, CommandError> {
    let mut program = Cli::command();
    program.build();
    let command = match page {
        None => program,
        Some(name) => program
            .find_subcommand(name)
            .ok_or_else(|| CommandError::Usage(format!("unknown command {name}")))?
            .clone(),
    };
    let mut text = Vec::new();
    clap_mangen::Man::new(command).render(&mut text).map_err(CommandError::stdout)?;
    print(&text)
}

fn print(text: &[u8]) -> Result<ExitStatus, CommandError> {
    to_stdout(text).map_err(CommandError::stdout)?;
    Ok(ExitStatus::Success)
}
