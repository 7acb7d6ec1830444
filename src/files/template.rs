//! Where a template and its labels come from.

use std::path::{Path, PathBuf};

use plenary::diagnostic::{Diagnostic, Diagnostics, SourceText};
use plenary::templates::{FormatStyles, Labels, Layer, load};

use super::{FileError, read, shown};

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
        candidates(template, beside).into_iter().next()
    }

    /// The folder, for what else stands in it.
    pub fn folder(&self) -> Option<&Path> {
        match self {
            TemplateSource::Folder(folder) => Some(folder),
            TemplateSource::BuiltIn(_) => None,
        }
    }
}

/// Where a template may be, the first of which is used.
fn candidates(template: &Path, beside: &Path) -> Vec<TemplateSource> {
    let mut folders = Vec::new();
    if is_name(template) {
        folders.push(beside.join("templates").join(template));
        folders.push(Path::new("templates").join(template));
    }
    let named = folders.into_iter().filter(|it| holds_template(it)).map(TemplateSource::Folder);
    let folder = Some(template.to_owned()).filter(|it| holds_template(it));
    named.chain(built_in(template)).chain(folder.map(TemplateSource::Folder)).collect()
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

/// What reading gives: the thing itself, or all that is wrong with it, and the texts that the
/// messages are about.
pub type Read<T> = Result<T, Diagnostics>;

/// A template and those that it extends, its own first.
#[derive(Clone, Debug)]
pub struct TemplateChain {
    sources: Vec<TemplateSource>,
    layers: Vec<Layer>,
    /// What ended the chain before its end.
    fault: Option<Diagnostics>,
}

impl TemplateChain {
    /// Reads the files of a template and of those that it extends.
    pub fn read(template: &TemplateSource, beside: &Path) -> Result<Self, FileError> {
        let mut chain = TemplateChain { sources: Vec::new(), layers: Vec::new(), fault: None };
        let mut next = Some(template.clone());
        while let Some(source) = next.take() {
            let layer = layer(&source)?;
            chain.sources.push(source);
            match layer {
                Ok(layer) => {
                    next = chain.parent(&layer, beside);
                    chain.layers.push(layer);
                }
                Err(faults) => chain.fault = Some(faults),
            }
        }
        Ok(chain)
    }

    /// A template that is not in the chain yet, so that a folder may be named as what it extends.
    fn parent(&mut self, layer: &Layer, beside: &Path) -> Option<TemplateSource> {
        let (name, place) = load::extends(&layer.text)?;
        let mut candidates = candidates(Path::new(&name), beside);
        let known = candidates.len();
        candidates.retain(|candidate| !self.sources.contains(candidate));
        let parent = candidates.into_iter().next();
        if parent.is_none() {
            let fault = if known > 0 { load::circular_extends } else { load::unknown_parent };
            let fault = fault(&layer.file, &name, place);
            self.fault = Some((fault, SourceText::from(layer.text.as_str())).into());
        }
        parent
    }

    /// The template, as each format takes it.
    pub fn styles(&self) -> Read<FormatStyles> {
        match &self.fault {
            Some(faults) => Err(faults.clone()),
            None => parse(load::read_styles, &self.layers),
        }
    }

    /// A message at the value to which some keys lead, in the first file that says it.
    pub fn placed(&self, message: Diagnostic, keys: &[&str]) -> (Diagnostic, SourceText) {
        let said = self.layers.iter().find_map(|layer| Some((layer, layer.place(keys)?)));
        match said {
            Some((layer, place)) => {
                let message = message.in_file(layer.file.as_str()).at(Some(place));
                (message, SourceText::from(layer.text.as_str()))
            }
            None => (message, SourceText::default()),
        }
    }

    /// The folder of the first file that says the value to which some keys lead; `None` where none
    /// says it, or one that is built in.
    pub fn folder_of(&self, keys: &[&str]) -> Option<&Path> {
        let said = self.layers.iter().position(|layer| layer.place(keys).is_some())?;
        self.sources.get(said)?.folder()
    }

    /// The folders of the chain, for what else stands in them.
    pub fn folders(&self) -> impl Iterator<Item = &Path> {
        self.sources.iter().filter_map(TemplateSource::folder)
    }
}

fn layer(template: &TemplateSource) -> Result<Read<Layer>, FileError> {
    match template {
        TemplateSource::BuiltIn(name) => {
            Ok(Ok(Layer::new(name, load::built_in(name).unwrap_or_default())))
        }
        TemplateSource::Folder(folder) => file(&folder.join("template.yaml")),
    }
}

fn file(path: &Path) -> Result<Read<Layer>, FileError> {
    let bytes = read(path)?;
    let decoded = Layer::decode(shown(path), &bytes);
    Ok(decoded.map_err(|faults| Diagnostics::new(faults, &SourceText::new(&bytes))))
}

/// Reads the labels of a language: from `labels` in the folders of the template, from
/// `templates/labels` beside the report, from `templates/labels` here. What they do not say, the
/// built-in ones do. `None` when there are none.
pub fn read_labels(
    language: &str,
    template: &TemplateChain,
    beside: &Path,
) -> Result<Option<Read<Labels>>, FileError> {
    let folders = template.folders().map(|folder| folder.join("labels"));
    let folders = folders.chain([beside.join("templates/labels"), "templates/labels".into()]);
    let paths = folders.flat_map(|folder| file_names(language).map(move |name| folder.join(name)));
    let own = paths.into_iter().find(|path| path.is_file());
    let own = match own.map(|path| file(&path)).transpose()? {
        Some(Err(faults)) => return Ok(Some(Err(faults))),
        Some(Ok(layer)) => Some(layer),
        None => None,
    };
    let built_in = load::built_in_labels(language).map(|text| Layer::new(language, text));
    let layers: Vec<Layer> = own.into_iter().chain(built_in).collect();
    Ok((!layers.is_empty()).then(|| parse(load::read_labels, &layers)))
}

/// `en-GB.yaml`, then `en.yaml`; none for what cannot be a language tag, so that no language leads
/// out of the folder.
fn file_names(language: &str) -> impl Iterator<Item = String> {
    let tag = language.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    let primary = language.split('-').next().filter(|primary| *primary != language);
    let names = [Some(language), primary].into_iter().flatten().filter(move |_| tag);
    names.map(|name| format!("{name}.yaml"))
}

fn parse<T>(parser: impl Fn(&[Layer]) -> Result<T, Vec<Diagnostic>>, layers: &[Layer]) -> Read<T> {
    parser(layers).map_err(|found| with_sources(found, layers))
}

fn with_sources(found: Vec<Diagnostic>, layers: &[Layer]) -> Diagnostics {
    let with_source = |found: Diagnostic| {
        let layer = layers.iter().find(|layer| layer.file == found.file);
        let source = layer.map_or_else(SourceText::default, |it| it.text.as_str().into());
        (found, source)
    };
    found.into_iter().map(with_source).collect()
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
    fn a_template_may_extend_the_built_in_one_of_its_name() {
        let beside = tempfile::tempdir().unwrap();
        let read = || {
            let source = TemplateSource::find(Path::new("conference"), beside.path()).unwrap();
            TemplateChain::read(&source, beside.path()).unwrap()
        };
        let own = beside.path().join("templates/conference");
        template_in(&own);
        let text = "extends: conference\nname: ours\nlists: {bullets: [x]}\n";
        fs::write(own.join("template.yaml"), text).unwrap();
        let chain = read();
        assert_eq!(chain.sources[0], TemplateSource::Folder(own.clone()));
        assert_eq!(chain.sources.len(), 2);
        assert_eq!(chain.styles().unwrap().pdf.lists.bullets, ["x"]);
        fs::write(own.join("template.yaml"), "extends: other\n").unwrap();
        template_in(&beside.path().join("templates/other"));
        fs::write(beside.path().join("templates/other/template.yaml"), "extends: other\n").unwrap();
        let (fault, _) = read().styles().unwrap_err().into_iter().next().unwrap();
        let expected = own.with_file_name("other").join("template.yaml").display().to_string();
        assert_eq!((fault.code.id(), &fault.file), ("T0002", &expected));
    }

    #[test]
    fn no_language_leads_out_of_the_folder() {
        assert_eq!(file_names("en-GB").collect::<Vec<_>>(), ["en-GB.yaml", "en.yaml"]);
        assert_eq!(file_names("ru").collect::<Vec<_>>(), ["ru.yaml"]);
        assert_eq!(file_names("../secret").count(), 0);
    }
}
