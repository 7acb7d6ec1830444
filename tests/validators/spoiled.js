// Tests that browse can fail: node spoiled.js FOLDER CHROMIUM
//
// FOLDER contains a book that browse accepts. Copies of it are damaged, each in one way; browse must
// reject each and name the fault.
const fs = require("fs");
const os = require("os");
const path = require("path");
const { read, withBrowser } = require("./browse.js");
const { open } = require("./reading/book");

// Replaces a text, which must be there, in the files that have it.
function replace(folder, from, to, only = /\.xhtml$/) {
  const content = path.dirname(open(folder).navigation);
  let found = 0;
  for (const name of fs.readdirSync(content).filter((name) => only.test(name))) {
    const file = path.join(content, name);
    const before = fs.readFileSync(file, "utf8");
    const after = before.replace(from, to);
    if (before !== after) {
      fs.writeFileSync(file, after);
      found += 1;
    }
  }
  if (!found) throw new Error(`the book has no ${from}`);
}

// Adds to the style sheet.
const style = (css) => (folder) => replace(folder, /$/, `\n${css}\n`, /\.css$/);
const change = (from, to, only) => (folder) => replace(folder, from, to, only);
const remove = (name) => (folder) => {
  const content = path.dirname(open(folder).navigation);
  const [first] = fs.readdirSync(path.join(content, path.dirname(name)))
    .filter((it) => it.match(path.basename(name)));
  fs.rmSync(path.join(content, path.dirname(name), first));
};
const inNavigation = /^nav\.xhtml$/;

// The kinds of damage: a description, the change to the book, and the fault that must be found.
const LOOKS = [
  ["text cannot be read on a dark ground", style("@media (prefers-color-scheme: dark) { p { color: #333; } }"), /dark: contrast/],
  ["text cannot be read on a light ground", style("p { color: #ccc; }"), /light: contrast/],
  ["a label cannot be read on its box", style("aside, blockquote { background: #888; } blockquote p { color: #777; }"), /contrast/],
  ["a table is wider than the screen", style("table { min-width: 30em; }"), /320 px: .* stick out: .*caption/],
  ["a word is wider than the screen", style("p::before { content: 'Donaudampfschifffahrtsgesellschaftskapitän'; white-space: nowrap; }"), /320 px: .* stick out/],
  ["a size leaves no room for large type", style("dd { min-width: 11em; }"), /reader's own type: .* stick out/],
  ["a heading is alone at the foot", style("h1, h2 { break-after: column; }"), /in pages: .* ends page/],
  ["a block is cut off in pages", style("p { overflow: hidden; contain: size; height: 120vh; }"), /in pages: .* is cut off/],
  ["a face is missing", remove("fonts/Regular"), /does not load/],
  ["the style sheet asks for a family that is not there", style("h1 { font-family: Elsewhere; }"), /no face of Elsewhere/],
  ["a picture is missing", remove("cover.png"), /cover\.png is not shown/],
  ["a picture has no size", style("img { width: 0 !important; }"), /is not shown/],
  ["a script fails", change(/<\/body>/, "<script>missing();</script></body>"), /error: missing/],
];

const JOURNEYS = [
  ["a note does not lead back", change(/(role="doc-endnotes"[^]*?href=")[^"]*#[^"]+("[^>]*role="doc-backlink")/, "$1#notes.title$2"), /does not lead back to/],
  ["a mark leads to no note", change(/href="[^"]*#[^"]+"( epub:type="noteref")/, 'href="#nowhere"$1'), /does not lead to note/],
  ["a mark leads to another note", change(/(epub:type="noteref"[^>]*>)\d+</, "$199<"), /does not lead to note 99/],
  ["the contents lead nowhere", change(/(epub:type="toc"[^]*?<li><a href="[^"]+)#[^"]+"/, '$1#nowhere"', inNavigation), /toc: .* leads nowhere/],
  ["the contents lead to another heading", change(/(epub:type="toc"[^]*?<li><a href="[^"]+#[^"]+">)[^<]+/, "$1Something else", inNavigation), /toc: .* leads to/],
  ["the contents lead to no file", change(/(epub:type="toc"[^]*?<li><a href=")[^"#]+/, "$1missing.xhtml", inNavigation), /toc: .* leads nowhere/],
  ["a page has no beginning", change(/<span epub:type="pagebreak"[^>]*><\/span>/, ""), /page-list: .* leads nowhere/],
  ["a page begins elsewhere", change(/(epub:type="page-list"[^]*#page[^"]*">)\d+</, "$177<", inNavigation), /page-list: “77” leads to/],
  ["the list of pages is missing", change(/<nav epub:type="page-list"[^]*?<\/nav>/, "", inNavigation), /page-list is missing/],
  ["a reference leads elsewhere", change(/<a id="see-[^"]*" href="[^"]*">([^<]*\d)/, '<a id="see-spoiled" href="#notes.title">$1'), /leads to “|leads nowhere/],
];

async function refused(browser, folder, part, [name, spoil, fault]) {
  const copy = fs.mkdtempSync(path.join(os.tmpdir(), "spoiled-"));
  try {
    fs.cpSync(folder, copy, { recursive: true });
    spoil(copy);
    const { faults } = await read(browser, copy, part);
    if (faults.some((found) => fault.test(found))) return true;
    console.log(`  not refused: ${name}; found ${faults.length} faults: ${faults.slice(0, 3).join("; ")}`);
    return false;
  } finally {
    fs.rmSync(copy, { recursive: true });
  }
}

async function main([folder, executablePath]) {
  const passed = await withBrowser(executablePath, async (browser) => {
    const { faults } = await read(browser, folder);
    faults.forEach((fault) => console.log(`  the book itself: ${fault}`));
    let left = LOOKS.length + JOURNEYS.length;
    for (const spoiled of LOOKS) left -= await refused(browser, folder, "looks", spoiled);
    for (const spoiled of JOURNEYS) left -= await refused(browser, folder, "journeys", spoiled);
    return faults.length === 0 && left === 0;
  });
  console.log(`${passed ? "PASS" : "FAIL"} ${LOOKS.length + JOURNEYS.length} spoiled books`);
  process.exit(passed ? 0 : 1);
}

main(process.argv.slice(2)).catch((error) => { console.log(`ERROR ${error.stack}`); process.exit(2); });
