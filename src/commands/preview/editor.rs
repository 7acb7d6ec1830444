//! Opens a place of a source in the editor that the user named.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::exit_status::CommandError;

/// A way to open a place of a source.
pub enum Editor {
    /// By a link in the page, with places to fill in.
    Link(String),
    /// By a command: the program and its arguments, with places to fill in.
    Command(Vec<String>),
}

/// The link that opens a place in Visual Studio Code.
const VS_CODE: &str = "vscode://file{file}:{line}:{column}";

/// Whether a command is the address of a place: a scheme (RFC 3986 §3.1), `://`, and no spaces.
fn is_link(command: &str) -> bool {
    let is_of_scheme = |it: char| it.is_ascii_alphanumeric() || matches!(it, '+' | '-' | '.');
    let scheme = command.split_once("://").map(|(scheme, _)| scheme);
    let is_scheme = |it: &str| !it.is_empty() && it.chars().all(is_of_scheme);
    scheme.is_some_and(is_scheme) && !command.contains(char::is_whitespace)
}

impl Editor {
    /// Reads a command: words between spaces, with `{file}`, `{line}` and `{column}`. A single word that begins
    /// with the scheme of a URL is a link.
    ///
    /// # Errors
    ///
    /// If the command does not contain `{file}`.
    pub fn new(command: Option<&str>) -> Result<Editor, CommandError> {
        let command = command.unwrap_or(VS_CODE);
        if !command.contains("{file}") {
            return Err(CommandError::Usage(format!(
                "`--editor {command}` has no {{file}}; write it as in \
                 `--editor \"hx {{file}}:{{line}}:{{column}}\"`"
            )));
        }
        if is_link(command) {
            return Ok(Editor::Link(command.to_owned()));
        }
        Ok(Editor::Command(command.split_whitespace().map(str::to_owned).collect()))
    }

    /// The link that opens places; `None` if a command does.
    pub fn link(&self) -> Option<&str> {
        match self {
            Editor::Link(link) => Some(link),
            Editor::Command(_) => None,
        }
    }

    /// Opens a place. The command runs without a shell, so a file name cannot have another meaning.
    pub fn open(&self, file: &Path, line: u64, column: u64) -> Result<(), String> {
        let Editor::Command(words) = self else { return Ok(()) };
        let (line, column) = (line.to_string(), column.to_string());
        let filled = |word: &String| {
            let word = word.replace("{line}", &line).replace("{column}", &column);
            word.replace("{file}", &file.to_string_lossy())
        };
        let mut words = words.iter().map(filled);
        let program = words.next().unwrap_or_default();
        let mut command = Command::new(&program);
        command.args(words).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let started = command.spawn().map_err(|error| format!("{program}: {error}"))?;
        // Waits for its end in another thread, so that it does not become a zombie.
        std::thread::spawn(move || {
            let mut started = started;
            let _ = started.wait();
        });
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_needs_a_place_for_the_file() {
        assert!(Editor::new(Some("vi")).is_err());
        assert_eq!(Editor::new(Some("vi {file}")).unwrap().link(), None);
        assert_eq!(Editor::new(None).unwrap().link(), Some(VS_CODE));
        let idea = "idea://open?file={file}&line={line}";
        assert_eq!(Editor::new(Some(idea)).unwrap().link(), Some(idea));
        assert!(Editor::new(Some("idea://open")).is_err());
        let missing = Editor::new(Some("no-such-program {file}")).unwrap();
        assert!(missing.open(Path::new("a"), 1, 1).unwrap_err().starts_with("no-such-program"));
    }
}
