//! The editions of one report: files side by side, `report.en.yaml` and `report.ru.yaml`.

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::{Edition, compare_editions, is_of_language, split_name};
use crate::diagnostic::{Code, Diagnostics, SourceText};
use crate::limits::{Limit, Limits};
use crate::world::{FileError, FilePath, World, files_with_extension, folder_of};

/// The language of the reference edition, if there is an edition in it.
const REFERENCE_LANGUAGE: &str = "en";

/// The editions of one report in a folder.
#[derive(Debug, PartialEq, Eq)]
pub struct EditionSet {
    /// The reference edition, then the others by name.
    members: Vec<Member>,
}

/// One edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Member {
    /// Its file.
    pub(super) path: PathBuf,
    /// The language in its file name.
    language: String,
    /// Whether it is checked, or only in the folder of one that is.
    checked: bool,
}

impl EditionSet {
    /// Finds the editions of reports, including those in the same folder that are not listed. Reports
    /// without other editions are left out.
    ///
    /// # Errors
    ///
    /// If a folder cannot be read.
    pub fn find(reports: &[PathBuf], world: &dyn World) -> Result<Vec<EditionSet>, FileError> {
        let mut known: Vec<(&Path, String)> = Vec::new();
        let mut sets = Vec::new();
        for report in reports {
            let Some((name, _)) = name_and_language(report) else { continue };
            let folder = folder_of(report);
            if known.iter().any(|it| *it == (folder, name.clone())) {
                continue;
            }
            let set = EditionSet::of(report, &name, reports, world)?;
            sets.extend(Some(set).filter(|set| set.members.len() > 1));
            known.push((folder, name));
        }
        Ok(sets)
    }

    /// Splits a file name without `.yaml` into the name of a report and the language of an edition:
    /// `report.v2.en` is `report.v2` in `en`. `None` if the name does not end in a language.
    pub fn split_name(stem: &str) -> Option<(&str, &str)> {
        split_name(stem)
    }

    /// The paths of the editions, that of the reference edition first.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        self.members.iter().map(|member| member.path.as_path())
    }

    fn of(
        report: &Path,
        name: &str,
        reports: &[PathBuf],
        world: &dyn World,
    ) -> Result<EditionSet, FileError> {
        let folder = FilePath::typed(folder_of(report));
        let files = files_with_extension(world, &folder, &["yaml"])?;
        let names = files.iter().filter_map(|file| file.path().file_name());
        let files = names.map(|name| report.with_file_name(name));
        let mut members: Vec<Member> = files
            .filter_map(|path| {
                let (_, language) = name_and_language(&path).filter(|it| it.0 == name)?;
                let checked = reports.contains(&path);
                Some(Member { path, language, checked })
            })
            .collect();
        members
            .sort_by_key(|it| (!is_of_language(REFERENCE_LANGUAGE, &it.language), it.path.clone()));
        Ok(EditionSet { members })
    }

    /// The other editions than one.
    pub(super) fn others(&self, own: &Path) -> impl Iterator<Item = &Member> {
        self.members.iter().filter(move |it| it.path != own)
    }

    /// Compares the editions with the reference edition, unless neither of the two is listed.
    /// Editions with errors, or beyond the limits, are skipped.
    pub fn compare(&self, world: &dyn World, limits: &Limits) -> Diagnostics {
        let texts = self.members.par_iter().map(|member| member.text(world, limits));
        let texts: Vec<Option<SourceText>> = texts.collect();
        let editions: Vec<Option<Edition>> = self
            .members
            .par_iter()
            .zip(&texts)
            .map(|(member, text)| {
                let name = member.path.display().to_string();
                let edition = Edition::read(name, text.as_ref()?, limits)?;
                let folder = FilePath::beneath(folder_of(&member.path), "");
                Some(edition.with_pictures(&folder, world, limits))
            })
            .collect();
        let mut found = Diagnostics::default();
        let mut readable = Vec::new();
        for ((member, text), edition) in self.members.iter().zip(&texts).zip(&editions) {
            match (edition, text) {
                (Some(edition), Some(text)) if member.is_edition(edition) => {
                    readable.push((member, edition, text));
                }
                (None, _) if !member.checked => found.append(member.skipped()),
                (Some(_) | None, _) => {}
            }
        }
        found.append(compare_readable(&readable));
        found
    }
}

/// The name of a report and the language in its file name.
fn name_and_language(report: &Path) -> Option<(String, String)> {
    let (name, language) = split_name(report.file_stem()?.to_str()?)?;
    Some((name.into(), language.into()))
}

fn compare_readable(readable: &[(&Member, &Edition, &SourceText)]) -> Diagnostics {
    let mut all = Diagnostics::default();
    let Some(((reference, edition, _), others)) = readable.split_first() else { return all };
    let others: Vec<_> =
        others.iter().filter(|other| reference.checked || other.0.checked).collect();
    let editions: Vec<&Edition> = others.iter().map(|other| other.1).collect();
    for (found, (_, _, text)) in compare_editions(edition, &editions).into_iter().zip(others) {
        all.add(found, text);
    }
    all
}

impl Member {
    /// The file to read. Nobody named an edition that is not checked, so it may not be a link to a
    /// file outside of the folder.
    fn file(&self) -> FilePath {
        match self.path.file_name() {
            Some(name) if !self.checked => FilePath::beneath(folder_of(&self.path), name),
            Some(_) | None => FilePath::typed(&self.path),
        }
    }

    /// Its text; `None` if it cannot be read.
    pub(super) fn text(&self, world: &dyn World, limits: &Limits) -> Option<SourceText> {
        let bytes = world.read(&self.file(), limits.get(Limit::FileSize)).ok()?;
        Some(SourceText::new(&bytes))
    }

    /// Whether the word in the file name is a language. A word of three letters (`report.old.yaml`)
    /// is one only if the report is in that language.
    pub(super) fn is_edition(&self, edition: &Edition) -> bool {
        let primary = self.language.split('-').next().unwrap_or_default();
        primary.len() == 2 || is_of_language(&self.language, edition.language())
    }

    /// The warning that an unlisted edition is skipped; its own errors are not reported.
    fn skipped(&self) -> Diagnostics {
        let file = self.path.display().to_string();
        let message = "this edition cannot be read, so it is not compared with the others";
        let hint = format!("run `plenary check {file}` to see its errors");
        let warning = Code::EditionUnread.of_file(message).hint(hint).in_file(file);
        Diagnostics::new([warning], &SourceText::default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::MemoryWorld;

    #[test]
    fn editions_have_one_folder_and_one_name() {
        let mut world = MemoryWorld::new();
        for name in ["a.ru.yaml", "a.en.yaml", "a.b.fr.yaml", "a.yaml", "c.de.yaml", "a.v2.yaml"] {
            world.insert(name, "");
        }
        let reports = ["a.ru.yaml", "a.yaml", "c.de.yaml", "a.b.fr.yaml"].map(PathBuf::from);
        let sets = EditionSet::find(&reports, &world).unwrap();
        let [EditionSet { members }] = &sets[..] else { panic!("{sets:?}") };
        let members: Vec<_> = members.iter().map(|it| (it.language.as_str(), it.checked)).collect();
        assert_eq!(members, [("en", false), ("ru", true)]);
    }
}
