// A web page of a report in Chromium: node webpage.js CHROMIUM PAGE…
const path = require("path");
const { withBrowser } = require("./browse.js");
const { judge, open, verdict } = require("./pages.js");

const MARGIN = { width: 1500, height: 900 };
const MIDDLE = { width: 1100, height: 800 };
const NARROW = { width: 320, height: 640 };

// On paper, only the text remains.
async function onPaper(page) {
  const left = await page.evaluate(() => [...document.querySelectorAll(".contents, .permanent, .languages, .skip")]
    .filter((it) => getComputedStyle(it).display !== "none").length);
  return left ? [`${left} parts of the screen on paper`] : [];
}

// Headings and recommendations link to themselves, all links in the page have targets, and no script runs.
function links() {
  const faults = [];
  const own = (id) => document.querySelector(`a.permanent[href="#${CSS.escape(id)}"]`);
  for (const it of document.querySelectorAll("main :is(h2, h3, h4, h5, h6)[id]:not([id='notes.title']), .recommendations > :is(ol, ul) > li"))
    if (!own(it.id)) faults.push(`${it.id} has no permanent link`);
  for (const it of document.querySelectorAll("a[href^='#']"))
    if (!document.getElementById(decodeURIComponent(it.getAttribute("href").slice(1)))) faults.push(`${it.getAttribute("href")} leads nowhere`);
  for (const it of document.querySelectorAll("script"))
    if (it.type !== "application/ld+json") faults.push("a script");
    else if (JSON.parse(it.textContent)["@type"] !== "Report") faults.push("no report in the linked data");
  const levels = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].map((it) => Number(it.tagName[1]));
  if (levels.filter((it) => it === 1).length !== 1) faults.push("more or less than one heading of level 1");
  levels.forEach((it, at) => at && it > levels[at - 1] + 1 && faults.push(`heading ${at} skips a level`));
  const faces = [...document.fonts].filter((it) => it.status === "error").map((it) => it.family);
  if (faces.length) faults.push(`faces do not load: ${faces}`);
  for (const it of document.images) if (!it.complete || !it.naturalWidth) faults.push(`a picture does not load: ${it.alt}`);
  return faults;
}

// Notes beside the text: none above its reference, over the text or over another note.
function margin() {
  const faults = [];
  const text = document.querySelector("main > section")?.getBoundingClientRect();
  const rtl = document.documentElement.dir === "rtl";
  let bottom = -Infinity;
  for (const note of document.querySelectorAll(".notes > ol > li")) {
    const box = note.getBoundingClientRect();
    const reference = document.querySelector(`main a[href="#${CSS.escape(note.id)}"][role=doc-noteref]`).getBoundingClientRect();
    if (rtl ? box.right > text.left : box.left < text.right) faults.push(`${note.id} is over the text`);
    if (box.top < bottom) faults.push(`${note.id} is over the note before it`);
    if (box.top < reference.top - 2) faults.push(`${note.id} is above its reference`);
    ({ bottom } = box);
  }
  return faults;
}

// A note opens at the foot of the screen, the text stays, and its number leads back.
async function sheet(page, count, faults) {
  const references = await page.$$("main > section a[role=doc-noteref]");
  for (const reference of references.slice(0, count)) {
    await reference.evaluate((it) => it.scrollIntoView({ block: "center" }));
    const before = await page.evaluate(() => scrollY);
    const id = await reference.evaluate((it) => it.getAttribute("href").slice(1));
    await reference.click();
    const shown = await page.evaluate((id) => {
      const box = document.getElementById(id).getBoundingClientRect();
      return { at: scrollY, seen: box.height > 0 && box.bottom <= innerHeight + 1 && box.top >= 0, width: box.width };
    }, id);
    if (!shown.seen) faults.push(`${id} does not open`);
    if (Math.abs(shown.at - before) > 1) faults.push(`${id} moves the text by ${shown.at - before} px`);
    await page.evaluate((id) => document.getElementById(id).querySelector(".note-number a").click(), id);
    const closed = await page.evaluate((id) => getComputedStyle(document.getElementById(id)).position, id);
    if (closed === "fixed") faults.push(`${id} does not close`);
  }
}

// The contents are beside the text on wide screens, and open on narrow ones.
async function contents(page, faults) {
  if (!await page.$(".contents")) return;
  const seen = () => page.$eval(".contents a", (it) => it.checkVisibility({ contentVisibilityAuto: true }) && it.getBoundingClientRect().height > 0);
  await page.setViewport(MIDDLE);
  if (!await seen()) faults.push("no contents beside the text");
  await page.setViewport(NARROW);
  if (await seen()) faults.push("the contents are open on a narrow screen");
  await page.click(".contents summary");
  if (!await seen()) faults.push("the contents do not open");
  await page.click(".contents summary");
}

async function read(browser, file, faults) {
  await judge(browser, file, faults, onPaper);
  const page = await open(browser, file, faults);
  await page.setJavaScriptEnabled(false);
  await page.reload();
  for (const size of [MARGIN, MIDDLE, NARROW]) {
    await page.setViewport(size);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (over > 0) faults.push(`${size.width} px: ${over} px too wide`);
    if (size === MARGIN) faults.push(...await page.evaluate(margin));
    else await sheet(page, 12, faults);
  }
  faults.push(...await page.evaluate(links));
  await contents(page, faults);
  await page.close();
}

async function main([executablePath, ...files]) {
  const faults = [];
  await withBrowser(executablePath, async (browser) => {
    for (const file of files) {
      const found = [];
      await read(browser, file, found);
      faults.push(...found.map((fault) => `${path.basename(file)}: ${fault}`));
    }
  });
  verdict(files.join(" "), faults);
}

main(process.argv.slice(2)).catch((error) => { console.log(`ERROR ${error.stack}`); process.exit(2); });
