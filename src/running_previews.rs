//! The previews that run on this machine: the address and the reports of each, in files that only the user can
//! read. The language server finds a preview here, and asks it to show a place.

use std::env;
use std::fs;
use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::{Value, json};

/// The time after which a preview that does not answer counts as ended.
const PATIENCE: Duration = Duration::from_millis(500);

/// The largest file that is read, in bytes.
const MOST: u64 = 1 << 20;

/// A report that a preview shows.
#[derive(Debug, PartialEq, Eq)]
pub struct Shown {
    file: PathBuf,
    port: u16,
    token: String,
    report: usize,
}

/// Lets the language server find a preview: its port, the token of its address, and its reports.
///
/// # Errors
///
/// If the file cannot be written.
#[cfg(feature = "preview")]
pub fn announce(port: u16, token: &str, reports: &[PathBuf]) -> io::Result<()> {
    let Some(folder) = folder() else { return Ok(()) };
    private::create_folder(&folder)?;
    let file = folder.join(format!("preview-{port}.json"));
    match fs::remove_file(&file) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        Ok(()) | Err(_) => {}
    }
    let reports: Vec<_> = reports.iter().map(|report| report.to_string_lossy()).collect();
    let text = json!({ "port": port, "token": token, "reports": reports }).to_string();
    private::create(&file)?.write_all(text.as_bytes())
}

/// The preview that shows a report, given by its absolute path; the last one started, if there are several.
pub fn showing(report: &Path) -> Option<Shown> {
    let files = fs::read_dir(folder()?).ok()?.filter_map(Result::ok);
    let shown = files.filter_map(|entry| {
        let started = entry.metadata().ok()?.modified().ok()?;
        Some((started, read(entry.path(), report)?))
    });
    shown.max_by_key(|(started, _)| *started).map(|(_, shown)| shown)
}

fn read(file: PathBuf, report: &Path) -> Option<Shown> {
    let mut text = String::new();
    fs::File::open(&file).ok()?.take(MOST).read_to_string(&mut text).ok()?;
    let entry: Value = serde_json::from_str(&text).ok()?;
    let mut reports = entry.get("reports")?.as_array()?.iter();
    let report = reports.position(|it| it.as_str().is_some_and(|it| Path::new(it) == report))?;
    let port = u16::try_from(entry.get("port")?.as_u64()?).ok()?;
    let token = entry.get("token")?.as_str()?.to_owned();
    let is_token = token.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_token.then_some(Shown { file, port, token, report })
}

/// The folder with the files of this user: that of the session, otherwise that for caches.
fn folder() -> Option<PathBuf> {
    let beneath = |name: &str, path: &[&str]| {
        let folder = env::var_os(name).map(PathBuf::from).filter(|folder| folder.is_absolute())?;
        Some(path.iter().fold(folder, |folder, name| folder.join(name)))
    };
    beneath("XDG_RUNTIME_DIR", &["plenary"])
        .or_else(|| beneath("LOCALAPPDATA", &["plenary", "previews"]))
        .or_else(|| beneath("HOME", &[".cache", "plenary"]))
}

impl Shown {
    /// Asks the preview to show a place, given by its line and column, from 1.
    ///
    /// # Errors
    ///
    /// If the preview has ended or refuses. One that has ended is forgotten.
    pub fn show(&self, line: usize, column: usize) -> Result<(), String> {
        let answer = self.post("show", &json!({ "line": line, "column": column }));
        let answer = answer.map_err(|_| {
            // It may be gone already.
            let _ = fs::remove_file(&self.file);
            "the preview has ended; start it again".to_owned()
        })?;
        match answer.get("error").and_then(Value::as_str) {
            Some(error) => Err(error.to_owned()),
            None => Ok(()),
        }
    }

    /// Posts to the preview as its own page does.
    fn post(&self, action: &str, asked: &Value) -> io::Result<Value> {
        let Shown { port, token, report, .. } = self;
        let (host, body) = (format!("127.0.0.1:{port}"), asked.to_string());
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, *port));
        let mut stream = TcpStream::connect_timeout(&address, PATIENCE)?;
        stream.set_read_timeout(Some(PATIENCE * 10))?;
        write!(
            stream,
            "POST /{token}/reports/{report}/{action} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\n\
             Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
            body.len()
        )?;
        let mut answer = String::new();
        stream.take(MOST).read_to_string(&mut answer)?;
        let (head, body) = answer.split_once("\r\n\r\n").unwrap_or_default();
        match head.starts_with("HTTP/1.1 200 ") {
            true => Ok(serde_json::from_str(body)?),
            false => Err(io::Error::other("refused")),
        }
    }
}

/// Files that only the user can read. On Windows, the folder for data of the user has such rights.
#[cfg(feature = "preview")]
mod private {
    use super::{Path, fs, io};

    pub fn create_folder(path: &Path) -> io::Result<()> {
        let mut folder = fs::DirBuilder::new();
        folder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut folder, 0o700);
        folder.create(path)
    }

    pub fn create(path: &Path) -> io::Result<fs::File> {
        let mut options = fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options.open(path)
    }
}
