//! What spaces and letters may give and take.

use super::shape::PlacedGlyph;
use crate::templates::Typography;

/// How far the space after an ideograph may be stretched, as a share of its width. Lines of
/// ideographs have no spaces, and lack at most a sign or two that may not begin a line.
const IDEOGRAPHS: f32 = 0.08;
/// What lines have to grow by where a template lets nothing grow, as a share of the spaces.
const LEAST: f32 = 0.01;

/// What a glyph does for the width of its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Give {
    /// A space between words.
    Space,
    /// A letter or sign, which may move a little from its neighbours.
    Letter,
    /// An ideograph or kana; space may be put after it.
    Ideograph,
    /// A letter that joins its neighbours.
    Nothing,
}

/// How far glyphs may be stretched and shrunk, as shares of their widths.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Elasticity {
    stretch: f32,
    shrink: f32,
    letters: f32,
    ideographs: f32,
}

impl Elasticity {
    /// What a template allows in justified text.
    pub fn new(typography: &Typography) -> Elasticity {
        let share = |percent: f32| if percent > 0.0 { percent / 100.0 } else { 0.0 };
        Elasticity {
            stretch: share(typography.space_stretch_percent).max(LEAST),
            shrink: share(typography.space_shrink_percent).min(0.9),
            letters: share(typography.letter_stretch_percent).min(0.2),
            ideographs: IDEOGRAPHS,
        }
    }

    /// How far a glyph may be stretched and shrunk, as shares of its width.
    pub fn of(self, give: Give) -> (f32, f32) {
        match give {
            Give::Space => (self.stretch + self.letters, self.shrink + self.letters),
            Give::Letter => (self.letters, self.letters),
            Give::Ideograph => (self.ideographs + self.letters, self.letters),
            Give::Nothing => (0.0, 0.0),
        }
    }

    /// Spreads what a line lacks, or has too much, over its spaces and letters. Nothing is added to
    /// the glyph at its edge.
    pub fn justify(self, glyphs: &mut [PlacedGlyph], edge: usize, measure: f32) {
        let widths = Widths::of(glyphs, edge);
        let short = measure - glyphs.iter().map(|glyph| glyph.advance).sum::<f32>();
        let shares = self.shares(&widths, short);
        for (_, glyph) in glyphs.iter_mut().enumerate().filter(|(index, _)| *index != edge) {
            glyph.advance += glyph.advance * shares.of(glyph.give);
        }
    }

    /// Letters move by their share and no more; spaces take the rest.
    fn shares(self, widths: &Widths, short: f32) -> Shares {
        let Widths { spaces, letters, ideographs, others } = *widths;
        let gaps = if short > 0.0 {
            (spaces * self.stretch, ideographs * self.ideographs)
        } else {
            (spaces * self.shrink.max(LEAST), 0.0)
        };
        if gaps.0 + gaps.1 <= 0.0 && short < 0.0 {
            let share = short / (letters + ideographs + others).max(1e-3);
            return Shares { spaces: 0.0, letters: share, ideographs: share, others: share };
        }
        let limit = self.letters * letters;
        let ratio = short.abs() / (gaps.0 + gaps.1 + limit + self.letters * spaces).max(1e-3);
        let by_letters = (ratio * limit).min(limit).copysign(short);
        let rest = (short - by_letters) / (gaps.0 + gaps.1).max(1e-3);
        let share = |gap: f32, width: f32| if width > 0.0 { rest * gap / width } else { 0.0 };
        Shares {
            spaces: share(gaps.0, spaces),
            letters: if letters > 0.0 { by_letters / letters } else { 0.0 },
            ideographs: share(gaps.1, ideographs),
            others: 0.0,
        }
    }
}

/// The widths of a line's glyphs by what they give, in points.
#[derive(Default)]
struct Widths {
    spaces: f32,
    letters: f32,
    ideographs: f32,
    others: f32,
}

impl Widths {
    fn of(glyphs: &[PlacedGlyph], edge: usize) -> Widths {
        let mut widths = Widths::default();
        for (_, glyph) in glyphs.iter().enumerate().filter(|(index, _)| *index != edge) {
            *match glyph.give {
                Give::Space => &mut widths.spaces,
                Give::Letter => &mut widths.letters,
                Give::Ideograph => &mut widths.ideographs,
                Give::Nothing => &mut widths.others,
            } += glyph.advance;
        }
        widths
    }
}

/// By how much each kind of glyph grows, as shares of their widths.
struct Shares {
    spaces: f32,
    letters: f32,
    ideographs: f32,
    others: f32,
}

impl Shares {
    fn of(&self, give: Give) -> f32 {
        match give {
            Give::Space => self.spaces,
            Give::Letter => self.letters,
            Give::Ideograph => self.ideographs,
            Give::Nothing => self.others,
        }
    }
}

/// Whether a space that may be stretched begins at a byte of a text.
pub(super) fn is_space(text: &str, byte: usize) -> bool {
    match text.as_bytes().get(byte..) {
        Some([b' ', ..] | [0xC2, 0xA0, ..]) => true,
        Some(_) | None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glyph(advance: f32, give: Give) -> PlacedGlyph {
        let offset = (0.0, 0.0);
        PlacedGlyph { id: 1, advance, offset, start: 0, end: 0, unsafe_to_break: false, give }
    }

    fn justified(kinds: &[Give], measure: f32) -> Vec<f32> {
        let mut glyphs: Vec<PlacedGlyph> = kinds.iter().map(|give| glyph(10.0, *give)).collect();
        let typography = Typography {
            letter_stretch_percent: 2.0,
            space_shrink_percent: 20.0,
            ..Typography::default()
        };
        let elasticity = Elasticity::new(&typography);
        elasticity.justify(&mut glyphs, kinds.len() - 1, measure);
        assert!((glyphs.iter().map(|glyph| glyph.advance).sum::<f32>() - measure).abs() < 0.01);
        glyphs.iter().map(|glyph| glyph.advance).collect()
    }

    #[test]
    fn spaces_take_most_and_joined_letters_nothing() {
        use Give::{Letter, Nothing, Space};
        let widths = justified(&[Letter, Space, Nothing, Letter], 44.0);
        assert!(widths[0] <= 10.2 && widths[1] > 13.0);
        assert_eq!(widths[2..], [10.0, 10.0]);
        assert_eq!(justified(&[Nothing, Space, Nothing], 28.0), [10.0, 8.0, 10.0]);
    }

    #[test]
    fn ideographs_share_what_their_line_lacks() {
        let widths = justified(&[Give::Ideograph; 5], 54.0);
        assert!(widths[..4].iter().all(|width| (width - 11.0).abs() < 0.01));
        assert_eq!(widths[4], 10.0);
    }
}
