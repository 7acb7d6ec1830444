//! Tables: columns as wide as their content needs, rows of lines, a header that repeats.

use std::sync::Arc;

use super::Context;
use super::block::WHOLE;
use super::compose::NEVER;
use super::strip::{Strip, begin, hold, keep_next, move_item, shift, space};
use crate::document::{Cell, ColumnAlignment, Table};
use crate::layout::inline;
use crate::layout::{Artifact, Item, Owner, Part, Rect};
use crate::templates::{Colour, ParagraphStyle};

/// Text is measured without a limit.
const NO_LIMIT: f32 = 20_000.0;

/// What it costs to break within a row.
const WITHIN_ROW: f32 = 400.0;

/// Columns of a table: where each begins and how wide it is, in points.
struct Columns(Vec<(f32, f32)>);

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

    fn grid(&self, table: &Table, columns: &Columns, width: f32) -> Vec<Strip> {
        let mut header = vec![self.rule(width)];
        header.extend(self.row(&table.header, table, columns, true));
        header.push(self.rule(width));
        hold(&mut header, NEVER);
        keep_next(&mut header);
        let (opening, depth) = repeated(&header);
        let mut rows: Vec<Strip> =
            table.rows.iter().flat_map(|row| self.row(row, table, columns, false)).collect();
        for strip in &mut rows {
            strip.opening = Some(Arc::clone(&opening));
            strip.row.opening = depth;
        }
        keep_next(&mut rows);
        header.extend(rows);
        header.push(self.rule(width));
        header
    }

    fn rule(&self, width: f32) -> Strip {
        let height = self.style.tables.rule_pt;
        let rect = Rect { x: 0.0, y: 0.0, width, height };
        let owner = Owner::Artifact(Artifact::Layout);
        Strip::new(height, vec![Item::Fill { rect, colour: Colour::Primary, owner }])
    }

    /// The lines of a row; each strip holds one line of every cell.
    fn row(&self, cells: &[Cell], table: &Table, columns: &Columns, header: bool) -> Vec<Strip> {
        let mut strips: Vec<Strip> = Vec::new();
        for (index, (cell, (x, width))) in cells.iter().zip(&columns.0).enumerate() {
            let bold = header || (index == 0 && table.row_headers);
            let alignment = table.columns.get(index).copied();
            let lines = self.cell(cell, bold, alignment, *x, *width);
            merge(&mut strips, lines);
        }
        let padding = self.style.tables.padding_pt;
        pad(&mut strips, padding);
        let penalty = if strips.len() < 5 { WHOLE } else { WITHIN_ROW };
        hold(&mut strips, penalty);
        strips
    }

    fn cell(
        &self,
        cell: &Cell,
        bold: bool,
        alignment: Option<ColumnAlignment>,
        x: f32,
        width: f32,
    ) -> Vec<Strip> {
        let mut strips = self.lines(cell.id, &cell.content, self.cell_style(bold), width);
        for strip in &mut strips {
            let used = right_edge(strip);
            let free = match alignment.unwrap_or(ColumnAlignment::Start) {
                ColumnAlignment::Start => 0.0,
                ColumnAlignment::Centre => (width - used) / 2.0,
                ColumnAlignment::End => width - used,
            };
            shift(std::slice::from_mut(strip), x + free.max(0.0));
        }
        strips
    }

    fn cell_style(&self, bold: bool) -> &ParagraphStyle {
        let styles = &self.style.paragraphs;
        if bold { &styles.table_header } else { &styles.table_cell }
    }

    /// Columns share the width: those whose content is narrow keep it, the others share the rest
    /// by their content; what is left over goes to all.
    fn columns(&self, table: &Table, width: f32) -> Columns {
        let gap = self.style.tables.column_gap_pt;
        let wanted: Vec<f32> = (0..table.columns.len()).map(|at| self.widest(table, at)).collect();
        let room = width - gap * wanted.len().saturating_sub(1) as f32;
        let widths = share(&wanted, room);
        let mut x = 0.0;
        let place = |width: f32| {
            let at = x;
            x += width + gap;
            (at, width)
        };
        Columns(widths.into_iter().map(place).collect())
    }

    fn widest(&self, table: &Table, column: usize) -> f32 {
        let header = table.header.get(column).map(|cell| (cell, true));
        let rows = table.rows.iter().filter_map(|row| row.get(column));
        let cells =
            header.into_iter().chain(rows.map(|cell| (cell, table.row_headers && column == 0)));
        cells.map(|(cell, bold)| self.natural_width(cell, bold)).fold(0.0, f32::max)
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

/// Where the text of a strip ends, from its left edge.
fn right_edge(strip: &Strip) -> f32 {
    let edges = strip.items.iter().map(|item| match item {
        Item::Glyphs(run) => {
            run.origin.x + run.glyphs.iter().map(|glyph| glyph.advance).sum::<f32>()
        }
        Item::Fill { .. } | Item::Image { .. } | Item::Link(_) => 0.0,
    });
    edges.fold(0.0, f32::max)
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
