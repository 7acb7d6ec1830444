// The session of tests/soak/vscode: node vscode.js CHROMIUM FOLDER CODE-SERVER…
const assert = require("assert");
const fs = require("fs");
const os = require("os");
const path = require("path");
const { spawn } = require("child_process");
const { withBrowser } = require("../../validators/browse.js");

// Starts the server, and returns its address.
function start([program, ...words]) {
  const server = spawn(program, words, { stdio: ["ignore", "pipe", "pipe"] });
  process.on("exit", () => server.kill());
  return new Promise((resolve, reject) => {
    let said = "";
    const read = (data) => {
      said += data;
      const found = /listening on (http:\S+)/i.exec(said);
      if (found) resolve(found[1]);
    };
    server.stdout.on("data", read);
    server.stderr.on("data", read);
    server.on("exit", () => reject(new Error(said)));
  });
}

const pause = (time) => new Promise((done) => setTimeout(done, time));

// Waits until a condition is met.
async function until(what, condition) {
  for (let tries = 0; tries < 300; tries += 1) {
    const found = await condition();
    if (found) return found;
    await pause(100);
  }
  throw new Error(`${what}: not so`);
}

class Code {
  constructor(page, file) {
    Object.assign(this, { page, file });
  }

  read() { return fs.readFileSync(this.file, "utf8"); }

  async press(...keys) {
    for (const key of keys.slice(0, -1)) await this.page.keyboard.down(key);
    await this.page.keyboard.press(keys.at(-1));
    for (const key of keys.slice(0, -1)) await this.page.keyboard.up(key);
    await pause(200);
  }

  async type(text) {
    await this.page.keyboard.type(text, { delay: 15 });
    await pause(300);
  }

  // Runs a command of the palette.
  async command(name) {
    await this.press("F1");
    await this.page.waitForSelector(".quick-input-widget input");
    await this.type(name);
    await this.sees(".quick-input-list", name);
    await this.press("Enter");
  }

  async goTo(line, column) {
    await this.press("Control", "g");
    await this.type(`${line}:${column}`);
    await this.press("Enter");
  }

  // Waits until an element contains a text.
  sees(selector, text) {
    return until(`${selector} shows “${text}”`, () => this.page.evaluate((selector, text) =>
      [...document.querySelectorAll(selector)].some((it) => it.textContent.replace(/\u00a0/g, " ").includes(text)), selector, text));
  }

  async saves(text) {
    await this.press("Control", "s");
    await until(`the file contains ${text}`, async () => this.read().includes(text));
  }
}

async function work(browser, address, folder) {
  const file = path.join(folder, "report", "report.yaml");
  const page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 900 });
  await page.goto(`${address}?folder=${path.dirname(file)}`, { waitUntil: "domcontentloaded" });
  const code = new Code(page, file);
  await page.waitForSelector(".explorer-viewlet, .explorer-folders-view", { timeout: 120_000 });
  await code.press("Control", "p");
  await page.waitForSelector(".quick-input-widget input");
  await code.type("report.yaml");
  await code.sees(".quick-input-list", "report.yaml");
  await code.press("Enter");
  await code.sees(".monaco-editor .view-lines", "seperate");

  // Diagnostics.
  await page.waitForSelector(".squiggly-warning, .squiggly-info, .squiggly-error", { timeout: 60_000 });
  await code.command("View: Focus Problems");
  await code.sees(".markers-panel", "seperate");

  // Completion of an id.
  await code.command("View: Focus Active Editor Group");
  await code.goTo(7, 21);
  await code.type(" See [#");
  await code.sees(".suggest-widget", "port");
  await code.press("Enter");
  await code.type("]");
  await code.saves("More words. See [#port]\"");

  // A correction, and a new id.
  await code.goTo(6, 18);
  await code.command("Quick Fix...");
  await code.sees(".action-widget", "Write “separate”");
  await code.press("Enter");
  await code.saves("It was separate from");
  await code.goTo(6, 47);
  await code.press("F2");
  await page.waitForSelector(".rename-box input, .rename-input");
  await code.press("Control", "a");
  await code.type("harbour");
  await code.press("Enter");
  await code.saves("id: harbour");
  assert(code.read().includes("separate from the city. See [#harbour]."), code.read());

  // The preview, which follows the cursor.
  const opened = new Promise((resolve) => browser.on("targetcreated", (target) => target.type() === "page" && resolve(target)));
  await code.command("plenary: Preview");
  const ask = page.waitForSelector(".monaco-dialog-box", { timeout: 10_000 }).then(() => code.press("Enter"), () => undefined);
  const target = await opened;
  await ask;
  // code-server opens the preview through its own address, under which the preview refuses to be reached.
  const [, port, token] = await until("an address is opened", () => /\/proxy\/(\d+)\/(\w+)/.exec(target.url()));
  const preview = await browser.newPage();
  await preview.goto(`http://127.0.0.1:${port}/${token}/`);
  await preview.waitForFunction(() => document.querySelector(".sheet > svg"), { timeout: 60_000 });
  await page.bringToFront();
  await code.goTo(7, 12);
  await preview.bringToFront();
  await preview.waitForFunction(() => document.querySelector(".mark"), { timeout: 30_000 });
  console.log(`  preview at ${new URL(preview.url()).host}`);
}

async function main([executablePath, folder, ...server]) {
  const address = await start(server);
  await withBrowser(executablePath, async (browser) => {
    try {
      await work(browser, address, folder);
    } catch (error) {
      const pages = await browser.pages();
      const pictures = fs.mkdtempSync(path.join(os.tmpdir(), "vscode-"));
      for (const [index, page] of pages.entries()) await page.screenshot({ path: path.join(pictures, `${index}.png`) }).catch(() => undefined);
      throw new Error(`${error.message}; pictures are in ${pictures}`, { cause: error });
    }
  });
  console.log("VS Code: passed");
  process.exit(0);
}

main(process.argv.slice(2)).catch((error) => { console.log(`VS Code: FAILED: ${error.stack}`); process.exit(1); });
