//! The list of comments for the terminal.

use super::CommentsFile;

impl CommentsFile {
    /// Lists the comments in lines of at most `width` columns: open ones, then the number of those that
    /// are resolved.
    pub fn list(&self, width: usize) -> String {
        let _ = width;
        String::new()
    }
}
