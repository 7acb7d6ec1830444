//! Layered files: each file overrides the next, key by key.

use std::cell::LazyCell;
use std::collections::HashMap;
use std::ops::Range;
use std::slice;

use schemars::transform::{Transform, transform_subschemas};
use schemars::{JsonSchema, Schema};
use serde::de::DeserializeOwned;
use serde_json::Value as Json;

use super::memo::Memo;
use super::unprintable::unprintable_texts;
use crate::diagnostic::{Code, Diagnostic, Findings, SourceText};
use crate::yaml::tree::{Entry, Node, Value};
use crate::yaml::{self, DeserializeError, Subject};

/// A file, under the name that messages use.
#[derive(Clone, Debug)]
pub struct Layer {
    /// The name of the file.
    pub file: String,
    /// The content of the file, shared by all messages about it.
    pub source: SourceText,
}

impl PartialEq for Layer {
    fn eq(&self, other: &Layer) -> bool {
        self.file == other.file && self.source.bytes() == other.source.bytes()
    }
}

impl Layer {
    /// A layer from a file name and its content.
    pub fn new(file: impl Into<String>, text: &str) -> Self {
        Layer { file: file.into(), source: text.into() }
    }

    /// The content of the file.
    pub fn text(&self) -> &str {
        str::from_utf8(self.source.bytes()).unwrap_or_default()
    }

    /// A layer from a file name and its bytes. Returns an error for bytes that are not UTF-8.
    pub fn decode(file: impl Into<String>, bytes: &[u8]) -> Result<Self, Vec<Diagnostic>> {
        let file = file.into();
        let named = |error| Diagnostic { file: file.clone(), ..error };
        match yaml::decode(bytes) {
            Ok((text, _)) => Ok(Layer::new(file, text)),
            Err(errors) => Err(errors.into_iter().map(named).collect()),
        }
    }

    /// What is known of the file before its keys are checked. Thousands of reports use the same file, which is
    /// parsed once for all of them.
    pub fn outline(&self) -> Outline {
        static KNOWN: Memo<Layer, Outline> = Memo::new();
        let outline =
            KNOWN.get(slice::from_ref(self), |_| Ok::<_, Findings>(Outline::read(self.text())));
        outline.unwrap_or_default()
    }

    /// The byte range of the value at a path of keys.
    pub fn range_of(&self, keys: &[&str]) -> Option<Range<usize>> {
        let (tree, _) = yaml::parse(self.text());
        let tree = tree?;
        let node = keys.iter().try_fold(&tree, |node, key| Some(&node.entry(key)?.value))?;
        Some(node.place.clone())
    }
}

/// What is known of a file before its keys are checked.
#[derive(Clone, Debug, Default)]
pub struct Outline {
    /// The name of the template that it extends, and its byte range.
    pub extends: Option<(String, Range<usize>)>,
    /// The number of characters of the longest text, and its byte range.
    pub longest_text: (usize, Range<usize>),
}

impl Outline {
    fn read(text: &str) -> Outline {
        let (Some(tree), _) = yaml::parse(text) else { return Outline::default() };
        let extends = tree.entry("extends").and_then(|entry| match &entry.value.value {
            Value::Scalar(scalar) => Some((scalar.text.to_string(), entry.value.place.clone())),
            Value::Sequence(_) | Value::Mapping(_) => None,
        });
        Outline { extends, longest_text: longest(&tree) }
    }
}

fn longest(node: &Node) -> (usize, Range<usize>) {
    let longer = |one: (usize, Range<usize>), other: (usize, Range<usize>)| {
        if other.0 > one.0 { other } else { one }
    };
    match &node.value {
        Value::Scalar(scalar) => (scalar.text.chars().count(), node.place.clone()),
        Value::Sequence(items) => items.iter().map(longest).fold((0, 0..0), longer),
        Value::Mapping(entries) => {
            entries.iter().map(|entry| longest(&entry.value)).fold((0, 0..0), longer)
        }
    }
}

/// A file parsed as YAML.
#[derive(Clone, Debug)]
pub struct Tree<'l> {
    /// The name of the file.
    pub file: &'l str,
    /// The root of the file, or of one part.
    pub node: Node<'l>,
}

/// Merges files and deserializes the result. Each file is validated separately, unless its text `is_valid`; the last
/// one must be complete. Messages call the result `name`: "the template".
pub fn read<T: DeserializeOwned + JsonSchema>(
    layers: &[Layer],
    name: &str,
    is_valid: impl Fn(&str) -> bool,
) -> Result<T, Findings> {
    let schema = LazyCell::new(schema::<T>);
    let mut diagnostics = Findings::default();
    let mut trees = Vec::new();
    for (index, layer) in layers.iter().enumerate() {
        let Some(mut tree) = parse(layer, &mut diagnostics) else { continue };
        let subject = match index + 1 == layers.len() {
            true => Subject::whole(name),
            false => Subject::part(name),
        };
        if !is_valid(layer.text()) {
            report(layer, yaml::validate(&mut tree.node, &schema, subject), &mut diagnostics);
        }
        trees.push(tree);
    }
    if diagnostics.is_empty() { typed(&trees) } else { Err(diagnostics) }
}

/// Merges trees, of which the first takes precedence, and deserializes the result.
pub fn typed<T: DeserializeOwned>(trees: &[Tree]) -> Result<T, Findings> {
    let nodes = trees.iter().map(|tree| tree.node.clone());
    let whole = nodes.reduce(merge).ok_or_else(Findings::default)?;
    yaml::typed(&whole).map_err(|refused| Findings::from_iter([locate(&refused, trees)]))
}

/// The JSON Schema of a complete file.
pub fn schema<T: JsonSchema>() -> Json {
    yaml::schema_settings().into_generator().into_root_schema_for::<T>().to_value()
}

/// The JSON Schema of a file that overrides another: no key is required.
pub fn schema_of_part<T: JsonSchema>() -> Json {
    let settings = yaml::schema_settings().with_transform(NothingRequired);
    settings.into_generator().into_root_schema_for::<T>().to_value()
}

/// Removes `required` from every schema.
#[derive(Clone, Copy, Debug)]
struct NothingRequired;

impl Transform for NothingRequired {
    fn transform(&mut self, schema: &mut Schema) {
        schema.remove("required");
        transform_subschemas(self, schema);
    }
}

/// Parses a file as YAML and adds its errors to `diagnostics`.
pub fn parse<'l>(layer: &'l Layer, diagnostics: &mut Findings) -> Option<Tree<'l>> {
    let (node, mut errors) = yaml::parse(layer.text());
    if node.is_none() && errors.is_empty() {
        let error = Code::BadTemplate.of_file("the file is empty");
        errors.push(error.hint("write its content, or delete the file"));
    }
    if let Some(node) = &node {
        unprintable_texts(node, "", &mut errors);
    }
    report(layer, errors, diagnostics);
    Some(Tree { file: &layer.file, node: node? })
}

/// Adds the diagnostics of a file.
pub fn report(layer: &Layer, mut errors: Findings, diagnostics: &mut Findings) {
    errors.iter_mut().for_each(|it| it.file.clone_from(&layer.file));
    diagnostics.append(errors);
}

/// Merges a tree over another: mappings are merged, everything else is replaced.
fn merge<'t>(own: Node<'t>, other: Node<'t>) -> Node<'t> {
    match (own.value, other.value) {
        (Value::Mapping(own_entries), Value::Mapping(other_entries)) => {
            let value = Value::Mapping(merge_entries(own_entries, other_entries));
            Node::new(own.place, value)
        }
        (value, _) => Node::new(own.place, value),
    }
}

fn merge_entries<'t>(own: Vec<Entry<'t>>, others: Vec<Entry<'t>>) -> Vec<Entry<'t>> {
    let mut merged = own;
    let places = merged.iter().enumerate().map(|(place, entry)| (entry.key.clone(), place));
    let places: HashMap<_, _> = places.collect();
    for other in others {
        match places.get(&other.key).and_then(|place| merged.get_mut(*place)) {
            Some(entry) => {
                let place = entry.value.place.clone();
                let nothing = Node::new(place, Value::Sequence(Vec::new()));
                entry.value = merge(std::mem::replace(&mut entry.value, nothing), other.value);
            }
            None => merged.push(other),
        }
    }
    merged
}

/// Turns an error of serde into a diagnostic in the first file that contains the value.
fn locate(refused: &DeserializeError, trees: &[Tree]) -> Diagnostic {
    let (file, error) = match trees.iter().find(|tree| refused.is_in(&tree.node)) {
        Some(tree) => (tree.file.to_owned(), refused.at(&tree.node, Code::BadTemplate)),
        None => (String::new(), Code::BadTemplate.of_file("these files cannot be merged")),
    };
    // Conversions in this module put a hint into their error, after the fault.
    let (message, hint) = match error.message.split_once(": write ") {
        Some((fault, hint)) => (fault.to_owned(), format!("write {hint}")),
        None => (error.message.clone(), "see the built-in files for examples".to_owned()),
    };
    Diagnostic { file, message, ..error }.hint(hint)
}
