//! Every test that looks at the program from outside, in one binary.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod agreement;
mod architecture;
mod blocks;
mod cli;
mod editions;
mod error_recovery;
mod errors;
mod external_files;
mod formats;
mod golden;
mod layout;
mod markdown;
mod origin;
mod original;
mod pdf;
mod pictures;
#[path = "../../benches/layout/scaled.rs"]
mod scaled;
mod scripts;
