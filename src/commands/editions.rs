//! Editions of one report, files side by side: `report.en.yaml`, `report.ru.yaml`.

use std::path::{Path, PathBuf};

use plenary::diagnostic::{Code, Diagnostics, SourceText};
use plenary::editions::{Edition, compare_editions, is_of_language, split_name};
use rayon::prelude::*;

use super::plan::{Job, Plan};
use crate::files::{self, FileError};

/// The language that others are compared with, where there is an edition in it.
const FIRST: &str = "en";

/// The editions of one report.
#[derive(Debug, PartialEq, Eq)]
pub struct Set {
    /// The edition that the others are compared with, then these by name.
    members: Vec<Member>,
}

/// One edition.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Member {
    path: PathBuf,
    /// The language that its file is named for.
    language: String,
    /// Whether it is to be checked, or only stands beside one that is.
    asked: bool,
}

/// The editions of the reports of a plan, with those that stand beside them; a report that is the
/// only one of its name belongs to none.
pub fn sets(jobs: &[Job]) -> Result<Vec<Set>, FileError> {
    let mut known: Vec<(&Path, String)> = Vec::new();
    let mut sets = Vec::new();
    for job in jobs {
        let Some((name, _)) = name_of(&job.report) else { continue };
        let folder = files::folder_of(&job.report);
        if known.iter().any(|it| *it == (folder, name.clone())) {
            continue;
        }
        let set = Set::find(&job.report, &name, jobs)?;
        sets.extend(Some(set).filter(|set| set.members.len() > 1));
        known.push((folder, name));
    }
    Ok(sets)
}

/// The name of a report and the language that an edition of it is named for.
fn name_of(report: &Path) -> Option<(String, String)> {
    let (name, language) = split_name(report.file_stem()?.to_str()?)?;
    Some((name.into(), language.into()))
}

impl Set {
    /// Every edition that stands in the folder of one.
    fn find(report: &Path, name: &str, jobs: &[Job]) -> Result<Set, FileError> {
        let beside = files::reports_in(files::folder_of(report))?;
        let beside =
            beside.iter().filter_map(|path| Some(report.with_file_name(path.file_name()?)));
        let mut members: Vec<Member> = beside
            .filter_map(|path| {
                let language = name_of(&path).filter(|it| it.0 == name)?.1;
                let asked = jobs.iter().any(|job| job.report == path);
                Some(Member { path, language, asked })
            })
            .collect();
        members.sort_by_key(|it| (!is_of_language(FIRST, &it.language), it.path.clone()));
        Ok(Set { members })
    }

    /// What differs between the editions, those that are asked about and the first.
    pub fn compare(&self, plan: &Plan) -> Diagnostics {
        let read = |path| files::read(path).map(|bytes| SourceText::new(&bytes));
        let read = self.members.par_iter().map(|member| (member, read(&member.path)));
        let sources: Vec<_> = read.collect();
        let mut findings = Diagnostics::default();
        let editions: Vec<_> = sources
            .par_iter()
            .map(|(member, source)| member.edition(source.as_ref().ok()))
            .collect();
        let mut readable = Vec::new();
        for ((member, source), edition) in sources.iter().zip(&editions) {
            match (edition, source) {
                (Some(edition), Ok(source)) if member.is_edition(edition) => {
                    readable.push((*member, edition, source));
                }
                (None, _) if !member.asked => findings.append(member.unread()),
                (Some(_) | None, _) => {}
            }
        }
        findings.append(compared(&readable));
        if plan.strict {
            findings.deny_warnings();
        }
        findings
    }
}

/// The first of some editions with the others, as far as one of the two is asked about.
fn compared(readable: &[(&Member, &Edition, &SourceText)]) -> Diagnostics {
    let mut findings = Diagnostics::default();
    let Some(((first, edition, _), others)) = readable.split_first() else { return findings };
    let asked = |other: &&(&Member, &Edition, &SourceText)| first.asked || other.0.asked;
    let others: Vec<_> = others.iter().filter(asked).collect();
    let editions: Vec<&Edition> = others.iter().map(|other| other.1).collect();
    for (found, (_, _, source)) in compare_editions(edition, &editions).into_iter().zip(others) {
        findings.append(Diagnostics::new(found, source));
    }
    findings
}

impl Member {
    fn edition<'s>(&self, source: Option<&'s SourceText>) -> Option<Edition<'s>> {
        Edition::read(self.path.display().to_string(), source?)
    }

    /// Whether the word in the file's name is a language: one of three letters (`report.old.yaml`)
    /// is, where the report is in it.
    fn is_edition(&self, edition: &Edition) -> bool {
        let primary = self.language.split('-').next().unwrap_or_default();
        primary.len() == 2 || is_of_language(&self.language, edition.language())
    }

    /// A word about an edition beside one that is checked; what is wrong with it is its own matter.
    fn unread(&self) -> Diagnostics {
        let file = self.path.display().to_string();
        let message = "this edition cannot be read, so it is not compared with the others";
        let hint = format!("`plenary check {file}` says what is wrong");
        let warning = Code::EditionUnread.of_file(message).hint(hint);
        Diagnostics::new([warning.in_file(file)], &SourceText::default())
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn editions_stand_in_one_folder_under_one_name() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        for name in ["a.ru.yaml", "a.en.yaml", "a.b.fr.yaml", "a.yaml", "c.de.yaml", "a.v2.yaml"] {
            fs::write(path(name), "").unwrap();
        }
        let job = |name: &str| Job::new(path(name), Path::new("conference")).unwrap();
        let jobs = [job("a.ru.yaml"), job("a.yaml"), job("c.de.yaml"), job("a.b.fr.yaml")];
        let sets = sets(&jobs).unwrap();
        let [Set { members }] = &sets[..] else { panic!("{sets:?}") };
        let members: Vec<_> = members.iter().map(|it| (it.language.as_str(), it.asked)).collect();
        assert_eq!(members, [("en", false), ("ru", true)]);
    }
}
