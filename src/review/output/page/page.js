"use strict";
(() => {
  const find = (selector, within = document) => within.querySelector(selector);
  const review = JSON.parse(find("#review").textContent);
  const changes = new Map(review.changes.map((change) => [String(change.number), change]));
  const rows = [...document.querySelectorAll("tbody tr")];
  const rowOf = new Map(rows.map((row) => [row.dataset.number, row]));
  const filters = ["words", "who", "kind", "status", "undecided"].map((id) => find(`#${id}`));
  const [words, who, kind, status, undecided] = filters;

  // The decisions: number -> { decision, note }. What is not in it is undecided and has no note.
  const decided = new Map();
  const UNDECIDED = { decision: "undecided", note: "" };
  const of = (number) => decided.get(String(number)) ?? UNDECIDED;

  // Browsers may refuse to keep anything for a page that was opened from a file.
  const KEY = `plenary review ${review.digest}`;
  let kept = true;
  let saved = true;
  const keep = () => {
    try {
      localStorage.setItem(KEY, JSON.stringify([...decided]));
    } catch {
      kept = false;
    }
  };
  const recall = () => {
    try {
      return JSON.parse(localStorage.getItem(KEY)) ?? [];
    } catch {
      kept = false;
      return [];
    }
  };

  const VERDICTS = ["accept", "reject", "undecided"];

  function set(number, entry) {
    if (entry.decision === "undecided" && entry.note === "") decided.delete(number);
    else decided.set(number, entry);
    show(number);
    for (const other of changes.get(number).conflicts) clash(String(other));
    clash(number);
  }

  // Shows the decision on a change in its row.
  function show(number) {
    const row = rowOf.get(number);
    const { decision, note } = of(number);
    for (const button of row.querySelectorAll("button")) {
      button.setAttribute("aria-pressed", String(button.value === decision));
    }
    const area = find("textarea", row);
    if (area.value !== note) area.value = note;
  }

  // Says so if changes that exclude each other are both accepted.
  function clash(number) {
    const place = find(".clash", rowOf.get(number));
    const accepted = (other) => of(other).decision === "accept";
    const others = accepted(number) ? changes.get(number).conflicts.filter(accepted) : [];
    const text = others.length ? `Accepted too, and excludes this: ${others.join(", ")}` : "";
    if (place.textContent !== text) place.textContent = text;
    place.hidden = text === "";
  }

  function decide(number, decision) {
    if (!changes.has(number)) return;
    set(number, { ...of(number), decision });
    changed();
  }

  function changed() {
    saved = false;
    keep();
    count();
  }

  // The filters.
  const texts = new Map();
  function textOf(row) {
    if (!texts.has(row)) texts.set(row, row.textContent.toLowerCase());
    return texts.get(row);
  }
  function matches(row) {
    const data = row.dataset;
    return (!kind.value || data.kind === kind.value)
      && (!status.value || data.status === status.value)
      && (!who.value || data.who.split(" ").includes(who.value))
      && (!undecided.checked || (changes.has(data.number) && of(data.number).decision === "undecided"))
      && (!words.value || textOf(row).includes(words.value.toLowerCase()));
  }
  function filter() {
    for (const row of rows) row.hidden = !matches(row);
    for (const part of document.querySelectorAll(".part")) {
      const shown = part.querySelectorAll("tbody tr:not([hidden])").length;
      part.hidden = shown === 0;
      part.style.setProperty("--rows", shown);
    }
    find("#none").hidden = rows.some((row) => !row.hidden);
    count();
  }
  const shown = () => rows.filter((row) => !row.hidden);

  function count() {
    const made = { accept: 0, reject: 0, undecided: 0 };
    for (const number of changes.keys()) made[of(number).decision] += 1;
    const where = kept ? "" : " This browser does not keep them: save them before you leave.";
    find("#left").textContent = `${made.undecided} undecided of ${changes.size} changes: `
      + `${made.accept} accepted, ${made.reject} rejected. ${shown().length} rows shown.${where}`;
  }

  // The current row.
  let current = null;
  function go(row) {
    if (!row) return;
    current?.removeAttribute("aria-current");
    current = row;
    row.setAttribute("aria-current", "true");
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  }
  function step(by) {
    const list = shown();
    const at = list.indexOf(current);
    if (at >= 0) return go(list[at + by]);
    // The current row is hidden: continue from where it is.
    const from = rows.indexOf(current);
    const after = list.findIndex((row) => rows.indexOf(row) > from);
    go(by > 0 ? list[after] : list[after < 0 ? list.length - 1 : Math.max(after - 1, 0)]);
  }

  // The file of decisions.
  function file() {
    const made = review.changes.filter(({ number }) => decided.has(String(number)));
    const decisions = made.map(({ number, kind, before, after }) =>
      ({ number, kind, before, after, ...of(number) }));
    return JSON.stringify({ source: review.source, digest: review.digest, decisions }, null, 1) + "\n";
  }
  function save() {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([file()], { type: "application/json" }));
    link.download = "decisions.json";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    saved = true;
  }
  function take(entries) {
    let strange = 0;
    for (const { number, kind, before, after, decision, note } of entries) {
      const change = changes.get(String(number));
      const same = change?.kind === kind && change.before === before && change.after === after;
      if (!same || !VERDICTS.includes(decision)) strange += 1;
      else set(String(number), { decision, note: String(note ?? "") });
    }
    changed();
    filter();
    if (strange) find("#left").textContent += ` ${strange} decisions of the file are about other changes.`;
  }
  async function open(input) {
    try {
      take(JSON.parse(await input.files[0].text()).decisions);
    } catch {
      find("#left").textContent = "This file has no decisions that can be read.";
    }
    input.value = "";
  }

  // Events.
  filters.forEach((input) => input.addEventListener("input", filter));
  find(".tools").addEventListener("submit", (event) => event.preventDefault());
  find("#save").addEventListener("click", save);
  find("#open").addEventListener("change", (event) => open(event.target));
  find("#all").addEventListener("click", () => {
    for (const row of shown()) {
      const { number, status } = row.dataset;
      const open = changes.has(number) && status === "open" && of(number).decision === "undecided";
      if (open) set(number, { ...of(number), decision: "accept" });
    }
    changed();
  });
  find("main").addEventListener("click", ({ target }) => {
    const row = target.closest("tbody tr");
    if (!row) return;
    if (target.matches(".decision button")) decide(row.dataset.number, target.value);
    if (!target.matches("textarea")) go(row);
  });
  find("main").addEventListener("input", ({ target }) => {
    const row = target.closest("tbody tr");
    if (!row || !target.matches("textarea")) return;
    set(row.dataset.number, { ...of(row.dataset.number), note: target.value });
    changed();
  });
  addEventListener("beforeunload", (event) => {
    if (!saved && !kept) event.preventDefault();
  });

  const KEYS = {
    j: () => step(1), ArrowDown: () => step(1), k: () => step(-1), ArrowUp: () => step(-1),
    a: () => current && decide(current.dataset.number, "accept"),
    r: () => current && decide(current.dataset.number, "reject"),
    u: () => current && decide(current.dataset.number, "undecided"),
    n: () => current && find("textarea", current)?.focus(),
    "/": () => words.focus(),
  };
  addEventListener("keydown", (event) => {
    const typing = event.target.matches("input, select, textarea");
    if (event.key === "Escape" && typing) return current ? go(current) : event.target.blur();
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !find("#keys").checked) return;
    const act = Object.hasOwn(KEYS, event.key) ? KEYS[event.key] : null;
    if (!act) return;
    event.preventDefault();
    act();
  });

  for (const [number, entry] of recall()) {
    if (changes.has(number) && VERDICTS.includes(entry?.decision)) set(number, entry);
  }
  filter();
})();
