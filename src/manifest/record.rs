//! The lines of a manifest: JSON objects, one for each report and its outputs.

use std::path::{Component, PathBuf};

use serde::{Deserialize, Serialize};

use super::file_state::{Digest, Stamp};
use super::inputs::Input;

/// The version of the form of manifests.
pub const VERSION: u32 = 1;

/// A line of a manifest.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Line {
    /// The first line: the version of the format.
    Manifest(u32),
    /// Outputs that are about to be written. Without this line, the outputs of a killed build would be
    /// unknown files.
    Writing(Announcement),
    /// Outputs that are in place.
    Made(Record),
}

/// The outputs of a report that are about to be written.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Announcement {
    /// As [`Record::name`].
    pub name: String,
    /// Their paths below the output folder.
    pub files: Vec<PathBuf>,
}

/// A report and its outputs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// The path of the outputs below the output folder, with `/` and without extension.
    pub name: String,
    /// The source file, as given to the build.
    pub report: PathBuf,
    /// The program that made the outputs.
    pub program: String,
    /// The options that they were made with.
    pub options: Digest,
    /// The number of warnings about the report.
    pub warnings: usize,
    /// Everything that was looked up.
    pub inputs: Vec<Input>,
    /// The outputs; none if they were deleted.
    pub outputs: Vec<Output>,
}

/// An output.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Output {
    /// Its path below the output folder.
    pub file: PathBuf,
    /// Its size.
    pub bytes: u64,
    /// The hash of its content.
    pub blake3: Digest,
    /// The state of the file when it was in place.
    pub stamp: Stamp,
    /// Whether it belongs to an older state of the report, in a format that was not built again.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub older: bool,
}

impl Record {
    /// Whether the path of every output is in the output folder, because a manifest may come from somebody
    /// else.
    pub fn is_safe(&self) -> bool {
        self.outputs.iter().all(|output| {
            let mut parts = output.file.components();
            parts.all(|part| matches!(part, Component::Normal(_)))
                && !output.file.as_os_str().is_empty()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outputs_outside_the_folder_are_refused() {
        let record = |file: &str| {
            let output = Output {
                file: file.into(),
                bytes: 0,
                blake3: Digest::of(b""),
                stamp: serde_json::from_str("[0,0,0,0]").unwrap(),
                older: false,
            };
            Record {
                name: "a".into(),
                report: "a.yaml".into(),
                program: String::new(),
                options: Digest::of(b""),
                warnings: 0,
                inputs: Vec::new(),
                outputs: vec![output],
            }
        };
        assert!(record("2016/a.pdf").is_safe());
        for file in ["../a.pdf", "/etc/passwd", "2016/../../a", "", "."] {
            assert!(!record(file).is_safe(), "{file}");
        }
    }
}
