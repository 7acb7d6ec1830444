//! The program: everything that touches files, the environment or the terminal.

mod cli;
mod commands;
mod exit_status;
mod file_identity;
mod input_files;
mod lsp;
mod manifest;
mod messages;
mod output_folder;
mod panics;
mod progress;
mod running_previews;
mod shard;
mod stop;
mod threads;
mod version;

use std::env;
use std::ffi::OsString;
use std::io;
use std::process::ExitCode;

use clap::Parser;
use clap::error::ErrorKind;

use cli::{Cli, MessageFormat};
use exit_status::{CommandError, ExitStatus};

/// Writing a report allocates millions of small strings, for which the usual allocators are slower.
#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    #[cfg(unix)]
    panics::leave_backtraces_to_panics();
    let arguments: Vec<OsString> = env::args_os().collect();
    let format = MessageFormat::asked(&arguments);
    panics::keep_messages(format);
    stop::exit_on_signals();
    let status = panics::caught("plenary", || run(&arguments)).flatten();
    let status = status.unwrap_or_else(|error| {
        messages::print_error(format, &error.to_string());
        error.exit_status()
    });
    status.into()
}

fn run(arguments: &[OsString]) -> Result<ExitStatus, CommandError> {
    match Cli::try_parse_from(arguments) {
        Ok(cli) => commands::run(cli),
        Err(help) if help.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            messages::to_stderr(&help.render().to_string());
            Ok(ExitStatus::Usage)
        }
        Err(error) if error.use_stderr() => Err(CommandError::Usage(usage(&error))),
        // The help or the version was asked for. A closed pipe is not an error.
        Err(text) => match text.print() {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                Err(CommandError::stdout(error))
            }
            Ok(()) | Err(_) => Ok(ExitStatus::Success),
        },
    }
}

/// The message of clap about invalid arguments, without its own heading.
fn usage(error: &clap::Error) -> String {
    let text = error.render().to_string();
    text.strip_prefix("error: ").unwrap_or(&text).trim_end().to_owned()
}
