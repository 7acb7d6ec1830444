//! Small sources in every format, side by side in one golden.
//!
//! A case is a small report in the template `conference`; lines that begin with `# template: ` override
//! the template. The golden has the parts that the case names in `# show: text markdown pages docx epub`:
//! the text, the Markdown, the pages as dumped by `page_dump`, the paragraphs of the Word file with
//! the numbers that Word computes, and the bodies of the e-book's files.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;

use zip::ZipArchive;

use super::page_dump::PageDump;
use super::{case, golden};
use crate::cache::Cache;
use crate::export::Format;
use crate::fonts::Fonts;
use crate::layout;
use crate::numerals::letters;

#[test]
fn formats() {
    for case in case::cases("formats") {
        golden::compare("formats", &case, "txt", &shown(&case));
    }
}

/// The parts that a case names.
fn shown(case: &Path) -> String {
    let source = fs::read_to_string(case).unwrap();
    let wanted = source.lines().find_map(|line| line.strip_prefix("# show: ")).unwrap();
    let mut out = String::new();
    for part in wanted.split_whitespace() {
        let text = match part {
            "text" => string(case::output(case, Format::Text)),
            "markdown" => string(case::output(case, Format::Markdown)),
            "pages" => pages(case, &source),
            "docx" => word(case::output(case, Format::Docx)),
            "epub" => ebook(case::output(case, Format::Epub)),
            "html" => page(&string(case::output(case, Format::Html))),
            other => panic!("{case:?} wants to show {other}"),
        };
        writeln!(out, "==== {part}\n{}", text.trim_end()).unwrap();
    }
    out
}

fn string(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap()
}

fn pages(case: &Path, source: &str) -> String {
    let style = case::style(source, &[]);
    let document = case::document_in(case, &style);
    let fonts = Fonts::bundled().unwrap();
    let made = layout::layout(&document, &style, &fonts, Cache::NONE);
    let dump = PageDump::new(&document, &fonts);
    made.pages.iter().map(|page| dump.page(page)).collect()
}

fn member(archive: &[u8], name: &str) -> String {
    let mut text = String::new();
    let mut archive = ZipArchive::new(Cursor::new(archive)).unwrap();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// The bodies of the files of an e-book, except navigation, in the order of the container.
fn ebook(bytes: Vec<u8>) -> String {
    let archive = ZipArchive::new(Cursor::new(&bytes)).unwrap();
    let names = archive.file_names().filter(|name| name.ends_with(".xhtml"));
    let mut out = String::new();
    for name in names.filter(|name| !name.ends_with("nav.xhtml")) {
        let text = member(&bytes, name);
        let body = between(&text, "<body", "</body>").unwrap();
        let body = body.split_once('>').unwrap().1.trim();
        writeln!(out, "-- {}\n{body}", name.trim_start_matches("OEBPS/")).unwrap();
    }
    out + &manifest(&bytes)
}

/// The pictures in the manifest of an e-book.
fn manifest(bytes: &[u8]) -> String {
    let package = member(bytes, "OEBPS/content.opf");
    let lines = package.lines().map(str::trim);
    let pictures = lines.filter(|line| line.contains("media-type=\"image/"));
    pictures.fold("-- pictures\n".into(), |all, line| format!("{all}{line}\n"))
}

/// A web page without its style sheet and the hash of it.
fn page(html: &str) -> String {
    let sheet = between(html, "<style>", "</style>").unwrap();
    let hash = between(html, "style-src '", "'").unwrap();
    html.replace(sheet, "…").replace(hash, "…")
}

/// The text between the first occurrences of two texts.
fn between<'t>(text: &'t str, from: &str, to: &str) -> Option<&'t str> {
    let (_, rest) = text.split_once(from)?;
    Some(rest.split_once(to)?.0)
}

fn value<'t>(xml: &'t str, element: &str) -> Option<&'t str> {
    between(xml, &format!("<{element} w:val=\""), "\"")
}

/// The paragraphs of a Word file: style, the number that Word computes, words; pictures with their
/// size in millimetres and their crop.
fn word(bytes: Vec<u8>) -> String {
    let document = member(&bytes, "word/document.xml");
    let styles = member(&bytes, "word/styles.xml");
    let mut numbers = Numbers::read(&member(&bytes, "word/numbering.xml"), &styles);
    let mut out = String::new();
    for paragraph in document.split("<w:p>").skip(1) {
        let paragraph = paragraph.split("</w:p>").next().unwrap();
        let style = value(paragraph, "w:pStyle").unwrap_or("Normal");
        let mark = numbers.mark(paragraph, style);
        let words = words(paragraph);
        writeln!(out, "{style:24} {mark:6} {words}{}", picture(paragraph)).unwrap();
    }
    out
}

fn words(paragraph: &str) -> String {
    let texts = paragraph.split("<w:t").skip(1).filter_map(|text| text.split_once('>'));
    let texts = texts.filter(|(attributes, _)| !attributes.starts_with("ab"));
    texts.map(|(_, text)| text.split('<').next().unwrap()).collect()
}

fn picture(paragraph: &str) -> String {
    let Some(drawing) = between(paragraph, "<w:drawing>", "</w:drawing>") else {
        return String::new();
    };
    let millimetres = |axis: &str| {
        let extent = between(drawing, "<wp:extent ", ">").unwrap();
        let emu: f64 = between(extent, &format!("{axis}=\""), "\"").unwrap().parse().unwrap();
        emu / 36000.0
    };
    let properties = between(drawing, "<wp:docPr ", ">").unwrap();
    let cut = between(drawing, "<a:srcRect", "/>").unwrap_or_default();
    let placed = if drawing.contains("<wp:anchor") { "anchored" } else { "in the line" };
    let (width, height) = (millimetres("cx"), millimetres("cy"));
    format!("[picture {width:.1} × {height:.1} mm, {placed}; {properties};{cut}]")
}

/// The lists of a Word file, and the current number of each.
struct Numbers {
    /// For each instance (`w:numId`), the format and text of each level, and its first number.
    lists: BTreeMap<String, (Vec<(String, String)>, u32)>,
    /// The instance and the level that each style applies.
    of_styles: BTreeMap<String, (String, usize)>,
    /// The number of items so far.
    counted: BTreeMap<String, u32>,
}

impl Numbers {
    fn read(xml: &str, styles: &str) -> Numbers {
        let definitions: Vec<Vec<(String, String)>> =
            xml.split("<w:abstractNum ").skip(1).map(levels).collect();
        let instances = xml.split("<w:num ").skip(1).map(|one| {
            let id = between(one, "w:numId=\"", "\"").unwrap().to_owned();
            let definition: usize = value(one, "w:abstractNumId").unwrap().parse().unwrap();
            let start = value(one, "w:startOverride").map_or(1, |start| start.parse().unwrap());
            (id, (definitions[definition].clone(), start))
        });
        let of_styles = styles.split("<w:style ").skip(1).filter_map(|style| {
            let id = between(style, "w:styleId=\"", "\"").unwrap().to_owned();
            Some((id, applied(style)?))
        });
        let of_styles = of_styles.collect();
        Numbers { lists: instances.collect(), of_styles, counted: BTreeMap::new() }
    }

    fn mark(&mut self, paragraph: &str, style: &str) -> String {
        let applied = applied(paragraph).or_else(|| self.of_styles.get(style).cloned());
        let Some((id, level)) = applied else { return String::new() };
        let (levels, start) = &self.lists[&id];
        let (format, text) = &levels[level];
        let counted = self.counted.entry(id).or_default();
        *counted += 1;
        let number = start + *counted - 1;
        let number = match format.as_str() {
            "decimal" => number.to_string(),
            "upperLetter" => letters(number).to_uppercase(),
            _ => return text.clone(),
        };
        text.replace(&format!("%{}", level + 1), &number)
    }
}

/// The numbering instance and the level of a paragraph or style.
fn applied(properties: &str) -> Option<(String, usize)> {
    let id = value(properties, "w:numId")?.to_owned();
    Some((id, value(properties, "w:ilvl").unwrap().parse().unwrap()))
}

fn levels(definition: &str) -> Vec<(String, String)> {
    let one = |level: &str| {
        (value(level, "w:numFmt").unwrap().into(), value(level, "w:lvlText").unwrap().into())
    };
    definition.split("<w:lvl ").skip(1).map(one).collect()
}
