//! Pages as pictures, compared with goldens: three of the 2016 report, and all of the report that uses
//! every key, in each template and in both directions.
//!
//! `pdftoppm` renders the PDF. Its versions anti-alias differently, so the means of small squares are
//! compared. `UPDATE=1` rewrites the pictures in `tests/golden/pages`. A page that differs is left in
//! `target/tmp/pages`, with a picture of the differences.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::cache::Cache;
use crate::document::{Document, ElementId, SectionKind};
use crate::fonts::Fonts;
use crate::layout;
use crate::templates::load;
use image::{Rgb, RgbImage};

use super::{case, golden};
use crate::Options;
use crate::export::Format;

const REPORT: &str = "source/alliance-2016.yaml";

/// The resolution in dots per inch: enough to recognize the page.
const RESOLUTION: &str = "50";

/// The width in pixels of the squares whose means are compared.
const SQUARE: u32 = 6;

/// The tolerance of a mean, on a scale to 255.
const TOLERANCE: u32 = 20;

#[test]
#[ignore = "needs the tools of tests/validators/install; run by tests/run"]
fn pages_look_like_their_goldens() {
    let pdf = built();
    let mut faults = Vec::new();
    for (name, page) in pages() {
        let actual = drawn(&pdf, name, page);
        faults.extend(compare(name, &actual));
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

/// The resolution of the pages on a sheet, in dots per inch.
const SHEET_RESOLUTION: &str = "26";

/// The pages in a row of a sheet.
const PAGES_IN_A_ROW: u32 = 8;

/// The space around the pages of a sheet, in pixels.
const GAP: u32 = 6;

/// The fonts for Arabic, which `tests/validators/install` installs.
const NOTO: &str = "/usr/share/fonts/truetype/noto";

#[test]
#[ignore = "needs the tools of tests/validators/install; run by tests/run"]
fn everything_looks_like_its_goldens_in_every_template() {
    let home = tempfile::tempdir().unwrap();
    for entry in fs::read_dir("tests/cases/everything").unwrap() {
        let file = entry.unwrap().path();
        fs::copy(&file, home.path().join(file.file_name().unwrap())).unwrap();
    }
    fs::create_dir(home.path().join("fonts")).unwrap();
    for face in ["NotoNaskhArabic-Regular.ttf", "NotoNaskhArabic-Bold.ttf"] {
        fs::copy(Path::new(NOTO).join(face), home.path().join("fonts").join(face)).unwrap();
    }
    fs::create_dir_all(folder()).unwrap();
    let mut faults = Vec::new();
    for template in load::names() {
        for (file, language) in [("report.yaml", "en"), ("report.ar.yaml", "ar")] {
            let name = format!("everything-{template}-{language}");
            let options = Options { template: template.into(), ..Options::default() };
            let report = home.path().join(file);
            let stem = case::write_outputs_with(&report, options, &name).unwrap();
            let sheet = sheet(&stem.with_added_extension("pdf"), home.path());
            sheet.save(folder().join(format!("{name}-actual.png"))).unwrap();
            faults.extend(compare(&name, &sheet));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

/// All pages of a PDF, side by side.
fn sheet(pdf: &Path, scratch: &Path) -> RgbImage {
    let pages = scratch.join("pages");
    let _ = fs::remove_dir_all(&pages);
    fs::create_dir(&pages).unwrap();
    let mut draw = Command::new("pdftoppm");
    let status = draw.args(["-png", "-r", SHEET_RESOLUTION]).args([pdf, &pages.join("page")]);
    assert!(status.status().expect("pdftoppm draws the pages: install poppler-utils").success());
    let mut files: Vec<PathBuf> =
        fs::read_dir(&pages).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let pages: Vec<RgbImage> =
        files.iter().map(|file| image::open(file).unwrap().to_rgb8()).collect();
    let side = pages.iter().map(RgbImage::height).max().unwrap_or(0) + GAP;
    let width = pages.iter().map(RgbImage::width).min().unwrap_or(0) + GAP;
    let rows = (pages.len() as u32).div_ceil(PAGES_IN_A_ROW);
    let grey = Rgb([160; 3]);
    let mut sheet = RgbImage::from_pixel(width * PAGES_IN_A_ROW + GAP, side * rows + GAP, grey);
    for (index, page) in (0..).zip(&pages) {
        // A landscape page is turned.
        let turned = image::imageops::rotate90(page);
        let page = if page.width() > page.height() { &turned } else { page };
        let (x, y) = (index % PAGES_IN_A_ROW * width + GAP, index / PAGES_IN_A_ROW * side + GAP);
        image::imageops::replace(&mut sheet, page, x.into(), y.into());
    }
    sheet
}

/// The pages to compare, with their numbers from 1: the cover, the first page of a panel, and the page of
/// the first note.
fn pages() -> [(&'static str, usize); 3] {
    let document = case::document(Path::new(REPORT));
    let style = load::style("conference", load::built_in("conference").unwrap()).unwrap();
    let map = layout::layout(&document, &style, &Fonts::bundled().unwrap(), Cache::NONE).map;
    let page = |element: ElementId| map.page_of[element.0 as usize].unwrap() as usize + 1;
    [("cover", 1), ("panel", page(panel(&document))), ("note", page(document.notes[0].id))]
}

fn panel(document: &Document) -> ElementId {
    let mut sections = document.sections.iter();
    sections.find(|section| section.kind == SectionKind::Panel).unwrap().id
}

fn folder() -> PathBuf {
    case::scratch_folder("pages")
}

fn built() -> PathBuf {
    let stem = case::write_outputs(Path::new(REPORT), &[Format::Pdf], "pages").unwrap();
    stem.with_extension("pdf")
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

/// The difference of a page from its golden.
fn compare(name: &str, actual: &RgbImage) -> Option<String> {
    let golden = Path::new("tests/golden/pages").join(format!("{name}.png"));
    if golden::is_update() {
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

/// The number of squares that differ; `None` if none does.
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

/// A picture of the differences: removed ink in red, new ink in blue, common ink in grey.
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
fn moved_lines_are_detected_and_softer_edges_ignored() {
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
