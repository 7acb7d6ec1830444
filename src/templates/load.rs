//! Reads templates and labels: the built-in ones, or files that stand beside the report.

use serde::de::DeserializeOwned;

use super::{Labels, Style};
use crate::diagnostic::{Code, Diagnostic};

/// The templates that are built in, by name.
const TEMPLATES: &[(&str, &str)] =
    &[("conference", include_str!("../../templates/conference/template.yaml"))];

/// The labels that are built in, by primary language.
const LABELS: &[(&str, &str)] = &[
    ("en", include_str!("../../templates/labels/en.yaml")),
    ("ru", include_str!("../../templates/labels/ru.yaml")),
];

/// The names of the built-in templates.
pub fn names() -> impl Iterator<Item = &'static str> {
    TEMPLATES.iter().map(|(name, _)| *name)
}

/// The text of a built-in template.
pub fn built_in(name: &str) -> Option<&'static str> {
    TEMPLATES.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}

/// The labels of a language: those of its primary subtag, `en` for `en-GB`.
pub fn built_in_labels(language: &str) -> Option<&'static str> {
    let primary = language.split('-').next().unwrap_or(language);
    LABELS.iter().find(|(known, _)| primary.eq_ignore_ascii_case(known)).map(|(_, text)| *text)
}

/// Reads a template.
pub fn style(file: &str, text: &str) -> Result<Style, Diagnostic> {
    read(file, text)
}

/// Reads labels.
pub fn labels(file: &str, text: &str) -> Result<Labels, Diagnostic> {
    read(file, text)
}

fn read<T: DeserializeOwned>(file: &str, text: &str) -> Result<T, Diagnostic> {
    serde_yaml::from_str(text).map_err(|error| {
        let place = error.location().map(|location| location.index()..location.index());
        Diagnostic { file: file.into(), place, ..Code::BadTemplate.of_file(error.to_string()) }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn built_in_templates_and_labels_can_be_read() {
        for (name, text) in TEMPLATES {
            assert_eq!(&style(name, text).unwrap().name, name);
        }
        for (name, text) in LABELS {
            assert_eq!(labels(name, text).unwrap().months.len(), 12);
        }
    }
}
