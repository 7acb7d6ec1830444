//! Few colours instead of many: a cover is a handful of flat colours and the edges of letters.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::png::pixels;

/// Colours as red, green, blue.
pub type Colour = [u8; 3];

/// The most colours that a palette holds.
const MOST: usize = 256;

/// A picture with more colours than this holds a photograph, which a palette would spoil.
const DRAWN: usize = 4096;

/// The colours of a picture, and for each colour that occurs its place among them.
pub struct Reduced {
    /// At most 256 colours, the most frequent first.
    pub colours: Vec<Colour>,
    /// The place of each colour of the picture.
    pub places: BTreeMap<Colour, u8>,
}

/// Keeps the most frequent colours and gives every other the nearest of them; `None` for
/// photographs.
pub fn reduce(rgba: &[u8]) -> Option<Reduced> {
    let counts = count(rgba)?;
    let mut colours: Vec<Colour> = counts.keys().copied().collect();
    colours.sort_by_key(|colour| (Reverse(counts.get(colour)), *colour));
    colours.truncate(MOST);
    let places = counts.keys().map(|colour| (*colour, nearest(&colours, *colour))).collect();
    Some(Reduced { colours, places })
}

fn count(rgba: &[u8]) -> Option<BTreeMap<Colour, usize>> {
    let mut counts = BTreeMap::new();
    for alike in pixels(rgba).chunk_by(|one, next| one == next) {
        let [red, green, blue, _] = *alike.first()?;
        *counts.entry([red, green, blue]).or_default() += alike.len();
        if counts.len() > DRAWN {
            return None;
        }
    }
    Some(counts)
}

fn nearest(colours: &[Colour], wanted: Colour) -> u8 {
    let distance = |colour: &Colour| -> u32 {
        colour.iter().zip(wanted).map(|(one, other)| u32::from(one.abs_diff(other)).pow(2)).sum()
    };
    let nearest = (0..=u8::MAX).zip(colours).min_by_key(|(_, colour)| distance(colour));
    nearest.map_or(0, |(place, _)| place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rare_colours_become_the_nearest_frequent_one() {
        let mut rgba = Vec::new();
        for level in 0..=255u8 {
            rgba.extend([level, level, level, 255].repeat(2));
        }
        rgba.extend([200, 200, 201, 255]);
        let reduced = reduce(&rgba).unwrap();
        assert_eq!(reduced.colours.len(), 256);
        let place = usize::from(reduced.places[&[200, 200, 201]]);
        assert_eq!(reduced.colours[place], [200; 3]);
    }

    #[test]
    fn a_photograph_has_no_palette() {
        let rgba: Vec<u8> =
            (0..5000u32).flat_map(|pixel| (pixel | 0xFF000000).to_le_bytes()).collect();
        assert!(reduce(&rgba).is_none());
    }
}
