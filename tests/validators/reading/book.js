// An unpacked book: its spine, its navigation and its embedded files.
const fs = require("fs");
const path = require("path");

// attribute("id", '<item id="a"/>') is "a".
const attribute = (name, tag) => tag.match(new RegExp(`\\s${name}="([^"]*)"`))?.[1];

function packageFile(folder) {
  const container = fs.readFileSync(path.join(folder, "META-INF/container.xml"), "utf8");
  return path.join(folder, attribute("full-path", container));
}

// The files of a book: those of the spine in order, and the navigation.
exports.open = (folder) => {
  const file = packageFile(folder);
  const text = fs.readFileSync(file, "utf8");
  const items = [...text.matchAll(/<item\s[^>]*>/g)].map(([tag]) => ({
    id: attribute("id", tag),
    file: path.join(path.dirname(file), attribute("href", tag)),
    properties: attribute("properties", tag) ?? "",
  }));
  const spine = [...text.matchAll(/<itemref\s[^>]*>/g)]
    .map(([tag]) => items.find((item) => item.id === attribute("idref", tag)).file);
  const navigation = items.find((item) => item.properties.split(" ").includes("nav")).file;
  return { spine, navigation };
};
