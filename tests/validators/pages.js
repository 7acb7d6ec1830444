// The pages of `plenary review` and `plenary compare` in Chromium: what they must do both.
const fs = require("fs");
const path = require("path");
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

// The looks of a page, in both schemes and sizes; `onPaper` gives the faults in print.
async function judge(browser, file, faults, onPaper) {
  const page = await open(browser, file, faults);
  await page.evaluate(() => document.querySelectorAll("details").forEach((it) => it.setAttribute("open", "")));
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
  for (const fault of await onPaper(page)) faults.push(`${path.basename(file)}: ${fault}`);
  await page.close();
}

// Prints the faults and ends the program.
function verdict(file, faults) {
  faults.forEach((fault) => console.log(`  ${fault}`));
  console.log(`${faults.length ? "FAIL" : "PASS"} ${file} faults=${faults.length}`);
  process.exit(faults.length ? 1 : 0);
}

module.exports = { SIZES, axe, judge, open, verdict };
