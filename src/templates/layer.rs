//! Several files that say one thing together: each says what it wants otherwise than the next.

use std::ops::Range;

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::de::DeserializeOwned;
use serde_json::Value as Json;

use crate::diagnostic::{Code, Diagnostic};
use crate::yaml::tree::{Entry, Node, Value};
use crate::yaml::{self, Refused, Wanted};

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
        let wanted = match index + 1 == layers.len() {
            true => Wanted::whole(name),
            false => Wanted::part(name),
        };
        trees.extend(tree(layer, &schema, wanted, &mut found));
    }
    if !found.is_empty() {
        return Err(found);
    }
    let whole = trees.iter().cloned().reduce(over).ok_or_else(Vec::new)?;
    yaml::typed(&whole).map_err(|refused| vec![placed(&refused, layers, &trees)])
}

/// The JSON Schema of what is read.
pub fn schema<T: JsonSchema>() -> Json {
    SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<T>().to_value()
}

fn tree<'l>(
    layer: &'l Layer,
    schema: &Json,
    wanted: Wanted,
    found: &mut Vec<Diagnostic>,
) -> Option<Node<'l>> {
    let (tree, mut errors) = yaml::parse(&layer.text);
    let mut tree = tree.or_else(|| {
        if errors.is_empty() {
            errors.push(
                Code::BadTemplate.of_file("the file is empty").hint("write what it should say"),
            );
        }
        None
    });
    if let Some(tree) = &mut tree {
        errors.extend(yaml::check_shape(tree, schema, wanted));
    }
    errors.iter_mut().for_each(|error| error.file.clone_from(&layer.file));
    found.extend(errors);
    tree
}

/// One tree over another: mappings are joined, all else is replaced.
fn over<'t>(own: Node<'t>, other: Node<'t>) -> Node<'t> {
    match (own.value, other.value) {
        (Value::Mapping(own_entries), Value::Mapping(other_entries)) => {
            let value = Value::Mapping(join(own_entries, other_entries));
            Node { place: own.place, value }
        }
        (value, _) => Node { place: own.place, value },
    }
}

fn join<'t>(own: Vec<Entry<'t>>, others: Vec<Entry<'t>>) -> Vec<Entry<'t>> {
    let mut joined = own;
    for other in others {
        match joined.iter_mut().find(|entry| entry.key == other.key) {
            Some(entry) => {
                let place = entry.value.place.clone();
                let nothing = Node { place, value: Value::Sequence(Vec::new()) };
                entry.value = over(std::mem::replace(&mut entry.value, nothing), other.value);
            }
            None => joined.push(other),
        }
    }
    joined
}

/// What serde refuses stands in the first file that says anything about it.
fn placed(refused: &Refused, layers: &[Layer], trees: &[Node]) -> Diagnostic {
    let mut said = layers.iter().zip(trees).filter(|(_, tree)| refused.is_in(tree));
    let (file, error) = match said.next() {
        Some((layer, tree)) => (layer.file.clone(), refused.at(tree, Code::BadTemplate)),
        None => (String::new(), Code::BadTemplate.of_file("what is read cannot be joined")),
    };
    let advised = error.message.split_once(": ").filter(|(_, advice)| advice.starts_with("write "));
    let (message, hint) = match advised {
        Some((wrong, advice)) => (wrong.to_owned(), advice.to_owned()),
        None => (error.message.clone(), "see the built-in files for how it is written".to_owned()),
    };
    Diagnostic { file, message, ..error }.hint(hint)
}
