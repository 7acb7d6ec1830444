//! Selects the changes of a review to apply.

use std::fs;
use std::path::Path;

use plenary::reviews::{ChangeEntry, Decisions, Summary};
use plenary::{FileError, Limits};

use crate::exit_status::CommandError;

/// The changes to apply, and those of a file of decisions that no longer exist.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Chosen {
    /// Their numbers.
    pub numbers: Vec<usize>,
    /// Number, reason, and what to do.
    pub refused: Vec<(usize, String, String)>,
}

/// Reads the user's choice: `all`, `author=NAME`, `3,7-12`, or a file of decisions.
///
/// # Errors
///
/// If it is none of these.
pub fn choose(typed: &str, summary: &Summary, limits: &Limits) -> Result<Chosen, CommandError> {
    if typed == "all" {
        return Ok(Chosen::those(summary, |_| true));
    }
    if let Some(name) = typed.strip_prefix("author=") {
        return by_author(name, summary);
    }
    if let Some(numbers) = numbers(typed, summary.changes.len()) {
        return Ok(Chosen { numbers, refused: Vec::new() });
    }
    decisions(Path::new(typed), summary, limits)
}

impl Chosen {
    /// The changes that meet a condition.
    fn those(summary: &Summary, holds: impl Fn(&ChangeEntry) -> bool) -> Chosen {
        let changes = summary.changes.iter().filter(|change| holds(change));
        Chosen { numbers: changes.map(|it| it.number).collect(), refused: Vec::new() }
    }
}

fn by_author(name: &str, summary: &Summary) -> Result<Chosen, CommandError> {
    let wanted = name.to_lowercase();
    let is_by =
        |change: &ChangeEntry| change.reviewers.iter().any(|it| it.name.to_lowercase() == wanted);
    let chosen = Chosen::those(summary, is_by);
    if !chosen.numbers.is_empty() {
        return Ok(chosen);
    }
    let people = summary.changes.iter().flat_map(|change| &change.reviewers);
    let mut known: Vec<&str> =
        people.map(|it| it.name.as_str()).filter(|it| !it.is_empty()).collect();
    known.sort_unstable();
    known.dedup();
    Err(CommandError::Usage(format!(
        "no change is by {name}; there are changes by {}",
        known.join(", ")
    )))
}

/// Reads numbers and ranges of them; `None` if it is something else, or a number is out of range.
fn numbers(typed: &str, last: usize) -> Option<Vec<usize>> {
    let mut out = Vec::new();
    for part in typed.split(',') {
        let (from, to) = part.split_once('-').unwrap_or((part, part));
        let (from, to) = (from.trim().parse::<usize>().ok()?, to.trim().parse::<usize>().ok()?);
        out.extend(from..=to.min(last.max(from)));
    }
    Some(out)
}

fn decisions(path: &Path, summary: &Summary, limits: &Limits) -> Result<Chosen, CommandError> {
    let bytes = fs::read(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => CommandError::Usage(format!(
            "--apply takes all, author=NAME, numbers such as 3,7-12, or a file of decisions, and there \
             is no file {}",
            path.display()
        )),
        _ => CommandError::File(FileError::new("read", path, error)),
    })?;
    let decisions = Decisions::read(&bytes, limits);
    let decisions = decisions.map_err(|error| {
        CommandError::Usage(format!("{}: {}; {}", path.display(), error.message, error.hint))
    })?;
    let selection = decisions.select(summary);
    let refused = selection.refused.into_iter().map(|it| (it.number, it.reason, it.hint));
    Ok(Chosen { numbers: selection.accepted, refused: refused.collect() })
}

/// Numbers as ranges: `1-4, 7`.
pub fn ranges(numbers: &[usize]) -> String {
    let mut out: Vec<(usize, usize)> = Vec::new();
    for number in numbers {
        match out.last_mut() {
            Some((_, last)) if *last + 1 == *number => *last = *number,
            Some(_) | None => out.push((*number, *number)),
        }
    }
    let shown = out.iter().map(|(first, last)| match first == last {
        true => first.to_string(),
        false => format!("{first}-{last}"),
    });
    shown.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_ranges_are_read() {
        assert_eq!(numbers("3,7-9", 12), Some(vec![3, 7, 8, 9]));
        assert_eq!(numbers("2-999999999999", 4), Some(vec![2, 3, 4]));
        assert_eq!(numbers("decisions.json", 4), None);
    }

    #[test]
    fn an_unknown_author_is_an_error_that_lists_the_known_ones() {
        let reviewer = plenary::reviews::ReviewerEntry { name: "Ana".into(), ..Default::default() };
        let change = ChangeEntry { number: 1, reviewers: vec![reviewer], ..ChangeEntry::default() };
        let summary = Summary { changes: vec![change], ..Summary::default() };
        let limits = Limits::default();
        assert_eq!(choose("author=ana", &summary, &limits).unwrap().numbers, [1]);
        let error = choose("author=Bob", &summary, &limits).unwrap_err();
        assert!(error.to_string().contains("there are changes by Ana"), "{error}");
    }
}
