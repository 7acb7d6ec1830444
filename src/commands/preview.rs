//! `plenary preview`: the pages of reports in a browser, updated after every save.
//!
//! A thread for each report builds it whenever a file that it uses changes ([`builder`]). The server
//! ([`server`]) answers the page in the browser, which draws only pages near its window. Only this machine
//! can reach it, and it answers only requests with the token of its address ([`guard`]).

mod assets;
mod builder;
mod changes;
mod differences;
mod editor;
mod guard;
mod json;
mod refusal;
mod report;
mod server;

use std::net::{Ipv4Addr, TcpListener};
use std::sync::Arc;

use plenary::{Format, Options};
use serde_json::Value;
use tokio::sync::watch;

use crate::cli::PreviewArguments;
use crate::commands::plan::Job;
use crate::commands::sources::{Request, Sources};
use crate::exit_status::{CommandError, ExitStatus};
use crate::messages::{printable_lines, to_stderr};
use crate::running_previews;
use crate::threads::Pool;
use editor::Editor;
use report::Report;

/// The data that the threads of a preview share.
pub struct Preview {
    /// The reports, in the order of the arguments.
    pub reports: Vec<Report>,
    /// How they are compiled.
    pub options: Options,
    /// The editor in which places of a source are opened.
    pub editor: Editor,
    /// The threads that lay pages out.
    pub threads: Pool,
    /// The number of versions shown so far, of all reports.
    pub versions: watch::Sender<u64>,
    /// The last place that an editor asked for.
    pub place: watch::Sender<Value>,
}

/// Serves until the program ends.
///
/// # Errors
///
/// If a report has no file name, the template does not exist, or the port is in use.
pub fn preview(arguments: &PreviewArguments) -> Result<ExitStatus, CommandError> {
    let mut options = arguments.reading.options();
    options.formats = vec![Format::Pdf];
    let request = Request { named: &arguments.reports, ..Request::default() };
    let jobs = Sources::find(request)?.reports.into_iter();
    let jobs = jobs.map(|report| Job::new(report, &arguments.reading.template));
    let reports: Vec<Report> =
        jobs.map(|job| Ok(Report::new(job?.report))).collect::<Result<_, CommandError>>()?;
    let preview = Arc::new(Preview {
        reports,
        options,
        editor: Editor::new(arguments.editor.as_deref())?,
        threads: Pool::new(arguments.jobs)?,
        versions: watch::Sender::new(0),
        place: watch::Sender::new(Value::Null),
    });
    let failed = |error: &dyn std::fmt::Display| {
        CommandError::Usage(format!("cannot serve on port {}: {error}", arguments.port))
    };
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, arguments.port));
    let listener = listener.map_err(|error| failed(&error))?;
    let port = listener.local_addr().map_err(|error| failed(&error))?.port();
    let guard = guard::Guard::new(port)?;
    let address = guard.address();
    builder::start(&preview)?;
    let paths: Vec<_> = preview.reports.iter().map(Report::absolute).collect();
    if let Err(error) = running_previews::announce(port, guard.token(), &paths) {
        to_stderr(&printable_lines(&format!("Editors cannot scroll this preview: {error}")));
    }
    to_stderr(&printable_lines(&format!("Preview: {address}\nCtrl+C ends it.")));
    if !arguments.no_open && open::that_detached(&address).is_err() {
        to_stderr("No browser could be opened. Open the address yourself.");
    }
    server::serve(listener, guard, preview).map_err(|error| failed(&error))?;
    Ok(ExitStatus::Success)
}
