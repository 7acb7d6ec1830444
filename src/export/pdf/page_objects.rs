//! The page objects of a file for readers (ISO 32000-1 §7.7.3.3).

use lopdf::{Object, ObjectId};

use super::object::{Entries, name};
use super::serialize::WrittenObjects;
use super::tags::LinkAnnotation;

/// Writes the pages: what is known about each before, its annotations, and its key in the parent tree, which is its
/// index.
pub fn write(
    written: &mut WrittenObjects,
    ids: &[ObjectId],
    known_entries: &[Vec<u8>],
    mut annotations: &[LinkAnnotation],
) {
    for (index, (id, known)) in ids.iter().zip(known_entries).enumerate() {
        let own = annotations.iter().take_while(|it| it.page == index).count();
        let (own, others) = annotations.split_at_checked(own).unwrap_or_default();
        annotations = others;
        let mut entries = Entries::new();
        if !own.is_empty() {
            let own: Vec<Object> = own.iter().map(|annotation| annotation.object.into()).collect();
            entries.push((b"Annots", own.into()));
        }
        entries.push((b"StructParents", (index as i64).into()));
        // Readers go through links and fields in the order of the structure tree (§12.5).
        entries.push((b"Tabs", name("S")));
        written.extend_dictionary(*id, known, &entries);
    }
}
