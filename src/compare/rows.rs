//! Which rows of two tables belong together.

use super::units::row_text;
use crate::align::{Budget, GAP, Step, align};
use crate::export::docx::redline::{Manuscript, Row, Table};
use crate::review::words::Bag;

/// A row with its words.
struct Words<'m> {
    row: &'m Row,
    text: String,
    bag: Bag,
}

/// The least likeness of rows that are paired wherever they are.
const ALIKE: f32 = 0.3;

/// A row before and a row after, of which one may be missing.
pub type RowPair<'m> = (Option<&'m Row>, Option<&'m Row>);

/// Which rows of two tables belong together, in order. Rows with different numbers of cells never do.
pub fn rows<'m>(
    (old_side, old): (&'m Manuscript, &'m Table),
    (new_side, new): (&'m Manuscript, &'m Table),
) -> Vec<RowPair<'m>> {
    let (old, new) = (words(old_side, old), words(new_side, new));
    let budget = Budget::of(old.len() + new.len());
    let steps = align(old.len(), new.len(), &budget, |one, other| {
        old.get(one).zip(new.get(other)).map_or(3 * GAP, |(one, other)| cost(one, other))
    });
    let mut out = Vec::new();
    let (mut gone, mut came) = (Vec::new(), Vec::new());
    for step in steps {
        match step {
            Step::First(one) => gone.extend(old.get(one).map(|it| it.row)),
            Step::Second(other) => came.extend(new.get(other).map(|it| it.row)),
            Step::Pair(one, other) => {
                let (Some(one), Some(other)) = (old.get(one), new.get(other)) else { continue };
                if cost(one, other) >= 2 * GAP {
                    gone.push(one.row);
                    came.push(other.row);
                } else {
                    between(&mut gone, &mut came, &mut out);
                    out.push((Some(one.row), Some(other.row)));
                }
            }
        }
    }
    between(&mut gone, &mut came, &mut out);
    out
}

fn words<'m>(side: &'m Manuscript, table: &'m Table) -> Vec<Words<'m>> {
    let row = |row: &'m Row| {
        let text = row_text(side, &row.cells);
        let bag = Bag::of(&text);
        Words { row, text, bag }
    };
    table.rows.iter().map(row).collect()
}

fn cost(one: &Words, other: &Words) -> i64 {
    if one.row.cells.len() != other.row.cells.len() {
        return 3 * GAP;
    }
    match one.bag.likeness(&other.bag) {
        _ if one.text == other.text => -GAP,
        likeness if likeness >= ALIKE => (GAP as f32 * 1.8 * (1.0 - likeness)) as i64,
        _ => 3 * GAP,
    }
}

/// Rows between pairs. As many that came as are gone replace them, cell by cell.
fn between<'m>(gone: &mut Vec<&'m Row>, came: &mut Vec<&'m Row>, out: &mut Vec<RowPair<'m>>) {
    let (gone, came) = (std::mem::take(gone), std::mem::take(came));
    let mut both = gone.iter().zip(&came);
    if gone.len() == came.len() && both.all(|(one, other)| one.cells.len() == other.cells.len()) {
        let both = gone.into_iter().zip(came);
        return out.extend(both.map(|(one, other)| (Some(one), Some(other))));
    }
    out.extend(gone.into_iter().map(|row| (Some(row), None)));
    out.extend(came.into_iter().map(|row| (None, Some(row))));
}
