//! The commands, one module each.

mod build;
mod check;
mod explain;
mod layout;
mod new;
mod output_names;
mod plan;
mod preflight;
mod preflight_report;
mod print;
mod templates;

use crate::cli::{Cli, Command};
use crate::exit_status::ExitStatus;

/// Runs the command.
pub fn run(cli: Cli) -> ExitStatus {
    let status = match cli.command {
        Command::Build(arguments) => build::build(&arguments),
        Command::Check(arguments) => check::check(&arguments),
        Command::Preflight(arguments) => preflight::preflight(&arguments),
        Command::Layout(arguments) => layout::layout(&arguments),
        Command::New { folder } => new::new(&folder),
        Command::Explain { code } => explain::explain(code.as_deref()),
        Command::Templates { name: None, .. } => templates::list(),
        Command::Templates { name: Some(name), folder } => templates::copy(&name, folder),
        Command::Labels { language } => templates::labels(language.as_deref()),
        Command::Schema { of } => print::schema(of),
        Command::Completions { shell } => print::completions(shell),
        Command::Man { page } => print::man(page.as_deref()),
    };
    status.unwrap_or_else(|error| {
        crate::messages::print_error(&error.to_string());
        error.exit_status()
    })
}
