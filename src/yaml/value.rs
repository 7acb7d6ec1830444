//! Tree → the values that serde reads, so that types are read from nodes with places.

use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Error as DeserializeFailure, IntoDeserializer, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, forward_to_deserialize_any};
use serde_yaml::Value as Yaml;

use super::access::{EXTENT, Items, Pairs, TRACED, Traced, WithExtent};
use super::error::DeserializeError as Error;
use super::tree::{Node, Scalar, Value};
use crate::origin::{Origin, TracedString};

impl<'de> Deserializer<'de> for &'de Node<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match &self.value {
            Value::Scalar(scalar) => visit_scalar(scalar, visitor),
            Value::Sequence(items) => {
                let mut items = Items::new(items);
                let value = visitor.visit_seq(&mut items)?;
                items.end().map(|()| value)
            }
            Value::Mapping(entries) => visitor.visit_map(Pairs::new(entries)),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match &self.value {
            Value::Scalar(scalar) if scalar_value(scalar) == Yaml::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        match &self.value {
            _ if name == EXTENT => visitor.visit_newtype_struct(WithExtent(self)),
            _ if name != TRACED => visitor.visit_newtype_struct(self),
            Value::Scalar(scalar) if matches!(scalar_value(scalar), Yaml::String(_)) => {
                visitor.visit_newtype_struct(Traced(scalar))
            }
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match &self.value {
            Value::Scalar(scalar) if matches!(scalar_value(scalar), Yaml::String(_)) => {
                visitor.visit_enum(scalar.text.as_ref().into_deserializer())
            }
            Value::Mapping(entries) => {
                let pairs = MapAccessDeserializer::new(Pairs::new(entries));
                pairs.deserialize_enum(name, variants, visitor)
            }
            Value::Scalar(_) | Value::Sequence(_) => self.deserialize_any(visitor),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

fn visit_scalar<'de, V: Visitor<'de>>(scalar: &'de Scalar, visitor: V) -> Result<V::Value, Error> {
    match scalar_value(scalar) {
        Yaml::Null => visitor.visit_unit(),
        Yaml::Bool(value) => visitor.visit_bool(value),
        Yaml::Number(number) => match (number.as_u64(), number.as_i64(), number.as_f64()) {
            (Some(number), ..) => visitor.visit_u64(number),
            (None, Some(number), _) => visitor.visit_i64(number),
            (None, None, number) => visitor.visit_f64(number.unwrap_or_default()),
        },
        // A scalar is never one of the last three.
        Yaml::String(_) | Yaml::Sequence(_) | Yaml::Mapping(_) | Yaml::Tagged(_) => {
            visitor.visit_borrowed_str(&scalar.text)
        }
    }
}

/// Reads a text with its origin; any other deserializer gives a text without one.
impl<'de> Deserialize<'de> for TracedString {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(TRACED, TracedVisitor)
    }
}

struct TracedVisitor;

impl<'de> Visitor<'de> for TracedVisitor {
    type Value = TracedString;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(
        self,
        inner: D,
    ) -> Result<TracedString, D::Error> {
        inner.deserialize_any(self)
    }

    fn visit_str<E: DeserializeFailure>(self, text: &str) -> Result<TracedString, E> {
        Ok(text.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut parts: A) -> Result<TracedString, A::Error> {
        let text: String = parts.next_element()?.unwrap_or_default();
        let mut numbers = Vec::with_capacity(4);
        while let Some(number) = parts.next_element::<u32>()? {
            numbers.push(number);
        }
        Ok(TracedString::with_origin(text, Origin::from_numbers(&numbers)))
    }
}

/// Whether the value of a scalar is a text.
pub fn is_text(scalar: &Scalar) -> bool {
    matches!(scalar_value(scalar), Yaml::String(_))
}

/// The value of a scalar: a text, unless it is plain and a number, a truth value or null by YAML's
/// core schema (YAML 1.2.2 §10.3).
pub fn scalar_value(scalar: &Scalar) -> Yaml {
    let text = scalar.text.as_ref();
    if scalar.is_text {
        return Yaml::String(text.into());
    }
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Yaml::Null,
        "true" | "True" | "TRUE" => Yaml::Bool(true),
        "false" | "False" | "FALSE" => Yaml::Bool(false),
        _ if may_be_number(text) => number(text),
        _ => Yaml::String(text.into()),
    }
}

fn may_be_number(text: &str) -> bool {
    let first = |c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.');
    let further = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.' | '_');
    text.starts_with(first) && text.chars().all(further)
}

fn number(text: &str) -> Yaml {
    match serde_yaml::from_str(text) {
        Ok(Yaml::Number(number)) => Yaml::Number(number),
        _ => Yaml::String(text.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse::parse;
    use super::*;

    fn value(node: &Node) -> Yaml {
        Yaml::deserialize(node).unwrap()
    }

    #[test]
    fn values_match_serde_yaml() {
        let source = "a: [2016, 1.5, 0x1F, -3, .5, 1e3, .inf, +7, 007, 1_000]\n\
                      b: [true, False, no, yes, null, ~, '1', \"true\"]\n\
                      c: {d: 2016-04-11, e: 12:30, g: '---', h: 10.1.2, i: v1}\n\
                      f: '-'\nl: --- a\nm: 1-2\nn: +\no: ..\n\
                      j: >-\n  folded\n  text\n\n  here\nk: |\n  kept\n   so\n";
        let (root, found) = parse(source);
        assert!(found.is_empty(), "{found:?}");
        let ours = value(&root.unwrap());
        assert_eq!(ours, serde_yaml::from_str::<Yaml>(source).unwrap());
    }

    /// Both parsers agree on every source that both accept, however odd.
    #[test]
    fn values_of_mutated_sources_match_serde_yaml() {
        let source = "a: one two # c\nb:\n  - 'it''s'\n  - \"x\\ty\"\n  - {c: d, e: [g, f]}\n\
                      g: >-\n  folded\n  text\n\n  more\nh: |\n  kept\n   so\nk: last\n  one\n";
        let pieces =
            ["", " ", "\n", "\n\n", "- ", ": ", "'", "\"", ">\n", "|-\n", "é", ",", "]", "#"];
        let mut random = super::super::random(3);
        let mut compared = 0;
        for _ in 0..6000 {
            let at = source.floor_char_boundary(random() as usize % source.len());
            let end = source.floor_char_boundary((at + random() as usize % 3).min(source.len()));
            let piece = pieces[random() as usize % pieces.len()];
            let mutant = format!("{}{piece}{}", &source[..at], &source[end..]);
            let (Some(root), found) = parse(&mutant) else { continue };
            let Ok(theirs) = serde_yaml::from_str::<Yaml>(&mutant) else { continue };
            if found.is_empty() {
                assert_eq!(value(&root), theirs, "{mutant}");
                compared += 1;
            }
        }
        assert!(compared > 1000, "{compared}");
    }
}
