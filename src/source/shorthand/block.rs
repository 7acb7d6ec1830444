//! Shorthand of blocks: a text is a paragraph, and the key of a mapping names its kind.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::value::MapAccessDeserializer;
use serde::de::{DeserializeSeed, Error, IntoDeserializer, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Value as Json;

use crate::source::schema::parts::LAYOUT;
use crate::source::schema::{Block, BlockKind, Layout, Text};
use crate::yaml::{EXTENT, TRACED};

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

/// Reads a text as a paragraph, or a mapping in which the only key besides `layout` names the kind.
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
