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
mod unlinked;
mod work;

use crate::diagnostic::Findings;
use crate::limits::Limits;

pub use glyphs::FontCoverage;
pub use inline_markup::{CitationEntry, mentions};
pub use inventory::{Inventory, SectionEntry, TextEntry, TextKind};
pub use lint::{Fix, TypedReferences, fixes};
pub use missing_value::{has_all_values, missing_values};
pub use people::named as people_in_roles;
pub use programme::entries as programme_entries;
pub use reference::CitedWord;
pub use work::WorkMention;

/// Checks every rule, and reports the characters that no font of the report has. The diagnostics are in no
/// particular order. `source` is the text of the file.
pub fn check(
    inventory: &Inventory,
    source: &str,
    fonts: Option<FontCoverage>,
    limits: &Limits,
) -> Findings {
    // Style takes about as long as everything else.
    let (mut found, style) = rayon::join(
        || rules(inventory, source, limits),
        || {
            let mut style = Findings::default();
            lint::check(inventory, limits, &mut style);
            if let Some(fonts) = fonts {
                glyphs::check(inventory, source, fonts, &mut style);
            }
            style
        },
    );
    found.append(style);
    found
}

/// Checks every rule but those of style.
fn rules(inventory: &Inventory, source: &str, limits: &Limits) -> Findings {
    let (report, tree) = (inventory.report, inventory.tree);
    let mut found = Findings::default();
    let mentions = inline_markup::mentions(inventory);
    inline_markup::check(inventory, &mut found);
    inline_markup::depth(inventory, limits, &mut found);
    inline_markup::addresses(inventory, &mut found);
    inline_markup::not_empty(inventory, &mut found);
    characters::check(inventory, source, &mut found);
    foreign::check(inventory, &mut found);
    unlinked::check(inventory, &mut found);
    publication::dates(report, tree, &mut found);
    publication::dates_of_blocks(inventory, &mut found);
    publication::language(report, tree, &mut found);
    publication::catalogue(report, tree, &mut found);
    id::form(inventory, &mut found);
    id::unique(inventory, &mut found);
    people::known(inventory, &mut found);
    people::listed(inventory, &mut found);
    people::used(inventory, &mut found);
    people::contacts(inventory, &mut found);
    note::few(inventory, limits, &mut found);
    programme::check(inventory, &mut found);
    note::known(inventory, &mentions, &mut found);
    note::used(inventory, &mentions, &mut found);
    note::not_nested(inventory, &mentions, &mut found);
    reference::known(inventory, &mentions, &mut found);
    work::fields(inventory, &mut found);
    work::known(inventory, &mentions, &mut found);
    work::used(inventory, &mentions, &mut found);
    section::check(inventory, &mut found);
    list::not_empty(inventory, &mut found);
    list::rows(inventory, &mut found);
    list::figures(inventory, &mut found);
    list::starts(inventory, &mut found);
    layout::check(inventory, &mut found);
    layout::columns(inventory, &mut found);
    layout::hyphenation(inventory, &mut found);
    found
}

/// The nouns of references, which the labels of the language must have.
pub fn cited_words(inventory: &Inventory) -> Vec<CitedWord> {
    reference::words(inventory, &inline_markup::mentions(inventory))
}

/// The works that citations name.
pub fn work_mentions(inventory: &Inventory) -> Vec<WorkMention> {
    work::mentioned(&inline_markup::mentions(inventory))
}
