//! A diagnostic as text for people: message, excerpt with the place underlined, hint.

use std::borrow::Cow;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Padding, Renderer, Snippet};

use super::code::Severity;
use super::message::Diagnostic;
use super::printable::printable;
use super::related::Excerpt;
use super::source_text::{Position, SourceText};

/// The width to which long lines are trimmed around the place, in columns.
const WIDTH: usize = 100;

/// Renders a diagnostic as lines of plain text, without a line break at the end.
pub fn render(diagnostic: &Diagnostic, source: &SourceText) -> String {
    draw(&Renderer::plain(), diagnostic, source)
}

/// Renders a diagnostic as [`render`] does, with ANSI colours.
pub fn render_coloured(diagnostic: &Diagnostic, source: &SourceText) -> String {
    draw(&Renderer::styled(), diagnostic, source)
}

fn draw(renderer: &Renderer, diagnostic: &Diagnostic, source: &SourceText) -> String {
    let renderer = renderer.clone().term_width(WIDTH).decor_style(DecorStyle::Ascii);
    let level = match diagnostic.severity {
        Severity::Warning => Level::WARNING,
        Severity::Error => Level::ERROR,
    };
    let excerpt = diagnostic.place.as_ref().map(|place| Excerpt::new(source, place));
    let title = level.primary_title(printable(&diagnostic.message)).id(diagnostic.code.id());
    let mut group = Group::with_title(title);
    group = match &excerpt {
        Some(excerpt) => place(group, &diagnostic.file, excerpt, AnnotationKind::Primary, None),
        None => group.element(Origin::path(printable(&diagnostic.file))),
    };
    if let Some(other) = &diagnostic.related {
        let (kind, label) = (AnnotationKind::Context, Some(printable(&other.message)));
        group = place(group, &other.file, &other.excerpt, kind, label);
    }
    if let Some(hint) = &diagnostic.hint {
        group = group.element(Level::HELP.message(printable(hint)));
    }
    let drawn = renderer.render(&[group]);
    let lines: Vec<&str> = drawn.lines().filter(|line| !names_no_file(line)).collect();
    lines.join("\n")
}

/// Whether a line is the `:::` with which the renderer begins an excerpt without a path, as if it were from
/// another file. Texts cannot look like this, because they follow a sign or a number, and have no escape
/// sequences.
fn names_no_file(line: &str) -> bool {
    let mut parts = line.split('\u{1b}');
    let first = parts.next().unwrap_or_default();
    let styled = parts.filter_map(|part| part.split_once('m')).map(|(_, text)| text);
    [first].into_iter().chain(styled).collect::<String>().trim() == ":::"
}

/// Adds a place: its file, line and column, and the excerpt with the place underlined and a label
/// beside the underline.
fn place<'a>(
    group: Group<'a>,
    file: &'a str,
    excerpt: &'a Excerpt,
    kind: AnnotationKind,
    label: Option<Cow<'a, str>>,
) -> Group<'a> {
    let Position { line, column } = excerpt.start;
    let snippet = Snippet::source(excerpt.text.as_str())
        .line_start(line)
        .annotation(kind.span(excerpt.place.clone()).label(label));
    // A snippet with a path counts the column in its own text.
    if excerpt.has_columns_of_file() {
        return group.element(snippet.path(printable(file)));
    }
    let origin = Origin::path(printable(file)).line(line).char_column(column);
    let is_second = matches!(kind, AnnotationKind::Context);
    let group = if is_second { group.element(Padding) } else { group };
    group.element(origin).element(snippet)
}

#[cfg(test)]
mod tests {
    use std::ops::Range;

    use super::super::code::Code;
    use super::super::related::Related;
    use super::*;

    fn diagnostic(place: Option<Range<usize>>) -> Diagnostic {
        let message = "unknown person `jon`";
        let error = Code::UnknownPerson.of_file(message).in_file("report.yaml").at(place);
        error.hint("did you mean `john`?")
    }

    #[test]
    fn the_place_is_underlined_by_display_width() {
        let source = SourceText::from("a: b\n\t漢字 jon\n");
        assert_eq!(
            render(&diagnostic(Some(13..16)), &source),
            "error[P0032]: unknown person `jon`\n \
             --> report.yaml:2:5\n  |\n\
             2 |     漢字 jon\n  |          ^^^\n  |\n  = help: did you mean `john`?"
        );
    }

    #[test]
    fn a_related_place_is_shown_below() {
        let other = Related::new("here `14`", "report.en.yaml", &"a:\n  14 May\n".into(), 5..7);
        let rendered = render(&diagnostic(Some(3..6)).related(other), &"x: jon\n".into());
        assert_eq!(
            rendered,
            "error[P0032]: unknown person `jon`\n \
             --> report.yaml:1:4\n  |\n\
             1 | x: jon\n  |    ^^^\n  |\n \
             ::: report.en.yaml:2:3\n  |\n\
             2 |   14 May\n  |   -- here `14`\n  |\n  = help: did you mean `john`?"
        );
    }

    #[test]
    fn long_lines_are_trimmed_around_the_place() {
        let source = format!("\u{9b}{}wrong{}", "word ".repeat(400), " word".repeat(400));
        let rendered = render(&diagnostic(Some(2002..2007)), &source.as_str().into());
        assert!(rendered.lines().all(|line| line.chars().count() < 120), "{rendered}");
        assert!(rendered.contains("wrong") && rendered.contains("report.yaml:1:2002"));
        assert!(!rendered.contains(":::"), "{rendered}");
        let coloured = render_coloured(&diagnostic(Some(2002..2007)), &source.as_str().into());
        assert_eq!(coloured.lines().count(), rendered.lines().count());
    }

    /// Neither escape sequences (ESC and C1 controls) nor bidirectional controls, which would swap words.
    #[test]
    fn no_text_controls_the_terminal() {
        let hostile = "\u{1b}[31m\u{9b}2J\u{202e}\nerror: x\u{7}";
        let other = Related::new(hostile, hostile, &hostile.into(), 3..9);
        let error = Code::UnknownPerson.at(4..7, hostile).hint(hostile).related(other);
        let rendered = render(&error.in_file(hostile), &hostile.into());
        let safe = |c: char| c == '\n' || !(c.is_control() || matches!(c, '\u{202a}'..='\u{202e}'));
        assert!(rendered.chars().all(safe), "{rendered:?}");
        assert!(!rendered.lines().any(|line| line.starts_with("error: x")), "{rendered}");
        assert_eq!(rendered.matches("<U+009B>").count(), 7, "{rendered}");
    }

    #[test]
    fn any_place_in_any_bytes_can_be_rendered() {
        let source = SourceText::new(b"a\xFFb\r\n\xC3\n\x1b[31m");
        for start in 0..20 {
            for end in start..20 {
                render(&diagnostic(Some(start..end)), &source);
            }
        }
        assert!(!render(&diagnostic(Some(7..9)), &source).contains('\x1b'));
        assert!(render(&diagnostic(None), &SourceText::default()).contains("report.yaml"));
    }
}
