//! The arguments of `lsp` and `preview`.

#[cfg(feature = "preview")]
use std::path::PathBuf;

use clap::Args;

use super::ReadingArguments;

/// The arguments of `lsp`.
#[derive(Debug, Args)]
pub struct LspArguments {
    /// How the reports are read.
    #[command(flatten)]
    pub reading: ReadingArguments,
    /// Ignored; some editors pass it, although no other way of communication exists
    #[arg(long, hide = true)]
    pub stdio: bool,
}

/// The arguments of `preview`.
#[cfg(feature = "preview")]
#[derive(Debug, Args)]
pub struct PreviewArguments {
    /// Reports to show [default: every .yaml file in source/]
    #[arg(value_name = "REPORT.yaml")]
    pub reports: Vec<PathBuf>,
    /// Port of the address [default: any free port]
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    pub port: u16,
    /// Print the address without opening a browser
    #[arg(long)]
    pub no_open: bool,
    /// Command or link that opens a place in the source, such as "hx {file}:{line}:{column}" [default: a link that
    /// opens Visual Studio Code]
    #[arg(long, value_name = "COMMAND")]
    pub editor: Option<String>,
    /// How the reports are read.
    #[command(flatten)]
    pub reading: ReadingArguments,
    /// Number of threads [default: one per core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub jobs: Option<u16>,
}
