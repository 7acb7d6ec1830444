// The views in frames: the web page, the e-book, and two editions scrolled together. Frames run no scripts, but have
// the origin of the preview, which can therefore read and scroll them.
import { get } from "./requests.js";

const $ = (id) => document.getElementById(id);
const TITLES = { web: "Web page", book: "E-book", editions: "Web page" };

export class Frames {
  constructor(data) {
    this.data = data;
    this.chapters = [];
    for (const it of [$("frame"), $("other")]) it.addEventListener("load", () => this.loaded(it));
    $("chapter").addEventListener("change", () => this.open($("frame"), this.chapter()));
    $("previous").addEventListener("click", () => this.turn(-1));
    $("next").addEventListener("click", () => this.turn(1));
    $("beside").addEventListener("change", () => this.show("editions"));
    $("width").addEventListener("change", () => { for (const it of [$("frame"), $("other")]) it.style.maxWidth = $("width").value; });
    $("scheme").addEventListener("change", () => { $("frames").style.colorScheme = $("scheme").value; });
  }

  // Shows a view; nothing is loaded that is shown already.
  async show(view) {
    this.view = view;
    for (const [id, own] of [["chapter-choice", "book"], ["previous", "book"], ["next", "book"], ["beside-choice", "editions"], ["other", "editions"]]) $(id).hidden = view !== own;
    $("frame").title = TITLES[view];
    const { report, built } = this.data();
    if (view === "book") return this.book(report, built);
    this.open($("frame"), `reports/${report}/web?${built}`);
    if (view !== "editions") return;
    const other = Number($("beside").value);
    const state = await get(`reports/${other}/state`).then((it) => it.json());
    $("other").title = `Web page of ${state.name}`;
    if (state.built) this.open($("other"), `reports/${other}/web?${state.built}`);
  }

  // The chapters of the e-book; the one that is open stays open.
  async book(report, built) {
    if (this.chapters.version !== `${report}-${built}`) {
      const { version, chapters } = await get(`reports/${report}/book`).then((it) => it.json());
      const before = this.chapters.report === report ? this.chapters[$("chapter").selectedIndex]?.path : null;
      this.chapters = Object.assign(chapters, { version: `${report}-${version}`, report, folder: `reports/${report}/book/${version}/` });
      $("chapter").replaceChildren(...chapters.map((it) => new Option(it.title)));
      $("chapter").lang = this.data().language;
      $("chapter").selectedIndex = Math.max(0, chapters.findIndex((it) => it.path === before));
    }
    this.open($("frame"), this.chapter());
  }

  chapter() {
    return this.chapters.folder + this.chapters[$("chapter").selectedIndex].path;
  }

  turn(by) {
    const index = $("chapter").selectedIndex + by;
    if (index < 0 || index >= this.chapters.length) return;
    $("chapter").selectedIndex = index;
    this.open($("frame"), this.chapter());
  }

  // Opens a file. If it is a new version of the file that is open, its place stays.
  open(frame, path) {
    if (frame.wanted === path) return;
    const name = (it) => it?.replace(/book\/\d+\//, "").replace(/\?.*/, "");
    frame.top = name(frame.wanted) === name(path) ? frame.contentWindow.scrollY : 0;
    frame.wanted = path;
    frame.src = path;
  }

  // A link in the e-book leads to another chapter.
  loaded(frame) {
    const page = frame.contentWindow;
    if (frame.top) page.scrollTo({ top: frame.top, behavior: "instant" });
    frame.top = 0;
    page.addEventListener("scroll", () => requestAnimationFrame(() => this.follow(frame)));
    if (frame !== $("frame")) return this.follow($("frame"));
    if (this.view !== "book") return;
    const at = this.chapters.findIndex((it) => page.location.pathname.endsWith(`/${this.chapters.folder}${it.path}`));
    if (at < 0) return;
    $("chapter").selectedIndex = at;
    frame.wanted = this.chapter();
    $("previous").disabled = at === 0;
    $("next").disabled = at === this.chapters.length - 1;
  }

  // Scrolls the other edition to the same place. Elements with the same id belong together; between two of them, the
  // place is in the same proportion.
  follow(frame) {
    if (this.view !== "editions" || frame.led === Math.round(frame.contentWindow.scrollY)) return;
    const other = frame === $("frame") ? $("other") : $("frame");
    const [from, to] = [frame.contentDocument, other.contentDocument];
    if (!from?.body || !to?.body) return;
    const height = (it) => it.documentElement.scrollHeight;
    const top = (element) => element.getBoundingClientRect().top + element.ownerDocument.defaultView.scrollY;
    const pairs = [...from.querySelectorAll("[id]")].map((it) => [it, to.getElementById(it.id)]);
    const both = pairs.filter(([, it]) => it).map(([one, it]) => [top(one), top(it)]);
    const y = frame.contentWindow.scrollY;
    let [before, after] = [[0, 0], [height(from), height(to)]];
    for (const it of both) {
      if (it[0] <= y && it[0] >= before[0] && it[1] >= before[1]) before = it;
    }
    for (const it of both) {
      if (it[0] > y && it[0] < after[0] && it[1] >= before[1]) after = it;
    }
    const part = (y - before[0]) / Math.max(1, after[0] - before[0]);
    const place = before[1] + part * (after[1] - before[1]);
    other.contentWindow.scrollTo({ top: place, behavior: "instant" });
    other.led = Math.round(other.contentWindow.scrollY);
  }
}
