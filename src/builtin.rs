//! The built-in templates and labels, and the JSON Schemas of all input files.

use std::path::Path;

use crate::resources::TemplateLocation;
use crate::source;
use crate::templates::load;
use crate::world::{World, folder_of};

/// The names of the built-in templates.
pub fn template_names() -> impl Iterator<Item = &'static str> {
    load::names()
}

/// The YAML text of a built-in template.
pub fn template(name: &str) -> Option<&'static str> {
    load::built_in(name)
}

/// The description of a built-in template.
pub fn template_description(name: &str) -> Option<String> {
    load::style(name, load::built_in(name)?).ok()?.description
}

/// The languages with built-in labels, as BCP 47 tags.
pub fn languages() -> impl Iterator<Item = &'static str> {
    load::languages()
}

/// The YAML text of the built-in labels of a language, by its primary subtag: `en` for `en-GB`.
pub fn labels(language: &str) -> Option<&'static str> {
    load::built_in_labels(language)
}

/// The JSON Schema of a report.
pub fn report_schema() -> String {
    source::schema_json()
}

/// The JSON Schema of a template.
pub fn template_schema() -> String {
    load::template_schema_json()
}

/// The JSON Schema of labels.
pub fn labels_schema() -> String {
    load::labels_schema_json()
}

/// Whether a template exists for a report. [`Options::template`](crate::Options::template) says where
/// it is looked up.
pub fn template_exists(template: &Path, report: &Path, world: &dyn World) -> bool {
    TemplateLocation::find(template, folder_of(report), world).is_some()
}
