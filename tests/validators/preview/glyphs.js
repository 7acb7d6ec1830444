// Compares the positions of glyphs in the browser with those that poppler finds in the PDF.
const fs = require("fs");
const path = require("path");
const { execFileSync } = require("child_process");

// Half a CSS pixel, in points.
const MOST = 0.5 * 72 / 96;

// The words of the pages of a PDF with their boxes, in points from the top left corner.
function words(pdf) {
  const html = execFileSync("pdftotext", ["-bbox", pdf, "-"], { maxBuffer: 1 << 28 }).toString();
  return html.split("<page ").slice(1).map((page) =>
    [...page.matchAll(/<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)<\/word>/g)]
      .map(([, left, top, right, bottom, text]) => ({ left: +left, top: +top, right: +right, bottom: +bottom, text })));
}

// The left and right edges of all glyphs of a drawn page, with their baselines.
function edges(index) {
  const svg = document.querySelectorAll(".sheet")[index].querySelector(":scope > svg");
  const found = [];
  for (const text of svg.querySelectorAll("[aria-hidden] text")) {
    for (let at = 0; at < text.getNumberOfChars(); at += 1) {
      const { x, y } = text.getStartPositionOfChar(at);
      found.push([x, text.getEndPositionOfChar(at).x, y]);
    }
  }
  return found;
}

// Compares some pages; returns the largest distance in pixels, and the number of words.
exports.compare = async (page, plenary, session, faults) => {
  const out = path.join(session.folder, "dist");
  execFileSync(path.resolve(plenary), ["build", "--quiet", "--to", "pdf", "--out", out, session.file]);
  const pdf = path.join(out, fs.readdirSync(out).find((it) => it.endsWith(".pdf")));
  const pages = words(pdf);
  const count = await page.$$eval(".sheet", (all) => all.length);
  if (count !== pages.length) faults.push(`${count} pages in the preview, ${pages.length} in the PDF`);
  let [largest, compared] = [0, 0];
  const most = Math.min(count, 60);
  for (let index = 0; index < most; index += 1) {
    await page.evaluate((index) => { document.querySelectorAll(".sheet")[index].scrollIntoView(); }, index);
    await page.waitForFunction((index) => document.querySelectorAll(".sheet")[index].querySelector("svg"), {}, index);
    const glyphs = await page.evaluate(edges, index);
    for (const word of pages[index]) {
      const line = glyphs.filter(([, , y]) => y > word.top && y < word.bottom + 1);
      const near = (side, at) => Math.min(...line.map((glyph) => Math.abs(glyph[side] - at)));
      // Poppler joins a hyphen at the end of a line, and note references, to the word.
      const distance = Math.max(near(0, word.left), near(1, word.right));
      if (distance > MOST) faults.push(`page ${index + 1}: ${word.text} is ${(distance * 96 / 72).toFixed(2)} px away`);
      largest = Math.max(largest, Math.min(distance, 9));
      compared += 1;
    }
  }
  return { pages: most, words: compared, largest: (largest * 96 / 72).toFixed(3) };
};
