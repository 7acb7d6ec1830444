//! `plenary build --watch`: builds again after a change.

use std::fs;
use std::io::{BufRead, BufReader, Lines};
use std::path::Path;
use std::process::{Child, ChildStderr, Stdio};

use crate::cli::{files, folder, plenary, report, text};

/// A running `plenary build --watch`, ended when it is dropped.
struct Watching {
    program: Child,
    messages: Lines<BufReader<ChildStderr>>,
}

impl Watching {
    fn start(folder: &Path) -> Watching {
        let mut command = plenary(folder);
        command.args(["build", "--watch", "--to", "txt,md"]);
        let mut program = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let messages = BufReader::new(program.stderr.take().unwrap()).lines();
        Watching { program, messages }
    }

    /// Waits for the end of a build, and returns its messages.
    fn built(&mut self) -> String {
        let messages = self.messages.by_ref().map(Result::unwrap);
        messages.take_while(|line| !line.starts_with("Waiting for changes")).collect()
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

fn printed(folder: &Path) -> String {
    text(&files(&folder.join("dist"))["a.txt"])
}

#[test]
fn each_change_of_the_report_is_built() {
    let folder = folder(&[("a.yaml", report("First"))]);
    let source = folder.path().join("source/a.yaml");
    let mut watching = Watching::start(folder.path());
    assert_eq!(watching.built(), "");
    assert!(printed(folder.path()).contains("First"));
    // Programs save in this way: a new file takes the name of the older one.
    fs::write(folder.path().join("new"), report("Second")).unwrap();
    fs::rename(folder.path().join("new"), &source).unwrap();
    assert_eq!(watching.built(), "");
    assert!(printed(folder.path()).contains("Second"));
    // A report with errors leaves the older outputs; mended, it is built.
    fs::write(&source, "publication: {titel: x}\n").unwrap();
    assert!(watching.built().contains("nothing is written for it"));
    assert!(printed(folder.path()).contains("Second"));
    fs::write(&source, report("Third")).unwrap();
    assert_eq!(watching.built(), "");
    assert!(printed(folder.path()).contains("Third"));
}

#[test]
fn labels_that_appear_beside_the_report_are_built() {
    let folder = folder(&[("a.yaml", report("First"))]);
    let mut watching = Watching::start(folder.path());
    assert_eq!(watching.built(), "");
    let labels = folder.path().join("source/templates/labels");
    assert!(!printed(folder.path()).contains("Topics"));
    // The folders are made beside it, so that the labels appear in one step.
    fs::create_dir_all(folder.path().join("made/labels")).unwrap();
    fs::write(folder.path().join("made/labels/en.yaml"), "contents: Topics\n").unwrap();
    fs::rename(folder.path().join("made"), labels.parent().unwrap()).unwrap();
    assert_eq!(watching.built(), "");
    assert!(printed(folder.path()).contains("Topics"));
}
