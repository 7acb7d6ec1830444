//! What a JSON Schema (draft 2020-12, as schemars writes it) allows in one place.

use serde_json::Value as Json;

use super::advice::list;

/// A schema whose references can be followed.
pub struct Schema<'j> {
    definitions: Option<&'j Json>,
}

/// What may stand in one place.
#[derive(Debug, Default)]
pub struct Alternatives<'j> {
    /// Any text.
    pub text: bool,
    /// Words to choose from.
    pub choices: Vec<&'j str>,
    /// An integer from the first to the second.
    pub integer: Option<(f64, f64)>,
    /// A number from the first to the second, with a fraction or without.
    pub number: Option<(f64, f64)>,
    /// `true` or `false`.
    pub boolean: bool,
    /// Nothing.
    pub null: bool,
    /// A list of what this schema describes.
    pub array: Option<&'j Json>,
    /// How many items that list has, where that is settled.
    pub length: Option<u64>,
    /// A mapping; several where its one key says which.
    pub objects: Vec<&'j Json>,
}

impl<'j> Schema<'j> {
    /// The schema of a whole document.
    pub fn new(root: &'j Json) -> Self {
        Self { definitions: root.get("$defs") }
    }

    /// What a schema allows, references and alternatives followed.
    pub fn alternatives(&self, schema: &'j Json) -> Alternatives<'j> {
        let mut allowed = Alternatives::default();
        self.gather(schema, &mut allowed);
        allowed
    }

    fn gather(&self, schema: &'j Json, allowed: &mut Alternatives<'j>) {
        if let Some(name) = schema.get("$ref").and_then(Json::as_str) {
            let name = name.rsplit('/').next().unwrap_or_default();
            if let Some(definition) = self.definitions.and_then(|all| all.get(name)) {
                self.gather(definition, allowed);
            }
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
        self.choices.extend(schema.get("const").and_then(Json::as_str));
        self.choices.extend(array(schema, "enum").iter().filter_map(Json::as_str));
        self.text |= self.choices.len() == before;
    }

    /// What may stand here, in words.
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
}

fn array<'j>(schema: &'j Json, key: &str) -> &'j [Json] {
    schema.get(key).and_then(Json::as_array).map_or(&[], Vec::as_slice)
}

/// The least and the most that a number may be; `most` where the schema does not say.
fn range(schema: &Json, most: f64) -> (f64, f64) {
    let limit = |key| schema.get(key).and_then(Json::as_f64);
    (limit("minimum").unwrap_or(f64::MIN), limit("maximum").unwrap_or(most))
}

/// The number of items of a list that can have no other.
fn length(schema: &Json) -> Option<u64> {
    let limit = |key| schema.get(key).and_then(Json::as_u64);
    limit("minItems").filter(|least| limit("maxItems") == Some(*least))
}

/// The named fields of a mapping, with their schemas; `None` where any key may stand.
pub fn properties(object: &Json) -> Option<Vec<(&str, &Json)>> {
    let properties = object.get("properties")?.as_object()?;
    Some(properties.iter().map(|(key, schema)| (key.as_str(), schema)).collect())
}

/// The fields that a mapping must have.
pub fn required(object: &Json) -> impl Iterator<Item = &str> {
    array(object, "required").iter().filter_map(Json::as_str)
}
