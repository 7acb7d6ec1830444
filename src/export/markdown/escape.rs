//! Characters that mean something in CommonMark 0.31, or in an extension that readers often have.

/// A text whose characters mean themselves: with a backslash before those that would not.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars();
    while let Some(character) = rest.next() {
        if means_something(character, rest.as_str()) {
            out.push('\\');
        }
        out.push(character);
    }
    out
}

fn means_something(character: char, after: &str) -> bool {
    match character {
        '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' => true,
        // Subscript, superscript, mathematics, attributes, cells.
        '~' | '^' | '$' | '{' | '|' => true,
        // Straight marks would be curled, hyphens and points joined.
        '"' | '\'' => true,
        '-' => after.starts_with('-'),
        '.' => after.starts_with(".."),
        '&' => after.starts_with(|next: char| next.is_ascii_alphanumeric() || next == '#'),
        '!' => after.is_empty(),
        ':' => is_emoji(after),
        _ => false,
    }
}

/// Whether the name of an emoji follows, and its colon: `smile:`.
fn is_emoji(after: &str) -> bool {
    let name = after.split(':').next().unwrap_or_default();
    let letter = |c: char| c.is_ascii_alphanumeric() || "_+-".contains(c);
    !name.is_empty() && name.len() < after.len() && name.chars().all(letter)
}

/// A line whose beginning makes no list, heading or rule of it.
pub fn guarded(line: &str) -> String {
    if line.starts_with(['-', '+', '=', ':']) {
        return format!("\\{line}");
    }
    match list_mark(line).and_then(|at| line.split_at_checked(at)) {
        Some((number, rest)) => format!("{number}\\{rest}"),
        None => line.to_owned(),
    }
}

/// Where the point or bracket of a mark stands that would begin a list: `1.`, `(a)`, `iv)`.
fn list_mark(line: &str) -> Option<usize> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_means_something_is_escaped_and_nothing_else() {
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
    fn no_line_begins_a_list_unasked() {
        let lines =
            ["2016. Trafficking", "(a) first", "C. Smith", "- so", "1.1 no list", "Mr. X", "16."];
        let guarded = lines.map(guarded);
        let expected = [
            r"2016\. Trafficking",
            r"(a\) first",
            r"C\. Smith",
            r"\- so",
            "1.1 no list",
            "Mr. X",
            r"16\.",
        ];
        assert_eq!(guarded, expected);
    }
}
