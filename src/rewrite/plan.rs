//! Turns changes into patches of the file, in passes: changes that a pass finds impossible are refused, and
//! the others are planned again.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::ops::Range;

use super::inline::{Action, Fault, TextEdit};
use super::items::{self, Items};
use super::report_file::{Plan, Refused, ReportFile, apply};
use super::scalar::line_end;
use super::target::{KeptPart, Target};
use super::texts::Texts;
use super::{Change, Edit};
use crate::limits::Limits;
use crate::source::ParsedReport;
use crate::templates::Labels;

/// The number of passes after which all remaining changes are refused. Each pass refuses something, and few
/// reports need two.
const PASSES: usize = 10;

/// The edits of one text, each with its change.
struct Group<'t> {
    target: Target<'t>,
    edits: Vec<(usize, TextEdit<'t>)>,
}

impl<'a> ReportFile<'a> {
    pub fn new(source: &'a str, parsed: &'a ParsedReport<'a>, labels: &'a Labels) -> Self {
        let texts = Texts::of(parsed, labels);
        let rows = RefCell::default();
        ReportFile { source, parsed, texts, line_end: line_end(source), rows }
    }

    /// The file after all changes that can be written.
    pub fn rewritten(
        &'a self,
        changes: &[Change],
        limits: &Limits,
        refused: &mut Refused,
    ) -> Vec<u8> {
        let mut uncited = Vec::new();
        for _ in 0..PASSES {
            let before = refused.len();
            let plan = self.plan(changes, &uncited, refused);
            if refused.len() > before {
                continue;
            }
            let new = apply(self.source, &plan.patches);
            match self.verify(&plan, &new, changes, limits, refused) {
                Some(parsed) => {
                    let gone = self.no_longer_cited(&parsed);
                    if gone == uncited {
                        return new.into_bytes();
                    }
                    uncited = gone;
                }
                None if refused.len() > before => {}
                None => break,
            }
        }
        let fault = ("the changes cannot be written together", "write them one by one");
        (0..changes.len()).for_each(|change| refused.push(change, fault));
        self.source.as_bytes().into()
    }

    /// Plans all changes that are not refused. `uncited` contains the keys of footnotes that are removed with
    /// their references.
    pub fn plan(
        &'a self,
        changes: &[Change],
        uncited: &[Range<usize>],
        refused: &mut Refused,
    ) -> Plan<'a> {
        let mut plan = Plan::default();
        for (start, group) in self.groups(changes, refused) {
            let keep = items::kept_part(self, start);
            group.write(self.source, (start, keep), &mut plan, refused);
        }
        let mut items = Items::new(self);
        for (index, change) in changes.iter().enumerate() {
            if refused.contains(index) {
                continue;
            }
            for edit in &change.0 {
                if let Err(fault) = items.add(edit, index) {
                    refused.push(index, fault);
                }
            }
        }
        for key in uncited {
            items.remove_uncited(key);
        }
        for (at, text, change) in std::mem::take(&mut plan.split) {
            if let Err(fault) = items.add_part(at, text, change) {
                refused.push(change, fault);
            }
        }
        items.write(&mut plan);
        plan.sort();
        plan.refuse_overlaps(refused);
        plan
    }

    fn groups<'c>(
        &'c self,
        changes: &'c [Change],
        refused: &mut Refused,
    ) -> BTreeMap<usize, Group<'c>> {
        let mut groups: BTreeMap<usize, Group> = BTreeMap::new();
        for (index, change) in changes.iter().enumerate() {
            if refused.contains(index) {
                continue;
            }
            for edit in &change.0 {
                if let Err(fault) = self.add(edit, index, &mut groups) {
                    refused.push(index, fault);
                }
            }
        }
        groups
    }

    fn add<'c>(
        &'c self,
        edit: &'c Edit,
        change: usize,
        groups: &mut BTreeMap<usize, Group<'c>>,
    ) -> Result<(), Fault> {
        let (at, action) = match edit {
            Edit::Words { at, with } => (at, Action::Replace(self.pieces(with)?)),
            Edit::Format { at, format } => (at, Action::Format(*format)),
            Edit::Split { at } => (&(*at..*at), Action::Cut),
            Edit::Remove { .. } | Edit::Insert { .. } | Edit::Move { .. } => return Ok(()),
        };
        let group = self.group(at.start, groups)?;
        let at = group.target.text_range(at)?;
        group.edits.push((change, TextEdit { at, action }));
        Ok(())
    }

    /// The group of the text at an offset.
    fn group<'c, 'g>(
        &'c self,
        at: usize,
        groups: &'g mut BTreeMap<usize, Group<'c>>,
    ) -> Result<&'g mut Group<'c>, Fault> {
        let root = &self.parsed.tree;
        Ok(match groups.entry(Target::start_at(root, at).unwrap_or_default()) {
            Entry::Occupied(group) => group.into_mut(),
            Entry::Vacant(vacant) => {
                let target = Target::at(self.source, root, &self.texts, at, self.line_end)?;
                vacant.insert(Group { target, edits: Vec::new() })
            }
        })
    }
}

impl Group<'_> {
    fn write(
        mut self,
        source: &str,
        (start, keep): (usize, KeptPart),
        plan: &mut Plan,
        refused: &mut Refused,
    ) {
        self.edits.sort_by_key(|(_, edit)| (edit.at.start, edit.at.end));
        self.refuse_overlaps(refused);
        let edits: Vec<TextEdit> = self.edits.iter().map(|(_, edit)| edit.clone()).collect();
        let mut changes: Vec<usize> = self.edits.iter().map(|(change, _)| *change).collect();
        changes.dedup();
        match self.target.changed(source, &edits, keep) {
            Ok((text, patch, parts)) => {
                plan.texts.insert(start, text);
                plan.patches.push((patch, changes));
                let cuts = self.edits.iter().filter(|(_, edit)| matches!(edit.action, Action::Cut));
                let parts = parts.into_iter().zip(cuts);
                plan.split.extend(parts.map(|(text, (change, _))| (start, text, *change)));
            }
            Err(fault) => self.refuse_some(source, &changes, fault, refused),
        }
    }

    /// Refuses the later of two changes of the same characters.
    fn refuse_overlaps(&self, refused: &mut Refused) {
        let mut end = 0;
        for (change, edit) in &self.edits {
            if edit.at.start < end {
                let fault = ("another change concerns the same words", "apply one of the two");
                refused.push(*change, fault);
            } else {
                end = edit.at.end;
            }
        }
    }

    /// Refuses the changes that cannot be written even by themselves; if there are none, all except the
    /// first.
    fn refuse_some(&self, source: &str, changes: &[usize], fault: Fault, refused: &mut Refused) {
        let before = refused.len();
        for change in changes.iter().take(ALONE) {
            let own = self.edits.iter().filter(|(other, _)| other == change);
            let own: Vec<TextEdit> = own.map(|(_, edit)| edit.clone()).collect();
            if let Err(fault) = self.target.changed(source, &own, KeptPart::First) {
                refused.push(*change, fault);
            }
        }
        if refused.len() == before {
            let first = usize::from(changes.len() > 1);
            changes.iter().skip(first).for_each(|change| refused.push(*change, fault));
        }
    }
}

/// The maximum number of changes to one text that are tried by themselves.
const ALONE: usize = 32;
