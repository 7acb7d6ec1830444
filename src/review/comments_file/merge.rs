//! Adds the comments of a review, and resolves them.

use std::collections::HashMap;

use super::{CommentStatus, CommentsFile, KeptComment, KeptRemark};
use crate::review::summary::{CommentEntry, Summary};

/// The result of a merge.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    /// The number of new comments.
    pub comments: usize,
    /// The number of new replies to existing comments.
    pub replies: usize,
    /// The number of comments that reviewers resolved.
    pub resolved: usize,
}

/// The reason why a comment was not resolved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unresolved {
    /// No comment has the number.
    Unknown,
    /// It was resolved before.
    Before,
}

impl CommentsFile {
    /// Adds the comments of a review that are not in the file yet; `today` is the day in ISO 8601.
    pub fn merge(&mut self, summary: &Summary, today: &str) -> Merged {
        let mut merged = Merged::default();
        let mut known: HashMap<Key, usize> = HashMap::new();
        for (index, comment) in self.comments.iter().enumerate() {
            known.entry(comment.key()).or_insert(index);
        }
        let mut last = self.comments.iter().map(|it| it.number).max().unwrap_or(0);
        for entry in &summary.comments {
            let mut came = KeptComment::of(entry, today);
            match known.get(&came.key()).and_then(|index| self.comments.get_mut(*index)) {
                Some(comment) => comment.update(came, &mut merged),
                None => {
                    last += 1;
                    came.number = last;
                    known.insert(came.key(), self.comments.len());
                    self.comments.push(came);
                    merged.comments += 1;
                }
            }
        }
        merged
    }

    /// Marks a comment as resolved by somebody; `today` is the day in ISO 8601.
    ///
    /// # Errors
    /// Fails if the comment does not exist or is already resolved.
    pub fn resolve(&mut self, number: usize, by: &str, today: &str) -> Result<(), Unresolved> {
        let found = self.comments.iter_mut().find(|it| it.number == number);
        let comment = found.ok_or(Unresolved::Unknown)?;
        match comment.status {
            CommentStatus::Resolved => Err(Unresolved::Before),
            CommentStatus::Open => {
                comment.status = CommentStatus::Resolved;
                (comment.resolved_by, comment.resolved_on) = (by.into(), today.into());
                Ok(())
            }
        }
    }
}

/// The identity of a comment: the author, date and text of the first remark, and the words that it is
/// about.
type Key = (String, String, String, String);

impl KeptComment {
    fn key(&self) -> Key {
        let first = self.thread.first().cloned().unwrap_or_default();
        (first.author, first.date, first.text, self.quotation.clone())
    }

    fn of(entry: &CommentEntry, today: &str) -> KeptComment {
        let place = &entry.place;
        let remarks = entry.remarks.iter().map(|it| KeptRemark {
            author: it.reviewer.name.clone(),
            date: it.reviewer.date.clone(),
            file: it.reviewer.file.clone(),
            text: it.text.clone(),
        });
        let mut comment = KeptComment {
            came: today.into(),
            section: place.section.clone(),
            part: place.part.clone(),
            path: place.path.clone(),
            bookmark: place.bookmark.clone(),
            quotation: entry.quotation.clone(),
            thread: remarks.collect(),
            ..KeptComment::default()
        };
        if entry.resolved {
            comment.resolve_in_file(today);
        }
        comment
    }

    /// Takes new data from the same comment: replies, and whether it is resolved. Its place may have
    /// changed with the report.
    fn update(&mut self, came: KeptComment, merged: &mut Merged) {
        for remark in came.thread {
            let same = |it: &KeptRemark| {
                it.author == remark.author && it.date == remark.date && it.text == remark.text
            };
            if !self.thread.iter().any(same) {
                self.thread.push(remark);
                merged.replies += 1;
            }
        }
        if came.status == CommentStatus::Resolved && self.status == CommentStatus::Open {
            self.resolve_in_file(&came.came);
            merged.resolved += 1;
        }
        if !came.path.is_empty() {
            (self.section, self.part) = (came.section, came.part);
            (self.path, self.bookmark) = (came.path, came.bookmark);
        }
    }

    /// Marks it as resolved by the returned file, because Word does not record who resolved a comment.
    fn resolve_in_file(&mut self, today: &str) {
        self.status = CommentStatus::Resolved;
        self.resolved_by = self.thread.last().map(|it| it.file.clone()).unwrap_or_default();
        self.resolved_on = today.into();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::Limits;
    use crate::review::summary::{PlaceEntry, RemarkEntry, ReviewerEntry};

    fn entry(quotation: &str, texts: &[&str], resolved: bool) -> CommentEntry {
        let reviewer = ReviewerEntry {
            name: "Ana: \"the\" first".into(),
            file: "a.docx".into(),
            date: "2024-06-14T10:00:00Z".into(),
        };
        let remark = |text: &&str| RemarkEntry { reviewer: reviewer.clone(), text: (*text).into() };
        CommentEntry {
            number: 1,
            place: PlaceEntry { path: "body[0].content[1]".into(), ..PlaceEntry::default() },
            quotation: quotation.into(),
            remarks: texts.iter().map(remark).collect(),
            resolved,
        }
    }

    fn summary(comments: &[CommentEntry]) -> Summary {
        Summary { comments: comments.to_vec(), ..Summary::default() }
    }

    #[test]
    fn the_same_comment_is_kept_once() {
        let mut file = CommentsFile::default();
        let first = summary(&[entry("ports", &["Why?"], false), entry("quays", &["Why?"], false)]);
        assert_eq!(file.merge(&first, "2024-07-01").comments, 2);
        assert_eq!(file.merge(&first, "2024-07-02"), Merged::default());
        let more = summary(&[entry("ports", &["Why?", "Because."], true)]);
        let merged = file.merge(&more, "2024-07-03");
        assert_eq!(merged, Merged { comments: 0, replies: 1, resolved: 1 });
        assert_eq!(file.comments[0].resolved_by, "a.docx");
        assert_eq!(file.comments[0].came, "2024-07-01");
        assert_eq!(file.resolve(1, "Bob", "2024-07-04"), Err(Unresolved::Before));
        assert_eq!(file.resolve(3, "Bob", "2024-07-04"), Err(Unresolved::Unknown));
        assert_eq!(file.resolve(2, "Bob", "2024-07-04"), Ok(()));
        // A resolved comment stays resolved, whatever comes back.
        assert_eq!(file.merge(&first, "2024-07-05"), Merged::default());
        assert_eq!(file.comments[1].resolved_by, "Bob");
    }

    #[test]
    fn the_file_is_read_as_it_was_written() {
        let mut file = CommentsFile::default();
        let texts = ["Line one\n- two: \u{202e}#\ttab\u{85}\u{feff}", "'yes' \\ \u{1f600}"];
        file.merge(
            &summary(&[entry("null", &texts, true), entry("", &["x"], false)]),
            "2024-07-01",
        );
        let yaml = file.to_yaml();
        let read = CommentsFile::read("a.review.yaml", yaml.as_bytes(), &Limits::default());
        assert_eq!(read.unwrap(), file);
        assert_eq!(file.to_yaml(), yaml);
        let empty = CommentsFile::default().to_yaml();
        let read = CommentsFile::read("a.review.yaml", empty.as_bytes(), &Limits::default());
        assert_eq!(read.unwrap(), CommentsFile::default());
    }

    #[test]
    fn a_bad_file_is_an_error_with_its_place() {
        let read = |text: &str| {
            let error = CommentsFile::read("a.review.yaml", text.as_bytes(), &Limits::default());
            error.unwrap_err().to_string()
        };
        let error = read("comments:\n  - number: one\n    thread: []\n");
        assert!(error.contains("a.review.yaml:2"), "{error}");
        let error = read("comments:\n  - numbr: 1\n");
        assert!(error.contains("numbr"), "{error}");
        let error = read("comments: [\n");
        assert!(error.contains("a.review.yaml:"), "{error}");
        // Nothing of the file is dropped, since it will be written again.
        let twice = read("comments:\n  - number: 1\n    thread: []\ncomments: []\n");
        assert!(twice.contains("a.review.yaml:4:1"), "{twice}");
        let same = read("\u{feff}comments: [{number: 1, thread: []}, {number: 1, thread: []}]\n");
        assert!(same.contains("a.review.yaml:1:46"), "{same}");
        let mut limits = Limits::default();
        limits.set(crate::limits::Limit::CommentsSize, 3);
        assert!(CommentsFile::read("a", b"comments: []", &limits).is_err());
    }
}
