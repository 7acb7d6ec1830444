//! Reads the new file, which may differ from the old one only as planned.

use std::collections::HashMap;

use super::report_file::{Expected, Plan, Refused, ReportFile, apply};
use super::{Change, Edit};
use crate::cache::Cache;
use crate::diagnostic::{Diagnostic, LintSettings, Severity};
use crate::limits::Limits;
use crate::source::{ParsedReport, parse_report, read_for};
use crate::yaml::is_text;
use crate::yaml::tree::{Entry, Node, Value};

/// The maximum number of items that are tried one by one to find those that must not be removed.
const TRIED: usize = 32;

impl<'a> ReportFile<'a> {
    /// Reads a new file. If it is not as planned or has new errors, refuses the changes at fault.
    pub fn verify<'n>(
        &'a self,
        plan: &Plan<'a>,
        new: &'n str,
        changes: &[Change],
        limits: &Limits,
        refused: &mut Refused,
    ) -> Option<ParsedReport<'n>> {
        let errors = self.new_errors(new, limits);
        if !errors.is_empty() {
            self.refuse_errors(plan, &errors, changes, limits, refused);
            return None;
        }
        let parsed = parse_report(new.as_bytes(), limits)?;
        let checked = plan.check(&Expected::Old(&self.parsed.tree), &parsed.tree);
        if let Err(place) = checked {
            let fault = ("the source cannot hold this change", "make it in the source");
            plan.changes_near(place).for_each(|change| refused.push(change, fault));
            return None;
        }
        Some(parsed)
    }

    /// The errors of a new file that the old one does not have.
    fn new_errors(&self, new: &str, limits: &Limits) -> Vec<Diagnostic> {
        let mut errors = errors(new, limits);
        if errors.is_empty() {
            return errors;
        }
        let mut old: HashMap<(&str, String), usize> = HashMap::new();
        for error in self::errors(self.source, limits) {
            *old.entry((error.code.id(), error.message)).or_default() += 1;
        }
        errors.retain(|error| {
            let known = old.get_mut(&(error.code.id(), error.message.clone()));
            known.is_none_or(|count| std::mem::replace(count, count.saturating_sub(1)) == 0)
        });
        errors
    }

    /// Refuses the changes that cause errors: those at the place of each error, otherwise those that remove
    /// content needed elsewhere.
    fn refuse_errors(
        &'a self,
        plan: &Plan<'a>,
        errors: &[Diagnostic],
        changes: &[Change],
        limits: &Limits,
        refused: &mut Refused,
    ) {
        let before = refused.len();
        for error in errors {
            let place = error.place.as_ref().map_or(0, |place| place.start);
            let fault = fault(error);
            plan.changes_at(place).for_each(|change| refused.push(change, fault.clone()));
        }
        if refused.len() > before {
            return;
        }
        let removes = |change: &Change| change.0.iter().any(|it| matches!(it, Edit::Remove { .. }));
        let active = changes.iter().enumerate().filter(|(index, _)| !refused.contains(*index));
        let active: Vec<(usize, &Change)> = active.collect();
        let removing = active.iter().filter(|(_, change)| removes(change));
        let mut found = Vec::new();
        for (index, change) in removing.take(TRIED) {
            let alone = self.plan(std::slice::from_ref(*change), &[], &mut Refused::default());
            let errors = self.new_errors(&apply(self.source, &alone.patches), limits);
            found.extend(errors.first().map(|error| (*index, fault(error))));
        }
        found.into_iter().for_each(|(index, fault)| refused.push(index, fault));
        if refused.len() == before {
            let fault = errors.first().map(fault).unwrap_or_default();
            active.iter().for_each(|(index, _)| refused.push(*index, fault.clone()));
        }
    }
}

fn errors(source: &str, limits: &Limits) -> Vec<Diagnostic> {
    let reading =
        read_for("", source.as_bytes(), None, &LintSettings::default(), (limits, Cache::NONE));
    let is_error = |found: &Diagnostic| found.severity == Severity::Error;
    reading.diagnostics.into_iter().filter(is_error).collect()
}

fn fault(error: &Diagnostic) -> (String, String) {
    let reason = format!("the source would have an error: {}", error.message);
    (reason, error.hint.clone().unwrap_or_else(|| "make the change in the source".into()))
}

impl<'a> Plan<'a> {
    /// Compares a new node with the expected one. Returns the place of an old node that differs.
    fn check(&self, expected: &Expected<'a>, new: &Node) -> Result<(), usize> {
        let at = new.place.start;
        let same = |is_same: bool| if is_same { Ok(()) } else { Err(at) };
        match (expected, &new.value) {
            (Expected::Old(old), _) => self.check_old(old, new).map_err(|_| at),
            (Expected::Text(text), Value::Scalar(new)) => same(*text == new.text && is_text(new)),
            (Expected::List(expected), Value::Sequence(new)) => {
                same(expected.len() == new.len())?;
                expected.iter().zip(new).try_for_each(|(expected, new)| self.check(expected, new))
            }
            (Expected::Mapping(expected), Value::Mapping(new)) => {
                same(expected.len() == new.len())?;
                expected.iter().zip(new).try_for_each(|((key, expected), new)| {
                    same(*key == new.key)?;
                    self.check(expected, &new.value)
                })
            }
            (Expected::Text(_) | Expected::List(_) | Expected::Mapping(_), _) => Err(at),
        }
    }

    fn check_old(&self, old: &'a Node<'a>, new: &Node) -> Result<(), usize> {
        let at = new.place.start;
        match (&old.value, &new.value) {
            (Value::Scalar(scalar), Value::Scalar(new)) => {
                let text = self.texts.get(&old.place.start).map_or(&*scalar.text, String::as_str);
                let is_same = text == new.text && (is_text(new) || !is_text(scalar));
                if is_same { Ok(()) } else { Err(at) }
            }
            (Value::Sequence(items), Value::Sequence(new)) => {
                let items = items.iter().map(|item| (None, item));
                let mut expected = self.children(old, items);
                new.iter().try_for_each(|new| match expected.next() {
                    Some((_, expected)) => self.check(&expected, new),
                    None => Err(at),
                })?;
                expected.next().map_or(Ok(()), |_| Err(at))
            }
            (Value::Mapping(entries), Value::Mapping(new)) => {
                let entries = entries.iter().map(|entry| (Some(self.key(entry)), &entry.value));
                let mut expected = self.children(old, entries);
                new.iter().try_for_each(|new| match expected.next() {
                    Some((key, expected)) if key.as_deref() == Some(&*new.key) => {
                        self.check(&expected, &new.value)
                    }
                    _ => Err(at),
                })?;
                expected.next().map_or(Ok(()), |_| Err(at))
            }
            (Value::Scalar(_) | Value::Sequence(_) | Value::Mapping(_), _) => Err(at),
        }
    }

    fn key(&self, entry: &'a Entry<'a>) -> String {
        let new = self.texts.get(&entry.key_place.start);
        new.cloned().unwrap_or_else(|| entry.key.to_string())
    }

    /// The children that a node is expected to have.
    fn children<'p>(
        &'p self,
        parent: &'a Node<'a>,
        old: impl Iterator<Item = (Option<String>, &'a Node<'a>)> + 'p,
    ) -> impl Iterator<Item = (Option<String>, Expected<'a>)> + 'p {
        let inserted = self.inserted.get(&std::ptr::from_ref(parent));
        let inserted = inserted.map(Vec::as_slice).unwrap_or_default();
        let new_at = move |index: usize| {
            let first = inserted.partition_point(|insertion| insertion.index < index);
            let new = inserted.iter().skip(first);
            new.take_while(move |insertion| insertion.index == index)
                .map(|insertion| (insertion.key.clone(), insertion.expected.clone()))
        };
        let old = old.map(Some).chain(std::iter::once(None)).enumerate();
        old.flat_map(move |(index, old)| {
            let kept = old.filter(|(_, node)| !self.removed.contains(&std::ptr::from_ref(*node)));
            new_at(index).chain(kept.map(|(key, node)| (key, Expected::Old(node))))
        })
    }

    /// The changes whose patches contain an offset of the new file, or touch it.
    fn changes_at(&self, place: usize) -> impl Iterator<Item = usize> + '_ {
        self.new_ranges()
            .filter(move |(range, _)| range.start <= place && place <= range.end)
            .flat_map(|(_, changes)| changes.iter().copied())
    }

    /// The changes of the patch that is nearest to an offset of the new file.
    fn changes_near(&self, place: usize) -> impl Iterator<Item = usize> + '_ {
        let nearest = self.new_ranges().min_by_key(|(range, _)| {
            range.start.saturating_sub(place).max(place.saturating_sub(range.end))
        });
        nearest.into_iter().flat_map(|(_, changes)| changes.iter().copied())
    }

    /// The patches as ranges of the new file, with their changes.
    fn new_ranges(&self) -> impl Iterator<Item = (std::ops::Range<usize>, &Vec<usize>)> {
        let mut end = 0;
        let mut old = 0;
        self.patches.iter().map(move |(patch, changes)| {
            let start = end + patch.at.start.saturating_sub(old);
            (end, old) = (start + patch.with.len(), patch.at.end);
            (start..end, changes)
        })
    }
}
