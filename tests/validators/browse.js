// Reads an EPUB as a person does, in Chromium: node browse.js FOLDER CHROMIUM [looks|journeys]
//
// FOLDER contains the unpacked book. Looks: every file is shown light and dark, narrow and wide, with a
// reader's own settings and in pages. Nothing may overflow, text must contrast with its background, and faces
// and pictures must load. Journeys: every note reference, cross-reference and navigation entry is
// followed. Both run by default.
const path = require("path");
const home = process.env.VALIDATORS_HOME ?? `${process.env.HOME}/.cache/publication-validators`;
const puppeteer = require(`${home}/npm/node_modules/puppeteer-core`);
const book = require("./reading/book");
const looks = require("./reading/looks");
const journeys = require("./reading/journeys");

const NARROW = { width: 320, height: 600 };
const WIDE = { width: 1200, height: 900 };

// Shows a file in both colour schemes and both sizes.
async function look(page, file, faults) {
  const note = (found, where) => faults.push(...found.map((fault) => `${where}${fault}`));
  await page.goto(`file://${file}`);
  note(await page.evaluate(looks.faces), "");
  note(await page.evaluate(looks.pictures), "");
  for (const size of [NARROW, WIDE]) {
    await page.setViewport(size);
    note(await page.evaluate(looks.width), `${size.width} px: `);
  }
  for (const scheme of ["light", "dark"]) {
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    note(await page.evaluate(looks.contrast, scheme), `${scheme}: `);
  }
  for (const size of [NARROW, WIDE]) {
    await page.setViewport(size);
    const own = await page.addStyleTag({ content: looks.READERS_OWN });
    note(await page.evaluate(looks.width), `${size.width} px, the reader's own type: `);
    await own.evaluate((style) => style.remove());
    const paged = await page.addStyleTag({ content: looks.PAGED });
    note(await page.evaluate(looks.pages), `${size.width} px, in pages: `);
    await paged.evaluate((style) => style.remove());
  }
}

// Follows every link of a file.
async function follow(page, file, faults, counts) {
  await page.setViewport({ width: 800, height: 900 });
  counts.notes += await journeys.notes(page, file, faults);
  counts.references += await journeys.references(page, file, faults);
}

// Reads the book in a folder, or a part of it, and returns its faults and how much was read.
exports.read = async (browser, folder, part) => {
  const { spine, navigation } = book.open(folder);
  const page = await browser.newPage();
  const found = [];
  let file = navigation;
  const faults = { push: (...more) => found.push(...more.map((it) => `${path.basename(file)}: ${it}`)) };
  page.on("console", (message) => message.type() === "error" && faults.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
  page.on("requestfailed", (request) => faults.push(`${path.basename(request.url())} does not load`));
  const counts = { files: spine.length, notes: 0, references: 0, lines: 0 };
  for (file of spine) {
    if (part !== "journeys") await look(page, file, faults);
    if (part !== "looks") await follow(page, file, faults, counts);
  }
  file = navigation;
  if (part !== "looks") counts.lines = await journeys.navigation(page, navigation, faults);
  await page.close();
  return { faults: found, counts };
};

// Opens Chromium for the duration of some work.
exports.withBrowser = async (executablePath, work) => {
  const args = ["--no-sandbox", "--allow-file-access-from-files"];
  const browser = await puppeteer.launch({ executablePath, args });
  try {
    return await work(browser);
  } finally {
    await browser.close();
  }
};

async function main([folder, executablePath, part]) {
  const reading = (browser) => exports.read(browser, folder, part);
  const { faults, counts } = await exports.withBrowser(executablePath, reading);
  faults.forEach((fault) => console.log(`  ${fault}`));
  const said = Object.entries(counts).map(([name, count]) => `${name}=${count}`).join(" ");
  console.log(`${faults.length ? "FAIL" : "PASS"} ${said} faults=${faults.length}`);
  process.exit(faults.length ? 1 : 0);
}

if (require.main === module) {
  main(process.argv.slice(2)).catch((error) => { console.log(`ERROR ${error.stack}`); process.exit(2); });
}
