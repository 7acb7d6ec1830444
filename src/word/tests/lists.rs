//! The numbers of lists, as Word shows them.

use super::{Parts, root};
use crate::word::{Block, ListCounter, WordFile};

/// A level: its number, and the elements in it.
fn level(number: u8, format: &str, text: &str, more: &str) -> String {
    format!(
        "<w:lvl w:ilvl='{number}'><w:start w:val='1'/><w:numFmt w:val='{format}'/>\
         <w:lvlText w:val='{text}'/>{more}</w:lvl>"
    )
}

/// A paragraph at a level of an instance.
fn item(list: u32, level: u8) -> String {
    format!(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{list}'/></w:numPr></w:pPr></w:p>"
    )
}

/// The markers of the items of a file.
fn markers(file: &WordFile) -> String {
    let mut counter = ListCounter::new(&file.lists);
    let paragraphs = file.body.iter().filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some(paragraph),
        Block::Table(_) => None,
    });
    let markers = paragraphs.filter_map(|it| Some(counter.next(file.list_item(it)?)?.text));
    markers.collect::<Vec<_>>().join(" ")
}

fn file(numbering: &str, styles: &str, body: &str) -> WordFile {
    let relationships =
        super::relationships(&[("numbering", "numbering.xml"), ("styles", "styles.xml")]);
    let parts = Parts::of(body)
        .with("word/_rels/document.xml.rels", relationships)
        .with("word/styles.xml", root("styles", styles))
        .with("word/numbering.xml", root("numbering", numbering));
    parts.read().unwrap()
}

fn numbering(levels: &str, instances: &str) -> String {
    format!("<w:abstractNum w:abstractNumId='7'>{levels}</w:abstractNum>{instances}")
}

fn instance(id: u32, overrides: &str) -> String {
    format!("<w:num w:numId='{id}'><w:abstractNumId w:val='7'/>{overrides}</w:num>")
}

#[test]
fn instances_continue_each_other_unless_they_say_where_to_begin() {
    let levels = level(0, "decimal", "%1.", "") + &level(1, "lowerLetter", "%1%2)", "");
    let start = "<w:lvlOverride w:ilvl='0'><w:startOverride w:val='5'/></w:lvlOverride>";
    let instances = instance(1, "") + &instance(2, "") + &instance(3, start);
    let body = [(1, 0), (1, 1), (1, 1), (1, 0), (1, 1), (2, 0), (3, 0), (3, 0), (1, 0)];
    let body: String = body.map(|(list, level)| item(list, level)).concat();
    let file = file(&numbering(&levels, &instances), "", &body);
    assert_eq!(markers(&file), "1. 1a) 1b) 2. 2a) 3. 5. 6. 7.");
}

#[test]
fn levels_begin_anew_where_they_are_told_to() {
    let levels = level(0, "upperRoman", "%1", "")
        + &level(1, "decimal", "%2", "<w:lvlRestart w:val='0'/>")
        + &level(2, "decimal", "%1.%2.%3", "<w:lvlRestart w:val='1'/><w:isLgl/>");
    let body = [0, 1, 2, 1, 2, 0, 1, 2].map(|level| item(1, level)).concat();
    let file = file(&numbering(&levels, &instance(1, "")), "", &body);
    assert_eq!(markers(&file), "I 1 1.1.1 2 1.2.2 II 3 2.3.1");
}

#[test]
fn styles_are_at_the_level_that_names_them() {
    let levels = level(0, "decimal", "Panel %1:", "<w:pStyle w:val='A'/>")
        + &level(1, "decimal", "%1.%2", "<w:pStyle w:val='B'/>");
    let style = |id: &str| {
        format!(
            "<w:style w:type='paragraph' w:styleId='{id}'><w:pPr><w:numPr><w:numId w:val='1'/>\
             </w:numPr></w:pPr></w:style>"
        )
    };
    let paragraph = |id: &str| format!("<w:p><w:pPr><w:pStyle w:val='{id}'/></w:pPr></w:p>");
    let body = ["A", "B", "B", "A", "B"].map(paragraph).concat();
    let styles = style("A") + &style("B");
    let file = file(&numbering(&levels, &instance(1, "")), &styles, &body);
    assert_eq!(markers(&file), "Panel 1: 1.1 1.2 Panel 2: 2.1");
}

#[test]
fn a_definition_may_name_the_list_style_that_has_its_levels() {
    let levels = level(0, "lowerRoman", "(%1)", "");
    let numbering = format!(
        "<w:abstractNum w:abstractNumId='7'><w:numStyleLink w:val='L'/></w:abstractNum>\
         <w:abstractNum w:abstractNumId='8'><w:styleLink w:val='L'/>{levels}</w:abstractNum>{}",
        instance(1, "")
    );
    let file = file(&numbering, "", &[item(1, 0), item(1, 0)].concat());
    assert_eq!(markers(&file), "(i) (ii)");
}

#[test]
fn letters_repeat_and_numbers_are_bounded() {
    let start =
        |it| format!("<w:lvlOverride w:ilvl='0'><w:startOverride w:val='{it}'/></w:lvlOverride>");
    let levels = level(0, "lowerLetter", "%1", "");
    let instances = instance(1, &start(27)) + &instance(2, &start(u32::MAX));
    let file =
        file(&numbering(&levels, &instances), "", &[item(1, 0), item(2, 0), item(2, 0)].concat());
    assert!(markers(&file).len() < 80);
    assert!(markers(&file).starts_with("aa "));
}
