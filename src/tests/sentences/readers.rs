//! Reads sentences from files and pages.

use std::collections::BTreeSet;
use std::io::{Cursor, Read};
use std::sync::Arc;

use roxmltree::{Document, Node, ParsingOptions};
use zip::ZipArchive;

use super::{NOTE, RAISED, squeezed};
use crate::document::inline::inlines_of;
use crate::document::{ElementId, Inline, Paragraph};
use crate::layout::{Item, Owner, Page, Part};

fn member(archive: &[u8], name: &str) -> String {
    let mut text = String::new();
    let mut archive = ZipArchive::new(Cursor::new(archive)).unwrap();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// The paragraphs of the body of a Word file.
pub fn word(bytes: &[u8]) -> Vec<String> {
    let xml = member(bytes, "word/document.xml");
    let document = Document::parse(&xml).unwrap();
    let paragraphs = document.descendants().filter(|node| is(*node, "p"));
    let of_body = paragraphs.filter(|node| {
        let style = node.descendants().find(|node| is(*node, "pStyle"));
        style.and_then(|style| attribute(style, "val")) == Some("BodyText")
    });
    of_body.map(word_paragraph).collect()
}

fn is(node: Node, name: &str) -> bool {
    node.is_element() && node.tag_name().name() == name
}

fn attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attributes().find(|it| it.name() == name).map(|it| it.value())
}

fn word_paragraph(paragraph: Node) -> String {
    let mut out = String::new();
    // Whether the runs show the number of a note that is cited again.
    let mut is_note = false;
    for run in paragraph.descendants().filter(|node| is(*node, "r")) {
        for part in run.children().filter(Node::is_element) {
            match part.tag_name().name() {
                "instrText" => {
                    let field = part.text().unwrap_or_default();
                    is_note = field.contains("NOTEREF") && field.contains("\\f");
                    out.extend(is_note.then_some(NOTE));
                }
                "fldChar" if attribute(part, "fldCharType") == Some("end") => is_note = false,
                "footnoteReference" => out.push(NOTE),
                "t" if is_note => {}
                "t" => push(&mut out, part.text().unwrap_or_default(), is_raised(run)),
                "br" | "tab" => out.push(' '),
                _ => {}
            }
        }
    }
    out
}

fn is_raised(run: Node) -> bool {
    let align = run.descendants().find(|node| is(*node, "vertAlign"));
    align.and_then(|align| attribute(align, "val")) == Some("superscript")
}

fn push(out: &mut String, text: &str, is_raised: bool) {
    if is_raised {
        out.extend([RAISED.to_string().as_str(), text, RAISED.to_string().as_str()]);
    } else {
        out.push_str(text);
    }
}

/// The paragraphs of the first section of an e-book.
pub fn ebook(bytes: &[u8]) -> Vec<String> {
    let archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let files = archive.file_names().filter(|name| name.ends_with(".xhtml"));
    let texts = files.map(|name| paragraphs(&member(bytes, name)));
    texts.max_by_key(Vec::len).unwrap()
}

fn paragraphs(xhtml: &str) -> Vec<String> {
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    let document = Document::parse_with_options(xhtml, options).unwrap();
    let paragraphs = document
        .descendants()
        .filter(|node| is(*node, "p") && node.parent().is_some_and(|parent| is(parent, "section")));
    paragraphs.map(|paragraph| words(paragraph, false)).collect()
}

fn words(node: Node, is_raised_above: bool) -> String {
    let mut out = String::new();
    for child in node.children() {
        match child.text().filter(|_| child.is_text()) {
            Some(text) => push(&mut out, text, is_raised_above),
            None if attribute(child, "role") == Some("doc-noteref") => out.push(NOTE),
            None => out.push_str(&words(child, is_raised_above || is(child, "sup"))),
        }
    }
    out
}

/// The blocks of a plain text, squeezed, without the addresses of links.
pub fn text_blocks(text: &str) -> BTreeSet<String> {
    let block = |block: &str| {
        let mut parts = block.split(" <http").flat_map(|part| part.split("\n<http"));
        let first = parts.next().unwrap_or_default().to_owned();
        let rest = parts.map(|part| part.split_once('>').unwrap().1);
        let text = first + &rest.collect::<String>();
        let note = NOTE.to_string();
        squeezed(&text.replace("[1]", &note).replace("[2]", &note))
    };
    text.split("\n\n").map(block).collect()
}

/// The lines of a paragraph on pages, with the spaces at their ends. An added hyphen is left out.
pub fn lines(paragraph: &Paragraph, pages: &[Arc<Page>]) -> Vec<String> {
    let mut owners = BTreeSet::from([paragraph.id]);
    let mut notes: BTreeSet<ElementId> = BTreeSet::new();
    inlines_of(&paragraph.content, &mut |inline| {
        owners.extend(inline.element());
        if let Inline::NoteReference(_) = inline {
            notes.extend(inline.element());
        }
    });
    let mut lines: Vec<(i64, String)> = Vec::new();
    for (number, page) in pages.iter().enumerate() {
        for item in &page.items {
            let Item::Glyphs(run) = item else { continue };
            let Owner::Element(element, Part::Content) = run.owner else { continue };
            if !owners.contains(&element) {
                continue;
            }
            let place = number as i64 * 1_000_000 + (run.origin.y * 10.0).round() as i64;
            let mut text = run.text.replace('\u{AD}', "");
            if notes.contains(&element) {
                // The space at the end of a line is in the last run.
                let end = text.trim_end().len();
                text.replace_range(..end, &NOTE.to_string());
            }
            match lines.last_mut() {
                Some((last, line)) if *last == place => line.push_str(&text),
                _ => lines.push((place, text)),
            }
        }
    }
    lines.into_iter().map(|(_, line)| line).collect()
}

/// The parts of a typed text between references, without notes, addresses of links and languages.
pub fn typed_parts(typed: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut rest = typed;
    while let Some(first) = rest.chars().next() {
        let skipped = [("[^", "]"), ("](", ")"), ("]{", "}")];
        let skipped = skipped.iter().find(|(open, _)| rest.starts_with(open));
        if let Some((open, close)) = skipped {
            rest = rest[open.len()..].split_once(close).unwrap().1;
        } else if let Some(reference) = rest.strip_prefix("[#") {
            rest = reference.split_once(']').unwrap().1;
            if rest.starts_with('{') {
                rest = rest.split_once('}').unwrap().1;
            }
            parts.push(String::new());
        } else {
            parts.last_mut().unwrap().push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    parts
}
