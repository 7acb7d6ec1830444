//! The commands, one module each.

mod build;
mod check;
mod compare;
mod explain;
mod found;
mod import;
mod layout;
mod new;
mod output_names;
mod plan;
mod preflight;
mod preflight_json;
mod preflight_report;
#[cfg(feature = "preview")]
mod preview;
mod print;
mod review;
mod review_comments;
mod review_selection;
mod revision;
mod sources;
mod templates;
mod watch;

use crate::cli::{Cli, Command};
use crate::exit_status::{CommandError, ExitStatus};
use crate::lsp;
use crate::threads;

/// Runs the command.
pub fn run(cli: Cli) -> Result<ExitStatus, CommandError> {
    match cli.command {
        Command::Build(arguments) => build::build(&arguments),
        Command::Check(arguments) => {
            threads::run(arguments.input.common.jobs, || check::check(&arguments))
        }
        Command::Compare(arguments) => {
            threads::run(arguments.common.jobs, || compare::compare(&arguments))
        }
        Command::Import(arguments) => import::import(&arguments),
        Command::Review(arguments) => {
            threads::run(arguments.common.jobs, || review::review(&arguments))
        }
        Command::Preflight(arguments) => {
            threads::run(arguments.input.common.jobs, || preflight::preflight(&arguments))
        }
        Command::Layout(arguments) => {
            threads::run(arguments.common.jobs, || layout::layout(&arguments))
        }
        Command::Lsp(arguments) => threads::run(None, || lsp::lsp(&arguments)),
        #[cfg(feature = "preview")]
        Command::Preview(arguments) => preview::preview(&arguments),
        Command::New { folder } => new::new(&folder),
        Command::Explain { code } => explain::explain(code.as_deref()),
        Command::Templates { name: None, .. } => templates::list(),
        Command::Templates { name: Some(name), folder } => templates::copy(&name, folder),
        Command::Labels { language } => templates::labels(language.as_deref()),
        Command::Schema { of } => print::schema(of),
        Command::Completions { shell } => print::completions(shell),
        Command::Man { page } => print::man(page.as_deref()),
    }
}
