//! `plenary lsp`: a language server on standard input and output (Language Server Protocol 3.17).
//!
//! Messages are read and written as JSON values, because the crates with types for them are not kept up to
//! date. The text of a report is synchronized by its changes. It is checked as by `plenary check`, with the
//! texts of open editions instead of their files.

mod actions;
mod completion;
mod diagnostics;
mod document;
mod explain;
mod flow;
mod hints;
mod hover;
mod keys;
mod markup;
mod navigation;
mod page_numbers;
mod place;
mod preview;
mod rename;
mod server;
mod snippets;
mod text;
mod tokens;
mod uri;
mod word;
mod world;

use lsp_server::Connection;
use serde_json::json;

use crate::cli::LspArguments;
use crate::exit_status::{CommandError, ExitStatus};

/// Serves until the editor ends it.
pub fn lsp(arguments: &LspArguments) -> Result<ExitStatus, CommandError> {
    let (connection, threads) = Connection::stdio();
    let failed = |error: &dyn std::fmt::Display| {
        CommandError::Usage(format!("cannot serve this editor: {error}"))
    };
    let (id, parameters) = connection.initialize_start().map_err(|error| failed(&error))?;
    let answer = json!({
        "capabilities": server::capabilities(),
        "serverInfo": { "name": "plenary", "version": env!("CARGO_PKG_VERSION") },
    });
    connection.initialize_finish(id, answer).map_err(|error| failed(&error))?;
    let options = arguments.reading.options();
    let is_shut_down = server::Server::new(&connection, options, &parameters).run();
    drop(connection);
    threads.join().map_err(|error| failed(&error))?;
    // The protocol requires a status other than 0 if the editor has not requested a shutdown.
    Ok(if is_shut_down { ExitStatus::Success } else { ExitStatus::Failure })
}
