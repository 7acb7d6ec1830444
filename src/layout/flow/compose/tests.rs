use super::*;

const FRAME: Frame =
    Frame { height: 100.0, grid: 10.0, snaps: false, separator: 5.0, take_up: 10.0, growth: 1.0 };

fn lines(count: usize) -> Vec<Row> {
    vec![Row { height: 10.0, ..Row::default() }; count]
}

fn pages(rows: &[Row], notes: &[Vec<f32>]) -> Vec<Range<usize>> {
    compose(rows, notes, FRAME).into_iter().map(|cut| cut.rows).collect()
}

/// Depth of a page: text, notes and what parts them.
fn depth(rows: &[Row], heights: &[f32], cut: &Cut) -> f32 {
    let rows = &rows[cut.rows.clone()];
    let notes: f32 = heights[cut.notes.clone()].iter().sum();
    let separator = if cut.notes.is_empty() { 0.0 } else { FRAME.separator };
    let spaces: f32 = rows.iter().skip(1).map(|row| row.space).sum();
    let edges =
        rows.first().map_or(0.0, |row| row.opening) + rows.last().map_or(0.0, |row| row.closing);
    rows.iter().map(|row| row.height).sum::<f32>() + spaces + edges + notes + separator
}

/// Numbers that look random and are the same each time (a linear congruential generator).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

fn some_flow(seed: u64) -> (Vec<Row>, Vec<Vec<f32>>) {
    let mut numbers = Numbers(seed);
    let mut notes = Vec::new();
    let count = 5 + numbers.below(120) as usize;
    let rows = (0..count).map(|_| {
        let mut row = Row { height: 10.0, ..Row::default() };
        if numbers.below(5) == 0 {
            (row.space, row.stretch) = (5.0, true);
        }
        row.penalty = [0.0, 0.0, 130.0, NEVER][numbers.below(4) as usize];
        row.forced = (numbers.below(60) == 0).then_some(Opening::Page);
        (row.opening, row.closing) = (numbers.below(8) as f32, numbers.below(8) as f32);
        if numbers.below(6) == 0 {
            notes.push(vec![6.0; 1 + numbers.below(9) as usize]);
            row.notes.push(notes.len() - 1);
        }
        row
    });
    (rows.collect(), notes)
}

#[test]
fn a_page_takes_what_it_can_hold() {
    assert_eq!(pages(&lines(25), &[]), [0..10, 10..20, 20..25]);
}

#[test]
fn nothing_makes_no_page() {
    assert!(pages(&[], &[]).is_empty());
}

#[test]
fn a_heading_moves_to_the_page_of_its_text() {
    let mut rows = lines(25);
    rows[10].penalty = NEVER;
    assert_eq!(pages(&rows, &[])[0], 0..9);
}

#[test]
fn earlier_pages_give_way_so_that_the_last_is_no_stub() {
    let mut rows = lines(21);
    for row in rows.iter_mut().step_by(2) {
        (row.space, row.stretch) = (0.1, true);
    }
    let last = pages(&rows, &[]).pop().unwrap();
    assert!(last.len() >= 3, "{last:?}");
}

#[test]
fn a_page_ends_where_a_part_does() {
    let mut rows = lines(8);
    rows[4].forced = Some(Opening::Page);
    assert_eq!(pages(&rows, &[]), [0..4, 4..8]);
}

#[test]
fn a_note_takes_room_on_the_page_of_its_reference() {
    let mut rows = lines(12);
    rows[3].notes.push(0);
    let cuts = compose(&rows, &[vec![10.0, 10.0]], FRAME);
    assert_eq!((cuts[0].rows.clone(), cuts[0].notes.clone()), (0..7, 0..2));
}

#[test]
fn a_note_longer_than_a_page_goes_on_over_several() {
    let mut rows = lines(4);
    rows[3].notes.push(0);
    let cuts = compose(&rows, &[vec![10.0; 30]], FRAME);
    assert!(cuts.len() >= 4, "{cuts:?}");
    let placed: Vec<usize> = cuts.iter().flat_map(|cut| cut.notes.clone()).collect();
    assert_eq!(placed, (0..30).collect::<Vec<_>>());
}

#[test]
fn pages_hold_every_row_once_and_never_too_much() {
    for seed in 0..300 {
        let (rows, notes) = some_flow(seed);
        let cuts = compose(&rows, &notes, FRAME);
        let placed: Vec<usize> = cuts.iter().flat_map(|cut| cut.rows.clone()).collect();
        assert_eq!(placed, (0..rows.len()).collect::<Vec<_>>(), "seed {seed}");
        let heights: Vec<f32> = notes.concat();
        let noted: Vec<usize> = cuts.iter().flat_map(|cut| cut.notes.clone()).collect();
        assert_eq!(noted, (0..heights.len()).collect::<Vec<_>>(), "seed {seed}");
        for cut in &cuts {
            assert!(depth(&rows, &heights, cut) <= FRAME.height + 0.1, "seed {seed}: {cut:?}");
        }
    }
}

#[test]
fn a_note_begins_on_the_page_of_its_reference() {
    for seed in 0..300 {
        let (rows, notes) = some_flow(seed);
        let starts: Vec<usize> = notes
            .iter()
            .scan(0, |at, note| Some(std::mem::replace(at, *at + note.len())))
            .collect();
        for cut in compose(&rows, &notes, FRAME) {
            for note in rows[cut.rows.clone()].iter().flat_map(|row| &row.notes) {
                assert!(cut.notes.contains(&starts[*note]), "seed {seed}: {cut:?}");
            }
        }
    }
}

/// What the cheapest pages cost, found by trying them all; without notes.
fn cheapest(rows: &[Row]) -> f32 {
    let mut cost = vec![f32::INFINITY; rows.len() + 1];
    cost[0] = 0.0;
    for first in 0..rows.len() {
        let ends = first + 1..=rows.len();
        let cuts = ends.map(|end| {
            let last = rows.get(end).is_none_or(|row| row.forced.is_some());
            Cut { rows: first..end, floats: 0..0, shown: 0, notes: 0..0, last }
        });
        let legal = cuts.filter(|cut| {
            let parted = rows[first + 1..cut.rows.end].iter().any(|row| row.forced.is_some());
            !parted && depth(rows, &[], cut) <= FRAME.height
        });
        let legal: Vec<Cut> = legal.collect();
        let left_over = |cut: &Cut| FRAME.height - depth(rows, &[], cut);
        let penalty = |cut: &Cut| if cut.last { 0.0 } else { rows[cut.rows.end].penalty };
        let free = legal.iter().filter(|cut| penalty(cut) <= FREE).map(left_over);
        let fullest = free.fold(f32::INFINITY, f32::min);
        for cut in &legal {
            let (left_over, end) = (left_over(cut), cut.rows.end);
            let spaces = rows[first + 1..end].iter().filter(|row| row.stretch).map(|row| row.space);
            let spaces = spaces.sum::<f32>();
            let page = match cut.last {
                true => stub(&FRAME, FRAME.height - left_over),
                false => underfull(&FRAME, left_over, spaces) + wasted(&FRAME, left_over, fullest),
            };
            cost[end] = cost[end].min(cost[first] + page + penalty(cut));
        }
    }
    cost[rows.len()]
}

#[test]
fn no_other_pages_are_cheaper() {
    for seed in 0..200 {
        let (mut rows, _) = some_flow(seed);
        for row in &mut rows {
            row.notes.clear();
            (row.opening, row.closing) = (0.0, 0.0);
        }
        let mut search = Search::new(&rows, &[], FRAME);
        search.run();
        let found = search.reaching[rows.len()].iter().map(|way| way.cost).fold(f32::MAX, f32::min);
        let cheapest = cheapest(&rows);
        assert!(
            (found - cheapest).abs() <= 0.01 + cheapest * 1e-4,
            "seed {seed}: {found} {cheapest}"
        );
    }
}
