//! The list of comments for the terminal.

use super::{CommentStatus, CommentsFile, KeptComment};
use crate::review::output::lines::{Lines, words};
use crate::review::output::rows::time;

impl CommentsFile {
    /// Lists the open comments, in lines of at most `width` columns, then counts all.
    pub fn list(&self, width: usize) -> String {
        let mut out = Lines::new(width);
        let is_open = |comment: &&KeptComment| comment.status == CommentStatus::Open;
        let open = self.comments.iter().filter(is_open);
        let count = open.map(|comment| write_comment(&mut out, comment)).count();
        let resolved = self.comments.len() - count;
        out.wrapped("", "", &format!("{count} open, {resolved} resolved"));
        out.text
    }
}

fn write_comment(out: &mut Lines, comment: &KeptComment) {
    let place = [&comment.section, &comment.part].map(String::as_str);
    let place: Vec<&str> = place.into_iter().filter(|it| !it.is_empty()).collect();
    let about = match comment.quotation.is_empty() {
        true => String::new(),
        false => format!(", on “{}”", words(&comment.quotation)),
    };
    let head = format!("{}{about}", words(&place.join(", ")));
    out.wrapped(&format!("{:>5}  ", comment.number), "       ", &head);
    for (index, remark) in comment.thread.iter().enumerate() {
        let author = if remark.author.is_empty() { "untracked" } else { &remark.author };
        let who = match remark.file.is_empty() {
            true => author.to_owned(),
            false => format!("{author} ({})", remark.file),
        };
        let who =
            if remark.date.is_empty() { who } else { format!("{who}, {}", time(&remark.date)) };
        out.remark(index > 0, &who, &remark.text);
    }
    out.text.push('\n');
}
