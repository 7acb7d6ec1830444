// Works on a report in `plenary preview` as an editor does: node previewpage.js CHROMIUM PLENARY REPORT…
const assert = require("assert");
const fs = require("fs");
const { withBrowser } = require("./browse.js");
const { axe, verdict } = require("./pages.js");
const { start, save, open, until, version } = require("./preview/session.js");
const { compare } = require("./preview/glyphs.js");
const { book, editions, layers, changes, deleted, forms } = require("./preview/views.js");

const SIZES = [{ width: 1280, height: 900 }, { width: 320, height: 640 }];
// Compares two files, and shows where they differ.
function same(found, wanted) {
  if (found === wanted) return;
  let at = 0;
  while (found[at] === wanted[at]) at += 1;
  throw new Error(`the file has ${JSON.stringify(found.slice(at - 60, at + 60))} instead of ${JSON.stringify(wanted.slice(at - 60, at + 60))}`);
}

const status = (page) => page.$eval("#status", (it) => it.textContent);
const top = (page) => page.$eval("#pages", (it) => it.scrollTop);

// Both colour schemes, wide and at 400 %: axe finds nothing, and nothing overflows.
async function judge(page, faults) {
  await page.click("#forms-open");
  await page.waitForSelector("#forms[open]");
  await look(page, faults, "#forms");
  await page.click("#forms-close");
  for (const layer of ["tags", "defects", "order"]) {
    await page.click(`#layers [data-layer=${layer}]`);
    await page.waitForSelector(`.${layer} button, #${layer} li`);
    await look(page, faults, layer === "order" ? "body" : `.${layer}, #${layer}`);
    await page.click(`#layers [data-layer=${layer}]`);
  }
  for (const view of ["book", "editions"]) {
    await page.click(`#views [data-view=${view}]`);
    await look(page, faults, "body");
  }
  await page.click("#views [data-view=pages]");
}

// Judges the first element that a selector finds. Axe takes minutes for whole pages under a dialog.
async function look(page, faults, selector) {
  await page.evaluate(axe);
  for (const size of SIZES) {
    for (const scheme of ["light", "dark"]) {
      await page.setViewport(size);
      await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (over > 0) faults.push(`${selector}: ${size.width} px: ${over} px too wide`);
      const { violations } = await page.evaluate((selector) => window.axe.run(document.querySelector(selector), { iframes: false }), selector);
      for (const { id, help, nodes } of violations) faults.push(`${selector}: ${size.width} px, ${scheme}: ${id}: ${help}: ${nodes[0].html}`);
    }
  }
  await page.setViewport(SIZES[0]);
}

// A paragraph on one line of the source with a rare word, on a page well inside the report.
function target(text) {
  const lines = text.split("\n");
  const all = lines.map((line, index) => ({ line, index })).filter(({ line }) => /^\s+- [A-Z][A-Za-z ,]{60,}/.test(line));
  for (const { line, index } of all.slice(Math.floor(all.length / 2))) {
    const word = line.split(" ").find((it) => /^[a-z]{9,}$/.test(it) && text.split(it).length === 2);
    if (word) return { word, line: index + 1, column: line.indexOf(word) + 1 };
  }
  throw new Error("no word to work on");
}

// The place of a word on the screen, scrolled into view.
async function find(page, word) {
  const sheets = await page.$$eval(".sheet", (all) => all.length);
  for (let index = 0; index < sheets; index += 1) {
    const box = await page.evaluate(async (index, word) => {
      const sheet = document.querySelectorAll(".sheet")[index];
      sheet.scrollIntoView();
      for (let tries = 0; tries < 200 && !sheet.drawn; tries += 1) await new Promise((done) => setTimeout(done, 10));
      const text = [...sheet.querySelectorAll(".words text")].find((it) => it.textContent.includes(word));
      if (!text) return null;
      text.scrollIntoView({ block: "center" });
      const at = text.textContent.indexOf(word);
      const [from, to] = [text.getStartPositionOfChar(at).x, text.getEndPositionOfChar(at + word.length - 1).x];
      const svg = sheet.querySelector("svg").getBoundingClientRect();
      const own = text.getBoundingClientRect();
      return { x: svg.left + ((from + to) / 2) * sheet.scale, y: own.top + own.height / 2, index };
    }, index, word);
    if (box) return box;
  }
  throw new Error(`${word} is on no page`);
}

const has = (index, word) => document.querySelectorAll(".sheet")[index].querySelector(".words")?.textContent.includes(word);

// A save is shown at the same place; a page that moves is followed.
async function edit(page, session, { word, line }) {
  const { index } = await find(page, word);
  const before = await top(page);
  save(session, session.read().replace(word, "zebrafish"));
  await until(page, has, index, "zebrafish");
  assert.equal(await top(page), before, "the place stays");
  save(session, session.read().replace("zebrafish", word));
  await until(page, has, index, word);
  assert.equal(await top(page), before, "the place stays after the second save");
  assert(line > 0);
}

// A click shows the source line.
async function click(page, { word, line, column }) {
  const { x, y } = await find(page, word);
  await page.mouse.click(x, y);
  const place = `:${line}:${column}`;
  await page.waitForFunction((place) => document.querySelector("#place a")?.textContent.endsWith(place), {}, place);
  const link = await page.$eval("#place", (it) => ({ quote: it.querySelector("q").textContent, href: it.querySelector("a").href }));
  assert(link.quote.includes(word), `${link.quote} instead of ${word}`);
  assert(link.href.startsWith("vscode://file/") && link.href.endsWith(place), link.href);
}

// After an error, the pages remain in grey; a button corrects a slip.
async function mend(page, session, { word }) {
  const good = session.read();
  save(session, good.replace(/^body:/m, "bodi:"));
  await until(page, () => document.querySelector("#pages.stale"));
  assert.match(await status(page), /last pages without errors/);
  assert(await page.$("#problems .error"), "the error is listed");
  assert(await page.$(".sheet > svg"), "the pages stay");
  save(session, good.replace(word, "seperate"));
  await until(page, () => !document.querySelector("#pages.stale"));
  const button = await page.waitForFunction(() => [...document.querySelectorAll("#problems button")].find((it) => it.textContent === "Write “separate”"));
  const before = await version(page);
  await button.asElement().click();
  await until(page, (before) => Number(document.documentElement.dataset.version) > before, before);
  same(session.read(), good.replace(word, "separate"));
  const now = await version(page);
  save(session, good);
  await until(page, (now) => Number(document.documentElement.dataset.version) > now, now);
}

// Words are changed on the page, and nothing else changes in the file.
async function reword(page, session, { word }) {
  const good = session.read();
  const { x, y } = await find(page, word);
  await page.mouse.click(x, y, { count: 2 });
  await page.waitForSelector("#editor[open]");
  await page.evaluate((word) => {
    const walker = document.createTreeWalker(document.querySelector("#words"), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const at = walker.currentNode.data.indexOf(word);
      if (at < 0) continue;
      getSelection().setBaseAndExtent(walker.currentNode, at, walker.currentNode, at + word.length);
      return;
    }
  }, word);
  await page.keyboard.type("a zebra");
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run(document.querySelector("#editor")));
  assert.deepEqual(violations.map((it) => it.id), []);
  const before = await version(page);
  await page.keyboard.press("Enter");
  await until(page, (before) => Number(document.documentElement.dataset.version) > before, before);
  same(session.read(), good.replace(word, "a zebra"));
  const now = await version(page);
  await page.click("#undo");
  await until(page, (now) => Number(document.documentElement.dataset.version) > now, now);
  same(session.read(), good);
}

// The other views, and the keyboard.
async function views(page, session, { word }) {
  await page.click("#views [data-view=text]");
  await page.waitForFunction(() => document.querySelector("#text pre").textContent.length > 1000);
  await page.click("#views [data-view=web]");
  await page.waitForFunction(() => document.querySelector("#frame").src.includes("/web?"));
  await page.click("#views [data-view=pages]");
  await page.waitForFunction(() => document.querySelectorAll("#outline li").length > 5);
  await find(page, word);
  await page.click("#layers [data-layer=order]");
  const found = await page.waitForFunction((word) => [...document.querySelectorAll(".order button")].find((it) => it.text.words.includes(word)), {}, word);
  await found.asElement().focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector("#place a"));
  await page.keyboard.press("F2");
  await page.waitForSelector("#editor[open]");
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => !document.querySelector("#editor").open);
  await page.click("#layers [data-layer=order]");
  for (const zoom of ["4", "fit", "1"]) await page.select("#zoom", zoom);
  assert(session.address);
}

async function work(browser, plenary, report, faults) {
  const session = await start(plenary, report, "other.yaml");
  const page = await open(browser, session, faults);
  await page.setViewport(SIZES[0]);
  const word = target(session.read());
  for (const step of [edit, mend, reword, views, book, editions, layers, changes, deleted, forms]) await step(page, session, word);
  await click(page, word);
  const other = await open(browser, session, faults);
  const now = await version(other);
  save(session, session.read().replace(word.word, "twice"));
  for (const each of [page, other]) {
    await each.bringToFront();
    await until(each, (now) => Number(document.documentElement.dataset.version) > now, now);
  }
  await other.close();
  await judge(page, faults);
  session.end();
  await until(page, () => document.querySelector("#status").textContent.includes("has ended"));
  await page.close();
  await startAgain(browser, plenary, session, faults);
  fs.rmSync(session.folder, { recursive: true });
}

// A preview that is started after another has ended shows what was saved.
async function startAgain(browser, plenary, ended, faults) {
  const session = await start(plenary, ended.file);
  const page = await open(browser, session, faults);
  assert(await find(page, "twice"), "the page does not show what was saved");
  session.end();
  await page.close();
  fs.rmSync(session.folder, { recursive: true });
}

async function glyphs(browser, plenary, report, faults) {
  const session = await start(plenary, report);
  const page = await open(browser, session, faults);
  const { pages, glyphs, largest } = await compare(page, plenary, session, faults);
  console.log(`  ${report}: ${glyphs} glyphs on ${pages} pages, at most ${largest} px apart`);
  session.end();
  await page.close();
  fs.rmSync(session.folder, { recursive: true });
}

// A word for a measurement: no other has its letters, and it is too short to be divided.
const mark = (run) => `zq${String.fromCharCode(97 + Math.floor(run / 26), 97 + run % 26)}`;

// Puts such a word into a paragraph in the middle of the report. Returns its page.
async function begin(page, session) {
  const lines = session.read().split("\n");
  const all = lines.map((line, index) => ({ line, index })).filter(({ line }) => /^\s+- [A-Z][A-Za-z ,]{60,}/.test(line));
  const { line, index } = all[Math.floor(all.length / 2)];
  const place = /(?<= )[a-z]+(?= )/.exec(line);
  lines[index] = `${line.slice(0, place.index)}${mark(0)}${line.slice(place.index + place[0].length)}`;
  save(session, lines.join("\n"));
  await until(page, () => Number(document.documentElement.dataset.version) > 1);
  const at = { line: index + 1, column: place.index + 1 };
  // As an editor asks for it.
  await page.evaluate((at) => fetch("reports/0/show", { method: "POST", body: JSON.stringify(at) }), at);
  const shown = (word) => 1 + [...document.querySelectorAll(".sheet")].findIndex((it) => it.querySelector(".words")?.textContent.includes(word));
  const found = await until(page, shown, mark(0));
  return await found.jsonValue() - 1;
}

// Notes when the browser has painted a word on a page, in milliseconds since 1970.
function painted(index, word) {
  const sheet = document.querySelector(`.sheet[data-index="${index}"]`);
  return new Promise((done) => {
    const look = () => {
      if (!sheet.querySelector(".words")?.textContent.includes(word)) return false;
      observer.disconnect();
      // Messages that a frame sends are received after it is painted.
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => done(performance.timeOrigin + performance.now());
      requestAnimationFrame(() => port2.postMessage(null));
      return true;
    };
    const observer = new MutationObserver(look);
    if (!look()) observer.observe(sheet, { childList: true, subtree: true });
  });
}

// The time until a save is painted, in milliseconds.
async function latency(browser, plenary, report, faults) {
  const session = await start(plenary, report);
  const page = await open(browser, session, faults);
  await page.setViewport(SIZES[0]);
  const index = await begin(page, session);
  const times = [];
  for (let run = 0; run < 30; run += 1) {
    const text = session.read().replace(mark(run), mark(run + 1));
    const shown = page.evaluate(painted, index, mark(run + 1));
    // The page listens before the file is saved.
    await page.evaluate(() => document.readyState);
    const begin = performance.timeOrigin + performance.now();
    save(session, text);
    times.push(await shown - begin);
  }
  times.sort((one, other) => one - other);
  console.log(`  ${report}: median ${times[15].toFixed(0)} ms, 95th percentile ${times[28].toFixed(0)} ms`);
  session.end();
  await page.close();
  fs.rmSync(session.folder, { recursive: true });
}

async function main([executablePath, ...given]) {
  const measures = given[0] === "--latency";
  const [plenary, ...reports] = given.slice(measures ? 1 : 0);
  const faults = [];
  await withBrowser(executablePath, async (browser) => {
    if (measures) {
      for (const report of reports) await latency(browser, plenary, report, faults);
      return;
    }
    await work(browser, plenary, reports[0], faults);
    for (const report of reports) await glyphs(browser, plenary, report, faults);
  });
  verdict(reports.join(" "), faults);
}

main(process.argv.slice(2)).catch((error) => { console.log(`ERROR ${error.stack}`); process.exit(2); });
