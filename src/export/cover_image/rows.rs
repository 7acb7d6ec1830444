//! An opaque image as rows of runs. A cover has few, because most rows equal the one above, and most pixels
//! the one before.

/// Red, green and blue.
pub type Rgb8 = [u8; 3];

/// Adjacent pixels of the same colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// The colour.
    pub colour: Rgb8,
    /// The number of pixels.
    pub length: usize,
}

/// An image.
#[derive(Debug)]
pub struct Rows {
    /// The width in pixels.
    pub width: u32,
    runs: Vec<Run>,
    /// For equal rows: the number of runs of one of them, and how many rows there are.
    equal: Vec<(usize, usize)>,
}

impl Rows {
    /// An image without rows.
    pub fn new(width: u32) -> Rows {
        Rows { width, runs: Vec::new(), equal: Vec::new() }
    }

    /// Appends the rows of some pixels: red, green, blue and opacity, which is full.
    pub fn append(&mut self, rgba: &[u8]) {
        let bytes_of_row = 4 * self.width.max(1) as usize;
        let rows: Vec<&[u8]> = rgba.chunks_exact(bytes_of_row).collect();
        for equal in rows.chunk_by(|one, next| one == next) {
            let Some(row) = equal.first() else { continue };
            let before = self.runs.len();
            let pixels: &[[u8; 4]] = row.as_chunks().0;
            self.runs.extend(pixels.chunk_by(|one, next| one == next).filter_map(|run| {
                let [red, green, blue, _] = *run.first()?;
                Some(Run { colour: [red, green, blue], length: run.len() })
            }));
            self.equal.push((self.runs.len() - before, equal.len()));
        }
    }

    /// Appends rows of one colour.
    pub fn append_plain(&mut self, colour: Rgb8, rows: u32) {
        self.runs.push(Run { colour, length: self.width as usize });
        self.equal.push((1, rows as usize));
    }

    /// The height in pixels.
    pub fn height(&self) -> u32 {
        self.equal.iter().map(|(_, count)| *count as u32).sum()
    }

    /// The runs of each row, and how often it is repeated.
    pub fn iter(&self) -> impl Iterator<Item = (&[Run], usize)> {
        let mut rest = self.runs.as_slice();
        self.equal.iter().filter_map(move |(length, count)| {
            let (runs, others) = rest.split_at_checked(*length)?;
            rest = others;
            Some((runs, *count))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_rows_and_pixels_are_counted() {
        let (red, blue) = ([255, 0, 0, 255], [0, 0, 255, 255]);
        let mut rows = Rows::new(3);
        rows.append([red, red, blue].repeat(4).as_flattened());
        rows.append([blue, blue, blue].as_flattened());
        let run =
            |[red, green, blue, _]: [u8; 4], length| Run { colour: [red, green, blue], length };
        rows.append_plain([0, 0, 255], 2);
        let first = [run(red, 2), run(blue, 1)];
        let last = [run(blue, 3)];
        let expected: [(&[Run], usize); 3] = [(&first, 4), (&last, 1), (&last, 2)];
        assert_eq!(rows.iter().collect::<Vec<_>>(), expected);
        assert_eq!((rows.width, rows.height()), (3, 7));
    }
}
