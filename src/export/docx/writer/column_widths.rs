//! Column widths of tables.

use crate::document::Table;
use crate::document::inline::plain_text;
use crate::templates::Style;

/// Average width of letters and figures in bold sans serif, in em.
const LETTER_WIDTH_EM: f32 = 0.62;

/// Returns the widths of the columns, in points.
///
/// Each column fits its longest word. The remaining width is distributed in proportion to the
/// length of the cells, so that columns of figures stay narrow.
pub fn column_widths(table: &Table, style: &Style, measure_pt: f32) -> Vec<f32> {
    let count = table.columns.len().max(table.header.len());
    let size = style.paragraphs.table_header.size_pt.max(style.paragraphs.table_cell.size_pt);
    let padding = style.tables.column_gap_pt;
    let mut words = vec![0.0_f32; count];
    let mut texts = vec![1.0_f32; count];
    for row in std::iter::once(&table.header).chain(&table.rows) {
        for ((cell, word), text) in row.iter().zip(&mut words).zip(&mut texts) {
            let plain = plain_text(&cell.content);
            let width = |text: &str| text.chars().count() as f32 * size * LETTER_WIDTH_EM;
            *word = plain.split_whitespace().map(width).fold(*word, f32::max);
            *text = text.max(width(&plain).min(measure_pt));
        }
    }
    let least: Vec<f32> = words.iter().map(|word| word + padding).collect();
    let whole = least.iter().sum::<f32>();
    if whole >= measure_pt {
        return least.iter().map(|least| measure_pt * least / whole).collect();
    }
    let extra: Vec<f32> = texts.iter().zip(&words).map(|(text, word)| text - word + 1.0).collect();
    let all_extra = extra.iter().sum::<f32>();
    let share = |extra: &f32| (measure_pt - whole) * extra / all_extra;
    least.iter().zip(&extra).map(|(least, extra)| least + share(extra)).collect()
}
