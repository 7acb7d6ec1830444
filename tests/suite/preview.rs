//! `plenary preview` from outside: its answers, and the requests that it refuses.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::cli::plenary;

const REPORT: &str = "\
# A comment that stays.
publication: {title: Ports,   publisher: P, date: 2024-01-01}
body:
  - title: The port of Lisbon
    content:
      - \"It was **seperate** from\\u00a0the city[^a].\"
      - 'Second paragraph, about ''ships''.'
footnotes:
  a: A note.
";

/// A running preview of one report, ended when it is dropped.
struct Preview {
    program: Child,
    folder: TempDir,
    port: u16,
    token: String,
}

/// An answer: its status, its head and its body.
struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Preview {
    fn start(text: &str, arguments: &[&str]) -> Preview {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("report.yaml"), text).unwrap();
        Preview::start_in(folder, arguments)
    }

    fn start_in(folder: TempDir, arguments: &[&str]) -> Preview {
        let mut command = plenary(folder.path());
        command.args(["preview", "report.yaml", "--no-open"]).args(arguments);
        command.env("XDG_RUNTIME_DIR", folder.path().join("run"));
        let mut program = command.stderr(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(program.stderr.take().unwrap()).lines();
        let address = lines.next().unwrap().unwrap();
        let address = address.strip_prefix("Preview: http://127.0.0.1:").unwrap();
        let (port, token) = address.trim_end_matches('/').split_once('/').unwrap();
        let (port, token) = (port.parse().unwrap(), token.to_owned());
        Preview { program, folder, port, token }
    }

    fn source(&self) -> PathBuf {
        self.folder.path().join("report.yaml")
    }

    fn connect(&self, request: &str) -> TcpStream {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        stream
    }

    fn ask(&self, request: &str) -> Answer {
        let mut text = Vec::new();
        self.connect(request).read_to_end(&mut text).unwrap();
        let text = String::from_utf8_lossy(&text).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Answer { status, head: head.to_lowercase(), body: body.into() }
    }

    fn get_with(&self, path: &str, headers: &str) -> Answer {
        self.ask(&format!("GET {path} HTTP/1.1\r\n{headers}Connection: close\r\n\r\n"))
    }

    fn get(&self, path: &str) -> Answer {
        let host = format!("Host: 127.0.0.1:{}\r\n", self.port);
        self.get_with(&format!("/{}/{path}", self.token), &host)
    }

    fn post(&self, action: &str, asked: &Value) -> Value {
        let (port, body) = (self.port, asked.to_string());
        let answer = self.ask(&format!(
            "POST /{}/reports/0/{action} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\
             Origin: http://127.0.0.1:{port}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
            self.token,
            body.len()
        ));
        assert_eq!(answer.status, 200, "{}", answer.body);
        serde_json::from_str(&answer.body).unwrap()
    }

    /// The events from now on: the versions of the reports.
    fn events(&self) -> impl Iterator<Item = u64> + use<> {
        let (token, port) = (&self.token, self.port);
        let request = format!("GET /{token}/events HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n");
        let lines = BufReader::new(self.connect(&request)).lines().map(Result::unwrap);
        lines.filter_map(|line| line.strip_prefix("data: [")?.strip_suffix(']')?.parse().ok())
    }

    fn state(&self) -> Value {
        serde_json::from_str(&self.get("reports/0/state").body).unwrap()
    }

    /// The state of a version, once it exists.
    fn version(&self, wanted: u64) -> Value {
        self.events().find(|version| *version >= wanted).unwrap();
        self.state()
    }

    fn write(&self, text: &str) {
        fs::write(self.folder.path().join("new"), text).unwrap();
        fs::rename(self.folder.path().join("new"), self.source()).unwrap();
    }

    fn text(&self) -> String {
        fs::read_to_string(self.source()).unwrap()
    }

    /// The last page, which contains the text, and its SVG.
    fn last_page(&self, state: &Value) -> (String, String) {
        let pages = state["pages"].as_array().unwrap();
        let look = pages.last().unwrap()["fingerprint"].as_str().unwrap().to_owned();
        let svg = self.get(&format!("reports/0/pages/{look}"));
        assert_eq!(svg.status, 200);
        (look, svg.body)
    }

    /// The texts of the last page.
    fn texts(&self, state: &Value) -> Vec<Value> {
        let (look, _) = self.last_page(state);
        serde_json::from_str(&self.get(&format!("reports/0/texts/{look}")).body).unwrap()
    }

    /// The number of the text with some words on the last page.
    fn find(&self, state: &Value, words: &str) -> Value {
        let texts = self.texts(state);
        let has = |text: &&Value| text["words"].as_str().unwrap().contains(words);
        texts.iter().find(has).unwrap_or_else(|| panic!("{texts:?}")).clone()
    }

    fn words(&self, state: &Value, text: &Value) -> Vec<Value> {
        let path = format!("reports/0/words/{}-{}", state["version"], text["text"]);
        serde_json::from_str(&self.get(&path).body).unwrap()
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

#[test]
fn pages_are_new_after_a_save() {
    let preview = Preview::start(REPORT, &[]);
    let first = preview.version(1);
    assert_eq!((&first["title"], &first["current"]), (&json!("Ports"), &json!(true)));
    let (look, svg) = preview.last_page(&first);
    assert!(svg.contains(">Second paragraph, about ‘ships’.</text>"), "{svg}");
    let page = preview.get("");
    assert!(page.status == 200 && page.body.contains("<script type=\"module\""));
    for name in ["page.css", "main.js", "pages.js", "drawing.js", "words.js", "frames.js"] {
        assert_eq!(preview.get(name).status, 200, "{name}");
    }
    let outline: Value = serde_json::from_str(&preview.get("reports/0/outline").body).unwrap();
    let heading = &outline[0];
    assert_eq!(
        (&heading["title"], &heading["line"], &heading["page"]),
        (
            &json!("The port of Lisbon"),
            &json!(4),
            &json!(first["pages"].as_array().unwrap().len() - 1)
        )
    );
    assert!(preview.get("reports/0/text").body.contains("Second paragraph"));
    assert!(preview.get("reports/0/web").body.contains("Second paragraph"));

    preview.write(&REPORT.replace("Second", "Other"));
    let second = preview.version(2);
    let (new_look, svg) = preview.last_page(&second);
    assert!(new_look != look && svg.contains("Other paragraph"));
    assert_eq!(first["pages"][0], second["pages"][0], "the cover stays");
    assert_eq!(preview.get(&format!("reports/0/pages/{look}")).status, 404);
    // A line added above does not change a page.
    preview.write(&format!("# Another line.\n{}", REPORT.replace("Second", "Other")));
    assert_eq!(preview.version(3)["pages"], second["pages"]);
}

#[test]
fn a_report_with_errors_keeps_its_last_pages() {
    let preview = Preview::start(REPORT, &[]);
    let first = preview.version(1);
    preview.write(&REPORT.replace("title: The", "titel: The"));
    let broken = preview.version(2);
    assert_eq!((&broken["current"], &broken["pages"]), (&json!(false), &first["pages"]));
    let problem = &broken["problems"][0];
    assert_eq!((&problem["severity"], &problem["line"]), (&json!("error"), &json!(4)), "{problem}");
    preview.write(REPORT);
    assert_eq!(preview.version(3)["current"], true);
}

#[test]
fn a_word_knows_its_place() {
    let preview = Preview::start(REPORT, &[]);
    let state = preview.version(1);
    let text = preview.find(&state, "Second");
    let (area, (look, _)) = (&text["area"], preview.last_page(&state));
    let y = area["y"].as_f64().unwrap() + 5.0;
    let x = area["x"].as_f64().unwrap();
    let at = |x: f64, y: f64| preview.post("at", &json!({ "page": look, "x": x, "y": y }));
    let first = at(x + 2.0, y);
    assert_eq!(
        (&first["word"], &first["line"], &first["column"]),
        (&json!("Second"), &json!(7), &json!(10))
    );
    let last = at(x + area["width"].as_f64().unwrap() - 2.0, y);
    assert_eq!((&last["word"], &last["column"]), (&json!("‘ships’."), &json!(34)), "{last}");
    assert_eq!(at(-5.0, y), json!({}));
    // The folio is generated.
    let page = &state["pages"][state["pages"].as_array().unwrap().len() - 1];
    let form = &state["forms"][page["form"].as_u64().unwrap() as usize];
    let middle = form["width"].as_f64().unwrap() / 2.0;
    let foot = form["height"].as_f64().unwrap();
    let found =
        (0..800).flat_map(|y| [-1.0, 0.0, 1.0].map(|side| (y, side))).find_map(|(y, side)| {
            let found = at(middle + side * 150.0, foot - f64::from(y) / 4.0);
            found["made"].is_string().then_some(found)
        });
    if let Some(found) = found {
        assert!(found["line"].is_null(), "{found}");
    }
}

#[test]
fn changed_words_are_written_and_nothing_else() {
    let preview = Preview::start(REPORT, &[]);
    let state = preview.version(1);
    let text = preview.find(&state, "seperate");
    let mut pieces = preview.words(&state, &text);
    assert_eq!(pieces.len(), 5, "{pieces:?}");
    assert_eq!(pieces[1]["strong"], true);
    assert!(pieces[3]["made"].as_str().unwrap().contains("footnotes"));
    for (index, piece) in pieces.iter_mut().enumerate() {
        if !piece["made"].is_null() {
            *piece = json!({ "kept": index });
        }
    }
    pieces[1]["text"] = json!("separate");
    pieces[2]["text"] = json!(" from\u{a0}the old city");
    let asked = |pieces: &[Value]| json!({ "version": state["version"], "text": text["text"], "pieces": pieces });
    assert_eq!(preview.post("reword", &asked(&pieces)), json!({}));
    let changed = REPORT.replace("seperate", "separate").replace("the city", "the old city");
    assert_eq!(preview.text(), changed);
    let older = fs::read_to_string(preview.folder.path().join("report.yaml.bak")).unwrap();
    assert_eq!(older, REPORT);
    // The version is outdated now.
    preview.version(2);
    assert!(preview.post("reword", &asked(&pieces))["error"].is_string());
    assert_eq!(preview.post("undo", &json!({})), json!({}));
    assert_eq!(preview.text(), REPORT);
}

#[test]
fn bold_is_written_and_marks_of_footnotes_stay() {
    let preview = Preview::start(REPORT, &[]);
    let state = preview.version(1);
    let text = preview.find(&state, "Second");
    let ask = |pieces: Value| {
        let asked = json!({ "version": state["version"], "text": text["text"], "pieces": pieces });
        preview.post("reword", &asked)
    };
    let done = ask(json!([
        { "text": "Second " },
        { "text": "paragraph", "strong": true },
        { "text": ", about ‘ships’." }
    ]));
    assert_eq!(done, json!({}));
    assert_eq!(preview.text(), REPORT.replace("Second paragraph", "Second **paragraph**"));
    let state = preview.version(2);
    let text = preview.find(&state, "seperate");
    let words = preview.words(&state, &text);
    let asked = json!({
        "version": state["version"], "text": text["text"], "pieces": [words[0], words[1], words[2]]
    });
    let refused = preview.post("reword", &asked);
    assert!(refused["error"].as_str().unwrap().contains("footnote"), "{refused}");
}

#[test]
fn a_slip_is_corrected_by_its_button() {
    let preview = Preview::start(REPORT, &[]);
    let state = preview.version(1);
    let problems = state["problems"].as_array().unwrap();
    let problem = problems.iter().find(|it| it["fix"].is_object()).unwrap();
    assert_eq!(problem["fix"]["right"], "separate");
    let asked = json!({ "version": state["version"], "place": problem["fix"]["place"] });
    assert_eq!(preview.post("fix", &asked), json!({}));
    assert_eq!(preview.text(), REPORT.replace("seperate", "separate"));
    assert!(preview.version(2)["problems"].as_array().unwrap().len() < problems.len());
}

#[test]
fn strangers_are_refused() {
    let preview = Preview::start(REPORT, &[]);
    let (port, token) = (preview.port, &preview.token);
    let own = format!("Host: 127.0.0.1:{port}\r\n");
    let path = format!("/{token}/reports");
    assert_eq!(preview.get_with(&path, &own).status, 200);
    for (path, headers) in [
        ("/".to_owned(), own.clone()),
        ("/reports".to_owned(), own.clone()),
        (format!("/{}/reports", "0".repeat(32)), own.clone()),
        (format!("/{token}0/reports"), own.clone()),
        (path.clone(), format!("Host: example.org:{port}\r\n")),
        (path.clone(), "Host: 127.0.0.1\r\n".to_owned()),
        (path.clone(), String::new()),
        (path.clone(), format!("{own}Origin: http://example.org\r\n")),
        (path.clone(), format!("{own}Origin: null\r\n")),
        (format!("/{token}/../reports"), own.clone()),
    ] {
        let answer = preview.get_with(&path, &headers);
        assert!([400, 403, 404].contains(&answer.status), "{path} {headers}: {}", answer.status);
    }
    for path in ["../Cargo.toml", "%2e%2e/report.yaml", "reports/0/pages/..%2f..", "report.yaml"] {
        assert_eq!(preview.get(path).status, 404, "{path}");
    }
    // A change needs the origin, which browsers always send.
    let request = format!(
        "POST /{token}/reports/0/undo HTTP/1.1\r\n{own}Content-Length: 0\r\nConnection: close\r\n\r\n"
    );
    assert_eq!(preview.ask(&request).status, 403);
    let answer = preview.get("");
    for header in
        ["content-security-policy: default-src 'none'", "referrer-policy: no-referrer", "nosniff"]
    {
        assert!(answer.head.contains(header), "{}", answer.head);
    }
    assert!(!answer.head.contains("unsafe"), "{}", answer.head);
}

#[test]
fn the_command_of_the_editor_gets_the_place() {
    let editor = "touch {file}.{line}.{column}";
    let preview = Preview::start(REPORT, &["--editor", editor]);
    let state = preview.version(1);
    assert_eq!(state["link"], Value::Null);
    let asked = json!({ "file": "report.yaml", "line": 7, "column": 10 });
    assert_eq!(preview.post("open", &asked), json!({}));
    let made = preview.folder.path().join("report.yaml.7.10");
    let is_made = (0..200).any(|_| {
        std::thread::sleep(Duration::from_millis(20));
        made.exists()
    });
    assert!(is_made);
    let other = preview.post("open", &json!({ "file": "/etc/passwd", "line": 1, "column": 1 }));
    assert!(other["error"].is_string());
}

#[test]
fn a_port_in_use_is_named() {
    let preview = Preview::start(REPORT, &[]);
    let port = preview.port.to_string();
    let output = plenary(preview.folder.path())
        .args(["preview", "report.yaml", "--no-open", "--port", &port])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains(&format!("cannot serve on port {port}")), "{said}");
}

#[test]
fn the_e_book_is_shown_in_its_files() {
    let preview = Preview::start(REPORT, &[]);
    preview.version(1);
    let book: Value = serde_json::from_str(&preview.get("reports/0/book").body).unwrap();
    let chapters = book["chapters"].as_array().unwrap();
    let last = chapters.last().unwrap();
    assert_eq!(last["title"], "The port of Lisbon", "{book}");
    let path = |path: &str| format!("reports/0/book/{}/{path}", book["version"]);
    let chapter = preview.get(&path(last["path"].as_str().unwrap()));
    assert!(chapter.status == 200 && chapter.body.contains("Second paragraph"));
    for header in ["application/xhtml+xml", "sandbox allow-same-origin; default-src 'none'"] {
        assert!(chapter.head.contains(header), "{}", chapter.head);
    }
    assert!(!chapter.head.contains("allow-scripts"), "{}", chapter.head);
    assert!(preview.get(&path("OEBPS/stylesheet.css")).body.contains("@font-face"));
    for missing in ["OEBPS/other.xhtml", "../report.yaml", "OEBPS/%2e%2e/%2e%2e/report.yaml"] {
        assert_eq!(preview.get(&path(missing)).status, 404, "{missing}");
    }
}

#[test]
fn tags_and_typographic_defects_are_shown() {
    let preview = Preview::start(REPORT, &[]);
    let (look, _) = preview.last_page(&preview.version(1));
    let tags: Value =
        serde_json::from_str(&preview.get(&format!("reports/0/tags/{look}")).body).unwrap();
    let tagged = |words: &str| {
        let has = |tag: &&Value| tag["words"].as_str().unwrap().contains(words);
        tags.as_array().unwrap().iter().find(has).unwrap_or_else(|| panic!("{tags}"))["tags"]
            .clone()
    };
    assert_eq!(tagged("The port of Lisbon"), json!(["H1"]));
    assert_eq!(tagged("Second paragraph"), json!(["P"]));
    assert_eq!(tagged("A note."), json!(["Note", "P"]));
    let found: Value = serde_json::from_str(&preview.get("reports/0/defects").body).unwrap();
    assert_eq!(found, json!([]));
}

fn side(area: &Value, name: &str) -> f64 {
    area[name].as_f64().unwrap()
}

/// Runs git in a folder; whether it could.
fn git(folder: &Path, arguments: &[&str]) -> bool {
    let mut command = std::process::Command::new("git");
    let settings = ["-c", "user.name=Ana", "-c", "user.email=ana@example.org"];
    command.current_dir(folder).args(settings).args(arguments);
    command.output().is_ok_and(|output| output.status.success())
}

#[test]
fn changes_since_a_revision_are_found_on_their_pages() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("report.yaml"), REPORT).unwrap();
    if !git(folder.path(), &["init", "--quiet"]) {
        return eprintln!("git is not installed");
    }
    assert!(git(folder.path(), &["add", "report.yaml"]));
    assert!(git(folder.path(), &["commit", "--quiet", "-m", "Report"]));
    let preview = Preview::start_in(folder, &[]);
    preview.version(1);
    preview.write(&REPORT.replace("Second", "Other"));
    let state = preview.version(2);
    let found = preview.post("differences", &json!({ "since": "HEAD" }));
    let change = &found["changes"][0];
    assert!(change["label"].as_str().unwrap().contains("“Second” → “Other”"), "{found}");
    let last = state["pages"].as_array().unwrap().len() - 1;
    assert_eq!((&change["page"], &change["place"]["line"]), (&json!(last), &json!(7)), "{found}");
    assert_eq!(
        (&change["kind"], change["marks"].as_array().unwrap().len()),
        (&json!("replaced"), 1)
    );
    let text = preview.find(&state, "Other");
    let (word, whole) = (&change["area"], &text["area"]);
    assert!(side(word, "width") > 10.0 && side(word, "width") < side(whole, "width") / 3.0);
    assert!((side(word, "x") - side(whole, "x")).abs() < 0.1, "{found} {text}");
    for wrong in ["no-such-revision", "--output=report.yaml", "HEAD:report.yaml", ""] {
        let refused = preview.post("differences", &json!({ "since": wrong }));
        assert!(refused["error"].is_string(), "{wrong}: {refused}");
    }
}

#[test]
fn what_was_deleted_has_its_place_on_the_page() {
    let folder = tempfile::tempdir().unwrap();
    let more = "      - A paragraph that goes away.\nfootnotes";
    fs::write(folder.path().join("report.yaml"), REPORT.replace("footnotes", more)).unwrap();
    if !git(folder.path(), &["init", "--quiet"]) {
        return eprintln!("git is not installed");
    }
    assert!(git(folder.path(), &["add", "report.yaml"]));
    assert!(git(folder.path(), &["commit", "--quiet", "-m", "Report"]));
    let preview = Preview::start_in(folder, &[]);
    preview.version(1);
    preview.write(&REPORT.replace("Second paragraph", "Paragraph"));
    let state = preview.version(2);
    let found = preview.post("differences", &json!({ "since": "HEAD" }));
    let above = &preview.find(&state, "Paragraph")["area"];
    let gone = &found["changes"][1];
    assert_eq!(
        (&gone["kind"], &gone["before"]),
        (&json!("gone"), &json!("A paragraph that goes away."))
    );
    let (y, height) = (side(&gone["area"], "y"), side(&gone["area"], "height"));
    assert!(height == 0.0 && (y - side(above, "y") - side(above, "height")).abs() < 0.1, "{found}");
}

#[test]
fn fields_of_forms_are_written() {
    let report = REPORT.replace("body:", "people:\n  ah: {name: Ana Horvat, post: Judge}\nbody:");
    let preview = Preview::start(&report, &[]);
    preview.version(1);
    let records: Value = serde_json::from_str(&preview.get("reports/0/records").body).unwrap();
    assert_eq!(records[0]["fields"][0]["value"], "Ana Horvat", "{records}");
    let set =
        |path: Value, value: &str| preview.post("field", &json!({ "path": path, "value": value }));
    // Both are written although no new version has been built in between.
    assert_eq!(set(json!(["people", "ah", "post"]), "Clerk"), json!({}));
    assert_eq!(set(json!(["people", "ah", "country"]), "Serbia"), json!({}));
    let changed = report.replace("post: Judge}", "post: Clerk, country: Serbia}");
    assert_eq!(preview.text(), changed);
    assert!(set(json!(["people", "ah", "name"]), "")["error"].is_string(), "a name is required");
    assert_eq!(preview.text(), changed);
    preview.post("undo", &json!({}));
    preview.post("undo", &json!({}));
    assert_eq!(preview.text(), report);
}

#[test]
fn an_editor_scrolls_the_preview() {
    let preview = Preview::start(REPORT, &[]);
    let state = preview.version(1);
    let run = preview.folder.path().join("run");
    let file = run.join(format!("plenary/preview-{}.json", preview.port));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&file), mode(file.parent().unwrap())), (0o600, 0o700));
    }
    let request = format!(
        "GET /{}/events HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n",
        preview.token, preview.port
    );
    let events = BufReader::new(preview.connect(&request));
    let mut lines = events.lines().map(Result::unwrap);
    lines.find(|line| line.starts_with("data: [")).unwrap();
    let path = fs::canonicalize(preview.folder.path()).unwrap().join("report.yaml");
    let show = |uri: String| {
        let mut server = plenary(preview.folder.path());
        server.arg("lsp").env("XDG_RUNTIME_DIR", &run);
        let mut server = server.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let arguments = json!({ "command": "plenary.showInPreview", "arguments": [uri, 7, 12] });
        let mut input = server.stdin.take().unwrap();
        for (id, method, parameters) in
            [(1, "initialize", json!({})), (2, "workspace/executeCommand", arguments)]
        {
            let body =
                json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": parameters });
            let body = body.to_string();
            write!(input, "Content-Length: {}\r\n\r\n{body}", body.len()).unwrap();
            if id == 1 {
                let body = json!({ "jsonrpc": "2.0", "method": "initialized", "params": {} });
                let body = body.to_string();
                write!(input, "Content-Length: {}\r\n\r\n{body}", body.len()).unwrap();
            }
        }
        drop(input);
        let mut said = String::new();
        server.stdout.take().unwrap().read_to_string(&mut said).unwrap();
        server.wait().unwrap();
        said
    };
    let said = show(format!("file://{}", path.display()));
    assert!(!said.contains("error"), "{said}");
    lines.find(|line| line == "event: place").unwrap();
    let place: Value = serde_json::from_str(&lines.next().unwrap()["data: ".len()..]).unwrap();
    let last = state["pages"].as_array().unwrap().len() - 1;
    assert_eq!((&place["report"], &place["page"]), (&json!(0), &json!(last)), "{place}");
    assert!(show("file:///other.yaml".into()).contains("no preview shows this report"));
}
