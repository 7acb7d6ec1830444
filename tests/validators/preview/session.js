// A preview of a copy of a report, and a page of Chromium that shows it.
const fs = require("fs");
const os = require("os");
const path = require("path");
const { spawn } = require("child_process");

// Starts a preview of a copy of a report and of the files beside it.
exports.start = async (plenary, report) => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "preview-"));
  fs.cpSync(path.dirname(report), folder, { recursive: true });
  const file = path.join(folder, path.basename(report));
  const server = spawn(path.resolve(plenary), ["preview", "--no-open", path.basename(report)], { cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
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
  const end = () => { server.removeAllListeners("exit"); server.kill(); };
  return { folder, file, address, end, read: () => fs.readFileSync(file, "utf8") };
};

// Saves as editors do: a new file that takes the name of the older one.
exports.save = (session, text) => {
  fs.writeFileSync(`${session.file}.new`, text);
  fs.renameSync(`${session.file}.new`, session.file);
};

// Opens the page, and notes whatever it should not do.
exports.open = async (browser, session, faults) => {
  const page = await browser.newPage();
  page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
  // The server is stopped on purpose: Chromium reports the stream of events that ends then.
  const isEnd = (text) => /net::ERR_(INCOMPLETE_CHUNKED_ENCODING|CONNECTION_REFUSED|EMPTY_RESPONSE)/.test(text);
  page.on("console", (message) => message.type() === "error" && !isEnd(message.text()) && faults.push(`console: ${message.text()}`));
  page.on("request", (request) => request.url().startsWith(session.address) || /^(data|about):/.test(request.url()) || faults.push(`asks for ${request.url()}`));
  await page.goto(session.address);
  await page.waitForFunction(() => document.querySelector(".sheet > svg"), { timeout: 120_000 });
  return page;
};

// Waits until a version is shown that something holds for.
exports.until = (page, test, ...data) => page.waitForFunction(test, { timeout: 60_000, polling: "raf" }, ...data);

exports.version = (page) => page.evaluate(() => Number(document.documentElement.dataset.version));
