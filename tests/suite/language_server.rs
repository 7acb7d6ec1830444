//! `plenary lsp` from outside: a session, random edits, invalid messages.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

/// An editor with a server.
struct Editor {
    server: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
    folder: TempDir,
    last: u64,
}

impl Editor {
    /// Starts a server on a folder with some files.
    fn start(files: &[(&str, &str)]) -> Editor {
        Editor::start_with(files, json!({}))
    }

    /// As [`Editor::start`], with some capabilities of the editor.
    fn start_with(files: &[(&str, &str)], capabilities: Value) -> Editor {
        let folder = tempfile::tempdir().unwrap();
        files.iter().for_each(|(name, text)| fs::write(folder.path().join(name), text).unwrap());
        let mut server = Command::new(env!("CARGO_BIN_EXE_plenary"))
            .arg("lsp")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let input = server.stdin.take();
        let output = BufReader::new(server.stdout.take().unwrap());
        let mut editor = Editor { server, input, output, folder, last: 0 };
        editor.request("initialize", json!({ "capabilities": capabilities }));
        editor.notify("initialized", json!({}));
        editor
    }

    fn uri(&self, name: &str) -> String {
        format!("file://{}", self.folder.path().join(name).display())
    }

    fn send(&mut self, message: &Value) {
        let body = message.to_string();
        let input = self.input.as_mut().unwrap();
        write!(input, "Content-Length: {}\r\n\r\n{body}", body.len()).unwrap();
        input.flush().unwrap();
    }

    fn notify(&mut self, method: &str, parameters: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": parameters }));
    }

    /// The next message of the server.
    fn receive(&mut self) -> Value {
        let mut length = 0;
        loop {
            let mut line = String::new();
            self.output.read_line(&mut line).unwrap();
            assert!(!line.is_empty(), "the server has ended");
            match line.trim().split_once(": ") {
                Some((_, number)) => length = number.parse().unwrap(),
                None => break,
            }
        }
        let mut body = vec![0; length];
        self.output.read_exact(&mut body).unwrap();
        serde_json::from_slice(&body).unwrap()
    }

    /// The answer to a request, or its error. Diagnostics that arrive first are skipped.
    fn request(&mut self, method: &str, parameters: Value) -> Value {
        self.last += 1;
        let id = self.last;
        let message = json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": parameters });
        self.send(&message);
        loop {
            let answer = self.receive();
            if answer["id"] == id {
                return answer.get("result").or(answer.get("error")).cloned().unwrap();
            }
        }
    }

    /// A request about a place in a file: the first occurrence of a text, plus some bytes.
    fn at(&mut self, method: &str, name: &str, text: &str, (found, after): (&str, usize)) -> Value {
        let offset = text.find(found).unwrap_or_else(|| panic!("{found}")) + after;
        let position = position(text, offset);
        let uri = self.uri(name);
        let own = json!({ "includeDeclaration": true });
        let parameters = json!({
            "textDocument": { "uri": uri }, "position": position, "context": own, "newName": "new-id",
        });
        self.request(method, parameters)
    }

    fn open(&mut self, name: &str, text: &str) {
        let uri = self.uri(name);
        let document = json!({ "uri": uri, "languageId": "yaml", "version": 1, "text": text });
        self.notify("textDocument/didOpen", json!({ "textDocument": document }));
    }

    fn change(&mut self, name: &str, version: u64, changes: Value) {
        let document = json!({ "uri": self.uri(name), "version": version });
        self.notify(
            "textDocument/didChange",
            json!({ "textDocument": document, "contentChanges": changes }),
        );
    }

    /// The diagnostics of a version of a file.
    fn diagnostics(&mut self, name: &str, version: u64) -> Value {
        let uri = self.uri(name);
        loop {
            let message = self.receive();
            let parameters = &message["params"];
            if parameters["uri"] == uri.as_str() && parameters["version"] == version {
                return parameters["diagnostics"].clone();
            }
        }
    }

    /// Ends the server as an editor does, and returns its status.
    fn end(mut self) -> Option<i32> {
        self.request("shutdown", Value::Null);
        self.notify("exit", Value::Null);
        self.server.wait().unwrap().code()
    }
}

/// The position of a byte.
fn position(text: &str, offset: usize) -> Value {
    let before = &text[..offset];
    let line = before.rsplit('\n').next().unwrap();
    json!({ "line": before.matches('\n').count(), "character": line.encode_utf16().count() })
}

/// The byte of a position.
fn offset(text: &str, position: &Value) -> usize {
    let line = position["line"].as_u64().unwrap() as usize;
    let character = position["character"].as_u64().unwrap() as usize;
    let lines = text.split_inclusive('\n');
    let start: usize = lines.clone().take(line).map(str::len).sum();
    let units: Vec<u16> = text[start..].encode_utf16().take(character).collect();
    start + String::from_utf16(&units).unwrap().len()
}

const ENGLISH: &str = "\
publication: {title: Ports, publisher: P, language: en, date: 2024-01-01}
people:
  ek: {name: Per Ek, post: Judge, country: Norway}
body:
  - kind: panel
    title: Ports
    id: ports
    moderator: ek
    content:
      - 'As é [#t] says[^act], and [#ports].'
      - table: {id: t, caption: Hours, header: [H], rows: [['1']]}
      - seperate words
footnotes:
  act: The Act.
";

const FRENCH: &str = "\
publication: {title: Ports, publisher: P, language: fr, date: 2024-01-01}
people:
  ek: {name: Per Ek, post: Juge, country: Norvège}
body:
  - kind: panel
    title: Ports
    id: ports
    moderator: ek
    content:
      - 'Comme [#t] dit[^act], et [#ports].'
      - table: {id: t, caption: Heures, header: [H], rows: [['1']]}
      - mots
footnotes:
  act: La loi.
";

/// The labels of a completion list.
fn labels(list: &Value) -> Vec<&str> {
    let items = list["items"].as_array().unwrap();
    items.iter().map(|it| it["label"].as_str().unwrap()).collect()
}

#[test]
fn a_session() {
    let mut editor = Editor::start(&[("report.en.yaml", ENGLISH), ("report.fr.yaml", FRENCH)]);
    let name = "report.en.yaml";
    editor.open(name, ENGLISH);
    let found = editor.diagnostics(name, 1);
    let slip = ENGLISH.find("seperate").unwrap();
    let range = json!({ "start": position(ENGLISH, slip), "end": position(ENGLISH, slip + 8) });
    let slips: Vec<&Value> =
        found.as_array().unwrap().iter().filter(|it| it["range"] == range).collect();
    assert_eq!((slips.len(), &slips[0]["severity"]), (1, &json!(2)), "{found}");

    let uri = editor.uri(name);
    let document = json!({ "textDocument": { "uri": uri } });
    let symbols = editor.request("textDocument/documentSymbol", document.clone());
    assert_eq!((&symbols[0]["name"], &symbols[0]["detail"]), (&json!("Ports"), &json!("panel")));
    let folding = editor.request("textDocument/foldingRange", document);
    assert_eq!(folding, json!([{ "startLine": 4, "endLine": 11 }]));

    let mut ask = |method: &str, found: &str, after| {
        editor.at(&format!("textDocument/{method}"), name, ENGLISH, (found, after))
    };
    assert_eq!(labels(&ask("completion", "[^act", 3)), ["act"]);
    assert_eq!(labels(&ask("completion", "[#t]", 2)), ["ports", "t", "act"]);
    assert_eq!(labels(&ask("completion", "moderator: ek", 12)), ["ek"]);
    assert!(labels(&ask("completion", "seperate", 3)).is_empty());
    for (place, after, words) in [
        ("[#t]", 3, "Table\u{a0}1"),
        ("[^act", 4, "The Act"),
        ("moderator: ek", 12, "Judge"),
        ("ek: {", 1, "Referred to once:\n- line 8, in “Ports”"),
    ] {
        let said = ask("hover", place, after)["contents"]["value"].as_str().unwrap().to_owned();
        assert!(said.contains(words), "{said}");
    }
    let said = ask("hover", "caption", 1)["contents"]["value"].as_str().unwrap().to_owned();
    assert!(said.starts_with("**caption** a text\n\nThe caption"), "{said}");
    assert_eq!(ask("hover", "words", 1), Value::Null);
    let said = ask("hover", "seperate", 3)["contents"]["value"].as_str().unwrap().to_owned();
    assert!(said.starts_with("**P0089**: "), "{said}");
    let defined = ENGLISH.find("id: t,").unwrap() + 4;
    assert_eq!(ask("definition", "[#t]", 3)["range"]["start"], position(ENGLISH, defined));
    assert_eq!(ask("references", "id: ports", 5).as_array().unwrap().len(), 2);
    assert_eq!(ask("prepareRename", "[#t]", 3)["placeholder"], "t");
    let renamed = ask("rename", "[#t]", 3);
    let changes = renamed["changes"].as_object().unwrap();
    assert_eq!(changes.len(), 2, "both editions: {renamed}");
    for edits in changes.values() {
        let edits = edits.as_array().unwrap();
        assert!(edits.len() == 2 && edits.iter().all(|it| it["newText"] == "new-id"), "{renamed}");
    }
    assert_eq!(ask("rename", "caption", 1)["message"], "there is no id here");

    let actions = json!({ "textDocument": { "uri": uri }, "range": range, "context": {} });
    let actions = editor.request("textDocument/codeAction", actions);
    let kinds: Vec<&Value> = actions.as_array().unwrap().iter().map(|it| &it["kind"]).collect();
    assert_eq!(kinds, ["quickfix", "source.fixAll"], "{actions}");
    let edit = &actions[0]["edit"]["changes"][&uri][0];
    let wrong = json!({ "start": position(ENGLISH, slip + 3), "end": position(ENGLISH, slip + 4) });
    assert_eq!((&edit["range"], &edit["newText"]), (&wrong, &json!("a")), "{actions}");
    assert_eq!(editor.request("textDocument/moniker", json!({}))["code"], -32601);
    assert_eq!(editor.end(), Some(0));
}

/// After a pause, an id also says on which page it is printed.
#[test]
fn hover_says_the_page() {
    let mut editor = Editor::start(&[]);
    editor.open("a.yaml", ENGLISH);
    let mut said = String::new();
    // Every message begins the pause anew.
    for _ in 0..100 {
        std::thread::sleep(std::time::Duration::from_millis(1500));
        let found = editor.at("textDocument/hover", "a.yaml", ENGLISH, ("[#t]", 3));
        said = found["contents"]["value"].as_str().unwrap().to_owned();
        if said.contains("On page 1") {
            break;
        }
    }
    assert!(said.contains("On page 1"), "{said}");
    assert_eq!(editor.end(), Some(0));
}

/// Ids that existed before the YAML broke can still be completed and found.
#[test]
fn broken_yaml_keeps_what_was_known() {
    let mut editor = Editor::start(&[]);
    let name = "report.yaml";
    editor.open(name, ENGLISH);
    editor.diagnostics(name, 1);
    let at = ENGLISH.find("      - 'As").unwrap();
    let start = position(ENGLISH, at);
    let text = "      - [See [#\n";
    let range = json!({ "start": start, "end": start });
    editor.change(name, 2, json!([{ "range": range, "text": text }]));
    let broken = format!("{}{text}{}", &ENGLISH[..at], &ENGLISH[at..]);
    let found = editor.diagnostics(name, 2);
    assert_eq!(found[0]["severity"], 1, "{found}");
    let items =
        editor.at("textDocument/completion", name, &broken, ("[See [#", 7))["items"].clone();
    let ids: Vec<&str> =
        items.as_array().unwrap().iter().map(|it| it["label"].as_str().unwrap()).collect();
    assert_eq!(ids, ["ports", "t", "act"]);
    let place = editor.at("textDocument/definition", name, &broken, ("says[^act", 7));
    assert_eq!(place["range"]["start"], position(&broken, broken.find("act: The").unwrap()));
    let refused = editor.at("textDocument/rename", name, &broken, ("[^act", 3));
    assert!(refused["message"].as_str().unwrap().contains("has errors"), "{refused}");
    editor.change(name, 3, json!([{ "text": ENGLISH }]));
    let found = editor.diagnostics(name, 3);
    assert_eq!(found.as_array().unwrap().len(), 1, "{found}");
    assert_eq!(editor.end(), Some(0));
}

/// The completion of a text at its `|`, in a session.
fn completion(editor: &mut Editor, version: u64, marked: &str) -> Vec<Value> {
    let at = marked.find('|').unwrap();
    let text = marked.replacen('|', "", 1);
    editor.change("a.yaml", version, json!([{ "text": text }]));
    let list = editor.at("textDocument/completion", "a.yaml", &text, ("", at));
    list["items"].as_array().unwrap().clone()
}

/// Keys and values come from the schema, with their descriptions, while the YAML is broken.
#[test]
fn keys_and_values_are_completed() {
    let mut editor = Editor::start(&[]);
    editor.open("a.yaml", ENGLISH);
    let head = ENGLISH.split_once("      - seperate").unwrap().0;
    let broken = "      - [See [#\n";

    let kinds = completion(&mut editor, 2, &format!("{head}{broken}      - ta|\n"));
    let table = kinds.iter().find(|it| it["label"] == "table").unwrap();
    assert_eq!(table["documentation"]["value"], "A table.");
    assert_eq!(table["textEdit"]["newText"], "table:\n          ");
    let start = &table["textEdit"]["range"]["start"];
    assert_eq!((&start["line"], &start["character"]), (&json!(12), &json!(8)));
    let bullets = kinds.iter().find(|it| it["label"] == "bullets").unwrap();
    assert_eq!(bullets["textEdit"]["newText"], "bullets:\n          - ");

    let source = format!("{head}      - figure:\n          caption: x\n          |\n{broken}");
    let keys = completion(&mut editor, 3, &source);
    let names: Vec<&Value> = keys.iter().map(|it| &it["label"]).collect();
    assert!(names.contains(&&json!("width")) && !names.contains(&&json!("caption")), "{names:?}");

    let section = completion(&mut editor, 4, "body:\n  - kind: |\n    content: [");
    assert!(
        section.iter().any(
            |it| it["label"] == "side-event" && it["documentation"]["value"] == "A side event."
        )
    );
    let truths = completion(&mut editor, 5, "options: {contents: |\nbody: [");
    assert_eq!(truths.iter().map(|it| &it["label"]).collect::<Vec<_>>(), ["true", "false"]);

    let source =
        format!("{head}      - recommendations:\n          lead: x\n          |\n{broken}");
    let keys = completion(&mut editor, 6, &source);
    assert!(keys[0]["detail"].as_str().unwrap().ends_with(", required"), "{keys:?}");

    // A key with its colon is only replaced; nothing is offered in a text.
    let keys = completion(&mut editor, 7, "people:\n  ek: {name: Per, po|st: Judge}\nbody: [");
    let post = keys.iter().find(|it| it["label"] == "post").unwrap();
    assert_eq!(post["textEdit"]["newText"], "post");
    assert_eq!(post["textEdit"]["range"]["end"]["character"], 22);
    assert_eq!(completion(&mut editor, 8, &format!("{head}      - Some ta|\n")), [] as [Value; 0]);
    // Markup is offered after its signs, but not where YAML would take them.
    let found = completion(&mut editor, 10, &format!("{head}      - A foot^|\n"));
    assert_eq!(found[0]["textEdit"]["newText"], "^[text]", "{found:?}");
    let none = format!("{head}      - A # no *|\n");
    for none in [none.as_str(), "body:\n  - title: *|\n"] {
        let found = completion(&mut editor, 11, none);
        assert!(found.iter().all(|it| it["kind"] != 15), "{none}: {found:?}");
    }
    // Editors start the server for every YAML file.
    assert_eq!(completion(&mut editor, 9, "services:\n|"), [] as [Value; 0]);
    assert_eq!(editor.end(), Some(0));
}

/// The hints of a file, each with the text that follows it.
fn hints(editor: &mut Editor, name: &str, text: &str) -> Vec<String> {
    let range = json!({ "start": position(text, 0), "end": position(text, text.len()) });
    let parameters = json!({ "textDocument": { "uri": editor.uri(name) }, "range": range });
    let hints = editor.request("textDocument/inlayHint", parameters);
    let shown = |hint: &Value| {
        let line = hint["position"]["line"].as_u64().unwrap() as usize;
        let character = hint["position"]["character"].as_u64().unwrap() as usize;
        let line: Vec<u16> = text.lines().nth(line).unwrap().encode_utf16().collect();
        let after: String = String::from_utf16(&line[character..]).unwrap();
        let label = hint["label"].as_str().unwrap().replace('\u{a0}', " ");
        format!("{label}|{}", after.chars().take(8).collect::<String>())
    };
    hints.as_array().unwrap().iter().map(shown).collect()
}

/// Generated numbers are shown beside their source, also while the report has errors.
#[test]
fn generated_numbers_are_shown() {
    let text = ENGLISH.replace(
        "      - seperate",
        "      - recommendations: {items: ['*First* one', 'Second^[Here *and* there.][^act]']}\n      - numbered: [a]\n      - separate",
    );
    let mut editor = Editor::start(&[("report.yaml", &text)]);
    editor.open("report.yaml", &text);
    let expected = [
        "Panel 1|Ports",
        "1|[^act], ",
        "Table 1|Hours, h",
        "1.1|'*First*",
        "1.2|'Second^",
        "2|^[Here *",
        "1|[^act]']",
        "1.|a]",
    ];
    assert_eq!(hints(&mut editor, "report.yaml", &text), expected);
    // A key without a colon before the panel.
    let start = position(&text, text.find("body:").unwrap());
    let change = json!({ "range": { "start": start, "end": start }, "text": "opt\n" });
    editor.change("report.yaml", 2, json!([change]));
    let broken = text.replace("body:", "opt\nbody:");
    assert_eq!(hints(&mut editor, "report.yaml", &broken), expected);
    assert_eq!(editor.end(), Some(0));
}

/// The markup of texts has semantic tokens.
#[test]
fn markup_has_tokens() {
    let mut editor = Editor::start(&[]);
    editor.open("a.yaml", ENGLISH);
    let document = json!({ "textDocument": { "uri": editor.uri("a.yaml") } });
    let tokens = editor.request("textDocument/semanticTokens/full", document);
    // `[#t]`, `[^act]` and `[#ports]`: line, column, length, type, modifiers.
    assert_eq!(
        tokens["data"],
        json!([9, 14, 4, 10, 0, 0, 9, 6, 9, 0, 0, 12, 8, 10, 0]),
        "{tokens}"
    );
    assert_eq!(editor.end(), Some(0));
}

/// An editor that indents what it inserts gets completions without the indentation of the line.
#[test]
fn completions_of_several_lines_are_indented_once() {
    let modes = json!({ "completionItem": { "insertTextModeSupport": { "valueSet": [1, 2] } } });
    let capabilities = json!({ "textDocument": { "completion": modes } });
    let mut editor = Editor::start_with(&[], capabilities);
    editor.open("a.yaml", "");
    let kinds = completion(&mut editor, 2, "body:\n  - title: A\n    content:\n      - |\n");
    let bullets = kinds.iter().find(|it| it["label"] == "bullets").unwrap();
    assert_eq!(bullets["textEdit"]["newText"], "bullets:\n    - ");
    assert_eq!(bullets["insertTextMode"], 2);
    assert_eq!(editor.end(), Some(0));
}

/// An editor that knows snippets is offered whole blocks where they can be written.
#[test]
fn snippets_are_offered_where_they_can_be_written() {
    let item = json!({ "snippetSupport": true });
    let capabilities = json!({ "textDocument": { "completion": { "completionItem": item } } });
    let mut editor = Editor::start_with(&[], capabilities);
    editor.open("a.yaml", "");
    let mut snippets = |version: u64, text: &str| {
        let found = completion(&mut editor, version, text);
        let found = found.into_iter().filter(|it| it["kind"] == 15);
        found.map(|it| it["textEdit"]["newText"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let [panel] = snippets(2, "body:\n  - |\n").try_into().unwrap();
    assert!(panel.starts_with("title: ${1:Title}\n    kind: panel\n    moderator: "), "{panel}");
    let blocks = snippets(3, "body:\n  - title: A\n    content:\n      - |\n");
    assert_eq!(blocks.len(), 2, "{blocks:?}");
    assert!(blocks[0].starts_with("recommendations:\n          lead: "), "{}", blocks[0]);
    // Each is valid when it is filled in.
    let filled = |text: &str| {
        let text = text.replace("${0:", "").replace("${1:", "").replace("${2:", "");
        text.replace("${3:", "").replace("${4:", "").replace('}', "")
    };
    let head =
        "publication: {title: T, publisher: P, date: 2024-01-01}\npeople: {id: {name: Ana}}\n";
    let items: String = blocks.iter().map(|it| format!("      - {}\n", filled(it))).collect();
    let text = format!("{head}body:\n  - title: A\n    content:\n{items}  - {}\n", filled(&panel));
    editor.change("a.yaml", 4, json!([{ "text": text }]));
    let errors = editor.diagnostics("a.yaml", 4);
    let errors = errors.as_array().unwrap().iter().filter(|it| it["severity"] == 1);
    assert_eq!(errors.collect::<Vec<_>>(), Vec::<&Value>::new(), "{text}");
    assert_eq!(editor.end(), Some(0));
}

/// A report with several sections, most of which an edit does not change.
fn with_sections() -> String {
    let (head, notes) = ENGLISH.split_once("footnotes:").unwrap();
    let section = |number| {
        format!(
            "  # Section {number}\n  - title: Ships {number}\n    content:\n      - Ship {number} of [#t]\n      - |\n        kept\n\n"
        )
    };
    format!(
        "{head}{}annexes:\n- title: A\n  content: [x]\n- title: B\n  content:\n  - y\nfootnotes:{notes}",
        (1..4).map(section).collect::<String>()
    )
}

/// Every hint that names an edit has an action that makes it.
#[test]
fn edits_that_hints_name_are_actions() {
    let mut editor = Editor::start(&[]);
    editor.open("a.yaml", "");
    let head =
        "publication: {title: T, publisher: P, date: 2024-01-01}\npeople:\n  ek: {name: Per Ek}\n";
    let mut version = 1;
    let mut after = |body: &str, problem: &str| {
        version += 1;
        let text = format!("{head}{body}");
        editor.change("a.yaml", version, json!([{ "text": text }]));
        let at = position(&text, text.find(problem).unwrap_or_else(|| panic!("{problem}")));
        let uri = editor.uri("a.yaml");
        let asked = json!({ "textDocument": { "uri": uri }, "range": { "start": at, "end": at } });
        let actions = editor.request("textDocument/codeAction", asked);
        let actions = actions.as_array().unwrap().iter();
        let edited = actions.filter(|it| it["kind"] == "quickfix").map(|it| {
            let edit = &it["edit"]["changes"][&uri][0];
            let place = |end: &str| offset(&text, &edit["range"][end]);
            let mut new = text.clone();
            new.replace_range(place("start")..place("end"), edit["newText"].as_str().unwrap());
            new.strip_prefix(head).map_or(new.clone(), str::to_owned)
        });
        edited.collect::<Vec<_>>()
    };
    let section = "body:\n  - title: A\n    content:\n";
    for (wrong, problem, right) in [
        ("body:\n  - titel: A\n", "titel", "body:\n  - title: A\n"),
        (
            "body:\n  - title: A\n    kind: pannel\n",
            "pannel",
            "body:\n  - title: A\n    kind: panel\n",
        ),
        (
            "body:\n  - {title: A, kind: panel, moderator: ekk}\n",
            "ekk",
            "body:\n  - {title: A, kind: panel, moderator: ek}\n",
        ),
        (
            "body:\n  - title: Panel 1: the law\n",
            ": the",
            "body:\n  - title: \"Panel 1: the law\"\n",
        ),
        ("body:\n  - kind: panel\n", "kind", "body:\n  - title: \n    kind: panel\n"),
        ("body:\n  - {kind: panel}\n", "kind", "body:\n  - {title: , kind: panel}\n"),
        (
            "body:\n  - title: A\n    moderator: ek\n",
            "moderator",
            "body:\n  - kind: panel\n    title: A\n    moderator: ek\n",
        ),
        ("body:\n  - title: \"A\n", "\"A", "body:\n  - title: \"A\"\n"),
        ("body:\n  - {title: A\n", "{title: A", "body:\n  - {title: A}\n"),
        ("body:\n  - title: 'O\u{200b}ne'\n", "\u{200b}", "body:\n  - title: 'One'\n"),
        (&format!("{section}      - A  word.\n"), "  word", &format!("{section}      - A word.\n")),
        (
            &format!("{section}      - A **word.\n"),
            "**",
            &format!("{section}      - A \\*\\*word.\n"),
        ),
        (
            &format!("{section}      - See www.example.org.\n"),
            "www",
            &format!("{section}      - See [www.example.org](https://www.example.org).\n"),
        ),
    ] {
        let found = after(wrong, problem);
        assert!(found.iter().any(|it| it == right), "{wrong}: {found:#?}");
    }
    // The register is before the body.
    let found = after("body:\n  - {title: A, kind: panel, moderator: xylo}\n", "xylo");
    assert!(found[0].contains("  xylo:\n    name: …\n"), "{found:?}");
    let found = after(&format!("{section}      - A [^n].\nfootnotes:\n  other: B.\n"), "n].");
    assert!(found[0].ends_with("  other: B.\n  n: …\n"), "{found:?}");
    // What would be wrong where it is written is not offered: the name ends the text.
    let found =
        after("body:\n  - title: 'Pet Ek'\n    content: ['Per Eck, and *Per*']\n", "Per Eck");
    assert!(found.iter().all(|it| it.contains("'Per Ek, and")), "{found:?}");
    assert_eq!(editor.end(), Some(0));
}

/// Random changes give the same diagnostics as opening the whole text. `RANDOM_EDITS` sets how many are sent.
#[test]
fn random_edits_give_the_diagnostics_of_the_whole_text() {
    let mut editor = Editor::start(&[]);
    let original = with_sections();
    let (mut text, mut version, mut state) = (original.clone(), 1, 7_u64);
    let mut random = |below: usize| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    editor.open("a.yaml", &text);
    let count = std::env::var("RANDOM_EDITS").ok().and_then(|it| it.parse().ok()).unwrap_or(60);
    let mut sent = 0;
    while sent < count {
        let mut changes = Vec::new();
        for _ in 0..1 + random(4) {
            let places: Vec<usize> =
                text.char_indices().map(|it| it.0).chain([text.len()]).collect();
            let start = random(places.len());
            let end = (start + random(4)).min(places.len() - 1);
            let by = ["", "é", "🚢", "\n", "  ", "- x\n", "'", "[#t]", "\u{2028}", "  - ", "#"]
                [random(11)];
            let (start, end) = (places[start], places[end]);
            let range = json!({ "start": position(&text, start), "end": position(&text, end) });
            changes.push(json!({ "range": range, "text": by }));
            text.replace_range(start..end, by);
        }
        version += 1;
        sent += changes.len();
        editor.change("a.yaml", version, Value::Array(changes));
        let changed = editor.diagnostics("a.yaml", version);
        // What is opened anew has nothing from before.
        editor.open("b.yaml", &text);
        let whole = editor.diagnostics("b.yaml", 1);
        // A message may name its file.
        let changed = changed.to_string().replace("a.yaml", "b.yaml");
        assert_eq!(changed, whole.to_string(), "{text}");
        if version % 6 == 0 {
            text = original.clone();
            editor.change("a.yaml", version, json!([{ "text": text }]));
        }
    }
    assert_eq!(editor.end(), Some(0));
}

/// Messages that are about unopened files or make no sense are answered, and the server keeps running.
#[test]
fn messages_without_sense_do_no_harm() {
    let mut editor = Editor::start(&[]);
    let nowhere = json!({ "textDocument": { "uri": "file:///nowhere.yaml" } });
    assert_eq!(editor.request("textDocument/hover", nowhere), Value::Null);
    assert_eq!(editor.request("textDocument/hover", json!([1])), Value::Null);
    editor.notify("textDocument/didChange", json!({ "textDocument": { "uri": 3 } }));
    editor.open("a.yaml", "");
    assert_eq!(editor.diagnostics("a.yaml", 1), json!([]));
    let far = json!({ "line": 1u64 << 40, "character": u64::MAX });
    let range = json!({ "start": far, "end": { "line": 0, "character": 0 } });
    editor.change("a.yaml", 2, json!([{ "range": range, "text": "body: {" }]));
    assert_eq!(editor.diagnostics("a.yaml", 2)[0]["severity"], 1);
    assert_eq!(editor.end(), Some(0));
}

/// The server ends when its editor dies.
#[test]
fn the_server_ends_with_its_editor() {
    let mut editor = Editor::start(&[]);
    editor.input = None;
    assert_eq!(editor.server.wait().unwrap().code(), Some(3));
}
