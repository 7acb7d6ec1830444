//! The way in from Word and Markdown: makes the report that an editor would have written.
//!
//! A front ([`word`](crate::word), Markdown) reads its file into a [`flat::Flat`]: blocks one after the
//! other, as they look. Recognition makes an [`report::ImportedReport`] of it: sections, people,
//! recommendations. That is written as YAML, read again, and compared with the flat blocks word by
//! word.

#[expect(dead_code, reason = "`plenary import` will read files into it")]
pub mod flat;
#[expect(dead_code, reason = "`plenary import` will read Markdown")]
mod markdown;
#[expect(dead_code, reason = "`plenary import` will recognize reports with it")]
pub mod recognize;
pub mod report;
mod visit;
#[expect(dead_code, reason = "`plenary import` will read Word files with it")]
pub mod word;
#[expect(dead_code, reason = "`plenary import` will write it")]
mod write;
