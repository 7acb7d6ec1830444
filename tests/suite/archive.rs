//! Many reports: folders, patterns and lists, the manifest, and parts of an archive.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};
use std::thread;
use std::time::Duration;

use serde_json::Value;
use tempfile::TempDir;

use crate::cli::{exits_with, plenary, report, run, text};

const PICTURE: &str = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect width='9' \
                       height='9'/></svg>";

/// An archive of three reports. `b` has a picture, and `c` a template beside it.
fn archive() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join("archive").join(name);
    for name in ["2015", "2016/deep/templates/house", ".git"] {
        fs::create_dir_all(path(name)).unwrap();
    }
    let figure = "[Some words., {figure: {image: map.svg, alt: A map, caption: A map}}]";
    fs::write(path("2015/a.yaml"), report("A")).unwrap();
    fs::write(path("2016/b.yaml"), report("B").replace("[Some words.]", figure)).unwrap();
    fs::write(path("2016/map.svg"), PICTURE).unwrap();
    fs::write(path("2016/deep/c.yaml"), report("C")).unwrap();
    fs::write(path("2016/deep/templates/house/template.yaml"), "extends: conference\n").unwrap();
    fs::write(path(".git/config.yaml"), "no report").unwrap();
    folder
}

const ALL: [&str; 3] = ["2015/a.txt", "2016/b.txt", "2016/deep/c.txt"];

/// The paths of all files in a folder, except the manifest.
fn tree(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(next).into_iter().flatten() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
            if path.is_dir() {
                open.push(path);
            } else if !name.starts_with(".plenary/") {
                found.push(name);
            }
        }
    }
    found.sort();
    found
}

fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    tree(folder)
        .into_iter()
        .map(|name| (name.clone(), fs::read(folder.join(name)).unwrap()))
        .collect()
}

/// Builds the archive as plain text into `dist`.
fn build(folder: &TempDir, arguments: &[&str]) -> Output {
    let all = [&["build", "--to", "txt", "archive/**/*.yaml"], arguments].concat();
    run(folder.path(), &all)
}

/// The summary without the time.
fn summary(output: &Output) -> String {
    let said = text(&output.stderr);
    let line = said.lines().find(|line| line.contains(" unchanged, ")).unwrap_or(&said);
    line.rsplit_once("  ").map_or(line, |(summary, _)| summary).to_owned()
}

/// The files that a build wrote.
fn made(output: &Output) -> Vec<String> {
    let lines = text(&output.stdout);
    lines.lines().map(|line| line.split("  ").next().unwrap().to_owned()).collect()
}

#[test]
fn a_pattern_and_a_folder_keep_the_tree() {
    for named in ["archive/**/*.yaml", "archive", "archive/"] {
        let folder = archive();
        let output = run(folder.path(), &["build", "--to", "txt", named]);
        exits_with(&output, 0);
        assert_eq!(tree(&folder.path().join("dist")), ALL, "{named}");
        assert_eq!(made(&output), ALL.map(|name| format!("dist/{name}")));
        assert_eq!(summary(&output), "3 reports: 3 made, 0 unchanged, 0 failed");
    }
    let folder = archive();
    let output = run(folder.path(), &["build", "--to", "txt", "archive", "--base", "."]);
    exits_with(&output, 0);
    assert_eq!(tree(&folder.path().join("dist")), ALL.map(|name| format!("archive/{name}")));
    exits_with(&run(folder.path(), &["check", "archive"]), 0);
    exits_with(&run(folder.path(), &["build", "archive/*.yaml"]), 2);
    exits_with(&run(folder.path(), &["build", "--watch", "archive"]), 2);
}

#[test]
fn lists_of_reports_are_read_from_files_and_the_standard_input() {
    let list = "archive/2016/b.yaml\narchive/2015/a.yaml\n";
    let expected = ["archive/2015/a.txt", "archive/2016/b.txt"];
    for arguments in [&["-"][..], &["--files-from", "-"]] {
        let folder = archive();
        let mut command = plenary(folder.path());
        command.args(["build", "--to", "txt"]).args(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        child.stdin.take().unwrap().write_all(list.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        exits_with(&output, 0);
        assert_eq!(tree(&folder.path().join("dist")), expected);
        // The order of the list.
        assert_eq!(made(&output)[0], "dist/archive/2016/b.txt");
    }
    let folder = archive();
    fs::write(folder.path().join("list"), list.replace('\n', "\0")).unwrap();
    let listed = ["build", "--to", "txt", "--files-from", "list", "--base", "archive"];
    exits_with(&run(folder.path(), &listed), 0);
    assert_eq!(tree(&folder.path().join("dist")), ["2015/a.txt", "2016/b.txt"]);
}

#[test]
fn named_reports_leave_no_manifest_unless_asked_for() {
    let folder = archive();
    let named = ["build", "--to", "txt", "archive/2015/a.yaml", "archive/2016/b.yaml"];
    exits_with(&run(folder.path(), &named), 0);
    assert!(!folder.path().join("dist/.plenary").exists());
    let output = run(folder.path(), &[&named[..], &["--manifest"]].concat());
    assert_eq!(summary(&output), "2 reports: 2 made, 0 unchanged, 0 failed");
    let output = run(folder.path(), &[&named[..], &["--manifest"]].concat());
    assert_eq!(summary(&output), "2 reports: 0 made, 2 unchanged, 0 failed");
}

#[test]
fn what_is_unchanged_is_not_built_again() {
    let folder = archive();
    exits_with(&build(&folder, &[]), 0);
    let state = |name: &str| {
        let metadata = fs::metadata(folder.path().join("dist").join(name)).unwrap();
        (metadata.modified().unwrap(), metadata.len())
    };
    let before = ALL.map(state);
    for _ in 0..2 {
        let output = build(&folder, &[]);
        exits_with(&output, 0);
        assert_eq!(summary(&output), "3 reports: 0 made, 3 unchanged, 0 failed");
        assert!(output.stdout.is_empty());
    }
    assert_eq!(ALL.map(state), before);
    // Other options give other outputs.
    assert_eq!(made(&build(&folder, &["--ascii"])).len(), 3);
    let output = build(&folder, &["--ascii", "--to", "md"]);
    assert_eq!(summary(&output), "3 reports: 3 made, 0 unchanged, 0 failed");
    let output = build(&folder, &["--ascii", "--to", "md,txt"]);
    assert_eq!(summary(&output), "3 reports: 0 made, 3 unchanged, 0 failed");
}

#[test]
fn exactly_the_reports_that_a_change_affects_are_built_again() {
    let folder = archive();
    let write = |name: &str, text: &str| {
        fs::write(folder.path().join("archive").join(name), text).unwrap();
    };
    let here = |arguments: &[&str]| {
        let output = build(&folder, &[&["--template", "house"], arguments].concat());
        exits_with(&output, 0);
        made(&output)
    };
    // The template of the archive; the one beside `c` takes precedence.
    fs::create_dir_all(folder.path().join("templates/house")).unwrap();
    fs::write(folder.path().join("templates/house/template.yaml"), "extends: conference\n")
        .unwrap();
    assert_eq!(here(&[]).len(), 3);
    assert_eq!(here(&[]), [""; 0]);
    write("2015/a.yaml", &report("New"));
    assert_eq!(here(&[]), ["dist/2015/a.txt"]);
    write("2016/map.svg", &PICTURE.replace("'9'", "'8'"));
    assert_eq!(here(&[]), ["dist/2016/b.txt"]);
    write("2016/deep/templates/house/template.yaml", "extends: classic\n");
    assert_eq!(here(&[]), ["dist/2016/deep/c.txt"]);
    fs::write(folder.path().join("templates/house/template.yaml"), "extends: classic\n").unwrap();
    assert_eq!(here(&[]), ["dist/2015/a.txt", "dist/2016/b.txt"]);
    // A file that was looked up but did not exist.
    fs::create_dir_all(folder.path().join("archive/2015/templates/labels")).unwrap();
    write("2015/templates/labels/en.yaml", "contents: Topics\n");
    assert_eq!(here(&[]), ["dist/2015/a.txt"]);
    // The same words in a new file.
    fs::write(folder.path().join("copy"), PICTURE.replace("'9'", "'8'")).unwrap();
    fs::rename(folder.path().join("copy"), folder.path().join("archive/2016/map.svg")).unwrap();
    assert_eq!(here(&[]), [""; 0]);
}

#[test]
fn damaged_and_missing_outputs_are_made_again() {
    let folder = archive();
    exits_with(&build(&folder, &[]), 0);
    let before = contents(&folder.path().join("dist"));
    let path = |name: &str| folder.path().join("dist").join(name);
    let mut damaged = before["2015/a.txt"].clone();
    damaged[5] ^= 1;
    fs::write(path("2015/a.txt"), damaged).unwrap();
    fs::remove_file(path("2016/b.txt")).unwrap();
    let output = run(folder.path(), &["build", "--verify"]);
    exits_with(&output, 1);
    assert_eq!(text(&output.stdout), "dist/2015/a.txt  changed\ndist/2016/b.txt  missing\n");
    assert_eq!(text(&output.stderr), "3 files verified: 2 changed or missing\n");
    assert_eq!(made(&build(&folder, &[])), ["dist/2015/a.txt", "dist/2016/b.txt"]);
    assert!(contents(&folder.path().join("dist")) == before);
    exits_with(&run(folder.path(), &["build", "--verify"]), 0);
    // A copy of the archive works as well.
    let copy = fs::read(path("2015/a.txt")).unwrap();
    fs::remove_file(path("2015/a.txt")).unwrap();
    fs::write(path("2015/a.txt"), copy).unwrap();
    assert_eq!(summary(&build(&folder, &[])), "3 reports: 0 made, 3 unchanged, 0 failed");
    exits_with(&run(folder.path(), &["build", "--verify", "--out", "nowhere"]), 2);
}

#[test]
fn pruning_removes_only_unchanged_outputs_without_report() {
    let folder = archive();
    let dist = folder.path().join("dist");
    exits_with(&build(&folder, &["--to", "txt,md"]), 0);
    fs::write(dist.join("2015/mine.txt"), "mine").unwrap();
    fs::write(dist.join("2015/a.md"), "edited").unwrap();
    fs::remove_file(folder.path().join("archive/2015/a.yaml")).unwrap();
    let output = build(&folder, &["--prune"]);
    exits_with(&output, 0);
    assert_eq!(
        text(&output.stdout),
        "dist/2015/a.md  kept: changed since it was built\ndist/2015/a.txt  without report\n"
    );
    assert_eq!(tree(&dist).len(), 7);
    let output = build(&folder, &["--prune", "--delete"]);
    exits_with(&output, 0);
    assert_eq!(
        text(&output.stdout),
        "dist/2015/a.md  kept: changed since it was built\ndist/2015/a.txt  deleted\n"
    );
    let expected = [
        "2015/a.md",
        "2015/mine.txt",
        "2016/b.md",
        "2016/b.txt",
        "2016/deep/c.md",
        "2016/deep/c.txt",
    ];
    assert_eq!(tree(&dist), expected);
    exits_with(&build(&folder, &["--delete"]), 2);
    // In another folder, no report is found, and nothing is deleted.
    let elsewhere = folder.path().join("archive");
    let arguments = ["build", "--prune", "--delete", "--out", "../dist", "archive/**/*.yaml"];
    exits_with(&run(&elsewhere, &arguments), 3);
    assert_eq!(tree(&dist), expected);
}

#[cfg(unix)]
#[test]
fn a_manifest_of_somebody_else_leads_nowhere() {
    let folder = archive();
    exits_with(&build(&folder, &[]), 0);
    let manifest = folder.path().join("dist/.plenary/manifest.jsonl");
    let honest = fs::read_to_string(&manifest).unwrap();
    fs::remove_file(folder.path().join("archive/2015/a.yaml")).unwrap();
    let victim = folder.path().join("victim.txt");
    fs::copy(folder.path().join("dist/2015/a.txt"), &victim).unwrap();
    std::os::unix::fs::symlink("..", folder.path().join("dist/out")).unwrap();
    for path in ["../victim.txt", victim.to_str().unwrap(), "out/victim.txt"] {
        fs::write(&manifest, honest.replace("2015/a.txt", path)).unwrap();
        let output = build(&folder, &["--prune", "--delete"]);
        assert!(!text(&output.stdout).contains("deleted"), "{path}");
        assert!(victim.exists(), "{path}");
    }
}

#[test]
fn failures_are_counted_with_their_places_and_the_others_built() {
    let folder = archive();
    let write = |name: &str| {
        let path = folder.path().join("archive").join(name);
        fs::write(path, "publication: {titel: A}\n").unwrap();
    };
    write("2015/a.yaml");
    let output = build(&folder, &[]);
    exits_with(&output, 1);
    let said = text(&output.stderr);
    assert_eq!(summary(&output), "3 reports: 2 made, 0 unchanged, 1 failed");
    assert!(said.contains("\n  failed: archive/2015/a.yaml:1:"), "{said}");
    assert_eq!(made(&output), ["dist/2016/b.txt", "dist/2016/deep/c.txt"]);
    // A report that failed is tried again.
    let output = build(&folder, &["--keep-going"]);
    exits_with(&output, 1);
    assert_eq!(summary(&output), "3 reports: 0 made, 2 unchanged, 1 failed");
    for number in 0..2_000 {
        fs::copy(
            folder.path().join("archive/2016/deep/c.yaml"),
            folder.path().join(format!("archive/2016/z{number:04}.yaml")),
        )
        .unwrap();
    }
    let output = build(&folder, &["--fail-fast"]);
    exits_with(&output, 1);
    assert!(summary(&output).ends_with(" not begun"), "{}", summary(&output));
    exits_with(&build(&folder, &["--fail-fast", "--keep-going"]), 2);
}

#[test]
fn json_has_one_object_per_report_and_a_summary() {
    let folder = archive();
    let wrong = folder.path().join("archive/2016/b.yaml");
    fs::write(wrong, "publication: {titel: A}\n").unwrap();
    let output = build(&folder, &["--message-format", "json"]);
    exits_with(&output, 1);
    assert!(output.stderr.is_empty(), "{}", text(&output.stderr));
    let lines = text(&output.stdout);
    let objects: Vec<Value> = lines.lines().map(|it| serde_json::from_str(it).unwrap()).collect();
    assert_eq!(objects.len(), 4);
    assert_eq!(objects[0]["report"], "archive/2015/a.yaml");
    assert_eq!(objects[0]["status"], "made");
    assert_eq!(objects[0]["files"][0]["file"], "dist/2015/a.txt");
    assert_eq!(objects[1]["status"], "failed");
    assert!(objects[1]["place"].as_str().unwrap().starts_with("archive/2016/b.yaml:1:"));
    assert_eq!(objects[1]["messages"][0]["severity"], "error");
    assert_eq!(objects[3]["summary"]["made"], 2);
    let output = build(&folder, &["--message-format", "json"]);
    assert_eq!(text(&output.stdout).matches("\"unchanged\"").count(), 3);
}

/// More reports, so that a build takes long enough to be interrupted.
fn large_archive(count: usize) -> TempDir {
    let folder = archive();
    for number in 0..count {
        let path = folder.path().join(format!("archive/201{}/r{number}.yaml", 5 + number % 2));
        fs::write(path, report(&format!("Report {number}"))).unwrap();
    }
    folder
}

#[test]
fn a_killed_build_is_completed_by_the_next_one() {
    let folder = large_archive(40);
    let dist = folder.path().join("dist");
    exits_with(&build(&folder, &["--out", "reference", "--to", "txt,md,docx"]), 0);
    let reference = contents(&folder.path().join("reference"));
    let mut unchanged = 0;
    for round in 0..6_u64 {
        let mut command = plenary(folder.path());
        command.args(["build", "--quiet", "--to", "txt,md,docx", "archive"]);
        let mut child = command.spawn().unwrap();
        // Until the first outputs are in place.
        while tree(&dist).len() < 9 && child.try_wait().unwrap().is_none() {
            thread::sleep(Duration::from_millis(1));
        }
        thread::sleep(Duration::from_millis(3 * round));
        child.kill().unwrap();
        child.wait().unwrap();
        let output = run(folder.path(), &["build", "--to", "txt,md,docx", "archive"]);
        exits_with(&output, 0);
        let summary = summary(&output);
        let count: usize = summary.split(' ').nth(4).unwrap().parse().unwrap();
        unchanged += count;
        assert!(contents(&dist) == reference, "{round}: {summary}");
        exits_with(&run(folder.path(), &["build", "--verify"]), 0);
        fs::remove_dir_all(&dist).unwrap();
    }
    assert!(unchanged > 0, "no killed build had finished a report");
}

#[test]
fn two_builds_at_once_build_each_report_once() {
    let folder = large_archive(20);
    let start = || {
        let mut command = plenary(folder.path());
        command.args(["build", "--to", "txt,docx", "archive"]);
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    };
    let builds = [start(), start(), start()];
    let mut all = Vec::new();
    for build in builds {
        let output = build.wait_with_output().unwrap();
        exits_with(&output, 0);
        all.extend(made(&output));
    }
    all.sort();
    assert_eq!(all.len(), 46);
    all.dedup();
    assert_eq!(all.len(), 46, "some were made twice");
    exits_with(&run(folder.path(), &["build", "--verify"]), 0);
}

#[test]
fn shards_are_complete_and_disjoint() {
    let folder = large_archive(30);
    let edition = |language: &str| format!("archive/2015/x.{language}.yaml");
    for language in ["en", "ru"] {
        fs::write(folder.path().join(edition(language)), report("X")).unwrap();
    }
    let mut all = BTreeSet::new();
    let mut parts = Vec::new();
    for number in 1..=4 {
        let output = build(&folder, &["--shard", &format!("{number}/4")]);
        exits_with(&output, 0);
        let made = made(&output);
        parts.push(made.len());
        assert_eq!(
            made.contains(&"dist/2015/x.en.txt".to_owned()),
            made.contains(&"dist/2015/x.ru.txt".to_owned())
        );
        for file in made {
            assert!(all.insert(file.clone()), "{file} is in two parts");
        }
    }
    assert_eq!((all.len(), parts.iter().filter(|count| **count > 0).count()), (35, 4), "{parts:?}");
    assert_eq!(tree(&folder.path().join("dist")).len(), 35);
    // The other builds know what the parts have made.
    assert_eq!(summary(&build(&folder, &[])), "35 reports: 0 made, 35 unchanged, 0 failed");
    let output = build(&folder, &["--shard", "1/3"]);
    assert!(output.stdout.is_empty(), "{}", text(&output.stdout));
    exits_with(&run(folder.path(), &["build", "--verify"]), 0);
    exits_with(&build(&folder, &["--shard", "5/4"]), 2);
    // Nothing of the archive is left out.
    let missing: Vec<PathBuf> = ALL
        .iter()
        .map(|it| folder.path().join("dist").join(it))
        .filter(|it| !it.exists())
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn an_output_that_another_report_reads_is_not_replaced() {
    let folder = archive();
    // The output of `a` would be the labels of `c`.
    let labels = folder.path().join("archive/2016/deep/templates/labels");
    fs::create_dir_all(&labels).unwrap();
    fs::create_dir_all(folder.path().join("dist/2015")).unwrap();
    fs::write(folder.path().join("dist/2015/a.txt"), "contents: Topics\n").unwrap();
    fs::hard_link(folder.path().join("dist/2015/a.txt"), labels.join("en.yaml")).unwrap();
    let output = build(&folder, &[]);
    exits_with(&output, 2);
    assert!(text(&output.stderr).contains("dist/2015/a.txt would be replaced"));
    assert_eq!(summary(&output), "3 reports: 2 made, 0 unchanged, 1 failed");
}
