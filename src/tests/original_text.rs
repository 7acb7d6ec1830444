//! Compares the source of the 2016 report with the text recognized on the printed pages: every word in
//! order, except the repairs listed at the head of the source.

use crate::source;
use crate::source::schema::parts::{Content, Parts};
use crate::source::schema::{Block, Report, Section, SectionKind};

const SOURCE: &[u8] = include_bytes!("../../source/alliance-2016.yaml");
const ORIGINAL: &str = include_str!("../../tests/cases/alliance-2016.txt");

/// Repairs: the damaged text and its replacement. Blank lines do not change words.
const REPAIRS: [(&str, &str); 2] = [
    // A name split into two paragraphs.
    ("Moiron-**\n\n**Braud", "Moiron-Braud"),
    // The note reference, which the source writes as markup.
    ("Rights of the Child.<sup>1</sup>", "Rights of the Child."),
];

#[test]
fn the_source_has_every_word_of_the_original_in_order() {
    let report = source::read("alliance-2016.yaml", SOURCE).report.expect("the source is valid");
    let (written, original) = (words_of_source(&report), words_of_original());
    for (index, (word, expected)) in written.iter().zip(&original).enumerate() {
        let before = original[index.saturating_sub(6)..index].join(" ");
        assert_eq!(word, expected, "word {index}, after “{before}”");
    }
    assert_eq!(written.len(), original.len());
    assert!(original.len() > 2900, "the original has {} words", original.len());
}

#[test]
fn the_source_is_easy_to_edit() {
    let text = std::str::from_utf8(SOURCE).unwrap();
    assert!(text.starts_with("# yaml-language-server: $schema=report.schema.json\n"));
    for (number, line) in text.lines().enumerate() {
        assert!(line.chars().count() <= 100, "line {} is long", number + 1);
    }
}

/// The repaired original, its footnote at the end, without markup.
fn words_of_original() -> Vec<String> {
    let mut text = ORIGINAL.to_owned();
    for (broken, whole) in REPAIRS {
        assert_eq!(text.matches(broken).count(), 1, "{broken}");
        text = text.replace(broken, whole);
    }
    let (before, rest) = text.split_once("---\n\n<sup>1</sup> ").expect("the footnote");
    let (note, after) = rest.split_once("\n\n").expect("the end of the footnote");
    let text = format!("{before}\n{after}\n{note}");
    text.lines().flat_map(words_of_line).collect()
}

fn words_of_line(line: &str) -> Vec<String> {
    let generated = ["# ", "## ", "### ", "#### ", "- ", "1. ", "2. ", "3. "];
    let line = line.trim_start();
    let line = generated.iter().find_map(|mark| line.strip_prefix(mark)).unwrap_or(line);
    let line = line.replace("<sup>", "").replace("</sup>", "").replace('*', "");
    line.split_whitespace().map(str::to_owned).collect()
}

fn words_of_source(report: &Report) -> Vec<String> {
    let mut texts = Vec::new();
    let publication = &report.publication;
    texts.push(publication.publisher.as_str().to_owned());
    texts.extend(publication.office.iter().map(|text| text.as_str().to_owned()));
    texts.extend(publication.series.iter().map(|text| text.as_str().to_owned()));
    texts.push(publication.title.as_str().to_owned());
    let event = report.event.as_ref().expect("an event");
    texts.extend(event.venue.iter().map(|text| text.as_str().to_owned()));
    assert_eq!((event.from.as_str(), event.to.as_deref()), ("2016-04-11", Some("2016-04-12")));
    texts.push("11-12 April 2016".into());
    let mut panels = 0;
    report.body.iter().for_each(|section| texts_of_section(section, &mut panels, &mut texts));
    texts.extend(
        report.footnotes.values().flat_map(|note| &note.0).map(|text| text.as_str().to_owned()),
    );
    texts.iter().flat_map(|text| words_of_text(text)).collect()
}

fn texts_of_section(section: &Section, panels: &mut u32, texts: &mut Vec<String>) {
    if section.kind == SectionKind::Panel {
        *panels += 1;
        texts.push(format!("Panel {panels}:"));
    }
    texts.extend(section.title.iter().map(|title| title.as_str().to_owned()));
    section.content.iter().for_each(|block| texts_of_block(block, texts));
    section.sections.iter().for_each(|section| texts_of_section(section, panels, texts));
}

fn texts_of_block(block: &Block, texts: &mut Vec<String>) {
    texts_of_parts(block.kind.parts(false), texts);
}

fn texts_of_parts(parts: Parts, texts: &mut Vec<String>) {
    for part in parts.0 {
        match part.content {
            Content::Text(text) => texts.push(text.as_str().to_owned()),
            Content::Entry(_, parts) => texts_of_parts(parts, texts),
            Content::Blocks(blocks) => blocks.iter().for_each(|it| texts_of_block(it, texts)),
            Content::Id(..) | Content::Layout(_) | Content::Collection(..) => {}
            Content::Override(_)
            | Content::Cell(..)
            | Content::Code(_)
            | Content::Equation(_)
            | Content::Alternative(_)
            | Content::File(_)
            | Content::People(..) => panic!("the original holds no such part: {}", part.key),
        }
    }
}

fn words_of_text(text: &str) -> Vec<String> {
    let text = text.replace("[^gc6]", "").replace(['*', '^'], "");
    text.split_whitespace().map(str::to_owned).collect()
}
