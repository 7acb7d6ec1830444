//! Pictures of figures in two editions: their shapes, and the words in SVG.

use std::path::{Path, PathBuf};

use super::super::golden::compare;
use crate::editions::EditionSet;
use crate::limits::Limits;
use crate::world::MemoryWorld;

fn report(language: &str, [picture, text, alternative]: [&str; 3]) -> String {
    format!(
        "publication: {{title: T, publisher: P, language: {language}, date: 2016-11-01}}\nbody:\n- title: S\n  \
         content:\n  - {text}\n  - figure: {{image: {picture}, alt: {alternative}}}\n"
    )
}

fn svg(width: u32, texts: &[&str]) -> String {
    let texts: String = texts.iter().map(|it| format!("<text>{it}</text>")).collect();
    format!("<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='100'>{texts}</svg>")
}

/// The messages about two editions whose pictures are these.
fn differ(english: &str, french: &str) -> String {
    let names = if english == french { ["a.svg", "a.svg"] } else { ["a.svg", "b.svg"] };
    let mut world = MemoryWorld::new();
    world.insert("r.en.yaml", report("en", [names[0], "The members met in Lisbon.", "Cases"]));
    world.insert("r.fr.yaml", report("fr", [names[1], "Les membres, à Lisbonne.", "Affaires"]));
    world.insert(names[0], english);
    world.insert(names[1], french);
    let reports = ["r.en.yaml", "r.fr.yaml"].map(PathBuf::from);
    let sets = EditionSet::find(&reports, &world).unwrap();
    let found = sets[0].compare(&world, &Limits::default());
    found.to_string()
}

#[test]
fn pictures_of_another_shape_or_without_translation_are_reported() {
    let golden = [
        differ(&svg(200, &[]), &svg(120, &[])),
        differ(&svg(200, &["Members", "2016", "OSCE"]), &svg(200, &["Members", "2016", "OSCE"])),
        differ(
            &svg(200, &["found", "not found", "in court", "ended", "Lisbon"]),
            &svg(200, &["found", "not found", "in court", "ended", "Lisbonne"]),
        ),
    ];
    compare("editions", Path::new("pictures.yaml"), "txt", &golden.join("====\n"));
}

#[test]
fn pictures_of_one_shape_and_translated_ones_pass() {
    let english = svg(200, &["Members", "cases found", "OSCE", "12 km", "Total"]);
    let french = svg(196, &["Membres", "affaires", "OSCE", "12 km", "Total"]);
    assert_eq!(differ(&english, &french), "");
    assert_eq!(differ(&svg(200, &["Ana Horvat", "Lisbonne"]), &svg(200, &["Ana Horvat"])), "");
    assert_eq!(differ(&svg(200, &[]), "no picture"), "");
}
