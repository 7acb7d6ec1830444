//! Figures: inline pictures with captions.

use super::super::geometry::text_height_pt;
use super::super::runs::Runs;
use super::super::styles::WordStyle;
use super::block_context::BlockContext;
use super::caption::caption;
use super::collectors::Collectors;
use super::drawing::Picture;
use super::input::Input;
use super::paragraph::{DirectFormatting, formatting, paragraph, styled};
use crate::document::{Caption, Figure, Image};
use crate::units::emu;

/// Writes a figure.
pub fn figure(input: &Input, out: &mut Collectors, figure: &Figure, context: BlockContext) {
    out.story.begin(figure.id);
    if let Some(image) = input.document.images.get(figure.image.0) {
        picture(input, out, figure, image, context);
    }
    if let Some(text) = &figure.caption {
        caption(input, out, text, context);
    }
    if let Some(credit) = &figure.credit {
        styled(input, out, WordStyle::Credit, credit, context);
    }
}

fn picture(
    input: &Input,
    out: &mut Collectors,
    figure: &Figure,
    image: &Image,
    context: BlockContext,
) {
    let picture = Picture {
        image: figure.image,
        name: figure.caption.as_ref().map(Caption::prefix),
        alternative: &figure.alternative,
        decorative: figure.decorative,
        crop: None,
    };
    let (relationship, extra) = out.drawings.add(input.document, picture);
    out.story.set_picture(extra);
    let (width_pt, height_pt) = size_pt(input, figure, image, context.measure_pt);
    let mut runs = Runs::default();
    runs.picture(&relationship, emu(width_pt), emu(height_pt));
    let is_last = figure.caption.is_none() && figure.credit.is_none();
    let formatting = DirectFormatting {
        after_pt: is_last.then_some(input.style.page.grid_pt),
        ..formatting(input, out, WordStyle::Figure, context)
    };
    paragraph(input, out, WordStyle::Figure, runs, formatting);
}

fn size_pt(input: &Input, figure: &Figure, image: &Image, measure_pt: f32) -> (f32, f32) {
    let (width, height) = (image.width_px.max(1) as f32, image.height_px.max(1) as f32);
    let max_height_pt = text_height_pt(&input.style.page) * Figure::MAX_HEIGHT;
    let width_pt = (measure_pt * figure.width.clamp(0.01, 1.0)).min(max_height_pt * width / height);
    (width_pt, width_pt * height / width)
}
