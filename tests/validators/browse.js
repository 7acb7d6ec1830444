// Reads an EPUB as a person does, in Chromium: node browse.js FOLDER CHROMIUM
//
// FOLDER holds the unpacked book. Every file is shown light and dark, narrow and wide: nothing may
// stick out at the side, and the text must stand out from its ground. Every mark of a note is
// clicked: it leads to its note, and the note's number back to the mark.
const fs = require("fs");
const path = require("path");
const home = process.env.VALIDATORS_HOME ?? `${process.env.HOME}/.cache/publication-validators`;
const puppeteer = require(`${home}/npm/node_modules/puppeteer-core`);

const [folder, executablePath] = process.argv.slice(2);
const faults = [];

function spine() {
  const container = fs.readFileSync(`${folder}/META-INF/container.xml`, "utf8");
  const packageFile = path.join(folder, container.match(/full-path="([^"]+)"/)[1]);
  const text = fs.readFileSync(packageFile, "utf8");
  const items = new Map();
  for (const [item] of text.matchAll(/<item\s[^>]*>/g)) {
    items.set(item.match(/\sid="([^"]+)"/)[1], item.match(/\shref="([^"]+)"/)[1]);
  }
  const references = [...text.matchAll(/<itemref\s[^>]*idref="([^"]+)"/g)];
  return references.map(([, id]) => path.join(path.dirname(packageFile), items.get(id)));
}

// Runs in the page: the contrast of each text with the ground behind it, WCAG 2.2 §1.4.3.
function looks(scheme) {
  const parse = (colour) => {
    const [red, green, blue, opacity = 1] = colour.match(/[\d.]+/g).map(Number);
    return { parts: [red, green, blue], opacity };
  };
  const light = (parts) => {
    const linear = parts.map((part) => part / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  };
  // Chromium's own canvas where no element has a ground.
  const canvas = scheme === "dark" ? [18, 18, 18] : [255, 255, 255];
  const ground = (element) => {
    for (; element; element = element.parentElement) {
      const { parts, opacity } = parse(getComputedStyle(element).backgroundColor);
      if (opacity > 0) return parts;
    }
    return canvas;
  };
  const faults = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    const words = walker.currentNode.textContent.trim();
    if (!words || !element.checkVisibility()) continue;
    const levels = [parse(getComputedStyle(element).color).parts, ground(element)].map(light);
    const contrast = (Math.max(...levels) + 0.05) / (Math.min(...levels) + 0.05);
    if (contrast < 4.5) faults.push(`contrast ${contrast.toFixed(1)} of “${words.slice(0, 30)}”`);
  }
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) faults.push(`${root.scrollWidth - root.clientWidth} px stick out`);
  return faults;
}

async function look(page, file) {
  for (const scheme of ["light", "dark"]) {
    for (const width of [320, 1200]) {
      await page.setViewport({ width, height: 900 });
      await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
      await page.goto(`file://${file}`);
      const found = await page.evaluate(looks, scheme);
      faults.push(...found.map((fault) => `${path.basename(file)}, ${scheme}, ${width} px: ${fault}`));
    }
  }
}

// Clicks an element and says where the page is then: file and fragment.
async function follow(page, selector) {
  await page.$eval(selector, (element) => element.scrollIntoView({ block: "center" }));
  const [element] = [await page.$(selector)];
  const here = page.url();
  await Promise.all([
    page.waitForFunction((before) => location.href !== before, { timeout: 5000 }, here),
    element.click(),
  ]);
  await page.waitForFunction(() => document.readyState === "complete");
  const { hash } = new URL(page.url());
  const seen = await page.evaluate((id) => {
    const target = document.getElementById(id);
    if (!target) return null;
    const { top, bottom } = target.getBoundingClientRect();
    return top < innerHeight && bottom > 0 ? target.id : null;
  }, decodeURIComponent(hash.slice(1)));
  return seen;
}

async function notes(page, file) {
  await page.setViewport({ width: 800, height: 900 });
  await page.goto(`file://${file}`);
  const marks = await page.$$eval("a[role=doc-noteref]", (found) => found.map((mark) => mark.id));
  for (const mark of marks) {
    await page.goto(`file://${file}`);
    const note = await follow(page, `[id="${mark}"]`);
    if (!note) {
      faults.push(`${path.basename(file)}: ${mark} leads to no note`);
      continue;
    }
    const back = await page.$$eval(`[id="${note}"] a[role=doc-backlink]`, (links) =>
      links.map((link) => decodeURIComponent(new URL(link.href).hash.slice(1))));
    if (!back.includes(mark)) faults.push(`${path.basename(file)}: ${note} does not lead back to ${mark}`);
    const returned = await follow(page, `[id="${note}"] a[role=doc-backlink]:nth-of-type(1)`);
    if (returned !== back[0]) faults.push(`${path.basename(file)}: ${note} leads back to ${returned}`);
  }
  return marks.length;
}

(async () => {
  const browser = await puppeteer.launch({
    executablePath, args: ["--no-sandbox", "--allow-file-access-from-files"],
  });
  const page = await browser.newPage();
  const files = spine();
  let marks = 0;
  for (const file of files) {
    await look(page, file);
    marks += await notes(page, file);
  }
  await browser.close();
  faults.forEach((fault) => console.log(`  ${fault}`));
  console.log(`${faults.length ? "FAIL" : "PASS"} files=${files.length} marks=${marks} faults=${faults.length}`);
  process.exit(faults.length ? 1 : 0);
})().catch((error) => { console.log(`ERROR ${error.stack}`); process.exit(2); });
