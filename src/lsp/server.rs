//! The state of the server, and its answers.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::time::Duration;

use lsp_server::{Connection, ErrorCode, Message, Notification, Request, RequestId, Response};
use plenary::diagnostics::Severity;
use plenary::lookup::Vocabulary;
use plenary::{CheckedReport, EditionSet, Error, Options, Source};
use serde_json::{Value, json};

use super::document::Document;
use super::text::Position;
use super::word::Abilities;
use super::world::OpenFiles;
use super::{
    actions, completion, diagnostics, explain, hints, navigation, preview, rename, tokens, uri,
};
use crate::panics::caught;

/// The server.
pub struct Server<'c> {
    connection: &'c Connection,
    options: Options,
    /// The keys and values of reports.
    vocabulary: Vocabulary,
    abilities: Abilities,
    /// The open reports by path.
    open: BTreeMap<PathBuf, Document>,
}

/// The capabilities of the server, as `ServerCapabilities`.
pub fn capabilities() -> Value {
    json!({
        "positionEncoding": "utf-16",
        "textDocumentSync": { "openClose": true, "change": 2 },
        "completionProvider": { "triggerCharacters": ["#", "^", "@", "[", "{"] },
        "hoverProvider": true,
        "definitionProvider": true,
        "referencesProvider": true,
        "renameProvider": { "prepareProvider": true },
        "documentSymbolProvider": true,
        "foldingRangeProvider": true,
        "inlayHintProvider": true,
        "semanticTokensProvider": { "legend": tokens::legend(), "full": true },
        "codeActionProvider": {
            "codeActionKinds": ["quickfix", "refactor.extract", "refactor.rewrite", "source"],
        },
        "executeCommandProvider": { "commands": [preview::SHOW] },
    })
}

/// What the server does when no message waits.
enum Task {
    /// Checks a report.
    Check(PathBuf),
    /// Looks up the ids of a report, in case its next text cannot be read.
    LookUp(PathBuf),
    /// Finds the pages of a report.
    Pages(PathBuf),
}

impl Task {
    /// The time without messages after which the task is done.
    fn pause(&self) -> Duration {
        Duration::from_millis(match self {
            Task::Check(_) => 10,
            Task::LookUp(_) => 300,
            Task::Pages(_) => 1000,
        })
    }
}

/// The answer to a message, or the reason why there is none.
type Answer = Result<Value, String>;

impl<'c> Server<'c> {
    /// A server without open reports, from the parameters of the editor's `initialize` request.
    pub fn new(connection: &'c Connection, options: Options, parameters: &Value) -> Server<'c> {
        let abilities = Abilities::of(parameters);
        let vocabulary = Vocabulary::default();
        Server { connection, options, vocabulary, abilities, open: BTreeMap::new() }
    }

    /// Answers until the editor ends the connection. Reports are checked when no message waits, so that
    /// typing is not checked letter by letter. Returns whether the editor has requested a shutdown.
    pub fn run(&mut self) -> bool {
        loop {
            let message = match self.task() {
                Some(task) => match self.connection.receiver.recv_timeout(task.pause()) {
                    Ok(message) => message,
                    Err(error) if error.is_disconnected() => return false,
                    Err(_) => {
                        self.perform(&task);
                        continue;
                    }
                },
                None => match self.connection.receiver.recv() {
                    Ok(message) => message,
                    Err(_) => return false,
                },
            };
            match message {
                Message::Request(request) => match self.connection.handle_shutdown(&request) {
                    Ok(true) => return true,
                    Ok(false) => self.request(request),
                    Err(_) => return false,
                },
                Message::Notification(notification) => self.notification(&notification),
                Message::Response(_) => {}
            }
        }
    }

    /// The most urgent task.
    fn task(&self) -> Option<Task> {
        let first = |is_due: fn(&&Document) -> bool| self.open.values().find(is_due);
        let unchecked = first(|it| it.is_unchecked).map(|it| Task::Check(it.path.clone()));
        let unread = || first(|it| !it.is_looked_up()).map(|it| Task::LookUp(it.path.clone()));
        let unpaged = || first(|it| it.needs_pages()).map(|it| Task::Pages(it.path.clone()));
        unchecked.or_else(unread).or_else(unpaged)
    }

    fn perform(&mut self, task: &Task) {
        match task {
            Task::Check(path) => self.check(path),
            Task::LookUp(path) => {
                if let Some(document) = self.open.get_mut(path) {
                    document.lookup(&self.options.limits);
                }
            }
            Task::Pages(path) => {
                if let Some(document) = self.open.get_mut(path) {
                    document.find_pages();
                }
            }
        }
    }

    fn notification(&mut self, notification: &Notification) {
        let parameters = &notification.params;
        let document = parameters.get("textDocument");
        let uri = document.and_then(|it| it.get("uri")).and_then(Value::as_str);
        let Some((uri, path)) = uri.and_then(|uri| Some((uri, uri::path(uri)?))) else { return };
        let version = document.and_then(|it| it.get("version")).cloned().unwrap_or_default();
        match notification.method.as_str() {
            "textDocument/didOpen" => {
                let text = document.and_then(|it| it.get("text")).and_then(Value::as_str);
                let text = text.unwrap_or_default().to_owned();
                let document = Document::new(uri.to_owned(), path.clone(), version, text);
                self.open.insert(path.clone(), document);
                self.recheck_editions(&path);
            }
            "textDocument/didChange" => {
                let Some(document) = self.open.get_mut(&path) else { return };
                let changes = parameters.get("contentChanges").and_then(Value::as_array);
                document.change(changes.map(Vec::as_slice).unwrap_or_default());
                document.version = version;
                self.recheck_editions(&path);
            }
            "textDocument/didClose" => {
                self.open.remove(&path);
                self.publish(uri, &Value::Null, &[]);
                self.recheck_editions(&path);
            }
            _ => {}
        }
    }

    /// Marks the other editions of a report for another comparison with it.
    fn recheck_editions(&mut self, path: &Path) {
        let name = |path: &Path| {
            let stem = path.file_stem()?.to_str()?.to_owned();
            Some((path.parent()?.to_owned(), EditionSet::split_name(&stem)?.0.to_owned()))
        };
        let Some(own) = name(path) else { return };
        let others = self.open.values_mut().filter(|it| name(&it.path).as_ref() == Some(&own));
        others.for_each(|it| it.is_unchecked = true);
    }

    /// Checks a report, and publishes the diagnostics.
    fn check(&mut self, path: &Path) {
        let Some(document) = self.open.get_mut(path) else { return };
        document.is_unchecked = false;
        if !document.is_report() {
            let (uri, version) = (document.uri.clone(), document.version.clone());
            return self.publish(&uri, &version, &[]);
        }
        let Some(document) = self.open.get(path) else { return };
        let world = OpenFiles::new(&self.open);
        let (source, text) = (document.source(), &document.text);
        let mut options = self.options.clone();
        options.cache = document.cache.clone();
        let read = caught("", || CheckedReport::read(&source, &world, &options));
        let mut found = match &read {
            Ok(Ok(report)) => diagnostics::diagnostics(path, text, report.warnings()),
            Ok(Err(Error::Diagnostics(found))) => diagnostics::diagnostics(path, text, found),
            Ok(Err(error)) => vec![diagnostics::of_file(text, &error.to_string())],
            Err(bug) => vec![diagnostics::of_file(text, &bug.to_string())],
        };
        let limits = &self.options.limits;
        let sets = EditionSet::find(&[path.to_owned()], &world).unwrap_or_default();
        for set in sets {
            let compared = caught("", || set.compare(&world, limits));
            let compared = compared.map(|it| diagnostics::of_edition(path, text, &it));
            found.extend(compared.unwrap_or_default());
        }
        self.publish(&document.uri, &document.version, &found);
        let Some(document) = self.open.get_mut(path) else { return };
        match read {
            Ok(Ok(report)) => {
                document.remember(report.warnings());
                document.keep(report);
            }
            Ok(Err(Error::Diagnostics(found))) => document.remember(&found),
            Ok(Err(_)) | Err(_) => {}
        }
        if document.is_unknown() {
            document.lookup(&self.options.limits);
        }
    }

    fn publish(&self, uri: &str, version: &Value, found: &[Value]) {
        let mut parameters = json!({ "uri": uri, "diagnostics": found });
        if let (Some(parameters), true) = (parameters.as_object_mut(), version.is_i64()) {
            parameters.insert("version".into(), version.clone());
        }
        let method = "textDocument/publishDiagnostics".to_owned();
        self.send(Message::Notification(Notification { method, params: parameters }));
    }

    /// Sends a message. A failure is ignored, because then the connection is closed and receiving fails too.
    fn send(&self, message: Message) {
        let _ = self.connection.sender.send(message);
    }

    fn request(&mut self, request: Request) {
        let Request { id, method, params } = request;
        let answer = caught("", || self.answer(&method, &params));
        self.send(Message::Response(match answer {
            Ok(Some(Ok(value))) => Response::new_ok(id, value),
            Ok(Some(Err(reason))) => failure(id, ErrorCode::RequestFailed, reason),
            Ok(None) => failure(id, ErrorCode::MethodNotFound, format!("unknown request {method}")),
            Err(bug) => failure(id, ErrorCode::InternalError, bug.to_string()),
        }));
    }

    /// Answers a request; `None` if it is unknown. A request about a file that is not open has no answer.
    fn answer(&mut self, method: &str, parameters: &Value) -> Option<Answer> {
        let uri = parameters.pointer("/textDocument/uri").and_then(Value::as_str);
        let path = uri.and_then(uri::path).unwrap_or_default();
        match method {
            "textDocument/codeAction" => return Some(Ok(self.actions(&path, parameters))),
            "textDocument/hover" => return Some(Ok(self.hover(&path, parameters))),
            "textDocument/inlayHint" => return Some(Ok(self.hints(&path, parameters))),
            "workspace/executeCommand" => return Some(preview::execute(parameters)),
            _ => {}
        }
        let limits = self.options.limits.clone();
        let lookup = self.open.get_mut(&path).map(|document| document.lookup(&limits).clone());
        let (Some(document), Some(lookup)) = (self.open.get(&path), lookup) else {
            return is_known(method).then_some(Ok(Value::Null));
        };
        let offset = offset(document, parameters);
        let found = || lookup.id_at(offset);
        Some(Ok(match method {
            "textDocument/completion" => {
                let words = (&self.vocabulary, self.abilities);
                completion::complete(document, offset, &lookup, words)
            }
            "textDocument/definition" => navigation::definition(document, &lookup, offset),
            "textDocument/references" => {
                let own = parameters.pointer("/context/includeDeclaration");
                let own = own.and_then(Value::as_bool).unwrap_or_default();
                navigation::references(document, &lookup, offset, own)
            }
            "textDocument/prepareRename" => found().map_or(
                Value::Null,
                |(_, id, place)| json!({ "range": document.text.range(place), "placeholder": id }),
            ),
            "textDocument/rename" => {
                let new = parameters.get("newName").and_then(Value::as_str).unwrap_or_default();
                let Some((register, id, _)) = found() else {
                    return Some(Err("there is no id here".into()));
                };
                return Some(rename::rename(&self.open, document, (register, id), new, &limits));
            }
            "textDocument/documentSymbol" => navigation::symbols(&document.text, &lookup),
            "textDocument/foldingRange" => navigation::folding(&document.text, &lookup),
            "textDocument/semanticTokens/full" => tokens::tokens(&document.text, &lookup),
            _ => return None,
        }))
    }

    /// Checks a report if it must be checked, for answers that need the report itself.
    fn checked(&mut self, path: &Path) -> Option<&mut Document> {
        if self.open.get(path)?.is_unchecked {
            self.check(path);
        }
        self.open.get_mut(path)
    }

    /// What is known of a place in a report.
    fn hover(&mut self, path: &Path, parameters: &Value) -> Value {
        let limits = self.options.limits.clone();
        let Some(document) = self.checked(path) else { return Value::Null };
        let (lookup, offset) = (document.lookup(&limits).clone(), offset(document, parameters));
        let Some(document) = self.open.get_mut(path) else { return Value::Null };
        explain::explain(document, &lookup, offset, &self.vocabulary)
    }

    /// The generated numbers in a range of a report.
    fn hints(&mut self, path: &Path, parameters: &Value) -> Value {
        let limits = self.options.limits.clone();
        let Some(document) = self.checked(path) else { return Value::Null };
        let bytes = parameters.get("range").and_then(|range| document.text.bytes(range));
        let (numbers, lookup) = (document.numbers().to_vec(), document.lookup(&limits).clone());
        let hints = |bytes| hints::hints(&document.text, &numbers, &lookup, &bytes);
        bytes.map_or(Value::Null, hints)
    }

    /// The corrections at a range of a report.
    fn actions(&mut self, path: &Path, parameters: &Value) -> Value {
        let limits = self.options.limits.clone();
        let Some(document) = self.checked(path) else { return Value::Null };
        let bytes = parameters.get("range").and_then(|range| document.text.bytes(range));
        let (Some(document), Some(bytes)) = (self.open.get(path), bytes) else {
            return Value::Null;
        };
        let errors = |text: &[u8]| self.errors(document, text);
        let suggested = actions::suggested(document, &bytes, &limits, errors);
        actions::actions(document, &bytes, &limits, suggested)
    }

    /// The places of the errors that a report would have with another text.
    fn errors(&self, document: &Document, text: &[u8]) -> Vec<Range<usize>> {
        let world = OpenFiles::new(&self.open);
        let read =
            || CheckedReport::read(&Source::new(&document.path, text), &world, &self.options);
        match caught("", read) {
            Ok(Err(Error::Diagnostics(found))) => {
                let errors = found.iter().filter(|(it, _)| it.severity == Severity::Error);
                errors.map(|(it, _)| it.place.clone().unwrap_or_default()).collect()
            }
            Ok(Ok(_)) | Ok(Err(_)) | Err(_) => Vec::new(),
        }
    }
}

/// The byte of the position that a request is about.
fn offset(document: &Document, parameters: &Value) -> usize {
    let position = parameters.get("position").and_then(Position::of);
    position.map(|it| document.text.offset(it)).unwrap_or_default()
}

/// Whether the server answers a request that needs an open report.
fn is_known(method: &str) -> bool {
    const KNOWN: [&str; 8] = [
        "textDocument/completion",
        "textDocument/definition",
        "textDocument/references",
        "textDocument/prepareRename",
        "textDocument/rename",
        "textDocument/documentSymbol",
        "textDocument/foldingRange",
        "textDocument/semanticTokens/full",
    ];
    KNOWN.contains(&method)
}

fn failure(id: RequestId, code: ErrorCode, reason: String) -> Response {
    Response::new_err(id, code as i32, reason)
}
