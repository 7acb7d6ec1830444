//! What pandoc and Obsidian have besides CommonMark, rewritten as CommonMark line by line: no line comes or
//! goes, so that places stay right. Notes are added at the end.

mod tables;

use std::collections::HashSet;

use crate::import::flat::Place;

/// A text in CommonMark.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Plain {
    /// The text.
    pub text: String,
    /// The title, the authors and the date of pandoc's title block.
    pub title_block: [Option<String>; 3],
    /// Obsidian's comments, and where they were.
    pub comments: Vec<(Place, String)>,
}

/// Rewrites a text.
pub fn plain(text: &str) -> Plain {
    let mut out = Plain::default();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    title_block(&mut lines, &mut out);
    let is_code = code_lines(&lines);
    comments(&mut lines, &is_code, &mut out);
    tables::rewrite(&mut lines, &is_code);
    line_blocks(&mut lines, &is_code);
    let mut writer = Lines { notes: Notes::of(text), examples: 0, in_quotation: false };
    for (line, _) in lines.iter_mut().zip(&is_code).filter(|(_, is_code)| !**is_code) {
        writer.line(line);
    }
    out.text = lines.join("\n") + "\n";
    for (number, note) in writer.notes.found {
        out.text += &format!("\n[^{number}]: {note}\n");
    }
    out
}

/// Takes the lines with `%` at the beginning.
fn title_block(lines: &mut [String], out: &mut Plain) {
    for (line, part) in lines.iter_mut().zip(&mut out.title_block) {
        let Some(rest) = line.strip_prefix('%').filter(|it| it.is_empty() || it.starts_with(' '))
        else {
            return;
        };
        *part = Some(rest.trim().to_owned()).filter(|it| !it.is_empty());
        line.clear();
    }
}

/// Which lines are in blocks of code.
fn code_lines(lines: &[String]) -> Vec<bool> {
    let mut fence: Option<String> = None;
    let is_code = |line: &String| {
        let content = line.trim_start();
        let sign = content.chars().next().filter(|it| ['`', '~'].contains(it));
        let marks: String = content.chars().take_while(|it| Some(*it) == sign).collect();
        match &fence {
            Some(open) if content.starts_with(open.as_str()) && content.trim_end() == marks => {
                fence = None;
            }
            Some(_) => {}
            None if marks.len() >= 3 => fence = Some(marks),
            None => return false,
        }
        true
    };
    lines.iter().map(is_code).collect()
}

/// Takes what is between two `%%`, in a line or over several.
fn comments(lines: &mut [String], is_code: &[bool], out: &mut Plain) {
    let text = lines.iter().zip(is_code).filter(|(_, is_code)| !**is_code);
    let count: usize = text.map(|(line, _)| line.matches("%%").count()).sum();
    let mut is_open = false;
    let mut left = count - count % 2;
    for ((line, is_code), number) in lines.iter_mut().zip(is_code).zip(1..) {
        if *is_code || !is_open && !line.contains("%%") {
            continue;
        }
        let mut kept = String::new();
        let mut comment = String::new();
        for (at, part) in line.split("%%").enumerate() {
            if at > 0 && left > 0 {
                (is_open, left) = (!is_open, left - 1);
            } else if at > 0 {
                kept += "%%";
            }
            if is_open {
                comment.push_str(part);
            } else if kept.ends_with(' ') {
                kept.push_str(part.trim_start());
            } else {
                kept.push_str(part);
            }
        }
        if !comment.trim().is_empty() {
            out.comments.push((Place::Line(number), comment.trim().to_owned()));
        }
        *line = kept.trim_end().to_owned();
    }
}

/// Makes hard line breaks of pandoc's line blocks: lines that begin with `| `.
fn line_blocks(lines: &mut [String], is_code: &[bool]) {
    let is_line = |line: &String| {
        let content = line.trim_end();
        content.starts_with("| ") && !content.ends_with('|')
    };
    let are_lines: Vec<bool> =
        lines.iter().zip(is_code).map(|(line, is_code)| !is_code && is_line(line)).collect();
    // A table without bars at the ends of its lines has a line of hyphens.
    let is_rule = |line: &str| line.contains('-') && line.chars().all(|it| " |:-".contains(it));
    let mut at = 0;
    while at < lines.len() {
        let count = are_lines.iter().skip(at).take_while(|it| **it).count();
        let near = at.saturating_sub(1)..(at + count + 1).min(lines.len());
        let is_table = lines.get(near).unwrap_or_default().iter().any(|line| is_rule(line));
        if !is_table && let Some(block) = lines.get_mut(at..at + count) {
            for (line, left) in block.iter_mut().zip((0..count).rev()) {
                let words = line.trim_start_matches('|').trim();
                *line = if left > 0 { format!("{words}\\") } else { words.to_owned() };
            }
        }
        at += count.max(1);
    }
}

/// Rewrites lines one after the other.
struct Lines {
    notes: Notes,
    /// How many of pandoc's examples there are so far.
    examples: u32,
    /// Whether the last line was one of a quotation.
    in_quotation: bool,
}

impl Lines {
    fn line(&mut self, line: &mut String) {
        let content = line.trim_start();
        let indent = line.len() - content.len();
        if let Some(rest) = content.strip_prefix("#. ") {
            *line = format!("{}1. {rest}", " ".repeat(indent));
        } else if let Some(rest) = content.strip_prefix("(@) ") {
            self.examples += 1;
            *line = format!("{}{}. {rest}", " ".repeat(indent), self.examples);
        }
        // The first line of a callout is its title.
        let quoted = line.trim_start().strip_prefix('>').map(str::trim_start);
        let begins = !self.in_quotation && quoted.is_some_and(|it| it.starts_with("[!"));
        self.in_quotation = quoted.is_some();
        let is_titled = begins && line.split_once(']').is_some_and(|(_, it)| !it.trim().is_empty());
        if line.contains("==") || line.contains("^[") || line.contains("[[#") {
            *line = self.outside_code(line);
        }
        if (is_titled || is_typed_item(line)) && !line.ends_with('\\') {
            line.push_str("  ");
        }
    }

    /// A line with `==marks==` taken off and inline notes taken out, except in code.
    fn outside_code(&mut self, line: &str) -> String {
        let parts = line.split('`').enumerate();
        let parts = parts.map(|(at, part)| match at % 2 {
            0 => self.notes.taken(&without_marks(&with_names(part))),
            _ => part.to_owned(),
        });
        parts.collect::<Vec<_>>().join("`")
    }
}

/// Whether a line is an item with a letter or roman number, which CommonMark does not know.
fn is_typed_item(line: &str) -> bool {
    let Some((marker, rest)) = line.split_once(' ') else { return false };
    let open = marker.strip_prefix('(');
    let inner = open.unwrap_or(marker);
    let number = inner.trim_end_matches([')', '.']);
    let is_closed = number.len() + 1 == inner.len()
        && (inner.ends_with(')') || open.is_none() && number.chars().all(|it| "ivx".contains(it)));
    is_closed
        && !rest.trim().is_empty()
        && (1..=4).contains(&number.len())
        && (number.len() == 1 && number.chars().all(|it| it.is_ascii_alphabetic())
            || number.chars().all(|it| "ivx".contains(it))
            || open.is_some() && number.chars().all(|it| it.is_ascii_digit()))
}

/// A text in which Obsidian's links to headings of the same file show the heading: `[[#Heading]]`.
fn with_names(text: &str) -> String {
    let mut parts = text.split("[[#");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let heading = part.split_once("]]").map(|(heading, _)| heading);
        let shown = heading.filter(|it| !it.contains('|'));
        out += "[[#";
        match shown.and_then(|heading| Some((heading, part.get(heading.len()..)?))) {
            Some((heading, rest)) => out += &format!("{heading}|{heading}{rest}"),
            None => out += part,
        }
    }
    out
}

/// A text without Obsidian's signs around marked words.
fn without_marks(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("==") {
        let end = after.find("==").filter(|_| !after.starts_with([' ', '=']));
        let Some((words, behind)) = end.and_then(|end| after.split_at_checked(end)) else {
            out = out + before + "==";
            rest = after;
            continue;
        };
        out = out + before + words;
        rest = behind.strip_prefix("==").unwrap_or(behind);
    }
    out + rest
}

/// Notes in the text: `^[words]`.
struct Notes {
    /// The names that the file has.
    taken: HashSet<String>,
    next: u32,
    found: Vec<(String, String)>,
}

impl Notes {
    fn of(text: &str) -> Notes {
        let names =
            text.split("[^").skip(1).filter_map(|it| Some(it.split_once(']')?.0.to_owned()));
        Notes { taken: names.collect(), next: 0, found: Vec::new() }
    }

    fn taken(&mut self, text: &str) -> String {
        let mut out = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("^[") {
            out.push_str(before);
            let Some(end) = end_of_bracket(after) else {
                out.push_str("^[");
                rest = after;
                // Without an end, there is none for the others either.
                break;
            };
            let name = self.name();
            out += &format!("[^{name}]");
            self.found.push((name, after.get(..end).unwrap_or_default().trim().to_owned()));
            rest = after.get(end + 1..).unwrap_or_default();
        }
        out + rest
    }

    /// A number that is not the name of a note: such names are not taken for ids.
    fn name(&mut self) -> String {
        loop {
            self.next += 1;
            let name = self.next.to_string();
            if self.taken.insert(name.clone()) {
                return name;
            }
        }
    }
}

/// Where the bracket ends in which a text begins.
fn end_of_bracket(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, sign) in text.char_indices() {
        match sign {
            '[' => depth += 1,
            ']' if depth == 0 => return Some(at),
            ']' => depth -= 1,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> String {
        plain(text).text
    }

    #[test]
    fn title_blocks_are_metadata() {
        let found = plain("% Ports\n% Ana Lima; Jo Berg\n% 2022\n\nText %% not seen %%.\n");
        let expected = ["Ports", "Ana Lima; Jo Berg", "2022"].map(|it| Some(it.to_owned()));
        assert_eq!(found.title_block, expected);
        assert_eq!(found.text, "\n\n\n\nText .\n");
        assert_eq!(found.comments, [(Place::Line(5), "not seen".to_owned())]);
    }

    #[test]
    fn comments_may_go_over_lines_but_are_not_in_code() {
        let found = plain("A\n%%\nsecret\n%%\nB 100 %% C\n\n```\n%%\n```\n");
        assert_eq!(found.text, "A\n\n\n\nB 100 %% C\n\n```\n%%\n```\n");
    }

    #[test]
    fn notes_in_the_text_become_notes() {
        let found = text("A^[with [a link](x).] and[^1].\n\n[^1]: One.\n");
        assert_eq!(found, "A[^2] and[^1].\n\n[^1]: One.\n\n[^2]: with [a link](x).\n");
        assert_eq!(text("`a^[b]`\n"), "`a^[b]`\n");
    }

    #[test]
    fn marks_lists_and_lines_become_plain() {
        assert_eq!(text("a ==b c== d\n"), "a b c d\n");
        assert_eq!(text("a == b == c\n"), "a == b == c\n");
        assert_eq!(text("#. one\n#. two\n\n(@) three\n"), "1. one\n1. two\n\n1. three\n");
        assert_eq!(text("| one\n| two\n"), "one\\\ntwo\n");
        assert_eq!(text("| a | b\n|---|---\n| c | d\n"), "| a | b\n|---|---\n| c | d\n");
        assert_eq!(text("See [[#One]] and [[#One|it]].\n"), "See [[#One|One]] and [[#One|it]].\n");
        assert_eq!(text("> [!note] Title\n> Text\n"), "> [!note] Title  \n> Text\n");
    }
}
