// Reads a page of `plenary compare` as an editor does: node comparepage.js CHROMIUM PAGE [OTHER…]
const assert = require("assert");
const { withBrowser } = require("./browse.js");
const { SIZES, judge, open, verdict } = require("./pages.js");

// On paper, the text is visible and the buttons are not.
async function onPaper(page) {
  const shown = (selector) => page.$eval(selector, (it) => getComputedStyle(it).display !== "none");
  const faults = await shown(".tools") ? ["buttons on paper"] : [];
  return await shown("#text") ? faults : [...faults, "no text on paper"];
}

const press = async (page, keys) => { for (const key of keys) await page.keyboard.press(key); };
const focused = (page) => page.evaluate(() => document.activeElement.textContent.trim());
const pressed = (page, id) => page.$eval(id, (it) => it.getAttribute("aria-pressed"));

// Tabs to the element with some text.
async function tabTo(page, text) {
  for (let steps = 0; steps < 60; steps += 1) {
    await page.keyboard.press("Tab");
    if (await focused(page) === text) return;
  }
  assert.fail(`no way to “${text}” by keyboard`);
}

// Goes from change to change, forwards and back, and stops at the ends.
async function travel(page) {
  const changed = await page.$$eval(".changed", (all) => all.map((it) => it.textContent.trim()));
  assert(changed.length > 3, "too few changes");
  await tabTo(page, "Next change");
  await press(page, ["Enter"]);
  assert.equal(await focused(page), changed[0]);
  await page.focus("#next");
  await press(page, ["Enter"]);
  assert.equal(await focused(page), changed[1]);
  await page.focus("#previous");
  await press(page, ["Enter"]);
  await page.focus("#previous");
  await press(page, ["Enter"]);
  assert.equal(await focused(page), changed[0]);
  for (let steps = 0; steps <= changed.length; steps += 1) {
    await page.focus("#next");
    await press(page, ["Space"]);
  }
  assert.equal(await focused(page), changed.at(-1));
}

// Side by side, the older text lacks insertions and the newer one lacks deletions; inline, both are visible.
async function views(page) {
  await page.focus("#beside");
  await press(page, ["Enter"]);
  assert.equal(await pressed(page, "#beside"), "true");
  assert.equal(await pressed(page, "#inline"), "false");
  const pairs = await page.$$eval(".beside", (all) => all.map((pair) => {
    const [old, young] = pair.children;
    return [old.querySelectorAll("ins").length, young.querySelectorAll("del").length, old.id + young.id];
  }));
  assert(pairs.length > 3 && pairs.every(([came, gone]) => came + gone === 0), JSON.stringify(pairs));
  const ids = await page.$$eval("[id]", (all) => all.map((it) => it.id));
  assert.equal(new Set(ids).size, ids.length, "an id occurs twice");
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert(wide <= 0, `${wide} px too wide side by side`);
  await page.focus("#inline");
  await press(page, ["Enter"]);
  assert.equal(await page.$$eval(".beside", (all) => all.length), 0);
  assert.equal(await page.$$eval(".whole[hidden]", (all) => all.length), 0);
}

// Each change in the lists by kind leads to its place.
async function links(page) {
  await page.$$eval("nav details", (all) => all.forEach((it) => it.setAttribute("open", "")));
  const total = Number((await page.$eval("header", (it) => it.textContent)).match(/Number of changes: (\d+)/)[1]);
  const targets = await page.$$eval("nav a", (all) => all.map((it) => it.getAttribute("href")));
  assert.equal(targets.length, total);
  assert.equal(new Set(targets).size, total);
  for (const target of targets) {
    assert.equal(await page.$$eval(target, (all) => all.length), 1, `${target} leads nowhere`);
  }
  await page.focus(`nav a[href="${targets.at(-1)}"]`);
  await press(page, ["Enter"]);
  const top = await page.$eval(targets.at(-1), (it) => it.getBoundingClientRect().top);
  assert(top >= 0 && top < SIZES[0].height, `the place of ${targets.at(-1)} is out of sight`);
}

async function main([executablePath, file, ...others]) {
  const faults = [];
  await withBrowser(executablePath, async (browser) => {
    for (const each of [file, ...others]) await judge(browser, each, faults, onPaper);
    const page = await open(browser, file, faults);
    await page.setViewport(SIZES[0]);
    await travel(page);
    await views(page);
    await links(page);
  });
  verdict(file, faults);
}

main(process.argv.slice(2)).catch((error) => { console.log(`ERROR ${error.stack}`); process.exit(2); });
