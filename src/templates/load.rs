//! Reading templates and labels: built-in ones, and files that override them.

use std::ops::Range;
use std::sync::{LazyLock, OnceLock};

pub use super::built_in::{built_in, built_in_labels, languages, names};
use super::layer::{self, Layer};
use super::memo::Memo;
use super::{FormatStyles, Labels, Quotes, Style, built_in, format_styles};
use crate::diagnostic::{Code, Diagnostic, Findings};
use crate::languages;
use crate::yaml;

/// The quotation marks of a language; `None` if it has no built-in labels.
pub fn quotes(language: &str) -> Option<&'static Quotes> {
    type Known = (&'static str, OnceLock<Option<Quotes>>);
    static KNOWN: LazyLock<Vec<Known>> =
        LazyLock::new(|| languages().map(|code| (code, OnceLock::new())).collect());
    let code = languages::find(language)?.code;
    let (_, quotes) = KNOWN.iter().find(|(known, _)| *known == code)?;
    let read = || Some(labels(code, built_in_labels(code)?).ok()?.quotes);
    quotes.get_or_init(read).as_ref()
}

/// Reads a template, resolved for PDF. The template may extend a built-in one.
pub fn style(file: &str, text: &str) -> Result<Style, Findings> {
    styles(file, text).map(|styles| *styles.pdf)
}

/// Reads a template, resolved for each format. The template may extend a built-in one.
pub fn styles(file: &str, text: &str) -> Result<FormatStyles, Findings> {
    let mut layers = vec![Layer::new(file, text)];
    while let Some((name, place)) = layers.last().and_then(|layer| layer.outline().extends) {
        let known = layers.iter().skip(1).any(|layer| layer.file == name);
        match built_in(&name).filter(|_| !known) {
            Some(text) => layers.push(Layer::new(name, text)),
            None => {
                return Err(layers
                    .last()
                    .map(|it| unknown_parent(&it.file, &name, place))
                    .into_iter()
                    .collect());
            }
        }
    }
    read_styles(&layers)
}

/// Reads a template from its layers: its own file, then the templates that it extends.
///
/// # Errors
///
/// All errors in any of the files, or margins that leave too little space for text.
pub fn read_styles(layers: &[Layer]) -> Result<FormatStyles, Findings> {
    static KNOWN: Memo<Layer, FormatStyles> = Memo::new();
    KNOWN.get(layers, new_styles)
}

fn new_styles(layers: &[Layer]) -> Result<FormatStyles, Findings> {
    let styles = format_styles::read(layers)?;
    let (width, depth) = styles.pdf.page.text_mm();
    match width.min(depth) >= MIN_TEXT_MM {
        true => Ok(styles),
        false => Err(Findings::from_iter([text_area_too_small(layers, width, depth)])),
    }
}

/// The minimum width and depth of the text area, in millimetres.
const MIN_TEXT_MM: f32 = 40.0;

/// The error for margins that leave too little space for text, at `page` in the first file that has it.
fn text_area_too_small(layers: &[Layer], width: f32, depth: f32) -> Diagnostic {
    let page = |layer: &Layer| Some((layer.file.clone(), layer.range_of(&["page"])?));
    let (file, place) = layers.iter().find_map(page).unzip();
    let message = format!("the margins leave only {width} × {depth} mm for the text");
    let hint = format!(
        "make the margins smaller, so that the text has at least {MIN_TEXT_MM} × {MIN_TEXT_MM} mm"
    );
    let error = Diagnostic { place, ..Code::NoRoom.of_file(message) }.hint(hint);
    Diagnostic { file: file.unwrap_or_default(), ..error }
}

/// The error for a template that extends an unknown template, or itself.
pub fn unknown_parent(file: &str, name: &str, place: Range<usize>) -> Diagnostic {
    let message = format!("unknown template `{name}`");
    let known: Vec<&str> = names().collect();
    let error = Diagnostic { file: file.into(), ..Code::NoParent.at(place, message) };
    error.hint(match yaml::did_you_mean(name, names()) {
        Some(meant) if meant != name => format!("did you mean `{meant}`?"),
        Some(_) | None => format!("built-in templates: {}", known.join(", ")),
    })
}

/// The error for a template that extends a template that extends it.
pub fn circular_extends(file: &str, name: &str, place: Range<usize>) -> Diagnostic {
    let message = format!("circular `extends`: template `{name}` extends this one");
    let error = Diagnostic { file: file.into(), ..Code::NoParent.at(place, message) };
    error.hint("in one of them, extend a built-in template instead, such as `conference`")
}

/// Reads labels from one complete file.
pub fn labels(file: &str, text: &str) -> Result<Labels, Findings> {
    read_labels(&[Layer::new(file, text)])
}

/// Reads labels from layers; the last must be complete.
pub fn read_labels(layers: &[Layer]) -> Result<Labels, Findings> {
    static KNOWN: Memo<Layer, Labels> = Memo::new();
    KNOWN.get(layers, |layers| layer::read(layers, "this file", built_in::are_labels))
}

/// The JSON Schema of a template, for validation while editing. No key is required, since a template
/// may extend another.
pub fn template_schema_json() -> String {
    json(&format_styles::schema_for_editors())
}

/// The JSON Schema of labels, for validation while editing. No key is required, since a file of
/// labels may override the built-in ones in part.
pub fn labels_schema_json() -> String {
    json(&layer::schema_of_part::<Labels>())
}

fn json(schema: &serde_json::Value) -> String {
    // All keys of a schema are strings, so serialization cannot fail.
    serde_json::to_string_pretty(schema).unwrap_or_default() + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn built_in_templates_and_labels_are_valid() {
        // The texts themselves are not validated.
        let changed = |text: &str| format!("{text}\n# The end.\n");
        for name in names() {
            assert_eq!(style(name, &changed(built_in(name).unwrap())).unwrap().name, name);
        }
        for name in languages() {
            let text = changed(built_in_labels(name).unwrap());
            assert!(labels(name, &text).is_ok(), "{name}");
        }
    }

    #[test]
    fn no_text_of_a_built_in_template_is_much_smaller_than_its_body() {
        for name in names() {
            let styles = styles(name, built_in(name).unwrap()).unwrap();
            for style in [styles.pdf, styles.docx, styles.epub, styles.html, styles.text] {
                let small = style.paragraphs.too_small();
                let small: Vec<_> = small.iter().map(|(key, it)| (*key, it.size_pt)).collect();
                assert!(small.is_empty(), "{name}: {small:?}");
            }
        }
        let own = "extends: conference\nname: own\nparagraphs: {body: {size_pt: 18}}\n";
        let own = style("own", own).unwrap();
        let small = own.paragraphs.too_small();
        assert!(small.iter().any(|(key, _)| *key == "participant"), "{small:?}");
        assert!(small.iter().all(|(key, _)| *key != "heading1"), "{small:?}");
    }

    #[test]
    fn a_template_overrides_single_keys_of_its_parent() {
        let own = "extends: conference\nname: own\nparagraphs: {body: {size_pt: 12}}\nlists: {bullets: [x]}\n";
        let (own, parent) =
            (style("own", own).unwrap(), style("c", built_in("conference").unwrap()));
        let parent = parent.unwrap();
        assert_eq!(own.name, "own");
        assert_eq!(own.paragraphs.body.size_pt, 12.0);
        assert_eq!(own.paragraphs.body.leading_pt, parent.paragraphs.body.leading_pt);
        assert_eq!(own.lists.bullets, ["x"]);
        assert_eq!(own.page.width_mm, parent.page.width_mm);
    }

    /// The file, code and source text of each diagnostic.
    fn mistakes(layers: &[(&str, &str)]) -> Vec<(String, &'static str, String)> {
        let layers: Vec<Layer> =
            layers.iter().map(|(file, text)| Layer::new(*file, text)).collect();
        let text = |file: &str| layers.iter().find(|it| it.file == file).unwrap().text().to_owned();
        let found = read_styles(&layers).unwrap_err();
        let marked =
            |it: &Diagnostic| text(&it.file)[it.place.clone().unwrap_or_default()].to_owned();
        found.iter().map(|it| (it.file.clone(), it.code.id(), marked(it))).collect()
    }

    #[test]
    fn each_diagnostic_names_its_file() {
        let parent = ("parent", built_in("conference").unwrap());
        let own = "name: own\nparagraphs: {body: {sise_pt: 12, leading_pt: 14 pt}}\n";
        assert_eq!(
            mistakes(&[("own", own), parent]),
            [("own".into(), "P0020", "sise_pt".into()), ("own".into(), "P0022", "14 pt".into())]
        );
        let own = "name: own\ncolours: {ink: {screen: black}}\n";
        assert_eq!(mistakes(&[("own", own), parent]), [("own".into(), "T0001", "black".into())]);
        let broken = parent.1.replace("#14375E", "blue");
        let got = mistakes(&[("own", "name: own\n"), ("parent", &broken)]);
        assert_eq!(got, [("parent".into(), "T0001", "\"blue\"".into())]);
        assert_eq!(mistakes(&[("own", ""), parent]), [("own".into(), "T0001", "".into())]);
        assert!(mistakes(&[("own", "name: own\n")]).iter().all(|it| it.1 == "P0021"));
    }

    #[test]
    fn impossible_page_sizes_are_refused() {
        let parent = ("parent", built_in("conference").unwrap());
        let own =
            "name: own\npage: {width_mm: .inf, height_mm: -1, outer_mm: .nan}\ncover: {band: 2}\n";
        let codes: Vec<_> =
            mistakes(&[("own", own), parent]).into_iter().map(|it| (it.1, it.2)).collect();
        let wanted = [("P0025", ".inf"), ("P0025", "-1"), ("P0022", ".nan"), ("P0025", "2")];
        assert_eq!(codes, wanted.map(|(code, text)| (code, text.to_owned())));
        let own = "name: own\npage: {inner_mm: 150}\n";
        assert_eq!(
            mistakes(&[("own", own), parent]),
            [("own".into(), "T0010", "{inner_mm: 150}".into())]
        );
    }

    /// The numbers of a schema that lack a minimum or a maximum.
    fn without_limits(schema: &serde_json::Value) -> Vec<String> {
        let fields = |of: &serde_json::Value| of.as_object().cloned().into_iter().flatten();
        let all = fields(&schema["$defs"]).map(|(_, it)| it).chain([schema.clone()]);
        let numbers = all.flat_map(|it| fields(&it["properties"]));
        let numbers = numbers.filter(|(_, it)| it["type"] == "number" || it["type"] == "integer");
        let lacks = |it: &serde_json::Value| it["minimum"].is_null() || it["maximum"].is_null();
        numbers.filter(|(_, it)| lacks(it)).map(|(name, _)| name).collect()
    }

    #[test]
    fn every_number_of_a_template_has_limits() {
        assert_eq!(without_limits(&layer::schema::<Style>()), Vec::<String>::new());
        let bare = serde_json::json!({"properties": {"size_pt": {"type": "number"}}});
        assert_eq!(without_limits(&bare), ["size_pt"]);
    }

    #[test]
    fn extending_an_unknown_template_is_an_error() {
        let codes = |text| {
            style("own", text).unwrap_err().iter().map(|it| it.code.id()).collect::<Vec<_>>()
        };
        assert_eq!(codes("extends: nowhere\n"), ["T0002"]);
    }

    #[test]
    fn the_error_for_a_missing_label_names_it() {
        let text = built_in_labels("en").unwrap().replace("contents: Contents\n", "");
        let found = labels("en.yaml", &text).unwrap_err();
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].message.contains("`contents`"), "{found:?}");
        let own = Layer::new("own", "contents: In this report\n");
        let built_in = Layer::new("en", built_in_labels("en").unwrap());
        assert_eq!(read_labels(&[own, built_in]).unwrap().contents, "In this report");
    }
}
