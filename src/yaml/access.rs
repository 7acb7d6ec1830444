//! The values that serde reads besides the nodes themselves: items, pairs, keys, and texts with their origin.

use std::ops::Range;
use std::slice;

use serde::de::value::SeqDeserializer;
use serde::de::{
    DeserializeSeed, Error as DeserializeFailure, IntoDeserializer, MapAccess, SeqAccess, Visitor,
};
use serde::{Deserializer, forward_to_deserialize_any};

use super::error::{DeserializeError as Error, Step};
use super::tree::{Entry, Node, Scalar};

/// The newtype name that requests a text with its origin.
///
/// A visitor of [`Deserializer::deserialize_newtype_struct`] with this name gets, from a text, a
/// newtype that contains a sequence: the text and the numbers of its origin
/// ([`Origin::numbers`](crate::origin::Origin::numbers)). It gets any other value as usual.
pub const TRACED: &str = "$plenary::TracedString";

/// The newtype name that requests the extent in the file.
///
/// Its visitor gets a newtype that contains a sequence: the start of the extent, its end, the value.
pub const EXTENT: &str = "$plenary::Extent";

/// The items of a list that are not read yet.
pub struct Items<'t, 's> {
    rest: slice::Iter<'t, Node<'s>>,
    read: usize,
}

impl<'t, 's> Items<'t, 's> {
    pub fn new(items: &'t [Node<'s>]) -> Self {
        Items { rest: items.iter(), read: 0 }
    }

    /// Returns an error if items are left, because the type reads a fixed number of them.
    pub fn end(&self) -> Result<(), Error> {
        match self.rest.len() {
            0 => Ok(()),
            left => {
                let wanted = format!("{} items", self.read);
                Err(Error::invalid_length(self.read + left, &wanted.as_str()))
            }
        }
    }
}

impl<'de> SeqAccess<'de> for Items<'de, '_> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Error> {
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
    /// The entry with the key that was read.
    open: Option<&'t Entry<'s>>,
}

impl<'t, 's> Pairs<'t, 's> {
    pub fn new(entries: &'t [Entry<'s>]) -> Self {
        Pairs { rest: entries.iter(), open: None }
    }
}

impl<'de> MapAccess<'de> for Pairs<'de, '_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Error> {
        self.open = self.rest.next();
        self.open.map(|entry| seed.deserialize(Key(entry))).transpose()
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        let entry = self.open.take();
        let entry = entry.ok_or_else(|| Error::custom("a value without a key"))?;
        let within = |error: Error| error.within(Step::Key(entry.key.to_string()));
        seed.deserialize(&entry.value).map_err(within)
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.rest.len())
    }
}

/// The key of an entry.
struct Key<'t, 's>(&'t Entry<'s>);

impl<'de> Deserializer<'de> for Key<'de, '_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_borrowed_str(&self.0.key)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        if name != TRACED {
            return visitor.visit_newtype_struct(self);
        }
        let Entry { key, key_origin, .. } = self.0;
        let numbers: Vec<u32> = key_origin.numbers(key.len()).collect();
        let parts = std::iter::once(Part::Text(key)).chain(numbers.into_iter().map(Part::Number));
        visitor.visit_newtype_struct(SeqDeserializer::new(parts))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option
        unit unit_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

/// A text with its origin, as a sequence; without it for a type that reads a string.
pub struct Traced<'t, 's>(pub &'t Scalar<'s>);

impl<'de> Deserializer<'de> for Traced<'de, '_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let text = std::iter::once(Part::Text(&self.0.text));
        let numbers = self.0.origin.numbers(self.0.text.len()).map(Part::Number);
        visitor.visit_seq(SeqDeserializer::new(text.chain(numbers)))
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_borrowed_str(&self.0.text)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_borrowed_str(&self.0.text)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char bytes byte_buf option
        unit unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

/// A node with its extent, as a sequence.
pub struct WithExtent<'t, 's>(pub &'t Node<'s>);

impl<'de> Deserializer<'de> for WithExtent<'de, '_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let Range { start, end } = self.0.extent;
        let parts = [start, end].map(|at| Part::Number(u32::try_from(at).unwrap_or(u32::MAX)));
        visitor.visit_seq(SeqDeserializer::new(parts.into_iter().chain([Part::Node(self.0)])))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option
        unit unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

/// An element of the sequences that carry origins and extents.
enum Part<'t, 's> {
    Text(&'t str),
    Number(u32),
    Node(&'t Node<'s>),
}

impl<'de> IntoDeserializer<'de, Error> for Part<'de, '_> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for Part<'de, '_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self {
            Part::Text(text) => visitor.visit_borrowed_str(text),
            Part::Number(number) => visitor.visit_u32(number),
            Part::Node(node) => node.deserialize_any(visitor),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self {
            Part::Node(node) => node.deserialize_newtype_struct(name, visitor),
            Part::Text(_) | Part::Number(_) => self.deserialize_any(visitor),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option
        unit unit_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}
