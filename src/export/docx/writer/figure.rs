//! Figures: pictures in the line.

use crate::document::{Figure, ImageFormat, ImageId};

use super::super::extras::PictureExtra;
use super::super::media::relationship;
use super::super::runs::Runs;
use super::super::styles::WordStyle;
use super::super::units::{emu, text_height_pt};
use super::table::Sequence;
use super::{BlockContext, Composer, DirectFormatting};

impl Composer<'_> {
    pub(super) fn figure(&mut self, figure: &Figure, place: BlockContext) {
        self.pending.elements.push(figure.id);
        self.picture(figure, place);
        if let Some(caption) = &figure.caption {
            self.figures_counted += 1;
            let sequence = Sequence { name: "Figure", expected: self.figures_counted };
            self.figures_counted = self.caption(caption, sequence, place, false);
        }
        if let Some(credit) = &figure.credit {
            self.role(WordStyle::Credit, credit, place);
        }
    }

    fn picture(&mut self, figure: &Figure, place: BlockContext) {
        let Some(image) = self.document.images.get(figure.image.0) else { return };
        let (width, height) = (image.width_px.max(1) as f32, image.height_px.max(1) as f32);
        let wanted = place.measure_pt * figure.width.clamp(0.01, 1.0);
        let tallest = text_height_pt(&self.style.page) * TALLEST_SHARE;
        let width_pt = wanted.min(tallest * width / height);
        self.pictures += 1;
        let relationship = relationship(self.place_of(figure.image));
        let mut line = Runs::default();
        line.picture(&relationship, emu(width_pt), emu(width_pt * height / width));
        let label = figure.caption.as_ref().map(|caption| caption.prefix.clone());
        let picture = PictureExtra {
            number: self.pictures,
            name: label.unwrap_or_else(|| format!("Picture {}", self.pictures)),
            alternative: figure.alternative.clone(),
            decorative: figure.decorative,
            svg_fallback: (image.format == ImageFormat::Svg).then_some(relationship),
            crop: None,
        };
        self.out.extras.entry(self.paragraphs).or_default().picture = Some(picture);
        let last = figure.caption.is_none() && figure.credit.is_none();
        let after_pt = last.then_some(self.style.page.grid_pt);
        let variation = DirectFormatting { after_pt, ..self.variation(WordStyle::Figure, place) };
        self.paragraph(WordStyle::Figure, line, variation);
    }

    /// The place of a picture among those that are shown.
    pub(super) fn place_of(&mut self, image: ImageId) -> usize {
        let shown = &mut self.out.images;
        shown.iter().position(|other| *other == image).unwrap_or_else(|| {
            shown.push(image);
            shown.len() - 1
        })
    }
}

/// A picture leaves room for its caption.
const TALLEST_SHARE: f32 = 0.85;
