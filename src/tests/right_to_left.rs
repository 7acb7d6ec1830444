//! Arabic and Hebrew with the fonts of Debian's `fonts-noto-core`, which `tests/validators/install`
//! installs.

use std::borrow::Cow;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use crate::cache::Cache;
use crate::fonts::Fonts;
use crate::layout::{self, GlyphRun, Item, Owner, Page, PageKind};
use skrifa::{FontRef, MetadataProvider};

use super::case;
use crate::export::Format;

const NOTO: &str = "/usr/share/fonts/truetype/noto";

fn noto(name: &str) -> Vec<u8> {
    let path = Path::new(NOTO).join(name);
    fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The runs of the text of a report of one section.
fn runs(language: &str, words: &str) -> Vec<GlyphRun> {
    let source = format!(
        "publication: {{title: T, publisher: P, date: 2016-11-01, language: {language}}}\n\
         options: {{contents: false}}\nbody:\n  - title: S\n    content:\n      - \"{words}\"\n"
    );
    let folder = tempfile::tempdir().unwrap();
    let case = folder.path().join("a.yaml");
    fs::write(&case, source).unwrap();
    let style = case::style("", &[]);
    let document = case::document_in(&case, &style);
    let files = ["NotoNaskhArabic-Regular.ttf", "NotoSerifHebrew-Regular.ttf"];
    let files = files.map(|name| (name.to_owned(), Cow::Owned(noto(name))));
    let mut fonts = Fonts::bundled().unwrap();
    fonts.faces.extend(Fonts::from_files(files).unwrap().faces);
    let pages = layout::layout(&document, &style, &fonts, Cache::NONE).pages;
    let body: Vec<Arc<Page>> =
        pages.into_iter().filter(|page| page.kind == PageKind::Body).collect();
    let size = style.paragraphs.body.size_pt;
    let items = body.iter().flat_map(|page| page.items.clone());
    let runs = items.filter_map(|item| match item {
        Item::Glyphs(run) => Some(run),
        Item::Fill { .. } | Item::Image { .. } | Item::Link(_) => None,
    });
    runs.filter(|run| run.size == size && matches!(run.owner, Owner::Element(..))).collect()
}

/// The glyphs of runs from left to right: position and glyph id.
fn drawn(runs: &[GlyphRun]) -> Vec<(i32, u16)> {
    let mut places = Vec::new();
    for run in runs {
        let mut x = run.origin.x;
        for glyph in &run.glyphs {
            places.push(((x * 10.0).round() as i32, glyph.id));
            x += glyph.advance;
        }
    }
    places.sort();
    places
}

#[test]
#[ignore = "needs the tools of tests/validators/install; run by tests/run"]
fn arabic_letters_join_across_markup() {
    let plain = runs("ar", "وكذلك والحقوق المتصلة");
    for marked in ["[حقوق](https://www.un.org)", "*حقوق*", "**حقوق**"] {
        let marked = runs("ar", &format!("وكذلك وال{marked} المتصلة"));
        assert!(marked.len() > plain.len());
        assert_eq!(drawn(&marked), drawn(&plain));
    }
    assert!(plain.iter().flat_map(|run| &run.glyphs).all(|glyph| glyph.id != 0));
}

#[test]
#[ignore = "needs the tools of tests/validators/install; run by tests/run"]
fn brackets_are_mirrored_in_right_to_left_text() {
    // The Hebrew face has no brackets; they come from the text face.
    let file = fs::read("fonts/SourceSerif4-Regular.ttf").unwrap();
    let shapes = FontRef::new(&file).unwrap().charmap();
    let shape = |sign: char| shapes.map(sign).unwrap().to_u32() as u16;
    let runs = runs("he", "שלום (אב) שלום");
    let glyphs = runs.iter().flat_map(|run| run.glyphs.iter().map(move |glyph| (run, glyph)));
    let shown = |sign: &str| {
        let mut of = glyphs.clone().filter(|(run, glyph)| &run.text[glyph.range()] == sign);
        of.next().unwrap().1.id
    };
    assert_eq!((shown("("), shown(")")), (shape(')'), shape('(')));
}

#[test]
#[ignore = "needs the tools of tests/validators/install; run by tests/run"]
fn hebrew_is_extracted_from_the_pdf_in_logical_order() {
    let folder = tempfile::tempdir().unwrap();
    let fonts = folder.path().join("fonts");
    fs::create_dir(&fonts).unwrap();
    for name in ["NotoSerifHebrew-Regular.ttf", "NotoSansHebrew-Bold.ttf"] {
        fs::write(fonts.join(name), noto(name)).unwrap();
    }
    let labels = folder.path().join("templates/labels");
    fs::create_dir_all(&labels).unwrap();
    fs::copy("src/languages/en/labels.yaml", labels.join("he.yaml")).unwrap();
    let words = "הכנס דן בשנת 2016 בעבודת OSCE Office (ODIHR), כולל שלום.";
    let source = format!(
        "publication: {{title: שלום, publisher: P, date: 2016-11-01, language: he}}\n\
         options: {{contents: false}}\nbody:\n  - title: מבוא\n    content:\n      - \"{words}\"\n"
    );
    fs::write(folder.path().join("a.yaml"), source).unwrap();
    let stem = folder.path().join("a.yaml");
    let stem = case::write_outputs(&stem, &[Format::Pdf], "hebrew").unwrap();
    let mut read = Command::new("pdftotext");
    let output = read.arg(stem.with_extension("pdf")).arg("-").output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    // This reader puts punctuation between Hebrew and Latin words in visual order.
    let hebrew = |text: &str| {
        let parts = text.split(|c: char| !matches!(c, 'א'..='ת')).filter(|word| !word.is_empty());
        parts.collect::<Vec<&str>>().join(" ")
    };
    assert!(hebrew(&text).contains(&hebrew(words)), "{text}");
    assert!(text.contains("OSCE Office (ODIHR") && text.contains("2016"), "{text}");
}
