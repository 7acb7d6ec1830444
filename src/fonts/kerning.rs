//! How far kerning of a face looks (OpenType `GPOS`, feature `kern`).

use skrifa::raw::tables::gpos::{
    Gpos, PairPos, PositionChainContext, PositionLookup, PositionSubtables,
};
use skrifa::raw::tables::layout::{CoverageTable, LookupFlag};
use skrifa::raw::{ReadError, TableProvider};
use skrifa::{FontRef, GlyphId, MetadataProvider, Tag};

/// Whether kerning of a face looks across a space only at pairs of neighbours, and moves the first of
/// them.
pub fn is_of_pairs(font: &FontRef) -> bool {
    let Ok(table) = font.gpos() else { return font.data_for_tag(Tag::new(b"kern")).is_none() };
    let space = font.charmap().map(' ').unwrap_or_default();
    lookups(&table)
        .is_ok_and(|all| all.iter().all(|lookup| stays(lookup, space).is_ok_and(|stays| stays)))
}

/// The lookups for kerning.
fn lookups<'a>(table: &Gpos<'a>) -> Result<Vec<PositionLookup<'a>>, ReadError> {
    let (features, lookups) = (table.feature_list()?, table.lookup_list()?.lookups());
    let mut out = Vec::new();
    for record in features.feature_records().iter().filter(|record| record.feature_tag() == "kern")
    {
        for index in record.feature(features.offset_data())?.lookup_list_indices() {
            out.push(lookups.get(usize::from(index.get()))?);
        }
    }
    Ok(out)
}

/// Whether a lookup is of pairs, or never looks across a space.
fn stays(lookup: &PositionLookup, space: GlyphId) -> Result<bool, ReadError> {
    if lookup.lookup_flag().contains(LookupFlag::IGNORE_BASE_GLYPHS) {
        return Ok(false);
    }
    Ok(match lookup.subtables()? {
        PositionSubtables::Pair(tables) => {
            tables.iter().all(|table| table.is_ok_and(|table| moves_first(&table)))
        }
        PositionSubtables::ChainContextual(tables) => {
            tables.iter().all(|table| table.is_ok_and(|table| excludes(&table, space)))
        }
        PositionSubtables::Single(_)
        | PositionSubtables::Cursive(_)
        | PositionSubtables::MarkToBase(_)
        | PositionSubtables::MarkToLig(_)
        | PositionSubtables::MarkToMark(_)
        | PositionSubtables::Contextual(_)
        | PositionSubtables::EmptyExtension => false,
    })
}

fn moves_first(pairs: &PairPos) -> bool {
    match pairs {
        PairPos::Format1(table) => table.value_format2().is_empty(),
        PairPos::Format2(table) => table.value_format2().is_empty(),
        PairPos::Format3(_) | PairPos::Format4(_) => false,
    }
}

/// Whether none of the sequences that a table matches contains a glyph.
fn excludes(sequences: &PositionChainContext, glyph: GlyphId) -> bool {
    let free = |table: Result<CoverageTable, ReadError>| {
        table.is_ok_and(|table| table.get(glyph).is_none())
    };
    match sequences {
        PositionChainContext::Format3(table) => {
            table.backtrack_coverages().iter().all(free)
                && table.input_coverages().iter().all(free)
                && table.lookahead_coverages().iter().all(free)
        }
        PositionChainContext::Format1(_)
        | PositionChainContext::Format2(_)
        | PositionChainContext::Format4(_)
        | PositionChainContext::Format5(_) => false,
    }
}
