//! Figures: inline pictures with captions.

use super::super::content::BlockElement;
use super::super::geometry::{landscape_height_pt, landscape_measure_pt, text_height_pt};
use super::super::runs::{RunFormat, Runs};
use super::super::styles::WordStyle;
use super::block_context::BlockContext;
use super::caption::caption;
use super::collectors::Collectors;
use super::drawing::Picture;
use super::input::Input;
use super::paragraph::{DirectFormatting, formatting, paragraph, separator, styled};
use super::section_break::set_landscape;
use super::table::{borderless, separate};
use crate::document::{Caption, Figure, FigurePicture, FigurePosition, Image};
use crate::origin::Generator;
use crate::units::emu;

/// Writes a figure; a landscape one is on a landscape page, unless something encloses it.
pub fn figure(input: &Input, out: &mut Collectors, figure: &Figure, context: BlockContext) {
    if figure.position != FigurePosition::Landscape || context.enclosed {
        return upright_figure(input, out, figure, context);
    }
    set_landscape(input, out, true);
    let measure_pt = landscape_measure_pt(&input.style.page);
    upright_figure(input, out, figure, BlockContext { measure_pt, ..context });
    set_landscape(input, out, false);
}

/// Pictures with their captions, then those of the figure. Pictures beside each other are in the cells of a
/// table if they have captions, otherwise in one paragraph.
fn upright_figure(input: &Input, out: &mut Collectors, figure: &Figure, context: BlockContext) {
    out.story.begin(figure.id);
    out.story.pending.page_break |= figure.position == FigurePosition::Page;
    let has_captions = figure.pictures.iter().any(|picture| picture.caption.is_some());
    if has_captions && column_count(figure) > 1 {
        picture_table(input, out, figure, context);
    } else {
        for row in figure.rows() {
            captioned(input, out, figure, row, context);
        }
    }
    if let Some(text) = &figure.caption {
        caption(input, out, text, context);
    }
    if let Some(credit) = &figure.credit {
        styled(input, out, WordStyle::Credit, credit, context);
    }
}

/// Pictures in one paragraph, then their captions in order.
fn captioned(
    input: &Input,
    out: &mut Collectors,
    figure: &Figure,
    row: &[FigurePicture],
    context: BlockContext,
) {
    picture_row(input, out, figure, row, context);
    for text in row.iter().filter_map(|picture| picture.caption.as_ref()) {
        caption(input, out, text, context);
    }
}

/// A table without borders, each cell with a picture above its caption.
fn picture_table(input: &Input, out: &mut Collectors, figure: &Figure, context: BlockContext) {
    let count = column_count(figure);
    let width_pt = context.measure_pt / count as f32;
    let gap_pt = width_pt - column_pt(input, figure, context.measure_pt);
    // Pictures fit their cells exactly, so their size is computed for the whole measure.
    let inside = BlockContext { indent_pt: 0.0, enclosed: true, ..context };
    separate(input, out);
    let rows = figure.rows().map(|row| {
        let cells = (0..count).map(|index| {
            let picture = row.get(index).map(std::slice::from_ref);
            out.nested(|out| match picture {
                Some(picture) => captioned(input, out, figure, picture, inside),
                None => separator(input, out),
            })
        });
        cells.collect()
    });
    let rows: Vec<Vec<Vec<BlockElement>>> = rows.collect();
    borderless(input, out, rows, (width_pt, gap_pt), context);
}

fn picture_row(
    input: &Input,
    out: &mut Collectors,
    figure: &Figure,
    row: &[FigurePicture],
    context: BlockContext,
) {
    let mut runs = Runs::default();
    for (index, picture) in row.iter().enumerate() {
        let Some(image) = input.document.images.get(picture.image.0) else { continue };
        let caption = picture.caption.as_ref().or(figure.caption.as_ref());
        let shown = Picture {
            image: picture.image,
            name: caption.map(Caption::prefix),
            alternative: &picture.alternative,
            decorative: picture.decorative,
            crop: None,
        };
        let (relationship, extra) = out.drawings.add(input.document, shown);
        if picture.id != figure.id {
            out.story.begin(picture.id);
        }
        out.story.add_picture(extra);
        let (width_pt, height_pt) = size_pt(input, figure, picture, image, context.measure_pt);
        if index > 0 {
            runs.generated(" ", Generator::Layout, &RunFormat::default());
        }
        runs.picture(&relationship, emu(width_pt), emu(height_pt));
    }
    let has_caption = row.iter().any(|picture| picture.caption.is_some());
    let is_last = !has_caption && figure.caption.is_none() && figure.credit.is_none();
    let formatting = DirectFormatting {
        after_pt: is_last.then_some(input.style.page.grid_pt),
        ..formatting(input, out, WordStyle::Figure, context)
    };
    paragraph(input, out, WordStyle::Figure, runs, formatting);
}

/// The maximum height of a picture that has a page to itself, as a fraction of the text height.
const PAGE_HEIGHT: f32 = 0.85;

fn size_pt(
    input: &Input,
    figure: &Figure,
    picture: &FigurePicture,
    image: &Image,
    measure_pt: f32,
) -> (f32, f32) {
    let (width, height) = (image.width_px.max(1) as f32, image.height_px.max(1) as f32);
    let page = &input.style.page;
    let text_height_pt = match figure.position {
        FigurePosition::Page => text_height_pt(page) * PAGE_HEIGHT,
        FigurePosition::Landscape => landscape_height_pt(page) * PAGE_HEIGHT,
        FigurePosition::Float | FigurePosition::Here => text_height_pt(page) * Figure::MAX_HEIGHT,
    };
    let rows = figure.rows().count().max(1) as f32;
    let max_height_pt = text_height_pt / rows;
    let column_pt = column_pt(input, figure, measure_pt);
    let width_pt = (column_pt * picture.width.clamp(0.01, 1.0)).min(max_height_pt * width / height);
    (width_pt, width_pt * height / width)
}

/// How many pictures are beside each other.
fn column_count(figure: &Figure) -> usize {
    figure.columns.min(figure.pictures.len()).max(1)
}

/// The width that each picture of a row has. Between pictures are a space and room for rounding.
fn column_pt(input: &Input, figure: &Figure, measure_pt: f32) -> f32 {
    let columns = column_count(figure) as f32;
    (measure_pt - input.style.page.grid_pt * (columns - 1.0)) / columns
}
