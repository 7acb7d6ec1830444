// Words: where they come from, and how they are changed.
import { get, post } from "./requests.js";

const $ = (id) => document.getElementById(id);

export class Words {
  constructor(pages, state, say) {
    Object.assign(this, { pages, state, say });
    pages.box.addEventListener("click", (event) => this.click(event));
    pages.box.addEventListener("dblclick", (event) => this.edit(event));
    pages.box.addEventListener("keydown", (event) => {
      const { text } = event.target;
      if (text && event.key === "F2") this.open(text.text, text.kind);
    });
    $("change-close").addEventListener("click", () => $("change").hidePopover());
    $("bold").addEventListener("click", () => this.format("bold"));
    $("italic").addEventListener("click", () => this.format("italic"));
    $("cancel").addEventListener("click", () => $("editor").close());
    $("words").addEventListener("keydown", (event) => {
      if (event.key === "Enter") { event.preventDefault(); this.save(); }
    });
    $("words").addEventListener("paste", (event) => {
      event.preventDefault();
      document.execCommand("insertText", false, event.clipboardData.getData("text/plain").replace(/\s+/g, " "));
    });
    document.querySelector("#editor form").addEventListener("submit", (event) => { event.preventDefault(); this.save(); });
  }

  // The word under the pointer.
  at(event) {
    const sheet = event.target.closest(".sheet");
    if (!sheet?.drawn || event.target.closest(".areas")) return null;
    const box = sheet.getBoundingClientRect();
    const [x, y] = [(event.clientX - box.left) / sheet.scale, (event.clientY - box.top) / sheet.scale];
    return { sheet, word: post(this.pages.address("at"), { page: sheet.drawn, x, y }) };
  }

  async click(event) {
    const { text, note, change } = event.target;
    if (change) return this.showChange(event.target);
    if (text) return this.showPlace({ ...text, word: text.words.slice(0, 60) });
    if (note) return this.showPlace({ note });
    if (!getSelection().isCollapsed) return;
    const found = this.at(event);
    const word = await found?.word;
    if (!word?.word) return;
    this.pages.mark(found.sheet, word.area);
    this.showPlace(word);
    if (word.line && (event.ctrlKey || event.metaKey)) this.openEditor(word);
  }

  // Shows the words before and after a change, beside its mark.
  showChange(mark) {
    const { title, before, after, kind, place } = mark.change;
    const { language } = this.state().data;
    $("change-title").textContent = title;
    const words = (name, text) => Object.assign(document.createElement(name), { textContent: text, lang: language, dir: "auto" });
    const parts = kind === "format" ? [words("span", after)] : [...(before ? [words("del", before)] : []), ...(after ? [words("ins", after)] : [])];
    $("change-words").replaceChildren(...parts);
    const box = $("change");
    box.showPopover();
    const [at, { width, height }] = [mark.getBoundingClientRect(), box.getBoundingClientRect()];
    const below = at.bottom + 8 + height < innerHeight ? at.bottom + 8 : Math.max(8, at.top - height - 24);
    Object.assign(box.style, { left: `${Math.max(8, Math.min(at.left, innerWidth - width - 8))}px`, top: `${below}px` });
    box.focus();
    if (place) this.showPlace({ ...place, note: title });
  }

  // Shows where a word comes from, with a link to it.
  showPlace(place) {
    const { file, line, column, word, made, text, kind, note } = place;
    const parts = note ? [note] : [];
    if (word) parts.push(Object.assign(document.createElement("q"), { textContent: word }));
    if (line) {
      const link = document.createElement("a");
      link.textContent = `${file}:${line}:${column}`;
      link.href = this.state().data.link ? this.link(place) : "#";
      link.addEventListener("click", (event) => {
        if (!this.state().data.link) { event.preventDefault(); this.openEditor(place); }
      });
      parts.push(link);
    }
    if (made) parts.push(`Made by ${made}. Change it there.`);
    if (text !== undefined && text !== null && line) {
      const button = Object.assign(document.createElement("button"), { type: "button", textContent: "Change words (F2)" });
      button.addEventListener("click", () => this.open(text, kind));
      parts.push(button);
    }
    $("place").replaceChildren(...parts);
  }

  // The address of a place; Windows has no slash before its paths.
  link({ path, line, column }) {
    const file = encodeURI(path.replaceAll("\\", "/").replace(/^(?!\/)/, "/")).replaceAll("?", "%3F").replaceAll("#", "%23");
    return this.state().data.link.replace(/\{(file|line|column)\}/g, (_, name) => ({ file, line, column })[name]);
  }

  openEditor(place) {
    const { file, line, column } = place;
    if (!this.state().data.link) post(this.pages.address("open"), { file, line, column }).then((it) => this.say(it.error ?? ""));
    else location.href = this.link(place);
  }

  async edit(event) {
    const word = await this.at(event)?.word;
    if (!word?.word) return;
    if (word.text === null) return this.showPlace(word);
    getSelection().removeAllRanges();
    this.open(word.text);
  }

  // Opens the words of a text.
  async open(text, kind) {
    const { version, current, language } = this.state().data;
    if (!current) return this.say("The report has errors. Correct them first.");
    const pieces = await get(this.pages.address(`words/${version}-${text}`)).then((it) => it.json(), () => null);
    if (!pieces) return this.say("The report has changed. Try again.");
    this.now = { text, version };
    $("editor-title").textContent = `Change the words of this ${kind ?? "text"}`;
    $("words").lang = language;
    $("words").replaceChildren(...pieces.map((piece, index) => this.piece(piece, index)));
    const makers = new Set(pieces.map((it) => it.made).filter((it) => it && it !== "a line break"));
    $("made").textContent = makers.size ? `Framed parts are made by ${[...makers].join(", ")}. They stay.` : "";
    $("refused").textContent = "";
    $("editor").showModal();
    $("words").focus();
  }

  piece({ text, made, strong, emphasis }, index) {
    if (made) {
      const kept = Object.assign(document.createElement("span"), { textContent: text === "\n" ? "↵" : text, contentEditable: "false", title: `Made by ${made}` });
      kept.dataset.kept = index;
      return kept;
    }
    let node = document.createTextNode(text);
    for (const [on, name] of [[strong, "b"], [emphasis, "i"]]) {
      if (!on) continue;
      const outer = document.createElement(name);
      outer.append(node);
      node = outer;
    }
    return node;
  }

  format(command) {
    $("words").focus();
    document.execCommand("styleWithCSS", false, false);
    document.execCommand(command);
  }

  // The words as they are now.
  pieces() {
    const out = [];
    const walk = (node, strong, emphasis) => {
      for (const child of node.childNodes) {
        if (child.nodeType === Node.TEXT_NODE) {
          if (child.data) out.push({ text: child.data, strong, emphasis });
        } else if (child.dataset?.kept !== undefined) {
          out.push({ kept: Number(child.dataset.kept) });
        } else {
          walk(child, strong || /^(b|strong)$/i.test(child.nodeName), emphasis || /^(i|em)$/i.test(child.nodeName));
        }
      }
    };
    walk($("words"), false, false);
    return out;
  }

  async save() {
    const answer = await this.change(this.pages.address("reword"), { ...this.now, pieces: this.pieces() });
    if (answer.error) $("refused").textContent = [answer.error, answer.hint].filter(Boolean).join(". ");
    else $("editor").close();
  }

  // Asks for a change of the report. The page is drawn anew when the server has read it.
  async change(path, object) {
    const answer = await post(path, object);
    if (!$("editor").open) this.say(answer.error ?? "");
    return answer;
  }
}
