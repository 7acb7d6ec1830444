//! Rows in columns: one after the other, as even as can be.

use super::row::Row;

/// How high columns are that hold these rows, none of them cut, in points; at least as high as
/// they were without the last of them.
pub fn height(rows: &[Row], count: usize, least: f32) -> f32 {
    let tallest = rows.iter().map(|row| row.height).fold(least, f32::max);
    let even = rows.iter().map(|row| row.height).sum::<f32>() / count.max(1) as f32;
    let mut height = tallest.max(even);
    // Each round is higher than the one before, so some round is the last.
    while let Some(next) = overflow(rows, count, height).filter(|next| *next > height) {
        height = next;
    }
    height
}

/// `None` where the rows fit into columns of a height, else the next height worth trying.
fn overflow(rows: &[Row], count: usize, height: f32) -> Option<f32> {
    let (mut used, mut depth, mut next) = (1, 0.0, f32::INFINITY);
    for row in rows {
        let longer = if depth > 0.0 { depth + row.space + row.height } else { row.height };
        if longer <= height + 0.01 {
            depth = longer;
        } else {
            next = next.min(longer);
            (used, depth) = (used + 1, row.height);
        }
    }
    (used > count).then_some(next)
}

/// For each row, its column, counted from 0, and from the top of the columns to its own, in points.
pub fn fill(rows: &[Row], count: usize) -> Vec<(usize, f32)> {
    let height = height(rows, count, 0.0);
    let (mut column, mut depth) = (0, 0.0);
    let place = |row: &Row| {
        let top = if depth > 0.0 { depth + row.space } else { 0.0 };
        let top = if top + row.height <= height + 0.01 {
            top
        } else {
            column += 1;
            0.0
        };
        depth = top + row.height;
        (column, top)
    };
    rows.iter().map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(heights: &[f32]) -> Vec<Row> {
        heights.iter().map(|height| Row { height: *height, ..Row::default() }).collect()
    }

    #[test]
    fn columns_are_even_and_rows_stay_whole() {
        let rows = rows(&[1.0, 2.0, 1.0, 3.0, 1.0]);
        assert_eq!(height(&rows, 2, 0.0), 4.0);
        let columns: Vec<usize> = fill(&rows, 2).into_iter().map(|(column, _)| column).collect();
        assert_eq!(columns, [0, 0, 0, 1, 1]);
    }

    #[test]
    fn no_lower_columns_hold_the_rows() {
        let heights = [3.0, 1.0, 4.0, 1.0, 5.0, 9.0, 2.0, 6.0];
        let rows = rows(&heights);
        let parts = |first: usize, second: usize| {
            let sum = |part: &[f32]| part.iter().sum::<f32>();
            let (a, b, c) = (&heights[..first], &heights[first..second], &heights[second..]);
            sum(a).max(sum(b)).max(sum(c))
        };
        let ways = (0..=8).flat_map(|first| (first..=8).map(move |second| (first, second)));
        let best = ways.map(|(first, second)| parts(first, second)).fold(f32::MAX, f32::min);
        assert_eq!(height(&rows, 3, 0.0), best);
    }

    #[test]
    fn many_rows_stay_in_their_columns() {
        let mut rows = rows(&[25.0, 20.0, 12.5, 25.0, 12.5, 30.0, 25.0, 25.0, 12.5, 25.0, 40.0]);
        rows.iter_mut().skip(4).for_each(|row| row.space = 6.25);
        for count in 1..=3 {
            assert!(fill(&rows, count).into_iter().all(|(column, _)| column < count), "{count}");
        }
    }
}
