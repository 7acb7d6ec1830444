//! Justification: how spaces and letters stretch or shrink to fill a line.

use super::glyph::{PlacedGlyph, SpacingClass};
use crate::templates::{Alignment, ParagraphStyle, Typography};

/// The stretch of the space after an ideograph, as a share of its width. Lines of ideographs have
/// no word spaces, and are short by at most a sign or two that must not start a line.
const IDEOGRAPH_STRETCH: f32 = 0.08;

/// The minimum stretch and shrink of word spaces, as a share of their width, for templates that
/// allow none.
const LEAST_SPACE_STRETCH: f32 = 0.01;

/// How far glyphs may stretch and shrink, as shares of their widths.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Elasticity {
    stretch: f32,
    shrink: f32,
    letters: f32,
    ideographs: f32,
}

impl Elasticity {
    /// The elasticity that a template allows in paragraphs of a style; ragged text is rigid.
    pub fn of_style(style: &ParagraphStyle, typography: &Typography) -> Elasticity {
        match style.align {
            Alignment::Justified => Elasticity::justified(typography),
            Alignment::Start | Alignment::Centre => Elasticity::default(),
        }
    }

    fn justified(typography: &Typography) -> Elasticity {
        let share = |percent: f32| if percent > 0.0 { percent / 100.0 } else { 0.0 };
        Elasticity {
            stretch: share(typography.space_stretch_percent).max(LEAST_SPACE_STRETCH),
            shrink: share(typography.space_shrink_percent).min(0.9),
            letters: share(typography.letter_stretch_percent).min(0.2),
            ideographs: IDEOGRAPH_STRETCH,
        }
    }

    /// The stretch and shrink of a glyph, as shares of its width.
    pub fn of(self, class: SpacingClass) -> (f32, f32) {
        match class {
            SpacingClass::WordSpace => (self.stretch + self.letters, self.shrink + self.letters),
            SpacingClass::Letter => (self.letters, self.letters),
            SpacingClass::Ideograph => (self.ideographs + self.letters, self.letters),
            SpacingClass::Cursive => (0.0, 0.0),
        }
    }

    /// Stretches or shrinks the glyphs of a line to the measure, except the glyph at its edge.
    pub fn justify(self, glyphs: &mut [PlacedGlyph], edge: usize, measure: f32) {
        let widths = Widths::of(glyphs, edge);
        let short = measure - glyphs.iter().map(|glyph| glyph.advance).sum::<f32>();
        let growth = self.growth(&widths, short);
        for (_, glyph) in glyphs.iter_mut().enumerate().filter(|(index, _)| *index != edge) {
            glyph.advance += glyph.advance * growth.of(glyph.spacing);
        }
    }

    /// Distributes the missing width of a line. Letters take at most their share, spaces the rest.
    fn growth(self, widths: &Widths, short: f32) -> Growth {
        let Widths { spaces, letters, ideographs, cursive } = *widths;
        let gaps = self.gaps(widths, short);
        if gaps.0 + gaps.1 <= 0.0 && short < 0.0 {
            let share = short / (letters + ideographs + cursive).max(1e-3);
            return Growth { spaces: 0.0, letters: share, ideographs: share, cursive: share };
        }
        let limit = self.letters * letters;
        let ratio = short.abs() / (gaps.0 + gaps.1 + limit + self.letters * spaces).max(1e-3);
        let by_letters = (ratio * limit).min(limit).copysign(short);
        let rest = (short - by_letters) / (gaps.0 + gaps.1).max(1e-3);
        let share = |gap: f32, width: f32| if width > 0.0 { rest * gap / width } else { 0.0 };
        Growth {
            spaces: share(gaps.0, spaces),
            letters: if letters > 0.0 { by_letters / letters } else { 0.0 },
            ideographs: share(gaps.1, ideographs),
            cursive: 0.0,
        }
    }

    /// How far word spaces and the space after ideographs may grow or shrink, in points.
    fn gaps(self, widths: &Widths, short: f32) -> (f32, f32) {
        if short > 0.0 {
            (widths.spaces * self.stretch, widths.ideographs * self.ideographs)
        } else {
            (widths.spaces * self.shrink.max(LEAST_SPACE_STRETCH), 0.0)
        }
    }
}

/// The total widths of a line's glyphs by class, in points.
#[derive(Default)]
struct Widths {
    spaces: f32,
    letters: f32,
    ideographs: f32,
    cursive: f32,
}

impl Widths {
    fn of(glyphs: &[PlacedGlyph], edge: usize) -> Widths {
        let mut widths = Widths::default();
        for (_, glyph) in glyphs.iter().enumerate().filter(|(index, _)| *index != edge) {
            *match glyph.spacing {
                SpacingClass::WordSpace => &mut widths.spaces,
                SpacingClass::Letter => &mut widths.letters,
                SpacingClass::Ideograph => &mut widths.ideographs,
                SpacingClass::Cursive => &mut widths.cursive,
            } += glyph.advance;
        }
        widths
    }
}

/// The growth of glyphs by class, as shares of their widths.
struct Growth {
    spaces: f32,
    letters: f32,
    ideographs: f32,
    cursive: f32,
}

impl Growth {
    fn of(&self, class: SpacingClass) -> f32 {
        match class {
            SpacingClass::WordSpace => self.spaces,
            SpacingClass::Letter => self.letters,
            SpacingClass::Ideograph => self.ideographs,
            SpacingClass::Cursive => self.cursive,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glyph(advance: f32, spacing: SpacingClass) -> PlacedGlyph {
        let offset = (0.0, 0.0);
        PlacedGlyph { id: 1, advance, offset, start: 0, end: 0, unsafe_to_break: false, spacing }
    }

    fn justified(classes: &[SpacingClass], measure: f32) -> Vec<f32> {
        let mut glyphs: Vec<PlacedGlyph> =
            classes.iter().map(|class| glyph(10.0, *class)).collect();
        let typography = Typography {
            letter_stretch_percent: 2.0,
            space_shrink_percent: 20.0,
            ..Typography::default()
        };
        let elasticity = Elasticity::justified(&typography);
        elasticity.justify(&mut glyphs, classes.len() - 1, measure);
        assert!((glyphs.iter().map(|glyph| glyph.advance).sum::<f32>() - measure).abs() < 0.01);
        glyphs.iter().map(|glyph| glyph.advance).collect()
    }

    #[test]
    fn spaces_take_most_and_cursive_letters_nothing() {
        use SpacingClass::{Cursive, Letter, WordSpace};
        let widths = justified(&[Letter, WordSpace, Cursive, Letter], 44.0);
        assert!(widths[0] <= 10.2 && widths[1] > 13.0);
        assert_eq!(widths[2..], [10.0, 10.0]);
        assert_eq!(justified(&[Cursive, WordSpace, Cursive], 28.0), [10.0, 8.0, 10.0]);
    }

    #[test]
    fn ideographs_share_what_their_line_lacks() {
        let widths = justified(&[SpacingClass::Ideograph; 5], 54.0);
        assert!(widths[..4].iter().all(|width| (width - 11.0).abs() < 0.01));
        assert_eq!(widths[4], 10.0);
    }
}
