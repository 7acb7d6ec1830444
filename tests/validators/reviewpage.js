// Decides on a page of `plenary review` as an editor does: node reviewpage.js CHROMIUM PAGE DECISIONS [OTHER…]
const assert = require("assert");
const fs = require("fs");
const os = require("os");
const path = require("path");
const { withBrowser } = require("./browse.js");
const { SIZES, judge, open, verdict } = require("./pages.js");

// On paper, the header of a table is on each page.
async function onPaper(page) {
  const heads = await page.evaluate(() => getComputedStyle(document.querySelector("thead")).display);
  return heads === "table-header-group" ? [] : ["no table on paper"];
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

// Filters, and accepts the remaining changes.
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

// The decisions are there after reloading, and after opening the file in a browser that has kept nothing.
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
    for (const each of [file, ...others]) await judge(browser, each, faults, onPaper);
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
  verdict(file, faults);
}

main(process.argv.slice(2)).catch((error) => { console.log(`ERROR ${error.stack}`); process.exit(2); });
