// Decides on a page of `plenary review` as an editor does: node reviewpage.js CHROMIUM PAGE DECISIONS [OTHER…]
const assert = require("assert");
const fs = require("fs");
const os = require("os");
const path = require("path");
const { withBrowser } = require("./browse.js");
const home = process.env.VALIDATORS_HOME ?? `${process.env.HOME}/.cache/publication-validators`;
const axe = fs.readFileSync(`${home}/npm/node_modules/@daisy/axe-core-for-ace/axe.min.js`, "utf8");

const SIZES = [{ width: 1280, height: 900 }, { width: 400, height: 800 }];

// Opens a page and notes whatever it should not do.
async function open(browser, file, faults) {
  const page = await browser.newPage();
  page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
  page.on("console", (message) => message.type() === "error" && faults.push(`console: ${message.text()}`));
  page.on("request", (request) => /^(file|blob|data):/.test(request.url()) || faults.push(`asks for ${request.url()}`));
  await page.goto(`file://${path.resolve(file)}`);
  return page;
}

// The looks of a page, in both schemes and sizes, and on paper.
async function judge(browser, file, faults) {
  const page = await open(browser, file, faults);
  await page.evaluate(() => document.querySelector("details").setAttribute("open", ""));
  for (const size of SIZES) {
    for (const scheme of ["light", "dark"]) {
      const where = `${path.basename(file)}, ${size.width} px, ${scheme}`;
      await page.setViewport(size);
      await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (over > 0) faults.push(`${where}: ${over} px too wide`);
      if (!await page.evaluate(() => "axe" in window)) await page.evaluate(axe);
      const { violations } = await page.evaluate(() => window.axe.run());
      for (const { id, help, nodes } of violations) faults.push(`${where}: ${id}: ${help}: ${nodes[0].html}`);
    }
  }
  await page.emulateMediaType("print");
  const heads = await page.evaluate(() => getComputedStyle(document.querySelector("thead")).display);
  if (heads !== "table-header-group") faults.push(`${path.basename(file)}: no table on paper`);
  await page.close();
}

const left = (page) => page.$eval("#left", (it) => it.textContent);
const current = (page) => page.$eval("[aria-current]", (it) => it.dataset.number);
const shown = (page) => page.$$eval("tbody tr:not([hidden])", (rows) => rows.map((row) => row.dataset.number).join(" "));
const press = async (page, keys) => { for (const key of keys) await page.keyboard.press(key); };

// Decides by keyboard and mouse.
async function decide(page) {
  assert.match(await left(page), /^12 undecided of 12 changes: 0 accepted, 0 rejected\. 15 rows shown\./);
  await press(page, ["j", "a", "j", "ArrowDown"]);
  assert.equal(await current(page), "3");
  await press(page, ["a", "j", "j"]);
  assert.equal(await current(page), "4", "a comment is a row too");
  await press(page, ["r", "k", "a", "j", "u"]);
  await page.keyboard.press("n");
  await page.keyboard.type("ask Bob: \"a/r\"?");
  await press(page, ["Escape", "a"]);
  assert.match(await page.$eval("#r3 .clash", (it) => it.textContent), /excludes this: 4/);
  await page.click("#r10 button[value=reject]");
  await page.click("#r5 button[value=accept]");
  await page.click("#r5 button[value=undecided]");
  assert.match(await left(page), /^8 undecided of 12 changes: 3 accepted, 1 rejected/);
}

// Filters, and accepts what is left.
async function filter(page) {
  await page.keyboard.press("/");
  await page.keyboard.type("PORTO");
  assert.equal(await shown(page), "1 C1 11");
  await page.$eval("#words", (it) => { it.value = ""; it.dispatchEvent(new Event("input")); });
  await page.select("#kind", "comment");
  assert.equal(await shown(page), "C1 C2");
  await page.select("#kind", "");
  const bob = await page.$$eval("#who option", (all) => all.find((it) => it.textContent.startsWith("Bob")).value);
  await page.select("#who", bob);
  assert.equal(await shown(page), "4");
  await page.select("#who", "");
  await page.click("#undecided");
  await page.select("#status", "open");
  assert.equal(await shown(page), "5 6 8 9 11 12");
  await page.click("#all");
  await page.click("#undecided");
  await page.select("#status", "");
  assert.match(await left(page), /^2 undecided of 12 changes: 9 accepted, 1 rejected\. 15 rows/);
}

// Saves the decisions; returns the text of the file.
async function save(page, folder) {
  const session = await page.createCDPSession();
  await session.send("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: folder });
  await page.click("#save");
  const file = path.join(folder, "decisions.json");
  for (let tries = 0; !fs.existsSync(file) && tries < 100; tries += 1) await new Promise((done) => setTimeout(done, 50));
  return fs.readFileSync(file, "utf8");
}

// What was decided is there after reloading, and after opening the file in a browser that kept nothing.
async function recall(browser, page, file, faults) {
  await page.reload();
  assert.match(await left(page), /9 accepted, 1 rejected/, "after reloading");
  await page.evaluate(() => localStorage.clear());
  await page.reload();
  assert.match(await left(page), /^12 undecided/, "after clearing");
  await (await page.$("#open")).uploadFile(file);
  await page.waitForFunction(() => document.querySelector("#left").textContent.includes("9 accepted, 1 rejected"));
  assert.equal(await page.$eval("#r4 textarea", (it) => it.value), "ask Bob: \"a/r\"?");
  await page.click("details summary");
  await page.click("#keys");
  await page.click("#r1");
  await page.keyboard.press("r");
  assert.match(await left(page), /1 rejected/, "keys that are switched off");
}

async function main([executablePath, file, expected, ...others]) {
  const faults = [];
  await withBrowser(executablePath, async (browser) => {
    for (const each of [file, ...others]) await judge(browser, each, faults);
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "review-"));
    const page = await open(browser, file, faults);
    await page.setViewport(SIZES[0]);
    await decide(page);
    await filter(page);
    const saved = await save(page, folder);
    if (process.env.UPDATE) fs.writeFileSync(expected, saved);
    assert.equal(saved, fs.readFileSync(expected, "utf8"));
    await recall(browser, page, path.join(folder, "decisions.json"), faults);
    fs.rmSync(folder, { recursive: true });
  });
  faults.forEach((fault) => console.log(`  ${fault}`));
  console.log(`${faults.length ? "FAIL" : "PASS"} ${file} faults=${faults.length}`);
  process.exit(faults.length ? 1 : 0);
}

main(process.argv.slice(2)).catch((error) => { console.log(`ERROR ${error.stack}`); process.exit(2); });
