//! The program: everything that touches files, the environment or the terminal.

mod cli;
mod commands;
mod exit_status;
mod messages;
mod output_file;
mod progress;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    commands::run(cli::Cli::parse()).into()
}
