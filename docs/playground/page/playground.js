// The page: what the user wrote goes to the worker, and its answer into lists, links and the frame.
const element = (id) => document.getElementById(id);
const source = element("source");
const worker = new Worker("worker.js");
const TYPES = {
  pdf: "application/pdf", docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  epub: "application/epub+zip", html: "text/html", zip: "application/zip", txt: "text/plain;charset=utf-8",
  md: "text/markdown;charset=utf-8",
};
const NAMES = {
  "pdf": "PDF", "pdf-print": "PDF for print", "docx": "Word", "epub": "EPUB", "html": "Web page", "html-split": "Web site",
  "txt": "Text", "md": "Markdown",
};
const PAGED = ["pdf", "docx", "epub", "txt"];

// The files that the report may use, by their path relative to it.
const beside = new Map();
let name = "report.yaml";
let addresses = [];

// Asks the worker. It answers in order, so one question at a time is enough.
function ask(message) {
  return new Promise((resolve) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = (event) => resolve({ error: event.message ?? "the worker cannot start" });
    worker.postMessage(message);
  });
}

function request(formats) {
  const report = new TextEncoder().encode(source.value);
  const files = [[name, report], ...beside];
  const header = { formats, template: element("template").value || "conference" };
  header.files = files.map(([path, bytes]) => ({ path, length: bytes.length }));
  return { header, contents: files.map(([, bytes]) => bytes) };
}

function made(tag, text, attributes = {}) {
  const it = Object.assign(document.createElement(tag), attributes);
  it.append(text);
  return it;
}

const size = (bytes) => bytes < 100_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(2)} MB`;

function busy(is) {
  for (const button of element("formats").children) button.disabled = is;
}

async function build(formats) {
  busy(true);
  element("status").textContent = "Building…";
  const answer = await ask(request(formats));
  busy(false);
  show(answer, formats);
}

function show({ header, contents = [], milliseconds, error }, formats) {
  clear();
  const reason = error ?? header.error;
  const found = header?.messages ?? [];
  element("messages").replaceChildren(...found.map(message));
  contents.forEach((bytes, index) => offer(header.files[index].path, bytes));
  const errors = found.filter(({ severity }) => severity === "error").length;
  const time = milliseconds && `${Math.round(milliseconds)} ms`;
  if (reason) element("status").textContent = reason;
  else if (errors) element("status").textContent = `Not built: ${errors} ${errors === 1 ? "error" : "errors"}. ${time}`;
  else element("status").textContent = `Built ${formats.map((it) => NAMES[it] ?? it).join(", ")} in ${time}.`;
}

function clear() {
  addresses.forEach((address) => URL.revokeObjectURL(address));
  addresses = [];
  element("files").replaceChildren();
  element("pages").hidden = true;
  element("pages").removeAttribute("src");
}

// A message, with a button that selects its place in the source.
function message({ severity, code, message, hint, file, line, column, end_line, end_column }) {
  const item = made("li", made("span", `${severity} `, { className: "severity" }));
  const select = () => choose(offset(line, column), offset(end_line, end_column));
  const isHere = line && file === name;
  if (isHere) item.append(made("button", `line ${line}`, { type: "button", onclick: select }), ": ");
  else item.append(`${file}${line ? `:${line}` : ""}: `);
  item.append(`${message} (${code})`);
  if (hint) item.append(made("span", hint, { className: "hint" }));
  return item;
}

// The index in the text box of a line and a column, which count characters from 1.
function offset(line, column) {
  const lines = source.value.split("\n");
  const before = lines.slice(0, line - 1).reduce((sum, it) => sum + it.length + 1, 0);
  return before + [...lines[line - 1] ?? ""].slice(0, column - 1).join("").length;
}

function choose(start, end) {
  source.focus();
  source.setSelectionRange(start, end);
  const lines = source.value.slice(0, start).split("\n").length - 1;
  const height = parseFloat(getComputedStyle(source).lineHeight);
  source.scrollTop = Math.max(0, lines * height - source.clientHeight / 3);
}

function offer(path, bytes) {
  const type = TYPES[path.split(".").pop()];
  const address = URL.createObjectURL(new Blob([bytes], { type }));
  addresses.push(address);
  const link = made("a", path, { href: address, download: path });
  link.dataset.bytes = bytes.length;
  const item = made("li", link);
  item.append(` (${size(bytes.length)})`);
  element("files").append(item);
  if (type === TYPES.pdf && element("pages").hidden) {
    element("pages").hidden = false;
    element("pages").src = address;
  }
}

async function open(file) {
  name = file.name;
  element("name").textContent = name;
  source.value = await file.text();
}

// Without a folder, a file is found by its name alone.
async function add(files) {
  for (const file of files) {
    const path = file.webkitRelativePath.split("/").slice(1).join("/") || file.name;
    beside.set(path, new Uint8Array(await file.arrayBuffer()));
  }
  element("beside").replaceChildren(...[...beside.keys()].sort().map((path) => made("li", path)));
}

// The buttons and templates that this version has.
function offerFormats({ formats, templates }) {
  const button = (text, formats) => made("button", text, { type: "button", onclick: () => build(formats) });
  element("formats").replaceChildren(
    ...formats.map((format) => button(NAMES[format] ?? format, [format])),
    button("PDF, Word, EPUB and text", PAGED),
  );
  const option = ({ name, description }) => made("option", name, { value: name, title: description ?? "" });
  element("template").replaceChildren(...templates.map(option));
  element("template").disabled = false;
}

async function start() {
  const example = await fetch("alliance-2016.yaml");
  await open(new File([await example.blob()], "alliance-2016.yaml"));
  const begin = performance.now();
  const { header, error } = await ask(request([]));
  if (error) throw new Error(error);
  offerFormats(header);
  element("status").textContent = `plenary is ready (loaded in ${Math.round(performance.now() - begin)} ms).`;
}

element("open").onchange = ({ target }) => target.files[0] && open(target.files[0]);
element("add").onchange = ({ target }) => add(target.files);
element("add-folder").onchange = ({ target }) => add(target.files);
start().catch((error) => { element("status").textContent = `plenary cannot start: ${error.message}`; });
