//! Shorthand of equations: LaTeX alone, or a mapping with `latex`.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::value::MapAccessDeserializer;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use crate::source::schema::{DisplayEquation, Latex};
use crate::yaml::TRACED;

/// The long form.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct LongEquation {
    /// The equation in LaTeX, without dollar signs: `E = mc^2`.
    #[schemars(example = &r"E = mc^2")]
    latex: Latex,
    /// The id for references: `[#id]`. An equation with an id is numbered.
    #[serde(default)]
    id: Option<String>,
    /// A description for readers who cannot see the equation [default: the equation as a line of text].
    #[serde(default)]
    alt: Option<String>,
}

impl<'de> Deserialize<'de> for DisplayEquation {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(TRACED, EquationVisitor)
    }
}

struct EquationVisitor;

impl<'de> Visitor<'de> for EquationVisitor {
    type Value = DisplayEquation;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("LaTeX, or a mapping with `latex`, `id` and `alt`")
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(
        self,
        latex: D,
    ) -> Result<DisplayEquation, D::Error> {
        Ok(DisplayEquation { latex: Latex::deserialize(latex)?, id: None, alt: None })
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<DisplayEquation, A::Error> {
        let LongEquation { latex, id, alt } =
            LongEquation::deserialize(MapAccessDeserializer::new(map))?;
        Ok(DisplayEquation { latex, id, alt })
    }
}

impl JsonSchema for DisplayEquation {
    fn schema_name() -> Cow<'static, str> {
        "DisplayEquation".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let short = generator.subschema_for::<Latex>();
        let long = generator.subschema_for::<LongEquation>();
        json_schema!({ "anyOf": [short, long] })
    }
}
