//! Tests that look inside the library: goldens of small sources, and outputs read back by other
//! programs. Tests of the program from outside are in `tests/suite`.

mod agreement_of_formats;
mod all_formats;
mod case;
mod damaged_files;
mod editions;
mod errors;
mod everything;
mod generated_reports;
#[path = "../tests/suite/golden.rs"]
mod golden;
mod imports;
mod kept_sections;
mod markdown;
mod ordinals;
mod origin;
mod original_text;
mod page_dump;
mod page_pictures;
mod pdf_readers;
mod report_generator;
mod review;
mod rewritten_sources;
mod right_to_left;
#[path = "../benches/src/scaled.rs"]
mod scaled;
mod sentences;
mod slips;
mod small_sources;
mod warm_builds;
mod word_draft;
mod word_indexes;

pub use case::word_files;
