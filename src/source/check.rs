//! The rules about the content of a report, one function each.

mod address;
mod characters;
mod foreign;
mod glyphs;
mod id;
mod inline_markup;
mod inventory;
mod layout;
mod lint;
mod list;
mod missing_value;
mod note;
mod people;
mod phrases;
mod programme;
mod publication;
mod reference;
mod section;
mod section_rules;
mod unlinked;
mod work;

use super::kept::KeptSections;
use crate::diagnostic::Findings;
use crate::limits::Limits;

pub use glyphs::FontCoverage;
pub use inline_markup::{CitationEntry, Mentions, mentions};
pub use inventory::{Inventory, SectionEntry, TextEntry, TextKind};
pub use lint::{Fix, TypedReferences, fixes};
pub use missing_value::{has_all_values, missing_values};
pub use people::named as people_in_roles;
pub use programme::entries as programme_entries;
pub use reference::CitedWord;
pub use work::WorkMention;

/// Checks every rule, and reports the characters that no font of the report has. The diagnostics are in no
/// particular order. Also returns the typed numbers that may be references.
pub fn check(
    inventory: &Inventory,
    mentions: &Mentions,
    fonts: Option<FontCoverage>,
    (limits, kept): (&Limits, &KeptSections),
) -> (Findings, TypedReferences) {
    let (mut found, (of_sections, typed)) = rayon::join(
        || {
            let mut found = rules(inventory, mentions, limits);
            lint::check(inventory, &mut found);
            found
        },
        || section_rules::check(inventory, fonts, limits, kept),
    );
    found.append(of_sections);
    (found, typed)
}

/// Checks the rules that compare the parts of a report. Those about one section by itself are in
/// [`section_rules`].
fn rules(inventory: &Inventory, mentions: &Mentions, limits: &Limits) -> Findings {
    let (report, tree) = (inventory.report, inventory.tree);
    let mut found = Findings::default();
    publication::dates(report, tree, &mut found);
    publication::language(report, tree, &mut found);
    publication::catalogue(report, tree, &mut found);
    id::form(inventory, &mut found);
    id::unique(inventory, &mut found);
    people::known(inventory, &mut found);
    people::listed(inventory, &mut found);
    people::contacts(inventory, &mut found);
    note::few(inventory, limits, &mut found);
    programme::check(inventory, &mut found);
    note::known(inventory, mentions, &mut found);
    note::used(inventory, mentions, &mut found);
    note::not_nested(inventory, mentions, &mut found);
    reference::known(inventory, mentions, &mut found);
    work::fields(inventory, &mut found);
    work::known(inventory, mentions, &mut found);
    work::used(inventory, mentions, &mut found);
    section::any(inventory, &mut found);
    layout::hyphenation(inventory, &mut found);
    found
}

/// The nouns of references, which the labels of the language must have.
pub fn cited_words(inventory: &Inventory, mentions: &Mentions) -> Vec<CitedWord> {
    reference::words(inventory, mentions)
}

/// The works that citations name.
pub fn work_mentions(mentions: &Mentions) -> Vec<WorkMention> {
    work::mentioned(mentions)
}
