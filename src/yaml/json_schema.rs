//! JSON Schemas (draft 2020-12): generated from our types, and read to find what they allow.

use std::collections::BTreeMap;

use schemars::Schema as Generated;
use schemars::generate::SchemaSettings;
use schemars::transform::{Transform, transform_subschemas};
use serde_json::Value as Json;

use super::suggest::list;

/// The settings for generating schemas: draft 2020-12, which YAML language servers read.
pub fn schema_settings() -> SchemaSettings {
    SchemaSettings::draft2020_12().with_transform(NoNullDefaults)
}

/// Removes `default: null`, at which language servers stop completing.
#[derive(Clone, Copy, Debug)]
struct NoNullDefaults;

impl Transform for NoNullDefaults {
    fn transform(&mut self, schema: &mut Generated) {
        if schema.get("default") == Some(&Json::Null) {
            schema.remove("default");
        }
        transform_subschemas(self, schema);
    }
}

/// A schema whose `$ref`s can be followed.
pub struct Schema<'j> {
    definitions: Option<&'j Json>,
}

/// The values that a schema allows in one place.
#[derive(Debug, Default)]
pub struct Alternatives<'j> {
    /// Any text.
    pub text: bool,
    /// The words of an enumeration.
    pub choices: Vec<&'j str>,
    /// The descriptions of these words.
    pub meanings: BTreeMap<&'j str, &'j str>,
    /// An integer, with its inclusive range.
    pub integer: Option<(f64, f64)>,
    /// A number with or without a fraction, with its inclusive range.
    pub number: Option<(f64, f64)>,
    /// `true` or `false`.
    pub boolean: bool,
    /// No value.
    pub null: bool,
    /// A list, with the schema of its items.
    pub array: Option<&'j Json>,
    /// The length of the list, if the schema fixes it.
    pub length: Option<u64>,
    /// Mappings; several if the only key of a mapping says which one it is.
    pub objects: Vec<&'j Json>,
}

impl<'j> Schema<'j> {
    /// The schema of a whole document.
    pub fn new(root: &'j Json) -> Self {
        Self { definitions: root.get("$defs") }
    }

    /// The values that a schema allows, with references and alternatives followed.
    pub fn alternatives(&self, schema: &'j Json) -> Alternatives<'j> {
        let mut allowed = Alternatives::default();
        self.gather(schema, &mut allowed);
        allowed
    }

    /// The description of a schema, otherwise that of the type to which it refers; empty if it has none.
    pub fn description(&self, schema: &'j Json) -> &'j str {
        let alternatives = || array(schema, "anyOf").iter().find_map(|it| self.definition(it));
        let own = description(schema);
        own.or_else(|| description(self.definition(schema).or_else(alternatives)?))
            .unwrap_or_default()
    }

    /// The type to which a schema refers.
    fn definition(&self, schema: &Json) -> Option<&'j Json> {
        let name = schema.get("$ref")?.as_str()?.rsplit('/').next()?;
        self.definitions?.get(name)
    }

    fn gather(&self, schema: &'j Json, allowed: &mut Alternatives<'j>) {
        if let Some(definition) = self.definition(schema) {
            self.gather(definition, allowed);
        }
        for key in ["anyOf", "oneOf"] {
            for alternative in array(schema, key) {
                self.gather(alternative, allowed);
            }
        }
        match schema.get("type") {
            Some(Json::String(kind)) => allowed.add(kind, schema),
            Some(Json::Array(kinds)) => {
                kinds.iter().filter_map(Json::as_str).for_each(|kind| allowed.add(kind, schema));
            }
            _ => {}
        }
    }
}

impl<'j> Alternatives<'j> {
    fn add(&mut self, kind: &str, schema: &'j Json) {
        match kind {
            "string" => self.add_text(schema),
            "integer" => self.integer = Some(range(schema, f64::from(u32::MAX))),
            "number" => self.number = Some(range(schema, f64::MAX)),
            "boolean" => self.boolean = true,
            "null" => self.null = true,
            "array" => {
                self.array = schema.get("items");
                self.length = length(schema);
            }
            "object" => self.objects.push(schema),
            _ => {}
        }
    }

    fn add_text(&mut self, schema: &'j Json) {
        let before = self.choices.len();
        if let Some(word) = schema.get("const").and_then(Json::as_str) {
            self.choices.push(word);
            self.meanings.extend(description(schema).map(|meaning| (word, meaning)));
        }
        self.choices.extend(array(schema, "enum").iter().filter_map(Json::as_str));
        self.text |= self.choices.len() == before;
    }

    /// The allowed values in words: "a text or a list".
    pub fn expected(&self) -> String {
        let mut words = Vec::new();
        if self.text {
            words.push("a text".to_owned());
        }
        if !self.choices.is_empty() {
            words.push(format!("one of {}", list(&self.choices)));
        }
        let kinds = [
            (self.integer.is_some(), "a whole number"),
            (self.number.is_some(), "a number"),
            (self.boolean, "true or false"),
            (self.array.is_some(), "a list"),
            (!self.objects.is_empty(), "a mapping"),
        ];
        words.extend(kinds.iter().filter(|(may, _)| *may).map(|(_, word)| (*word).to_owned()));
        words.join(" or ")
    }

    /// The hint for a value of the wrong type; `name` is the field.
    pub fn hint(&self, name: &str) -> String {
        if self.array.is_some() && !self.text {
            return format!(
                "write a list: under {name}, start each item on its own line with `- `"
            );
        }
        if !self.objects.is_empty() && !self.text {
            return format!("write a mapping: under {name}, put each `key: value` on its own line");
        }
        format!("write {}", self.expected())
    }
}

fn description(schema: &Json) -> Option<&str> {
    schema.get("description")?.as_str()
}

fn array<'j>(schema: &'j Json, key: &str) -> &'j [Json] {
    schema.get(key).and_then(Json::as_array).map_or(&[], Vec::as_slice)
}

/// The inclusive range of a number; `most` is its end if the schema does not give one.
fn range(schema: &Json, most: f64) -> (f64, f64) {
    let limit = |key| schema.get(key).and_then(Json::as_f64);
    (limit("minimum").unwrap_or(f64::MIN), limit("maximum").unwrap_or(most))
}

/// The length of a list, if the schema allows only one length.
fn length(schema: &Json) -> Option<u64> {
    let limit = |key| schema.get(key).and_then(Json::as_u64);
    limit("minItems").filter(|least| limit("maxItems") == Some(*least))
}

/// The named fields of a mapping with their schemas; `None` if any key is allowed.
pub fn properties(object: &Json) -> Option<Vec<(&str, &Json)>> {
    let properties = object.get("properties")?.as_object()?;
    Some(properties.iter().map(|(key, schema)| (key.as_str(), schema)).collect())
}

/// The required fields of a mapping.
pub fn required(object: &Json) -> impl Iterator<Item = &str> {
    array(object, "required").iter().filter_map(Json::as_str)
}
