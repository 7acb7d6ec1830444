//! Printer's marks: crop and registration marks, printed in every ink (colorant All, ISO 32000-1
//! §8.6.6.4).

use super::super::operators::Operators;
use super::super::page_boxes::{MARK, PageBoxes};
use crate::templates::PrintStyle;

/// Resource name of the colour space that prints in every ink.
pub const ALL_INKS: &str = "All";

/// Line width of marks, in points.
const THIN: f32 = 0.25;
/// Radius of a registration mark, in points.
const RADIUS: f32 = 4.0;
/// Control point distance for a quarter circle: 4/3 · (√2 − 1).
const CIRCLE: f32 = 0.552_285;

/// Writes the marks, in default user space.
pub fn write(boxes: &PageBoxes, style: &PrintStyle) -> Vec<u8> {
    let mut out = Operators::default();
    if !style.crop_marks && !style.registration_marks {
        return out.into_bytes();
    }
    out.line(&format!("q /{ALL_INKS} CS 1 SCN"));
    out.number(THIN);
    out.line("w");
    if style.crop_marks {
        crop_marks(&mut out, boxes);
    }
    if style.registration_marks {
        registration_marks(&mut out, boxes);
    }
    out.line("Q");
    out.into_bytes()
}

/// Two lines at each corner, outside the bleed.
fn crop_marks(out: &mut Operators, boxes: &PageBoxes) {
    let margin = boxes.margin;
    let (left, right) = (margin, margin + boxes.width);
    let (foot, top) = (margin, margin + boxes.height);
    for x in [left, right] {
        line(out, (x, foot - boxes.gap), (x, foot - boxes.gap - MARK));
        line(out, (x, top + boxes.gap), (x, top + boxes.gap + MARK));
    }
    for y in [foot, top] {
        line(out, (left - boxes.gap, y), (left - boxes.gap - MARK, y));
        line(out, (right + boxes.gap, y), (right + boxes.gap + MARK, y));
    }
}

/// A circle with cross hairs in the middle of each side.
fn registration_marks(out: &mut Operators, boxes: &PageBoxes) {
    let (width, height) = boxes.size();
    let inset = boxes.margin - boxes.gap - MARK / 2.0;
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
    fn marks_follow_the_template() {
        let style = PrintStyle::default();
        let boxes = PageBoxes::new(&sample::page(Vec::new()), &style);
        let written = |style: &PrintStyle| String::from_utf8(write(&boxes, style)).unwrap();
        assert_eq!(written(&style).matches(" l S\n").count(), 8 + 8);
        let crop_only = PrintStyle { registration_marks: false, ..style.clone() };
        assert_eq!(written(&crop_only).matches(" l S\n").count(), 8);
        let none = PrintStyle { crop_marks: false, registration_marks: false, ..style };
        assert_eq!(written(&none), "");
    }

    #[test]
    fn marks_stay_outside_the_bleed() {
        let style = PrintStyle { registration_marks: false, ..PrintStyle::default() };
        let boxes = PageBoxes::new(&sample::page(Vec::new()), &style);
        let written = String::from_utf8(write(&boxes, &style)).unwrap();
        let (near, far) = (boxes.margin - boxes.bleed, boxes.margin + boxes.width + boxes.bleed);
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
