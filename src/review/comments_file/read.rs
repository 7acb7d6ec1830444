//! Reads the file.

use std::collections::HashSet;

use super::{CommentsFile, KeptComment};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, SourceText};
use crate::limits::{Limit, Limits};
use crate::origin::{Shift, Shifted};
use crate::yaml;
use crate::yaml::tree::Node;

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
        let (tree, mut found) = yaml::parse_within(source, limits);
        for place in found.iter_mut().filter_map(|it| it.place.as_mut()) {
            *place = place.start + mark..place.end + mark;
        }
        if found.has_errors() {
            return Err(faults(found.into_iter().collect()));
        }
        let Some(mut tree) = tree else { return Ok(CommentsFile::default()) };
        tree.shift(Shift::by(mark));
        let read = yaml::typed(&tree);
        let read: CommentsFile =
            read.map_err(|error| faults(vec![error.at(&tree, Code::Unreadable)]))?;
        let repeated = read.repeated(&tree);
        if repeated.is_empty() { Ok(read) } else { Err(faults(repeated)) }
    }

    /// Errors about numbers that two comments have, because `--resolve` could not distinguish them.
    fn repeated(&self, tree: &Node) -> Vec<Diagnostic> {
        let mut known = HashSet::new();
        let comments = tree.key("comments");
        let again = self.comments.iter().enumerate().filter(|it| !known.insert(it.1.number));
        let error = |(index, comment): (usize, &KeptComment)| {
            let place = comments.item(index).key("number").place.clone();
            Code::Unreadable
                .at(place, format!("two comments have the number {}", comment.number))
                .hint("give one of them another number")
        };
        again.map(error).collect()
    }
}
