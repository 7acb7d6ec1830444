#!/usr/bin/env python3
"""Writes resolutions of the United Nations General Assembly as sources of plenary.

    benches/archive/resolutions.py COPY FOLDER

COPY is a local copy of the repository UNxml/GAresolutions on GitHub: resolutions in Arabic, Chinese, English,
French, Russian and Spanish, and a few in German, in Akoma Ntoso. Each becomes FOLDER/75/75-100.fr.yaml. Documents
that are not well-formed are listed and left out. FOLDER/templates/resolutions is a template with the fonts of Debian's
packages fonts-noto-core and fonts-droid-fallback, which Arabic and Chinese need:

    plenary build FOLDER --template FOLDER/templates/resolutions --out DIR"""

import io
import json
import re
import shutil
import sys
import xml.etree.ElementTree as ET
import zipfile
from collections import Counter
from pathlib import Path

from resolution_lists import Blocks, number_of
from resolution_texts import Notes, heading, inner, kind, markup, plain, spaced

LANGUAGES = {"ara": "ar", "zho": "zh", "eng": "en-GB", "fra": "fr", "rus": "ru", "spa": "es", "deu": "de"}
#: Fonts with Arabic and Chinese letters, and with signs that those lack, such as "℃".
FONTS = ["noto/NotoNaskhArabic-Regular.ttf", "noto/NotoNaskhArabic-Bold.ttf", "droid/DroidSansFallbackFull.ttf",
         "noto/NotoSansYi-Regular.ttf", "noto/NotoSans-Regular.ttf"]
#: Classes of paragraphs that are headings.
HEADINGS = re.compile("H(1|4|23|Ch|CH|Ch0)|Title.*|AgendaTitle.*")


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    copy, folder = map(Path, sys.argv[1:])
    files = list(documents(copy)) if copy.is_dir() else []
    if not files:
        sys.exit(f"no resolutions in {copy}; it should be a copy of UNxml/GAresolutions")
    write_template(folder / "templates/resolutions")
    names, left_out = Counter(), 0
    for name, content in files:
        try:
            write(ET.parse(io.BytesIO(content)).getroot(), folder, names)
        except ET.ParseError as error:
            left_out += 1
            print(f"{name}: not well-formed: {error}", file=sys.stderr)
    print(f"{len(files) - left_out} resolutions written, {left_out} left out")


def write_template(folder):
    (folder / "fonts").mkdir(parents=True, exist_ok=True)
    (folder / "template.yaml").write_text("extends: conference\nname: resolutions\n", encoding="utf-8")
    for font in (Path("/usr/share/fonts/truetype") / name for name in FONTS):
        if font.exists():
            shutil.copy(font, folder / "fonts")
        else:
            print(f"{font} is missing", file=sys.stderr)


def documents(copy):
    """The name and the content of each document, also of those in ZIP files."""
    for path in sorted(copy.rglob("*")):
        if path.suffix == ".xml":
            yield str(path), path.read_bytes()
        elif path.suffix == ".zip":
            with zipfile.ZipFile(path) as archive:
                for name in sorted(archive.namelist()):
                    if name.endswith(".xml"):
                        yield f"{path}: {name}", archive.read(name)


def write(root, folder, names):
    name, language = identity(root)
    session = name.split("-")[0] if name[0].isdigit() else "-".join(name.split("-")[:2])
    tag = language.split("-")[0]
    names[name, tag] += 1
    repeated = f"-copy{names[name, tag]}" if names[name, tag] > 1 else ""
    path = folder / session / f"{name}{repeated}.{tag}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml(report(root, name, language)), encoding="utf-8")


def identity(root):
    """The name of a resolution in files, and its language."""
    uri = first(root, "FRBRuri").get("value", "").rstrip("/").split("/")[-1]
    name = re.sub(r"[^0-9A-Za-z]+", "-", uri).strip("-").lower() or "resolution"
    return name, LANGUAGES.get(first(root, "FRBRlanguage").get("language"), "en-GB")


def first(root, name):
    return next((element for element in root.iter() if kind(element) == name), ET.Element(name))


def report(root, name, language):
    notes = Notes()
    cover = first(root, "coverPage")
    of_cover = {kind(each) + (each.get("class") or ""): each for each in cover.iter()}
    text = lambda key: plain(of_cover[key]) if key in of_cover else ""
    preface = first(root, "preface")
    title = heading(first(preface, "docTitle"), Notes()).lstrip("-– ") or text("docTitle") or name
    number = plain(first(preface, "docNumber"))
    opening = [part for part in cover_lines(cover) if part]
    body = [section(root, f"{number} {title}".strip(), opening, notes)]
    annexes = [annex(each, title, notes) for each in root.iter() if kind(each) == "attachment"]
    return {
        "publication": {
            "title": title,
            "series": text("docTitle"),
            "publisher": text("docAuthority") or "United Nations",
            "office": text("docAuthorityrightBig"),
            "language": language,
            "date": adoption(root),
            "identifier": f"a-res-{name}",
            "keywords": keywords(root),
        },
        "front": {"imprint": {"symbol": text("docNumber")}} if text("docNumber") else {},
        "body": body,
        "annexes": annexes,
        "footnotes": notes.texts,
        "options": {"contents": False},
    }


def adoption(root):
    dates = [each for each in root.iter() if kind(each) == "FRBRdate" and each.get("name") == "adoption"]
    return dates[0].get("date") if dates and re.fullmatch(r"\d{4}-\d\d-\d\d", dates[0].get("date", "")) else ""


def keywords(root):
    words = [each.get("showAs", "") for each in root.iter() if kind(each) == "keyword"]
    words = [spaced(word.replace("_", " ").replace("&#39;", "'")) for word in words if not word.startswith("sdg")]
    return list(dict.fromkeys(filter(None, words)))[:20]


def cover_lines(cover):
    """The agenda item and the committee, which open the text."""
    wanted = lambda each: kind(each) == "docProponent" or "agenda" in each.get("name", "")
    return [markup(each, Notes()) for each in cover.iter() if wanted(each)]


def section(root, title, opening, notes):
    """The text of a resolution; the parts of several resolutions in one document are sections of it."""
    blocks = Blocks(opening)
    parts = [each for each in root.iter() if kind(each) in ("statement", "documentCollection")]
    for part in parts[:1]:
        add_parts(part, blocks, notes)
    sections = []
    for part in parts[1:]:
        preface = first(part, "preface")
        of_part = Blocks()
        add_parts(part, of_part, notes)
        title_of_part = spaced(f"{plain(first(preface, 'docNumber'))} {heading(first(preface, 'docTitle'), Notes())}")
        sections.append({"title": title_of_part or "—", **of_part.section()})
    return {"title": title, **blocks.section(sections)}


def add_parts(part, blocks, notes):
    for child in part:
        if kind(child) in ("preamble", "mainBody", "conclusions"):
            for each in child:
                add(each, blocks, notes)


def annex(attachment, title, notes):
    blocks = Blocks()
    for child in first(attachment, "mainBody"):
        add(child, blocks, notes)
    own = blocks.take_title()
    return {"title": own or title, **blocks.section()}


def add(element, blocks, notes):
    """Adds an element of the text to the blocks of a section."""
    match kind(element):
        case "table":
            blocks.add({"table": table(element, notes)})
        case "heading" | "subheading":
            blocks.heading(heading(element, notes))
        case "title" | "section" | "part" | "container" | "formula" | "list" | "sublist" | "blockList":
            blocks.heading(heading(first(element, "num"), notes)) if any(kind(it) == "num" for it in element) else None
            for child in element:
                if kind(child) != "num":
                    add(child, blocks, notes)
        case "paragraph" | "point" | "item":
            add_paragraph(element, blocks, notes)
        case "meta" | "num":
            pass
        case _:
            add_text("", element, blocks, notes)


def add_paragraph(element, blocks, notes):
    number = plain(first(element, "num")) if kind(element[0]) == "num" else ""
    rest = [child for child in element if kind(child) != "num"]
    if HEADINGS.fullmatch(element.get("class") or "") or any("heading" in kind(it) for it in rest):
        texts = [heading(child, notes) for child in rest if kind(child) in ("heading", "subheading", "content")]
        blocks.heading(spaced(f"{number} {' '.join(texts)}"))
        rest = [child for child in rest if kind(child) not in ("heading", "subheading", "content")]
        number = ""
    for child in rest:
        if kind(child) == "list":
            for part in child:
                if kind(part) == "intro":
                    add_text(number, part, blocks, notes)
                else:
                    add(part, blocks, notes)
        elif any(kind(it) == "table" for it in child.iter()):
            for part in child:
                add(part, blocks, notes)
        else:
            for part in inner(child, ("p",)) or [child]:
                add_text(number, part, blocks, notes)
                number = ""


def add_text(number, element, blocks, notes):
    """Adds a paragraph. Its number may be typed at its beginning."""
    text = markup(element, notes)
    if not number and (typed := re.match(r"(\([^()\s]{1,5}\)|\d{1,3}(\.(?!\d)| ?[-–])) +", text)):
        number, text = typed[1], text[typed.end():]
    if text:
        blocks.paragraph(number_of(number), number, text)


def table(element, notes):
    rows = [row for row in element.iter() if kind(row) == "tr"]
    header = [row for row in rows if any(kind(cell) == "th" for cell in row)]
    cells = lambda row: [cell(each, notes) for each in row if kind(each) in ("th", "td")]
    body = [cells(row) for row in rows if row not in header]
    if not body:
        header, body = [], [cells(row) for row in rows]
    return {"header": [row for row in map(cells, header) if any(map(has_text, row))], "rows": body}


def has_text(cell):
    return bool(cell["text"] if isinstance(cell, dict) else cell)


def cell(element, notes):
    texts = [markup(part, notes) for part in inner(element, ("p",))] or [markup(element, notes)]
    spans = {name: int(element.get(key)) for name, key in (("columns", "colspan"), ("rows", "rowspan"))
             if (element.get(key) or "").isdigit()}
    more = {"content": texts[1:]} if len(texts) > 1 else {}
    return {"text": texts[0], **spans, **more} if spans or more else texts[0]


def yaml(value, indent=""):
    """A value in YAML. Texts are in double quotes, whose escapes are those of JSON."""
    if isinstance(value, dict):
        return "".join(field(key, each, indent) for key, each in value.items() if key == "text" or each not in ("", [], {}))
    return "".join(f"{indent}-{nested(each, indent)}" for each in value)


def field(key, value, indent):
    return f"{indent}{key}:{nested(value, indent)}"


def nested(value, indent):
    if isinstance(value, (dict, list)):
        return "\n" + yaml(value, indent + "  ")
    return f" {json.dumps(value, ensure_ascii=False)}\n"


if __name__ == "__main__":
    main()
