//! The syntax of CommonMark 0.31 and its common extensions: escaping, strong text, list items.

use crate::export::lines::{Lines, indented};

/// Escapes the characters of a text that would be read as markup.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars();
    while let Some(character) = rest.next() {
        if is_markup(character, rest.as_str()) {
            out.push('\\');
        }
        out.push(character);
    }
    out
}

fn is_markup(character: char, after: &str) -> bool {
    match character {
        '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' => true,
        // Subscripts, superscripts, mathematics, attributes, table cells.
        '~' | '^' | '$' | '{' | '|' => true,
        // Smart punctuation curls quotes and joins hyphens and dots.
        '"' | '\'' => true,
        '-' => after.starts_with('-'),
        '.' => after.starts_with(".."),
        '&' => after.starts_with(|next: char| next.is_ascii_alphanumeric() || next == '#'),
        '!' => after.is_empty(),
        ':' => is_emoji(after),
        _ => false,
    }
}

/// Whether the text after a colon completes an emoji: `smile:`.
fn is_emoji(after: &str) -> bool {
    let name = after.split(':').next().unwrap_or_default();
    let letter = |c: char| c.is_ascii_alphanumeric() || "_+-".contains(c);
    !name.is_empty() && name.len() < after.len() && name.chars().all(letter)
}

/// Escapes the start of a line that would begin a list, heading, rule or definition.
pub fn escape_line_start(line: &str) -> String {
    if line.starts_with(['-', '+', '=', ':']) {
        return format!("\\{line}");
    }
    match list_marker_end(line).and_then(|at| line.split_at_checked(at)) {
        Some((number, rest)) => format!("{number}\\{rest}"),
        None => line.to_owned(),
    }
}

/// The position of the full stop or bracket that ends a list item marker: `1.`, `(a)`, `iv)`.
fn list_marker_end(line: &str) -> Option<usize> {
    let bare = line.strip_prefix('(').unwrap_or(line);
    let number = bare.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    let after = bare.get(number.len()..)?;
    let digits = number.len() <= 9 && number.bytes().all(|byte| byte.is_ascii_digit());
    let roman = number.chars().all(|c| "ivxlcdmIVXLCDM".contains(c));
    let counts = !number.is_empty() && (digits || roman || number.len() == 1);
    let ends = [".", ")"].iter().filter_map(|end| after.strip_prefix(end));
    let ends = ends.into_iter().any(|rest| rest.is_empty() || rest.starts_with(' '));
    (counts && ends).then(|| line.len() - after.len())
}

/// A URL as a link destination in parentheses. Parentheses in it are escaped.
pub fn destination(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    for character in url.chars() {
        match character {
            '\\' | '(' | ')' | '<' | '>' => out.extend(['\\', character]),
            ' ' => out.push_str("%20"),
            other => out.push(other),
        }
    }
    out
}

/// Code between runs of backticks that are longer than any run in it (CommonMark 0.31 §6.1).
pub fn code_span(code: &str) -> String {
    let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let needs_space = |c: char| c == '`' || c == ' ';
    let pad = if code.starts_with(needs_space) || code.ends_with(needs_space) { " " } else { "" };
    format!("{fence}{pad}{code}{pad}{fence}")
}

/// Puts a list item marker before the first line and indents the others by its width, so that nested
/// blocks align with the text of the item (CommonMark 0.31 §5.2).
pub fn list_item(marker: &str, lines: Lines) -> Lines {
    let mut lines = prepend_word(marker, lines).into_iter();
    let first = lines.next();
    let rest = indented(marker.chars().count() + 1, lines.collect());
    first.into_iter().chain(rest).collect()
}

/// Puts a word before the first line.
pub fn prepend_word(word: &str, mut lines: Lines) -> Lines {
    let first = format!("{word} {}", lines.first().map_or("", String::as_str));
    let first = first.trim_end().to_owned();
    lines.splice(..lines.len().min(1), [first]);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_markup_is_escaped() {
        let pairs = [
            ("5 * 3_a [b] <c>", r"5 \* 3\_a \[b\] \<c\>"),
            ("a - b -- c ... d.", r"a - b \-- c \... d."),
            ("R&D, AT&amp;T", r"R\&D, AT\&amp;T"),
            ("10:30, :smile:, a:b", r"10:30, \:smile:, a:b"),
            ("wait!", r"wait\!"),
            ("wait! now", "wait! now"),
        ];
        for (plain, escaped) in pairs {
            assert_eq!(escape(plain), escaped);
        }
    }

    #[test]
    fn a_destination_may_contain_spaces_and_parentheses() {
        assert_eq!(destination("a quay (1).jpg"), r"a%20quay%20\(1\).jpg");
    }

    #[test]
    fn text_never_begins_a_list() {
        let lines = [
            "2016. Trafficking",
            "(a) first",
            "C. Smith",
            "- so",
            "1.1 not a list",
            "Mr. X",
            "16.",
        ];
        let escaped = lines.map(escape_line_start);
        let expected = [
            r"2016\. Trafficking",
            r"(a\) first",
            r"C\. Smith",
            r"\- so",
            "1.1 not a list",
            "Mr. X",
            r"16\.",
        ];
        assert_eq!(escaped, expected);
    }
}
