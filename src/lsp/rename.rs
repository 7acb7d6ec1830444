//! Renames an id in a report and in its other editions.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

use plenary::lookup::{Lookup, Register, can_be_id};
use plenary::{EditionSet, FilePath, Limit, Limits, World};
use serde_json::{Value, json};

use super::document::Document;
use super::text::Text;
use super::uri::uri;
use super::world::OpenFiles;

/// The edits that rename an id, as a `WorkspaceEdit`.
///
/// # Errors
///
/// The reason why the id cannot be renamed: an edition cannot be read, or already uses the new id.
pub fn rename(
    files: &BTreeMap<PathBuf, Document>,
    document: &Document,
    (register, old): (Register, &str),
    new: &str,
    limits: &Limits,
) -> Result<Value, String> {
    let mut changes = serde_json::Map::new();
    for path in editions(files, &document.path) {
        let text = read(files, &path, limits)?;
        let name = path.file_name().unwrap_or_default().display().to_string();
        let lookup = Lookup::of(text.as_str().as_bytes(), limits)
            .ok_or_else(|| format!("{name} has errors; correct them first"))?;
        let places = lookup.places(register, old);
        if places.is_empty() {
            continue;
        }
        check(&lookup, register, old, new).map_err(|reason| format!("{name}: {reason}"))?;
        let edit = |place: &Range<usize>| json!({ "range": text.range(place), "newText": new });
        let uri = files.get(&path).map_or_else(|| uri(&path), |open| open.uri.clone());
        changes.insert(uri, places.iter().map(edit).collect());
    }
    Ok(json!({ "changes": changes }))
}

/// Whether a thing may have a new id in a report.
fn check(lookup: &Lookup, register: Register, old: &str, new: &str) -> Result<(), String> {
    let kind = lookup.definition(register, old).map(|it| it.kind.as_str()).unwrap_or_default();
    if !can_be_id(kind, new) {
        return Err(format!(
            "`{new}` is not a valid id; use the letters a to z, digits, `-` and `_`, and begin with a \
             letter"
        ));
    }
    let taken = |it: &&plenary::lookup::IdDefinition| {
        it.register == register && it.id.eq_ignore_ascii_case(new) && it.id != old
    };
    match lookup.definitions.iter().find(taken) {
        Some(other) => Err(format!("a {} already has the id `{}`", other.kind, other.id)),
        None => Ok(()),
    }
}

/// The editions of a report in its folder, including the report itself.
fn editions(files: &BTreeMap<PathBuf, Document>, path: &Path) -> Vec<PathBuf> {
    let sets = EditionSet::find(&[path.to_owned()], &OpenFiles::new(files)).unwrap_or_default();
    let found: Vec<PathBuf> = sets.iter().flat_map(EditionSet::paths).map(Path::to_owned).collect();
    if found.is_empty() { vec![path.to_owned()] } else { found }
}

fn read(files: &BTreeMap<PathBuf, Document>, path: &Path, limits: &Limits) -> Result<Text, String> {
    let bytes = OpenFiles::new(files).read(&FilePath::typed(path), limits.get(Limit::FileSize));
    let bytes = bytes.map_err(|error| error.to_string())?;
    let text = String::from_utf8(bytes).map_err(|_| format!("{} is not UTF-8", path.display()))?;
    Ok(Text::new(text))
}
