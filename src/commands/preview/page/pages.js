// The pages: only those near the window are drawn, and after a save only those that look different.
import { Drawing } from "./drawing.js";
import { get } from "./requests.js";

const POINT = 96 / 72;

export class Pages {
  constructor(box) {
    this.box = box;
    this.zoom = 1;
    this.layers = new Set(["problems"]);
    this.sheets = [];
    this.near = new Set();
    this.fonts = new Map();
    // The areas of a layer that are known for all pages.
    this.found = () => [];
    this.observer = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        this.near[isIntersecting ? "add" : "delete"](target);
        if (isIntersecting) this.draw(target);
      }
    }, { root: box, rootMargin: "100% 0px" });
    new ResizeObserver(() => this.fit && this.setZoom("fit")).observe(box);
  }

  // Shows the pages of a version.
  async show(data) {
    const same = data.report === this.report;
    const anchor = same ? this.anchor() : null;
    this.report = data.report;
    this.bleed = data.bleed ?? 0;
    await this.load(data.fonts);
    const faulty = new Set(data.problems.filter((it) => it.severity === "error").map((it) => it.page));
    let isMoved = this.sheets.length !== data.pages.length;
    while (this.sheets.length > data.pages.length) {
      const sheet = this.sheets.pop();
      this.observer.unobserve(sheet);
      this.near.delete(sheet);
      sheet.remove();
    }
    data.pages.forEach((page, index) => {
      const sheet = this.sheets[index] ?? this.add(index);
      const before = sheet.page;
      sheet.page = page;
      // Most pages of a long report stay as they are; writing to them would make the browser lay them out again.
      if (before?.label !== page.label) sheet.setAttribute("aria-label", `Page ${page.label}`);
      if (sheet.classList.contains("faulty") !== faulty.has(index)) sheet.classList.toggle("faulty");
      if (before?.width !== page.width || before?.height !== page.height) {
        this.size(sheet);
        isMoved = true;
      }
    });
    await Promise.all([...this.near].map((sheet) => this.draw(sheet)));
    this.redraw("tags", "problems");
    if (anchor) this.keep(anchor, isMoved);
    else if (!same) this.box.scrollTop = 0;
  }

  // The page at the top of the window, and how far it is scrolled.
  anchor() {
    const top = this.box.scrollTop;
    let [index, end] = [0, this.sheets.length];
    while (index < end) {
      const middle = (index + end) >> 1;
      const sheet = this.sheets[middle];
      if (sheet.offsetTop + sheet.offsetHeight > top) end = middle;
      else index = middle + 1;
    }
    const sheet = this.sheets[index];
    return sheet && { index, fingerprint: sheet.drawn, offset: top - sheet.offsetTop };
  }

  // If the page at the top is now another one, such as the next, the window follows it. `isMoved` says whether pages
  // can be at other places than before; to ask the browser, it would have to lay out the changed pages at once.
  keep({ index, fingerprint, offset }, isMoved) {
    const moved = this.sheets[index]?.page.fingerprint === fingerprint ? index
      : this.sheets.findIndex((it) => it.page.fingerprint === fingerprint);
    const shown = moved < 0 ? Math.min(index, this.sheets.length - 1) : moved;
    if (shown === index && !isMoved) return;
    const sheet = this.sheets[shown];
    if (sheet) this.box.scrollTop = sheet.offsetTop + offset;
  }

  add(index) {
    const sheet = document.createElement("article");
    sheet.className = "sheet";
    sheet.dataset.index = index;
    this.sheets.push(sheet);
    this.box.append(sheet);
    this.observer.observe(sheet);
    return sheet;
  }

  size(sheet) {
    const { width, height } = sheet.page;
    sheet.scale = POINT * (this.fit ? Math.min((this.box.clientWidth - 32) / (width * POINT), 4) : this.zoom);
    sheet.style.width = `${width * sheet.scale}px`;
    sheet.style.height = `${height * sheet.scale}px`;
  }

  // Draws a page unless it is drawn already.
  async draw(sheet) {
    const { fingerprint } = sheet.page;
    if (sheet.drawn === fingerprint) return;
    sheet.wanted = fingerprint;
    const text = await get(this.address(`pages/${fingerprint}`)).then((it) => it.text(), () => null);
    if (text === null || sheet.wanted !== fingerprint) return;
    if (sheet.drawn && sheet.drawing.update(text)) {
      sheet.querySelectorAll(":scope > .mark:not(.divided)").forEach((it) => it.remove());
    } else {
      sheet.drawing = new Drawing(text, (svg) => {
        for (const it of svg.querySelectorAll("image")) it.setAttribute("href", this.address(it.getAttribute("href")));
      });
      sheet.replaceChildren(sheet.drawing.svg);
    }
    sheet.drawn = fingerprint;
    for (const layer of this.layers) this.layer(sheet, layer);
  }

  // Loads the fonts that are new.
  async load(fonts) {
    const added = [];
    for (const [number, content] of fonts) {
      const key = `plenary-${number}`;
      const known = this.fonts.get(key);
      if (known?.content === content && known.report === this.report) continue;
      if (known) document.fonts.delete(known.face);
      const face = new FontFace(key, `url(${this.address(`fonts/${number}-${content}`)})`);
      document.fonts.add(face);
      this.fonts.set(key, { content, face, report: this.report });
      added.push(face.load());
    }
    // Without a font, its pages are drawn in another one.
    await Promise.allSettled(added);
  }

  setZoom(zoom) {
    const anchor = this.anchor();
    const before = anchor && this.sheets[anchor.index].scale;
    this.fit = zoom === "fit";
    if (!this.fit) this.zoom = Number(zoom);
    this.sheets.forEach((sheet) => this.size(sheet));
    for (const sheet of this.sheets.filter((it) => it.drawn)) for (const layer of this.layers) this.layer(sheet, layer);
    if (anchor) {
      const sheet = this.sheets[anchor.index];
      this.box.scrollTop = sheet.offsetTop + anchor.offset * (sheet.scale / before);
    }
  }

  // Scrolls to a page, and to an area on it, which is marked for a moment.
  go(page, area) {
    const sheet = this.sheets[page];
    if (!sheet) return;
    this.box.scrollTop = sheet.offsetTop - 16 + (area ? Math.max(0, area.y * sheet.scale - this.box.clientHeight / 3) : 0);
    this.box.focus({ preventScroll: true });
    this.draw(sheet).then(() => area && this.mark(sheet, area));
  }

  mark(sheet, area, name = "") {
    if (!name) document.querySelectorAll(".mark:not(.divided)").forEach((it) => it.remove());
    const mark = document.createElement("div");
    mark.className = `mark ${name}`;
    this.put(mark, sheet, area);
    sheet.append(mark);
  }

  put(element, sheet, { x, y, width, height }) {
    const side = (value) => `${value * sheet.scale}px`;
    Object.assign(element.style, { left: side(x), top: side(y), width: side(width), height: side(height) });
  }

  setLayer(layer, on) {
    this.layers[on ? "add" : "delete"](layer);
    this.sheets.filter((it) => it.drawn).forEach((sheet) => this.layer(sheet, layer));
  }

  async layer(sheet, layer) {
    const on = this.layers.has(layer);
    if (layer === "grid") sheet.classList.toggle("bleeds", on);
    sheet.querySelectorAll(`:scope > .${layer}`).forEach((it) => it.remove());
    if (!on) return;
    if (layer === "divided") {
      for (const it of sheet.querySelectorAll(".words .divided")) this.mark(sheet, it.getBBox(), "divided");
    } else if (layer === "grid") {
      this.grid(sheet);
    } else {
      await this.buttons(sheet, layer);
    }
  }

  // Draws the layers of all drawn pages anew.
  redraw(...layers) {
    for (const sheet of this.sheets.filter((it) => it.drawn)) for (const layer of layers) if (this.layers.has(layer)) this.layer(sheet, layer);
  }

  // The edge of the bleed, the area of the text, and its baselines. What is printed in the bleed is shown.
  grid(sheet) {
    const { guides, width, height } = sheet.page;
    const layer = document.createElement("div");
    layer.className = "grid";
    const add = (area, name = "") => {
      const element = document.createElement("div");
      element.className = name;
      this.put(element, sheet, area);
      layer.append(element);
    };
    const bleed = this.bleed;
    add({ x: -bleed, y: -bleed, width: width + 2 * bleed, height: height + 2 * bleed }, "bleed");
    if (guides) add(guides);
    for (let y = guides?.y; y < guides?.y + guides?.height; y += guides.grid) add({ ...guides, y, height: 0 });
    sheet.append(layer);
  }

  // The areas of a layer: a button for each, for the keyboard too.
  async buttons(sheet, layer) {
    const { fingerprint } = sheet.page;
    const areas = await this.areas(sheet, layer);
    if (sheet.drawn !== fingerprint || !this.layers.has(layer)) return;
    sheet.querySelectorAll(`:scope > .${layer}`).forEach((it) => it.remove());
    if (!areas.length) return;
    const list = document.createElement("ol");
    list.className = `areas ${layer}`;
    for (const { area, sign, label, kind, isMore, ...rest } of areas) {
      const button = Object.assign(document.createElement("button"), { type: "button", note: label }, rest);
      button.dataset.sign = sign;
      if (kind) button.dataset.kind = kind;
      button.setAttribute("aria-label", label);
      this.put(button, sheet, area ?? { x: 0, y: 0, width: sheet.page.width, height: sheet.page.height });
      const item = document.createElement("li");
      if (isMore) {
        button.tabIndex = -1;
        item.setAttribute("aria-hidden", "true");
      }
      item.append(button);
      list.append(item);
    }
    sheet.append(list);
  }

  async areas(sheet, layer) {
    const load = (path) => get(this.address(path)).then((it) => it.json(), () => []);
    const { fingerprint } = sheet.page;
    if (layer === "order") {
      const texts = await load(`texts/${fingerprint}`);
      return texts.map((text, index) => {
        const where = text.line ? `line ${text.line}` : "not in the source";
        const label = `${index + 1}, ${text.kind}, ${where}: ${text.words.slice(0, 80)}`;
        return { area: text.area, sign: index + 1, label, text };
      });
    }
    if (layer === "tags") {
      const tags = await load(`tags/${fingerprint}`);
      return tags.map(({ area, tags: path, alternative, words }, index) => {
        if (!path.length) return { area, sign: "skipped", kind: "skipped", label: "Decorative picture, which screen readers skip" };
        const says = alternative === null ? words.slice(0, 80) : `alternative text: ${alternative || "none"}`;
        const kind = alternative === null ? "" : "picture";
        return { area, sign: kind ? `${path.at(-1)}: ${alternative || "no text"}` : path.at(-1), kind, label: `${index + 1}, ${path.join(" in ")}: ${says}` };
      });
    }
    const index = this.sheets.indexOf(sheet);
    return this.found(layer).filter((it) => it.page === index);
  }
}
