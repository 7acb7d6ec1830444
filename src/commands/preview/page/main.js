// The page of `plenary preview`: what is shown, and what is new after a save.
import { Pages } from "./pages.js";
import { showProblems, showOutline } from "./lists.js";
import { Words } from "./words.js";
import { get, post } from "./requests.js";

const $ = (id) => document.getElementById(id);
const state = { report: 0, view: "pages", data: null, versions: [] };
const pages = new Pages($("pages"));
const words = new Words(pages, () => state, (message) => { $("status").textContent = message; });

// A part of the server that belongs to the report that is shown.
export const of = (path) => `reports/${state.report}/${path}`;
pages.address = of;

async function refresh() {
  const report = state.report;
  const data = await get(of("state")).then((it) => it.json());
  if (report !== state.report || (state.data?.report === report && data.version < state.data.version)) return;
  state.data = { ...data, report };
  document.title = `${data.title || data.name} – preview`;
  $("title").textContent = data.title || data.name;
  $("title").lang = data.language || "en";
  $("undo").disabled = !data.undo;
  const stale = data.pages.length > 0 && !data.current;
  $("pages").classList.toggle("stale", stale);
  $("status").textContent = data.current ? "" : stale
    ? "The report has errors. These are the last pages without errors."
    : "The report has errors. Its pages appear when they are corrected.";
  await pages.show(data);
  showProblems($("problems"), data, act);
  showOutline($("outline"), data, act);
  if (state.view !== "pages") await showView();
  document.documentElement.dataset.version = data.version;
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
  for (const id of ["pages", "web", "text"]) $(id).hidden = id !== view;
  $("layers").hidden = view !== "pages";
  return showView();
}

// Loads the web page or the text, once for each version; the place in the text stays.
async function showView() {
  const { view, data } = state;
  if (view === "pages" || !data?.pages.length) return;
  const element = $(view);
  const wanted = `${data.report}-${data.built}`;
  if (element.dataset.shown === wanted) return;
  element.dataset.shown = wanted;
  if (view === "web") {
    element.src = `${of("web")}?${data.built}`;
  } else {
    const top = element.scrollTop;
    element.firstElementChild.textContent = await get(of("text")).then((it) => it.text());
    element.firstElementChild.lang = data.language;
    element.scrollTop = top;
  }
}

$("views").addEventListener("click", (event) => event.target.dataset.view && setView(event.target.dataset.view));
$("layers").addEventListener("click", (event) => {
  const { layer } = event.target.dataset;
  if (!layer) return;
  const on = event.target.getAttribute("aria-pressed") !== "true";
  event.target.setAttribute("aria-pressed", String(on));
  pages.setLayer(layer, on);
});
$("zoom").addEventListener("change", () => pages.setZoom($("zoom").value));
$("undo").addEventListener("click", () => words.change(of("undo"), {}));
document.addEventListener("keydown", (event) => {
  if (event.key === "z" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !$("editor").open && !$("undo").disabled) {
    event.preventDefault();
    words.change(of("undo"), {});
  }
});
$("report").addEventListener("change", () => {
  state.report = Number($("report").value);
  state.data = null;
  refresh();
});

async function start() {
  const { reports } = await get("reports").then((it) => it.json());
  reports.forEach((name, index) => $("report").append(new Option(name, index)));
  $("report-choice").hidden = reports.length < 2;
  const events = new EventSource("events");
  events.onmessage = (event) => {
    const versions = JSON.parse(event.data);
    const own = versions[state.report];
    if (own > 0 && own !== state.data?.version) refresh();
  };
  events.onerror = () => { $("status").textContent = "The preview has ended. Start it again, and open its new address."; };
  events.onopen = () => { if (state.data?.current) $("status").textContent = ""; };
}
start();
export { post };
