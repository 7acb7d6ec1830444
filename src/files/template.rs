//! Where a template and its labels come from.

use std::path::{Path, PathBuf};

use plenary::diagnostic::Diagnostic;
use plenary::templates::{Labels, Style, load};

use super::{FileError, read, read_if_there};
use crate::messages::Source;

/// Where a template is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TemplateSource {
    /// In a folder.
    Folder(PathBuf),
    /// In the program.
    BuiltIn(String),
}

impl TemplateSource {
    /// Finds a template. A name is looked up in `templates` beside the report, in `templates`
    /// here, and among the built-in ones; anything else is a folder.
    pub fn find(template: &Path, beside: &Path) -> Option<TemplateSource> {
        let mut folders = Vec::new();
        if is_name(template) {
            folders.push(beside.join("templates").join(template));
            folders.push(Path::new("templates").join(template));
        }
        let named = folders.into_iter().find(|it| holds_template(it)).map(TemplateSource::Folder);
        named.or_else(|| built_in(template)).or_else(|| {
            let folder = template.to_owned();
            holds_template(&folder).then_some(TemplateSource::Folder(folder))
        })
    }

    /// The folder, for what else stands in it.
    pub fn folder(&self) -> Option<&Path> {
        match self {
            TemplateSource::Folder(folder) => Some(folder),
            TemplateSource::BuiltIn(_) => None,
        }
    }
}

fn is_name(template: &Path) -> bool {
    template.file_name().is_some_and(|name| name == template.as_os_str())
}

fn holds_template(folder: &Path) -> bool {
    folder.join("template.yaml").is_file()
}

fn built_in(template: &Path) -> Option<TemplateSource> {
    let name = template.to_str()?;
    load::built_in(name).map(|_| TemplateSource::BuiltIn(name.into()))
}

/// What reading a template or labels gives: the thing itself, or what is wrong with it, and the
/// text that the message is about.
pub type Read<T> = Result<T, Box<(Diagnostic, Source)>>;

/// Reads a template.
pub fn read_style(template: &TemplateSource) -> Result<Read<Style>, FileError> {
    match template {
        TemplateSource::BuiltIn(name) => {
            Ok(parse(load::style, name, load::built_in(name).unwrap_or_default().as_bytes()))
        }
        TemplateSource::Folder(folder) => {
            let path = folder.join("template.yaml");
            Ok(parse(load::style, &path.display().to_string(), &read(&path)?))
        }
    }
}

/// Reads the labels of a language: from `labels` in the template's folder, from
/// `templates/labels` beside the report, from `templates/labels` here, else the built-in ones.
/// `None` when there are none.
pub fn read_labels(
    language: &str,
    template: &TemplateSource,
    beside: &Path,
) -> Result<Option<Read<Labels>>, FileError> {
    let folders = template.folder().map(|folder| folder.join("labels"));
    let folders =
        folders.into_iter().chain([beside.join("templates/labels"), "templates/labels".into()]);
    for folder in folders {
        for name in file_names(language) {
            let path = folder.join(name);
            if let Some(bytes) = read_if_there(&path)? {
                return Ok(Some(parse(load::labels, &path.display().to_string(), &bytes)));
            }
        }
    }
    let built_in = load::built_in_labels(language);
    Ok(built_in.map(|text| parse(load::labels, language, text.as_bytes())))
}

/// `en-GB.yaml`, then `en.yaml`; none for what cannot be a language tag, so that no language leads
/// out of the folder.
fn file_names(language: &str) -> impl Iterator<Item = String> {
    let tag = language.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    let primary = language.split('-').next().filter(|primary| *primary != language);
    let names = [Some(language), primary].into_iter().flatten().filter(move |_| tag);
    names.map(|name| format!("{name}.yaml"))
}

fn parse<T>(
    parser: impl Fn(&str, &str) -> Result<T, Diagnostic>,
    file: &str,
    bytes: &[u8],
) -> Read<T> {
    let text = String::from_utf8_lossy(bytes);
    parser(file, &text).map_err(|found| Box::new((found, Source::new(text.as_bytes()))))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn template_in(folder: &Path) {
        fs::create_dir_all(folder).unwrap();
        fs::write(folder.join("template.yaml"), "").unwrap();
    }

    #[test]
    fn a_folder_beside_the_report_overrides_a_built_in_template() {
        let beside = tempfile::tempdir().unwrap();
        let find = || TemplateSource::find(Path::new("conference"), beside.path());
        let own = beside.path().join("templates/conference");
        assert_ne!(find(), Some(TemplateSource::Folder(own.clone())));
        template_in(&own);
        assert_eq!(find(), Some(TemplateSource::Folder(own)));
    }

    #[test]
    fn a_folder_is_a_template_when_it_holds_one() {
        let folder = tempfile::tempdir().unwrap();
        let find = || TemplateSource::find(folder.path(), Path::new("."));
        assert_eq!(find(), None);
        template_in(folder.path());
        assert_eq!(find(), Some(TemplateSource::Folder(folder.path().into())));
    }

    #[test]
    fn no_language_leads_out_of_the_folder() {
        assert_eq!(file_names("en-GB").collect::<Vec<_>>(), ["en-GB.yaml", "en.yaml"]);
        assert_eq!(file_names("ru").collect::<Vec<_>>(), ["ru.yaml"]);
        assert_eq!(file_names("../secret").count(), 0);
    }
}
