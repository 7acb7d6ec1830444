//! The rules about a section by itself. Outside of the section, they read only a few settings and the register of
//! people, so builds after an edit keep what they found in the other sections.

use std::collections::{BTreeSet, HashSet};
use std::convert::Infallible;
use std::sync::Arc;

use rayon::prelude::*;

use super::glyphs::{self, FontCoverage};
use super::inventory::Inventory;
use super::lint::{self, NameComparison, TypedNumber, TypedReferences};
use super::people::Sought;
use super::{characters, foreign, inline_markup, layout, list, publication, section, unlinked};
use crate::cache::Key;
use crate::diagnostic::Findings;
use crate::limits::{Limit, Limits};
use crate::origin::{Shift, Shifted};
use crate::source::kept::KeptSections;

/// Checks the sections of the body and, as another, what is outside of it.
pub fn check(
    inventory: &Inventory,
    fonts: Option<FontCoverage>,
    limits: &Limits,
    kept: &KeptSections,
) -> (Findings, TypedReferences) {
    let mut typed = TypedReferences::of(inventory);
    let (names, people) = (NameComparison::of(inventory), Sought::of(inventory));
    let rules = Rules { limits, fonts, names, people, most_typed: typed.most() };
    let outside = || rules.check(&Inventory::outside_body(inventory.report, inventory.tree));
    let (mut all, outside) = rayon::join(|| rules.of_body(inventory, kept), outside);
    all.push(Arc::new(outside));
    typed.add(all.iter().flat_map(|found| found.typed.iter().cloned()));
    (rules.combined(inventory, &all), typed)
}

/// What the rules read outside of a section.
struct Rules<'r> {
    limits: &'r Limits,
    fonts: Option<FontCoverage<'r>>,
    names: Option<NameComparison<'r>>,
    people: Option<Sought<'r>>,
    /// The largest number that may be a typed reference.
    most_typed: usize,
}

/// What the rules found in a section.
#[derive(Clone, Default)]
struct Found {
    findings: Findings,
    /// The names that are spelled differently in the register.
    misspelled: Findings,
    /// The number of names that were compared to find them.
    compared: usize,
    /// The numbers of the sought names.
    named: Vec<usize>,
    /// The characters for which fonts need glyphs.
    characters: BTreeSet<char>,
    typed: Vec<TypedNumber>,
}

impl Shifted for Found {
    fn shift(&mut self, by: Shift) {
        let Found { findings, misspelled, typed, compared: _, named: _, characters: _ } = self;
        typed.shift(by);
        findings.shift(by);
        misspelled.shift(by);
    }
}

impl<'r> Rules<'r> {
    fn of_body(&self, inventory: &Inventory<'r>, kept: &KeptSections) -> Vec<Arc<Found>> {
        let (report, tree) = (inventory.report, inventory.tree);
        let (body, settings) = (tree.key("body"), self.settings(inventory));
        let sections = report.body.par_iter().enumerate().map(|(index, section)| {
            let node = body.item(index);
            let check = || {
                Ok::<_, Infallible>(self.check(&Inventory::of_section(
                    report,
                    tree,
                    (section, node),
                )))
            };
            let Ok(found) = kept.try_get(("rules of a section", settings), node, check);
            found
        });
        sections.collect()
    }

    /// The key of everything outside of a section that the rules read.
    fn settings(&self, inventory: &Inventory) -> Key {
        let report = inventory.report;
        let names = self
            .names
            .as_ref()
            .map(|_| report.people.values().map(|person| person.name.as_str()).collect::<Vec<_>>());
        let depth = self.limits.get(Limit::MarkupDepth);
        let lint = format!("{:?}", report.options.lint);
        let language = &report.publication.language;
        let people = self.people.as_ref().map(Sought::names);
        let (glyphs, most) = (self.fonts.is_some(), self.most_typed);
        Key::new("settings of rules", (lint, language, depth, names, people, glyphs, most))
    }

    fn check(&self, inventory: &Inventory) -> Found {
        let mut found = Found::default();
        let findings = &mut found.findings;
        inline_markup::check(inventory, findings);
        inline_markup::depth(inventory, self.limits, findings);
        inline_markup::addresses(inventory, findings);
        inline_markup::not_empty(inventory, findings);
        characters::check(inventory, findings);
        foreign::check(inventory, findings);
        unlinked::check(inventory, findings);
        publication::dates_of_blocks(inventory, findings);
        section::check(inventory, findings);
        list::not_empty(inventory, findings);
        list::rows(inventory, findings);
        list::figures(inventory, findings);
        list::starts(inventory, findings);
        layout::check(inventory, findings);
        layout::columns(inventory, findings);
        lint::check_section(inventory, findings);
        if let Some(names) = &self.names {
            found.compared = names.spelled(inventory, &mut found.misspelled);
        }
        if self.fonts.is_some() {
            found.characters = glyphs::characters(inventory);
        }
        found.typed = TypedNumber::all(inventory, self.most_typed);
        found.named = self.people.iter().flat_map(|people| people.in_texts(inventory)).collect();
        found
    }

    /// What the rules found in all sections.
    fn combined(&self, inventory: &Inventory, all: &[Arc<Found>]) -> Findings {
        let mut findings = Findings::default();
        all.iter().for_each(|found| findings.append(found.findings.clone()));
        // The whole report compares no more names than its sections.
        let compared = all.iter().map(|found| found.compared).sum();
        match &self.names {
            Some(names) if self.limits.check(Limit::NameComparisons, compared).is_err() => {
                names.spelled_within(inventory, self.limits, &mut findings);
            }
            Some(_) => all.iter().for_each(|found| findings.append(found.misspelled.clone())),
            None => {}
        }
        if let Some(people) = &self.people {
            let named: HashSet<usize> =
                all.iter().flat_map(|found| found.named.iter().copied()).collect();
            people.unused(inventory.tree, &named, &mut findings);
        }
        if let Some(fonts) = self.fonts {
            let characters =
                all.iter().flat_map(|found| found.characters.iter().copied()).collect();
            glyphs::check(inventory, &characters, fonts, &mut findings);
        }
        findings
    }
}
