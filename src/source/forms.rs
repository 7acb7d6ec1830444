//! The short and long forms of the source: a text where a mapping may stand, one where many may.
//!
//! Written as visitors, not as `untagged` enums, so that errors keep their place and name the
//! field that is wrong.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Error, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::schema::{
    Block, Figure, Item, List, OneOrMany, OneOrManyTexts, Paragraph, Quotation, Recommendations,
    SubHeading, Table, Text, TextBox, Work,
};

/// Reads a text as `T`, or a mapping through its long form `L`.
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

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        Ok((self.short)(Text(text.into())))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        L::deserialize(MapAccessDeserializer::new(map)).map(Into::into)
    }
}

/// Gives a type with a short form its `Deserialize` and its JSON Schema.
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
                deserializer.deserialize_any(TextOr::<Self, $long> {
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
        /// An id by which `[#id]` refers to it.
        id: Option<String>,
        /// Whether this paragraph is numbered; left out, `options` decide.
        numbered: Option<bool>,
    },
    "a text, or a mapping with `text`, `id` and `numbered`"
);

text_or!(
    SubHeading,
    LongSubHeading {
        /// An id by which `[#id]` refers to it.
        id: Option<String>,
    },
    "a text, or a mapping with `text` and `id`"
);

text_or!(
    Item,
    LongItem {
        /// An id by which `[#id]` refers to it.
        id: Option<String>,
        /// What is nested under the text.
        content: Vec<Block>,
    },
    "a text, or a mapping with `text`, `id` and `content`"
);

text_or!(
    Work,
    LongWork {
        /// An id by which `[#id]` refers to it.
        id: Option<String>,
    },
    "a text, or a mapping with `text` and `id`"
);

/// Every block but a bare text, by the key that says what it is.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum LongBlock {
    /// A paragraph that needs an id, or a number that its section has not.
    Paragraph(Paragraph),
    /// A sub-heading within a section.
    Heading(SubHeading),
    /// A list of any style.
    List(List),
    /// A list with bullets.
    Bullets(Vec<Item>),
    /// A list numbered 1. 2. 3.
    Numbered(Vec<Item>),
    /// A labelled list of recommendations, findings, lessons or conclusions.
    Recommendations(Recommendations),
    /// A quotation set off from the text.
    Quotation(Quotation),
    /// A table.
    Table(Table),
    /// A picture with its caption.
    Figure(Figure),
    /// A callout box.
    Box(TextBox),
}

impl From<LongBlock> for Block {
    fn from(long: LongBlock) -> Self {
        match long {
            LongBlock::Paragraph(block) => Block::Paragraph(block),
            LongBlock::Heading(block) => Block::Heading(block),
            LongBlock::List(block) => Block::List(block),
            LongBlock::Bullets(items) => Block::Bullets(items),
            LongBlock::Numbered(items) => Block::Numbered(items),
            LongBlock::Recommendations(block) => Block::Recommendations(block),
            LongBlock::Quotation(block) => Block::Quotation(block),
            LongBlock::Table(block) => Block::Table(block),
            LongBlock::Figure(block) => Block::Figure(block),
            LongBlock::Box(block) => Block::Box(block),
        }
    }
}

impl<'de> Deserialize<'de> for Block {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TextOr::<Self, LongBlock> {
            expecting: "a text, or a mapping with one key that says what the block is, such as `bullets`",
            short: |text| Block::Paragraph(text.into()),
            long: PhantomData,
        })
    }
}

impl JsonSchema for Block {
    fn schema_name() -> Cow<'static, str> {
        "Block".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let short = generator.subschema_for::<Text>();
        let long = generator.subschema_for::<LongBlock>();
        json_schema!({ "anyOf": [short, long] })
    }
}

/// Reads one `I` as a list of one, or a list.
struct OneOr<I>(&'static str, PhantomData<I>);

impl<'de, I: Deserialize<'de> + From<String>> Visitor<'de> for OneOr<I> {
    type Value = Vec<I>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(self.0)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Vec<I>, E> {
        Ok(vec![text.to_owned().into()])
    }

    fn visit_seq<A: SeqAccess<'de>>(self, sequence: A) -> Result<Vec<I>, A::Error> {
        Vec::deserialize(SeqAccessDeserializer::new(sequence))
    }
}

impl<'de> Deserialize<'de> for OneOrMany {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(OneOr("an id, or a list of ids", PhantomData)).map(OneOrMany)
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

impl From<String> for Text {
    fn from(text: String) -> Self {
        Text(text)
    }
}

impl<'de> Deserialize<'de> for OneOrManyTexts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let visitor = OneOr("a text, or a list of texts", PhantomData);
        deserializer.deserialize_any(visitor).map(OneOrManyTexts)
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
