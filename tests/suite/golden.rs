//! Golden files: the expected outputs of small sources.
//!
//! `UPDATE=1 cargo test` rewrites them. Read the diff of a golden before you commit it.

use std::fs;
use std::path::Path;

use similar::TextDiff;

/// Whether goldens are rewritten instead of compared.
pub fn is_update() -> bool {
    std::env::var_os("UPDATE").is_some_and(|update| update == "1")
}

/// Compares the output of a case with its golden, `tests/golden/<area>/<feature>.<extension>`.
pub fn compare(area: &str, case: &Path, extension: &str, actual: &str) {
    let name = case.file_stem().unwrap().to_str().unwrap();
    if let Some(difference) = difference(area, name, extension, actual) {
        panic!("{difference}");
    }
}

/// The difference of an output from its golden; `None` if there is none, or if goldens are rewritten.
pub fn difference(area: &str, name: &str, extension: &str, actual: &str) -> Option<String> {
    let golden = Path::new("tests/golden").join(area).join(format!("{name}.{extension}"));
    if is_update() {
        fs::create_dir_all(golden.parent().unwrap()).unwrap();
        fs::write(&golden, actual).unwrap();
        return None;
    }
    let Ok(expected) = fs::read_to_string(&golden) else {
        return Some(format!("{golden:?} is missing; UPDATE=1 writes it"));
    };
    let diff = || unified_diff(&expected, actual, &golden.display().to_string());
    (expected != actual)
        .then(|| format!("{name} differs from its golden; UPDATE=1 rewrites it\n{}", diff()))
}

/// All differences between two texts, as a unified diff.
pub fn unified_diff(expected: &str, actual: &str, name: &str) -> String {
    let diff = TextDiff::from_lines(expected, actual);
    diff.unified_diff().context_radius(3).header(name, "actual").to_string()
}

#[test]
fn a_diff_shows_every_change() {
    let diff = unified_diff("a\nb\nc\n", "a\nx\nc\nd\n", "golden");
    assert_eq!(diff, "--- golden\n+++ actual\n@@ -1,3 +1,4 @@\n a\n-b\n+x\n c\n+d\n");
}
