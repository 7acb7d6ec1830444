//! The program: everything that touches files, the environment or the terminal.

mod cli;
mod commands;
mod exit_status;
mod file_identity;
mod input_files;
mod messages;
mod output_folder;
mod progress;
mod stop;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    stop::exit_on_signals();
    commands::run(cli::Cli::parse()).into()
}
