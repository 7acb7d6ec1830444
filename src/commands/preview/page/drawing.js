// A drawn page. After a save, lines that are as before keep their elements, because browsers lay out text slowly.

// The source of a page: its head, glyphs, a line that begins the words, words, and its end. Each element is a line.
function parts(source) {
  const lines = source.split("\n");
  const middle = lines.indexOf('</g><g class="words">');
  return { head: lines[0], groups: [lines.slice(1, middle), lines.slice(middle + 1, -1)] };
}

const parse = (source) => document.importNode(new DOMParser().parseFromString(source, "image/svg+xml").documentElement, true);

// The number of equal items at the beginning of two lists.
function shared(one, other, most) {
  let count = 0;
  while (count < most && one[count] === other[count]) count += 1;
  return count;
}

// Replaces the elements of a group whose lines differ.
function replace(group, old, now, { head, addressed }) {
  const start = shared(old, now, Math.min(old.length, now.length));
  const end = shared([...old].reverse(), [...now].reverse(), Math.min(old.length, now.length) - start);
  const elements = [...group.children];
  const next = elements[old.length - end] ?? null;
  for (const it of elements.slice(start, old.length - end)) {
    // Copied words need the line break after each element.
    it.nextSibling?.nodeType === Node.TEXT_NODE && it.nextSibling.remove();
    it.remove();
  }
  if (start === now.length - end) return;
  const added = parse(`${head}${now.slice(start, now.length - end).join("\n")}\n</g></svg>`);
  addressed(added);
  for (const it of [...added.firstElementChild.childNodes]) group.insertBefore(it, next);
}

export class Drawing {
  // `addressed` completes the addresses of pictures.
  constructor(source, addressed) {
    this.parts = parts(source);
    this.svg = parse(source);
    this.addressed = addressed;
    addressed(this.svg);
  }

  // Shows another source. Returns false if that needs another drawing.
  update(source) {
    const [old, now] = [this.parts, parts(source)];
    const groups = [...this.svg.children];
    const isSame = old.head === now.head && groups.every((group, index) => group.children.length === old.groups[index]?.length);
    if (!isSame) return false;
    groups.forEach((group, index) => replace(group, old.groups[index], now.groups[index], { head: now.head, addressed: this.addressed }));
    this.parts = now;
    return true;
  }
}
