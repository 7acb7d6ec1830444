//! `plenary explain`: prints the page of a message code.

use plenary::diagnostics::Code;

use crate::exit_status::{CommandError, ExitStatus};
use crate::messages::to_stdout;

/// Prints the page of a code, or the list of all codes.
pub fn explain(code: Option<&str>) -> Result<ExitStatus, CommandError> {
    let text = match code {
        None => list(),
        Some(id) => page(Code::find(id).ok_or_else(|| unknown(id))?),
    };
    to_stdout(text.as_bytes()).map_err(CommandError::stdout)?;
    Ok(ExitStatus::Success)
}

fn list() -> String {
    Code::ALL.iter().map(|code| format!("{}  {}\n", code.id(), code.summary())).collect()
}

fn page(code: Code) -> String {
    let (id, severity) = (code.id(), code.severity().name());
    format!("# {id} ({severity}): {}\n\n{}", code.summary(), code.page())
}

fn unknown(id: &str) -> CommandError {
    CommandError::Usage(format!("unknown code {id}; `plenary explain` lists all codes"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_listed_and_explained() {
        assert_eq!(list().lines().count(), Code::ALL.len());
        let page = page(Code::find("p0006").unwrap());
        assert!(page.starts_with("# P0006 (error): unquoted text contains a colon"), "{page}");
        assert!(page.contains("Wrong:") && page.contains("Right:"));
        assert!(Code::find("P9999").is_none());
    }
}
