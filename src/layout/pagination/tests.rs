use std::ops::Range;
use std::sync::Arc;

use super::flow::Flow;
use super::page_cost::{COST_UNITS, stub, underfull, wasted};
use super::*;
use crate::layout::penalties::page::NEVER;

const FRAME: Frame = Frame {
    height: 100.0,
    grid: 10.0,
    snaps: false,
    separator: 5.0,
    max_stretch: 10.0,
    max_growth: 1.0,
};

fn lines(count: usize) -> Vec<BreakItem> {
    vec![BreakItem { height: 10.0, ..BreakItem::default() }; count]
}

fn spans(items: &[BreakItem], notes: &[Vec<f32>]) -> Vec<PageSpan> {
    paginate(items, notes, FRAME, &[], Interrupt::NEVER).pages
}

fn searched(items: &[BreakItem], notes: &[Vec<f32>]) -> Arc<Finished> {
    Finished::search(Flow::new(items, notes), FRAME, None, Interrupt::NEVER)
}

fn pages(items: &[BreakItem], notes: &[Vec<f32>]) -> Vec<Range<usize>> {
    spans(items, notes).into_iter().map(|span| span.items).collect()
}

/// The depth of a page: text, notes and their separator.
fn depth(items: &[BreakItem], heights: &[f32], span: &PageSpan) -> f32 {
    let items = &items[span.items.clone()];
    let notes: f32 = heights[span.notes.clone()].iter().sum();
    let separator = if span.notes.is_empty() { 0.0 } else { FRAME.separator };
    let spaces: f32 = items.iter().skip(1).map(|item| item.space.depth).sum();
    let edges = items.first().map_or(0.0, |item| item.page_edges.head)
        + items.last().map_or(0.0, |item| item.page_edges.foot);
    items.iter().map(|item| item.height).sum::<f32>() + spaces + edges + notes + separator
}

/// A linear congruential generator, so that failures repeat.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

fn some_flow(seed: u64) -> (Vec<BreakItem>, Vec<Vec<f32>>) {
    let mut numbers = Numbers(seed);
    let mut notes = Vec::new();
    let count = 5 + numbers.below(120) as usize;
    let items = (0..count).map(|_| {
        let mut item = BreakItem { height: 10.0, ..BreakItem::default() };
        if numbers.below(5) == 0 {
            (item.space.depth, item.space.stretchable) = (5.0, true);
        }
        item.penalty = [0.0, 0.0, 130.0, NEVER][numbers.below(4) as usize];
        item.forced = (numbers.below(60) == 0).then_some(PageOpening::NextPage);
        (item.page_edges.head, item.page_edges.foot) =
            (numbers.below(8) as f32, numbers.below(8) as f32);
        if numbers.below(6) == 0 {
            notes.push(vec![6.0; 1 + numbers.below(9) as usize]);
            item.notes = 1;
        }
        item
    });
    (items.collect(), notes)
}

#[test]
fn fills_each_page() {
    assert_eq!(pages(&lines(25), &[]), [0..10, 10..20, 20..25]);
}

#[test]
fn an_empty_flow_has_no_pages() {
    assert!(pages(&[], &[]).is_empty());
}

#[test]
fn a_heading_moves_to_the_page_of_its_text() {
    let mut items = lines(25);
    items[10].penalty = NEVER;
    assert_eq!(pages(&items, &[])[0], 0..9);
}

#[test]
fn earlier_pages_stretch_to_avoid_a_short_last_page() {
    let mut items = lines(21);
    for item in items.iter_mut().step_by(2) {
        (item.space.depth, item.space.stretchable) = (0.1, true);
    }
    let last = pages(&items, &[]).pop().unwrap();
    assert!(last.len() >= 3, "{last:?}");
}

#[test]
fn a_page_ends_at_a_forced_break() {
    let mut items = lines(8);
    items[4].forced = Some(PageOpening::NextPage);
    assert_eq!(pages(&items, &[]), [0..4, 4..8]);
}

#[test]
fn a_note_takes_depth_from_the_page_of_its_reference() {
    let mut items = lines(12);
    items[3].notes = 1;
    let spans = spans(&items, &[vec![10.0, 10.0]]);
    assert_eq!((spans[0].items.clone(), spans[0].notes.clone()), (0..7, 0..2));
}

#[test]
fn a_note_longer_than_a_page_is_split() {
    let mut items = lines(4);
    items[3].notes = 1;
    let spans = spans(&items, &[vec![10.0; 30]]);
    assert!(spans.len() >= 4, "{spans:?}");
    let placed: Vec<usize> = spans.iter().flat_map(|span| span.notes.clone()).collect();
    assert_eq!(placed, (0..30).collect::<Vec<_>>());
}

#[test]
fn a_section_does_not_begin_while_a_float_waits() {
    for call in 1..14 {
        let mut items = lines(24);
        (items[call].height, items[call].float) = (60.0, Some(1));
        items[15].opens_section = true;
        let spans = spans(&items, &[]);
        let opens = spans.iter().find(|span| span.items.contains(&15)).unwrap();
        assert_eq!(opens.floats_placed, 1, "{call}: {spans:?}");
    }
}

#[test]
fn every_item_is_on_one_page_and_no_page_is_overfull() {
    for seed in 0..300 {
        let (items, notes) = some_flow(seed);
        let spans = spans(&items, &notes);
        let placed: Vec<usize> = spans.iter().flat_map(|span| span.items.clone()).collect();
        assert_eq!(placed, (0..items.len()).collect::<Vec<_>>(), "seed {seed}");
        let heights: Vec<f32> = notes.concat();
        let noted: Vec<usize> = spans.iter().flat_map(|span| span.notes.clone()).collect();
        assert_eq!(noted, (0..heights.len()).collect::<Vec<_>>(), "seed {seed}");
        for span in &spans {
            assert!(depth(&items, &heights, span) <= FRAME.height + 0.1, "seed {seed}: {span:?}");
        }
    }
}

#[test]
fn a_note_begins_on_the_page_of_its_reference() {
    for seed in 0..300 {
        let (items, notes) = some_flow(seed);
        let starts: Vec<usize> = notes
            .iter()
            .scan(0, |at, note| Some(std::mem::replace(at, *at + note.len())))
            .collect();
        for span in spans(&items, &notes) {
            let before: usize = items[..span.items.start].iter().map(|item| item.notes).sum();
            let own: usize = items[span.items.clone()].iter().map(|item| item.notes).sum();
            for start in &starts[before..before + own] {
                assert!(span.notes.contains(start), "seed {seed}: {span:?}");
            }
        }
    }
}

/// Of pages that cost the same, rounding may choose others.
#[test]
fn sections_have_the_pages_of_the_whole_flow() {
    let (mut same, mut continued) = (0, 0);
    for seed in 0..1000 {
        let (mut items, notes) = some_flow(seed);
        for item in items.iter_mut().skip(1).step_by(2 + seed as usize % 13) {
            item.forced = Some(PageOpening::NextPage);
        }
        let search = searched(&items, &notes);
        let whole = search.best();
        let spans = spans(&items, &notes);
        assert_eq!(spans.len(), whole.len(), "seed {seed}");
        let ends = |spans: &[PageSpan]| {
            let ends = spans.iter().filter(|span| span.last);
            ends.map(|span| (span.items.end, span.notes.end)).collect::<Vec<_>>()
        };
        assert_eq!(ends(&spans), ends(&whole), "seed {seed}");
        same += usize::from(spans == whole);
        let mut ends = ends(&whole).into_iter();
        continued +=
            usize::from(ends.any(|(end, notes)| search.flow.notes_due_before(end) > notes));
    }
    assert!(same > 900, "{same} of 1000 flows have the same pages");
    assert!(continued > 20, "notes continue in the next section of {continued} flows only");
}

/// The cost of the cheapest pages, found by trying all of them; without notes.
fn cheapest(items: &[BreakItem]) -> f32 {
    let mut cost = vec![f32::INFINITY; items.len() + 1];
    cost[0] = 0.0;
    for first in 0..items.len() {
        let ends = first + 1..=items.len();
        let spans = ends.map(|end| {
            let last = items.get(end).is_none_or(|item| item.forced.is_some());
            PageSpan { items: first..end, floats: 0..0, floats_placed: 0, notes: 0..0, last }
        });
        let legal = spans.filter(|span| {
            let forced = items[first + 1..span.items.end].iter().any(|item| item.forced.is_some());
            !forced && depth(items, &[], span) <= FRAME.height
        });
        let legal: Vec<PageSpan> = legal.collect();
        let left_over = |span: &PageSpan| FRAME.height - depth(items, &[], span);
        let penalty = |span: &PageSpan| if span.last { 0.0 } else { items[span.items.end].penalty };
        let free = legal.iter().filter(|span| penalty(span) <= FREE).map(left_over);
        let fullest = free.fold(f32::INFINITY, f32::min);
        for span in &legal {
            let (left_over, end) = (left_over(span), span.items.end);
            let spaces = items[first + 1..end]
                .iter()
                .filter(|item| item.space.stretchable)
                .map(|item| item.space.depth);
            let spaces = spaces.sum::<f32>();
            let page = match span.last {
                true => stub(&FRAME, FRAME.height - left_over),
                false => underfull(&FRAME, left_over, spaces) + wasted(&FRAME, left_over, fullest),
            };
            cost[end] = cost[end].min(cost[first] + page + penalty(span));
        }
    }
    cost[items.len()]
}

#[test]
fn finds_the_cheapest_pages() {
    for seed in 0..200 {
        let (mut items, _) = some_flow(seed);
        for item in &mut items {
            item.notes = 0;
            (item.page_edges.head, item.page_edges.foot) = (0.0, 0.0);
        }
        let found = searched(&items, &[]).cheapest().unwrap().cost as f32 / COST_UNITS;
        let cheapest = cheapest(&items);
        assert!(
            (found - cheapest).abs() <= 0.01 + cheapest * 1e-4,
            "seed {seed}: {found} {cheapest}"
        );
    }
}

/// A flow after an edit: some items are replaced by others, which may have notes and floats.
fn edited(
    (items, notes): &(Vec<BreakItem>, Vec<Vec<f32>>),
    numbers: &mut Numbers,
) -> (Vec<BreakItem>, Vec<Vec<f32>>) {
    let below = |numbers: &mut Numbers, limit: usize| numbers.below(limit as u64 + 1) as usize;
    let (new, new_notes) = some_flow(numbers.below(1000));
    let start = below(numbers, items.len());
    let end = start + below(numbers, (items.len() - start).min(6));
    let count = below(numbers, new.len().min(6));
    let notes_of = |items: &[BreakItem]| items.iter().map(|item| item.notes).sum::<usize>();
    let (mut items, mut notes) = (items.clone(), notes.clone());
    let first = notes_of(&items[..start]);
    let last = first + notes_of(&items[start..end]);
    notes.splice(first..last, new_notes[..notes_of(&new[..count])].iter().cloned());
    items.splice(start..end, new[..count].iter().copied());
    (items, notes)
}

/// Whatever an edit changes, a search that begins with an earlier one finds the pages and paths of a new search.
#[test]
fn a_search_after_an_edit_finds_the_pages_of_a_new_one() {
    let mut numbers = Numbers(7);
    let mut long = 0;
    for seed in 0..400 {
        let (mut items, notes) = some_flow(seed);
        for item in &mut items {
            item.forced = None;
            item.float = (numbers.below(40) == 0).then_some(numbers.below(3) as u32);
        }
        let mut flow = (items.repeat(4), vec![notes; 4].concat());
        let mut earlier = searched(&flow.0, &flow.1);
        for _ in 0..6 {
            flow = edited(&flow, &mut numbers);
            let new = searched(&flow.0, &flow.1);
            let own = Flow::new(&flow.0, &flow.1);
            let resumed = Finished::search(own, FRAME, Some(&earlier), Interrupt::NEVER);
            let all = |search: &Finished| {
                let items = 0..=search.flow.items.len();
                items.map(|item| search.paths(item).to_vec()).collect::<Vec<_>>()
            };
            // Costs are counted from the beginning, so they are the same, too.
            assert_eq!(format!("{:?}", all(&new)), format!("{:?}", all(&resumed)), "seed {seed}");
            assert_eq!((new.best(), &new.reach), (resumed.best(), &resumed.reach), "seed {seed}");
            long += usize::from(new.best().len() > 20);
            earlier = resumed;
        }
    }
    assert!(long > 500, "{long} flows are long");
}
