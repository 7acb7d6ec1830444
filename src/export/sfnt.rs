//! The tables of font files (OpenType, "Organization of an OpenType Font").

/// A table of a font.
#[derive(Clone, Copy)]
pub struct Table<'a> {
    /// Its name.
    pub tag: [u8; 4],
    /// The sum of its bytes as 32-bit numbers.
    pub checksum: [u8; 4],
    /// Its content.
    pub bytes: &'a [u8],
}

/// The tables of a font, sorted by tag; `None` if its table directory cannot be read.
pub fn tables(font: &[u8]) -> Option<Vec<Table<'_>>> {
    let count = u16::from_be_bytes(font.get(4..6)?.try_into().ok()?);
    let records = font.get(12..)?.chunks_exact(16).take(count.into());
    let table = |record: &[u8]| {
        let part = |at: usize| record.get(at..at + 4)?.try_into().ok();
        let (offset, length) = (u32::from_be_bytes(part(8)?), u32::from_be_bytes(part(12)?));
        let (offset, length) = (usize::try_from(offset).ok()?, usize::try_from(length).ok()?);
        let bytes = font.get(offset..offset.checked_add(length)?)?;
        Some(Table { tag: part(0)?, checksum: part(4)?, bytes })
    };
    let mut tables = records.map(table).collect::<Option<Vec<_>>>()?;
    tables.sort_by_key(|table| table.tag);
    (tables.len() == usize::from(count)).then_some(tables)
}
