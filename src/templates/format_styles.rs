//! The `formats` section of a template: settings that differ in one format.
//!
//! `formats.docx` has the keys of a template and is validated against the same schema. It overrides
//! the template, and a template that extends another overrides it in the same way. Words, numbers
//! and order of a report are the same in all formats, so settings that decide them are refused here.

use std::cell::LazyCell;

use serde_json::{Value as Json, json};

use super::layer::{self, Layer, Tree};
use super::{Style, built_in};
use crate::diagnostic::{Code, Findings};
use crate::yaml::tree::{Entry, Node, Value};
use crate::yaml::{self, Subject};

/// A template, resolved for each format. The styles are boxed, because a style has thousands of bytes.
#[derive(Clone, Debug)]
pub struct FormatStyles {
    /// For both PDFs, and for the pages that DOCX and EPUB refer to.
    pub pdf: Box<Style>,
    /// For Word.
    pub docx: Box<Style>,
    /// For EPUB.
    pub epub: Box<Style>,
    /// For web pages.
    pub html: Box<Style>,
    /// For plain text and Markdown, which use only its bullets.
    pub text: Box<Style>,
}

/// The key of the section.
const FORMATS: &str = "formats";

/// The formats that the section may contain.
const NAMES: [&str; 5] = ["pdf", "docx", "epub", "html", "text"];

/// Settings that are the same in all formats, as paths of keys.
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

/// Settings that apply to plain text.
const TEXT_SETTINGS: [&[&str]; 2] = [&["lists", "bullets"], &["recommendations", "bullets"]];

/// The file of a template, split into its common settings and its `formats` section.
struct TemplateParts<'l> {
    common: Tree<'l>,
    formats: Option<Node<'l>>,
}

/// Reads a template from its layers: its own file, then the templates that it extends.
pub fn read(layers: &[Layer]) -> Result<FormatStyles, Findings> {
    let mut diagnostics = Findings::default();
    let parts = layers.iter().enumerate().filter_map(|(index, layer)| {
        let last = index + 1 == layers.len();
        split(layer, last, &mut diagnostics)
    });
    let parts: Vec<TemplateParts> = parts.collect();
    if !diagnostics.is_empty() {
        return Err(diagnostics);
    }
    let common: Vec<Tree> = parts.iter().map(|part| part.common.clone()).collect();
    // Most formats have no settings of their own.
    let shared = LazyCell::new(|| layer::typed(&common).map(Box::new));
    let style = |format: &str| match settings_of(&parts, format) {
        own if own.is_empty() => (*shared).clone(),
        own => layer::typed(&[own, common.clone()].concat()).map(Box::new),
    };
    Ok(FormatStyles {
        pdf: style("pdf")?,
        docx: style("docx")?,
        epub: style("epub")?,
        html: style("html")?,
        text: style("text")?,
    })
}

/// The sections for one format.
fn settings_of<'l>(parts: &[TemplateParts<'l>], format: &str) -> Vec<Tree<'l>> {
    let own = parts.iter().filter_map(|part| {
        let node = part.formats.as_ref()?.entry(format)?.value.clone();
        Some(Tree { node, file: part.common.file })
    });
    own.collect()
}

fn split<'l>(
    layer: &'l Layer,
    whole: bool,
    diagnostics: &mut Findings,
) -> Option<TemplateParts<'l>> {
    let mut common = layer::parse(layer, diagnostics)?;
    let mut formats = take(&mut common.node, FORMATS);
    if !built_in::is_template(layer.text()) {
        let subject = if whole { Subject::whole } else { Subject::part };
        let errors = errors(&mut common.node, formats.as_mut(), subject("the template"));
        layer::report(layer, errors, diagnostics);
    }
    Some(TemplateParts { common, formats })
}

/// The errors in the common settings and in the section for formats.
fn errors(common: &mut Node, formats: Option<&mut Node>, subject: Subject) -> Findings {
    let mut errors = yaml::validate(common, &schema(), subject);
    if let Some(formats) = formats {
        errors.append(yaml::validate(formats, &schema_of_formats(), Subject::part("`formats`")));
        formats.entries().iter().for_each(|format| errors.append(misplaced_settings(format)));
    }
    errors
}

/// Removes a key from a mapping and returns its value.
fn take<'l>(node: &mut Node<'l>, key: &str) -> Option<Node<'l>> {
    let Value::Mapping(entries) = &mut node.value else { return None };
    let place = entries.iter().position(|entry| entry.key == key)?;
    Some(entries.remove(place).value)
}

/// Errors about settings that cannot differ in a format, or do not apply to it.
fn misplaced_settings(format: &Entry) -> Findings {
    let mut diagnostics = Findings::default();
    if format.key == "text" {
        let taken = |path: &[&str]| {
            TEXT_SETTINGS.iter().any(|taken| taken.starts_with(path) || path.starts_with(taken))
        };
        visit_entries(&format.value, &mut Vec::new(), &mut |path, entry| {
            // A message about a mapping covers everything in it.
            let within = path.split_last().is_none_or(|(_, outer)| taken(outer));
            if within && !taken(path) {
                let message = format!("`{}` does not apply to plain text", path.join("."));
                let hint = "delete it; only `bullets` of `lists` and `recommendations` apply to plain text";
                diagnostics
                    .push(Code::SharedByFormats.at(entry.key_place.clone(), message).hint(hint));
            }
        });
        return diagnostics;
    }
    visit_entries(&format.value, &mut Vec::new(), &mut |path, entry| {
        if SHARED.contains(&path) {
            let message = format!("`{}` cannot differ between formats", path.join("."));
            let hint = "move it out of `formats`";
            diagnostics.push(Code::SharedByFormats.at(entry.key_place.clone(), message).hint(hint));
        }
    });
    diagnostics
}

/// Visits every entry of a mapping and of the mappings in it, with its path of keys.
fn visit_entries<'n>(
    node: &'n Node,
    path: &mut Vec<&'n str>,
    visit: &mut impl FnMut(&[&str], &'n Entry<'n>),
) {
    for entry in node.entries() {
        path.push(&entry.key);
        visit(path, entry);
        visit_entries(&entry.value, path, visit);
        path.pop();
    }
}

/// The JSON Schema of a template, including `formats`.
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
        "description": "Settings that differ in one format: `docx: {paragraphs: {body: {align: start}}}`.",
        "type": "object",
        "additionalProperties": false,
        "properties": NAMES.map(format).into_iter().collect::<serde_json::Map<_, _>>(),
    })
}

/// The JSON Schema of a template for editing. No key is required, since a template may extend
/// another.
pub fn schema_for_editors() -> Json {
    with_formats(layer::schema_of_part::<Style>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::templates::{Alignment, load};

    fn read_own(own: &str) -> Result<FormatStyles, Findings> {
        let parent = load::built_in("conference").unwrap();
        read(&[Layer::new("own", own), Layer::new("conference", parent)])
    }

    #[test]
    fn a_format_overrides_the_common_settings() {
        let own = "extends: conference\nname: own\nlists: {bullets: [x]}\n\
                   paragraphs: {body: {size_pt: 12}}\nformats:\n  \
                   docx: {paragraphs: {body: {align: start}}, lists: {bullets: [\"*\"]}}\n  \
                   text: {lists: {bullets: [o]}}\n";
        let FormatStyles { pdf, docx, epub, html, text } = read_own(own).unwrap();
        let body = |style: &Style| (style.paragraphs.body.align, style.paragraphs.body.size_pt);
        assert_eq!(body(&pdf), (Alignment::Justified, 12.0));
        assert_eq!(body(&docx), (Alignment::Start, 12.0));
        let bullets = [pdf, docx, epub, html, text].map(|style| style.lists.bullets.concat());
        assert_eq!(bullets, ["x", "*", "x", "x", "o"]);
    }

    #[test]
    fn formats_of_a_parent_override_common_settings_of_the_child() {
        let own = Layer::new("own", "name: own\nparagraphs: {body: {align: centre}}\n");
        let house = "name: house\nformats: {epub: {paragraphs: {body: {align: start}}}}\n";
        let house = Layer::new("house", house);
        let parent = Layer::new("conference", load::built_in("conference").unwrap());
        let styles = read(&[own, house, parent]).unwrap();
        assert_eq!(styles.epub.paragraphs.body.align, Alignment::Start);
        assert_eq!(styles.pdf.paragraphs.body.align, Alignment::Centre);
    }

    /// The code and the source text of each diagnostic.
    fn mistakes(own: &str) -> Vec<(&'static str, &str)> {
        let found = read_own(own).unwrap_err();
        assert!(found.iter().all(|it| it.file == "own"), "{found:?}");
        found.iter().map(|it| (it.code.id(), &own[it.place.clone().unwrap_or_default()])).collect()
    }

    #[test]
    fn each_diagnostic_points_at_its_key_or_value() {
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
    fn the_schema_for_editing_requires_nothing() {
        let schema = schema_for_editors();
        assert!(!schema.to_string().contains("\"required\":["));
        assert_eq!(schema["properties"]["formats"]["properties"]["docx"]["$ref"], "#");
    }
}
