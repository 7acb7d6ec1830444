// A preview of a copy of a report, and a Chromium page that shows it.
const fs = require("fs");
const os = require("os");
const path = require("path");
const { execFileSync, spawn } = require("child_process");

// Starts a preview of a copy of a report and of the files beside it, which are committed to git. `other` is the name of
// another copy of the report, shown too.
exports.start = async (plenary, report, other) => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "preview-"));
  fs.cpSync(path.dirname(report), folder, { recursive: true });
  const file = path.join(folder, path.basename(report));
  if (other) fs.copyFileSync(file, path.join(folder, other));
  for (const words of ["init --quiet", "add .", "-c user.name=Ana -c user.email=ana@example.org commit --quiet -m Report"]) execFileSync("git", words.split(" "), { cwd: folder });
  const names = [path.basename(report), ...(other ? [other] : [])];
  const env = { ...process.env, XDG_RUNTIME_DIR: folder };
  const server = spawn(path.resolve(plenary), ["preview", "--no-open", ...names], { cwd: folder, env, stdio: ["ignore", "ignore", "pipe"] });
  const address = await new Promise((resolve, reject) => {
    let said = "";
    server.stderr.on("data", (data) => {
      said += data;
      const found = /Preview: (\S+)/.exec(said);
      if (found) resolve(found[1]);
    });
    server.on("exit", () => reject(new Error(said)));
  });
  process.on("exit", () => server.kill());
  const session = { folder, file, address, isEnded: false, read: () => fs.readFileSync(file, "utf8") };
  session.end = () => { session.isEnded = true; server.removeAllListeners("exit"); server.kill(); };
  return session;
};

// Saves as editors do: a new file takes the name of the older one.
exports.save = (session, text) => {
  fs.writeFileSync(`${session.file}.new`, text);
  fs.renameSync(`${session.file}.new`, session.file);
};

// Opens the page, and records anything that it should not do while the server runs. When the server ends, Chromium
// reports the broken connection in one of many ways.
exports.open = async (browser, session, faults) => {
  const page = await browser.newPage();
  const note = (fault) => session.isEnded || faults.push(fault);
  page.on("pageerror", (error) => note(`error: ${error.message}`));
  // A page that the next save replaces may be asked for while it is replaced.
  const isReplaced = (message) => /\b404\b/.test(message.text()) && /\/(pages|texts|tags)\/[0-9a-f]+$/.test(message.location().url ?? "");
  page.on("console", (message) => message.type() === "error" && !isReplaced(message) && note(`console: ${message.text()}: ${message.location().url}`));
  page.on("request", (request) => request.url().startsWith(session.address) || /^(data|about):/.test(request.url()) || note(`asks for ${request.url()}`));
  await page.goto(session.address);
  await page.waitForFunction(() => document.querySelector(".sheet > svg"), { timeout: 120_000 });
  return page;
};

// Waits until the shown version meets a condition.
exports.until = (page, test, ...data) => page.waitForFunction(test, { timeout: 60_000, polling: "raf" }, ...data);

exports.version = (page) => page.evaluate(() => Number(document.documentElement.dataset.version));
