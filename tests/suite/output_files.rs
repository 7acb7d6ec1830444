//! Output files: files that they must never replace, and accidents while they are written.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Stdio};
use std::thread;
use std::time::Duration;

use tempfile::TempDir;

use crate::cli::{exits_with, files, folder, plenary, report, run, text};

/// The name and content of each file.
type Files = BTreeMap<String, Vec<u8>>;

const FORMATS: &str = "txt,md,epub,docx";

#[test]
fn an_output_never_replaces_a_source() {
    for (source, format) in [("r.txt", "txt"), ("r.md", "md"), ("r.pdf", "pdf"), ("r.epub", "epub")]
    {
        let folder = folder(&[(source, report("A"))]);
        let here = folder.path().join("source");
        let output = run(&here, &["build", source, "--out", ".", "--to", format]);
        exits_with(&output, 2);
        let said = text(&output.stderr);
        assert!(said.contains(&format!("{source} would be replaced")), "{said}");
        assert_eq!(fs::read_to_string(here.join(source)).unwrap(), report("A"));
    }
}

#[cfg(unix)]
#[test]
fn an_output_never_replaces_an_input_by_another_path() {
    use std::os::unix::fs::symlink;
    let folder = folder(&[("a.yaml", report("A")), ("b.txt", report("B"))]);
    let path = |name: &str| folder.path().join(name);
    fs::create_dir(path("dist")).unwrap();
    // The outputs of `a` are other names of the source of `b` and of the labels.
    fs::hard_link(path("source/b.txt"), path("dist/a.txt")).unwrap();
    let said = |reports: &[&str]| {
        let output = run(folder.path(), &[&["build", "--to", "txt,md"], reports].concat());
        exits_with(&output, 2);
        text(&output.stderr)
    };
    assert!(said(&["source/a.yaml", "source/b.txt"]).contains("dist/a.txt would be replaced"));
    fs::remove_file(path("dist/a.txt")).unwrap();
    fs::create_dir_all(path("source/templates/labels")).unwrap();
    fs::write(path("dist/a.md"), "contents: Topics\n").unwrap();
    fs::hard_link(path("dist/a.md"), path("source/templates/labels/en.yaml")).unwrap();
    assert!(said(&["source/a.yaml"]).contains("dist/a.md would be replaced"));
    symlink("dist", path("other")).unwrap();
    let output = run(folder.path(), &["build", "--to", "md", "--out", "other", "source/a.yaml"]);
    exits_with(&output, 2);
    assert_eq!(fs::read_to_string(path("source/b.txt")).unwrap(), report("B"));
    assert_eq!(fs::read_to_string(path("dist/a.md")).unwrap(), "contents: Topics\n");
}

/// The labels of `b` are read after `a` is built.
#[cfg(unix)]
#[test]
fn an_output_never_replaces_an_input_of_another_report() {
    let folder = folder(&[("a.yaml", report("A"))]);
    let path = |name: &str| folder.path().join(name);
    fs::create_dir(path("dist")).unwrap();
    fs::create_dir_all(path("other/templates/labels")).unwrap();
    fs::write(path("other/b.yaml"), report("B")).unwrap();
    fs::write(path("dist/a.txt"), "contents: Topics\n").unwrap();
    fs::hard_link(path("dist/a.txt"), path("other/templates/labels/en.yaml")).unwrap();
    let arguments = ["build", "--jobs", "1", "--to", "txt", "source/a.yaml", "other/b.yaml"];
    let output = run(folder.path(), &arguments);
    exits_with(&output, 2);
    let built = files(&path("dist"));
    assert_eq!(text(&built["a.txt"]), "contents: Topics\n");
    assert!(text(&built["b.txt"]).contains("Topics"));
}

#[test]
fn clashes_of_names_are_found_before_anything_is_built() {
    let folder = folder(&[("a.yaml", report("A")), ("a.print.yaml", report("B"))]);
    let output = run(folder.path(), &["build", "--to", "pdf,pdf-print"]);
    exits_with(&output, 2);
    assert!(text(&output.stderr).contains("a.print.pdf"), "{}", text(&output.stderr));
    assert!(!folder.path().join("dist").exists());
    exits_with(&run(folder.path(), &["build", "--to", "txt"]), 0);
}

#[test]
fn a_folder_in_the_place_of_one_output_leaves_the_whole_set_unchanged() {
    let folder = folder(&[("a.yaml", report("A"))]);
    exits_with(&run(folder.path(), &["build", "--to", FORMATS]), 0);
    let dist = folder.path().join("dist");
    fs::remove_file(dist.join("a.docx")).unwrap();
    fs::create_dir(dist.join("a.docx")).unwrap();
    let before = files(&dist);
    fs::write(folder.path().join("source/a.yaml"), report("B")).unwrap();
    let output = run(folder.path(), &["build", "--to", FORMATS]);
    exits_with(&output, 3);
    assert!(text(&output.stderr).contains("dist/a.docx"), "{}", text(&output.stderr));
    assert!(files(&dist) == before && dist.join("a.docx").is_dir());
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_standard_output_loses_no_file() {
    let folder = folder(&[("a.yaml", report("A"))]);
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let build = plenary(folder.path()).args(["build", "--to", "txt,md"]).stdout(full).output();
    let output = build.unwrap();
    exits_with(&output, 3);
    assert!(text(&output.stderr).contains("standard output"), "{}", text(&output.stderr));
    assert_eq!(files(&folder.path().join("dist")).len(), 2);
}

/// A folder with reports of one name and different texts in `0/`, `1/` …, and the outputs of each.
fn variants(count: usize) -> (TempDir, Vec<Files>) {
    let folder = folder(&[("next.yaml", report("Next"))]);
    let build = |number: usize| {
        let (source, out) = (number.to_string(), format!("reference/{number}"));
        fs::create_dir(folder.path().join(&source)).unwrap();
        fs::write(folder.path().join(&source).join("r.yaml"), report(&format!("T{number}")))
            .unwrap();
        let report = format!("{source}/r.yaml");
        exits_with(&run(folder.path(), &["build", &report, "--to", FORMATS, "--out", &out]), 0);
        files(&folder.path().join(out))
    };
    let references = (0..count).map(build).collect();
    (folder, references)
}

fn start(folder: &Path, number: usize) -> Child {
    let report = format!("{number}/r.yaml");
    let mut command = plenary(folder);
    command.args(["build", &report, "--quiet", "--to", FORMATS, "--jobs", "1"]);
    command.spawn().unwrap()
}

/// The short form of `tests/soak/accidents`.
#[test]
fn kills_leave_one_set_and_the_next_build_leaves_nothing_else() {
    let (folder, references) = variants(2);
    let dist = folder.path().join("dist");
    let mut interrupted = 0;
    for round in 0..40_usize {
        let mut child = start(folder.path(), round % 2);
        while !dist.join(".plenary-journal").exists() && child.try_wait().unwrap().is_none() {
            thread::sleep(Duration::from_micros(100));
        }
        thread::sleep(Duration::from_micros(round as u64 * 251 % 4_000));
        child.kill().unwrap();
        child.wait().unwrap();
        interrupted += usize::from(dist.join(".plenary-journal").exists());
        exits_with(&run(folder.path(), &["build", "--to", "txt"]), 0);
        let mut built = files(&dist);
        assert!(built.remove("next.txt").is_some());
        assert!(built.is_empty() || references.contains(&built), "{round}: {:?}", built.keys());
    }
    assert!(interrupted > 0, "no kill interrupted a build that was writing");
}

#[test]
fn builds_at_once_leave_the_set_of_one_of_them() {
    let (folder, references) = variants(4);
    for _ in 0..5 {
        let builds: Vec<Child> = (0..4).map(|number| start(folder.path(), number)).collect();
        for mut build in builds {
            assert!(build.wait().unwrap().success());
        }
        let built = files(&folder.path().join("dist"));
        assert!(references.contains(&built), "{:?}", built.keys());
    }
}

#[cfg(unix)]
#[test]
fn signals_end_a_build_between_two_sets() {
    for (signal, status) in [("-INT", 130), ("-TERM", 143)] {
        let names: Vec<String> = (10..60).map(|number| format!("{number}.yaml")).collect();
        let reports: Vec<_> = names.iter().map(|name| (name.as_str(), report("A"))).collect();
        let folder = folder(&reports);
        let mut command = plenary(folder.path());
        command.args(["build", "--to", FORMATS, "--jobs", "1"]).stdout(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let mut kill = std::process::Command::new("kill");
        assert!(kill.args([signal, &child.id().to_string()]).status().unwrap().success());
        assert_eq!(child.wait().unwrap().code(), Some(status));
        let built: Vec<String> = files(&folder.path().join("dist")).into_keys().collect();
        assert!(built.len().is_multiple_of(4) && built.len() < 200, "{built:?}");
        assert!(built.iter().all(|name| !name.starts_with('.')), "{built:?}");
    }
}
