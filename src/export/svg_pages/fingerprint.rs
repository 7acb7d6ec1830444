//! Fingerprints that show whether a page still looks the same.

use std::hash::{Hash, Hasher};

use crate::document::ImageId;
use crate::layout::{Item, Owner, Page, Rect};
use crate::templates::{Colour, Palette};

/// A number that changes if the appearance or the text of a page changes. `picture` identifies the content
/// of a picture. Source positions are not part of it, because they move with every line added above them.
pub fn fingerprint(page: &Page, palette: &Palette, picture: &dyn Fn(ImageId) -> u64) -> u64 {
    let mut hasher = Mixer::default();
    rect(&page.bounds(), &mut hasher);
    for item in &page.items {
        match item {
            Item::Glyphs(run) => {
                pair(run.origin.x, run.origin.y, &mut hasher);
                pair(run.size, 0.0, &mut hasher);
                (run.face, run.rotation).hash(&mut hasher);
                colour(run.colour, palette, &mut hasher);
                run.text.hash(&mut hasher);
                run.language.hash(&mut hasher);
                for (index, glyph) in run.glyphs.iter().enumerate() {
                    let (x, y) = run.offsets.of(index);
                    pair(glyph.advance, x, &mut hasher);
                    pair(y, f32::from(glyph.id), &mut hasher);
                }
            }
            Item::Fill { rect: own, colour: ink, .. } => {
                rect(own, &mut hasher);
                colour(*ink, palette, &mut hasher);
            }
            Item::Image { rect: own, window, image, owner } => {
                rect(own, &mut hasher);
                window.iter().for_each(|window| rect(window, &mut hasher));
                picture(*image).hash(&mut hasher);
                matches!(owner, Owner::Artifact(_)).hash(&mut hasher);
            }
            Item::Link(_) => {}
        }
    }
    hasher.finish()
}

fn pair(one: f32, other: f32, hasher: &mut Mixer) {
    hasher.write_u64(u64::from(one.to_bits()) << 32 | u64::from(other.to_bits()));
}

fn rect(rect: &Rect, hasher: &mut Mixer) {
    pair(rect.x, rect.y, hasher);
    pair(rect.width, rect.height, hasher);
}

fn colour(colour: Colour, palette: &Palette, hasher: &mut Mixer) {
    palette.get(colour).screen.hex().to_string().hash(hasher);
}

/// A hasher for pages and fonts that nobody forges, several times as fast as that of the standard library: the glyphs of
/// a long report are hundreds of megabytes.
#[derive(Default)]
pub struct Mixer(u64);

impl Hasher for Mixer {
    fn write(&mut self, bytes: &[u8]) {
        for part in bytes.chunks(8) {
            let mut word = [0; 8];
            word.iter_mut().zip(part).for_each(|(byte, given)| *byte = *given);
            self.write_u64(u64::from_le_bytes(word));
        }
        self.write_u64(bytes.len() as u64);
    }

    /// Multiplies by the golden ratio, and folds the upper half of the product into the lower.
    fn write_u64(&mut self, word: u64) {
        let product = u128::from(self.0 ^ word) * 0x9E37_79B9_7F4A_7C15;
        self.0 = (product as u64 ^ (product >> 64) as u64).wrapping_add(1);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::pdf::sample;
    use crate::fonts::Fonts;

    #[test]
    fn every_visible_change_gives_another_number() {
        let (fonts, style) = (Fonts::bundled().unwrap(), sample::style());
        let of = |change: &dyn Fn(&mut crate::layout::GlyphRun)| {
            let mut run = sample::run(&fonts, "words", 20.0, 30.0);
            change(&mut run);
            fingerprint(&sample::page(vec![Item::Glyphs(run)]), &style.colours, &|_| 0)
        };
        let same = of(&|_| {});
        assert_eq!(of(&|run| run.owner = Owner::Artifact(crate::layout::Artifact::Header)), same);
        assert_ne!(of(&|run| run.origin.y += 0.1), same);
        assert_ne!(of(&|run| run.glyphs[2].advance += 0.1), same);
        assert_ne!(of(&|run| run.colour = Colour::Accent), same);
    }
}
