// Prints what Ace's report holds, a line per violation: node ace-verdict.js FILE.epub report.json
const [file, path] = process.argv.slice(2);
const report = JSON.parse(require("fs").readFileSync(path));
const violations = (report.assertions ?? []).flatMap((document) =>
  (document.assertions ?? []).map((found) => ({ document, found })));

for (const { document, found } of violations) {
  const test = found["earl:test"] ?? {};
  const result = found["earl:result"] ?? {};
  const where = document["earl:testSubject"]?.url ?? "";
  const words = (result["dct:description"] ?? "").replace(/\s+/g, " ").slice(0, 200);
  console.log(`  [${test["earl:impact"] ?? "?"}] ${test["dct:title"]} ${where}: ${words}`);
}
const outcome = report["earl:result"]?.["earl:outcome"];
const passed = outcome === "pass" && violations.length === 0;
console.log(`${passed ? "PASS" : "FAIL"} ${file} violations=${violations.length} outcome=${outcome}`);
process.exit(passed ? 0 : 1);
