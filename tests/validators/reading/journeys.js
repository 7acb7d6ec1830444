// Checks where links lead. Note references and cross-references are clicked; lists of the navigation, some of
// which are hidden, are followed by address.
const path = require("path");

const fileOf = (address) => decodeURIComponent(new URL(address).pathname);
const fragmentOf = (address) => decodeURIComponent(new URL(address).hash.slice(1));

// The text of the target at which a reader arrives if it is in view, otherwise null.
const seen = (page, id) => page.evaluate((id) => {
  const target = id ? document.getElementById(id) : document.body;
  if (!target) return null;
  const { top, bottom } = target.getBoundingClientRect();
  if (top >= innerHeight || bottom < -1) return null;
  const role = target.getAttribute("role");
  // A page break marker has a name but no text; note references do not belong to the words.
  const words = target.cloneNode(true);
  words.querySelectorAll("[role=doc-noteref]").forEach((mark) => mark.remove());
  return { id, role, text: `${target.getAttribute("aria-label") ?? ""} ${words.textContent}` };
}, id);

// Clicks an element and returns what is then visible; null if nothing happens.
async function click(page, file, selector) {
  if (fileOf(page.url()) !== file) await page.goto(`file://${file}`);
  await page.$eval(selector, (element) => element.scrollIntoView({ block: "center" }));
  // If the fragment is already there, it would not change.
  await page.evaluate(() => history.replaceState(null, "", location.pathname));
  const before = page.url();
  const element = await page.$(selector);
  const moved = page.waitForFunction((before) => location.href !== before, { timeout: 2000 }, before);
  const [arrived] = await Promise.allSettled([moved, element.click()]);
  if (arrived.status === "rejected") return null;
  await page.waitForFunction(() => document.readyState === "complete");
  return seen(page, fragmentOf(page.url()));
}

// Goes to an address and returns what is visible there.
async function go(page, address) {
  const [file, id] = [fileOf(address), fragmentOf(address)];
  if (fileOf(page.url()) !== file) {
    const arrived = await page.goto(`file://${file}`).catch(() => null);
    if (!arrived) return null;
  }
  await page.evaluate((hash) => { location.hash = hash; }, id);
  return seen(page, id);
}

// Each note reference leads to its note, and the note back to each of its references.
exports.notes = async (page, file, faults) => {
  await page.goto(`file://${file}`);
  const marks = await page.$$eval("a[role=doc-noteref]", (found) =>
    found.map((mark) => ({ id: mark.id, number: mark.textContent.trim() })));
  for (const { id, number } of marks) {
    const note = await click(page, file, `[id="${id}"]`);
    if (!note || !note.text.trim().startsWith(number)) {
      faults.push(`${id} does not lead to note ${number}`);
      continue;
    }
    const back = await page.$$eval(`[id="${note.id}"] a[role=doc-backlink]`, (links) =>
      links.map((link) => ({ address: link.href, href: link.getAttribute("href") })));
    const home = back.find((link) => fragmentOf(link.address) === id && fileOf(link.address) === file);
    if (!home) {
      faults.push(`${note.id} does not lead back to ${id}`);
      continue;
    }
    const link = `[id="${note.id}"] a[role=doc-backlink][href="${home.href}"]`;
    const there = await click(page, fileOf(page.url()), link);
    if (there?.id !== id) faults.push(`${note.id} leads back to ${there?.id}`);
  }
  return marks.length;
};

// Each cross-reference in the text leads to an element with the number that it gives.
exports.references = async (page, file, faults) => {
  await page.goto(`file://${file}`);
  const links = await page.$$eval("a[id][href]:not([role]):not(nav a)", (found) => found
    .filter((link) => link.protocol === "file:")
    .map((link) => ({ id: link.id, words: link.textContent.trim(), inIndex: Boolean(link.closest(".index")) })));
  for (const { id, words, inIndex } of links) {
    const target = await click(page, file, `[id="${id}"]`);
    // The caption of a part of a figure has its letter: "Figure 2 (a)" leads to "(a) North".
    const letter = words.match(/\d\s(\(\S+\))$/)?.[1];
    const number = inIndex ? undefined : letter ?? words.match(/[^\s(]*\d[^\s)]*/)?.[0];
    if (!target) faults.push(`“${words}” leads nowhere`);
    else if (number && !target.text.includes(number)) {
      faults.push(`“${words}” leads to “${target.text.trim().slice(0, 30)}”`);
    }
  }
  return links.length;
};

// Whether a navigation entry has the text of its target.
const bare = (text) => text.replace(/[\s\u00ad]+/g, " ").trim();
const AGREES = {
  toc: (line, target) => target.id === "" || bare(target.text) === bare(line),
  "page-list": (line, target) => target.role === "doc-pagebreak"
    ? bare(target.text).split(" ").at(-1) === line : target.id === "",
  lot: (line, target) => bare(target.text).startsWith(bare(line)),
  loi: (line, target) => bare(target.text).includes(bare(line)),
  landmarks: () => true,
};

// Every navigation entry leads to the section that it names.
exports.navigation = async (page, file, faults) => {
  await page.goto(`file://${file}`);
  const lines = await page.$$eval("nav a", (found) => found.map((link) => ({
    list: link.closest("nav").getAttribute("epub:type"),
    words: link.textContent.trim(),
    address: link.href,
  })));
  for (const { list, words, address } of lines) {
    const target = await go(page, address);
    const name = `${list}: “${words}”`;
    if (!target) faults.push(`${name} leads nowhere (${path.basename(address)})`);
    else if (!AGREES[list](words, target)) faults.push(`${name} leads to “${bare(target.text).slice(0, 40)}”`);
  }
  for (const list of ["toc", "page-list", "landmarks"]) {
    if (!lines.some((line) => line.list === list)) faults.push(`the list ${list} is missing`);
  }
  return lines.length;
};
