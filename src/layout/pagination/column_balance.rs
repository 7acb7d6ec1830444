//! Balanced columns: items in order, with the tallest column as short as possible.

use super::break_item::BreakItem;

/// Rounding errors smaller than this do not make a column overfull, in points.
const TOLERANCE: f32 = 0.01;

/// The minimum height, in points, at which the items fit into columns without splitting any. It is never
/// below `least`, the height without the last item.
pub fn height(items: &[BreakItem], count: usize, least: f32) -> f32 {
    let tallest = items.iter().map(|item| item.height).fold(least, f32::max);
    let even = items.iter().map(|item| item.height).sum::<f32>() / count.max(1) as f32;
    let mut height = tallest.max(even);
    // Terminates: each round is higher than the one before.
    while let Some(next) = overflow(items, count, height).filter(|next| *next > height) {
        height = next;
    }
    height
}

/// The next height to try; `None` if the items fit into columns of this height.
fn overflow(items: &[BreakItem], count: usize, height: f32) -> Option<f32> {
    let (mut used, mut depth, mut next) = (1, 0.0, f32::INFINITY);
    for item in items {
        let longer = if depth > 0.0 { depth + item.space.depth + item.height } else { item.height };
        if longer <= height + TOLERANCE {
            depth = longer;
        } else {
            next = next.min(longer);
            (used, depth) = (used + 1, item.height);
        }
    }
    (used > count).then_some(next)
}

/// For each item, the index of its column, and the distance from the top of the columns to the top of the
/// item, in points.
pub fn balance(items: &[BreakItem], count: usize) -> Vec<(usize, f32)> {
    let height = height(items, count, 0.0);
    let (mut column, mut depth) = (0, 0.0);
    let place = |item: &BreakItem| {
        let top = if depth > 0.0 { depth + item.space.depth } else { 0.0 };
        let top = if top + item.height <= height + TOLERANCE {
            top
        } else {
            column += 1;
            0.0
        };
        depth = top + item.height;
        (column, top)
    };
    items.iter().map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(heights: &[f32]) -> Vec<BreakItem> {
        heights.iter().map(|height| BreakItem { height: *height, ..BreakItem::default() }).collect()
    }

    #[test]
    fn balances_columns_without_splitting_items() {
        let items = items(&[1.0, 2.0, 1.0, 3.0, 1.0]);
        assert_eq!(height(&items, 2, 0.0), 4.0);
        let columns: Vec<usize> =
            balance(&items, 2).into_iter().map(|(column, _)| column).collect();
        assert_eq!(columns, [0, 0, 0, 1, 1]);
    }

    #[test]
    fn finds_the_lowest_columns() {
        let heights = [3.0, 1.0, 4.0, 1.0, 5.0, 9.0, 2.0, 6.0];
        let items = items(&heights);
        let parts = |first: usize, second: usize| {
            let sum = |part: &[f32]| part.iter().sum::<f32>();
            let (a, b, c) = (&heights[..first], &heights[first..second], &heights[second..]);
            sum(a).max(sum(b)).max(sum(c))
        };
        let ways = (0..=8).flat_map(|first| (first..=8).map(move |second| (first, second)));
        let best = ways.map(|(first, second)| parts(first, second)).fold(f32::MAX, f32::min);
        assert_eq!(height(&items, 3, 0.0), best);
    }

    #[test]
    fn never_uses_more_columns_than_asked() {
        let mut items = items(&[25.0, 20.0, 12.5, 25.0, 12.5, 30.0, 25.0, 25.0, 12.5, 25.0, 40.0]);
        items.iter_mut().skip(4).for_each(|item| item.space.depth = 6.25);
        for count in 1..=3 {
            assert!(
                balance(&items, count).into_iter().all(|(column, _)| column < count),
                "{count}"
            );
        }
    }
}
