//! Shorthand in the source: a text instead of a mapping with that `text`, one value instead of a list of one.
//!
//! These are visitors, not `untagged` enums, so that errors keep their place and name the field.

mod block;
mod equation;
mod table;
mod work;

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::schema::{
    Block, Item, Layout, OneOrMany, OneOrManyNames, OneOrManyTexts, Paragraph, SubHeading,
    TableCell, Text, TracedString,
};
use crate::yaml::TRACED;

/// Reads a `T` from a text, or from a mapping through its long form `L`.
struct TextOr<T, L> {
    expecting: &'static str,
    short: fn(Text) -> T,
    long: PhantomData<L>,
}

impl<'de, T, L: Deserialize<'de> + Into<T>> Visitor<'de> for TextOr<T, L> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(self.expecting)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, text: D) -> Result<T, D::Error> {
        Text::deserialize(text).map(self.short)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        L::deserialize(MapAccessDeserializer::new(map)).map(Into::into)
    }
}

/// Implements `Deserialize` and `JsonSchema` for a type with a shorthand.
macro_rules! text_or {
    ($kind:ty, $long:ident { $($(#[$meta:meta])* $field:ident: $type:ty),* $(,)? }, $expecting:literal) => {
        /// The long form.
        #[derive(Deserialize, JsonSchema)]
        #[serde(deny_unknown_fields)]
        struct $long {
            /// The text.
            text: Text,
            $($(#[$meta])* #[serde(default)] $field: $type,)*
        }

        impl From<$long> for $kind {
            fn from(long: $long) -> Self {
                Self { text: long.text, $($field: long.$field),* }
            }
        }

        impl From<Text> for $kind {
            fn from(text: Text) -> Self {
                Self { text, $($field: Default::default()),* }
            }
        }

        impl<'de> Deserialize<'de> for $kind {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_newtype_struct(TRACED, TextOr::<Self, $long> {
                    expecting: $expecting,
                    short: Self::from,
                    long: PhantomData,
                })
            }
        }

        impl JsonSchema for $kind {
            fn schema_name() -> Cow<'static, str> {
                stringify!($kind).into()
            }

            fn json_schema(generator: &mut SchemaGenerator) -> Schema {
                let short = generator.subschema_for::<Text>();
                let long = generator.subschema_for::<$long>();
                json_schema!({ "anyOf": [short, long] })
            }
        }
    };
}

text_or!(
    Paragraph,
    LongParagraph {
        /// The id for references: `[#id]`.
        id: Option<String>,
        /// Whether the paragraph is numbered [default: as `options.numbered_paragraphs` says].
        numbered: Option<bool>,
    },
    "a text, or a mapping with `text`, `id` and `numbered`"
);

text_or!(
    SubHeading,
    LongSubHeading {
        /// The id for references: `[#id]`.
        id: Option<String>,
    },
    "a text, or a mapping with `text` and `id`"
);

text_or!(
    Item,
    LongItem {
        /// The id for references: `[#id]`.
        id: Option<String>,
        /// Blocks under the text: further paragraphs, nested lists.
        content: Vec<Block>,
        /// How page breaks fall around it.
        layout: Layout,
    },
    "a text, or a mapping with `text`, `id`, `content` and `layout`"
);

text_or!(
    TableCell,
    LongTableCell {
        /// The number of columns that the cell spans [default: 1].
        #[schemars(range(min = 1, max = 63))]
        columns: Option<u32>,
        /// The number of rows that the cell spans [default: 1].
        #[schemars(range(min = 1, max = 1000))]
        rows: Option<u32>,
        /// Paragraphs and lists under the text.
        content: Vec<Block>,
    },
    "a text, or a mapping with `text`, `columns`, `rows` and `content`"
);

/// Reads a list of `I`, or a single `I` as a list of one.
struct OneOr<I>(&'static str, PhantomData<I>);

impl<'de, I: Deserialize<'de>> Visitor<'de> for OneOr<I> {
    type Value = Vec<I>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(self.0)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, one: D) -> Result<Vec<I>, D::Error> {
        Ok(vec![I::deserialize(one)?])
    }

    fn visit_seq<A: SeqAccess<'de>>(self, sequence: A) -> Result<Vec<I>, A::Error> {
        Vec::deserialize(SeqAccessDeserializer::new(sequence))
    }
}

impl<'de> Deserialize<'de> for OneOrMany {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let visitor = OneOr("an id, or a list of ids", PhantomData);
        deserializer.deserialize_newtype_struct(TRACED, visitor).map(OneOrMany)
    }
}

impl JsonSchema for OneOrMany {
    fn schema_name() -> Cow<'static, str> {
        "OneOrMany".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "anyOf": [{ "type": "string" }, { "type": "array", "items": { "type": "string" } }]
        })
    }
}

impl<'de> Deserialize<'de> for OneOrManyNames {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let visitor = OneOr("a name, or a list of names", PhantomData);
        deserializer.deserialize_newtype_struct(TRACED, visitor).map(OneOrManyNames)
    }
}

impl JsonSchema for OneOrManyNames {
    fn schema_name() -> Cow<'static, str> {
        "OneOrManyNames".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let one = generator.subschema_for::<TracedString>();
        json_schema!({ "anyOf": [one, { "type": "array", "items": one }] })
    }
}

impl<'de> Deserialize<'de> for OneOrManyTexts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let visitor = OneOr("a text, or a list of texts", PhantomData);
        deserializer.deserialize_newtype_struct(TRACED, visitor).map(OneOrManyTexts)
    }
}

impl JsonSchema for OneOrManyTexts {
    fn schema_name() -> Cow<'static, str> {
        "OneOrManyTexts".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let one = generator.subschema_for::<Text>();
        json_schema!({ "anyOf": [one, { "type": "array", "items": one }] })
    }
}
