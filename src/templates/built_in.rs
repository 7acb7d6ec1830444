//! The built-in templates and labels.

use crate::languages;

/// The built-in templates, by name.
static TEMPLATES: &[(&str, &str)] = &[
    ("conference", include_str!("../../templates/conference/template.yaml")),
    ("classic", include_str!("../../templates/classic/template.yaml")),
    ("draft", include_str!("../../templates/draft/template.yaml")),
    ("large-print", include_str!("../../templates/large-print/template.yaml")),
    ("report", include_str!("../../templates/report/template.yaml")),
];

/// The names of the built-in templates.
pub fn names() -> impl Iterator<Item = &'static str> {
    TEMPLATES.iter().map(|(name, _)| *name)
}

/// The source of a built-in template.
pub fn built_in(name: &str) -> Option<&'static str> {
    TEMPLATES.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}

/// The languages that have built-in labels.
pub fn languages() -> impl Iterator<Item = &'static str> {
    languages::all().iter().filter(|it| it.labels.is_some()).map(|it| it.code)
}

/// The built-in labels of a language: those of its primary subtag, `en` for `en-GB`.
pub fn built_in_labels(language: &str) -> Option<&'static str> {
    languages::find(language)?.labels
}

/// Whether a text is a built-in template, which the tests validate.
pub fn is_template(text: &str) -> bool {
    TEMPLATES.iter().any(|(_, known)| *known == text)
}

/// Whether a text is the built-in labels of a language, which the tests validate.
pub fn are_labels(text: &str) -> bool {
    languages::all().iter().filter_map(|it| it.labels).any(|known| known == text)
}
