//! Looks up the labels of a language.

use super::template_chain::{parse, read_file};
use super::{Reading, TemplateChain};
use crate::limits::Limits;
use crate::templates::{Labels, Layer, load};
use crate::world::{FileError, FilePath, World};

/// Reads the labels of a language from `labels` in the folders of the template, `templates/labels`
/// beside the report or `templates/labels` in the current directory. The built-in labels complete
/// them. Returns `None` if there are none.
///
/// # Errors
///
/// If a file cannot be read.
pub fn read_labels(
    language: &str,
    template: &TemplateChain,
    beside: &FilePath,
    world: &dyn World,
    limits: &Limits,
) -> Result<Option<Reading<Labels>>, FileError> {
    let here = FilePath::beneath(".", "templates/labels");
    let folders = template.folders().map(|folder| folder.join("labels"));
    let folders = folders.chain([beside.join("templates/labels"), here]);
    let paths = folders.flat_map(|folder| file_names(language).map(move |name| folder.join(name)));
    let own = match read_first(paths, world, limits)? {
        Some(Err(errors)) => return Ok(Some(Err(errors))),
        Some(Ok(layer)) => Some(layer),
        None => None,
    };
    let built_in = load::built_in_labels(language).map(|text| Layer::new(language, text));
    let layers: Vec<Layer> = own.into_iter().chain(built_in).collect();
    Ok((!layers.is_empty()).then(|| parse(load::read_labels, &layers)))
}

/// Reads the first file that exists.
fn read_first(
    paths: impl Iterator<Item = FilePath>,
    world: &dyn World,
    limits: &Limits,
) -> Result<Option<Reading<Layer>>, FileError> {
    for path in paths {
        match read_file(&path, world, limits) {
            Err(error) if error.is_missing() => {}
            reading => return reading.map(Some),
        }
    }
    Ok(None)
}

/// The names `en-GB.yaml`, then `en.yaml`. There are none for a text that is not a language tag, so a
/// language cannot name a file outside the folder.
fn file_names(language: &str) -> impl Iterator<Item = String> {
    let tag = language.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    let primary = language.split('-').next().filter(|primary| *primary != language);
    let names = [Some(language), primary].into_iter().flatten().filter(move |_| tag);
    names.map(|name| format!("{name}.yaml"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_cannot_name_files_outside_the_folder() {
        assert_eq!(file_names("en-GB").collect::<Vec<_>>(), ["en-GB.yaml", "en.yaml"]);
        assert_eq!(file_names("ru").collect::<Vec<_>>(), ["ru.yaml"]);
        assert_eq!(file_names("../secret").count(), 0);
    }
}
