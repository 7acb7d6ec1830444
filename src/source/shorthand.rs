//! Shorthand in the source: a text for a mapping with that `text`, one value for a list of one.
//!
//! These are visitors, not `untagged` enums, so that errors keep their place and name the field.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Range;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{DeserializeSeed, Error, IntoDeserializer, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Value as Json;

use super::schema::parts::LAYOUT;
use super::schema::{
    Block, BlockKind, Item, Layout, OneOrMany, OneOrManyNames, OneOrManyTexts, Paragraph,
    RowHeaders, SubHeading, TableCell, TableHeader, Text, TracedString, Work,
};
use crate::yaml::{EXTENT, TRACED};

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

text_or!(
    Work,
    LongWork {
        /// The id for references: `[#id]`.
        id: Option<String>,
        /// What references print: "Lind 2019" [default: the authors and the year of the entry, or the
        /// number of the entry if they are not found in all entries with an id].
        label: Option<Text>,
    },
    "a text, or a mapping with `text`, `id` and `label`"
);

/// A cell of a header of one row, or a row of several.
enum CellOrRow {
    Cell(TableCell),
    Row(Vec<TableCell>),
}

impl<'de> Deserialize<'de> for CellOrRow {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(TRACED, CellOrRowVisitor)
    }
}

struct CellOrRowVisitor;

impl<'de> Visitor<'de> for CellOrRowVisitor {
    type Value = CellOrRow;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a cell, or a list of cells")
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, text: D) -> Result<CellOrRow, D::Error> {
        Ok(CellOrRow::Cell(Text::deserialize(text)?.into()))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<CellOrRow, A::Error> {
        let cell = LongTableCell::deserialize(MapAccessDeserializer::new(map))?;
        Ok(CellOrRow::Cell(cell.into()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, cells: A) -> Result<CellOrRow, A::Error> {
        Vec::deserialize(SeqAccessDeserializer::new(cells)).map(CellOrRow::Row)
    }
}

impl<'de> Deserialize<'de> for TableHeader {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (mut cells, mut rows) = (Vec::new(), Vec::new());
        for item in Vec::<CellOrRow>::deserialize(deserializer)? {
            match item {
                CellOrRow::Cell(cell) => cells.push(cell),
                CellOrRow::Row(row) => rows.push(row),
            }
        }
        match (cells.is_empty(), rows.is_empty()) {
            (false, false) => {
                Err(D::Error::custom("a header must have either cells or rows, not both"))
            }
            (false, true) => Ok(TableHeader { rows: vec![cells], is_list: false }),
            (true, _) => Ok(TableHeader { rows, is_list: true }),
        }
    }
}

impl JsonSchema for TableHeader {
    fn schema_name() -> Cow<'static, str> {
        "TableHeader".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let cell = generator.subschema_for::<TableCell>();
        let row = json_schema!({ "type": "array", "items": cell });
        json_schema!({ "type": "array", "items": { "anyOf": [cell, row] } })
    }
}

impl<'de> Deserialize<'de> for RowHeaders {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RowHeadersVisitor)
    }
}

struct RowHeadersVisitor;

impl Visitor<'_> for RowHeadersVisitor {
    type Value = RowHeaders;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("true, false, or a number of columns")
    }

    fn visit_bool<E: Error>(self, first: bool) -> Result<RowHeaders, E> {
        Ok(RowHeaders(u8::from(first)))
    }

    fn visit_u64<E: Error>(self, columns: u64) -> Result<RowHeaders, E> {
        u8::try_from(columns).map(RowHeaders).map_err(E::custom)
    }
}

impl JsonSchema for RowHeaders {
    fn schema_name() -> Cow<'static, str> {
        "RowHeaders".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "anyOf": [{ "type": "boolean" }, { "type": "integer", "minimum": 0, "maximum": 63 }]
        })
    }
}

impl<'de> Deserialize<'de> for Block {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(EXTENT, ExtentVisitor)
    }
}

/// Reads a block after the two ends of its extent.
struct ExtentVisitor;

impl<'de> Visitor<'de> for ExtentVisitor {
    type Value = Block;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        BlockVisitor { extent: 0..0 }.expecting(f)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, inner: D) -> Result<Block, D::Error> {
        inner.deserialize_seq(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut parts: A) -> Result<Block, A::Error> {
        let start: u32 = parts.next_element()?.unwrap_or_default();
        let end: u32 = parts.next_element()?.unwrap_or_default();
        let block =
            parts.next_element_seed(BlockVisitor { extent: start as usize..end as usize })?;
        block.ok_or_else(|| A::Error::invalid_length(2, &"a block"))
    }
}

impl<'de> DeserializeSeed<'de> for BlockVisitor {
    type Value = Block;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Block, D::Error> {
        deserializer.deserialize_newtype_struct(TRACED, self)
    }
}

/// Reads a text as a paragraph, or a mapping whose one key besides `layout` names the kind.
struct BlockVisitor {
    extent: Range<usize>,
}

impl<'de> Visitor<'de> for BlockVisitor {
    type Value = Block;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(
            "a text, or a mapping with one key that names the kind of block, such as `bullets`",
        )
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, text: D) -> Result<Block, D::Error> {
        let kind = BlockKind::Paragraph(Text::deserialize(text)?.into());
        Ok(Block { kind, layout: Layout::default(), extent: self.extent })
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Block, A::Error> {
        let mut apart = LayoutApart { map, layout: Layout::default() };
        let kind = BlockKind::deserialize(MapAccessDeserializer::new(&mut apart))?;
        // This also reads a `layout` that comes last.
        match apart.next_key::<String>()? {
            Some(key) => {
                Err(A::Error::custom(format!("a block must have one key, but also has `{key}`")))
            }
            None => Ok(Block { kind, layout: apart.layout, extent: self.extent }),
        }
    }
}

/// The entries of a mapping without `layout`, which is set aside.
struct LayoutApart<A> {
    map: A,
    layout: Layout,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for LayoutApart<A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, A::Error> {
        while let Some(key) = self.map.next_key::<String>()? {
            if key != LAYOUT {
                return seed.deserialize(key.into_deserializer()).map(Some);
            }
            self.layout = self.map.next_value()?;
        }
        Ok(None)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        self.map.next_value_seed(seed)
    }
}

impl JsonSchema for Block {
    fn schema_name() -> Cow<'static, str> {
        "Block".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let short = generator.subschema_for::<Text>();
        let layout = generator.subschema_for::<Layout>().to_value();
        let mut kinds = BlockKind::json_schema(generator).to_value();
        let objects = kinds.get_mut("oneOf").and_then(Json::as_array_mut);
        for object in objects.into_iter().flatten() {
            // Language servers show the title in their list of kinds.
            let kind = object.pointer("/required/0").cloned();
            if let (Some(kind), Some(object)) = (kind, object.as_object_mut()) {
                object.insert("title".into(), kind);
            }
            if let Some(Json::Object(properties)) = object.get_mut("properties") {
                properties.insert(LAYOUT.into(), layout.clone());
            }
        }
        json_schema!({ "anyOf": [short, kinds] })
    }
}

/// Reads a list of `I`, or one as a list of one.
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
