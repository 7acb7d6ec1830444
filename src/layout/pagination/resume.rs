//! The search after an edit. It begins where the edit can change a page, and ends where the paths differ from those of
//! the search before only by the same cost.

use super::finished::{Finished, PathLists};
use super::flow::Flow;
use super::path::{Path, Shift};
use super::search::Search;
use crate::interrupt::Interrupt;

impl Flow {
    /// How many first items two flows have in common.
    pub fn common_start(&self, other: &Flow) -> usize {
        let most = self.items.len().min(other.items.len());
        (0..most).find(|item| !self.same_item(*item, other, *item)).unwrap_or(most)
    }

    /// How many last items two flows have in common, after the first `start`.
    fn common_end(&self, other: &Flow, start: usize) -> usize {
        let (count, others) = (self.items.len(), other.items.len());
        let most = count.min(others) - start;
        let differ = |back: &usize| !self.same_item(count - 1 - back, other, others - 1 - back);
        (0..most).find(differ).unwrap_or(most)
    }
}

impl Search<'_> {
    /// The paths to all items, after an earlier search.
    pub fn resumed(mut self, earlier: &Finished, interrupt: &Interrupt) -> PathLists {
        let start = self.flow.common_start(&earlier.flow);
        let end = self.flow.items.len() - self.flow.common_end(&earlier.flow, start);
        let known = self.take_start(earlier, start);
        let mut rejoining = Rejoining::new(self.flow, earlier, end);
        let mut item = self.known_until.take().unwrap_or(0);
        while item <= self.flow.items.len() && !interrupt.is_requested() {
            if let Some(shift) = rejoining.shift_at(item) {
                return self.joined(earlier, known, Some((item, shift)));
            }
            self.follow(item);
            rejoining.compare(&self, earlier, item);
            item += 1;
        }
        self.joined(earlier, known, None)
    }

    /// Takes the paths to the first items that an edit after `start` cannot change. Returns the number of items before
    /// the pages that lead on from there.
    fn take_start(&mut self, earlier: &Finished, start: usize) -> usize {
        let changed = earlier.reach.iter().position(|reach| *reach > start);
        let last = changed.map_or(start, |item| item.min(start));
        let leads_on = earlier.reach.iter().take(last).position(|reach| *reach > last);
        let first = leads_on.unwrap_or(last);
        for item in first..=last {
            let paths = earlier.paths(item).iter().copied();
            // Pages without text from the last item are tried again.
            let is_given = |path: &Path| item < last || path.first_item as usize != item;
            if let Some(list) = self.paths.get_mut(item) {
                list.extend(paths.filter(is_given));
            }
        }
        self.known_until = Some(last);
        (first..last).for_each(|item| self.follow(item));
        first
    }

    /// The paths of both searches: the first `known` lists and those from where they rejoin are of the earlier one.
    fn joined(
        self,
        earlier: &Finished,
        known: usize,
        rejoins: Option<(usize, Shift)>,
    ) -> PathLists {
        let mut lists = PathLists::default();
        let reach = |item: usize| earlier.reach.get(item).copied().unwrap_or(0);
        (0..known).for_each(|item| lists.push(earlier.paths(item).iter().copied(), reach(item)));
        let end = rejoins.map_or(self.paths.len(), |(item, _)| item);
        let own = self.paths.into_iter().zip(self.reach).take(end).skip(known);
        own.for_each(|(paths, reach)| lists.push(paths, reach));
        if let Some((item, shift)) = rejoins {
            let rest = shift.back(item)..earlier.reach.len();
            rest.for_each(|old| {
                let paths = earlier.paths(old).iter().map(|path| path.shifted(shift));
                lists.push(paths, shift.end(reach(old)));
            });
        }
        lists
    }
}

/// Finds where two searches rejoin.
struct Rejoining {
    /// The first item after the edit.
    from: usize,
    shift: Shift,
    /// The end of the items to which pages from differing items may lead.
    differs_until: usize,
    /// The end of the items to which pages from the last items may lead, whose costs differ by that of the shift.
    agrees_until: usize,
}

impl Rejoining {
    fn new(flow: &Flow, earlier: &Finished, from: usize) -> Rejoining {
        let moved = |new: usize, old: usize| new as i64 - old as i64;
        let before = &earlier.flow;
        let old = before.items.len() - (flow.items.len() - from);
        let shift = Shift {
            items: moved(from, old),
            notes: moved(flow.notes_due_before(from), before.notes_due_before(old)),
            floats: moved(flow.floats_before(from), before.floats_before(old)),
            cost: 0,
        };
        let reach = earlier.reach.iter().take(old).max().copied().unwrap_or(0);
        Rejoining { from, shift, differs_until: shift.end(reach), agrees_until: 0 }
    }

    /// The difference of all paths from an item on, if no page that differs leads there.
    fn shift_at(&self, item: usize) -> Option<Shift> {
        let rejoins = self.from <= item && self.differs_until <= item && self.agrees_until > item;
        rejoins.then_some(self.shift)
    }

    /// Compares the paths to an item that has been followed.
    fn compare(&mut self, search: &Search, earlier: &Finished, item: usize) {
        let reach = search.reach.get(item).copied().unwrap_or(0);
        if item < self.from {
            self.differs_until = self.differs_until.max(reach);
            return;
        }
        let old = self.shift.back(item);
        let old_reach = self.shift.end(earlier.reach.get(old).copied().unwrap_or(0));
        let reach = reach.max(old_reach);
        match self.cost_difference(search, item, earlier.paths(old)) {
            Some(cost) if cost != self.shift.cost => {
                self.differs_until = self.differs_until.max(self.agrees_until);
                (self.shift.cost, self.agrees_until) = (cost, reach);
            }
            Some(_) => self.agrees_until = self.agrees_until.max(reach),
            None => self.differs_until = self.differs_until.max(reach),
        }
    }

    /// By how much all paths to an item cost more than the earlier ones; `None` if they differ otherwise, or if notes or
    /// floats from before the end of the edit are not placed yet.
    fn cost_difference(&self, search: &Search, item: usize, earlier: &[Path]) -> Option<i64> {
        let paths = search.paths.get(item)?;
        let cost = paths.first()?.cost - earlier.first()?.cost;
        let shift = Shift { cost, ..self.shift };
        let (flow, from) = (search.flow, self.from);
        let places_all = |path: &Path| {
            path.notes_placed() >= flow.notes_due_before(from)
                && path.floats_placed() >= flow.floats_before(from)
        };
        let agree =
            |(own, old): (&Path, &Path)| own.leads_as(&old.shifted(shift)) && places_all(own);
        (paths.len() == earlier.len() && paths.iter().zip(earlier).all(agree)).then_some(cost)
    }
}
