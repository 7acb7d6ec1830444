//! Errors of the YAML parser, explained to editors.

use std::ops::Range;

use granit_parser::{ErrorKind, ScanError};

use crate::diagnostic::{Code, Diagnostic, Suggestion};

/// The greatest depth of nested mappings and lists; each level of sections takes two.
pub(super) const DEPTH_LIMIT: usize = 100;

/// Signs with a special meaning in YAML at the start of a text.
const RESERVED: &str = "*&!%@`[]{},|>#?";

/// Explains a parser error. `bracket` is the offset of the innermost open bracket or brace.
pub fn describe(source: &str, error: &ScanError, bracket: Option<usize>) -> Diagnostic {
    let at = error.marker().byte_offset().unwrap_or_default().min(source.len());
    if let Some(bracket) = bracket.filter(|bracket| line_end(source, *bracket) < at) {
        return unclosed_bracket(source, bracket);
    }
    match error.kind() {
        ErrorKind::UnclosedQuotedScalar
        | ErrorKind::DocumentIndicatorInQuotedScalar
        | ErrorKind::InvalidQuotedScalarIndent => unclosed_quote(source, at),
        ErrorKind::InvalidTrailingSingleQuotedScalar
        | ErrorKind::InvalidTrailingDoubleQuotedScalar => after_quote(source, at),
        ErrorKind::TabInIndentation
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabNotAllowed
        | ErrorKind::TabAtBlockScalarStart
        | ErrorKind::TabInPlainScalar => tab(source, at),
        ErrorKind::RecursionLimitExceeded => too_deep(at..line_end(source, at)),
        ErrorKind::UnknownQuotedScalarEscape | ErrorKind::InvalidQuotedScalarHexEscape => {
            escape(source, at)
        }
        ErrorKind::CommentInterceptedScalar => comment_in_text(source, at),
        ErrorKind::UnexpectedCharacter { character } if character.is_control() => {
            control_character(source, at)
        }
        ErrorKind::MappingValueNotAllowed => {
            reserved(source, at).unwrap_or_else(|| colon(source, at))
        }
        // The enum is non-exhaustive.
        _ => reserved(source, at)
            .or_else(|| tab_before(source, at))
            .unwrap_or_else(|| other(source, at, error.kind())),
    }
}

/// The source with the text that an error is about replaced by as many letters; `None` if no known
/// replacement would let the parser continue.
pub(super) fn repaired(source: &str, error: &Diagnostic, in_brackets: bool) -> Option<String> {
    let place = error.place.clone()?;
    let (part, letter) = match error.code {
        Code::BadEscape => (place, b'x'),
        Code::NeedsQuotes if source.get(place.clone())?.starts_with('#') => (place, b'x'),
        Code::NeedsQuotes if follows_quote(source, place.start) => (place, b' '),
        Code::NeedsQuotes | Code::ColonInText if !in_brackets => {
            (value_start(source, place.start)..text_end(source, place.start), b'x')
        }
        _ => return None,
    };
    let text = source.get(part.clone())?;
    let is_kept = |byte: u8| matches!(byte, b'\n' | b'\r');
    let mut at_start = false;
    let replaced = text.bytes().map(|byte| {
        at_start = is_kept(byte) || (at_start && byte == b' ');
        if at_start { byte } else { letter }
    });
    let replaced = String::from_utf8(replaced.collect()).ok()?;
    Some([source.get(..part.start)?, &replaced, source.get(part.end..)?].concat())
}

/// Whether only spaces are between a closing quotation mark and a byte.
fn follows_quote(source: &str, at: usize) -> bool {
    source.get(..at).is_some_and(|before| before.trim_end_matches(' ').ends_with(['"', '\'']))
}

/// The end of the text without quotes on the line of an offset: lines that are indented further than
/// its key or the hyphen of its item belong to it.
fn text_end(source: &str, at: usize) -> usize {
    let indent_of = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let start = line_start(source, at);
    let before = source.get(start..value_start(source, at)).unwrap_or_default();
    let indent = match before.trim_end().ends_with('-') {
        true => before.trim_end().len() - 1,
        false => before.len() - before.trim_start_matches([' ', '-']).len(),
    };
    let mut end = line_end(source, at);
    let mut next = end;
    for line in source.get(end..).unwrap_or_default().split_inclusive('\n').skip(1) {
        next += line.len();
        match line.trim().is_empty() {
            true => {}
            false if indent_of(line) > indent => end = next,
            false => break,
        }
    }
    source.get(..end).unwrap_or(source).trim_end().len()
}

/// The error for too many levels of lists and mappings.
pub(super) fn too_deep(place: Range<usize>) -> Diagnostic {
    let message = format!("lists and mappings are nested more than {DEPTH_LIMIT} levels deep");
    Code::TooDeep.at(place, message).hint("delete superfluous brackets or indents")
}

/// A text that begins with a sign that is special in YAML.
pub(super) fn needs_quotes(source: &str, start: usize, sign: char) -> Diagnostic {
    let end = trimmed_end(source, start);
    let message = format!("a text that begins with `{sign}` needs quotes");
    let text = source.get(start..end).unwrap_or_default();
    let error = Code::NeedsQuotes.at(start..end, message);
    match text {
        _ if text.chars().count() > 40 || text.contains('\'') => {
            let escaped = text.replace('\\', r"\\").replace('"', "\\\"");
            error.hint("put it between `\"` and `\"`").write(format!("\"{escaped}\""))
        }
        _ => error.hint(format!("write '{text}'")).write(format!("'{text}'")),
    }
}

fn unclosed_quote(source: &str, at: usize) -> Diagnostic {
    let quote = source.get(at..).and_then(|rest| rest.chars().next()).unwrap_or('"');
    let message = format!("`{quote}` is never closed");
    let end = line_end(source, at);
    Code::UnclosedQuote
        .at(at..end, message)
        .hint(format!("write `{quote}` at the end of the text"))
        .suggest(Suggestion::WriteAt { place: end..end, text: quote.into() })
}

fn after_quote(source: &str, at: usize) -> Diagnostic {
    if let Some(opening) = left_open(source, at) {
        return unclosed_quote(source, opening);
    }
    let message = "text after a closing quotation mark";
    let hint = "put the whole text between `'` and `'`, and write `''` for a `'` inside it; \
                or use typographic quotation marks “ ” inside it";
    Code::NeedsQuotes.at(at..trimmed_end(source, at), message).hint(hint)
}

/// The start of a text that was never closed, so the mark that should open the next text closes it. In
/// this case, there are keys or items between the two marks.
fn left_open(source: &str, at: usize) -> Option<usize> {
    let closed = source.get(..at)?.trim_end();
    let quote = closed.chars().next_back().filter(|last| matches!(last, '"' | '\''))?;
    let closing = closed.len() - quote.len_utf8();
    let opening = source.get(..closing)?.rfind(quote)?;
    let between = source.get(opening..closing)?;
    between.lines().skip(1).any(|line| begins_entry(line.trim_start())).then_some(opening)
}

/// Whether a line looks like an item, or like a key with a value.
fn begins_entry(line: &str) -> bool {
    let is_word = |key: &str| key.chars().all(|c| c.is_alphanumeric() || c == '_');
    line.starts_with("- ") || line.split_once(':').is_some_and(|(key, _)| is_word(key))
}

fn tab(source: &str, at: usize) -> Diagnostic {
    // The parser reports the start of a text with a tab in its next line.
    let place = tab_indent(source, line_start(source, at)).unwrap_or(at..at);
    Code::Tab.at(place, "tab used for indentation").hint("indent with spaces")
}

/// The first indent with a tab, starting at a line.
fn tab_indent(source: &str, from: usize) -> Option<Range<usize>> {
    let mut start = from;
    for line in source.get(from..)?.split_inclusive('\n') {
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        if line.get(..indent).is_some_and(|indent| indent.contains('\t')) {
            return Some(start..start + indent);
        }
        start += line.len();
    }
    None
}

/// A tab in the indent of a line for which the parser reports another error.
fn tab_before(source: &str, at: usize) -> Option<Diagnostic> {
    let indent = source.get(line_start(source, at)..at)?;
    let is_indent = indent.chars().all(|c| c == ' ' || c == '\t');
    (is_indent && indent.contains('\t')).then(|| tab(source, at))
}

fn escape(source: &str, quote: usize) -> Diagnostic {
    let text = source.get(quote..).unwrap_or_default();
    let at = quote + bad_escape(text).unwrap_or(0);
    let message = "invalid escape: in double quotes, a backslash begins an escape";
    Code::BadEscape
        .at(at..at + 2.min(source.len() - at), message)
        .hint("write `\\\\` for a backslash, or put the text between `'` and `'`")
        .suggest(Suggestion::WriteAt { place: at..at, text: "\\".into() })
}

/// The offset of the first escape that YAML does not know.
fn bad_escape(text: &str) -> Option<usize> {
    let mut characters = text.char_indices();
    while let Some((at, character)) = characters.next() {
        if character == '\\' {
            let (_, next) = characters.next()?;
            let digits = match next {
                'x' => 2,
                'u' => 4,
                'U' => 8,
                _ => 0,
            };
            let hex = text.get(at + 2..).unwrap_or_default().chars().take(digits);
            let known = "0abt\tnvfre \"/\\N_LPxuU\r\n".contains(next);
            if !known || hex.filter(char::is_ascii_hexdigit).count() < digits {
                return Some(at);
            }
        }
    }
    None
}

fn comment_in_text(source: &str, at: usize) -> Diagnostic {
    let error =
        Code::NeedsQuotes.at(at..line_end(source, at), "` #` begins a comment inside this text");
    error.hint("quote the text if `#` belongs to it")
}

fn control_character(source: &str, at: usize) -> Diagnostic {
    // The parser reports the start of the text.
    let rest = source.get(at..).unwrap_or_default();
    let is_wrong = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r');
    let (offset, character) = rest.char_indices().find(|(_, c)| is_wrong(*c)).unwrap_or((0, '\0'));
    let place = at + offset..at + offset + character.len_utf8();
    let message = format!("control character (U+{:04X}) in the text", u32::from(character));
    let error = Code::ControlCharacter.at(place, message);
    error.hint("delete it (it may be invisible in your editor)").write("")
}

/// `title: Panel 1: the law`, or a key that is indented too far.
fn colon(source: &str, at: usize) -> Diagnostic {
    let start = value_start(source, at);
    let end = trimmed_end(source, at);
    let before = source.get(line_start(source, at)..start).unwrap_or_default();
    if before.trim().is_empty() {
        let error = Code::Syntax.at(start..end, "unexpected key");
        return error.hint(
            "indent it like the other keys of its mapping; or, if it continues the text above, quote \
             that text",
        );
    }
    let text = source.get(start..end).unwrap_or_default();
    let quoted = if text.contains('"') {
        format!("'{}'", text.replace('\'', "''"))
    } else {
        format!("\"{text}\"")
    };
    let error = Code::ColonInText.at(at..at + 1, "colon and space in a text without quotes");
    match text.chars().count() {
        _ if text_end(source, at) > end => error.hint("quote the whole text"),
        length => {
            let is_short = length <= 60;
            let hint = format!("write {quoted}");
            let hint = if is_short { hint } else { "quote the whole text".into() };
            error.hint(hint).suggest(Suggestion::WriteAt { place: start..end, text: quoted })
        }
    }
}

/// The error for a text that begins with a sign that is special in YAML.
fn reserved(source: &str, at: usize) -> Option<Diagnostic> {
    let start = value_start(source, at);
    let value = source.get(start..line_end(source, start))?;
    let first = value.chars().next().filter(|first| RESERVED.contains(*first))?;
    let closed = |open: char, close: char| first == open && value.trim_end().ends_with(close);
    if closed('[', ']')
        && !value.contains("](")
        && !value.contains("[#")
        && !value.contains("[@")
        && !value.contains(" @")
        && !value.contains("[^")
        || closed('{', '}')
        || first == '{'
        || (first == '[' && !value.contains(']'))
    {
        return None;
    }
    Some(needs_quotes(source, start, first))
}

fn unclosed_bracket(source: &str, at: usize) -> Diagnostic {
    let open = source.get(at..).and_then(|rest| rest.chars().next()).unwrap_or('[');
    let close = if open == '[' { ']' } else { '}' };
    let message = format!("`{open}` is never closed");
    let end = trimmed_end(source, at);
    Code::UnclosedBracket
        .at(at..end, message)
        .hint(format!("write `{close}`, or quote a text that begins with `{open}`"))
        .suggest(Suggestion::WriteAt { place: end..end, text: close.into() })
}

/// What is meant by a key without a space after its colon, or with another sign: "id:hours".
fn spaced(line: &str) -> Option<String> {
    let (key, value) = line.split_once([':', ';', '='])?;
    let (key, value) = (key.trim(), value.trim());
    let word = !key.is_empty() && key.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    (word && !value.is_empty()).then(|| format!("{key}: {value}"))
}

fn other(source: &str, at: usize, kind: &ErrorKind) -> Diagnostic {
    // An error at the very end of a line is about the text before it.
    let place = at..trimmed_end(source, at).max(at);
    match kind {
        ErrorKind::UnclosedFlowCollection { .. } => unclosed_bracket(source, at),
        ErrorKind::MismatchedFlowCollectionEnd { open, close } => Code::UnclosedBracket
            .at(place, format!("`{open}` is closed by `{close}`"))
            .hint("write the matching bracket or brace"),
        ErrorKind::MisplacedFlowCollectionEnd
        | ErrorKind::ExpectedFlowSequenceSeparator
        | ErrorKind::ExpectedFlowMappingSeparator
        | ErrorKind::UnexpectedEofFlowSequence
        | ErrorKind::UnexpectedEofFlowMapping
        | ErrorKind::UnexpectedEofImplicitFlowMapping => Code::UnclosedBracket
            .at(place, "mismatched brackets or braces")
            .hint("close every bracket and brace, and separate entries by commas"),
        ErrorKind::SimpleKeyExpected => {
            let meant = spaced(source.get(place.clone()).unwrap_or_default());
            Code::Syntax
                .at(place, "this line is neither a key with a value nor part of the text above")
                .hint("write `key: value`; or indent the line if it continues the text above")
                .hint_if(meant.as_ref().map(|meant| format!("write `{meant}`")))
                .write_if(meant)
        }
        ErrorKind::ExpectedBlockSequenceEntry => Code::Syntax
            .at(place, "a list item must begin with `- `")
            .hint("write `- ` before it, or indent it like the mapping to which it belongs"),
        ErrorKind::BlockSequenceEntryNotAllowed => Code::Syntax
            .at(place, "a list cannot begin on the line of its key")
            .hint("begin it on the next line; or quote a text that begins with `-`"),
        // The enum is non-exhaustive.
        _ => Code::Syntax
            .at(place, "unexpected line")
            .hint("indent it like the lines around it; or quote its text"),
    }
}

fn line_start(source: &str, at: usize) -> usize {
    source.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1)
}

fn line_end(source: &str, at: usize) -> usize {
    let rest = source.get(at..).unwrap_or_default();
    at + rest.lines().next().unwrap_or_default().len()
}

fn trimmed_end(source: &str, at: usize) -> usize {
    at + source.get(at..line_end(source, at)).unwrap_or_default().trim_end().len()
}

/// The start of the value on the line of an offset, after `- ` and `key: `.
fn value_start(source: &str, at: usize) -> usize {
    let mut start = line_start(source, at);
    let line_end = line_end(source, start);
    let rest = |start: usize| source.get(start..line_end).unwrap_or_default();
    start += rest(start).len() - rest(start).trim_start().len();
    let mut is_item = false;
    while let Some(item) = rest(start).strip_prefix("- ") {
        start = line_end - item.trim_start().len();
        is_item = true;
    }
    // The fields of items are in lower case; keys that authors choose are not items.
    let is_of_key = |c: char| c.is_alphanumeric() && !(is_item && c.is_uppercase());
    let is_word = |key: &str| key.chars().all(|c| is_of_key(c) || c == '_' || c == '-');
    match rest(start).split_once(": ") {
        Some((key, value)) if is_word(key) && start + key.len() < at => {
            line_end - value.trim_start().len()
        }
        _ => start,
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse::parse;

    #[track_caller]
    fn check(source: &str, code: &str, marked: &str, hint: &str) {
        let (_, found) = parse(source);
        let error = found.last().unwrap_or_else(|| panic!("{source:?} gives nothing"));
        let slice = &source[error.place.clone().unwrap()];
        assert_eq!((error.code.id(), slice), (code, marked), "{source:?}: {error:?}");
        let given = error.hint.as_deref().unwrap_or_default();
        assert!(given.contains(hint), "{source:?}: {given}");
    }

    #[test]
    fn quotes() {
        check("a: \"b\nc: d\n", "P0005", "\"b", "`\"`");
        check("a: 'b\nc: d\n", "P0005", "'b", "`'`");
        check("- \"A\" b\n", "P0007", "b", "between `'`");
        check("a: 'it's'\n", "P0007", "s'", "write `''`");
        check("a: \"b\nc: \"d\"\n", "P0005", "\"b", "`\"`");
        check("- 'b\n- 'd e'\n", "P0005", "'b", "`'`");
        check("a: \"ok \\n, c:\\dir\"\n", "P0016", "\\d", "`\\\\`");
        check("a: \"\\u12\"\n", "P0016", "\\u", "`\\\\`");
    }

    #[test]
    fn colons() {
        check("title: Panel 1: the law\n", "P0006", ":", "write \"Panel 1: the law\"");
        check("- title: Say \"a\": b\n", "P0006", ":", "write 'Say \"a\": b'");
        check("- First: one: two\n", "P0006", ":", "write \"First: one: two\"");
        check("First: one: two\n", "P0006", ":", "write \"one: two\"");
        check("a: 1\n  b: 2\n", "P0003", "b: 2", "indent");
    }

    #[test]
    fn all_errors_that_quotes_mend_are_found_at_once() {
        let source = "title: Panel 1: the law\nitems:\n  - *A*: b: c\n    goes on: here\n  - \"A\" b\n  \
                      - text: one: two\n    id: x\n  - \"\\d\"\n  - see #4\n    then\n";
        let (tree, found) = parse(source);
        assert!(tree.is_none());
        let codes: Vec<_> = found.iter().map(|error| error.code.id()).collect();
        assert_eq!(codes, ["P0006", "P0007", "P0007", "P0006", "P0016", "P0007"]);
        check("a: b: c\n  d\n", "P0006", ":", "quote the whole text");
    }

    #[test]
    fn signs_that_need_quotes() {
        check("- *Alliance* is\n", "P0007", "*Alliance* is", "write '*Alliance* is'");
        check("- **A** is\n", "P0007", "**A** is", "write");
        check("- [#p2] says\n", "P0007", "[#p2] says", "write '[#p2] says'");
        check("- [words](https://x.org) a\n", "P0007", "[words](https://x.org) a", "write");
        check("a: @b\n", "P0007", "@b", "write '@b'");
        check("a: `b`\n", "P0007", "`b`", "write");
        check("a: %b\n", "P0007", "%b", "write");
        check("- & Co\n", "P0007", "& Co", "write '& Co'");
        check("a: see #4\n  then\n", "P0007", "#4", "quote");
    }

    #[test]
    fn brackets_and_tabs() {
        check("a: {b\nc: d\n", "P0008", "{b", "`}`");
        check("a: [b, c\nd: e\n", "P0008", "[b, c", "`]`");
        check("a:\n\t- b\n", "P0004", "\t", "spaces");
        check("a:\n  - b\n\t- c\n", "P0004", "\t", "spaces");
        check("a: x\u{7}y\n", "P0072", "\u{7}", "delete");
        check("a: \"x\u{0}\"\n", "P0072", "\0", "delete");
    }

    #[test]
    fn unexpected_lines() {
        check("a: 1\nb\nc: 2\n", "P0003", "b", "`key: value`");
        check("- a\nb: c\n", "P0003", "b: c", "`- `");
        check("a: - b\n", "P0003", "- b", "next line");
        check("a:\n  - b\n c: d\n", "P0003", "c: d", "indent");
    }
}
