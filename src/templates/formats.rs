//! What a template wants otherwise in one format: its `formats`, laid over the rest as one template
//! is laid over another.
//!
//! `formats` says the same things as the template itself, and is checked by the same schema. What it
//! says for a format counts before what the template and those that it extends say for all. The
//! words, numbers and order of a report are the same in all formats, so what decides these cannot be
//! said for one.

use serde_json::{Value as Json, json};

use super::Style;
use super::layer::{self, Layer, Tree};
use crate::diagnostic::{Code, Diagnostic};
use crate::yaml::tree::{Entry, Node, Value};
use crate::yaml::{self, Subject};

/// A template as each format takes it.
#[derive(Clone, Debug)]
pub struct FormatStyles {
    /// For the pages, and so for both PDFs.
    pub pdf: Style,
    /// For Word.
    pub docx: Style,
    /// For the e-book.
    pub epub: Style,
    /// For plain text and Markdown, which take the marks of lists from it.
    pub text: Style,
}

/// The key under which a template says what one format wants otherwise.
const FORMATS: &str = "formats";

/// The formats that it may name.
const NAMES: [&str; 4] = ["pdf", "docx", "epub", "text"];

/// What is the same in all formats, as paths of keys.
const SHARED: [&[&str]; 14] = [
    &["extends"],
    &["name"],
    &["description"],
    &[FORMATS],
    &["lint"],
    &["recommendations", "numbering"],
    &["recommendations", "pattern"],
    &["recommendations", "label"],
    &["notes", "numbering"],
    &["people", "show"],
    &["contents", "depth"],
    &["cover", "logo", "image"],
    &["cover", "logo", "alt"],
    &["print", "condition"],
];

/// What plain text takes from a template.
const OF_TEXT: [&[&str]; 2] = [&["lists", "bullets"], &["recommendations", "bullets"]];

/// A file of a template, taken apart.
struct Part<'l> {
    all: Tree<'l>,
    formats: Option<Node<'l>>,
}

/// Reads a template and those that it extends, its own file first.
pub fn read(layers: &[Layer]) -> Result<FormatStyles, Vec<Diagnostic>> {
    let mut found = Vec::new();
    let parts = layers.iter().enumerate().filter_map(|(index, layer)| {
        let last = index + 1 == layers.len();
        part(layer, last, &mut found)
    });
    let parts: Vec<Part> = parts.collect();
    if !found.is_empty() {
        return Err(found);
    }
    let style = |format: &str| layer::typed(&layers_of(&parts, format));
    Ok(FormatStyles {
        pdf: style("pdf")?,
        docx: style("docx")?,
        epub: style("epub")?,
        text: style("text")?,
    })
}

/// What is said for a format, then what is said for all.
fn layers_of<'l>(parts: &[Part<'l>], format: &str) -> Vec<Tree<'l>> {
    let own = parts.iter().filter_map(|part| {
        let node = part.formats.as_ref()?.entry(format)?.value.clone();
        Some(Tree { node, ..part.all.clone() })
    });
    own.chain(parts.iter().map(|part| part.all.clone())).collect()
}

fn part<'l>(layer: &'l Layer, whole: bool, found: &mut Vec<Diagnostic>) -> Option<Part<'l>> {
    let mut all = layer::parse(layer, found)?;
    let mut formats = take(&mut all.node, FORMATS);
    let wanted = if whole { Subject::whole } else { Subject::part };
    let mut errors = yaml::validate(&mut all.node, &schema(), wanted("the template"));
    if let Some(formats) = &mut formats {
        errors.extend(yaml::validate(formats, &schema_of_formats(), Subject::part("`formats`")));
        formats.entries().iter().for_each(|format| errors.extend(not_of_one_format(format)));
    }
    layer::found_in(layer, errors, found);
    Some(Part { all, formats })
}

/// Takes the value of a key out of a mapping.
fn take<'l>(node: &mut Node<'l>, key: &str) -> Option<Node<'l>> {
    let Value::Mapping(entries) = &mut node.value else { return None };
    let place = entries.iter().position(|entry| entry.key == key)?;
    Some(entries.remove(place).value)
}

/// What is said for one format that holds for all, or that it has no use for.
fn not_of_one_format(format: &Entry) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if format.key == "text" {
        let taken = |path: &[&str]| {
            OF_TEXT.iter().any(|taken| taken.starts_with(path) || path.starts_with(taken))
        };
        said(&format.value, &mut Vec::new(), &mut |path, entry| {
            // Of what is refused as a whole, the parts need no message of their own.
            let within = path.split_last().is_none_or(|(_, outer)| taken(outer));
            if within && !taken(path) {
                let message = format!("plain text has no use for `{}`", path.join("."));
                let hint = "it takes `bullets` of `lists` and `recommendations` from a template";
                found.push(Code::SharedByFormats.at(entry.key_place.clone(), message).hint(hint));
            }
        });
        return found;
    }
    said(&format.value, &mut Vec::new(), &mut |path, entry| {
        if SHARED.contains(&path) {
            let message = format!("`{}` is the same in all formats", path.join("."));
            let hint = "write it outside of `formats`";
            found.push(Code::SharedByFormats.at(entry.key_place.clone(), message).hint(hint));
        }
    });
    found
}

/// Visits every entry of a mapping and of those in it, with the keys that lead to it.
fn said<'n>(
    node: &'n Node,
    path: &mut Vec<&'n str>,
    visit: &mut impl FnMut(&[&str], &'n Entry<'n>),
) {
    for entry in node.entries() {
        path.push(&entry.key);
        visit(path, entry);
        said(&entry.value, path, visit);
        path.pop();
    }
}

/// The JSON Schema of a template, `formats` included.
fn schema() -> Json {
    with_formats(layer::schema::<Style>())
}

fn with_formats(mut schema: Json) -> Json {
    if let Some(properties) = schema.get_mut("properties").and_then(Json::as_object_mut) {
        properties.insert(FORMATS.into(), formats("#"));
    }
    schema
}

fn schema_of_formats() -> Json {
    let style = schema();
    let mut definitions = style.get("$defs").cloned().unwrap_or_else(|| json!({}));
    if let Some(definitions) = definitions.as_object_mut() {
        definitions.insert("Style".into(), style);
    }
    let mut schema = formats("#/$defs/Style");
    if let Some(schema) = schema.as_object_mut() {
        schema.insert("$defs".into(), definitions);
    }
    schema
}

fn formats(style: &str) -> Json {
    let format = |name: &str| (name.to_owned(), json!({ "$ref": style }));
    json!({
        "description": "What one format wants otherwise: `docx: {paragraphs: {body: {align: start}}}`.",
        "type": "object",
        "additionalProperties": false,
        "properties": NAMES.map(format).into_iter().collect::<serde_json::Map<_, _>>(),
    })
}

/// The JSON Schema of a template for editors. A template that extends another may leave anything out.
pub fn schema_for_editors() -> Json {
    with_formats(layer::schema_of_part::<Style>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::templates::{Alignment, load};

    fn read_own(own: &str) -> Result<FormatStyles, Vec<Diagnostic>> {
        let parent = load::built_in("conference").unwrap();
        read(&[Layer::new("own", own), Layer::new("conference", parent)])
    }

    #[test]
    fn a_format_lays_its_own_over_what_all_take() {
        let own = "extends: conference\nname: own\nlists: {bullets: [x]}\n\
                   paragraphs: {body: {size_pt: 12}}\nformats:\n  \
                   docx: {paragraphs: {body: {align: start}}, lists: {bullets: [\"*\"]}}\n  \
                   text: {lists: {bullets: [o]}}\n";
        let FormatStyles { pdf, docx, epub, text } = read_own(own).unwrap();
        let body = |style: &Style| (style.paragraphs.body.align, style.paragraphs.body.size_pt);
        assert_eq!(body(&pdf), (Alignment::Justified, 12.0));
        assert_eq!(body(&docx), (Alignment::Start, 12.0));
        let bullets = [pdf, docx, epub, text].map(|style| style.lists.bullets.concat());
        assert_eq!(bullets, ["x", "*", "x", "o"]);
    }

    #[test]
    fn what_a_parent_says_for_a_format_counts_before_what_is_said_for_all() {
        let own = Layer::new("own", "name: own\nparagraphs: {body: {align: centre}}\n");
        let house = "name: house\nformats: {epub: {paragraphs: {body: {align: start}}}}\n";
        let house = Layer::new("house", house);
        let parent = Layer::new("conference", load::built_in("conference").unwrap());
        let styles = read(&[own, house, parent]).unwrap();
        assert_eq!(styles.epub.paragraphs.body.align, Alignment::Start);
        assert_eq!(styles.pdf.paragraphs.body.align, Alignment::Centre);
    }

    /// Code and marked text of each mistake.
    fn mistakes(own: &str) -> Vec<(&'static str, &str)> {
        let found = read_own(own).unwrap_err();
        assert!(found.iter().all(|it| it.file == "own"), "{found:?}");
        found.iter().map(|it| (it.code.id(), &own[it.place.clone().unwrap_or_default()])).collect()
    }

    #[test]
    fn each_mistake_stands_in_its_place() {
        let own = "name: own\nformats:\n  odt: {}\n  docx: {people: {show: false}, page: {wide: 3}}\n  \
                   text: {lists: {indent_pt: 3}, colours: {}}\n  epub: {formats: {}, name: e}\n";
        assert_eq!(
            mistakes(own),
            [
                ("P0020", "odt"),
                ("P0020", "wide"),
                ("T0003", "show"),
                ("T0003", "indent_pt"),
                ("T0003", "colours"),
                ("T0003", "formats"),
                ("T0003", "name"),
            ]
        );
        let own = "name: own\nformats: {docx: {colours: {ink: {screen: black}}}}\n";
        assert_eq!(mistakes(own), [("T0001", "black")]);
        assert_eq!(mistakes("name: own\nformats: [docx]\n"), [("P0022", "[docx]")]);
    }

    #[test]
    fn an_editor_asks_for_nothing_that_a_parent_says() {
        let schema = schema_for_editors();
        assert!(!schema.to_string().contains("\"required\":["));
        assert_eq!(schema["properties"]["formats"]["properties"]["docx"]["$ref"], "#");
    }
}
