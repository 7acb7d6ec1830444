//! The blocks as poppler finds them: the text that `pdfinfo -struct-text` prints below the tags.

use std::path::Path;
use std::process::Command;

use super::{LEAVES, SKIPPED};

/// The texts of blocks in the order of the tags.
pub fn blocks(file: &Path) -> Vec<String> {
    let output = Command::new("pdfinfo").arg("-struct-text").arg(file).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    let tree = String::from_utf8(output.stdout).unwrap();
    let mut blocks: Vec<String> = Vec::new();
    let mut skipped: Option<usize> = None;
    for line in tree.lines() {
        let text = line.trim_start();
        let indent = line.len() - text.len();
        if skipped.is_some_and(|above| indent > above) {
            continue;
        }
        skipped = None;
        let tag = text.split([' ', ':']).next().unwrap();
        if SKIPPED.contains(&tag) {
            skipped = Some(indent);
        } else if LEAVES.contains(&tag) {
            blocks.push(String::new());
        } else if let Some(text) = text.strip_prefix('"') {
            // A picture on the cover comes before any block, and has no text.
            let text = text.strip_suffix('"').unwrap_or(text);
            match blocks.last_mut() {
                Some(last) => last.push_str(text),
                None => assert_eq!(text, "", "text outside of blocks"),
            }
        }
    }
    blocks
}
