//! Letters drawn by the share of each pixel that their outlines cover.

use std::ops::Range;

use ab_glyph_rasterizer::{Rasterizer, point};

use crate::templates::Rgb;

/// The number of steps from no coverage to full coverage. More steps can hardly be seen, but make the file longer.
const STEPS: u8 = 16;

/// A point, in pixels from the top left corner.
pub type Point = (f32, f32);

/// Closed outlines as straight edges.
#[derive(Default)]
pub struct Outline {
    edges: Vec<(Point, Point)>,
    /// The extent of the edges; `None` if there are none.
    extent: Option<Extent>,
}

/// The left and the right end, the top and the bottom, in pixels.
#[derive(Clone, Copy)]
struct Extent {
    columns: (f32, f32),
    rows: (f32, f32),
}

/// How far outlines cover the pixels of a rectangle, which may extend beyond the image.
pub struct Coverage {
    columns: Range<i32>,
    rows: Range<i32>,
    /// The steps of coverage, row by row.
    steps: Vec<u8>,
}

impl Outline {
    /// Adds an edge, unless the font gives impossible numbers.
    pub fn push(&mut self, from: Point, to: Point) {
        let ((x, y), (to_x, to_y)) = (from, to);
        if [x, y, to_x, to_y].iter().any(|number| !number.is_finite()) {
            return;
        }
        let before = self.extent.unwrap_or(Extent { columns: (x, x), rows: (y, y) });
        let wider = |(least, most): (f32, f32), one: f32, other: f32| {
            (least.min(one).min(other), most.max(one).max(other))
        };
        let (columns, rows) = (wider(before.columns, x, to_x), wider(before.rows, y, to_y));
        self.extent = Some(Extent { columns, rows });
        self.edges.push((from, to));
    }

    /// How far it covers the pixels of an image with a width and a height; `None` if it is blank.
    pub fn coverage(&self, (width, height): (u32, u32)) -> Option<Coverage> {
        let Extent { columns, rows } = self.extent?;
        let (columns, rows) = (pixels(columns, width), pixels(rows, height));
        let (left, top) = (columns.start as f32, rows.start as f32);
        let (right, bottom) = (columns.len() as f32, rows.len() as f32);
        let mut rasterizer = Rasterizer::new(columns.len(), rows.len());
        for (from, to) in &self.edges {
            let place =
                |(x, y): Point| point((x - left).clamp(0.0, right), (y - top).clamp(0.0, bottom));
            rasterizer.draw_line(place(*from), place(*to));
        }
        let mut steps = Vec::with_capacity(columns.len() * rows.len());
        let step = |share: f32| (share.min(1.0) * f32::from(STEPS) + 0.5) as u8;
        rasterizer.for_each_pixel(|_, share| steps.push(step(share)));
        Some(Coverage { columns, rows, steps })
    }
}

impl Coverage {
    /// Its top and its bottom, in pixels.
    pub fn rows(&self) -> (f32, f32) {
        (self.rows.start as f32, self.rows.end as f32)
    }

    /// Draws it into a band of rows that begins at the row `top`. Pixels are opaque: red, green, blue and 255.
    pub fn draw(&self, band: &mut [[u8; 4]], width: usize, top: u32, ink: Rgb) {
        // How far it begins below the top of the band and right of its left end, or above and left of them.
        let (down, right) = (self.rows.start - top as i32, self.columns.start);
        let [below, above, before, beside] =
            [down, -down, right, -right].map(|it| it.max(0) as usize);
        let steps = self.steps.chunks_exact(self.columns.len().max(1)).skip(above);
        for (row, steps) in band.chunks_exact_mut(width.max(1)).skip(below).zip(steps) {
            let pixels = row.iter_mut().skip(before).zip(steps.iter().skip(beside));
            pixels.for_each(|(pixel, step)| mix(pixel, *step, ink));
        }
    }
}

/// The pixels that an extent touches, at most as many beside an image of `count` pixels as in it.
fn pixels((least, most): (f32, f32), count: u32) -> Range<i32> {
    let count = count as f32;
    let within = |pixel: f32| pixel.clamp(-count, 2.0 * count) as i32;
    within(least.floor())..within(most.ceil())
}

/// Mixes ink into a pixel that is covered by some steps.
fn mix(pixel: &mut [u8; 4], step: u8, ink: Rgb) {
    if step == 0 {
        return;
    }
    let (step, all) = (i32::from(step), i32::from(STEPS));
    let mix = |below: u8, ink: u8| {
        let (below, ink) = (i32::from(below), i32::from(ink));
        (below + ((ink - below) * step + all / 2).div_euclid(all)) as u8
    };
    let [red, green, blue, _] = *pixel;
    *pixel = [mix(red, ink.red), mix(green, ink.green), mix(blue, ink.blue), u8::MAX];
}

#[cfg(test)]
mod tests {
    use super::*;

    const BLACK: Rgb = Rgb { red: 0, green: 0, blue: 0 };

    /// The red of each pixel of a white image with six columns, in which an outline is drawn in black.
    fn drawn(corners: &[Point], rows: usize, top: u32) -> Vec<Vec<u8>> {
        let mut outline = Outline::default();
        let ends = corners.iter().cycle().skip(1);
        corners.iter().zip(ends).for_each(|(from, to)| outline.push(*from, *to));
        let mut pixels = vec![[u8::MAX; 4]; 6 * rows];
        let coverage = outline.coverage((6, 99)).unwrap();
        coverage.draw(&mut pixels, 6, top, BLACK);
        assert!(pixels.iter().all(|pixel| pixel[3] == u8::MAX && pixel[0] == pixel[2]));
        pixels.chunks(6).map(|row| row.iter().map(|pixel| pixel[0]).collect()).collect()
    }

    #[test]
    fn pixels_are_darker_the_more_is_covered() {
        let square = [(1.5, 0.5), (4.25, 0.5), (4.25, 2.0), (1.5, 2.0)];
        let expected = [[255, 191, 128, 128, 223, 255], [255, 128, 0, 0, 191, 255], [255; 6]];
        assert_eq!(drawn(&square, 3, 0), expected);
        let reversed: Vec<Point> = square.into_iter().rev().collect();
        assert_eq!(drawn(&reversed, 3, 0), expected);
    }

    #[test]
    fn slanted_edges_cover_parts_of_several_pixels() {
        let triangle = [(0.0, 0.0), (4.0, 0.0), (0.0, 1.0)];
        assert_eq!(drawn(&triangle, 1, 0), [[32, 96, 159, 223, 255, 255]]);
    }

    #[test]
    fn bands_show_parts_of_the_whole() {
        let shape = [(0.3, 0.2), (5.9, 1.7), (3.3, 7.8), (1.1, 4.4)];
        let whole = drawn(&shape, 8, 0);
        let bands = (0..8).step_by(2).flat_map(|top| drawn(&shape, 2, top));
        assert_eq!(bands.collect::<Vec<_>>(), whole);
    }

    #[test]
    fn only_what_is_inside_the_image_is_drawn() {
        let wide = [(-9.0, -3.0), (3.0, -3.0), (3.0, 9.0), (-9.0, 9.0)];
        assert_eq!(drawn(&wide, 2, 0), [[0, 0, 0, 255, 255, 255]; 2]);
        let beside = [(7.0, 0.0), (9.0, 0.0), (9.0, 2.0), (7.0, 2.0)];
        assert_eq!(drawn(&beside, 2, 0), [[255; 6]; 2]);
        let slanted = [(-3.0, -3.0), (3.0, 3.0), (-3.0, 3.0)];
        assert_eq!(
            drawn(&slanted, 2, 0),
            [[128, 255, 255, 255, 255, 255], [0, 128, 255, 255, 255, 255]]
        );
    }

    #[test]
    fn impossible_numbers_are_left_out() {
        let mut outline = Outline::default();
        let numbers = [0.0, f32::NAN, f32::INFINITY, f32::NEG_INFINITY];
        numbers.iter().for_each(|number| outline.push((*number, 0.0), (1.0, f32::NAN)));
        assert!(outline.coverage((6, 6)).is_none());
        outline.push((-1e30, -1e30), (1e30, 1e30));
        assert!(outline.coverage((6, 6)).is_some());
    }
}
