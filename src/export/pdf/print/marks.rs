//! Crop and registration marks, in every ink (ISO 32000-1 §8.6.6.4, the colorant All).

use super::super::operators::Operators;
use super::sheet::{MARK, Sheet};
use crate::templates::PrintStyle;

/// The name in the resources of pages of what prints in every ink.
pub const ALL_INKS: &str = "All";

/// The thickness of marks, in points.
const THIN: f32 = 0.25;
/// The radius of a registration mark, in points.
const RADIUS: f32 = 4.0;
/// What makes four curves a circle: 4/3 · (√2 − 1).
const CIRCLE: f32 = 0.552_285;

/// Writes the marks, in the coordinates of the sheet.
pub fn write(sheet: &Sheet, style: &PrintStyle) -> Vec<u8> {
    let mut out = Operators::default();
    if !style.crop_marks && !style.registration_marks {
        return out.into_bytes();
    }
    out.line(&format!("q /{ALL_INKS} CS 1 SCN"));
    out.number(THIN);
    out.line("w");
    if style.crop_marks {
        crop_marks(&mut out, sheet);
    }
    if style.registration_marks {
        registration_marks(&mut out, sheet);
    }
    out.line("Q");
    out.into_bytes()
}

/// Two lines at each corner, clear of the bleed.
fn crop_marks(out: &mut Operators, sheet: &Sheet) {
    let margin = sheet.margin;
    let (left, right) = (margin, margin + sheet.width);
    let (foot, top) = (margin, margin + sheet.height);
    for x in [left, right] {
        line(out, (x, foot - sheet.gap), (x, foot - sheet.gap - MARK));
        line(out, (x, top + sheet.gap), (x, top + sheet.gap + MARK));
    }
    for y in [foot, top] {
        line(out, (left - sheet.gap, y), (left - sheet.gap - MARK, y));
        line(out, (right + sheet.gap, y), (right + sheet.gap + MARK, y));
    }
}

/// A circle with a cross in the middle of each side.
fn registration_marks(out: &mut Operators, sheet: &Sheet) {
    let (width, height) = sheet.size();
    let inset = sheet.margin - sheet.gap - MARK / 2.0;
    let middles = [
        (width / 2.0, inset),
        (width / 2.0, height - inset),
        (inset, height / 2.0),
        (width - inset, height / 2.0),
    ];
    for (x, y) in middles {
        circle(out, x, y);
        line(out, (x - MARK / 2.0, y), (x + MARK / 2.0, y));
        line(out, (x, y - MARK / 2.0), (x, y + MARK / 2.0));
    }
}

fn line(out: &mut Operators, from: (f32, f32), to: (f32, f32)) {
    out.numbers(&[from.0, from.1]);
    out.word("m");
    out.numbers(&[to.0, to.1]);
    out.line("l S");
}

fn circle(out: &mut Operators, x: f32, y: f32) {
    let (r, k) = (RADIUS, RADIUS * CIRCLE);
    out.numbers(&[x + r, y]);
    out.line("m");
    for curve in [
        [x + r, y + k, x + k, y + r, x, y + r],
        [x - k, y + r, x - r, y + k, x - r, y],
        [x - r, y - k, x - k, y - r, x, y - r],
        [x + k, y - r, x + r, y - k, x + r, y],
    ] {
        out.numbers(&curve);
        out.line("c");
    }
    out.line("S");
}

#[cfg(test)]
mod tests {
    use super::super::super::sample;
    use super::*;

    #[test]
    fn marks_are_as_the_template_says() {
        let style = PrintStyle::default();
        let sheet = Sheet::new(&sample::page(Vec::new()), &style);
        let written = |style: &PrintStyle| String::from_utf8(write(&sheet, style)).unwrap();
        assert_eq!(written(&style).matches(" l S\n").count(), 8 + 8);
        let crop_only = PrintStyle { registration_marks: false, ..style.clone() };
        assert_eq!(written(&crop_only).matches(" l S\n").count(), 8);
        let none = PrintStyle { crop_marks: false, registration_marks: false, ..style };
        assert_eq!(written(&none), "");
    }

    #[test]
    fn no_mark_stands_in_the_bleed() {
        let style = PrintStyle { registration_marks: false, ..PrintStyle::default() };
        let sheet = Sheet::new(&sample::page(Vec::new()), &style);
        let written = String::from_utf8(write(&sheet, &style)).unwrap();
        let (near, far) = (sheet.margin - sheet.bleed, sheet.margin + sheet.width + sheet.bleed);
        for mark in written.lines().filter(|line| line.ends_with(" l S")) {
            let words: Vec<f32> = mark.split(' ').filter_map(|word| word.parse().ok()).collect();
            let outside = |v: f32| v <= near + 0.01 || v >= far - 0.01;
            assert!(
                (outside(words[0]) && outside(words[2]))
                    || (outside(words[1]) && outside(words[3])),
                "{mark}"
            );
        }
    }
}
