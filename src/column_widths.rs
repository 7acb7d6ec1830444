//! Column widths of tables, for every format.
//!
//! The model is automatic table layout (CSS 2.1 §17.5.2.2): each column has a minimum width, its
//! longest word, and a preferred width, its longest line. If the table is too narrow for all
//! preferred widths, narrow columns keep theirs and the wide ones share the rest, but none gets
//! less than its minimum.
//!
//! Definition lists are tables with two columns. The first is as wide as its terms.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The width of the column of terms in a definition list: the width of the widest term that fits into a third
/// of the measure, or `least` if none does. Longer terms get a separate line.
pub(crate) fn term_column(terms: impl Iterator<Item = f32>, measure: f32, least: f32) -> f32 {
    terms.filter(|term| *term <= measure / 3.0).reduce(f32::max).unwrap_or(least)
}

/// The widths that the content of a column needs, in the unit of its format.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct ColumnExtent {
    /// The width of the longest word.
    pub minimum: f32,
    /// The width of the longest line.
    pub preferred: f32,
}

impl ColumnExtent {
    /// The extent of a column that contains this and another cell.
    pub fn max(self, other: ColumnExtent) -> ColumnExtent {
        ColumnExtent {
            minimum: self.minimum.max(other.minimum),
            preferred: self.preferred.max(other.preferred),
        }
    }
}

/// Widens columns equally until a cell that spans them fits, including the gaps between them.
pub(crate) fn widen(columns: &mut [ColumnExtent], cell: ColumnExtent, gap: f32) {
    let count = columns.len().max(1) as f32;
    let gaps = gap * (count - 1.0);
    let missing = |need: f32, own: fn(&ColumnExtent) -> f32| {
        ((need - gaps - columns.iter().map(own).sum::<f32>()) / count).max(0.0)
    };
    let minimum = missing(cell.minimum, |column| column.minimum);
    let preferred = missing(cell.preferred, |column| column.preferred);
    for column in columns {
        column.minimum += minimum;
        column.preferred = (column.preferred + preferred).max(column.minimum);
    }
}

/// The widths of columns that together fill a measure. All in the unit of the extents.
///
/// Excess width is added to all columns equally. If even the minimum widths do not fit, they are
/// scaled down.
pub(crate) fn fill(columns: &[ColumnExtent], measure: f32) -> Vec<f32> {
    let preferred: f32 = columns.iter().map(|column| column.preferred).sum();
    if preferred <= measure {
        let extra = (measure - preferred) / columns.len().max(1) as f32;
        return columns.iter().map(|column| column.preferred + extra).collect();
    }
    let minimum: f32 = columns.iter().map(|column| column.minimum).sum();
    if minimum >= measure {
        return columns.iter().map(|column| measure * column.minimum / minimum).collect();
    }
    // Cells wrap, so the lengths of long texts matter less than proportionally.
    share(columns, measure, f32::sqrt)
}

/// The widths that an author gives in proportion, as parts of a measure; without them, the widths from
/// `measured`.
pub(crate) fn authored_or(
    shares: &[f32],
    measure: f32,
    measured: impl FnOnce() -> Vec<f32>,
) -> Vec<f32> {
    let sum: f32 = shares.iter().sum();
    match sum > 0.0 {
        true => shares.iter().map(|share| measure * share / sum).collect(),
        false => measured(),
    }
}

/// The widths of columns of text in whole characters, each at most its preferred width. `None` if
/// the minimum widths do not fit.
pub(crate) fn whole(columns: &[ColumnExtent], measure: usize) -> Option<Vec<usize>> {
    let sum = |width: fn(&ColumnExtent) -> f32| columns.iter().map(width).sum::<f32>() as usize;
    if sum(|column| column.minimum) > measure {
        return None;
    }
    if sum(|column| column.preferred) <= measure {
        return Some(columns.iter().map(|column| column.preferred as usize).collect());
    }
    Some(rounded(&share(columns, measure as f32, |_| 1.0), measure))
}

/// Rounds widths down, then distributes the remainder from the first to the last.
fn rounded(widths: &[f32], measure: usize) -> Vec<usize> {
    let taken: usize = widths.iter().map(|width| *width as usize).sum();
    let mut left = measure.saturating_sub(taken);
    let round = |width: &f32| {
        let up = usize::from(width.fract() > 0.0 && left > 0);
        left -= up;
        *width as usize + up
    };
    widths.iter().map(round).collect()
}

/// Shares a measure among columns in proportion to a weight of their preferred widths, within
/// their minimum and preferred widths.
fn share(columns: &[ColumnExtent], measure: f32, weight: fn(f32) -> f32) -> Vec<f32> {
    let mut at_minimum = vec![false; columns.len()];
    loop {
        let widths = share_rest(columns, &at_minimum, measure, weight);
        let mut changed = false;
        for ((column, width), held) in columns.iter().zip(&widths).zip(&mut at_minimum) {
            if !*held && *width < column.minimum {
                (*held, changed) = (true, true);
            }
        }
        if !changed {
            return widths;
        }
    }
}

/// Shares the part of a measure that columns at their minimum leave. A column with a preferred width of
/// at most an equal share gets that width.
fn share_rest(
    columns: &[ColumnExtent],
    at_minimum: &[bool],
    measure: f32,
    weight: fn(f32) -> f32,
) -> Vec<f32> {
    let hold = |(column, held): (&ColumnExtent, &bool)| held.then_some(column.minimum);
    let mut fixed: Vec<Option<f32>> = columns.iter().zip(at_minimum).map(hold).collect();
    loop {
        let rest = measure - fixed.iter().map(|width| width.unwrap_or(0.0)).sum::<f32>();
        let open = columns.iter().zip(&fixed).filter(|(_, width)| width.is_none());
        let open: Vec<f32> = open.map(|(column, _)| column.preferred).collect();
        let equal = rest / open.len().max(1) as f32;
        let narrow = fixed.iter_mut().zip(columns);
        let narrow = narrow.filter(|(width, column)| width.is_none() && column.preferred <= equal);
        if narrow.map(|(width, column)| *width = Some(column.preferred)).count() == 0 {
            let total: f32 = open.iter().map(|preferred| weight(*preferred)).sum();
            let part = |column: &ColumnExtent| rest * weight(column.preferred) / total.max(1.0);
            let width = |(column, fixed): (_, &Option<f32>)| fixed.unwrap_or_else(|| part(column));
            return columns.iter().zip(&fixed).map(width).collect();
        }
    }
}

/// Measures text in columns of a terminal (UAX #11).
#[derive(Clone, Copy)]
pub(crate) struct TextMeasurer {
    /// The characters after which a line may end, besides newlines.
    pub breaks: &'static [char],
    /// Whether lines may end between ideographs.
    pub breaks_ideographs: bool,
}

/// The width of the longest word of ideographs: two of them.
const IDEOGRAPHS: usize = 4;

impl TextMeasurer {
    /// The extent of a cell.
    pub fn extent(self, text: &str) -> ColumnExtent {
        let is_break = |character: char| character == '\n' || self.breaks.contains(&character);
        let words = text.split(is_break).map(|word| self.word(word));
        let lines = text.split('\n').map(columns);
        ColumnExtent {
            minimum: words.max().unwrap_or(0) as f32,
            preferred: lines.max().unwrap_or(0) as f32,
        }
    }

    fn word(self, word: &str) -> usize {
        let is_wide = |character: char| character.width() == Some(2);
        match self.breaks_ideographs && word.contains(is_wide) {
            true => IDEOGRAPHS,
            false => columns(word),
        }
    }
}

/// The terminal columns of a text. Lam and alef have one each, although `unicode-width` counts one
/// for their ligature.
pub(crate) fn columns(text: &str) -> usize {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return text.len();
    }
    let letters = || text.chars().filter(|letter| letter.width() != Some(0));
    let is_alef = |letter| matches!(letter, 'آ' | 'أ' | 'إ' | 'ا');
    let pairs = letters().zip(letters().skip(1));
    text.width() + pairs.filter(|(one, next)| *one == 'ل' && is_alef(*next)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn extents(columns: &[(f32, f32)]) -> Vec<ColumnExtent> {
        let extent = |&(minimum, preferred)| ColumnExtent { minimum, preferred };
        columns.iter().map(extent).collect()
    }

    #[test]
    fn narrow_columns_keep_their_widths_and_wide_ones_share_the_rest() {
        let widths = fill(&extents(&[(0.0, 20.0), (0.0, 400.0), (0.0, 100.0)]), 300.0);
        assert_eq!(widths[0], 20.0);
        assert!(widths[1] > widths[2] && (widths.iter().sum::<f32>() - 300.0).abs() < 0.01);
    }

    #[test]
    fn columns_are_widened_for_cells_that_span_them() {
        let mut columns = extents(&[(10.0, 20.0), (20.0, 20.0)]);
        widen(&mut columns, ColumnExtent { minimum: 30.0, preferred: 62.0 }, 2.0);
        assert_eq!(columns, extents(&[(10.0, 30.0), (20.0, 30.0)]));
        widen(&mut columns, ColumnExtent { minimum: 92.0, preferred: 92.0 }, 2.0);
        assert_eq!(columns, extents(&[(40.0, 45.0), (50.0, 50.0)]));
    }

    #[test]
    fn excess_width_goes_to_all_columns() {
        assert_eq!(fill(&extents(&[(0.0, 10.0), (0.0, 20.0)]), 40.0), [15.0, 25.0]);
    }

    #[test]
    fn no_column_gets_less_than_its_longest_word() {
        let widths = fill(&extents(&[(90.0, 150.0), (10.0, 900.0)]), 200.0);
        assert_eq!(widths, [90.0, 110.0]);
        let widths = fill(&extents(&[(90.0, 100.0), (30.0, 900.0)]), 60.0);
        assert_eq!(widths, [45.0, 15.0]);
    }

    #[test]
    fn columns_of_text_are_whole_and_as_even_as_possible() {
        let columns = extents(&[(1.0, 5.0), (1.0, 5.0), (1.0, 20.0)]);
        assert_eq!(whole(&columns, 40), Some(vec![5, 5, 20]));
        assert_eq!(whole(&columns, 14), Some(vec![5, 5, 4]));
        assert_eq!(whole(&columns, 2), None);
        assert_eq!(whole(&extents(&[(1.0, 9.0), (5.0, 9.0)]), 9), Some(vec![4, 5]));
    }

    /// The definition: the widest column gives way, but none below its longest word.
    fn whole_by_steps(columns: &[ColumnExtent], measure: usize) -> Option<Vec<usize>> {
        let mut widths: Vec<usize> = columns.iter().map(|it| it.preferred as usize).collect();
        while widths.iter().sum::<usize>() > measure {
            let shrinkable = widths.iter_mut().zip(columns);
            let shrinkable = shrinkable.filter(|(width, it)| **width > it.minimum as usize);
            *shrinkable.map(|(width, _)| width).max()? -= 1;
        }
        Some(widths)
    }

    #[test]
    fn widths_of_text_follow_their_definition() {
        let mut seed = 1_u32;
        let mut random = |below: u32| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 16) % below
        };
        for _ in 0..2000 {
            let mut column = || {
                let minimum = 1 + random(12);
                (minimum as f32, (minimum + random(30)) as f32)
            };
            let columns = extents(&[column(), column(), column(), column()]);
            let measure = random(90) as usize;
            assert_eq!(whole(&columns, measure), whole_by_steps(&columns, measure), "{columns:?}");
        }
    }

    #[test]
    fn text_is_measured_by_display_width() {
        let plain = TextMeasurer { breaks: &[' '], breaks_ideographs: false };
        let extent = |minimum, preferred| ColumnExtent { minimum, preferred };
        assert_eq!(plain.extent("two self-evident\nwords"), extent(12.0, 16.0));
        assert_eq!(plain.extent("会議の報告書"), extent(12.0, 12.0));
        assert_eq!(plain.extent(""), extent(0.0, 0.0));
        // Lam and alef have a column each.
        assert_eq!(plain.extent("الإصدار"), extent(7.0, 7.0));
        let breaks = &[' ', '-', '–', '/'];
        let narrow = TextMeasurer { breaks, breaks_ideographs: true };
        assert_eq!(narrow.extent("self-evident and/or 2015–2022"), extent(7.0, 29.0));
        assert_eq!(narrow.extent("会議の報告書"), extent(4.0, 12.0));
    }
}
