//! Pages of the 2016 report as pictures: what a reader sees, kept to be looked at.
//!
//! `pdftoppm` draws the finished PDF; its versions shade edges of letters differently, so small
//! squares are compared by their mean. `UPDATE=1` rewrites the pictures in `tests/golden/pages`; a
//! page that differs is left in `target/tmp/pages` with a picture of the differences.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use image::{Rgb, RgbImage};
use plenary::document::{Document, ElementId, SectionKind};
use plenary::fonts::Fonts;
use plenary::layout;
use plenary::templates::load;

use crate::golden;

const REPORT: &str = "source/alliance-2016.yaml";

/// Dots an inch: enough to see what is where, and small.
const RESOLUTION: &str = "50";

/// The squares whose means are compared are so many pixels wide.
const SQUARE: u32 = 6;

/// How far a mean may be off, of 255.
const TOLERANCE: u32 = 20;

#[test]
fn pages_look_as_they_did() {
    let pdf = built();
    let mut faults = Vec::new();
    for (name, page) in pages() {
        let actual = drawn(&pdf, name, page);
        faults.extend(compare(name, &actual));
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

/// The pages that are kept, each with its number from 1: the cover, the first one on which a panel
/// begins, and that of the first note.
fn pages() -> [(&'static str, usize); 3] {
    let document = golden::document(Path::new(REPORT));
    let style = load::style("conference", load::built_in("conference").unwrap()).unwrap();
    let map = layout::layout(&document, &style, &Fonts::bundled().unwrap()).map;
    let page = |element: ElementId| map.page_of[element.0 as usize] as usize + 1;
    [("cover", 1), ("panel", page(panel(&document))), ("note", page(document.notes[0].id))]
}

fn panel(document: &Document) -> ElementId {
    let mut sections = document.sections.iter();
    sections.find(|section| section.kind == SectionKind::Panel).unwrap().id
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("pages")
}

fn built() -> PathBuf {
    let status = Command::new(env!("CARGO_BIN_EXE_plenary"))
        .args(["build", "--quiet", "--to", "pdf", REPORT, "--out"])
        .arg(folder())
        .status();
    assert!(status.unwrap().success(), "{REPORT} does not build");
    folder().join("alliance-2016.pdf")
}

fn drawn(pdf: &Path, name: &str, page: usize) -> RgbImage {
    let page = page.to_string();
    let picture = folder().join(format!("{name}-actual"));
    let status = Command::new("pdftoppm")
        .args(["-png", "-singlefile", "-r", RESOLUTION, "-f", &page])
        .args([pdf, &picture])
        .status()
        .expect("pdftoppm draws the pages: install poppler-utils");
    assert!(status.success(), "page {page} cannot be drawn");
    image::open(picture.with_extension("png")).unwrap().to_rgb8()
}

/// What is wrong with a page, if anything.
fn compare(name: &str, actual: &RgbImage) -> Option<String> {
    let golden = Path::new("tests/golden/pages").join(format!("{name}.png"));
    if std::env::var_os("UPDATE").is_some_and(|update| update == "1") {
        fs::create_dir_all(golden.parent().unwrap()).unwrap();
        fs::copy(folder().join(format!("{name}-actual.png")), &golden).unwrap();
        return None;
    }
    let expected = image::open(&golden)
        .unwrap_or_else(|error| panic!("{golden:?}: {error}; UPDATE=1 draws it"))
        .to_rgb8();
    let squares = different(&expected, actual)?;
    let picture = folder().join(format!("{name}-difference.png"));
    difference(&expected, actual).save(&picture).unwrap();
    Some(format!("{name} differs in {squares} places from {golden:?}: see {picture:?}"))
}

/// How many squares differ; `None` when none does.
fn different(expected: &RgbImage, actual: &RgbImage) -> Option<usize> {
    if expected.dimensions() != actual.dimensions() {
        return Some(usize::MAX);
    }
    let (width, height) = expected.dimensions();
    let corners = (0..height)
        .step_by(SQUARE as usize)
        .flat_map(|y| (0..width).step_by(SQUARE as usize).map(move |x| (x, y)));
    let off = |corner: &(u32, u32)| {
        let means = mean(expected, *corner).into_iter().zip(mean(actual, *corner));
        means.into_iter().any(|(one, other)| one.abs_diff(other) > TOLERANCE)
    };
    Some(corners.filter(off).count()).filter(|count| *count > 0)
}

/// The mean colour of a square.
fn mean(picture: &RgbImage, (x, y): (u32, u32)) -> [u32; 3] {
    let (right, foot) = ((x + SQUARE).min(picture.width()), (y + SQUARE).min(picture.height()));
    let mut sum = [0; 3];
    for (x, y) in (y..foot).flat_map(|y| (x..right).map(move |x| (x, y))) {
        let Rgb(colour) = picture.get_pixel(x, y);
        sum.iter_mut().zip(colour).for_each(|(sum, part)| *sum += u32::from(*part));
    }
    sum.map(|sum| sum / ((right - x) * (foot - y)))
}

/// What is gone in red, what is new in blue, what is both in grey.
fn difference(expected: &RgbImage, actual: &RgbImage) -> RgbImage {
    let dark = |picture: &RgbImage, x: u32, y: u32| {
        picture.get_pixel_checked(x, y).map_or(255, |Rgb([red, green, blue])| {
            ((u16::from(*red) + u16::from(*green) + u16::from(*blue)) / 3) as u8
        })
    };
    let width = expected.width().max(actual.width());
    let height = expected.height().max(actual.height());
    RgbImage::from_fn(width, height, |x, y| {
        let (before, now) = (dark(expected, x, y), dark(actual, x, y));
        Rgb([now, now.max(before).min(now / 2 + before / 2), before])
    })
}

#[test]
fn a_moved_line_is_seen_and_a_softer_edge_is_not() {
    let page = |top: u32, ink: u8| {
        RgbImage::from_fn(120, 120, |x, y| {
            let letter = (top..top + 5).contains(&y) && (10..100).contains(&x) && x % 3 == 0;
            Rgb([if letter { ink } else { 255 }; 3])
        })
    };
    assert_eq!(different(&page(30, 0), &page(30, 0)), None);
    assert_eq!(different(&page(30, 0), &page(30, 40)), None);
    assert!(different(&page(30, 0), &page(36, 0)).is_some());
    assert!(different(&page(30, 0), &RgbImage::new(119, 120)).is_some());
}
