//! Writes the file.

use super::{CommentsFile, KeptComment, KeptRemark};

/// The comment at the head of the file.
const HEAD: &str = "# Comments of reviewers. `plenary review --list` shows them; `--resolve 3` marks one as \
                    resolved.\n";

impl CommentsFile {
    /// The file as YAML. The same comments always give the same bytes.
    pub fn to_yaml(&self) -> String {
        let mut out = String::from(HEAD);
        if self.comments.is_empty() {
            return out + "comments: []\n";
        }
        out += "comments:\n";
        self.comments.iter().for_each(|comment| write_comment(&mut out, comment));
        out
    }
}

fn write_comment(out: &mut String, comment: &KeptComment) {
    *out += &format!("  - number: {}\n    status: {}\n", comment.number, comment.status.name());
    for (key, value) in [
        ("came", &comment.came),
        ("resolved_by", &comment.resolved_by),
        ("resolved_on", &comment.resolved_on),
        ("section", &comment.section),
        ("part", &comment.part),
        ("path", &comment.path),
        ("bookmark", &comment.bookmark),
        ("quotation", &comment.quotation),
    ] {
        if !value.is_empty() {
            *out += &format!("    {key}: {}\n", quoted(value));
        }
    }
    *out += "    thread:\n";
    comment.thread.iter().for_each(|remark| write_remark(out, remark));
}

fn write_remark(out: &mut String, remark: &KeptRemark) {
    *out += &format!("      - text: {}\n", quoted(&remark.text));
    for (key, value) in [("author", &remark.author), ("date", &remark.date), ("file", &remark.file)]
    {
        if !value.is_empty() {
            *out += &format!("        {key}: {}\n", quoted(value));
        }
    }
}

/// A text as a double-quoted scalar (YAML 1.2.2 §7.3.1), which includes JSON strings. Characters that are
/// invisible in an editor are escaped.
fn quoted(text: &str) -> String {
    // Serializing a string cannot fail.
    crate::diagnostic::escaped_json(serde_json::to_string(text).unwrap_or_default())
}
