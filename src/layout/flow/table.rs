//! Tables: columns as wide as their content needs, rows of lines, a header that repeats.

use std::sync::Arc;

use super::Context;
use super::block::WHOLE;
use super::compose::NEVER;
use super::figures::fraction;
use super::strip::{Strip, begin, hold, keep_next, move_item, right_edge, shift, space};
use crate::document::inline::plain_text;
use crate::document::{Cell, ColumnAlignment, Inline, Table};
use crate::layout::inline;
use crate::layout::{Artifact, Item, Owner, Part, Rect};
use crate::templates::{Colour, ParagraphStyle};

/// Text is measured without a limit.
const NO_LIMIT: f32 = 20_000.0;

/// What it costs to break within a row.
const WITHIN_ROW: f32 = 400.0;

/// A column of a table; lengths in points.
#[derive(Clone, Copy)]
struct Column {
    /// Where it begins.
    x: f32,
    /// How wide it is.
    width: f32,
    /// How cells are aligned.
    alignment: ColumnAlignment,
    /// The room for what follows the decimal sign, in a column of figures.
    decimals: f32,
}

impl Context<'_> {
    /// A table with caption, header, rows and source.
    pub fn table(&self, table: &Table, width: f32) -> Vec<Strip> {
        let columns = self.columns(table, width);
        let mut strips = Vec::new();
        if let Some(caption) = &table.caption {
            strips = self.caption(caption, self.style.paragraphs.caption.clone(), width);
            hold(&mut strips, NEVER);
            keep_next(&mut strips);
        }
        strips.extend(self.grid(table, &columns, width));
        if table.source.is_some() {
            keep_next(&mut strips);
            strips.extend(self.credit(table.source.as_ref(), width));
        }
        let grid = self.style.page.grid_pt;
        space(&mut strips, grid, grid);
        begin(&mut strips, table.id);
        strips
    }

    fn grid(&self, table: &Table, columns: &[Column], width: f32) -> Vec<Strip> {
        let mut header = vec![self.rule(width)];
        header.extend(self.row(&table.header, table, columns, true));
        header.push(self.rule(width));
        hold(&mut header, NEVER);
        keep_next(&mut header);
        let mut opening = self.continued(table, width);
        opening.extend(header.iter().cloned());
        let (opening, depth) = repeated(&opening);
        let set = |row: &Vec<Cell>| {
            let mut strips = self.row(row, table, columns, false);
            for (index, strip) in strips.iter_mut().enumerate() {
                strip.opening = Some(Arc::clone(&opening));
                // The first line of a row has air above it in any case.
                let air = if index > 0 { self.style.tables.padding_pt } else { 0.0 };
                strip.row.opening = depth + air;
            }
            strips
        };
        let mut rows: Vec<Strip> = table.rows.iter().flat_map(set).collect();
        keep_next(&mut rows);
        header.extend(rows);
        header.push(self.rule(width));
        header
    }

    /// "Table 1 (continued)", where the template wants it above the header that repeats.
    fn continued(&self, table: &Table, width: f32) -> Vec<Strip> {
        let Some(caption) = table.caption.as_ref().filter(|_| self.style.tables.continued) else {
            return Vec::new();
        };
        let style = &self.style.paragraphs.caption;
        let words = [Inline::Strong(vec![Inline::Text(caption.continued.clone())])];
        let owner = Owner::Artifact(Artifact::Layout);
        let mut strips = self.owned_lines(owner, &words, style, width);
        if let Some(last) = strips.last_mut() {
            last.row.height += style.after_pt;
        }
        strips
    }

    fn rule(&self, width: f32) -> Strip {
        let height = self.style.tables.rule_pt;
        let rect = Rect { x: 0.0, y: 0.0, width, height };
        let owner = Owner::Artifact(Artifact::Layout);
        Strip::new(height, vec![Item::Fill { rect, colour: Colour::Primary, owner }])
    }

    /// The lines of a row; each strip holds one line of every cell.
    fn row(&self, cells: &[Cell], table: &Table, columns: &[Column], header: bool) -> Vec<Strip> {
        let mut strips: Vec<Strip> = Vec::new();
        for (index, (cell, column)) in cells.iter().zip(columns).enumerate() {
            let bold = header || (index == 0 && table.row_headers);
            let column = if header { Column { decimals: 0.0, ..*column } } else { *column };
            merge(&mut strips, self.cell(cell, bold, column));
        }
        let padding = self.style.tables.padding_pt;
        pad(&mut strips, padding);
        let penalty = if strips.len() < 5 { WHOLE } else { WITHIN_ROW };
        hold(&mut strips, penalty);
        strips
    }

    fn cell(&self, cell: &Cell, bold: bool, column: Column) -> Vec<Strip> {
        let style = self.cell_style(bold);
        let mut strips = self.lines(cell.id, &cell.content, style, column.width);
        let lacking = match column.decimals > 0.0 {
            true => column.decimals - self.decimals(cell, bold).unwrap_or(column.decimals),
            false => 0.0,
        };
        for strip in &mut strips {
            let free = (column.width - right_edge(strip)).max(0.0);
            let free = match column.alignment {
                ColumnAlignment::Start => 0.0,
                ColumnAlignment::Centre => free / 2.0,
                ColumnAlignment::End => (free - lacking).max(0.0),
            };
            shift(std::slice::from_mut(strip), column.x + free);
        }
        strips
    }

    /// How wide that is which follows the decimal sign of a figure, the sign included, in points;
    /// `None` for what is no figure.
    fn decimals(&self, cell: &Cell, bold: bool) -> Option<f32> {
        let text = plain_text(&cell.content);
        let fraction = fraction(text.trim())?;
        let owner = Owner::Element(cell.id, Part::Content);
        Some(self.label(fraction, owner, self.cell_style(bold)).width)
    }

    fn cell_style(&self, bold: bool) -> &ParagraphStyle {
        let styles = &self.style.paragraphs;
        if bold { &styles.table_header } else { &styles.table_cell }
    }

    /// Columns share the width: those whose content is narrow keep it, the others share the rest
    /// by their content; what is left over goes to all.
    fn columns(&self, table: &Table, width: f32) -> Vec<Column> {
        let gap = self.style.tables.column_gap_pt;
        let decimals: Vec<f32> =
            (0..table.columns.len()).map(|at| self.most_decimals(table, at)).collect();
        let wanted: Vec<f32> =
            decimals.iter().enumerate().map(|(at, room)| self.widest(table, at, *room)).collect();
        let room = width - gap * wanted.len().saturating_sub(1) as f32;
        let widths = share(&wanted, room);
        let mut x = 0.0;
        let columns = table.columns.iter().zip(widths).zip(decimals);
        let place = |((alignment, width), decimals): ((&ColumnAlignment, f32), f32)| {
            let column = Column { x, width, alignment: *alignment, decimals };
            x += width + gap;
            column
        };
        columns.map(place).collect()
    }

    /// The room for what follows the decimal sign in a column of figures, in points.
    fn most_decimals(&self, table: &Table, column: usize) -> f32 {
        if table.columns.get(column) != Some(&ColumnAlignment::End) {
            return 0.0;
        }
        let cells = table.rows.iter().filter_map(|row| row.get(column));
        let bold = table.row_headers && column == 0;
        cells.filter_map(|cell| self.decimals(cell, bold)).fold(0.0, f32::max)
    }

    fn widest(&self, table: &Table, column: usize, decimals: f32) -> f32 {
        let bold = table.row_headers && column == 0;
        let header = table.header.get(column).map_or(0.0, |cell| self.natural_width(cell, true));
        let cells = table.rows.iter().filter_map(|row| row.get(column));
        let lacking = |cell: &Cell| match decimals > 0.0 {
            true => decimals - self.decimals(cell, bold).unwrap_or(decimals),
            false => 0.0,
        };
        let widths = cells.map(|cell| self.natural_width(cell, bold) + lacking(cell));
        widths.fold(header, f32::max)
    }

    fn natural_width(&self, cell: &Cell, bold: bool) -> f32 {
        let owner = Owner::Element(cell.id, Part::Content);
        let style = self.cell_style(bold);
        let lines = inline::set(self.setting(), &cell.content, style, owner, NO_LIMIT);
        // A hair more, so that rounding never breaks what fits.
        lines.iter().map(|line| line.width + 0.1).fold(0.0, f32::max)
    }
}

/// Shares room among columns that want some width each.
fn share(wanted: &[f32], room: f32) -> Vec<f32> {
    let total: f32 = wanted.iter().sum();
    if total <= room {
        let extra = (room - total) / wanted.len().max(1) as f32;
        return wanted.iter().map(|width| width + extra).collect();
    }
    let mut narrow = vec![false; wanted.len()];
    loop {
        let taken: f32 =
            zip(wanted, &narrow).map(|(width, kept)| if kept { width } else { 0.0 }).sum();
        let wide: Vec<f32> =
            zip(wanted, &narrow).filter(|(_, kept)| !kept).map(|(w, _)| w).collect();
        let fair = (room - taken) / wide.len().max(1) as f32;
        let more = narrow.iter_mut().zip(wanted).filter(|(kept, width)| !**kept && **width <= fair);
        if more.map(|(kept, _)| *kept = true).count() == 0 {
            // Long texts differ less in width than in length: by the square root.
            let weight: f32 = wide.iter().map(|width| width.sqrt()).sum();
            let part = |width: f32| (room - taken) * width.sqrt() / weight.max(1.0);
            return zip(wanted, &narrow).map(|(w, kept)| if kept { w } else { part(w) }).collect();
        }
    }
}

fn zip<'a>(widths: &'a [f32], kept: &'a [bool]) -> impl Iterator<Item = (f32, bool)> + 'a {
    widths.iter().copied().zip(kept.iter().copied())
}

/// Puts the lines of a cell beside those of the cells before it.
fn merge(row: &mut Vec<Strip>, cell: Vec<Strip>) {
    for (index, strip) in cell.into_iter().enumerate() {
        match row.get_mut(index) {
            Some(line) => {
                line.items.extend(strip.items);
                line.begins.extend(strip.begins);
                line.row.notes.extend(strip.row.notes);
                line.row.height = line.row.height.max(strip.row.height);
            }
            None => row.push(strip),
        }
    }
}

/// Air above the first and below the last line of a row.
fn pad(strips: &mut [Strip], padding: f32) {
    if let Some(first) = strips.first_mut() {
        first.row.height += padding;
        first.items.iter_mut().for_each(|item| move_item(item, 0.0, padding));
    }
    if let Some(last) = strips.last_mut() {
        last.row.height += padding;
    }
}

/// The header as it is repeated on later pages, and its depth: an artifact, since it has been read.
fn repeated(header: &[Strip]) -> (Arc<[Item]>, f32) {
    let mut items = Vec::new();
    let mut y = 0.0;
    for strip in header {
        for item in &strip.items {
            items.extend(as_artifact(item.clone(), y));
        }
        y += strip.row.height;
    }
    (items.into(), y)
}

fn as_artifact(mut item: Item, y: f32) -> Option<Item> {
    move_item(&mut item, 0.0, y);
    match &mut item {
        Item::Glyphs(run) => run.owner = Owner::Artifact(Artifact::Layout),
        Item::Fill { owner, .. } | Item::Image { owner, .. } => {
            *owner = Owner::Artifact(Artifact::Layout);
        }
        Item::Link(_) => return None,
    }
    Some(item)
}

#[cfg(test)]
mod tests {
    use super::share;

    #[test]
    fn narrow_columns_keep_their_width_and_none_is_lost() {
        let widths = share(&[20.0, 400.0, 100.0], 300.0);
        assert_eq!(widths[0], 20.0);
        assert!((widths.iter().sum::<f32>() - 300.0).abs() < 0.01, "{widths:?}");
        assert_eq!(share(&[10.0, 20.0], 40.0), [15.0, 25.0]);
    }
}
