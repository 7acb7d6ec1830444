//! Letters drawn by the share of each pixel that their outlines cover.
//!
//! Each edge adds the area between itself and the right end of its row to the pixels that it crosses. The sum of a row
//! from the left is the coverage, as in font-rs by Raph Levien: <https://github.com/raphlinus/font-rs>.

use std::ops::Range;

use crate::templates::Rgb;

/// The number of steps from no coverage to full coverage. More steps can hardly be seen, but make the file longer.
const STEPS: i32 = 16;

/// A point, in pixels from the top left corner.
pub type Point = (f32, f32);

/// A straight edge of an outline, which is not horizontal.
struct Edge {
    upper: Point,
    lower: Point,
    /// 1 if the outline leads down, otherwise -1.
    direction: f32,
}

/// Closed outlines as edges.
#[derive(Default)]
pub struct Outline {
    edges: Vec<Edge>,
    /// The extent of the edges; `None` if there are none.
    extent: Option<Extent>,
}

/// The left and the right end, the top and the bottom, in pixels.
#[derive(Clone, Copy)]
struct Extent {
    columns: (f32, f32),
    rows: (f32, f32),
}

/// The part of an image in which an outline is drawn.
struct Cells {
    /// The left and the top end, in pixels.
    origin: Point,
    width: usize,
    height: usize,
    /// The change of the coverage at each pixel, and at two more at the end of each row.
    changes: Vec<f32>,
}

impl Outline {
    /// Adds an edge.
    pub fn push(&mut self, (x, y): Point, (to_x, to_y): Point) {
        let before = self.extent.unwrap_or(Extent { columns: (x, x), rows: (y, y) });
        let wider = |(least, most): (f32, f32), one: f32, other: f32| {
            (least.min(one).min(other), most.max(one).max(other))
        };
        let (columns, rows) = (wider(before.columns, x, to_x), wider(before.rows, y, to_y));
        self.extent = Some(Extent { columns, rows });
        if y < to_y {
            self.edges.push(Edge { upper: (x, y), lower: (to_x, to_y), direction: 1.0 });
        } else if to_y < y {
            self.edges.push(Edge { upper: (to_x, to_y), lower: (x, y), direction: -1.0 });
        }
    }

    /// Its top and its bottom, in pixels; `None` if it is empty.
    pub fn rows(&self) -> Option<(f32, f32)> {
        self.extent.map(|extent| extent.rows)
    }

    /// Draws it into a band of rows that begins at the row `top`. Pixels are opaque: red, green, blue and 255.
    pub fn draw(&self, band: &mut [[u8; 4]], width: usize, top: u32, ink: Rgb) {
        let Some(extent) = self.extent else { return };
        let (width, top) = (width.max(1), top as f32);
        let (first, end) = extent.rows;
        let rows = pixels((first - top, end - top), band.len() / width);
        let columns = pixels(extent.columns, width);
        let mut cells =
            Cells::new((columns.start as f32, top + rows.start as f32), &columns, &rows);
        self.edges.iter().for_each(|edge| cells.add(edge));
        for (row, changes) in band.chunks_exact_mut(width).skip(rows.start).zip(cells.rows()) {
            let pixels = row.get_mut(columns.clone()).unwrap_or_default();
            blend(pixels, changes, ink);
        }
    }
}

/// The pixels that an extent touches, among `count`.
fn pixels((least, most): (f32, f32), count: usize) -> Range<usize> {
    let end = (most.ceil().max(0.0) as usize).min(count);
    (least.floor().max(0.0) as usize).min(end)..end
}

/// Mixes ink into the pixels of a row, by how far each is covered.
fn blend(pixels: &mut [[u8; 4]], changes: &[f32], ink: Rgb) {
    let (mut covered, mut share) = (0.0_f32, 0);
    for (pixel, change) in pixels.iter_mut().zip(changes) {
        // Most pixels are covered like the one before.
        if *change != 0.0 {
            covered += change;
            share = (covered.abs().min(1.0) * STEPS as f32 + 0.5) as i32;
        }
        if share > 0 {
            let mix = |below: u8, ink: u8| {
                let (below, ink) = (i32::from(below), i32::from(ink));
                (below + ((ink - below) * share + STEPS / 2).div_euclid(STEPS)) as u8
            };
            let [red, green, blue, _] = *pixel;
            *pixel = [mix(red, ink.red), mix(green, ink.green), mix(blue, ink.blue), u8::MAX];
        }
    }
}

impl Cells {
    fn new(origin: Point, columns: &Range<usize>, rows: &Range<usize>) -> Cells {
        let (width, height) = (columns.len(), rows.len());
        Cells { origin, width, height, changes: vec![0.0; (width + 2) * height] }
    }

    /// The changes of each row.
    fn rows(&self) -> impl Iterator<Item = &[f32]> {
        self.changes.chunks_exact(self.width + 2)
    }

    fn add(&mut self, edge: &Edge) {
        let (left, top) = self.origin;
        let ((x, y), (to_x, to_y)) = (edge.upper, edge.lower);
        let (x, y, to_x, to_y) = (x - left, y - top, to_x - left, to_y - top);
        if to_y <= 0.0 || y >= self.height as f32 {
            return;
        }
        let slope = (to_x - x) / (to_y - y);
        let begin = y.max(0.0);
        let mut x = x + (begin - y) * slope;
        let end = (to_y as usize).saturating_add(1).min(self.height);
        for row in begin as usize..end {
            let part = to_y.min(row as f32 + 1.0) - begin.max(row as f32);
            let next = x + slope * part;
            self.add_in_row(row, (x.min(next), x.max(next)), part * edge.direction);
            x = next;
        }
    }

    /// Adds the part of an edge in one row, between two columns. `height` is positive if the outline leads down.
    fn add_in_row(&mut self, row: usize, (left, right): (f32, f32), height: f32) {
        let width = self.width as f32;
        // What is beside the image counts at its border.
        let (left, right) = (left.clamp(0.0, width), right.clamp(0.0, width));
        // On older processors, rounding is a call; conversion, which truncates, is not.
        let first = left as usize;
        let last = right as usize + usize::from(right > right as usize as f32);
        let start = row * (self.width + 2) + first;
        let Some(cells) = self.changes.get_mut(start..) else { return };
        let begin = first as f32;
        if last <= first + 1 {
            let beyond = height * ((left + right) / 2.0 - begin);
            return add_each(cells, [height - beyond, beyond]);
        }
        // The area right of the edge up to the end of each pixel; what a pixel has less than the next is its change.
        let slope = height / (right - left);
        let area_until = |end: f32| {
            slope * (end.min(right) - left).powi(2) / 2.0 + height * (end - right).max(0.0)
        };
        let mut before = (0.0, 0.0);
        let columns = (1..).map(|column| area_until(begin + column as f32)).map(|until| {
            let covered = until - before.0;
            let change = covered - before.1;
            before = (until, covered);
            change
        });
        add_each(cells, columns.take(last - first + 1));
    }
}

fn add_each(cells: &mut [f32], changes: impl IntoIterator<Item = f32>) {
    cells.iter_mut().zip(changes).for_each(|(cell, change)| *cell += change);
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
        outline.draw(&mut pixels, 6, top, BLACK);
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
        let nowhere = [(f32::NAN, 0.0), (f32::INFINITY, f32::NAN), (0.0, f32::NEG_INFINITY)];
        assert_eq!(drawn(&nowhere, 2, 0).len(), 2);
    }
}
