//! The command line: exit status, written files and untouched files.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

const FORMATS: [&str; 4] = ["pdf", "docx", "epub", "txt"];

pub fn plenary(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_plenary"));
    command.current_dir(folder).env_remove("SOURCE_DATE_EPOCH").env("NO_COLOR", "1");
    command
}

pub fn run(folder: &Path, arguments: &[&str]) -> Output {
    plenary(folder).args(arguments).output().unwrap()
}

#[track_caller]
pub fn exits_with(output: &Output, code: i32) {
    let (stdout, stderr) = (text(&output.stdout), text(&output.stderr));
    assert_eq!(output.status.code(), Some(code), "stdout: {stdout}\nstderr: {stderr}");
}

pub fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

pub fn report(title: &str) -> String {
    format!(
        "publication: {{title: {title}, publisher: P}}\nevent: {{from: \"2016-04-11\"}}\n\
         body: [{{title: S, content: [Some words.]}}]\n"
    )
}

/// A folder with reports of these names and texts in `source/`.
pub fn folder(reports: &[(&str, String)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("source")).unwrap();
    for (name, text) in reports {
        fs::write(folder.path().join("source").join(name), text).unwrap();
    }
    folder
}

/// Every file under a folder with its bytes.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let Ok(entries) = fs::read_dir(folder) else { return BTreeMap::new() };
    let paths = entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_file());
    paths
        .map(|path| (text(path.file_name().unwrap().as_encoded_bytes()), fs::read(path).unwrap()))
        .collect()
}

/// No bundled font has Arabic letters.
#[test]
fn slips_are_corrected_without_fonts() {
    let written = "publication: {title: T, publisher: P, language: ar, date: 2016-11-01}\n\
                   body: [{title: S, content: [كلمة لاكن كلمة.]}]\n";
    let folder = folder(&[("a.yaml", written.to_owned())]);
    exits_with(&run(folder.path(), &["check", "--fix"]), 1);
    let mended = fs::read_to_string(folder.path().join("source/a.yaml")).unwrap();
    assert_eq!(mended, written.replace("لاكن", "لكن"));
}

#[test]
fn a_report_over_a_limit_is_refused_and_the_limit_can_be_raised() {
    let folder = folder(&[("a.yaml", report("A"))]);
    let output = run(folder.path(), &["check", "--limit", "file-size=10"]);
    exits_with(&output, 1);
    assert_eq!(
        text(&output.stderr),
        "error[P0017]: the report has 109 bytes, more than 10\n--> source/a.yaml\n = help: split \
         the file, or allow more with `--limit file-size=109`\n"
    );
    exits_with(&run(folder.path(), &["check", "--limit", "file-size=109"]), 0);
    let output = run(folder.path(), &["check", "--limit", "length=1"]);
    exits_with(&output, 2);
    assert!(text(&output.stderr).contains("there are file-size, "));
}

#[test]
fn without_arguments_every_report_in_source_is_built() {
    let folder = folder(&[("a.yaml", report("A")), ("b.v2.yaml", report("B"))]);
    let output = run(folder.path(), &["build", "--to", "txt"]);
    exits_with(&output, 0);
    let built = files(&folder.path().join("dist"));
    assert_eq!(built.keys().collect::<Vec<_>>(), ["a.txt", "b.v2.txt"]);
    let lines = text(&output.stdout);
    assert!(lines.starts_with("dist/a.txt  ") && lines.lines().count() == 2, "{lines}");
    assert!(lines.lines().all(|line| line.ends_with(" s")), "{lines}");
}

/// The bundled fonts have no Arabic letters; plain text needs no fonts.
#[test]
fn plain_text_needs_no_fonts() {
    let folder = folder(&[("a.yaml", report("مرفأ"))]);
    exits_with(&run(folder.path(), &["build", "--to", "pdf,txt"]), 1);
    exits_with(&run(folder.path(), &["build", "--to", "txt,md"]), 0);
    let built = files(&folder.path().join("dist"));
    assert_eq!(built.keys().collect::<Vec<_>>(), ["a.md", "a.txt"]);
    assert!(text(&built["a.txt"]).contains("مرفأ"));
}

#[test]
fn a_report_with_errors_leaves_its_older_outputs_unchanged() {
    let folder = folder(&[("a.yaml", report("A")), ("b.yaml", report("B"))]);
    exits_with(&run(folder.path(), &["build", "--to", "txt"]), 0);
    let before = files(&folder.path().join("dist"));
    fs::write(folder.path().join("source/a.yaml"), "publication: {titel: A}\n").unwrap();
    fs::write(folder.path().join("source/b.yaml"), report("New")).unwrap();
    let output = run(folder.path(), &["build", "--to", "txt"]);
    exits_with(&output, 1);
    let after = files(&folder.path().join("dist"));
    assert_eq!(before["a.txt"], after["a.txt"]);
    assert!(text(&after["b.txt"]).contains("New"));
    assert!(text(&output.stderr).contains("source/a.yaml:1:"), "{}", text(&output.stderr));
    assert_eq!(after.len(), 2);
}

#[test]
fn nothing_is_written_for_a_new_report_with_errors() {
    let folder = folder(&[("a.yaml", "publication: [".into())]);
    exits_with(&run(folder.path(), &["build"]), 1);
    assert!(!folder.path().join("dist").exists());
}

#[test]
fn check_reports_errors_and_writes_nothing() {
    let folder = folder(&[("a.yaml", report("A"))]);
    let output = run(folder.path(), &["check"]);
    exits_with(&output, 0);
    assert!(output.stdout.is_empty() && output.stderr.is_empty());
    fs::write(folder.path().join("source/a.yaml"), "body: x\n").unwrap();
    exits_with(&run(folder.path(), &["check"]), 1);
    assert!(!folder.path().join("dist").exists());
}

#[test]
fn layout_prints_figures_and_fails_on_defects_if_strict() {
    let loose = format!("on the {} ", "1".repeat(50)).repeat(5);
    let loose = report("B").replace("Some words.", &loose);
    let folder = folder(&[("a.yaml", report("A")), ("b.yaml", loose)]);
    let output = run(folder.path(), &["layout"]);
    exits_with(&output, 0);
    let figures = text(&output.stdout);
    let figure = |name: &str| -> Vec<String> {
        let lines = figures.lines().filter(|line| line.trim_start().starts_with(name));
        lines.map(|line| line.split_whitespace().last().unwrap().to_owned()).collect()
    };
    assert_eq!(figure("lines"), ["2", "6"], "{figures}");
    assert_eq!(figure("widows"), ["0", "0"], "{figures}");
    assert_eq!(figures.matches("widest space: ").count(), 1, "{figures}");
    exits_with(&run(folder.path(), &["layout", "--strict", "source/a.yaml"]), 0);
    exits_with(&run(folder.path(), &["layout", "--strict", "source/b.yaml"]), 1);
    let json = run(folder.path(), &["layout", "--message-format", "json", "source/b.yaml"]);
    let found: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    let loose = found["loose"].as_array().map(Vec::len);
    assert_eq!((&found["sound"], loose), (&false.into(), Some(4)));
    assert!(!folder.path().join("dist").exists());
}

#[test]
fn a_character_missing_from_all_fonts_is_an_error_with_its_place() {
    let folder = folder(&[("a.yaml", report("T").replace("Some words", "Some 漢 words"))]);
    let output = run(folder.path(), &["check"]);
    exits_with(&output, 1);
    let said = text(&output.stderr);
    assert!(said.contains("F0010") && said.contains("`漢` (U+6F22)"), "{said}");
    assert!(said.contains("a.yaml:3:34") && said.contains("Source Serif 4"), "{said}");
}

#[test]
fn invalid_arguments_exit_with_2() {
    let empty = tempfile::tempdir().unwrap();
    let full = folder(&[("a.yaml", report("A"))]);
    fs::create_dir(full.path().join("other")).unwrap();
    fs::write(full.path().join("other/a.yaml"), report("A")).unwrap();
    for (folder, arguments) in [
        (&empty, &["build"][..]),
        (&empty, &["nonsense"]),
        (&full, &["build", "--to", "rtf"]),
        (&full, &["build", "--jobs", "0"]),
        (&full, &["build", "--template", "nowhere"]),
        (&full, &["build", "source/a.yaml", "other/a.yaml"]),
        (&full, &["man", "nonsense"]),
    ] {
        let output = run(folder.path(), arguments);
        exits_with(&output, 2);
        assert!(!output.stderr.is_empty(), "{arguments:?}");
    }
    assert!(!full.path().join("dist").exists());
}

#[test]
fn an_invalid_source_date_epoch_exits_with_2() {
    let folder = folder(&[("a.yaml", report("A"))]);
    let build = |date: &str| {
        let mut command = plenary(folder.path());
        command.args(["build", "--to", "txt"]).env("SOURCE_DATE_EPOCH", date).output().unwrap()
    };
    exits_with(&build("today"), 2);
    exits_with(&build("1700000000"), 0);
}

#[test]
fn a_missing_report_exits_with_3_and_the_others_are_built() {
    let folder = folder(&[("a.yaml", report("A"))]);
    let output = run(folder.path(), &["build", "--to", "txt", "source/a.yaml", "missing.yaml"]);
    exits_with(&output, 3);
    assert!(text(&output.stderr).contains("missing.yaml"));
    assert_eq!(files(&folder.path().join("dist")).len(), 1);
}

#[test]
fn a_file_that_cannot_be_replaced_exits_with_3_and_leaves_no_other_behind() {
    let folder = folder(&[("a.yaml", report("A"))]);
    let target = folder.path().join("dist/a.txt");
    fs::create_dir_all(&target).unwrap();
    let output = run(folder.path(), &["build", "--to", "txt"]);
    exits_with(&output, 3);
    assert!(text(&output.stderr).contains("dist/a.txt"), "{}", text(&output.stderr));
    assert!(target.is_dir());
    assert!(files(&folder.path().join("dist")).is_empty());
}

#[test]
fn an_output_folder_that_cannot_be_created_exits_with_3() {
    let folder = folder(&[("a.yaml", report("A"))]);
    fs::write(folder.path().join("dist"), "a file").unwrap();
    exits_with(&run(folder.path(), &["build", "--to", "txt"]), 3);
    assert_eq!(fs::read(folder.path().join("dist")).unwrap(), b"a file");
}

#[test]
fn older_outputs_are_replaced_and_their_hard_links_unchanged() {
    let folder = folder(&[("a.yaml", report("A"))]);
    let dist = folder.path().join("dist");
    fs::create_dir(&dist).unwrap();
    fs::write(dist.join("a.txt"), "old").unwrap();
    fs::hard_link(dist.join("a.txt"), dist.join("kept")).unwrap();
    exits_with(&run(folder.path(), &["build", "--to", "txt"]), 0);
    let files = files(&dist);
    assert_eq!(files["kept"], b"old");
    assert_ne!(files["a.txt"], b"old");
    assert_eq!(files.len(), 2);
}

#[test]
fn the_number_of_threads_changes_no_byte() {
    let folder = tempfile::tempdir().unwrap();
    exits_with(&run(folder.path(), &["new", "."]), 0);
    fs::copy(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("source/alliance-2016.yaml"),
        folder.path().join("source/alliance.yaml"),
    )
    .unwrap();
    let build = |jobs: &str, out: &str| {
        exits_with(&run(folder.path(), &["build", "--jobs", jobs, "--out", out]), 0);
        files(&folder.path().join(out))
    };
    let (one, many) = (build("1", "one"), build("7", "many"));
    assert_eq!(one.len(), 8);
    for (name, bytes) in &one {
        assert!(many[name] == *bytes, "{name} differs");
    }
}

#[test]
fn a_format_does_not_depend_on_the_other_formats() {
    let folder = tempfile::tempdir().unwrap();
    exits_with(&run(folder.path(), &["new", "."]), 0);
    exits_with(&run(folder.path(), &["build"]), 0);
    let all = files(&folder.path().join("dist"));
    for format in FORMATS {
        exits_with(&run(folder.path(), &["build", "--to", format, "--out", format]), 0);
        let alone = files(&folder.path().join(format));
        let name = format!("report.{format}");
        assert_eq!(alone.len(), 1);
        assert!(alone[&name] == all[&name], "{name} differs");
    }
}

#[test]
fn a_new_report_builds_without_warnings_and_is_never_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    exits_with(&run(folder.path(), &["new", "demo"]), 0);
    let demo = folder.path().join("demo");
    let output = run(&demo, &["check", "--strict"]);
    exits_with(&output, 0);
    assert!(output.stderr.is_empty(), "{}", text(&output.stderr));
    exits_with(&run(&demo, &["build"]), 0);
    assert_eq!(files(&demo.join("dist")).len(), FORMATS.len());
    let before = files(&demo.join("source"));
    fs::remove_file(demo.join("source/report.schema.json")).unwrap();
    exits_with(&run(folder.path(), &["new", "demo"]), 2);
    assert_eq!(files(&demo.join("source")).len(), 1);
    assert_eq!(files(&demo.join("source"))["report.yaml"], before["report.yaml"]);
}

#[test]
fn json_messages_are_one_object_per_line() {
    let folder = folder(&[("a.yaml", "publication: {titel: A}\n".into())]);
    let output = run(folder.path(), &["build", "--message-format", "json"]);
    exits_with(&output, 1);
    let lines = text(&output.stderr);
    let read = |line| serde_json::from_str::<serde_json::Value>(line).unwrap();
    let messages: Vec<_> = lines.lines().map(read).collect();
    assert_eq!(messages[0]["severity"], "error");
    assert_eq!(messages[0]["file"], "source/a.yaml");
    assert_eq!(messages[0]["line"], 1);
    fs::write(folder.path().join("source/a.yaml"), report("A")).unwrap();
    let output = run(folder.path(), &["build", "--message-format", "json", "--to", "txt"]);
    let written = read(text(&output.stdout).trim());
    assert_eq!(written["file"], "dist/a.txt");
    let size = fs::metadata(folder.path().join("dist/a.txt")).unwrap().len();
    assert_eq!(written["bytes"], size);
}

#[test]
fn errors_without_a_report_are_json_too() {
    let folder = folder(&[("a.yaml", report("A")), ("a.print.yaml", report("B"))]);
    for (status, arguments) in [
        (2, &["build", "--to", "rtf", "--message-format", "json"][..]),
        (2, &["--message-format=json", "nonsense"]),
        (2, &["build", "--message-format", "json", "--jobs", "100000"]),
        (2, &["build", "--message-format", "json", "--template", "nowhere"]),
        (2, &["build", "--message-format", "json", "--to", "pdf,pdf-print"]),
        (3, &["check", "--message-format", "json", "nowhere.yaml"]),
    ] {
        let output = run(folder.path(), arguments);
        exits_with(&output, status);
        let message: serde_json::Value = serde_json::from_slice(&output.stderr).unwrap();
        assert_eq!(message["severity"], "error", "{arguments:?}");
        assert!(output.stdout.is_empty());
    }
    let output = run(folder.path(), &["build", "--message-format", "sarif", "--to", "rtf"]);
    exits_with(&output, 2);
    let log: serde_json::Value = serde_json::from_slice(&output.stderr).unwrap();
    let said =
        &log["runs"][0]["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"];
    assert!(said.as_str().unwrap().starts_with("invalid value 'rtf'"), "{said}");
}

#[cfg(unix)]
#[test]
fn file_names_cannot_control_the_terminal() {
    let name = "a\u{1b}[31m\u{9b}31m\u{202e}";
    let folder = folder(&[(&format!("{name}.yaml"), report("T").replace("Some words", "A  b"))]);
    let here = folder.path().join("source");
    let report = format!("{name}.yaml");
    for arguments in [
        &["build", "--to", "txt", &report][..],
        &["build", "--to", "txt", &report, "--message-format", "json"],
        &["build", "--to", "txt", &report, "--message-format", "sarif"],
        &["check", &report, name],
        &["layout", &report],
        &["preflight", &report, "--message-format", "json"],
        &["build", "--to", "txt", &report, "--out", &report],
        &["explain", name],
        &["build", "--to", name],
        &["new", name],
    ] {
        let output = run(&here, arguments);
        let said = text(&output.stdout) + &text(&output.stderr);
        assert!(said.contains('a'), "{arguments:?}");
        let unsafe_one = said.find(['\u{1b}', '\u{9b}', '\u{202e}']);
        assert_eq!(unsafe_one, None, "{arguments:?}: {said:?}");
    }
    let output = run(&here, &["build", "--to", "txt", &report, "--message-format", "json"]);
    let written: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(written["file"], format!("dist/{name}.txt"));
}

#[test]
fn messages_beyond_the_limit_are_counted() {
    let errors = "  - x\n".repeat(150);
    let folder =
        folder(&[("a.yaml", report("A").replace("body: [", &format!("body:\n{errors}#[")))]);
    let count = |arguments: &[&str]| {
        let output =
            run(folder.path(), &[&["check", "--message-format", "json"], arguments].concat());
        exits_with(&output, 1);
        let lines = text(&output.stderr);
        let last: serde_json::Value = serde_json::from_str(lines.lines().last().unwrap()).unwrap();
        (lines.lines().count(), last["message"].as_str().unwrap().to_owned())
    };
    assert_eq!(count(&[]), (101, "… and 50 more errors".into()));
    assert_eq!(count(&["--limit", "messages=1"]), (2, "… and 149 more errors".into()));
}

#[test]
fn the_number_of_threads_is_bounded() {
    let folder = folder(&[("a.yaml", report("A"))]);
    let build = |threads: &str| {
        let mut command = plenary(folder.path());
        command.args(["build", "--to", "txt"]).env("RAYON_NUM_THREADS", threads).output().unwrap()
    };
    exits_with(&build("100000"), 0);
    exits_with(&build("-1"), 0);
}

/// Each of 1,024 threads needs 8 MiB of address space for its stack.
#[cfg(target_os = "linux")]
#[test]
fn fewer_threads_are_started_if_the_system_refuses() {
    let folder = folder(&[("a.yaml", report("A"))]);
    let script = format!(
        "ulimit -v 1000000; exec '{}' build --to txt --jobs 1024",
        env!("CARGO_BIN_EXE_plenary")
    );
    let output = Command::new("bash").arg("-c").arg(script).current_dir(folder.path()).output();
    exits_with(&output.unwrap(), 0);
}

#[test]
fn a_timeout_names_the_unfinished_reports() {
    let names: Vec<String> = (100..999).map(|number| format!("{number}.yaml")).collect();
    let reports: Vec<_> = names.iter().map(|name| (name.as_str(), report("A"))).collect();
    let folder = folder(&reports);
    let arguments = ["build", "--jobs", "1", "--timeout", "1", "--message-format", "json"];
    let output = run(folder.path(), &arguments);
    exits_with(&output, 124);
    let message: serde_json::Value = serde_json::from_slice(&output.stderr).unwrap();
    let said = message["message"].as_str().unwrap();
    assert!(said.starts_with("not finished after 1 s: source/"), "{said}");
    let built = files(&folder.path().join("dist"));
    assert_eq!(built.len() % FORMATS.len(), 0, "{:?}", built.keys());
}

#[test]
fn quiet_prints_nothing_on_success() {
    let folder = folder(&[("a.yaml", report("A"))]);
    let output = run(folder.path(), &["build", "--quiet", "--to", "txt"]);
    exits_with(&output, 0);
    assert!(output.stdout.is_empty() && output.stderr.is_empty());
}

#[test]
fn pictures_are_read_from_the_folder_of_the_report_only() {
    let figure = |path: &str| {
        report("A")
            .replace("Some words.", &format!("Words., figure: {{image: {path}, alt: x}}"))
            .replace("[Words., figure: ", "[Words., {figure: ")
            .replace("alt: x}", "alt: x}}")
    };
    let folder = folder(&[("a.yaml", figure("../secret.png"))]);
    image::GrayImage::new(2, 2).save(folder.path().join("secret.png")).unwrap();
    let output = run(folder.path(), &["check"]);
    exits_with(&output, 1);
    assert!(text(&output.stderr).contains("outside the folder"), "{}", text(&output.stderr));
    fs::write(folder.path().join("source/a.yaml"), figure("own.png")).unwrap();
    exits_with(&run(folder.path(), &["check"]), 1);
    fs::rename(folder.path().join("secret.png"), folder.path().join("source/own.png")).unwrap();
    exits_with(&run(folder.path(), &["check"]), 0);
}

#[test]
fn templates_and_labels_beside_the_report_override_the_built_in_ones() {
    let folder = folder(&[("a.yaml", report("A"))]);
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let labels = fs::read_to_string(root.join("src/languages/en/labels.yaml")).unwrap();
    let own = folder.path().join("source/templates/labels");
    fs::create_dir_all(&own).unwrap();
    let labels = labels.replace("contents: Contents", "contents: Table of topics");
    fs::write(own.join("en.yaml"), labels).unwrap();
    exits_with(&run(folder.path(), &["build", "--to", "txt"]), 0);
    let built = text(&files(&folder.path().join("dist"))["a.txt"]);
    assert!(built.contains("Table of topics"), "{built}");
    let template = folder.path().join("source/templates/conference");
    fs::create_dir(&template).unwrap();
    fs::write(template.join("template.yaml"), "nonsense: 1\n").unwrap();
    let output = run(folder.path(), &["check"]);
    exits_with(&output, 1);
    assert!(
        text(&output.stderr).contains("conference/template.yaml:1"),
        "{}",
        text(&output.stderr)
    );
}

#[test]
fn schema_completions_and_man_pages_are_printed() {
    let here = tempfile::tempdir().unwrap();
    let schema = run(here.path(), &["schema"]);
    exits_with(&schema, 0);
    let schema: serde_json::Value = serde_json::from_slice(&schema.stdout).unwrap();
    assert!(schema["properties"]["publication"].is_object());
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let output = run(here.path(), &["completions", shell]);
        exits_with(&output, 0);
        assert!(text(&output.stdout).contains("message-format"), "{shell}");
    }
    let man = run(here.path(), &["man"]);
    exits_with(&man, 0);
    assert!(text(&man.stdout).contains(".TH plenary 1"));
    let man = run(here.path(), &["man", "build"]);
    assert!(text(&man.stdout).contains("message\\-format"));
}

#[test]
fn a_closed_pipe_is_not_an_error() {
    let folder = folder(&[("a.yaml", report("A"))]);
    for arguments in [&["schema"][..], &["--help"], &["build", "--to", "txt"], &["layout"]] {
        let mut command = plenary(folder.path());
        command.args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        drop(child.stdout.take());
        let mut stderr = String::new();
        child.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
        assert!(child.wait().unwrap().success(), "{arguments:?}: {stderr}");
        assert!(stderr.is_empty(), "{arguments:?}: {stderr}");
    }
}

#[test]
fn a_sarif_log_has_diagnostics_and_failures() {
    let folder = folder(&[("a.yaml", report("A").replace("Some words.", "'[^none]'"))]);
    let output = run(folder.path(), &["check", "--message-format", "sarif", "source/a.yaml", "no"]);
    exits_with(&output, 3);
    let log: serde_json::Value = serde_json::from_slice(&output.stderr).unwrap();
    let run = &log["runs"][0];
    assert_eq!(run["results"].as_array().unwrap().len(), 1);
    assert_eq!(run["results"][0]["ruleId"], "P0034");
    assert_eq!(run["tool"]["driver"]["rules"][0]["id"], "P0034");
    let stop = &run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"];
    assert!(stop.as_str().unwrap().contains("cannot read no"), "{stop}");
}

#[test]
fn a_code_is_explained() {
    let here = tempfile::tempdir().unwrap();
    let page = run(here.path(), &["explain", "p0012"]);
    exits_with(&page, 0);
    assert!(text(&page.stdout).starts_with("# P0012 (error): "), "{}", text(&page.stdout));
    exits_with(&run(here.path(), &["explain", "P9999"]), 2);
    let all = text(&run(here.path(), &["explain"]).stdout);
    assert!(all.lines().any(|line| line.starts_with("F0006  ")), "{all}");
}

/// A report with a picture of 60 pixels, printed 122 mm wide.
fn coarse() -> TempDir {
    let figure = "publication: {title: T, publisher: P, date: 2016-11-01}\nbody: [{title: S, \
                  content: [{figure: {image: a.png, alt: A wall.}}]}]\n";
    let folder = folder(&[("a.yaml", figure.into())]);
    let picture = image::GrayImage::new(60, 40);
    picture.save(folder.path().join("source/a.png")).unwrap();
    folder
}

#[test]
fn coarse_pictures_cause_warnings_in_print() {
    let folder = coarse();
    let output = run(folder.path(), &["build", "--to", "pdf,pdf-print"]);
    exits_with(&output, 0);
    assert!(text(&output.stderr).contains("a.yaml:2:"), "{}", text(&output.stderr));
    let names: Vec<String> = files(&folder.path().join("dist")).into_keys().collect();
    assert_eq!(names, ["a.pdf", "a.print.pdf"]);
    // On a screen, the resolution is sufficient.
    let output = run(folder.path(), &["build", "--to", "pdf", "--strict"]);
    exits_with(&output, 0);
}

#[test]
fn strict_builds_write_nothing_that_is_not_fit_for_print() {
    let folder = coarse();
    exits_with(&run(folder.path(), &["build", "--to", "pdf-print", "--strict"]), 1);
    assert!(files(&folder.path().join("dist")).is_empty());
}

#[test]
fn preflight_prints_data_for_printers_and_writes_nothing() {
    let folder = coarse();
    let output = run(folder.path(), &["preflight", "--pages-multiple", "4"]);
    exits_with(&output, 0);
    let said = text(&output.stdout);
    for wanted in ["4 pages", "210 × 297 mm", "FOGRA39", "all embedded", "a.png, page 1", "grey"] {
        assert!(said.contains(wanted), "{wanted}: {said}");
    }
    assert!(!folder.path().join("dist").exists());
    exits_with(&run(folder.path(), &["preflight", "--strict"]), 1);
    let output = run(folder.path(), &["preflight", "--message-format", "json"]);
    let value: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(value["inkLimit"], 300.0);
    assert_eq!(value["pictures"][0]["space"], "grey");
}

#[test]
fn pdf_standards_that_exclude_each_other_are_refused() {
    let folder = folder(&[("a.yaml", report("T"))]);
    exits_with(&run(folder.path(), &["build", "--pdf-standard", "a-2a,a-3a"]), 2);
    exits_with(&run(folder.path(), &["build", "--pdf-standard", "a-1a"]), 2);
    exits_with(&run(folder.path(), &["build", "--to", "pdf", "--pdf-standard", "ua-1,a-3a"]), 0);
}

#[test]
fn a_template_is_copied_and_changed() {
    let folder = folder(&[("a.yaml", report("A"))]);
    let list = text(&run(folder.path(), &["templates"]).stdout);
    assert!(list.lines().count() == 5 && list.starts_with("conference "), "{list}");
    exits_with(&run(folder.path(), &["templates", "conference"]), 0);
    exits_with(&run(folder.path(), &["templates", "conference"]), 2);
    exits_with(&run(folder.path(), &["templates", "conference", "ours"]), 0);
    exits_with(&run(folder.path(), &["templates", "nowhere"]), 2);
    assert!(folder.path().join("ours/template.schema.json").is_file());
    exits_with(&run(folder.path(), &["check", "--template", "ours"]), 0);
    let own = "extends: conference\nname: own\nparagraphs: {body: {sise_pt: 12}}\ncolours: {ink: {screen: black}}\n";
    fs::write(folder.path().join("ours/template.yaml"), own).unwrap();
    let output = run(folder.path(), &["check", "--template", "ours"]);
    exits_with(&output, 1);
    let said = text(&output.stderr);
    assert!(
        said.contains("ours/template.yaml:3:21") && said.contains("did you mean `size_pt`?"),
        "{said}"
    );
    fs::write(folder.path().join("ours/template.yaml"), own.replace("sise", "size")).unwrap();
    let said = text(&run(folder.path(), &["check", "--template", "ours"]).stderr);
    assert!(said.contains("T0001") && said.contains("ours/template.yaml:4:25"), "{said}");
}

#[test]
fn label_files_may_be_partial() {
    let folder = folder(&[("a.yaml", report("A"))]);
    let english = text(&run(folder.path(), &["labels", "en-GB"]).stdout);
    assert!(english.contains("contents: Contents"), "{english}");
    assert!(text(&run(folder.path(), &["labels"]).stdout).lines().any(|line| line == "ru"));
    exits_with(&run(folder.path(), &["labels", "xx"]), 2);
    let own = folder.path().join("source/templates/labels");
    fs::create_dir_all(&own).unwrap();
    fs::write(own.join("en.yaml"), "contents: Table of topics\n").unwrap();
    exits_with(&run(folder.path(), &["build", "--to", "txt"]), 0);
    assert!(text(&files(&folder.path().join("dist"))["a.txt"]).contains("Table of topics"));
    for of in ["template", "labels"] {
        let schema = run(folder.path(), &["schema", of]);
        let schema: serde_json::Value = serde_json::from_slice(&schema.stdout).unwrap();
        assert!(schema["properties"].is_object(), "{of}");
    }
}
