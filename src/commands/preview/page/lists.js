// Problems, outline, and what was found on the pages.

export function element(name, text, properties = {}) {
  const it = document.createElement(name);
  if (text) it.textContent = text;
  return Object.assign(it, properties);
}

function button(text, onclick, label) {
  const it = element("button", text, { type: "button", onclick });
  if (label) it.setAttribute("aria-label", label);
  return it;
}

// Errors first. Each has its place, what to do, and a button if it can be mended here.
export function showProblems(list, { problems, more }, act) {
  const items = problems.map((it) => {
    const item = element("li", "", { className: it.severity });
    const message = element("p");
    message.append(element("strong", `${it.severity} ${it.code}: `), it.message);
    item.append(message);
    if (it.hint) item.append(element("p", `Help: ${it.hint}`));
    if (it.line) item.append(button(`${it.file}:${it.line}:${it.column}`, () => act.place(it), `${it.file}:${it.line}:${it.column}, the place in the source`), " ");
    if (it.page !== null) item.append(button("Show on the page", () => act.go(it.page, it.area)), " ");
    if (it.fix) item.append(button(`Write “${it.fix.right}”`, () => act.fix(it.fix.place)));
    return item;
  });
  if (more) items.push(element("li", more));
  if (!items.length) items.push(element("li", "None"));
  list.replaceChildren(...items);
}

export function showOutline(list, { outline, language, name, path }, act) {
  // Thousands of headings take a while, and few saves change one.
  const now = JSON.stringify([outline, language, path]);
  if (list.shown === now) return;
  list.shown = now;
  const items = outline.map((it) => {
    const item = element("li");
    item.style.paddingInlineStart = `${it.level - 1}rem`;
    const go = button(it.title, () => act.go(it.page));
    go.lang = language;
    item.append(go);
    if (it.line) item.append(button(`:${it.line}`, () => act.place({ ...it, file: name, path }), `:${it.line}, the line of ${it.title} in the source`));
    return item;
  });
  list.replaceChildren(...items);
}

// What was found on the pages, with buttons that show it.
export function showFound(list, found, { pages }, act) {
  const items = found.map((it) => {
    const item = element("li");
    item.append(element("p", it.label));
    if (it.place) item.append(button(`:${it.place.line}`, () => act.place(it.place), `:${it.place.line}, the place in the source`), " ");
    if (it.page !== null) item.append(button(`Page ${pages[it.page]?.label ?? ""}`, () => act.go(it.page, it.area), `Show on page ${pages[it.page]?.label}: ${it.label}`));
    return item;
  });
  if (!items.length) items.push(element("li", "None"));
  list.replaceChildren(...items);
}
