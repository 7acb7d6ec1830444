// Compares the position of every glyph in the browser with that in the PDF, as poppler renders it.
const fs = require("fs");
const path = require("path");
const { execFileSync } = require("child_process");

// Half a CSS pixel, in points.
const MOST = 0.5 * 72 / 96;
const MOST_PAGES = 60;
// The most faults of a page that are printed.
const MOST_FAULTS = 5;

const run = (program, ...words) => execFileSync(program, words, { maxBuffer: 1 << 28 }).toString();

// The origins of the visible glyphs of a page of a PDF, in points from the top left corner.
function rendered(pdf, number) {
  // Without these options, poppler scales the page to whole points.
  const svg = run("pdftocairo", "-svg", "-noshrink", "-nocenter", "-f", number, "-l", number, pdf, "-");
  const symbols = svg.matchAll(/<symbol [^>]*id="([^"]+)">\s*<path [^>]*d="([^"]*)"/g);
  const visible = new Set([...symbols].filter(([, , outline]) => outline.trim()).map(([, id]) => id));
  return [...svg.matchAll(/<use xlink:href="#(glyph[^"]+)" x="([-\d.]+)" y="([-\d.]+)"/g)]
    .filter(([, id]) => visible.has(id)).map(([, , x, y]) => [Number(x), Number(y)]);
}

// The same of a drawn page.
function drawn(index) {
  const svg = document.querySelectorAll(".sheet")[index].querySelector(":scope > svg");
  const back = svg.getScreenCTM().inverse();
  const found = [];
  for (const text of svg.querySelectorAll("[aria-hidden] text")) {
    const matrix = back.multiply(text.getScreenCTM());
    for (let at = 0; at < text.getNumberOfChars(); at += 1) {
      const { x, y } = text.getStartPositionOfChar(at).matrixTransform(matrix);
      found.push([x, y]);
    }
  }
  return found;
}

// The distance of each glyph of a page from the nearest glyph in the browser; each of those is compared once.
function distances(glyphs, others) {
  const rows = new Map();
  for (const other of others) {
    const row = Math.round(other[1]);
    rows.set(row, [...(rows.get(row) ?? []), other]);
  }
  return glyphs.map(([x, y]) => {
    const near = [-1, 0, 1].flatMap((more) => rows.get(Math.round(y) + more) ?? []).filter((it) => !it.isTaken);
    const far = (it) => Math.hypot(it[0] - x, it[1] - y);
    const nearest = near.reduce((best, it) => best && far(best) <= far(it) ? best : it, null);
    if (!nearest) return Infinity;
    nearest.isTaken = true;
    return far(nearest);
  });
}

// Compares the first pages; returns the numbers of pages and glyphs, and the largest distance in pixels.
exports.compare = async (page, plenary, session, faults) => {
  const out = path.join(session.folder, "dist");
  run(path.resolve(plenary), "build", "--quiet", "--to", "pdf", "--out", out, session.file);
  const pdf = path.join(out, fs.readdirSync(out).find((it) => it.endsWith(".pdf")));
  const all = Number(/^Pages: +(\d+)/m.exec(run("pdfinfo", pdf))[1]);
  const count = await page.$$eval(".sheet", (all) => all.length);
  if (count !== all) faults.push(`${count} pages in the preview, ${all} in the PDF`);
  const pages = Math.min(count, MOST_PAGES);
  let [largest, compared] = [0, 0];
  for (let index = 0; index < pages; index += 1) {
    await page.evaluate((index) => { document.querySelectorAll(".sheet")[index].scrollIntoView(); }, index);
    await page.waitForFunction((index) => document.querySelectorAll(".sheet")[index].querySelector("svg"), {}, index);
    const glyphs = rendered(pdf, index + 1);
    const others = await page.evaluate(drawn, index);
    if (glyphs.length !== others.length) faults.push(`page ${index + 1}: ${others.length} glyphs instead of ${glyphs.length}`);
    const found = distances(glyphs, others);
    const far = glyphs.filter((_, at) => found[at] > MOST);
    for (const [x, y] of far.slice(0, MOST_FAULTS)) faults.push(`page ${index + 1}: no glyph at ${x}, ${y}`);
    largest = Math.max(largest, ...found);
    compared += glyphs.length;
  }
  return { pages, glyphs: compared, largest: (largest * 96 / 72).toFixed(3) };
};
