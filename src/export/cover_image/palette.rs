//! Colour quantization: a cover has a few flat colours plus the anti-aliased edges of its letters.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::rows::{Rgb8, Rows};

/// The maximum size of a PNG palette.
const MAX_COLOURS: usize = 256;

/// An image with more colours than this contains a photograph, which a palette would spoil.
const MAX_DISTINCT: usize = 4096;

/// A palette and the palette index of each colour that occurs in the image.
pub struct IndexedPalette {
    /// At most 256 colours, most frequent first.
    pub colours: Vec<Rgb8>,
    /// The palette index of each colour in the image.
    pub indices: OfColour<u8>,
}

/// Something for each colour.
pub type OfColour<T> = HashMap<Rgb8, T, BuildHasherDefault<ColourHasher>>;

/// Hashes colours faster than the standard library. Nobody gains by choosing colours that collide: there are at most
/// [`MAX_DISTINCT`].
#[derive(Default)]
pub struct ColourHasher(u64);

impl Hasher for ColourHasher {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |before, byte| before << 8 | u64::from(*byte));
    }

    fn finish(&self) -> u64 {
        // The multiplier is 2^64 divided by the golden ratio (Knuth, TAOCP 3, 6.4).
        let hash = self.0.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        hash ^ (hash >> 32)
    }
}

/// Keeps the most frequent colours and maps every other one to the nearest; `None` for photographs.
pub fn quantize(rows: &Rows) -> Option<IndexedPalette> {
    let mut all: Vec<(Rgb8, usize)> = count(rows)?.into_iter().collect();
    all.sort_unstable_by_key(|(colour, count)| (Reverse(*count), *colour));
    let colours: Vec<Rgb8> = all.iter().map(|(colour, _)| *colour).take(MAX_COLOURS).collect();
    let index = |(place, (colour, _)): (usize, &(Rgb8, usize))| {
        (*colour, u8::try_from(place).unwrap_or_else(|_| nearest(&colours, *colour)))
    };
    let indices = all.iter().enumerate().map(index).collect();
    Some(IndexedPalette { colours, indices })
}

fn count(rows: &Rows) -> Option<OfColour<usize>> {
    let mut counts = OfColour::default();
    for (runs, repeated) in rows.iter() {
        for run in runs {
            *counts.entry(run.colour).or_default() += run.length * repeated;
        }
        if counts.len() > MAX_DISTINCT {
            return None;
        }
    }
    Some(counts)
}

fn nearest(colours: &[Rgb8], wanted: Rgb8) -> u8 {
    let distance = |colour: &Rgb8| -> u32 {
        colour.iter().zip(wanted).map(|(one, other)| u32::from(one.abs_diff(other)).pow(2)).sum()
    };
    let nearest = (0..=u8::MAX).zip(colours).min_by_key(|(_, colour)| distance(colour));
    nearest.map_or(0, |(index, _)| index)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(width: u32, rgba: &[u8]) -> Rows {
        let mut rows = Rows::new(width);
        rows.append(rgba);
        rows
    }

    #[test]
    fn a_rare_colour_maps_to_the_nearest_frequent_one() {
        let mut rgba = Vec::new();
        for level in 0..=255u8 {
            rgba.extend([level, level, level, 255].repeat(2));
        }
        rgba.extend([200, 200, 201, 255]);
        let palette = quantize(&rows(1, &rgba)).unwrap();
        assert_eq!(palette.colours.len(), 256);
        let index = usize::from(palette.indices[&[200, 200, 201]]);
        assert_eq!(palette.colours[index], [200; 3]);
    }

    #[test]
    fn a_photograph_has_no_palette() {
        let rgba: Vec<u8> =
            (0..5000u32).flat_map(|pixel| (pixel | 0xFF000000).to_le_bytes()).collect();
        assert!(quantize(&rows(100, &rgba)).is_none());
    }
}
