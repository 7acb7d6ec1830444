// Builds reports on the playground as a reader of the documentation does: node playground.js CHROMIUM FOLDER NATIVE
const assert = require("assert");
const fs = require("fs");
const http = require("http");
const os = require("os");
const path = require("path");
const { withBrowser } = require("./browse.js");
const { SIZES, axe, verdict } = require("./pages.js");

const TYPES = { html: "text/html", css: "text/css", js: "text/javascript", wasm: "application/wasm", yaml: "text/plain" };
const PICTURE = `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>`;

// Serves the files of a folder on this machine.
async function serve(folder) {
  const server = http.createServer((request, response) => {
    const file = path.join(folder, path.basename(request.url === "/" ? "index.html" : request.url));
    if (!fs.existsSync(file)) return response.writeHead(404).end();
    response.writeHead(200, { "content-type": TYPES[path.extname(file).slice(1)] }).end(fs.readFileSync(file));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

async function visit(browser, address, faults) {
  const page = await browser.newPage();
  page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
  page.on("console", (message) => message.type() === "error" && faults.push(`console: ${message.text()}`));
  // The viewer of PDFs is a page of the browser.
  page.on("request", (request) => {
    const isOwn = request.url().startsWith(address) || /^(blob|data|chrome|chrome-extension):/.test(request.url());
    if (!isOwn) faults.push(`asks for ${request.url()}`);
  });
  await page.goto(address);
  await says(page, /ready/);
  return page;
}

const status = (page) => page.$eval("#status", (it) => it.textContent);

// Waits until the page says something that matches.
async function says(page, pattern) {
  const wanted = pattern.source;
  const said = (wanted) => new RegExp(wanted).test(document.querySelector("#status").textContent);
  await page.waitForFunction(said, { timeout: 120_000 }, wanted).catch(async () => {
    throw new Error(`the page says ${JSON.stringify(await status(page))} instead of ${pattern}`);
  });
}

// Presses the button with some words, and waits for the end of the build.
async function build(page, words, ending = /^Built/) {
  await page.evaluate((words) => {
    [...document.querySelectorAll("#formats button")].find((it) => it.textContent === words).click();
  }, words);
  await says(page, ending);
  return status(page);
}

// Downloads the files that the page offers, and returns them by name.
async function offered(page, folder) {
  const client = await page.createCDPSession();
  await client.send("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: folder });
  const files = new Map();
  for (const link of await page.$$("#files a")) {
    const name = await link.evaluate((it) => it.download);
    const length = await link.evaluate((it) => Number(it.dataset.bytes));
    await link.click();
    files.set(name, await complete(path.join(folder, name), length));
  }
  await client.detach();
  return files;
}

// The content of a file, once it has all of its bytes.
async function complete(file, length) {
  for (let waited = 0; waited < 100; waited += 1) {
    if (fs.existsSync(file) && fs.statSync(file).size === length) {
      const bytes = fs.readFileSync(file);
      fs.rmSync(file);
      return bytes;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${path.basename(file)} is not downloaded`);
}

// Every format has the bytes of the program.
async function compare(page, native, folder, faults) {
  const buttons = await page.$$eval("#formats button", (all) => all.map((it) => it.textContent));
  const compared = new Set();
  for (const words of buttons) {
    for (let round = 0; round < 2; round += 1) console.log(`  ${await build(page, words)}`);
    for (const [name, bytes] of await offered(page, folder)) {
      const file = path.join(native, name);
      if (!fs.existsSync(file)) faults.push(`${name}: not made by the program`);
      else if (!bytes.equals(fs.readFileSync(file))) faults.push(`${name}: ${words}: other bytes than the program`);
      compared.add(name);
    }
  }
  for (const name of fs.readdirSync(native)) if (!compared.has(name)) faults.push(`${name}: not offered`);
}

// Errors lead to their place, and files that are added are found.
async function write(page, folder) {
  await page.evaluate(() => { document.querySelector("#source").value = document.querySelector("#source").value.replace("  title:", "  titel:"); });
  await build(page, "Text", /^Not built: [12] errors?/);
  await page.click("#messages button");
  const selected = await page.$eval("#source", (it) => it.value.slice(it.selectionStart, it.selectionEnd));
  assert.equal(selected, "titel");
  await page.$eval("#source", (it, report) => { it.value = report; }, `publication: {title: Ports, publisher: Board, date: 2024-06-14}
body:
  - title: Introduction
    content: [{figure: {image: map.svg, alt: A map, caption: Ports}}]
`);
  await build(page, "Web page", /^Not built/);
  const chooser = await page.$("#add");
  fs.writeFileSync(path.join(folder, "map.svg"), PICTURE);
  await chooser.uploadFile(path.join(folder, "map.svg"));
  await page.waitForSelector("#beside li");
  await build(page, "Web page");
}

async function judge(page, faults) {
  await page.evaluate(axe);
  for (const size of SIZES) {
    for (const scheme of ["light", "dark"]) {
      await page.setViewport(size);
      await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
      const where = `${size.width} px, ${scheme}`;
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (over > 0) faults.push(`${where}: ${over} px too wide`);
      const { violations } = await page.evaluate(() => window.axe.run({ exclude: ["iframe"] }));
      for (const { id, help, nodes } of violations) faults.push(`${where}: ${id}: ${help}: ${nodes[0].html}`);
    }
  }
}

async function main([executablePath, folder, native]) {
  const faults = [];
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), "playground-"));
  const server = await serve(folder);
  const address = `http://127.0.0.1:${server.address().port}/`;
  const bytes = fs.statSync(path.join(folder, "plenary.wasm")).size;
  console.log(`  plenary.wasm has ${(bytes / 1e6).toFixed(1)} MB`);
  await withBrowser(executablePath, async (browser) => {
    const page = await visit(browser, address, faults);
    console.log(`  ${await status(page)}`);
    await compare(page, native, scratch, faults);
    await judge(page, faults);
    await write(page, scratch);
  }).finally(() => {
    server.close();
    fs.rmSync(scratch, { recursive: true });
  });
  verdict(folder, faults);
}

main(process.argv.slice(2)).catch((error) => { console.log(`ERROR ${error.stack}`); process.exit(2); });
