//! Tables.

use docx_rs::{AlignmentType, Table as WordTable, TableCell, TableLayoutType, TableRow, WidthType};

use crate::document::inline::plain_text;
use crate::document::{Caption, Cell, ColumnAlignment, Table};

use super::super::content::BlockElement;
use super::super::extras::TableExtra;
use super::super::runs::Runs;
use super::super::styles::{REPORT_TABLE, WordStyle};
use super::super::units::{landscape_measure_pt, twips};
use super::{BlockContext, Composer, DirectFormatting};
use crate::templates::Style;

impl Composer<'_> {
    /// A table; a wide one on a landscape page of its own, where it stands in nothing else.
    pub(super) fn table(&mut self, table: &Table, place: BlockContext) {
        if !table.wide || place.within {
            return self.upright_table(table, place);
        }
        self.turn(true);
        let measure_pt = landscape_measure_pt(&self.style.page);
        self.upright_table(table, BlockContext { measure_pt, ..place });
        self.turn(false);
    }

    fn upright_table(&mut self, table: &Table, place: BlockContext) {
        self.pending.elements.push(table.id);
        let title = table.caption.as_ref().map(|caption| plain_text(&caption.content));
        if let Some(caption) = &table.caption {
            self.tables_counted += 1;
            let sequence = Sequence { name: "Table", expected: self.tables_counted };
            self.tables_counted = self.caption(caption, sequence, place, true);
        }
        let widths = widths(table, self.style, place.measure_pt);
        let mut rows = Vec::new();
        if !table.header.is_empty() {
            rows.push(self.table_row(&table.header, WordStyle::TableHeader, table, &widths));
        }
        for row in &table.rows {
            rows.push(self.table_row(row, WordStyle::TableText, table, &widths));
        }
        let extra = TableExtra {
            header_row: !table.header.is_empty(),
            header_column: table.row_headers,
            title,
            ..TableExtra::default()
        };
        if !rows.is_empty() {
            let frame = frame(REPORT_TABLE, rows, &widths, place.indent_pt);
            self.table_piece(frame, vec![extra]);
            self.pending.space_pt = self.style.page.grid_pt;
        }
        if let Some(source) = &table.source {
            self.pending.space_pt = self.style.tables.padding_pt;
            self.role(WordStyle::Credit, source, place);
        }
    }

    fn table_row(
        &mut self,
        cells: &[Cell],
        role: WordStyle,
        table: &Table,
        widths: &[f32],
    ) -> TableRow {
        let columns = table.columns.iter().chain(std::iter::repeat(&ColumnAlignment::Start));
        let cells = cells.iter().zip(columns).zip(widths).map(|((content, alignment), width)| {
            let pieces = self.apart(|composer| {
                let mut line = Runs::default();
                composer.inlines(&content.content, &composer.look(role), &mut line);
                composer.paragraph(role, line, DirectFormatting::default());
            });
            let pieces = pieces.into_iter().map(|piece| aligned(piece, *alignment));
            pieces.fold(cell(*width), |cell, piece| piece.into_cell(cell, &mut Vec::new()))
        });
        row(cells.collect()).cant_split()
    }

    /// A caption with its number as a field, so that Word's lists of tables and figures find it;
    /// returns the number up to which Word has now counted.
    pub(super) fn caption(
        &mut self,
        caption: &Caption,
        sequence: Sequence,
        place: BlockContext,
        above: bool,
    ) -> u32 {
        let look = super::RunFormat { strong: true, ..self.look(WordStyle::Caption) };
        let (words, number) = split_number(&caption.prefix);
        let mut line = Runs::default();
        line.text(words, &look);
        let counted = number.parse().ok();
        if let Some(value) = counted {
            let restart =
                if value == sequence.expected { String::new() } else { format!(" \\r {value}") };
            let field = format!("SEQ {} \\* ARABIC{restart}", sequence.name);
            line.field(&field, number, &look);
        }
        line.text(&caption.separator, &look);
        self.inlines(&caption.content, &self.look(WordStyle::Caption), &mut line);
        let space = self.style.paragraphs.caption.after_pt;
        let variation = DirectFormatting {
            elements: vec![caption.id],
            keep_next: above,
            before_pt: (!above).then_some(space),
            after_pt: (!above).then_some(self.style.page.grid_pt),
            ..self.variation(WordStyle::Caption, place)
        };
        self.paragraph(WordStyle::Caption, line, variation);
        counted.unwrap_or(sequence.expected.saturating_sub(1))
    }
}

/// What Word counts captions by.
pub(super) struct Sequence {
    /// Its name in fields.
    pub(super) name: &'static str,
    /// The number that comes next by itself.
    pub(super) expected: u32,
}

/// "Table 12" → "Table ", "12".
fn split_number(label: &str) -> (&str, &str) {
    let words = label.trim_end_matches(|c: char| c.is_ascii_digit());
    label.split_at(words.len())
}

fn aligned(piece: BlockElement, alignment: ColumnAlignment) -> BlockElement {
    let to = match alignment {
        ColumnAlignment::Start => return piece,
        ColumnAlignment::Centre => AlignmentType::Center,
        ColumnAlignment::End => AlignmentType::Right,
    };
    match piece {
        BlockElement::Paragraph(paragraph) => {
            BlockElement::Paragraph(Box::new(paragraph.align(to)))
        }
        BlockElement::Table(table, extras) => BlockElement::Table(table, extras),
    }
}

/// A table of fixed columns, widths in points.
pub(super) fn frame(style: &str, rows: Vec<TableRow>, grid: &[f32], indent_pt: f32) -> WordTable {
    let columns: Vec<usize> = grid.iter().map(|width| length(*width)).collect();
    let whole = columns.iter().sum();
    let mut table = WordTable::new(rows).style(style).set_grid(columns);
    table.property = docx_rs::TableProperty::without_borders()
        .style(style)
        .width(whole, WidthType::Dxa)
        .layout(TableLayoutType::Fixed);
    if indent_pt == 0.0 { table } else { table.indent(twips(indent_pt)) }
}

/// A row.
pub(super) fn row(cells: Vec<TableCell>) -> TableRow {
    TableRow::new(cells)
}

/// An empty cell of a width in points.
pub(super) fn cell(width_pt: f32) -> TableCell {
    TableCell::new().width(length(width_pt), WidthType::Dxa)
}

fn length(points: f32) -> usize {
    usize::try_from(twips(points)).unwrap_or(0)
}

/// Widths of the columns, in points: each has room for its longest word, and what is left goes to
/// those whose cells are long, so that a column of figures is narrow and one of words is not.
fn widths(table: &Table, style: &Style, measure_pt: f32) -> Vec<f32> {
    let count = table.columns.len().max(table.header.len());
    let size = style.paragraphs.table_header.size_pt.max(style.paragraphs.table_cell.size_pt);
    let padding = style.tables.column_gap_pt;
    let mut words = vec![0.0_f32; count];
    let mut texts = vec![1.0_f32; count];
    for row in std::iter::once(&table.header).chain(&table.rows) {
        for ((cell, word), text) in row.iter().zip(&mut words).zip(&mut texts) {
            let plain = plain_text(&cell.content);
            let width = |text: &str| text.chars().count() as f32 * size * WIDTH_OF_LETTER_EM;
            *word = plain.split_whitespace().map(width).fold(*word, f32::max);
            *text = text.max(width(&plain).min(measure_pt));
        }
    }
    let least: Vec<f32> = words.iter().map(|word| word + padding).collect();
    let whole = least.iter().sum::<f32>();
    if whole >= measure_pt {
        return least.iter().map(|least| measure_pt * least / whole).collect();
    }
    let asked: Vec<f32> = texts.iter().zip(&words).map(|(text, word)| text - word + 1.0).collect();
    let all_asked = asked.iter().sum::<f32>();
    let share = |asked: &f32| (measure_pt - whole) * asked / all_asked;
    least.iter().zip(&asked).map(|(least, asked)| least + share(asked)).collect()
}

/// Letters and figures of a bold sans serif are about this wide.
const WIDTH_OF_LETTER_EM: f32 = 0.62;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_gives_its_number_to_the_field() {
        assert_eq!(split_number("Table 12"), ("Table ", "12"));
        assert_eq!(split_number("Таблица\u{a0}3"), ("Таблица\u{a0}", "3"));
        assert_eq!(split_number("Table"), ("Table", ""));
    }
}
