//! A diagnostic as text for people: message, excerpt with the place underlined, hint.

use std::borrow::Cow;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};

use super::code::Severity;
use super::message::Diagnostic;
use super::printable::printable;
use super::related::Excerpt;
use super::source_text::SourceText;

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
    let (message, file) = (printable(&diagnostic.message), printable(&diagnostic.file));
    let title = level.primary_title(message).id(diagnostic.code.id());
    let mut group = Group::with_title(title);
    group = match &excerpt {
        Some(excerpt) => group.element(snippet(excerpt, file, AnnotationKind::Primary, None)),
        None => group.element(annotate_snippets::Origin::path(file)),
    };
    if let Some(other) = &diagnostic.related {
        let (file, label) = (printable(&other.file), printable(&other.message));
        group = group.element(snippet(&other.excerpt, file, AnnotationKind::Context, Some(label)));
    }
    if let Some(hint) = &diagnostic.hint {
        group = group.element(Level::HELP.message(printable(hint)));
    }
    renderer.render(&[group])
}

/// An excerpt with its place underlined, and with a label beside the underline.
fn snippet<'a>(
    excerpt: &'a Excerpt,
    file: Cow<'a, str>,
    kind: AnnotationKind,
    label: Option<Cow<'a, str>>,
) -> Snippet<'a, Annotation<'a>> {
    Snippet::source(excerpt.text.as_str())
        .path(file)
        .line_start(excerpt.number)
        .annotation(kind.span(excerpt.place.clone()).label(label))
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
        let source = format!("{}wrong{}", "word ".repeat(200), " word".repeat(200));
        let rendered = render(&diagnostic(Some(1000..1005)), &source.as_str().into());
        assert!(rendered.lines().all(|line| line.chars().count() < 120), "{rendered}");
        assert!(rendered.contains("wrong") && rendered.contains("report.yaml:1:1001"));
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
