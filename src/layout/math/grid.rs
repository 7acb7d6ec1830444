//! Matrices, cases and aligned lines (plain TeX's `\matrix`, amsmath's `aligned`).

use super::Setter;
use super::math_box::MathBox;
use super::style::MathStyle;
use crate::math::{Alignment, Grid, GridKind, Node, Size};

/// The measures of a kind of grid, in em.
struct Measures {
    /// From baseline to baseline.
    leading: f32,
    /// The least space between rows.
    gap: f32,
    /// The style of the cells.
    size: Size,
}

impl Setter<'_> {
    /// Parts in rows and columns, with their middle on the axis.
    pub fn grid(&self, grid: &Grid, style: MathStyle) -> MathBox {
        let measures = measures(grid.kind, style);
        let inner = MathStyle { size: measures.size, ..style };
        let em = self.em(inner);
        let cells: Vec<Vec<MathBox>> = grid
            .rows
            .iter()
            .map(|row| {
                row.iter().enumerate().map(|(at, cell)| self.cell(grid, at, cell, inner)).collect()
            })
            .collect();
        let columns = 0..grid.width();
        let width_of = |column: usize| {
            let cells = cells.iter().filter_map(|row| row.get(column));
            cells.map(|cell| cell.width).fold(0.0, f32::max)
        };
        let widths: Vec<f32> = columns.map(width_of).collect();
        let mut out = MathBox::default();
        let mut baseline = 0.0;
        let mut last_depth: Option<f32> = None;
        for row in cells {
            let height = row.iter().map(|cell| cell.height).fold(0.0, f32::max);
            let depth = row.iter().map(|cell| cell.depth).fold(0.0, f32::max);
            if let Some(last) = last_depth {
                baseline += (measures.leading * em).max(last + height + measures.gap * em);
            }
            last_depth = Some(depth);
            let mut x = 0.0;
            for (column, (cell, width)) in row.into_iter().zip(&widths).enumerate() {
                x += before_column(grid, column) * em;
                let free = width - cell.width;
                let inset = match grid.alignment(column) {
                    Alignment::Left => 0.0,
                    Alignment::Centre => free / 2.0,
                    Alignment::Right => free,
                };
                out.draw(cell, x + inset, baseline);
                x += width;
            }
        }
        let gaps = (0..widths.len()).map(|column| before_column(grid, column) * em);
        out.width = widths.iter().sum::<f32>() + gaps.sum::<f32>();
        self.centred(out, style)
    }

    /// A cell. That after an alignment sign is the right side of a formula, so it begins with an empty left
    /// side.
    fn cell(&self, grid: &Grid, column: usize, cell: &[Node], style: MathStyle) -> MathBox {
        let continues = grid.kind == GridKind::Lines && column % 2 == 1;
        if !continues {
            return self.row(cell, style);
        }
        let mut row = vec![Node::Group(Vec::new())];
        row.extend_from_slice(cell);
        self.row(&row, style)
    }
}

fn measures(kind: GridKind, style: MathStyle) -> Measures {
    match kind {
        GridKind::Matrix | GridKind::Cases => {
            let size = style.size.max(Size::Text);
            Measures { leading: 1.2, gap: 0.2, size }
        }
        GridKind::Lines => Measures { leading: 1.5, gap: 0.5, size: Size::Display },
        GridKind::Script => Measures { leading: 1.0, gap: 0.1, size: style.size },
    }
}

/// The space before a column, in em.
fn before_column(grid: &Grid, column: usize) -> f32 {
    match grid.kind {
        _ if column == 0 => 0.0,
        GridKind::Matrix | GridKind::Cases => 1.0,
        GridKind::Lines if column % 2 == 1 && grid.columns.len() > 1 => 0.0,
        GridKind::Lines => 2.0,
        GridKind::Script => 0.5,
    }
}
