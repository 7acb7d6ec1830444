//! Arabic and Hebrew with faces that have them: those of Debian's `fonts-noto-core`, which
//! `tests/validators/install` installs.

use std::borrow::Cow;
use std::fs;
use std::path::Path;
use std::process::Command;

use plenary::fonts::Fonts;
use plenary::layout::{self, GlyphRun, Item, Owner, Page, PageKind};
use skrifa::{FontRef, MetadataProvider};

use crate::golden;

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
    let style = golden::style("", &[]);
    let document = golden::document_in(&case, &style);
    let files = ["NotoNaskhArabic-Regular.ttf", "NotoSerifHebrew-Regular.ttf"];
    let files = files.map(|name| (name.to_owned(), Cow::Owned(noto(name))));
    let mut fonts = Fonts::bundled().unwrap();
    fonts.faces.extend(Fonts::from_files(files).unwrap().faces);
    let pages = layout::layout(&document, &style, &fonts).pages;
    let body: Vec<Page> = pages.into_iter().filter(|page| page.kind == PageKind::Body).collect();
    let size = style.paragraphs.body.size_pt;
    let items = body.into_iter().flat_map(|page| page.items);
    let runs = items.filter_map(|item| match item {
        Item::Glyphs(run) => Some(run),
        Item::Fill { .. } | Item::Image { .. } | Item::Link(_) => None,
    });
    runs.filter(|run| run.size == size && matches!(run.owner, Owner::Element(..))).collect()
}

/// The glyphs of some runs from left to right: where each stands, and which it is.
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
fn arabic_letters_join_though_a_link_begins_within_their_word() {
    let plain = runs("ar", "وكذلك والحقوق المتصلة");
    let linked = runs("ar", "وكذلك وال[حقوق](https://www.un.org) المتصلة");
    assert!(linked.len() > plain.len());
    assert_eq!(drawn(&linked), drawn(&plain));
    assert!(plain.iter().flat_map(|run| &run.glyphs).all(|glyph| glyph.id != 0));
}

#[test]
fn brackets_turn_round_where_text_runs_from_right_to_left() {
    // The Hebrew face has no brackets; those of the text lend them.
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
fn hebrew_is_read_back_from_the_pdf_in_its_order() {
    let folder = tempfile::tempdir().unwrap();
    let fonts = folder.path().join("fonts");
    fs::create_dir(&fonts).unwrap();
    for name in ["NotoSerifHebrew-Regular.ttf", "NotoSansHebrew-Bold.ttf"] {
        fs::write(fonts.join(name), noto(name)).unwrap();
    }
    let labels = folder.path().join("templates/labels");
    fs::create_dir_all(&labels).unwrap();
    fs::copy("languages/en/labels.yaml", labels.join("he.yaml")).unwrap();
    let words = "הכנס דן בשנת 2016 בעבודת OSCE Office (ODIHR), כולל שלום.";
    let source = format!(
        "publication: {{title: שלום, publisher: P, date: 2016-11-01, language: he}}\n\
         options: {{contents: false}}\nbody:\n  - title: מבוא\n    content:\n      - \"{words}\"\n"
    );
    fs::write(folder.path().join("a.yaml"), source).unwrap();
    let mut build = Command::new(env!("CARGO_BIN_EXE_plenary"));
    build.current_dir(folder.path()).args(["build", "a.yaml", "--to", "pdf", "--quiet"]);
    let output = build.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut read = Command::new("pdftotext");
    let output = read.arg(folder.path().join("dist/a.pdf")).arg("-").output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    // What stands between Hebrew and Latin words, this reader puts where it is seen.
    let hebrew = |text: &str| {
        let parts = text.split(|c: char| !matches!(c, 'א'..='ת')).filter(|word| !word.is_empty());
        parts.collect::<Vec<&str>>().join(" ")
    };
    assert!(hebrew(&text).contains(&hebrew(words)), "{text}");
    assert!(text.contains("OSCE Office (ODIHR") && text.contains("2016"), "{text}");
}
