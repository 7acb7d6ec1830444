//! Reads the file.

use super::CommentsFile;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, SourceText};
use crate::limits::{Limit, Limits};
use crate::yaml;

impl CommentsFile {
    /// Reads the file.
    ///
    /// # Errors
    /// Returns every fault with its place.
    pub fn read(file: &str, bytes: &[u8], limits: &Limits) -> Result<CommentsFile, Diagnostics> {
        let text = SourceText::from(bytes);
        let faults = |faults: Vec<Diagnostic>| {
            Diagnostics::new(faults.into_iter().map(|it| it.in_file(file)), &text)
        };
        if let Err(error) = limits.check(Limit::CommentsSize, bytes.len()) {
            return Err(faults(vec![Code::OverLimit.of_limit("the file of comments", error)]));
        }
        let (source, mark) = yaml::decode(bytes).map_err(&faults)?;
        let (tree, found) = yaml::parse_within(source, limits);
        let _ = mark;
        let Some(tree) = tree else {
            return if found.is_empty() {
                Ok(CommentsFile::default())
            } else {
                Err(faults(found.into_iter().collect()))
            };
        };
        yaml::typed(&tree).map_err(|error| faults(vec![error.at(&tree, Code::Unreadable)]))
    }
}
