//! Shorthand of tables: one header row as a list of cells, row headers as a switch.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Error, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::LongTableCell;
use crate::source::schema::{RowHeaders, TableCell, TableHeader, Text};
use crate::yaml::TRACED;

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
