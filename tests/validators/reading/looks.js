// Checks the appearance of a file. These functions run in the page, so each is self-contained; each returns
// the faults that it finds.

// The contrast of each text with its background, WCAG 2.2 §1.4.3.
exports.contrast = (scheme) => {
  const parse = (colour) => {
    const [red, green, blue, opacity = 1] = colour.match(/[\d.]+/g).map(Number);
    return { parts: [red, green, blue], opacity };
  };
  const light = (parts) => {
    const linear = parts.map((part) => part / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  };
  // Chromium's own canvas, if no element has a background.
  const canvas = scheme === "dark" ? [18, 18, 18] : [255, 255, 255];
  const ground = (element) => {
    for (; element; element = element.parentElement) {
      const { parts, opacity } = parse(getComputedStyle(element).backgroundColor);
      if (opacity > 0) return parts;
    }
    return canvas;
  };
  const faults = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    const words = walker.currentNode.textContent.trim();
    if (!words || !element.checkVisibility()) continue;
    const levels = [parse(getComputedStyle(element).color).parts, ground(element)].map(light);
    const contrast = (Math.max(...levels) + 0.05) / (Math.min(...levels) + 0.05);
    if (contrast < 4.5) faults.push(`contrast ${contrast.toFixed(1)} of “${words.slice(0, 30)}”`);
  }
  return faults;
};

// Elements that overflow at a side; half a pixel is rounding.
exports.width = () => {
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth) return [];
  const wide = [...document.body.querySelectorAll("*")].filter((element) => {
    const { left, right } = element.getBoundingClientRect();
    return right > root.clientWidth + 0.5 || left < -0.5;
  });
  const deepest = wide.filter((element) => !wide.some((other) => other !== element && element.contains(other)));
  const words = deepest.slice(0, 3).map((it) => `${it.localName} “${it.textContent.trim().slice(0, 30)}”`);
  return [`${root.scrollWidth - root.clientWidth} px stick out: ${words.join(", ")}`];
};

// Embedded faces that did not load, and families without an embedded face.
exports.faces = async () => {
  await document.fonts.ready;
  const bare = (family) => family.trim().replace(/^["']|["']$/g, "");
  const faces = [...document.fonts];
  const failed = faces.filter((face) => face.status === "error");
  const loaded = new Set(faces.filter((face) => face.status === "loaded").map((face) => bare(face.family)));
  const families = [...document.body.querySelectorAll("*")]
    .filter((element) => [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim()))
    .filter((element) => element.checkVisibility())
    .map((element) => bare(getComputedStyle(element).fontFamily.split(",")[0]));
  const missing = [...new Set(families)].filter((family) => !loaded.has(family));
  return [
    ...failed.map((face) => `the face ${face.family} ${face.weight} ${face.style} does not load`),
    ...missing.map((family) => `no face of ${family} has come`),
  ];
};

// Pictures that are missing or have no size.
exports.pictures = () => [...document.images].filter((image) => {
  const { width, height } = image.getBoundingClientRect();
  return image.naturalWidth === 0 || width < 1 || height < 1;
}).map((image) => `the picture ${image.getAttribute("src")} is not shown`);

// A reader's own settings: twice the size, a family of their own, and the spaces of WCAG 2.2
// §1.4.12.
exports.READERS_OWN = `
  html { font-size: 200% !important; }
  * { font-family: "DejaVu Sans", sans-serif !important; line-height: 1.5 !important;
      letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
  p { margin-bottom: 2em !important; }`;

// Pages as wide and high as the window, which reading systems make from columns.
exports.PAGED = `
  html { height: 100vh; }
  body { height: 100vh !important; margin: 0 !important; box-sizing: border-box; column-width: 100vw;
         column-gap: 0; column-fill: auto; }`;

// Headings and lead-ins at the foot of a page with their text on the next, and content that is cut off.
exports.pages = () => {
  const page = (place) => Math.floor((place + scrollX) / innerWidth);
  const boxes = (element) => [...element.getClientRects()].filter((box) => box.width * box.height > 0);
  const faults = [];
  const last = (element) => boxes(element).at(-1);
  const shown = (element) => element && boxes(element).length > 0;
  for (const heading of document.querySelectorAll("h1, h2, h3, h4, h5, h6, p.label, p.lead, caption")) {
    let next = heading.nextElementSibling;
    while (next && !shown(next)) next = next.nextElementSibling;
    if (!shown(heading) || !next) continue;
    const [ends, begins] = [page(last(heading).left), page(boxes(next)[0].left)];
    if (ends !== begins) faults.push(`“${heading.textContent.trim().slice(0, 30)}” ends page ${ends + 1}`);
  }
  for (const element of document.body.querySelectorAll("p, li, dd, tr, img, figcaption")) {
    const low = boxes(element).find((box) => box.bottom > innerHeight + 1);
    if (low) faults.push(`${element.localName} “${element.textContent.trim().slice(0, 30)}” is cut off at the foot`);
  }
  return faults;
};
