// The page of `plenary preview`: what is shown, and what is new after a save.
import { Pages } from "./pages.js";
import { element, showProblems, showOutline, showFound } from "./lists.js";
import { Words } from "./words.js";
import { Frames } from "./frames.js";
import { Forms } from "./forms.js";
import { get, post } from "./requests.js";

const $ = (id) => document.getElementById(id);
const state = { report: 0, view: "pages", data: null, versions: [] };
// A part of the server that belongs to the report that is shown.
const of = (path) => `reports/${state.report}/${path}`;
const pages = new Pages($("pages"));
const frames = new Frames(() => state.data);
new Forms(of, post);
const words = new Words(pages, () => state, (message) => { $("status").textContent = message; });

pages.address = of;
const found = { defects: [], changes: [] };
pages.found = (layer) => layer === "changes" ? found.changes.flatMap(marks) : layer === "problems" ? problems() : found[layer];

// The problems with a place on the pages.
function problems() {
  return (state.data?.problems ?? []).filter((it) => it.page !== null).map(({ page, area, severity, code, message, hint }) => {
    const label = `${severity} ${code}: ${message}${hint ? `. Help: ${hint}` : ""}`;
    return { page, area, sign: "!", kind: severity, label };
  });
}

// The marks of a change on the pages; only the first is a stop of the keyboard.
function marks(change) {
  const { sign, kind, label, marks } = change;
  return marks.map((mark, index) => ({ ...mark, kind, label, change, sign: index ? "" : sign, isMore: index > 0 }));
}

async function refresh() {
  const report = state.report;
  const data = await get(of("state")).then((it) => it.json());
  data.pages = data.pages.map(({ form, ...page }) => ({ ...data.forms[form], ...page }));
  if (report !== state.report || (state.data?.report === report && data.version < state.data.version)) return;
  state.data = { ...data, report };
  document.title = `${data.title || data.name} – preview`;
  $("title").textContent = data.title || data.name;
  $("title").lang = data.language || "en";
  $("undo").disabled = !data.undo;
  const stale = data.pages.length > 0 && !data.current;
  $("pages").classList.toggle("stale", stale);
  $("pages").classList.toggle("located", data.problems.some((it) => it.severity === "error" && it.page !== null));
  $("status").textContent = data.current ? "" : stale
    ? "The report has errors. These are the last pages without errors."
    : "The report has errors. Its pages appear when they are corrected.";
  await pages.show(data);
  showProblems($("problems"), data, act);
  await showDefects();
  if (state.since) await showChanges(state.since);
  if (state.view !== "pages") await showView();
  document.documentElement.dataset.version = data.version;
  await outline(state.data);
}

// The headings, which are thousands in long reports: they can wait for the pages.
async function outline(data) {
  if (!data?.pages.length) return;
  const headings = await get(of("outline")).then((it) => it.json(), () => null);
  if (headings && state.data === data) showOutline($("outline"), { ...data, outline: headings }, act);
}

// The typographic defects of all pages, measured only while they are shown.
async function showDefects() {
  const on = pages.layers.has("defects");
  $("defects-section").hidden = !on;
  if (!on) return;
  found.defects = await get(of("defects")).then((it) => it.json());
  showFound($("defects"), found.defects, state.data, act);
  pages.redraw("defects");
}

// The changes since a revision, compared anew after each save.
async function showChanges(since) {
  state.since = since;
  $("uncompare").hidden = !since;
  const answer = since ? await post(of("differences"), { since }) : { changes: [], notices: [] };
  if (state.since !== since) return;
  found.changes = answer.changes ?? [];
  const count = found.changes.length;
  $("compared").textContent = answer.error ? `${answer.error}. Help: ${answer.hint}.` : since ? [`${count} ${count === 1 ? "change" : "changes"}.`, ...answer.notices].join(" ") : "";
  $("changes").hidden = !count;
  showFound($("changes"), found.changes, state.data, act);
  pages.setLayer("changes", count > 0);
}

// What the lists ask for.
const act = {
  go: (page, area) => { setView("pages"); pages.go(page, area); },
  place: (place) => words.showPlace(place),
  fix: async (place) => { await words.change(of("fix"), { version: state.data.version, place }); },
};

function setView(view) {
  state.view = view;
  for (const it of $("views").children) it.setAttribute("aria-pressed", String(it.dataset.view === view));
  const isFramed = view !== "pages" && view !== "text";
  $("pages").hidden = $("layers").hidden = $("zoom-choice").hidden = view !== "pages";
  $("text").hidden = view !== "text";
  $("frames").hidden = $("frame-options").hidden = !isFramed;
  return showView();
}

// Loads what the view shows, once for each version; the place in it stays.
async function showView() {
  const { view, data } = state;
  if (view === "pages" || !data?.pages.length) return;
  if (view !== "text") return frames.show(view);
  const element = $("text");
  const wanted = `${data.report}-${data.built}`;
  if (element.dataset.shown === wanted) return;
  element.dataset.shown = wanted;
  const top = element.scrollTop;
  element.firstElementChild.textContent = await get(of("text")).then((it) => it.text());
  element.firstElementChild.lang = data.language;
  element.scrollTop = top;
}

$("views").addEventListener("click", (event) => event.target.dataset.view && setView(event.target.dataset.view));
$("layers").addEventListener("click", (event) => {
  const { layer } = event.target.dataset;
  if (!layer) return;
  const on = event.target.getAttribute("aria-pressed") !== "true";
  event.target.setAttribute("aria-pressed", String(on));
  pages.setLayer(layer, on);
  if (layer === "defects") showDefects();
});
$("compare").addEventListener("submit", (event) => {
  event.preventDefault();
  showChanges($("since").value.trim() || "HEAD");
});
$("uncompare").addEventListener("click", () => { $("since").focus(); showChanges(""); });
$("zoom").addEventListener("change", () => pages.setZoom($("zoom").value));
$("undo").addEventListener("click", () => words.change(of("undo"), {}));
document.addEventListener("keydown", (event) => {
  if (event.key === "z" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !document.querySelector("dialog[open]") && !$("undo").disabled) {
    event.preventDefault();
    words.change(of("undo"), {});
  }
});
$("report").addEventListener("change", choose);

function choose() {
  state.report = Number($("report").value);
  state.data = null;
  showChanges("");
  return refresh();
}

async function start() {
  const { reports } = await get("reports").then((it) => it.json());
  reports.forEach((name, index) => $("report").append(new Option(name, index)));
  for (const name of reports) $("revisions").append(element("option", "", { value: name }));
  reports.forEach((name, index) => $("beside").append(new Option(name, index)));
  if (reports.length > 1) $("beside").selectedIndex = 1;
  $("report-choice").hidden = document.querySelector("[data-view=editions]").hidden = reports.length < 2;
  const events = new EventSource("events");
  events.onmessage = (event) => {
    const versions = JSON.parse(event.data);
    const own = versions[state.report];
    if (own > 0 && own !== state.data?.version) refresh();
    else if (state.view === "editions") frames.show("editions");
  };
  events.addEventListener("place", async (event) => {
    const { report, page, area } = JSON.parse(event.data);
    if (report !== state.report) {
      $("report").value = report;
      await choose();
    }
    act.go(page, area);
  });
  events.onerror = () => { $("status").textContent = "The preview has ended. Start it again, and open its new address."; };
  events.onopen = () => { if (state.data?.current) $("status").textContent = ""; };
}
start();
