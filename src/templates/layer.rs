//! Several files that say one thing together: each says what it wants otherwise than the next.

use std::ops::Range;

use schemars::transform::{Transform, transform_subschemas};
use schemars::{JsonSchema, Schema};
use serde::de::DeserializeOwned;
use serde_json::Value as Json;

use crate::diagnostic::{Code, Diagnostic};
use crate::yaml::tree::{Entry, Node, Value};
use crate::yaml::{self, DeserializeError, Subject};

/// A file, by the name that messages give it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layer {
    /// Its name.
    pub file: String,
    /// What stands in it.
    pub text: String,
}

impl Layer {
    /// A file and what stands in it.
    pub fn new(file: impl Into<String>, text: impl Into<String>) -> Self {
        Layer { file: file.into(), text: text.into() }
    }

    /// A file as its bytes are; or where they are not UTF-8.
    pub fn decode(file: impl Into<String>, bytes: &[u8]) -> Result<Self, Vec<Diagnostic>> {
        let file = file.into();
        let named = |error| Diagnostic { file: file.clone(), ..error };
        match yaml::decode(bytes) {
            Ok((text, _)) => Ok(Layer::new(file, text)),
            Err(errors) => Err(errors.into_iter().map(named).collect()),
        }
    }

    /// Where the value stands to which some keys lead.
    pub fn place(&self, keys: &[&str]) -> Option<Range<usize>> {
        let (tree, _) = yaml::parse(&self.text);
        let tree = tree?;
        let node = keys.iter().try_fold(&tree, |node, key| Some(&node.entry(key)?.value))?;
        Some(node.place.clone())
    }
}

/// What stands in a file, read as YAML.
#[derive(Clone, Debug)]
pub struct Tree<'l> {
    /// The name of the file.
    pub file: &'l str,
    /// What stands in it, or in a part of it.
    pub node: Node<'l>,
}

/// Reads what some files say together. Each is looked at by itself; the last must be complete.
/// `name` is what messages call it: "the template".
pub fn read<T: DeserializeOwned + JsonSchema>(
    layers: &[Layer],
    name: &str,
) -> Result<T, Vec<Diagnostic>> {
    let schema = schema::<T>();
    let mut found = Vec::new();
    let mut trees = Vec::new();
    for (index, layer) in layers.iter().enumerate() {
        let Some(mut tree) = parse(layer, &mut found) else { continue };
        let wanted = match index + 1 == layers.len() {
            true => Subject::whole(name),
            false => Subject::part(name),
        };
        found_in(layer, yaml::validate(&mut tree.node, &schema, wanted), &mut found);
        trees.push(tree);
    }
    if found.is_empty() { typed(&trees) } else { Err(found) }
}

/// What trees say together, the first before the others.
pub fn typed<T: DeserializeOwned>(trees: &[Tree]) -> Result<T, Vec<Diagnostic>> {
    let nodes = trees.iter().map(|tree| tree.node.clone());
    let whole = nodes.reduce(over).ok_or_else(Vec::new)?;
    yaml::typed(&whole).map_err(|refused| vec![placed(&refused, trees)])
}

/// The JSON Schema of what is read.
pub fn schema<T: JsonSchema>() -> Json {
    yaml::schema_settings().into_generator().into_root_schema_for::<T>().to_value()
}

/// The JSON Schema of a file that leaves the rest to another.
pub fn schema_of_part<T: JsonSchema>() -> Json {
    let settings = yaml::schema_settings().with_transform(NothingRequired);
    settings.into_generator().into_root_schema_for::<T>().to_value()
}

/// Takes away what must be there.
#[derive(Clone, Copy, Debug)]
struct NothingRequired;

impl Transform for NothingRequired {
    fn transform(&mut self, schema: &mut Schema) {
        schema.remove("required");
        transform_subschemas(self, schema);
    }
}

/// Reads a file as YAML; adds to `found` what cannot be read.
pub fn parse<'l>(layer: &'l Layer, found: &mut Vec<Diagnostic>) -> Option<Tree<'l>> {
    let (node, mut errors) = yaml::parse(&layer.text);
    if node.is_none() && errors.is_empty() {
        let error = Code::BadTemplate.of_file("the file is empty");
        errors.push(error.hint("write what it should say"));
    }
    found_in(layer, errors, found);
    Some(Tree { file: &layer.file, node: node? })
}

/// Adds what was found in a file.
pub fn found_in(layer: &Layer, errors: Vec<Diagnostic>, found: &mut Vec<Diagnostic>) {
    found.extend(errors.into_iter().map(|it| Diagnostic { file: layer.file.clone(), ..it }));
}

/// One tree over another: mappings are joined, all else is replaced.
fn over<'t>(own: Node<'t>, other: Node<'t>) -> Node<'t> {
    match (own.value, other.value) {
        (Value::Mapping(own_entries), Value::Mapping(other_entries)) => {
            let value = Value::Mapping(join(own_entries, other_entries));
            Node::new(own.place, value)
        }
        (value, _) => Node::new(own.place, value),
    }
}

fn join<'t>(own: Vec<Entry<'t>>, others: Vec<Entry<'t>>) -> Vec<Entry<'t>> {
    let mut joined = own;
    for other in others {
        match joined.iter_mut().find(|entry| entry.key == other.key) {
            Some(entry) => {
                let place = entry.value.place.clone();
                let nothing = Node::new(place, Value::Sequence(Vec::new()));
                entry.value = over(std::mem::replace(&mut entry.value, nothing), other.value);
            }
            None => joined.push(other),
        }
    }
    joined
}

/// What serde refuses stands in the first file that says anything about it.
fn placed(refused: &DeserializeError, trees: &[Tree]) -> Diagnostic {
    let (file, error) = match trees.iter().find(|tree| refused.is_in(&tree.node)) {
        Some(tree) => (tree.file.to_owned(), refused.at(&tree.node, Code::BadTemplate)),
        None => (String::new(), Code::BadTemplate.of_file("what is read cannot be joined")),
    };
    let advised = error.message.split_once(": ").filter(|(_, advice)| advice.starts_with("write "));
    let (message, hint) = match advised {
        Some((wrong, advice)) => (wrong.to_owned(), advice.to_owned()),
        None => (error.message.clone(), "see the built-in files for how it is written".to_owned()),
    };
    Diagnostic { file, message, ..error }.hint(hint)
}
