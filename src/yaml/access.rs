//! The items of a list and the pairs of a mapping, as serde reads them.

use std::slice;

use serde::de::{DeserializeSeed, Error as DeserializeFailure, MapAccess, SeqAccess};

use super::error::{DeserializeError, Step};
use super::tree::{Entry, Node};
use super::value::Key;

/// The items of a list that are not read yet.
pub struct Items<'t, 's> {
    rest: slice::Iter<'t, Node<'s>>,
    read: usize,
}

impl<'t, 's> Items<'t, 's> {
    pub fn new(items: &'t [Node<'s>]) -> Self {
        Items { rest: items.iter(), read: 0 }
    }

    /// Returns an error if items are left: a type reads a certain number of them.
    pub fn end(&self) -> Result<(), DeserializeError> {
        match self.rest.len() {
            0 => Ok(()),
            left => {
                let wanted = format!("{} items", self.read);
                Err(DeserializeError::invalid_length(self.read + left, &wanted.as_str()))
            }
        }
    }
}

impl<'de> SeqAccess<'de> for Items<'de, '_> {
    type Error = DeserializeError;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, DeserializeError> {
        let Some(item) = self.rest.next() else { return Ok(None) };
        let step = Step::Item(self.read);
        self.read += 1;
        seed.deserialize(item).map(Some).map_err(|error| error.within(step))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.rest.len())
    }
}

/// The pairs of a mapping that are not read yet.
pub struct Pairs<'t, 's> {
    rest: slice::Iter<'t, Entry<'s>>,
    /// The entry of which the key is read.
    open: Option<&'t Entry<'s>>,
}

impl<'t, 's> Pairs<'t, 's> {
    pub fn new(entries: &'t [Entry<'s>]) -> Self {
        Pairs { rest: entries.iter(), open: None }
    }
}

impl<'de> MapAccess<'de> for Pairs<'de, '_> {
    type Error = DeserializeError;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, DeserializeError> {
        self.open = self.rest.next();
        self.open.map(|entry| seed.deserialize(Key(entry))).transpose()
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(
        &mut self,
        seed: V,
    ) -> Result<V::Value, DeserializeError> {
        let entry = self.open.take();
        let entry = entry.ok_or_else(|| DeserializeError::custom("a value without a key"))?;
        let within = |error: DeserializeError| error.within(Step::Key(entry.key.to_string()));
        seed.deserialize(&entry.value).map_err(within)
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.rest.len())
    }
}
