// The views, layers and forms beside the pages.
const assert = require("assert");
const { axe } = require("../pages.js");
const { save, until, version } = require("./session.js");

const inFrame = (page, id, ask) => page.waitForFunction(`(() => { const frame = document.querySelector("#${id}"); const it = frame.contentDocument; return it?.readyState === "complete" && (${ask}); })()`);

// Waits for the next version after an action.
async function after(page, action) {
  const before = await version(page);
  await action();
  await until(page, (before) => Number(document.documentElement.dataset.version) > before, before);
}

// The e-book: chapters follow each other, and dark colours reach the frame. The chapter stays after a save.
exports.book = async (page, session, { word }) => {
  await page.click("#views [data-view=book]");
  await inFrame(page, "frame", "it.contentType === 'application/xhtml+xml'");
  const chapters = await page.$$eval("#chapter option", (all) => all.length);
  assert(chapters > 3, `${chapters} chapters`);
  for (let turn = 1; turn < chapters; turn += 1) {
    await page.click("#next");
    await inFrame(page, "frame", `document.querySelector("#chapter").selectedIndex === ${turn} && frame.contentWindow.location.pathname.endsWith(frame.getAttribute("src").slice(9))`);
  }
  assert(await page.$eval("#next", (it) => it.disabled), "the last chapter is the last");
  await page.select("#scheme", "dark");
  await inFrame(page, "frame", "frame.contentWindow.matchMedia('(prefers-color-scheme: dark)').matches");
  await page.select("#width", "24rem");
  await inFrame(page, "frame", "frame.clientWidth === 384");
  const last = await page.$eval("#chapter", (it) => it.selectedIndex);
  const good = session.read();
  await after(page, () => save(session, good.replace(word, "zebrafish")));
  assert.equal(await page.$eval("#chapter", (it) => it.selectedIndex), last, "the chapter stays");
  await after(page, () => save(session, good));
  await page.select("#scheme", "");
  await page.select("#width", "");
};

// Two editions scroll together.
exports.editions = async (page) => {
  await page.click("#views [data-view=editions]");
  for (const id of ["frame", "other"]) await inFrame(page, id, "it.querySelector('h2') && frame.src.includes('/web?')");
  for (const [led, follows] of [["frame", "other"], ["other", "frame"]]) {
    const place = led === "frame" ? 4000 : 1500;
    await page.evaluate((led, place) => document.querySelector(`#${led}`).contentWindow.scrollTo(0, place), led, place);
    await inFrame(page, follows, `Math.abs(frame.contentWindow.scrollY - ${place}) < 3`);
  }
  await page.click("#views [data-view=pages]");
};

// Tags and defects are buttons that say what they mark.
exports.layers = async (page, session, { word }) => {
  await page.click("#layers [data-layer=tags]");
  await page.waitForFunction(() => document.querySelector(".tags button[aria-label*='P: ']"));
  await page.focus(".tags button");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector("#place").textContent.length > 3);
  await page.click("#layers [data-layer=tags]");
  await page.click("#layers [data-layer=defects]");
  await page.waitForFunction(() => document.querySelector("#defects li"));
  await page.click("#layers [data-layer=defects]");
  assert(word);
};

// Waits until the words of a change are shown, or hidden again.
const popover = (page, isOpen) => page.waitForFunction((isOpen) => document.querySelector("#change").matches(":popover-open") === isOpen, {}, isOpen);

// The new word is marked, not its paragraph, and its mark opens the words before and after.
async function marked(page, word) {
  const mark = await page.waitForSelector(".changes [data-kind=replaced]");
  const { width } = await mark.boundingBox();
  assert(width > 20 && width < 120, `the mark is ${width} px wide`);
  await mark.focus();
  await page.keyboard.press("Enter");
  await popover(page, true);
  const found = await page.$eval("#change-words", (it) => [...it.children].map((child) => [child.localName, child.textContent]));
  assert.deepEqual(found, [["del", word], ["ins", "zebrafish"]]);
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run(document.querySelector("#change")));
  assert.deepEqual(violations.map((it) => it.id), []);
  await page.keyboard.press("Escape");
  await popover(page, false);
}

// A deleted paragraph has a mark where it was, and the mark opens its text.
exports.deleted = async (page, session, { line }) => {
  const good = session.read();
  const lines = good.split("\n");
  const [gone] = lines.splice(line - 1, 1);
  await after(page, () => save(session, lines.join("\n")));
  await page.$eval("#since", (it) => { it.value = ""; });
  await page.type("#since", "HEAD");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector("#changes li")?.textContent.includes("delete paragraph"));
  await page.click("#changes li button:last-child");
  const mark = await page.waitForSelector(".changes [data-kind=gone]");
  await mark.focus();
  await page.keyboard.press("Enter");
  await popover(page, true);
  const shown = await page.$eval("#change-words del", (it) => it.textContent);
  assert(gone.includes(shown.slice(0, 20)), `${shown} instead of ${gone}`);
  await page.click("#change-close");
  await page.click("#uncompare");
  await after(page, () => save(session, good));
};

// A change since the last commit is listed and marked, also after the next save.
exports.changes = async (page, session, { word }) => {
  const good = session.read();
  await after(page, () => save(session, good.replace(word, "zebrafish")));
  await page.type("#since", "HEAD");
  await page.keyboard.press("Enter");
  await page.waitForFunction((word) => document.querySelector("#changes li")?.textContent.includes(`“${word}” → “zebrafish”`), {}, word);
  await page.click("#changes li button:last-child");
  await page.waitForSelector(".changes button");
  await marked(page, word);
  await after(page, () => save(session, good));
  await page.waitForFunction(() => document.querySelector("#compared").textContent.startsWith("0 changes"));
  await page.click("#uncompare");
  await page.waitForFunction(() => document.querySelector("#uncompare").hidden);
};

// A field is written when it is left, and nothing else changes in the file.
exports.forms = async (page, session) => {
  const good = session.read();
  await page.click("#forms-open");
  await page.waitForSelector("#forms[open]");
  const name = await page.$eval("#people-form td input", (it) => it.value);
  await page.focus("#people-form td input");
  await page.keyboard.press("End");
  await after(page, async () => {
    await page.keyboard.type(" Zebra");
    await page.keyboard.press("Tab");
  });
  assert.equal(session.read(), good.replace(name, `${name} Zebra`));
  await after(page, () => page.click("#forms-undo"));
  assert.equal(session.read(), good);
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => !document.querySelector("#forms").open);
};
