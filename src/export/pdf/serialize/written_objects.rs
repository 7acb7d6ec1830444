//! Objects that nothing changes any more.

use std::ops::Range;

use lopdf::ObjectId;

use super::super::object::Entries;
use super::object_stream::Packed;
use super::syntax::{write_entries, write_reference};
use crate::cache::Key;

/// Objects that nothing changes any more, as bytes: a tenth of what they take as objects of lopdf.
#[derive(Default)]
pub struct WrittenObjects {
    bytes: Vec<u8>,
    /// The numbers of the objects and their bytes, in the order in which they were written.
    objects: Vec<(u32, Range<usize>)>,
    /// The key of all of this, if it is kept between builds.
    key: Option<Key>,
}

impl WrittenObjects {
    /// No objects yet. `key` is that of what they are made from, if they are kept.
    pub fn with_key(key: Option<Key>) -> WrittenObjects {
        WrittenObjects { key, ..WrittenObjects::default() }
    }

    /// Writes a dictionary with these entries.
    pub fn write_dictionary(&mut self, id: ObjectId, entries: &Entries) {
        self.extend_dictionary(id, &[], entries);
    }

    /// Writes a dictionary with some entries that are written already, and others.
    pub fn extend_dictionary(&mut self, id: ObjectId, written: &[u8], entries: &Entries) {
        self.append(id, |bytes| {
            bytes.extend_from_slice(b"<<");
            bytes.extend_from_slice(written);
            write_entries(bytes, entries.iter().map(|(key, value)| (*key, value)));
            bytes.extend_from_slice(b">>");
        });
    }

    /// Writes an array of references (§7.3.6, §7.3.10); null for `None`.
    pub fn write_references(&mut self, id: ObjectId, references: &[Option<ObjectId>]) {
        self.append(id, |bytes| {
            bytes.push(b'[');
            for (position, reference) in references.iter().enumerate() {
                bytes.extend((position > 0).then_some(b' '));
                match reference {
                    Some(id) => write_reference(bytes, *id),
                    None => bytes.extend_from_slice(b"null"),
                }
            }
            bytes.push(b']');
        });
    }

    /// The same objects in the order of their numbers, in no more memory than they need.
    pub fn finished(mut self) -> WrittenObjects {
        self.bytes.shrink_to_fit();
        self.objects.shrink_to_fit();
        self.objects.sort_unstable_by_key(|(number, _)| *number);
        self
    }

    fn append(&mut self, id: ObjectId, write: impl FnOnce(&mut Vec<u8>)) {
        let start = self.bytes.len();
        write(&mut self.bytes);
        self.objects.push((id.0, start..self.bytes.len()));
    }

    /// The number of objects.
    pub fn count(&self) -> usize {
        self.objects.len()
    }

    /// The objects with their numbers.
    pub fn packed(&self) -> impl Iterator<Item = (u32, Packed<'_>)> {
        self.objects.iter().map(|(number, at)| {
            let bytes = self.bytes.get(at.clone()).unwrap_or_default();
            (*number, Packed::Written(bytes, self.key))
        })
    }
}
