// Runs plenary beside the page, so that the page answers while a report is built.
//
// A message asks for a build: { header, contents }, the header of a request and the contents of its files. The
// answer is { header, contents, milliseconds } or { error }. README.md describes requests and answers.
let compiled;
let instance;

// The dependencies of plenary import functions of wasm-bindgen, which no build calls.
function missing({ module, name }) {
  return () => { throw new Error(`plenary calls ${module}.${name}, which this page does not have`); };
}

async function load() {
  const response = await fetch("plenary.wasm");
  if (!response.ok) throw new Error(`cannot load plenary.wasm: ${response.status}`);
  return WebAssembly.compile(await response.arrayBuffer());
}

async function start() {
  compiled ??= await load();
  const imports = {};
  for (const it of WebAssembly.Module.imports(compiled)) (imports[it.module] ??= {})[it.name] = missing(it);
  return (await WebAssembly.instantiate(compiled, imports)).exports;
}

// The bytes of a packet: the length of the header, the header, the contents.
function packed(header, contents) {
  const text = new TextEncoder().encode(JSON.stringify(header));
  const packet = new Uint8Array(4 + text.length + contents.reduce((sum, it) => sum + it.length, 0));
  new DataView(packet.buffer).setUint32(0, text.length, true);
  let at = 4;
  for (const part of [text, ...contents]) {
    packet.set(part, at);
    at += part.length;
  }
  return packet;
}

function unpacked(packet) {
  let at = 4 + new DataView(packet.buffer, packet.byteOffset).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(packet.subarray(4, at)));
  const contents = header.files.map(({ length }) => packet.slice(at, at += length));
  return { header, contents };
}

// What the buffer of the module contains. The memory may have grown and moved since.
function buffer() {
  return new Uint8Array(instance.memory.buffer, instance.buffer(), instance.length());
}

async function build({ header, contents }) {
  instance ??= await start();
  const request = packed(header, contents);
  const address = instance.reserve(request.length);
  new Uint8Array(instance.memory.buffer, address, request.length).set(request);
  const begin = performance.now();
  instance.build();
  const milliseconds = performance.now() - begin;
  return { ...unpacked(buffer()), milliseconds };
}

// A trap leaves the instance in an undefined state, and the message of the panic in its buffer.
function failure(error) {
  if (!(error instanceof WebAssembly.RuntimeError)) return error.message;
  const said = new TextDecoder().decode(buffer());
  instance = undefined;
  return `plenary stopped: ${said || error.message}`;
}

onmessage = async ({ data }) => {
  try {
    const answer = await build(data);
    postMessage(answer, answer.contents.map((bytes) => bytes.buffer));
  } catch (error) {
    postMessage({ error: failure(error) });
  }
};
