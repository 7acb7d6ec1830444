//! Paragraphs typeset with the bundled fonts at the measure of the template `conference`.

use super::line::LinkArea;
use super::*;
use crate::document::inline::plain_text;
use crate::document::{ElementId, NoteReference, SpanStyle};
use crate::layout::page::{GlyphRun, LinkTarget, Part};
use crate::templates::{Alignment, Colour, ParagraphStyle, load};

const MEASURE: f32 = 345.8;
const OWNER: Owner = Owner::Element(ElementId(1), Part::Content);
/// More than any sign hangs over the edge at these sizes, in points.
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

fn note_reference(id: u32, note: usize, first: bool) -> Inline {
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
    typeset(context(style, &fonts, "en-GB"), content, paragraph, OWNER, measure)
}

fn context<'a>(style: &'a Style, fonts: &'a Fonts, language: &'a str) -> TypesettingContext<'a> {
    TypesettingContext {
        style,
        fonts,
        language,
        hyphenation: &NO_WORDS,
        more_lines: 0,
        draws: true,
        kept: KeptLayout::NONE,
    }
}

static NO_WORDS: BTreeMap<String, Vec<usize>> = BTreeMap::new();

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
            text_of(std::slice::from_ref(line))
        );
        let mut x = line.runs.first().map_or(0.0, |run| run.origin.x);
        for run in &line.runs {
            assert!((run.origin.x - x).abs() < 0.01, "a gap before {:?}", run.text);
            x += width_of(run);
            covers(run);
        }
    }
}

/// The glyphs of a run represent its whole text, in order or in reverse.
fn covers(run: &GlyphRun) {
    let clusters = run.glyphs.chunk_by(|one, other| one.range() == other.range());
    let mut ranges: Vec<_> = clusters.map(|cluster| cluster[0].range()).collect();
    if ranges.first().is_some_and(|first| first.start > 0) {
        ranges.reverse();
    }
    let mut end = 0;
    for range in ranges {
        assert_eq!(range.start, end, "{:?}", run.text);
        assert!(run.text.is_char_boundary(range.end));
        end = range.end;
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
fn justified_lines_except_the_last_fill_the_measure() {
    let lines = body_lines(&[text(PROSE)], MEASURE);
    let (last, full) = lines.split_last().unwrap();
    assert!(full.iter().all(|line| line.width > MEASURE - 0.01));
    assert!(last.width < MEASURE);
}

#[test]
fn letters_of_narrow_lines_keep_their_widths() {
    for measure in [60.0, 20.0] {
        for line in body_lines(&[text(PROSE)], measure) {
            assert!(line.width <= measure + HANG);
            let letters =
                line.runs.iter().flat_map(|run| &run.glyphs).filter(|glyph| glyph.id != 1);
            assert!(letters.filter(|glyph| glyph.advance > 0.0).all(|glyph| glyph.advance > 2.0));
        }
    }
}

#[test]
fn lines_know_their_notes_elements_and_offsets() {
    let (first, rest) = PROSE.split_at(PROSE.find("discuss").unwrap());
    let content = [
        text(first),
        note_reference(5, 0, true),
        text(rest),
        note_reference(6, 0, false),
        note_reference(7, 1, true),
    ];
    let lines = body_lines(&content, MEASURE);
    check(&lines, MEASURE);
    let plain = plain_text(&content);
    for (line, next) in lines.iter().zip(&lines[1..]) {
        let words: String = line
            .runs
            .iter()
            .filter(|run| run.owner == OWNER)
            .map(|run| run.text.replace('\u{AD}', ""))
            .collect();
        assert_eq!(words, plain[line.offset..next.offset]);
    }
    let at = lines.iter().position(|line| line.elements.contains(&ElementId(5))).unwrap();
    assert_eq!(lines[at].notes, [0]);
    let (last, others) = lines.split_last().unwrap();
    assert_eq!(
        (last.notes.as_slice(), last.elements.as_slice()),
        (&[1][..], &[ElementId(6), ElementId(7)][..])
    );
    assert_eq!(others.iter().map(|line| line.notes.len()).sum::<usize>(), 1);
    let owner = Owner::Element(ElementId(5), Part::Content);
    let number = lines[at].runs.iter().find(|run| run.owner == owner).unwrap();
    assert_eq!(number.text, "1");
}

#[test]
fn a_link_over_several_lines_has_an_area_on_each() {
    let url = "https://www.osce.org".to_string();
    let link = Inline::Link { id: ElementId(9), url: url.clone(), content: vec![text(PROSE)] };
    let lines = body_lines(&[text("Before. "), link, text(" after")], MEASURE);
    check(&lines, MEASURE);
    for line in &lines {
        let [LinkArea { from, to, element, target }] = line.links.as_slice() else {
            panic!("{:?}", line.links)
        };
        assert_eq!((*element, target), (ElementId(9), &LinkTarget::Url(url.clone())));
        let owned = |run: &&GlyphRun| run.owner == Owner::Element(ElementId(9), Part::Content);
        let first = line.runs.iter().find(owned).unwrap();
        let width: f32 = line.runs.iter().filter(owned).map(width_of).sum();
        assert!((first.origin.x - from).abs() < 0.01 && (from + width - to).abs() < 0.01);
    }
    assert_eq!(lines[0].elements, [ElementId(9)]);
    assert!(lines[1..].iter().all(|line| line.elements.is_empty()));
}

/// The colours of the parts of a line, without the paragraph's own.
fn colours(line: &Line, own: Colour) -> Vec<(&str, Colour)> {
    let runs = line.runs.iter().filter(|run| run.colour != own);
    runs.map(|run| (run.text.as_str(), run.colour)).collect()
}

#[test]
fn links_have_their_colour_and_references_if_the_template_says_so() {
    let url = "https://www.osce.org".to_string();
    let address = Inline::Link { id: ElementId(9), url, content: vec![text("address")] };
    let reference = Inline::CrossReference {
        id: ElementId(8),
        target: ElementId(1),
        content: vec![text("reference")],
    };
    let content = [text("See "), address, text(" and "), reference, text(".")];
    let mut style = style();
    let lines = lines_in(&content, &style, &style.paragraphs.body, MEASURE);
    assert_eq!(colours(&lines[0], Colour::Ink), [("address", Colour::Link)]);
    style.links.references = true;
    let lines = lines_in(&content, &style, &style.paragraphs.body, MEASURE);
    let both = [("address", Colour::Link), ("reference", Colour::Link)];
    assert_eq!(colours(&lines[0], Colour::Ink), both);
    let lines = lines_in(&content, &style, &style.paragraphs.cover_publisher, MEASURE);
    assert_eq!(colours(&lines[0], Colour::Paper), []);
}

#[test]
fn note_references_use_the_superscript_figures_of_the_face() {
    let lines = body_lines(&[text("1"), note_reference(5, 0, true)], MEASURE);
    let [plain, raised] = lines[0].runs.as_slice() else { panic!() };
    assert_eq!(plain.size, raised.size);
    assert_ne!(plain.glyphs[0].id, raised.glyphs[0].id);
    assert_eq!(raised.offsets.of(0).1, 0.0);
}

#[test]
fn superscripts_missing_from_the_face_are_synthesized() {
    let content = [Inline::Superscript(vec![text("§")])];
    let run = &body_lines(&content, MEASURE)[0].runs[0];
    assert!((run.size - 6.3).abs() < 0.01 && (run.offsets.of(0).1 - 3.465).abs() < 0.01);
}

#[test]
fn small_capitals_are_synthesized_only_if_the_face_has_none() {
    let small = |italic: bool| {
        let content = vec![Inline::Span(SpanStyle::SmallCaps, vec![text("Panel")])];
        let content = if italic { vec![Inline::Emphasis(content)] } else { content };
        body_lines(&content, MEASURE).remove(0)
    };
    let [real] = small(false).runs.try_into().unwrap();
    assert_eq!((real.text.as_str(), real.size), ("Panel", 10.5));
    let [capital, scaled] = small(true).runs.try_into().unwrap();
    assert_eq!((capital.text.as_str(), scaled.text.as_str()), ("P", "anel"));
    assert!(scaled.size < capital.size);
}

#[test]
fn missing_characters_come_from_another_face() {
    let content = [text("Škrivánková ꙮ Ђорђе → done")];
    let lines = body_lines(&content, MEASURE);
    check(&lines, MEASURE);
    assert_eq!(text_of(&lines), plain_text(&content));
}

#[test]
fn added_hyphens_are_soft_hyphens_in_the_text() {
    let lines = body_lines(&[text(PROSE)], 120.0);
    let hyphenated: Vec<&Line> = lines.iter().filter(|line| line.hyphenated).collect();
    assert!(!hyphenated.is_empty());
    for line in hyphenated {
        let end = line.runs.last().unwrap().text.chars().next_back().unwrap();
        assert!(matches!(end, '\u{AD}' | '-'), "{end:?}");
    }
}

#[test]
fn a_break_within_a_ligature_reshapes_both_halves() {
    let lines = body_lines(&[text("of\u{AD}fice of\u{AD}fice of\u{AD}fice")], 40.0);
    check(&lines, 40.0);
    assert_eq!(lines[0].runs[0].text, "office ");
    let narrow = body_lines(&[text("of\u{AD}fice")], 22.0);
    assert_eq!(
        narrow.iter().map(|line| line.runs[0].text.as_str()).collect::<Vec<_>>(),
        ["of\u{AD}", "fice"]
    );
    check(&narrow, 22.0);
}

#[test]
fn a_line_before_an_explicit_break_stays_ragged() {
    let lines =
        body_lines(&[text("One short line"), Inline::LineBreak, text("and another")], MEASURE);
    assert_eq!(lines.len(), 2);
    assert!(lines[0].width < MEASURE / 2.0);
    assert_eq!(lines[1].offset, "One short line\n".len());
}

#[test]
fn headings_are_balanced_and_not_hyphenated() {
    let style = style();
    let heading = "Victims’ rights: challenges in identification, referral and assistance of trafficked people";
    let lines = lines_in(&[text(heading)], &style, &style.paragraphs.heading1, MEASURE);
    check(&lines, MEASURE);
    let widths: Vec<f32> = lines.iter().map(|line| line.width).collect();
    assert!(widths.iter().all(|width| *width > 0.6 * MEASURE), "{widths:?}");
    assert!(lines.iter().all(|line| !line.hyphenated));
}

#[test]
fn ragged_text_leaves_no_word_alone_on_its_last_line() {
    let style = style();
    let post = "Radmila Dragičević-Dičić, Judge, Supreme Court of Cassation, Serbia";
    let lines = lines_in(&[text(post)], &style, &style.paragraphs.people, 266.0);
    check(&lines, 266.0);
    let last = lines.last().unwrap().runs.iter().map(|run| run.text.as_str()).collect::<String>();
    assert_eq!((lines.len(), last.as_str()), (2, "Cassation, Serbia"));
}

#[test]
fn indents_narrow_the_lines_and_move_them() {
    let style = style();
    let lines = lines_in(&[text(PROSE)], &style, &style.paragraphs.quotation, MEASURE);
    check(&lines, MEASURE - 58.0);
    assert!(lines.iter().all(|line| line.runs[0].origin.x == 29.0));
}

#[test]
fn centred_lines_have_equal_margins() {
    let style = style();
    let centred = ParagraphStyle { align: Alignment::Centre, ..style.paragraphs.body.clone() };
    for line in lines_in(&[text(PROSE)], &style, &centred, MEASURE) {
        let x = line.runs[0].origin.x;
        assert!((x + line.width / 2.0 - MEASURE / 2.0).abs() < 0.01);
    }
}

#[test]
fn unusual_text_does_not_panic() {
    for unusual in [
        "",
        " ",
        "\u{AD}",
        "\u{AD}\u{AD}a",
        "a\u{301}\u{301}",
        "\u{7}bell",
        "\t",
        "漢字かな",
        "שלום",
        "\u{200B}",
        "a\u{A0}\u{A0}b",
        "https://",
        "@@@@",
        "…",
        "\u{FEFF}x",
    ] {
        for measure in [MEASURE, 3.0, 0.0, -5.0] {
            let lines = body_lines(&[text(unusual), Inline::LineBreak, text(unusual)], measure);
            lines.iter().flat_map(|line| &line.runs).for_each(covers);
        }
    }
}

/// The text of each run of a line with its nearer and further edge.
fn positions(line: &Line) -> Vec<(&str, f32, f32)> {
    let place = |run: &'_ GlyphRun| (run.origin.x, run.origin.x + width_of(run));
    line.runs.iter().map(|run| (run.text.as_str(), place(run).0, place(run).1)).collect()
}

fn lines_of(language: &str, content: &[Inline], measure: f32) -> Vec<Line> {
    let (style, fonts) = (style(), Fonts::bundled().unwrap());
    let context = context(&style, &fonts, language);
    typeset(context, content, &style.paragraphs.body, OWNER, measure)
}

#[test]
fn hebrew_within_latin_text_is_drawn_from_right_to_left() {
    let line = lines_of("en-GB", &[text("one אב גד two")], MEASURE).remove(0);
    let positions = positions(&line);
    assert_eq!(
        positions.iter().map(|(text, ..)| *text).collect::<Vec<_>>(),
        ["one ", "אב גד", " ", "two"]
    );
    assert!(positions[0].2 == positions[1].1 && positions[1].2 == positions[2].1);
    let glyphs = &line.runs[1].glyphs;
    assert_eq!(&line.runs[1].text[glyphs[0].range()], "ד");
    assert_eq!(&line.runs[1].text[glyphs[4].range()], "א");
}

#[test]
fn latin_text_in_a_hebrew_report_is_measured_from_the_right() {
    let line = lines_of("he", &[text("אב OSCE 12 גד")], MEASURE).remove(0);
    let positions = positions(&line);
    let texts: Vec<&str> = positions.iter().map(|(text, ..)| *text).collect();
    assert_eq!(texts, ["אב ", "OSCE 12", " ", "גד"]);
    let meet = |one: f32, other: f32| (one - other).abs() < 0.01;
    assert!(meet(positions[0].1, 0.0));
    assert!(meet(positions[0].2, positions[1].1) && meet(positions[1].2, positions[2].1));
    let latin = &line.runs[1];
    assert_eq!(&latin.text[latin.glyphs[0].range()], "O");
}

#[test]
fn a_paragraph_against_the_direction_of_the_report_starts_at_its_own_edge() {
    let foreign =
        |words: &str| [Inline::Foreign { language: "en".into(), content: vec![text(words)] }];
    let one = lines_of("he", &foreign("Helsinki"), MEASURE);
    assert_eq!(one[0].runs[0].origin.x, 0.0);
    let lines = lines_of("he", &foreign(PROSE), MEASURE);
    let last = lines.last().unwrap();
    assert!((last.runs[0].origin.x + last.width - MEASURE).abs() < 0.01);
    assert_eq!(text_of(&lines), PROSE);
}

#[test]
fn a_bidirectional_link_has_several_areas() {
    let link = |words: &str| {
        let url = "https://www.osce.org".into();
        Inline::Link { id: ElementId(9), url, content: vec![text(words)] }
    };
    let content = [text("אב "), link("גד one two"), text(" three")];
    let line = lines_of("he", &content, MEASURE).remove(0);
    let areas: Vec<(f32, f32)> = line.links.iter().map(|area| (area.from, area.to)).collect();
    // "three" separates the two halves of the link, since it joins the Latin words.
    let [latin, hebrew] = areas.as_slice() else { panic!("{areas:?}") };
    assert!(hebrew.1 <= latin.0);
    let owned = line.runs.iter().filter(|run| run.owner != OWNER).map(width_of).sum::<f32>();
    assert!((latin.1 - latin.0 + hebrew.1 - hebrew.0 - owned).abs() < 0.01);
}

#[test]
fn lines_end_between_any_ideographs_but_not_before_punctuation() {
    let words =
        "人間は、理性と良心とを授けられており、互いに同胞の精神をもって行動しなければならない。";
    for measure in [60.0, 73.0, 84.0, 91.0] {
        let lines = lines_of("ja", &[text(words)], measure);
        assert_eq!(text_of(&lines), words);
        for line in &lines[1..] {
            let first = line.runs[0].text.chars().next().unwrap();
            assert!(!"、。っゃゅょー」".contains(first), "{first} at {measure}");
        }
        for line in &lines[..lines.len() - 1] {
            assert!((line.width - measure).abs() < 0.01, "{} at {measure}", line.width);
        }
    }
}

#[test]
fn punctuation_hangs_over_both_edges() {
    let words = "“one, two three four five six” seven. eight nine “ten eleven” twelve";
    let measure = 60.0;
    let lines = body_lines(&[text(words)], measure);
    let first = |line: &Line| line.runs[0].glyphs[0].advance;
    assert!((lines[0].runs[0].origin.x + first(&lines[0]) / 2.0).abs() < 0.1);
    let mut plain = style();
    plain.typography.hanging_punctuation = false;
    let straight = lines_in(&[text(words)], &plain, &plain.paragraphs.body, measure);
    assert!(straight.iter().all(|line| line.runs[0].origin.x == 0.0));
    assert!(straight.iter().all(|line| line.width <= measure + 0.01));
    assert!(lines.iter().any(|line| line.width > measure + 0.5));
}

#[test]
fn letters_are_spaced_only_if_the_template_allows_it() {
    let mut still = style();
    still.typography.letter_stretch_percent = 0.0;
    let words = [text(&"mm ".repeat(60))];
    let lines = lines_in(&words, &still, &still.paragraphs.body, 100.0);
    let advances = |lines: &[Line], letter: &'static str| {
        let glyphs = lines.iter().take(3).flat_map(|line| &line.runs).flat_map(|run| {
            run.glyphs.iter().filter(move |glyph| &run.text[glyph.range()] == letter)
        });
        glyphs.map(|glyph| glyph.advance).filter(|width| *width > 0.0).collect::<Vec<f32>>()
    };
    let natural = body_lines(&[text("mm mm")], MEASURE);
    let (m, space) = (advances(&natural, "m")[0], advances(&natural, " ")[0]);
    assert!(advances(&lines, "m").iter().all(|advance| *advance == m));
    assert!(advances(&lines, " ").iter().all(|advance| (advance - space).abs() > 0.01));
    let moved = lines_in(&words, &style(), &style().paragraphs.body, 100.0);
    assert!(advances(&moved, "m").iter().any(|advance| *advance != m));
    assert!((lines[0].width - 100.0).abs() < 0.01);
}

#[test]
fn the_template_chooses_ligatures_and_figures() {
    let glyphs = |change: &dyn Fn(&mut Style)| {
        let mut style = style();
        change(&mut style);
        let lines = lines_in(&[text("office 1")], &style, &style.paragraphs.body, MEASURE);
        lines[0].runs[0].glyphs.iter().map(|glyph| glyph.id).collect::<Vec<u16>>()
    };
    let usual = glyphs(&|_| {});
    assert_eq!(glyphs(&|style| style.typography.ligatures = false).len(), 8);
    assert!(usual.len() < 8);
    let old = glyphs(&|style| style.paragraphs.body.figures = crate::templates::Figures::OldStyle);
    assert_ne!(old.last(), usual.last());
}

#[test]
fn first_lines_may_be_indented_or_outdented() {
    let style = style();
    for first_indent_pt in [14.5, -14.5] {
        let body = style.paragraphs.body.clone();
        let body = ParagraphStyle { indent_pt: 20.0, first_indent_pt, ..body };
        let lines = lines_in(&[text(PROSE)], &style, &body, MEASURE);
        assert_eq!(lines[0].runs[0].origin.x, 20.0 + first_indent_pt);
        assert_eq!(lines[1].runs[0].origin.x, 20.0);
        for line in &lines[..lines.len() - 1] {
            let end = line.runs[0].origin.x + line.width;
            assert!(end > MEASURE - 0.01 && end < MEASURE + HANG, "{end}");
        }
    }
}

#[test]
fn the_editor_can_make_a_paragraph_a_line_longer_or_shorter() {
    let (style, fonts) = (style(), Fonts::bundled().unwrap());
    let lines = |more_lines: i8, measure: f32| {
        let context = TypesettingContext { more_lines, ..context(&style, &fonts, "en-GB") };
        let prose = PROSE.split(" See http").next().unwrap();
        let prose = format!("{prose} {prose}");
        let lines = typeset(context, &[text(&prose)], &style.paragraphs.body, OWNER, measure);
        check(&lines, measure);
        assert_eq!(text_of(&lines), prose);
        lines.len()
    };
    for measure in [MEASURE, 180.0] {
        let usual = lines(0, measure);
        assert_eq!(lines(1, measure), usual + 1, "at {measure}");
        assert!(lines(99, measure) > usual && lines(-99, measure) <= usual);
    }
    let heading = |more_lines: i8| {
        let context = TypesettingContext { more_lines, ..context(&style, &fonts, "en-GB") };
        let words = [text("Victims’ rights and challenges in their identification")];
        typeset(context, &words, &style.paragraphs.heading1, OWNER, MEASURE).len()
    };
    assert_eq!((heading(0), heading(1)), (2, 3));
}

#[test]
fn the_report_can_forbid_hyphenation_of_words() {
    let (style, fonts) = (style(), Fonts::bundled().unwrap());
    let hyphenation = ["participating", "conference"].map(|word| (word.to_owned(), Vec::new()));
    let hyphenation = hyphenation.into();
    let context =
        TypesettingContext { hyphenation: &hyphenation, ..context(&style, &fonts, "en-GB") };
    for measure in [80.0, 100.0, 120.0, 140.0] {
        let lines = typeset(context, &[text(PROSE)], &style.paragraphs.body, OWNER, measure);
        let joined: String = lines.iter().flat_map(|l| &l.runs).map(|r| r.text.as_str()).collect();
        assert!(joined.contains("conference") && joined.contains("participating"));
    }
}
