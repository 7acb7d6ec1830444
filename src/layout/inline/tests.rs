//! Paragraphs set with the bundled faces at the measure of the template `conference`.

use super::*;
use crate::document::NoteReference;
use crate::document::inline::plain_text;
use crate::layout::page::{LinkTarget, Part};
use crate::templates::{Alignment, load};

const MEASURE: f32 = 345.8;
const OWNER: Owner = Owner::Element(ElementId(1), Part::Content);
/// More than any sign may hang over the edge at these sizes.
const HANG: f32 = 2.5;

const PROSE: &str = "The Alliance against Trafficking in Persons conference brought together \
    representatives of participating States, international organizations and civil society to \
    discuss how trafficking in human beings for the purpose of criminal exploitation can be \
    identified, and how the non-punishment principle should be applied in practice. Officers of \
    law-enforcement agencies offered different, sufficiently efficient methods; first findings \
    on unaccompanied minors in reception facilities were difficult to verify. Participants \
    underlined that anti-trafficking co-operation with SPMU/TNTD depended on trust – and on \
    time. See http://www.osce.org/secretariat/trafficking-in-human-beings-programme for more.";

fn style() -> Style {
    load::style("template.yaml", load::built_in("conference").unwrap()).unwrap()
}

fn text(text: &str) -> Inline {
    Inline::Text(text.into())
}

fn note(id: u32, note: usize, first: bool) -> Inline {
    let number = (note + 1).to_string();
    Inline::NoteReference(NoteReference { id: ElementId(id), note, number, first })
}

fn lines_in(
    content: &[Inline],
    style: &Style,
    paragraph: &ParagraphStyle,
    measure: f32,
) -> Vec<Line> {
    let fonts = Fonts::bundled().unwrap();
    set(Setting { style, fonts: &fonts, language: "en-GB" }, content, paragraph, OWNER, measure)
}

fn body_lines(content: &[Inline], measure: f32) -> Vec<Line> {
    let style = style();
    lines_in(content, &style, &style.paragraphs.body, measure)
}

fn text_of(lines: &[Line]) -> String {
    let runs = lines.iter().flat_map(|line| &line.runs);
    runs.map(|run| run.text.as_str()).collect::<String>().replace('\u{AD}', "")
}

fn width_of(run: &GlyphRun) -> f32 {
    run.glyphs.iter().map(|glyph| glyph.advance).sum()
}

fn check(lines: &[Line], measure: f32) {
    for line in lines {
        assert!(
            line.width <= measure + HANG,
            "{} > {measure}: {}",
            line.width,
            text_of(&[line.clone()])
        );
        let mut x = line.runs.first().map_or(0.0, |run| run.origin.x);
        for run in &line.runs {
            assert!((run.origin.x - x).abs() < 0.01, "a gap before {:?}", run.text);
            x += width_of(run);
            covers(run);
        }
    }
}

/// Glyphs stand for the whole text of their run, in order.
fn covers(run: &GlyphRun) {
    let mut end = 0;
    for cluster in run.glyphs.chunk_by(|one, other| one.text == other.text) {
        assert_eq!(cluster[0].range().start, end, "{:?}", run.text);
        assert!(run.text.is_char_boundary(cluster[0].range().end));
        end = cluster[0].range().end;
    }
    assert_eq!(end, run.text.len(), "{:?}", run.text);
}

#[test]
fn lines_hold_the_whole_text_within_the_measure() {
    let content = [text(PROSE)];
    for measure in [MEASURE, 200.0, 120.0, 60.0, 20.0] {
        let lines = body_lines(&content, measure);
        check(&lines, measure);
        assert_eq!(text_of(&lines), plain_text(&content), "at {measure}");
    }
}

#[test]
fn justified_lines_fill_the_measure_but_the_last() {
    let lines = body_lines(&[text(PROSE)], MEASURE);
    let (last, full) = lines.split_last().unwrap();
    assert!(full.iter().all(|line| line.width > MEASURE - 0.01));
    assert!(last.width < MEASURE);
}
