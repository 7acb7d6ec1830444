//! Looks up a template and the templates that it extends.

use std::path::Path;

use super::{Reading, outside, read_limited};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Findings, SourceText};
use crate::limits::{Limit, Limits};
use crate::templates::{FormatStyles, Layer, load};
use crate::world::{FileError, FilePath, World};

/// The location of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TemplateLocation {
    /// A folder with a `template.yaml`.
    Folder(FilePath),
    /// A built-in template, by name.
    BuiltIn(String),
}

impl TemplateLocation {
    /// Looks up a template. A name is looked up in `templates` beside the report, in `templates` in
    /// the current directory and among the built-in templates; anything else is a folder.
    pub fn find(template: &Path, beside: &Path, world: &dyn World) -> Option<TemplateLocation> {
        let in_templates =
            |folder: &Path| FilePath::beneath(folder.join("templates").join(template), "");
        let mut named = [beside, Path::new(".")].map(in_templates).to_vec();
        named.retain(|_| is_name(template));
        let folder = Some(FilePath::beneath(template, ""));
        let folder = folder.filter(|folder| is_template(folder, world));
        let built_in = template.to_str().and_then(built_in);
        let folder = folder.map(TemplateLocation::Folder);
        folders(named, world).next().or(built_in).or(folder)
    }

    fn folder(&self) -> Option<&FilePath> {
        match self {
            TemplateLocation::Folder(folder) => Some(folder),
            TemplateLocation::BuiltIn(_) => None,
        }
    }

    fn is_same_as(&self, other: &TemplateLocation) -> bool {
        let path = |it: &TemplateLocation| it.folder().map(FilePath::full);
        self == other || path(self).is_some() && path(self) == path(other)
    }
}

/// The existing locations of a template that a template extends, in the order of preference. It must be a
/// name, so that a template cannot name a folder outside `templates`.
fn parents(name: &str, beside: &FilePath, world: &dyn World) -> Vec<TemplateLocation> {
    let mut named = [beside.clone(), FilePath::beneath(".", "")]
        .map(|folder| folder.join("templates").join(name))
        .to_vec();
    named.retain(|_| is_name(Path::new(name)));
    folders(named, world).chain(built_in(name)).collect()
}

/// The folders that contain a template.
fn folders(all: Vec<FilePath>, world: &dyn World) -> impl Iterator<Item = TemplateLocation> {
    let templates = all.into_iter().filter(|folder| is_template(folder, world));
    templates.map(TemplateLocation::Folder)
}

fn is_template(folder: &FilePath, world: &dyn World) -> bool {
    world.is_file(&folder.join("template.yaml"))
}

fn is_name(template: &Path) -> bool {
    template.file_name().is_some_and(|name| name == template.as_os_str())
}

fn built_in(name: &str) -> Option<TemplateLocation> {
    load::built_in(name).map(|_| TemplateLocation::BuiltIn(name.into()))
}

/// A template and the templates that it extends, its own first.
#[derive(Clone, Debug)]
pub struct TemplateChain {
    locations: Vec<TemplateLocation>,
    layers: Vec<Layer>,
    /// The error that ended the chain early.
    error: Option<Diagnostics>,
}

impl TemplateChain {
    /// Reads the files of a template and of those that it extends.
    ///
    /// # Errors
    ///
    /// If a file cannot be read. Errors inside the files are returned by [`Self::styles`].
    pub fn read(
        template: &TemplateLocation,
        beside: &FilePath,
        world: &dyn World,
        limits: &Limits,
    ) -> Result<Self, FileError> {
        let mut chain = TemplateChain { locations: Vec::new(), layers: Vec::new(), error: None };
        let mut next = Some(template.clone());
        while let Some(location) = next.take() {
            let layer = read_layer(&location, world, limits)?;
            chain.locations.push(location);
            match layer {
                Ok(layer) => {
                    next = chain.parent(&layer, beside, world, limits);
                    chain.layers.push(layer);
                }
                Err(errors) => chain.error = Some(errors),
            }
        }
        Ok(chain)
    }

    /// The template that a layer extends. Templates already in the chain are skipped, so that a
    /// template may extend the built-in one of its name.
    fn parent(
        &mut self,
        layer: &Layer,
        beside: &FilePath,
        world: &dyn World,
        limits: &Limits,
    ) -> Option<TemplateLocation> {
        let (name, place) = layer.outline().extends?;
        if let Err(error) = limits.check(Limit::Templates, self.locations.len() + 1) {
            let error = Code::FileOverLimit.of_limit("the chain of templates", error);
            let error = error.in_file(layer.file.as_str()).at(Some(place));
            self.error = Some((error, layer.source.clone()).into());
            return None;
        }
        let mut candidates = parents(&name, beside, world);
        let known = candidates.len();
        candidates.retain(|candidate| !self.locations.iter().any(|it| it.is_same_as(candidate)));
        let parent = candidates.into_iter().next();
        if parent.is_none() {
            let error = if known > 0 { load::circular_extends } else { load::unknown_parent };
            let error = error(&layer.file, &name, place);
            self.error = Some((error, layer.source.clone()).into());
        }
        parent
    }

    /// The style of each format.
    ///
    /// # Errors
    ///
    /// All errors in the files of the template.
    pub fn styles(&self) -> Reading<FormatStyles> {
        match &self.error {
            Some(errors) => Err(errors.clone()),
            None => parse(load::read_styles, &self.layers),
        }
    }

    /// Adds the place of a value to a diagnostic: in the first file that sets it.
    pub fn at_value(&self, diagnostic: Diagnostic, keys: &[&str]) -> (Diagnostic, SourceText) {
        self.at_first_value(diagnostic, &[keys])
    }

    /// Adds the place of the first of some values that a file sets, in the first file that sets any.
    pub fn at_first_value(
        &self,
        diagnostic: Diagnostic,
        values: &[&[&str]],
    ) -> (Diagnostic, SourceText) {
        let place = |layer: &Layer| values.iter().find_map(|keys| layer.range_of(keys));
        match self.layers.iter().find_map(|layer| Some((layer, place(layer)?))) {
            Some((layer, place)) => {
                let diagnostic = diagnostic.in_file(layer.file.as_str()).at(Some(place));
                (diagnostic, layer.source.clone())
            }
            None => (diagnostic, SourceText::default()),
        }
    }

    /// The folder of the first file that sets a value; `None` if none does or it is built in.
    pub fn folder_of(&self, keys: &[&str]) -> Option<&FilePath> {
        let index = self.layers.iter().position(|layer| layer.range_of(keys).is_some())?;
        self.locations.get(index)?.folder()
    }

    /// The folders of the chain.
    pub fn folders(&self) -> impl Iterator<Item = &FilePath> {
        self.locations.iter().filter_map(TemplateLocation::folder)
    }
}

fn read_layer(
    location: &TemplateLocation,
    world: &dyn World,
    limits: &Limits,
) -> Result<Reading<Layer>, FileError> {
    match location {
        TemplateLocation::BuiltIn(name) => {
            Ok(Ok(Layer::new(name, load::built_in(name).unwrap_or_default())))
        }
        TemplateLocation::Folder(folder) => read_file(&folder.join("template.yaml"), world, limits),
    }
}

/// Reads a file of a template or of labels.
pub(super) fn read_file(
    file: &FilePath,
    world: &dyn World,
    limits: &Limits,
) -> Result<Reading<Layer>, FileError> {
    let bytes = match read_limited(file, Limit::TemplateSize, world, limits) {
        Ok(Ok(bytes)) => bytes,
        Ok(Err(errors)) => return Ok(Err(errors)),
        Err(error) => return outside(file, error).map(Err),
    };
    let source = SourceText::new(&bytes);
    let layer = match Layer::decode(file.shown(), &bytes) {
        Ok(layer) => layer,
        Err(errors) => return Ok(Err(Diagnostics::new(errors, &source))),
    };
    let (length, place) = layer.outline().longest_text;
    Ok(match limits.check(Limit::LabelLength, length) {
        Ok(()) => Ok(layer),
        Err(error) => {
            let error = Code::FileOverLimit.of_limit("this text", error);
            Err((error.in_file(layer.file).at(Some(place)), layer.source).into())
        }
    })
}

/// Parses layers, and adds their texts to the errors.
pub(super) fn parse<T>(
    parser: impl Fn(&[Layer]) -> Result<T, Findings>,
    layers: &[Layer],
) -> Reading<T> {
    let text = |error: &Diagnostic| {
        let layer = layers.iter().find(|layer| layer.file == error.file);
        layer.map_or_else(SourceText::default, |it| it.source.clone())
    };
    parser(layers).map_err(|errors| Diagnostics::with_texts(errors, text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Severity;
    use crate::world::MemoryWorld;

    fn find(name: &str, world: &MemoryWorld) -> Option<TemplateLocation> {
        TemplateLocation::find(Path::new(name), Path::new("reports"), world)
    }

    #[test]
    fn a_folder_beside_the_report_takes_precedence_over_a_built_in_template() {
        let mut world = MemoryWorld::new();
        assert_eq!(
            find("conference", &world),
            Some(TemplateLocation::BuiltIn("conference".into()))
        );
        world.insert("reports/templates/conference/template.yaml", "");
        let path = FilePath::beneath("reports/templates/conference", "");
        let folder = TemplateLocation::Folder(path);
        assert_eq!(find("conference", &world), Some(folder));
    }

    #[test]
    fn a_folder_is_a_template_if_it_has_a_template_file() {
        let mut world = MemoryWorld::new();
        assert_eq!(find("some/folder", &world), None);
        world.insert("some/folder/template.yaml", "");
        assert_eq!(
            find("some/folder", &world),
            Some(TemplateLocation::Folder(FilePath::beneath("some/folder", "")))
        );
    }

    #[test]
    fn a_template_may_extend_the_built_in_one_of_its_name() {
        let mut world = MemoryWorld::new();
        let own = "reports/templates/conference/template.yaml";
        let read = |world: &MemoryWorld| {
            let location = find("conference", world).unwrap();
            let beside = FilePath::beneath("reports", "");
            TemplateChain::read(&location, &beside, world, &Limits::default()).unwrap()
        };
        world.insert(own, "extends: conference\nname: ours\nlists: {bullets: [x]}\n");
        let chain = read(&world);
        assert_eq!(chain.locations.len(), 2);
        assert_eq!(chain.styles().unwrap().pdf.lists.bullets, ["x"]);
        world.insert(own, "extends: other\n");
        world.insert("reports/templates/other/template.yaml", "extends: other\n");
        let errors = read(&world).styles().unwrap_err();
        let (error, _) = errors.iter().next().unwrap();
        assert_eq!(error.code.id(), "T0002");
        assert_eq!(error.file, "reports/templates/other/template.yaml");
    }

    /// The code and the marked text of the first error of a template `own`.
    fn first_error(world: &MemoryWorld) -> (&'static str, String) {
        let (location, beside) = (find("own", world).unwrap(), FilePath::beneath("reports", ""));
        let chain = TemplateChain::read(&location, &beside, world, &Limits::default()).unwrap();
        let errors = chain.styles().unwrap_err();
        let (error, source) = errors.iter().next().unwrap();
        let marked = &source.bytes()[error.place.clone().unwrap_or_default()];
        (error.code.id(), String::from_utf8_lossy(marked).into_owned())
    }

    #[test]
    fn templates_have_a_limited_size_and_number() {
        let mut world = MemoryWorld::new();
        world.insert("own/template.yaml", vec![b' '; (1 << 20) + 1]);
        assert_eq!(first_error(&world), ("F0015", String::new()));
        let long = "x".repeat(2_001);
        world.insert("own/template.yaml", format!("extends: conference\nname: {long}\n"));
        assert_eq!(first_error(&world), ("F0015", long));
        world.insert("own/template.yaml", "extends: t1\n");
        for number in 1..20 {
            let path = format!("templates/t{number}/template.yaml");
            world.insert(path, format!("extends: t{}\n", number + 1));
        }
        assert_eq!(first_error(&world), ("F0015", "t16".into()));
    }

    #[test]
    fn all_errors_of_a_template_share_its_text() {
        let mut world = MemoryWorld::new();
        let keys: String = (0..500).map(|number| format!("key{number}: 1\n")).collect();
        world.insert("own/template.yaml", format!("extends: conference\n{keys}"));
        let (location, beside) = (find("own", &world).unwrap(), FilePath::beneath(".", ""));
        let chain = TemplateChain::read(&location, &beside, &world, &Limits::default()).unwrap();
        let errors = chain.styles().unwrap_err();
        let texts: std::collections::BTreeSet<_> =
            errors.iter().map(|(_, source)| source.bytes().as_ptr()).collect();
        assert_eq!((errors.iter().count() > 100, texts.len()), (true, 1));
    }

    #[test]
    fn errors_of_a_template_that_are_not_kept_are_counted() {
        let mut world = MemoryWorld::new();
        let keys: String = (0..6_000).map(|number| format!("key{number}: 1\n")).collect();
        world.insert("own/template.yaml", format!("extends: conference\nname: own\n{keys}"));
        let (location, beside) = (find("own", &world).unwrap(), FilePath::beneath(".", ""));
        let chain = TemplateChain::read(&location, &beside, &world, &Limits::default()).unwrap();
        let errors = chain.styles().unwrap_err();
        assert_eq!((errors.iter().count(), errors.count(Severity::Error)), (5_000, 6_000));
    }

    #[test]
    fn a_template_extends_a_name_and_not_a_path() {
        let mut world = MemoryWorld::new();
        for folder in ["/house", "house", "reports/templates/deep/house"] {
            world.insert(format!("{folder}/template.yaml"), "extends: conference\n");
        }
        for path in ["/house", "house", "./house", "../house", "deep/house", "..", ""] {
            world.insert("own/template.yaml", format!("extends: {path:?}\n"));
            let location = find("own", &world).unwrap();
            let beside = FilePath::beneath("reports", "");
            let limits = &Limits::default();
            let chain = TemplateChain::read(&location, &beside, &world, limits).unwrap();
            let errors = chain.styles().unwrap_err();
            assert_eq!(errors.iter().next().unwrap().0.code.id(), "T0002", "{path}");
        }
    }
}
