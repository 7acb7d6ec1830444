//! Opens a place of a source in the editor that the user named.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::exit_status::CommandError;

/// A way to open a place of a source.
pub enum Editor {
    /// By a link in the page.
    Link,
    /// By a command: the program and its arguments, with places to fill in.
    Command(Vec<String>),
}

impl Editor {
    /// Reads a command: words between spaces, with `{file}`, `{line}` and `{column}`.
    ///
    /// # Errors
    ///
    /// If the command does not contain `{file}`.
    pub fn new(command: Option<&str>) -> Result<Editor, CommandError> {
        let Some(command) = command else { return Ok(Editor::Link) };
        if !command.contains("{file}") {
            return Err(CommandError::Usage(format!(
                "`--editor {command}` has no {{file}}; write it as in \
                 `--editor \"hx {{file}}:{{line}}:{{column}}\"`"
            )));
        }
        Ok(Editor::Command(command.split_whitespace().map(str::to_owned).collect()))
    }

    /// Whether a command opens places.
    pub fn is_command(&self) -> bool {
        matches!(self, Editor::Command(_))
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
        assert!(Editor::new(Some("vi {file}")).unwrap().is_command());
        assert!(!Editor::new(None).unwrap().is_command());
        let missing = Editor::new(Some("no-such-program {file}")).unwrap();
        assert!(missing.open(Path::new("a"), 1, 1).unwrap_err().starts_with("no-such-program"));
    }
}
