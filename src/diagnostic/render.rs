//! A diagnostic for people: what is wrong, the line, the place underlined, what to write.

use std::borrow::Cow;
use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::position::{line_end, line_start};
use super::{Diagnostic, Lined, Severity, position};

/// Columns of a terminal that long lines are cut to, around the place.
const WIDTH: usize = 100;

/// Several lines of plain text, without a line break at the end.
pub fn render<S: Lined + ?Sized>(diagnostic: &Diagnostic, source: &S) -> String {
    draw(&Renderer::plain(), diagnostic, source)
}

/// The same with the colours of a terminal.
pub fn render_coloured<S: Lined + ?Sized>(diagnostic: &Diagnostic, source: &S) -> String {
    draw(&Renderer::styled(), diagnostic, source)
}

fn draw<S: Lined + ?Sized>(renderer: &Renderer, diagnostic: &Diagnostic, source: &S) -> String {
    let renderer = renderer.clone().term_width(WIDTH).decor_style(DecorStyle::Ascii);
    let level = match diagnostic.severity {
        Severity::Warning => Level::WARNING,
        Severity::Error => Level::ERROR,
    };
    let excerpt = diagnostic.place.as_ref().map(|place| Excerpt::new(source, place));
    let title = level.primary_title(diagnostic.message.as_str()).id(diagnostic.code);
    let mut group = Group::with_title(title);
    group = match &excerpt {
        Some(excerpt) => group.element(excerpt.snippet(&diagnostic.file)),
        None => group.element(annotate_snippets::Origin::path(diagnostic.file.as_str())),
    };
    if let Some(hint) = &diagnostic.hint {
        group = group.element(Level::HELP.message(hint.as_str()));
    }
    renderer.render(&[group])
}

/// The line of a place.
struct Excerpt<'a> {
    number: usize,
    text: Cow<'a, str>,
    place: Range<usize>,
}

impl<'a> Excerpt<'a> {
    /// The first line of the place, with as much of the place as stands on it.
    fn new<S: Lined + ?Sized>(file: &'a S, place: &Range<usize>) -> Self {
        let source = file.whole();
        let start = place.start.min(source.len());
        let line = line_start(source, start)..line_end(source, start);
        let end = place.end.clamp(start, line.end.max(start));
        let part =
            |range: Range<usize>| String::from_utf8_lossy(source.get(range).unwrap_or_default());
        // Lengths after replacing what is not UTF-8, so that the underline stays in step.
        let from = part(line.start..start).len();
        let to = from + part(start..end).len();
        Self { number: position(file, start).line, text: part(line), place: from..to }
    }

    fn snippet(&self, file: &'a str) -> Snippet<'_, annotate_snippets::Annotation<'_>> {
        // Cut by broken UTF-8, lengths may miss a boundary.
        let length = self.text.len();
        let fit = |offset: usize| self.text.floor_char_boundary(offset.min(length));
        let place = fit(self.place.start)..fit(self.place.end);
        Snippet::source(self.text.as_ref())
            .path(file)
            .line_start(self.number)
            .annotation(AnnotationKind::Primary.span(place))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn diagnostic(place: Option<Range<usize>>) -> Diagnostic {
        Diagnostic {
            severity: Severity::Error,
            code: "P0032",
            message: "no person has the id `jon`".into(),
            file: "report.yaml".into(),
            place,
            hint: Some("did you mean `john`?".into()),
        }
    }

    #[test]
    fn the_place_is_underlined_by_display_width() {
        let source = "a: b\n\t漢字 jon\n";
        assert_eq!(
            render(&diagnostic(Some(13..16)), source),
            "error[P0032]: no person has the id `jon`\n \
             --> report.yaml:2:5\n  |\n\
             2 |     漢字 jon\n  |          ^^^\n  |\n  = help: did you mean `john`?"
        );
    }

    #[test]
    fn long_lines_are_cut_around_the_place() {
        let source = format!("{}wrong{}", "word ".repeat(200), " word".repeat(200));
        let rendered = render(&diagnostic(Some(1000..1005)), &source);
        assert!(rendered.lines().all(|line| line.chars().count() < 120), "{rendered}");
        assert!(rendered.contains("wrong") && rendered.contains("report.yaml:1:1001"));
    }

    #[test]
    fn any_place_in_any_bytes_can_be_drawn() {
        let source = b"a\xFFb\r\n\xC3\n\x1b[31m";
        for start in 0..20 {
            for end in start..20 {
                render(&diagnostic(Some(start..end)), source);
            }
        }
        assert!(!render(&diagnostic(Some(7..9)), source).contains('\x1b'));
        assert!(render(&diagnostic(None), "").contains("report.yaml"));
    }
}
