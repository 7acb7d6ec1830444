// Checks what a text editor shows as you write: node languageserver.js PLENARY REPORT.yaml
//
// Opens REPORT.yaml and the files that `plenary new` and `plenary templates` write in yaml-language-server,
// which most editors use for YAML, through the Language Server Protocol 3.17. Completion and documentation come from
// the schema that the first line of a file names. The report must have no errors, and a wrong key must be reported.
// Without that first line, nothing may be completed; otherwise this test would prove nothing.
const { spawn, execFileSync } = require("child_process");
const fs = require("fs");
const os = require("os");
const path = require("path");
const { pathToFileURL } = require("url");

const home = process.env.VALIDATORS_HOME ?? `${os.homedir()}/.cache/publication-validators`;
const server = `${home}/npm/node_modules/yaml-language-server/bin/yaml-language-server`;
const [plenary, report] = process.argv.slice(2).map((file) => path.resolve(file));
const PATIENCE_MS = 20000;

// JSON-RPC over the standard streams: each message after its length.
class Client {
  constructor() {
    this.child = spawn(process.execPath, [server, "--stdio"], { stdio: ["pipe", "pipe", "ignore"] });
    this.buffer = Buffer.alloc(0);
    this.answers = new Map();
    this.diagnostics = new Map();
    this.waiting = [];
    this.child.stdout.on("data", (data) => this.receive(data));
  }

  receive(data) {
    this.buffer = Buffer.concat([this.buffer, data]);
    for (;;) {
      const head = this.buffer.indexOf("\r\n\r\n");
      if (head < 0) return;
      const length = Number(/Content-Length: (\d+)/i.exec(this.buffer.subarray(0, head))[1]);
      const end = head + 4 + length;
      if (this.buffer.length < end) return;
      const message = JSON.parse(this.buffer.subarray(head + 4, end));
      this.buffer = this.buffer.subarray(end);
      this.handle(message);
    }
  }

  handle(message) {
    if (message.method === "textDocument/publishDiagnostics") {
      const { uri, diagnostics } = message.params;
      this.diagnostics.set(uri, diagnostics);
      this.waiting.filter((wait) => wait.uri === uri).forEach((wait) => wait.resolve(diagnostics));
    } else if (message.method !== undefined && message.id !== undefined) {
      // The server asks for settings; any other request is granted.
      const result = message.method === "workspace/configuration"
        ? message.params.items.map(({ section }) => (section === "yaml" ? SETTINGS : {}))
        : null;
      this.send({ id: message.id, result });
    } else if (this.answers.has(message.id)) {
      this.answers.get(message.id)(message.result);
    }
  }

  send(message) {
    const body = JSON.stringify({ jsonrpc: "2.0", ...message });
    this.child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  }

  request(method, params) {
    const id = this.answers.size + 1;
    return patiently(method, (resolve) => {
      this.answers.set(id, resolve);
      this.send({ id, method, params });
    });
  }

  notify(method, params) {
    this.send({ method, params });
  }

  // Opens a text under some path and returns the diagnostics for it.
  open(file, text) {
    const uri = pathToFileURL(file).href;
    const said = patiently(`diagnostics of ${file}`, (resolve) => this.waiting.push({ uri, resolve }));
    const textDocument = { uri, languageId: "yaml", version: 1, text };
    this.notify("textDocument/didOpen", { textDocument });
    return said;
  }
}

// No schema comes from the network, so everything shown comes from ours.
const SETTINGS = { validate: true, hover: true, completion: true, schemaStore: { enable: false } };

function patiently(what, start) {
  return new Promise((resolve, reject) => {
    const late = () => reject(new Error(`no answer: ${what}`));
    const timer = setTimeout(late, PATIENCE_MS);
    start((value) => {
      clearTimeout(timer);
      resolve(value);
    });
  });
}

const faults = [];
let checks = 0;

function check(what, sound, found) {
  checks += 1;
  if (!sound) faults.push(`${what}; found: ${JSON.stringify(found).slice(0, 2000)}`);
}

// Removes the cursor, `|`, from a text: returns the text, line and character.
function cursor(marked) {
  const before = marked.slice(0, marked.indexOf("|"));
  const lines = before.split("\n");
  const position = { line: lines.length - 1, character: lines.at(-1).length };
  return { text: marked.replace("|", ""), position };
}

const HEAD = `# yaml-language-server: $schema=report.schema.json
publication: {title: T, publisher: P, date: "2016-11-01"}
`;

// Completions: text with a cursor, and labels that must be among those offered.
const COMPLETIONS = [
  ["keys of a section", `${HEAD}body:\n  - title: A\n    |`, ["kind", "moderator", "content", "layout"]],
  ["values of `kind`", `${HEAD}body:\n  - title: A\n    kind: |`, ["panel", "side-event", "conclusion"]],
  ["keys of a table", `${HEAD}body:\n  - title: A\n    content:\n      - table:\n          caption: C\n          |`,
    ["header", "rows", "align", "wide"]],
  ["kinds of block", `${HEAD}body:\n  - title: A\n    content:\n      - |`, ["bullets", "table", "recommendations"]],
  ["keys of a person", `${HEAD}people:\n  costa:\n    name: B\n    |\nbody: []\n`, ["honorific", "country"]],
];

// Hovers: text with a cursor, and words of the description.
const HOVERS = [
  ["a key", `${HEAD}body:\n  - title: A\n    mod|erator: costa\n`, "The moderators, by their ids"],
  ["a key of a table", `${HEAD}body:\n  - title: A\n    content:\n      - table: {he|ader: [A], rows: [[B]]}\n`, "header"],
  ["a part of the report", `${HEAD}foot|notes: {}\nbody: []\n`, "Footnotes by id"],
];

async function complete(client, file, marked) {
  const { text, position } = cursor(marked);
  await client.open(file, text);
  const textDocument = { uri: pathToFileURL(file).href };
  const list = await client.request("textDocument/completion", { textDocument, position });
  return (list?.items ?? list ?? []).map((item) => item.label);
}

async function hover(client, file, marked) {
  const { text, position } = cursor(marked);
  await client.open(file, text);
  const textDocument = { uri: pathToFileURL(file).href };
  const found = await client.request("textDocument/hover", { textDocument, position });
  const contents = found?.contents ?? "";
  return typeof contents === "string" ? contents : contents.value ?? JSON.stringify(contents);
}

async function run(client, folder) {
  const run = (...words) => execFileSync(plenary, words, { cwd: folder, encoding: "utf8" });
  run("new", ".");
  run("templates", "conference");
  run("templates", "classic");
  const source = path.join(folder, "source");
  const rootUri = pathToFileURL(folder).href;
  const workspace = { configuration: true, workspaceFolders: true };
  await client.request("initialize", {
    processId: process.pid, rootUri, workspaceFolders: [{ uri: rootUri, name: "report" }],
    capabilities: { workspace, textDocument: { completion: {}, hover: {}, publishDiagnostics: {} } },
  });
  client.notify("initialized", {});
  client.notify("workspace/didChangeConfiguration", { settings: { yaml: SETTINGS } });

  const written = [
    path.join(source, "report.yaml"), path.join(folder, "templates/conference/template.yaml"),
    path.join(folder, "templates/classic/template.yaml"),
  ];
  const texts = written.map((file) => [file, fs.readFileSync(file, "utf8")]);
  texts.push([path.join(source, path.basename(report)), fs.readFileSync(report, "utf8")]);
  for (const [file, text] of texts) {
    const names = /^# yaml-language-server: \$schema=(\S+)/.exec(text)?.[1];
    check(`${file} names a schema beside it`,
      names && fs.existsSync(path.join(path.dirname(file), names)), names);
    const said = await client.open(file, text);
    check(`${file} is without fault`, said.length === 0, said);
  }

  let number = 0;
  const fresh = () => path.join(source, `try${(number += 1)}.yaml`);
  for (const [what, marked, wanted] of COMPLETIONS) {
    const offered = await complete(client, fresh(), marked);
    check(`completion of ${what}`, wanted.every((label) => offered.includes(label)), offered);
    const without = await complete(client, fresh(), marked.replace(/^.*\n/, ""));
    check(`without a schema, completion of ${what} knows nothing`,
      !wanted.some((label) => without.includes(label)), without);
  }
  for (const [what, marked, wanted] of HOVERS) {
    const shown = await hover(client, fresh(), marked);
    check(`explanation of ${what}`, shown.includes(wanted), shown);
  }
  const wrong = await client.open(fresh(), `${HEAD}body:\n  - titel: A\n`);
  check("a wrong key is found in its line",
    wrong.length === 1 && wrong[0].range.start.line === 3 && wrong[0].message.includes("titel"), wrong);
}

const client = new Client();
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "plenary-"));
run(client, folder)
  .catch((error) => faults.push(error.message))
  .finally(() => {
    client.child.kill();
    fs.rmSync(folder, { recursive: true });
    faults.forEach((fault) => console.log(`   ${fault}`));
    console.log(`${faults.length ? "FAIL" : "PASS"} language server: ${checks} checks`);
    process.exit(faults.length ? 1 : 0);
  });
