//! Shows places of a report in a running `plenary preview`.

use serde_json::{Value, json};

use super::document::Document;
use super::uri;
use crate::running_previews;

/// The command that shows a place. Its arguments are the URI of the report, the line and the column, from 1.
pub const SHOW: &str = "plenary.showInPreview";

/// The code action that shows a byte of a report; `None` if no preview shows the report.
pub fn action(document: &Document, byte: usize) -> Option<Value> {
    running_previews::showing(&document.path)?;
    let (line, column) = document.text.line_and_column(byte);
    let title = "Show in the preview";
    let arguments = json!([document.uri, line, column]);
    Some(json!({
        "title": title,
        "kind": "source",
        "command": { "title": title, "command": SHOW, "arguments": arguments },
    }))
}

/// Executes a command.
///
/// # Errors
///
/// If the command is unknown, or no preview shows the report.
pub fn execute(parameters: &Value) -> Result<Value, String> {
    let name = parameters.get("command").and_then(Value::as_str).unwrap_or_default();
    if name != SHOW {
        return Err(format!("unknown command `{name}`"));
    }
    let argument = |index: usize| parameters.get("arguments")?.get(index);
    let number = |index: usize| argument(index)?.as_u64()?.try_into().ok();
    let path = argument(0).and_then(Value::as_str).and_then(uri::path).unwrap_or_default();
    let shown = running_previews::showing(&path);
    let shown = shown.ok_or("no preview shows this report; start `plenary preview`")?;
    shown.show(number(1).unwrap_or(1), number(2).unwrap_or(1))?;
    Ok(Value::Null)
}
