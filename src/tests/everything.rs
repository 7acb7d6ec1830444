//! The report that uses every key of the source format, in English and in Arabic.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value as Json;
use serde_yaml::Value;

use crate::source::schema::schema_value;

/// A key of the schema, after the name of the definition that has it.
type Key = (String, String);

#[test]
fn every_key_is_used() {
    let schema = schema_value();
    for file in ["report.yaml", "report.ar.yaml"] {
        let text = fs::read_to_string(format!("tests/cases/everything/{file}")).unwrap();
        let report: Value = serde_yaml::from_str(&text).unwrap();
        let mut used = Walk { schema: &schema, keys: BTreeSet::new() };
        used.value(&report, &schema, "Report");
        let unused: Vec<Key> = all_keys(&schema).difference(&used.keys).cloned().collect();
        assert!(unused.is_empty(), "{file} does not use {unused:?}: add them to both reports");
    }
}

#[test]
fn an_unused_key_is_detected() {
    let schema = schema_value();
    let mut used = Walk { schema: &schema, keys: BTreeSet::new() };
    let report =
        serde_yaml::from_str("body: [{title: A, content: [{box: {content: [B]}}]}]").unwrap();
    used.value(&report, &schema, "Report");
    let key = |definition: &str, key: &str| (definition.to_owned(), key.to_owned());
    assert!(used.keys.contains(&key("TextBox", "content")));
    let all = all_keys(&schema);
    assert!(
        all.contains(&key("TextBox", "title")) && !used.keys.contains(&key("TextBox", "title"))
    );
    assert!(all.is_superset(&used.keys));
}

/// Every key of the schema.
fn all_keys(schema: &Json) -> BTreeSet<Key> {
    let mut keys = BTreeSet::new();
    let mut own = |definition: &str, node: &Json| {
        let name = |key: &String| (definition.to_owned(), key.clone());
        each_alternative(node, &mut |node| {
            let properties = node["properties"].as_object();
            keys.extend(properties.into_iter().flat_map(|it| it.keys().map(name)));
        });
    };
    own("Report", schema);
    schema["$defs"].as_object().unwrap().iter().for_each(|(name, node)| own(name, node));
    keys
}

/// Calls `visit` with a schema and its alternatives, without following references.
fn each_alternative<'j>(node: &'j Json, visit: &mut dyn FnMut(&'j Json)) {
    visit(node);
    let unions = ["anyOf", "oneOf", "allOf"].into_iter().filter_map(|key| node[key].as_array());
    unions.flatten().for_each(|node| each_alternative(node, visit));
}

/// The walk through a report and its schema at once.
struct Walk<'j> {
    schema: &'j Json,
    /// The keys used so far.
    keys: BTreeSet<Key>,
}

impl<'j> Walk<'j> {
    fn value(&mut self, value: &Value, node: &'j Json, definition: &str) {
        let mut alternatives = Vec::new();
        each_alternative(node, &mut |node| alternatives.push(node));
        for node in alternatives {
            if let Some(name) = node["$ref"].as_str().and_then(|it| it.strip_prefix("#/$defs/")) {
                self.value(value, &self.schema["$defs"][name], name);
            }
            match value {
                Value::Mapping(entries) => {
                    for (key, value) in entries {
                        self.entry(key.as_str().unwrap(), value, node, definition);
                    }
                }
                Value::Sequence(items) => {
                    items.iter().for_each(|item| self.value(item, &node["items"], definition));
                }
                Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
                Value::Tagged(_) => panic!("tags are not supported"),
            }
        }
    }

    fn entry(&mut self, key: &str, value: &Value, node: &'j Json, definition: &str) {
        match node["properties"].get(key) {
            Some(property) => {
                self.keys.insert((definition.to_owned(), key.to_owned()));
                self.value(value, property, definition);
            }
            None => self.value(value, &node["additionalProperties"], definition),
        }
    }
}
