//! Tests of the program from outside: the command line, and the architecture of the source.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod architecture;
mod archive;
mod cli;
mod editions;
mod error_recovery;
mod external_files;
mod golden;
#[cfg(unix)]
mod hostile;
#[cfg(unix)]
mod language_server;
mod output_files;
mod pdf_files;
#[cfg(all(unix, feature = "preview"))]
mod preview;
mod public_api;
mod review;
mod watch;
