//! The columns of a table, measured with its fonts: for pages and for Word.

use std::collections::HashMap;

use super::inline::{self, ContentWidths, TypesettingContext};
use super::kept::KeptLayout;
use super::page::{Artifact, Owner, Part as ItemPart};
use crate::column_widths::{ColumnExtent, authored_or, fill, widen};
use crate::decimal_alignment::decimals as decimals_of;
use crate::document::inline::plain_text;
use crate::document::{
    Block, Cell, ColumnAlignment, Document, ElementId, GridCell, Inline, Part, RowGroup, Table,
};
use crate::fonts::Fonts;
use crate::templates::{ParagraphStyle, Style};

/// The space that the content of a column needs, in points.
#[derive(Clone, Copy, Debug, Default)]
pub struct MeasuredColumn {
    /// The width of its longest word and of its longest line.
    pub extent: ColumnExtent,
    /// The width after the decimal sign, in a column of figures.
    pub decimals: f32,
}

/// The factor by which a line may be wider in a word processor's fallback fonts than in the template's.
const FALLBACK_FONT_WIDTH: f32 = 1.2;

/// The same factor for a word, in which all letters may be wide.
const FALLBACK_WORD_WIDTH: f32 = 1.35;

/// The widths of the columns of a table in Word, which fill a measure, in points. Each includes the
/// column gap of the template as padding, and has room for the wider glyphs of a fallback font.
pub fn table_column_widths(
    table: &Table,
    document: &Document,
    style: &Style,
    fonts: &Fonts,
    measure: f32,
) -> Vec<f32> {
    let columns = measure_columns(table, context(document, style, fonts));
    let extents: Vec<ColumnExtent> =
        columns.iter().map(|column| with_fallback_fonts(column.extent)).collect();
    let gap = style.tables.column_gap_pt;
    let measure = measure - gap * extents.len() as f32;
    let widths = authored_or(&table.shares, measure, || fill(&extents, measure));
    widths.into_iter().map(|width| width + gap).collect()
}

/// The amounts, in points in Word, by which the decimals of cells are narrower than the widest decimals of
/// their columns. Cells with the widest decimals are left out.
pub fn missing_decimals(
    table: &Table,
    document: &Document,
    style: &Style,
    fonts: &Fonts,
) -> HashMap<ElementId, f32> {
    let context = context(document, style, fonts);
    let measurer = TableMeasurer { table, context };
    let decimals = measurer.decimals();
    let cells = measurer.cells().filter(|(group, _)| *group != RowGroup::Header);
    let missing = cells.filter_map(|(group, cell)| {
        let widest = decimals_of_column(&decimals, cell);
        let own = decimals_width(cell, table.is_bold(group, cell), context)?;
        (widest > own).then_some((cell.id, widest - own))
    });
    missing.collect()
}

/// The extent of a column in the fallback fonts of a word processor.
fn with_fallback_fonts(extent: ColumnExtent) -> ColumnExtent {
    let minimum = extent.minimum * FALLBACK_WORD_WIDTH;
    ColumnExtent { minimum, preferred: minimum.max(extent.preferred * FALLBACK_FONT_WIDTH) }
}

/// The width of a text on one line in Word, in points, with room for the wider glyphs of a fallback
/// font.
pub fn line_width(
    content: &[Inline],
    paragraph: &ParagraphStyle,
    document: &Document,
    style: &Style,
    fonts: &Fonts,
) -> f32 {
    let owner = Owner::Artifact(Artifact::Layout);
    let widths = inline::content_widths(context(document, style, fonts), content, paragraph, owner);
    widths.max * FALLBACK_FONT_WIDTH
}

fn context<'a>(
    document: &'a Document,
    style: &'a Style,
    fonts: &'a Fonts,
) -> TypesettingContext<'a> {
    TypesettingContext {
        style,
        fonts,
        language: &document.language,
        hyphenation: &document.hyphenation,
        more_lines: 0,
        draws: false,
        kept: KeptLayout::NONE,
    }
}

/// The longest line of a rotated header cell, in em. A longer text is broken.
const LONGEST_ROTATED_EM: f32 = 12.0;

/// The text of a rotated header cell. Lengths are points.
#[derive(Clone, Copy, Debug, Default)]
pub struct RotatedText {
    /// The length of its lines, which run from bottom to top.
    pub length: f32,
    /// The width of its lines side by side.
    pub width: f32,
}

/// Measures the text of a rotated header cell.
pub fn rotated_text(cell: &Cell, context: TypesettingContext) -> RotatedText {
    let owner = Owner::Element(cell.id, ItemPart::Content);
    let style = cell_style(true, context.style);
    let ContentWidths { min, max } = inline::content_widths(context, &cell.content, style, owner);
    let measure = max.min(LONGEST_ROTATED_EM * style.size_pt).max(min) + ROUNDING_PT;
    let context = TypesettingContext { draws: false, ..context };
    let lines = inline::typeset(context, &cell.content, style, owner, measure);
    let length = lines.iter().map(|line| line.width).fold(0.0, f32::max);
    RotatedText { length: length + ROUNDING_PT, width: lines.len() as f32 * style.leading_pt }
}

/// The height in Word of a header row with rotated cells, in points, with room for the wider glyphs of a
/// fallback font; `None` if the row has no such cell that ends in it.
pub fn rotated_header_height(
    cells: &[GridCell],
    document: &Document,
    style: &Style,
    fonts: &Fonts,
) -> Option<f32> {
    let context = context(document, style, fonts);
    let rotated = cells.iter().filter(|it| it.cell.rotated && it.ends());
    let lengths = rotated.map(|it| {
        let above = f32::from(u8::try_from(it.row).unwrap_or(u8::MAX));
        let above = above * cell_style(true, style).leading_pt;
        rotated_text(it.cell, context).length * FALLBACK_FONT_WIDTH - above
    });
    let length = lengths.reduce(f32::max)?;
    Some(length.max(0.0) + 2.0 * style.tables.padding_pt)
}

/// Measures every column of a table.
pub fn measure_columns(table: &Table, context: TypesettingContext) -> Vec<MeasuredColumn> {
    let measurer = TableMeasurer { table, context };
    let decimals = measurer.decimals();
    let mut extents = vec![ColumnExtent::default(); decimals.len()];
    let mut spanning = Vec::new();
    for (group, cell) in measurer.cells() {
        let bold = table.is_bold(group, cell);
        let figures =
            if group == RowGroup::Header { 0.0 } else { decimals_of_column(&decimals, cell) };
        let extent = measurer.aligned_cell(cell, bold, figures);
        match extents.get_mut(cell.column) {
            Some(column) if cell.columns == 1 => *column = column.max(extent),
            Some(_) | None => spanning.push((cell.range(), extent)),
        }
    }
    spanning.sort_by_key(|(columns, _)| columns.len());
    for (columns, extent) in spanning {
        let gap = context.style.tables.column_gap_pt;
        extents.get_mut(columns).into_iter().for_each(|columns| widen(columns, extent, gap));
    }
    let column = |(extent, decimals)| MeasuredColumn { extent, decimals };
    extents.into_iter().zip(decimals).map(column).collect()
}

/// The widest decimals of the column of a cell, in points; 0 for a cell that spans columns.
fn decimals_of_column(decimals: &[f32], cell: &Cell) -> f32 {
    match cell.columns {
        1 => decimals.get(cell.column).copied().unwrap_or(0.0),
        _ => 0.0,
    }
}

/// The width of the decimals of a figure, including the decimal sign, in points; `None` if
/// the cell does not contain a figure.
pub fn decimals_width(cell: &Cell, bold: bool, context: TypesettingContext) -> Option<f32> {
    let text = plain_text(&cell.content);
    let decimals = decimals_of(text.trim())?;
    let owner = Owner::Element(cell.id, ItemPart::Content);
    let content = [Inline::Text(decimals.to_owned().into())];
    let line = inline::single_line(context, &content, cell_style(bold, context.style), owner);
    Some(line.map_or(0.0, |line| line.width))
}

/// The style of a cell; header cells are bold.
pub fn cell_style(bold: bool, style: &Style) -> &ParagraphStyle {
    let styles = &style.paragraphs;
    if bold { &styles.table_header } else { &styles.table_cell }
}

struct TableMeasurer<'a> {
    table: &'a Table,
    context: TypesettingContext<'a>,
}

impl<'a> TableMeasurer<'a> {
    fn cells(&self) -> impl Iterator<Item = (RowGroup, &'a Cell)> + use<'a> {
        let groups = self.table.groups();
        groups.flat_map(|(group, rows)| rows.iter().flatten().map(move |cell| (group, cell)))
    }

    /// The widest decimals of each column of figures, in points; otherwise 0.
    fn decimals(&self) -> Vec<f32> {
        let mut widest = vec![0.0_f32; self.table.columns.len()];
        for (group, cell) in self.cells().filter(|(group, _)| *group != RowGroup::Header) {
            let is_figures = self.table.alignment(cell) == ColumnAlignment::End;
            let Some(column) = widest.get_mut(cell.column).filter(|_| is_figures) else { continue };
            let bold = self.table.is_bold(group, cell);
            *column = column.max(decimals_width(cell, bold, self.context).unwrap_or(0.0));
        }
        widest
    }

    /// The extent of a cell moved left so that decimal signs are aligned.
    fn aligned_cell(&self, cell: &Cell, bold: bool, most_decimals: f32) -> ColumnExtent {
        if cell.rotated {
            let width = rotated_text(cell, self.context).width;
            return ColumnExtent { minimum: width, preferred: width };
        }
        let ColumnExtent { minimum, preferred } = self.cell(cell, bold);
        let missing = match most_decimals > 0.0 {
            true => {
                most_decimals - decimals_width(cell, bold, self.context).unwrap_or(most_decimals)
            }
            false => 0.0,
        };
        ColumnExtent { minimum: minimum + missing, preferred: preferred + missing }
    }

    fn cell(&self, cell: &Cell, bold: bool) -> ColumnExtent {
        let owner = Owner::Element(cell.id, ItemPart::Content);
        let style = cell_style(bold, self.context.style);
        let ContentWidths { min, max } =
            inline::content_widths(self.context, &cell.content, style, owner);
        let own = ColumnExtent { minimum: min + ROUNDING_PT, preferred: max + ROUNDING_PT };
        own.max(self.blocks(&cell.blocks, style, owner))
    }

    /// The extent of the blocks of a cell.
    fn blocks(&self, blocks: &[Block], style: &ParagraphStyle, owner: Owner) -> ColumnExtent {
        let mut extent = ColumnExtent::default();
        for block in blocks {
            block.parts(&mut |part| match part {
                Part::Text(_, _, content) => {
                    let ContentWidths { min, max } =
                        inline::content_widths(self.context, content, style, owner);
                    extent = extent.max(ColumnExtent { minimum: min, preferred: max });
                }
                Part::Role(..) => {}
                Part::Blocks(_, items) => {
                    let indent = self.context.style.lists.indent_pt;
                    let ColumnExtent { minimum, preferred } = self.blocks(items, style, owner);
                    let (minimum, preferred) = (minimum + indent, preferred + indent);
                    extent = extent.max(ColumnExtent { minimum, preferred });
                }
            });
        }
        extent
    }
}

/// Points added to measured widths, so that rounding does not break lines that fit.
const ROUNDING_PT: f32 = 0.1;
