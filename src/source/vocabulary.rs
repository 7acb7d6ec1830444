//! What may be written at a place of a report, from its JSON Schema, for editors.

use std::collections::BTreeSet;

use serde_json::Value as Json;

use super::schema_value;
use crate::yaml::json_schema::{Alternatives, Schema, properties, required};

/// The keys and values of reports, with their descriptions.
#[derive(Clone, Debug)]
pub struct Vocabulary {
    schema: Json,
}

/// A step from a value of a report to a value in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// To the value of a key.
    Key(String),
    /// To an item of a list.
    Item,
}

/// A key that a mapping may have.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Key {
    /// The key.
    pub name: String,
    /// Its description, in Markdown; empty if it has none.
    pub description: String,
    /// What its value may be, in words: "a text or a list".
    pub expected: String,
    /// Whether the mapping must have it.
    pub is_required: bool,
    /// How its value is written.
    pub form: ValueForm,
}

/// How a value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueForm {
    /// After the key, on its line.
    Scalar,
    /// As a list under the key.
    List,
    /// As a mapping under the key.
    Mapping,
}

/// A word that a value may be.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Choice {
    /// The word.
    pub word: String,
    /// Its description, in Markdown; empty if it has none.
    pub description: String,
}

impl Default for Vocabulary {
    fn default() -> Self {
        Vocabulary { schema: schema_value() }
    }
}

impl Vocabulary {
    /// The keys of a mapping, without those that it already has: the required keys first, and kinds of blocks
    /// before what all kinds have. A list of blocks or a text has the keys of its long form.
    pub fn keys(&self, path: &[Step], present: &[&str]) -> Vec<Key> {
        let schema = Schema::new(&self.schema);
        let allowed = self.at(&schema, path);
        let objects = allowed.map(|allowed| allowed.objects).unwrap_or_default();
        let is_kind = objects.len() > 1;
        let known = |key: &&&str| objects.iter().any(|object| property(object, key).is_some());
        let present: Vec<&str> = present.iter().filter(known).copied().collect();
        let fits = |object: &&&Json| present.iter().all(|key| property(object, key).is_some());
        let mut names: BTreeSet<&str> = present.iter().copied().collect();
        let mut keys = Vec::new();
        for object in objects.iter().filter(fits) {
            for (name, value) in properties(object).unwrap_or_default() {
                if names.insert(name) {
                    let own = required(object).any(|it| it == name);
                    let described = if is_kind && own { object } else { value };
                    let description = schema.description(described);
                    let key = key(name, description, own && !is_kind, &schema.alternatives(value));
                    keys.push((!own, key));
                }
            }
        }
        keys.sort_by_key(|(is_other, _)| *is_other);
        keys.into_iter().map(|(_, key)| key).collect()
    }

    /// The words that a value may be.
    pub fn choices(&self, path: &[Step]) -> Vec<Choice> {
        let schema = Schema::new(&self.schema);
        let Some(allowed) = self.at(&schema, path) else { return Vec::new() };
        let truths: &[&str] = if allowed.boolean { &["true", "false"] } else { &[] };
        let words = allowed.choices.iter().chain(truths);
        let choice = |word: &&str| Choice {
            word: (*word).to_owned(),
            description: allowed.meanings.get(word).copied().unwrap_or_default().to_owned(),
        };
        words.map(choice).collect()
    }

    /// What is allowed at the end of a path.
    fn at<'j>(&'j self, schema: &Schema<'j>, path: &[Step]) -> Option<Alternatives<'j>> {
        let mut allowed = schema.alternatives(&self.schema);
        for step in path {
            let next = match step {
                Step::Item => allowed.array?,
                Step::Key(key) => allowed.objects.iter().find_map(|it| property(it, key))?,
            };
            allowed = schema.alternatives(next);
        }
        Some(allowed)
    }
}

/// The schema of the value of a key, which may be free, as the ids of people.
fn property<'j>(object: &'j Json, key: &str) -> Option<&'j Json> {
    match properties(object) {
        Some(known) => known.into_iter().find(|(name, _)| *name == key).map(|it| it.1),
        None => object.get("additionalProperties"),
    }
}

fn key(name: &str, description: &str, is_required: bool, allowed: &Alternatives) -> Key {
    let is_scalar = allowed.text
        || allowed.boolean
        || !allowed.choices.is_empty()
        || allowed.integer.or(allowed.number).is_some();
    let form = match (is_scalar, allowed.array.is_some(), allowed.objects.is_empty()) {
        (false, true, _) => ValueForm::List,
        (false, false, false) => ValueForm::Mapping,
        (true, ..) | (false, false, true) => ValueForm::Scalar,
    };
    Key {
        name: name.to_owned(),
        description: description.to_owned(),
        expected: allowed.expected(),
        is_required,
        form,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A path such as `body.-.content.-`.
    fn path(written: &str) -> Vec<Step> {
        let steps = written.split('.').filter(|step| !step.is_empty());
        steps.map(|it| if it == "-" { Step::Item } else { Step::Key(it.to_owned()) }).collect()
    }

    fn names(written: &str, present: &[&str]) -> Vec<String> {
        let keys = Vocabulary::default().keys(&path(written), present);
        keys.into_iter().map(|it| it.name).collect()
    }

    #[test]
    fn required_keys_come_first_and_present_keys_are_left_out() {
        let keys = names("", &["people"]);
        assert_eq!(keys.get(..2).unwrap(), ["body", "publication"]);
        assert!(!keys.contains(&"people".into()) && keys.contains(&"footnotes".into()), "{keys:?}");
        assert!(names("people", &[]).is_empty());
        assert_eq!(names("people.anyone", &[])[0], "name");
        assert!(names("body.-.title", &[]).is_empty());
        assert!(names("nowhere", &[]).is_empty());
    }

    #[test]
    fn a_block_has_one_kind() {
        let kinds = names("body.-.content.-", &[]);
        assert!(kinds.contains(&"recommendations".into()));
        assert_eq!(kinds.last().unwrap(), "layout");
        assert_eq!(names("body.-.content.-", &["table"]), ["layout"]);
        assert!(!names("body.-.content.-", &["layout"]).contains(&"layout".into()));
        // A misspelt key does not hide what may follow.
        assert_eq!(names("body.-.content.-", &["table", "layuot"]), ["layout"]);
    }

    #[test]
    fn keys_are_explained() {
        let keys = Vocabulary::default().keys(&path("body.-.content.-"), &[]);
        let table = keys.iter().find(|it| it.name == "table").unwrap();
        assert_eq!((table.description.as_str(), table.form), ("A table.", ValueForm::Mapping));
        let bullets = keys.iter().find(|it| it.name == "bullets").unwrap();
        assert_eq!((bullets.expected.as_str(), bullets.form), ("a list", ValueForm::List));
        let keys = Vocabulary::default().keys(&path("people.anyone"), &[]);
        assert!(keys[0].is_required && keys[0].form == ValueForm::Scalar, "{:?}", keys[0]);
        // A description of a type explains a key that has none.
        let keys = Vocabulary::default().keys(&path("body.-.content.-.figure"), &[]);
        assert!(keys.iter().all(|it| !it.description.is_empty()), "{keys:?}");
    }

    #[test]
    fn words_are_explained() {
        let choices = |written| Vocabulary::default().choices(&path(written));
        let kinds = choices("body.-.kind");
        let panel = kinds.iter().find(|it| it.word == "panel").unwrap();
        assert!(panel.description.starts_with("A panel."), "{panel:?}");
        let truths = choices("body.-.content.-.figure.decorative");
        assert_eq!(truths.iter().map(|it| it.word.as_str()).collect::<Vec<_>>(), ["true", "false"]);
        assert_eq!(choices("body.-.content.-.table.align.-").len(), 3);
        assert_eq!(choices("body.-.title"), []);
    }
}
