"use strict";
const text = document.getElementById("text");
const buttons = { inline: document.getElementById("inline"), beside: document.getElementById("beside") };
const changed = [...text.querySelectorAll(".changed")];

// The older text is the paragraph without what came, the newer one without what is gone.
function without(element, names) {
  const copy = element.cloneNode(true);
  copy.querySelectorAll(names).forEach((it) => it.remove());
  return copy;
}

function show(view) {
  for (const [name, button] of Object.entries(buttons)) {
    button.setAttribute("aria-pressed", String(name === view));
  }
  for (const block of changed) {
    const whole = block.querySelector(":scope > .whole") || block.lastElementChild;
    whole.classList.add("whole");
    block.querySelectorAll(":scope > .beside").forEach((it) => it.remove());
    whole.hidden = view === "beside";
    if (view === "beside") {
      const pair = document.createElement("div");
      pair.className = "beside";
      pair.append(without(whole, "ins"), without(whole, "del"));
      for (const side of pair.children) { side.hidden = false; side.classList.remove("whole"); }
      block.append(pair);
    }
  }
}

function go(step) {
  if (changed.length === 0) return;
  const last = changed.length - 1;
  const at = changed.indexOf(document.activeElement.closest(".changed") || current);
  const next = at < 0 ? (step > 0 ? 0 : last) : Math.min(last, Math.max(0, at + step));
  current = changed[next];
  current.focus();
  current.scrollIntoView({ block: "center" });
}

let current = null;
buttons.inline.addEventListener("click", () => show("inline"));
buttons.beside.addEventListener("click", () => show("beside"));
document.getElementById("previous").addEventListener("click", () => go(-1));
document.getElementById("next").addEventListener("click", () => go(1));
