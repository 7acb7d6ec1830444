//! The YAML before the text.

use super::Front;
use crate::import::flat::Place;
use crate::yaml::parse;
use crate::yaml::tree::{Node, Value};

impl Front<'_> {
    /// Takes what a report needs from the front matter.
    pub(super) fn metadata(&mut self, text: &str, place: Place) {
        let (tree, _) = parse(text);
        let Some(tree) = tree else { return self.drop(place, text) };
        for entry in tree.entries() {
            let values = texts(&entry.value);
            let first = values.first().cloned();
            let metadata = &mut self.flat.metadata;
            match entry.key.to_lowercase().as_str() {
                "title" => metadata.title = first,
                "subtitle" => metadata.subtitle = first,
                "author" | "authors" => metadata.authors.extend(values),
                "date" => metadata.date = first,
                "lang" | "language" => metadata.language = first,
                "keywords" | "tags" => metadata.keywords.extend(values),
                "abstract" | "description" => metadata.description = first,
                _ => {
                    let key = entry.key.to_string();
                    values.iter().for_each(|value| self.drop(place, &format!("{key}: {value}")));
                }
            }
        }
    }
}

impl Front<'_> {
    /// Takes the title, the authors and the date of pandoc's title block.
    pub(super) fn title_block(&mut self, [title, authors, date]: [Option<String>; 3]) {
        let metadata = &mut self.flat.metadata;
        (metadata.title, metadata.date) = (title, date);
        let authors = authors.iter().flat_map(|it| it.split(';')).map(|it| it.trim().to_owned());
        metadata.authors.extend(authors.filter(|it| !it.is_empty()));
    }
}

/// The texts of a value: of a list those of its items, of a mapping its `name`.
fn texts(node: &Node) -> Vec<String> {
    match &node.value {
        Value::Scalar(scalar) => vec![scalar.text.to_string()],
        Value::Sequence(items) => items.iter().flat_map(texts).collect(),
        Value::Mapping(_) => texts(node.key("name")),
    }
}
