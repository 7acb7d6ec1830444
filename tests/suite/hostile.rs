//! Hostile files: each is built, or refused with a clear message, within a memory limit.
//!
//! A small case is a file in `tests/cases/hostile`; [`generated`] makes the large ones and those of several
//! files. The first word of a name and the extension say how a report uses the file. The golden has the
//! messages of `check`, and of `build` if `check` accepts the file. `tests/soak/hostile` measures the time
//! and the memory of the same cases.

mod generated;
mod imported;
mod returned;

use std::fs::{self, File};
use std::io::Read;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use rayon::prelude::*;
use resvg::usvg::roxmltree::{Document, ParsingOptions};
use zip::ZipArchive;

use crate::golden::difference;

/// The address space of the program, in KiB.
const MEMORY_KIB: u64 = 2_000_000;

/// The processor time after which a case counts as hung. It does not measure speed.
const WATCHDOG_SECONDS: u64 = 60;

/// The time after which a case counts as hung even if it does not compute anything.
const PATIENCE: Duration = Duration::from_secs(300);

/// The maximum size of the messages that a case may cause, in bytes.
const MOST_SAID: usize = 200_000;

/// The number of lines of messages in a golden.
const GOLDEN_LINES: usize = 60;

/// Strings, in lower case, that no part of an e-book or Word file may contain.
const ACTIVE: &[&str] = &[
    "<script",
    "<object",
    "<embed",
    "<iframe",
    "<foreignobject",
    "<?xml-stylesheet",
    "<!entity",
    "@import",
    "image-set(",
    " onclick=\"",
    " onload=\"",
    "=\"javascript:",
    "=\"file:",
];

/// The cases that fail today. Each run prints them.
const OPEN: &[&str] = &[];

/// A report whose figure is `{picture}`.
const WITH_PICTURE: &str = "publication: {title: T, publisher: P, date: 2024-01-01}
body:
  - title: A
    content:
      - figure: {image: {picture}, alt: a picture}
";

/// A report with the file of works `{works}`.
const WITH_WORKS: &str = "publication: {title: T, publisher: P, date: 2024-01-01}
body:
  - title: A
    content: [\"A [@a, p. 4].\"]
bibliography:
  - data: {works}
";

/// A report with something of everything that templates and labels decide.
const PLAIN: &str = include_str!("../cases/sample.yaml");

/// A case: its name, and a function that writes its files into a folder.
pub struct Case {
    name: String,
    write: Box<dyn Fn(&Path) + Sync>,
}

/// Every case, by name.
pub fn cases() -> Vec<Case> {
    let entries = fs::read_dir("tests/cases/hostile").unwrap();
    let small = entries.map(|entry| {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        single(&name, move || fs::read(&path).unwrap())
    });
    let large = generated::FILES.iter().map(|(name, make)| single(name, make));
    let folders = generated::FOLDERS
        .iter()
        .map(|(name, write)| Case { name: (*name).into(), write: Box::new(write) });
    let returned = returned::FILES.iter().map(|(name, make)| {
        let write = |folder: &Path| returned::write(folder, *make);
        Case { name: (*name).into(), write: Box::new(write) }
    });
    let imported = imported::FILES.iter().map(|(name, make)| {
        let write = |folder: &Path| fs::write(folder.join("imported.md"), make()).unwrap();
        Case { name: (*name).into(), write: Box::new(write) }
    });
    let mut cases: Vec<Case> =
        small.chain(large).chain(folders).chain(returned).chain(imported).collect();
    cases.sort_by(|a, b| a.name.cmp(&b.name));
    cases
}

/// A case of one file.
fn single(name: &str, make: impl Fn() -> Vec<u8> + Sync + 'static) -> Case {
    let (stem, _) = name.rsplit_once('.').unwrap();
    let file = name.to_owned();
    let write = move |folder: &Path| place(folder, &file, &make());
    Case { name: stem.into(), write: Box::new(write) }
}

/// Puts a file where a report uses it, together with the report, unless the file is the report itself.
fn place(folder: &Path, name: &str, bytes: &[u8]) {
    let write = |path: &str, bytes: &[u8]| {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    };
    let (kind, _) = name.split_once('-').unwrap();
    let (_, extension) = name.rsplit_once('.').unwrap();
    match (extension, kind) {
        ("yaml", "template") => write("templates/hostile/template.yaml", bytes),
        ("yaml", "labels") => write("templates/labels/en.yaml", bytes),
        (extension, "works") => {
            let data = format!("works.{extension}");
            write(&data, bytes);
            return write("report.yaml", WITH_WORKS.replace("{works}", &data).as_bytes());
        }
        ("yaml", _) => return write("report.yaml", bytes),
        ("ttf", _) => write("fonts/hostile.ttf", bytes),
        (extension, _) => {
            let picture = format!("picture.{extension}");
            write(&picture, bytes);
            return write("report.yaml", WITH_PICTURE.replace("{picture}", &picture).as_bytes());
        }
    }
    write("report.yaml", PLAIN.as_bytes());
}

/// The result of a command.
struct Run {
    arguments: Vec<String>,
    said: String,
    /// `None` if the watchdog ended it.
    status: Option<ExitStatus>,
}

/// Runs the program in a folder, under the memory limit and the watchdog.
fn run(folder: &Path, command: &[&str]) -> Run {
    let mut arguments: Vec<String> = command.iter().map(|it| it.to_string()).collect();
    if folder.join("templates/hostile").is_dir() {
        arguments.extend(["--template", "hostile"].map(String::from));
    }
    let limit =
        format!("ulimit -v {MEMORY_KIB} && ulimit -t {WATCHDOG_SECONDS} && exec \"$0\" \"$@\"");
    let said = folder.join("said");
    let mut child = Command::new("sh")
        .args(["-c", &limit, env!("CARGO_BIN_EXE_plenary")])
        .args(&arguments)
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .env("RAYON_NUM_THREADS", "2")
        .env_remove("SOURCE_DATE_EPOCH")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(File::create(&said).unwrap())
        .spawn()
        .unwrap();
    let started = Instant::now();
    let status = loop {
        match child.try_wait().unwrap() {
            Some(status) => break Some(status),
            None if started.elapsed() > PATIENCE => {
                child.kill().unwrap();
                child.wait().unwrap();
                break None;
            }
            None => std::thread::sleep(Duration::from_millis(5)),
        }
    };
    let said = String::from_utf8_lossy(&fs::read(said).unwrap()).into_owned();
    Run { arguments, said, status }
}

impl Run {
    fn succeeded(&self) -> bool {
        self.status.is_some_and(|status| status.success())
    }

    /// The call, its messages and its status.
    fn golden(&self) -> String {
        let mut lines = self.said.lines();
        let shown: String = lines.by_ref().take(GOLDEN_LINES).map(|it| format!("{it}\n")).collect();
        let more = match lines.count() {
            0 => String::new(),
            more => format!("({more} more lines)\n"),
        };
        let status = self.status.and_then(|status| status.code());
        let status = status.map_or("none".into(), |status| status.to_string());
        format!("$ plenary {}\n{shown}{more}exit status {status}\n", self.arguments.join(" "))
    }

    /// A fault that no hostile file may cause, if any.
    fn fault(&self) -> Option<String> {
        let Some(status) = self.status else { return Some("it hangs".into()) };
        // SIGXCPU, and SIGKILL a second later.
        if let Some(24 | 9) = status.signal() {
            return Some("it hangs".into());
        }
        if let Some(signal) = status.signal() {
            return Some(format!("signal {signal}: {}", self.last_line()));
        }
        let control = |c: &char| c.is_control() && *c != '\n';
        if let Some(control) = self.said.chars().find(control) {
            return Some(format!("{control:?} in its messages"));
        }
        if self.said.len() > MOST_SAID {
            return Some(format!("{} bytes of messages", self.said.len()));
        }
        match status.code() {
            Some(0) => None,
            // A code, with a page that explains it.
            Some(1) if self.said.contains("error[") => None,
            // A link that leads out of the folder is not read as a template.
            Some(2) if self.said.starts_with("error: unknown template ") => None,
            // Only the report itself, and anything that is not a regular file, may be unreadable.
            Some(3) if self.said.starts_with("error: cannot read ") => None,
            // A returned file is refused with advice.
            Some(3) if self.said.starts_with("error: returned.docx: ") => None,
            Some(3) if self.said.starts_with("error: imported.md: ") => None,
            Some(3) if self.said.starts_with("error: imported.docx: ") => None,
            // Changes that cannot be made are refused.
            Some(1) if self.said.contains("error: change ") => None,
            code => Some(format!("exit status {code:?}: {}", self.last_line())),
        }
    }

    fn last_line(&self) -> &str {
        self.said.lines().last().unwrap_or_default()
    }
}

/// The golden of a case, and its fault, if any.
fn examine(case: &Case) -> (String, Option<String>) {
    let folder = tempfile::tempdir().unwrap();
    (case.write)(folder.path());
    if folder.path().join("returned.docx").exists() {
        return examine_returned(folder.path());
    }
    if folder.path().join("imported.md").exists() {
        return examine_imported(folder.path(), "imported.md");
    }
    let check = run(folder.path(), &["check", "report.yaml"]);
    if !check.succeeded() {
        return (check.golden(), check.fault());
    }
    let formats = "pdf,pdf-print,docx,epub,txt,md";
    let build =
        run(folder.path(), &["build", "report.yaml", "--quiet", "--out", "out", "--to", formats]);
    let refused = || Some(format!("`check` accepts what `build` refuses: {}", build.last_line()));
    let differs = if build.succeeded() { spoiled(&folder.path().join("out")) } else { refused() };
    (check.golden() + &build.golden(), check.fault().or(build.fault()).or(differs))
}

/// The golden of a returned Word file, and its fault, if any. A file that is refused must not change
/// anything, and a report with changes must still be valid.
fn examine_returned(folder: &Path) -> (String, Option<String>) {
    let files = || fs::read_dir(folder).unwrap().count();
    let source = || fs::read(folder.join("report.yaml")).unwrap();
    let command = ["review", "returned.docx", "--source", "report.yaml", "--apply", "all"];
    let (before, review) = (source(), run(folder, &command));
    let refused = review.status.and_then(|status| status.code()) == Some(3);
    let touched = refused && (source() != before || files() != 4);
    let touched = touched.then(|| "a file that is refused changes the folder".to_owned());
    let fault =
        review.fault().or(touched).or_else(|| run(folder, &["check", "report.yaml"]).fault());
    let (import, of_import) = examine_imported(folder, "returned.docx");
    let (foreign, of_foreign) = examine_imported(folder, "imported.docx");
    (review.golden() + &import + &foreign, fault.or(of_import).or(of_foreign))
}

/// The golden of the import of a file, and its fault, if any. A file that is refused must not leave anything.
fn examine_imported(folder: &Path, file: &str) -> (String, Option<String>) {
    let out = folder.join("new.yaml");
    let _ = fs::remove_file(&out);
    let import = run(folder, &["import", file, "--tracked", "accept", "--out", "new.yaml"]);
    let is_left = !import.succeeded() && out.exists();
    let left = is_left.then(|| "a file that is refused leaves a report".to_owned());
    let is_bug = import.said.contains("this is a bug");
    let bug = is_bug.then(|| format!("its words differ: {}", import.last_line()));
    (import.golden(), import.fault().or(left).or(bug))
}

/// The fault of the e-book or the Word file: active content, or XML that is not well-formed.
fn spoiled(out: &Path) -> Option<String> {
    ["report.epub", "report.docx"].into_iter().find_map(|name| {
        let mut archive = ZipArchive::new(File::open(out.join(name)).unwrap()).unwrap();
        (0..archive.len()).find_map(|index| {
            let mut part = archive.by_index(index).unwrap();
            let is_text = |end: &&&str| part.name().ends_with(**end);
            let end = ["css", "xml", "rels", "opf", "ncx", "xhtml", "svg"].iter().find(is_text)?;
            let mut text = String::new();
            part.read_to_string(&mut text).unwrap();
            let fault = fault_of_part(&text, *end != "css")?;
            Some(format!("{name}, {}: {fault}", part.name()))
        })
    })
}

fn fault_of_part(text: &str, is_xml: bool) -> Option<String> {
    let lower = text.to_lowercase();
    if let Some(active) = ACTIVE.iter().find(|active| lower.contains(**active)) {
        return Some(format!("it contains `{active}`"));
    }
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    let parsed = is_xml.then(|| Document::parse_with_options(text, options));
    parsed?.err().map(|error| error.to_string())
}

/// The beginning of the names of the cases to run, if not all are run.
fn chosen() -> String {
    std::env::var("HOSTILE").unwrap_or_default()
}

#[test]
fn hostile_files_are_built_or_refused() {
    let all = cases();
    assert!(all.len() >= 100, "only {} cases", all.len());
    let chosen = chosen();
    let threads = rayon::ThreadPoolBuilder::new().num_threads(2).build().unwrap();
    let examine = |case: &Case| {
        let (golden, fault) = examine(case);
        match (fault, OPEN.contains(&case.name.as_str())) {
            (Some(fault), true) => {
                eprintln!("{}: still open: {fault}", case.name);
                None
            }
            (None, true) => {
                eprintln!("{}: passes; take it out of the list of open cases", case.name);
                None
            }
            (Some(fault), false) => Some(fault),
            (None, false) => difference("hostile", &case.name, "txt", &golden),
        }
        .map(|fault| format!("{}: {fault}", case.name))
        .inspect(|fault| eprintln!("{fault}"))
    };
    let chosen = all.par_iter().filter(|case| case.name.starts_with(&chosen));
    let faults: Vec<String> = threads.install(|| chosen.filter_map(examine).collect());
    println!("{} cases, {} of them open: {OPEN:?}", all.len(), OPEN.len());
    assert!(faults.is_empty(), "{} faults: see above", faults.len());
}

#[test]
fn every_golden_has_a_case() {
    let cases: Vec<String> = cases().into_iter().map(|case| case.name).collect();
    let entries = fs::read_dir("tests/golden/hostile").unwrap();
    let goldens = entries.map(|entry| entry.unwrap().path().file_stem().unwrap().to_owned());
    let without: Vec<_> =
        goldens.filter(|golden| !cases.iter().any(|case| golden.to_str() == Some(case))).collect();
    assert!(without.is_empty(), "{without:?}");
}

/// Writes each case into a separate folder, for `tests/soak/hostile`, which names the parent folder. It checks
/// nothing, so without a folder there is nothing to do.
#[test]
#[ignore = "writes gigabytes; tests/soak/hostile calls it"]
fn write_hostile_files() {
    let Some(out) = std::env::var_os("HOSTILE_FILES").map(PathBuf::from) else { return };
    let chosen = chosen();
    for case in cases().into_iter().filter(|case| case.name.starts_with(&chosen)) {
        let folder = out.join(&case.name);
        fs::create_dir_all(&folder).unwrap();
        (case.write)(&folder);
    }
}

/// The number of threads comes from the environment, and is bounded.
#[test]
fn too_many_threads_are_refused_or_reduced() {
    let folder = tempfile::tempdir().unwrap();
    place(folder.path(), "yaml-plain.yaml", PLAIN.as_bytes());
    let output = Command::new(env!("CARGO_BIN_EXE_plenary"))
        .args(["check", "report.yaml"])
        .current_dir(folder.path())
        .env("RAYON_NUM_THREADS", "100000")
        .output()
        .unwrap();
    assert!(matches!(output.status.code(), Some(0 | 2)), "{output:?}");
}
