"""Reads a finished file back and prints what a reader finds in it, as JSON.

usage: extract.py FILE CONTENTS NOTES

CONTENTS and NOTES are the headings of the list of contents and of the notes in the file's language.

{"body": […], "contents": […], "notes": [[…], …]}: words in reading order. A reference to a note is the
word "note:3"; numbers of lists, recommendations, tables and notes are words like any other. Words
are runs of letters and digits, so quotation marks and dashes do not matter here.

PDF is read with MuPDF's mutool and pikepdf; DOCX, EPUB and web pages with lxml; text and Markdown as
they are.
"""

import html
import json
import posixpath
import re
import subprocess
import sys
import unicodedata
import urllib.parse
import zipfile

from lxml import etree

WORD = re.compile(r"note:\d+|[^\W_]+")
MARK = "\u2997note:{}\u2998"


def words(text):
    """The words of a text. Soft hyphens at the ends of lines join the parts of a word."""
    text = re.sub("\u00ad\\s*", "", unicodedata.normalize("NFC", text))
    return WORD.findall(text)


def result(body, contents, notes):
    return {"body": words(body), "contents": words(contents), "notes": [words(n) for n in notes]}


# Plain text


def read_text(path):
    text = open(path, encoding="utf-8").read()
    text = re.sub(r"<(https?:|mailto:)[^>]*>", " ", text)
    parts = re.split(r"\n\n\n", text)
    heading = re.compile(r"(\S.*)\n(=+)(\n|$)")
    titles = [heading.match(part) for part in parts]
    contents = next((i for i, t in enumerate(titles) if t and t[1] == CONTENTS), None)
    notes = next((i for i, t in enumerate(titles) if t and t[1] == NOTES), None)
    chosen = [p for i, p in enumerate(parts) if i not in (contents, notes)]
    # The number of a work follows a space: [1]. The number of a note follows a word directly[1].
    marked = lambda t: re.sub(r"(?<=\S)\[(\d+)\]", lambda m: MARK.format(m[1]), t)
    note_texts = []
    if notes is not None:
        note_texts = re.split(r"\n(?=\[\d+\] )", parts[notes])[1:]
        note_texts = [re.sub(r"^\[(\d+)\]", r"\1", t) for t in note_texts]
    return result(
        "\n".join(marked(p) for p in chosen),
        marked(parts[contents]) if contents is not None else "",
        [marked(t) for t in note_texts],
    )


# Markdown


def plain_markdown(text):
    """The text without markup, with note references set off."""
    text = re.sub(r"<!-- -->|<br>", lambda m: " " if "br" in m[0] else "", text)
    text = re.sub(r"(?m)^ *::: \{[^}]*\}$| \{#[^}]*\}$|\[\]\{#[^}]*\}", "", text)
    text = re.sub(r"\^\[(\d+)\]\(#[^)]*\)\^", r"[^\1]", text)  # a note referred to again
    text = re.sub(r"(?<!\\)\[\^(\d+)\]", lambda m: MARK.format(m[1]), text)
    text = re.sub(r"\]\((?:\\.|[^()\\])*\)|\]\{[^}]*\}", "]", text)
    text = re.sub(r"(\\.)|[*_~^]", lambda m: m[1] or "", text)
    # An ampersand after a backslash does not begin an entity.
    text = html.unescape(text.replace("\\\n", "\n").replace("\\&", "\\&amp;"))
    return re.sub(r"\\(.)", r"\1", text)


def read_markdown(path):
    text = open(path, encoding="utf-8").read()
    text, *definitions = re.split(r"\n(?=\[\^\d+\]: )", text)
    parts = re.split(r"\n(?=#{1,6} )", text)
    contents = next((p for p in parts if p.startswith(f"## {CONTENTS}\n")), "")
    body = "\n".join(plain_markdown(p) for p in parts if p is not contents)
    notes = [re.sub(r"^\[\^(\d+)\]:", r"\1", d) for d in definitions]
    return result(body, plain_markdown(contents), [plain_markdown(n) for n in notes])


# EPUB

XHTML = "{http://www.w3.org/1999/xhtml}"
TYPE = "{http://www.idpf.org/2007/ops}type"
BLOCKS = {XHTML + n for n in "p li dt dd h1 h2 h3 h4 h5 h6 td th caption figcaption div section aside br span img".split()}


def epub_text(element, notes):
    role = element.get("role", "")
    if role == "doc-noteref":
        return MARK.format("".join(element.itertext())) + (element.tail or "")
    if role == "doc-endnotes":
        for note in element.findall(f"{XHTML}ol/{XHTML}li"):
            for back in note.findall(f"{XHTML}p[@class='back']"):
                note.remove(back)  # arrows, not words
            notes.append(epub_inner(note, notes))
        return element.tail or ""
    gap = " " if element.tag in BLOCKS and element.tag != XHTML + "span" else ""
    alt = element.get("alt", "") if element.tag == XHTML + "img" else ""
    return gap + alt + epub_inner(element, notes) + gap + (element.tail or "")


def epub_inner(element, notes):
    parts = [element.text or ""]
    parts += [epub_text(child, notes) for child in element if isinstance(child.tag, str)]
    return "".join(parts)


def read_epub(path):
    book = zipfile.ZipFile(path)
    container = etree.fromstring(book.read("META-INF/container.xml"))
    opf_name = container.find(".//{*}rootfile").get("full-path")
    opf = etree.fromstring(book.read(opf_name))
    items = {i.get("id"): i for i in opf.iter("{http://www.idpf.org/2007/opf}item")}
    body, contents, notes = [], "", []
    for reference in opf.iter("{http://www.idpf.org/2007/opf}itemref"):
        item = items[reference.get("idref")]
        name = posixpath.join(posixpath.dirname(opf_name), urllib.parse.unquote(item.get("href")))
        page = etree.fromstring(book.read(name))
        if page.find(".//*[@role='doc-cover']") is not None:
            continue
        if item.get("properties") == "nav":
            nav = next(n for n in page.iter(XHTML + "nav") if n.get(TYPE) == "toc")
            lines = [epub_inner(h, []) for h in nav.iter(XHTML + "h1")]
            entries = [epub_inner(a, []) for a in nav.iter(XHTML + "a")]
            contents = "\n".join(lines + entries[1:])  # the first leads to the title page
        else:
            body.append(epub_text(page.find(XHTML + "body"), notes))
    number = lambda text: int(words(text)[0])
    return result("\n".join(body), contents, sorted(notes, key=number))


# Web page


def read_html(path):
    page = etree.parse(path).getroot()
    body, contents, notes = page.find(XHTML + "body"), "", []
    for nav in body.findall(f"{XHTML}nav"):
        lines = [epub_inner(it, []) for it in nav.iter(XHTML + "summary", XHTML + "a")]
        contents = "\n".join(lines)
    parts = [body.find(f"{XHTML}header/{XHTML}div"), body.find(f"{XHTML}main")]
    parts = [epub_text(part, notes) for part in parts]
    return result("\n".join(parts), contents, notes)


# DOCX

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Numbering:
    """Counts as Word does: each list by its own levels."""

    def __init__(self, root, styles):
        self.abstract = {a.get(W + "abstractNumId"): a for a in root.iter(W + "abstractNum")}
        self.lists = {n.get(W + "numId"): n for n in root.iter(W + "num")}
        styles = {s.get(W + "styleId"): s.find(f"{W}pPr/{W}numPr") for s in styles.iter(W + "style")}
        self.of_styles = {name: applied for name, applied in styles.items() if applied is not None}
        self.counts = {}

    def applied(self, paragraph):
        """The list and the level that a paragraph or its style applies."""
        own, style = paragraph.find(f"{W}pPr/{W}numPr"), paragraph.find(f"{W}pPr/{W}pStyle")
        if own is None and style is not None:
            own = self.of_styles.get(style.get(W + "val"))
        if own is None or own.find(W + "numId") is None:
            return None
        level = own.find(W + "ilvl")
        return own.find(W + "numId").get(W + "val"), "0" if level is None else level.get(W + "val")

    def level(self, number, level):
        own = self.lists[number]
        for override in own.iter(W + "lvlOverride"):
            if override.get(W + "ilvl") == level and override.find(W + "lvl") is not None:
                return override.find(W + "lvl")
        looks = self.abstract[own.find(W + "abstractNumId").get(W + "val")]
        return next(l for l in looks.iter(W + "lvl") if l.get(W + "ilvl") == level)

    def start(self, number, level):
        for override in self.lists[number].iter(W + "lvlOverride"):
            start = override.find(W + "startOverride")
            if override.get(W + "ilvl") == level and start is not None:
                return int(start.get(W + "val"))
        return int(self.level(number, level).find(W + "start").get(W + "val"))

    def mark(self, number, level):
        look = self.level(number, level)
        kind = look.find(W + "numFmt").get(W + "val")
        if kind == "bullet":
            return ""
        key = (number, level)
        self.counts[key] = self.counts.get(key, self.start(number, level) - 1) + 1
        count = self.counts[key]
        shown = NUMERALS[kind](count)
        return look.find(W + "lvlText").get(W + "val").replace(f"%{int(level) + 1}", shown)


# The number formats of Word, ECMA-376 Part 1 §17.18.59, as far as the files need them.
RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"
ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
CHINESE = "一二三四五六七八九"
NUMERALS = {
    "decimal": str,
    "lowerLetter": lambda count: letters(count),
    "upperLetter": lambda count: letters(count).upper(),
    "lowerRoman": lambda count: roman(count),
    "russianLower": lambda count: RUSSIAN[count - 1],
    "russianUpper": lambda count: RUSSIAN[count - 1].upper(),
    "arabicAbjad": lambda count: ABJAD[count - 1],
    "chineseCounting": lambda count: chinese(count),
}


def chinese(count):
    tens, ones = divmod(count, 10)
    ten = ("" if tens == 1 else CHINESE[tens - 1]) + "十" if tens else ""
    return ten + (CHINESE[ones - 1] if ones else "")


def letters(count):
    out = ""
    while count:
        count, rest = divmod(count - 1, 26)
        out = chr(97 + rest) + out
    return out


def roman(count):
    out = ""
    for value, sign in zip((50, 40, 10, 9, 5, 4, 1), "l xl x ix v iv i".split()):
        while count >= value:
            out, count = out + sign, count - value
    return out


def docx_paragraph(paragraph, numbering, notes):
    """The text of a paragraph, preceded by its computed number."""
    out, fields = [], []
    applied = numbering.applied(paragraph)
    if applied is not None:
        out.append(numbering.mark(*applied) + " ")
    for element in paragraph.iter():
        if element.tag == W + "fldChar":
            kind = element.get(W + "fldCharType")
            if kind == "begin":
                fields.append("")
            elif kind == "end":
                del fields[-1:]  # the field of the contents ends in a later paragraph
        elif element.tag == W + "instrText":
            fields[-1] += element.text or ""
        elif element.tag == W + "t":
            instruction = fields[-1].split()[0] if fields and fields[-1].split() else ""
            if instruction == "NOTEREF" and "\\f" in fields[-1]:
                out.append(MARK.format(element.text))
            elif instruction != "PAGEREF":
                out.append(element.text or "")
        elif element.tag in (W + "tab", W + "br") and element.getparent().tag == W + "r":
            out.append(" ")
        elif element.tag in (W + "footnoteReference", W + "endnoteReference"):
            notes.append(element.get(W + "id"))
            out.append(MARK.format(len(notes)))
        elif etree.QName(element).localname == "docPr":
            out.append(" " + element.get("descr", "") + " ")
    return "".join(out)


def read_docx(path):
    book = zipfile.ZipFile(path)
    part = lambda name: etree.fromstring(book.read(name))
    numbering = Numbering(part("word/numbering.xml"), part("word/styles.xml"))
    document, body, contents, notes = part("word/document.xml"), [], [], []
    for paragraph in document.iter(W + "p"):
        control = next(paragraph.iterancestors(W + "sdt"), None)
        (body if control is None else contents).append(docx_paragraph(paragraph, numbering, notes))
    texts = []
    for story in {"word/footnotes.xml", "word/endnotes.xml"} & set(book.namelist()):
        stored = {n.get(W + "id"): n for n in part(story)}
        for number, note in enumerate(notes, 1):
            paragraphs = [docx_paragraph(p, numbering, None) for p in stored[note].iter(W + "p")]
            texts.append(f"{number} " + "\n".join(paragraphs))
    return result("\n".join(body), "\n".join(contents), texts)


# PDF


def note_marks(path):
    """For each page, the rectangles of the note references, from their links."""
    import pikepdf

    pages = []
    with pikepdf.open(path) as pdf:
        for page in pdf.pages:
            height, found = float(page.mediabox[3]), []
            for link in page.get("/Annots", []):
                name = str(link.get("/Dest", ""))
                # From a reference to its note, or from a note back to its first reference.
                if re.fullmatch(r"note-.*", name):
                    x0, y0, x1, y1 = (float(v) for v in link.Rect)
                    back = re.fullmatch(r"note-.*-ref-\d+", name) is not None
                    found.append((x0, height - y1, x1, height - y0, back))
            pages.append(found)
    return pages


def lines_of(path):
    """The lines of each page: characters with their position, face and size."""
    xml = subprocess.run(["mutool", "draw", "-q", "-F", "stext", "-o", "-", path],
                         check=True, capture_output=True).stdout
    for page in etree.fromstring(xml).iter("page"):
        lines = []
        for line in page.iter("line"):
            characters = []
            for font in line.iter("font"):
                for c in font.iter("char"):
                    quad = [float(v) for v in c.get("quad").split()]
                    characters.append((c.get("c"), min(quad[::2]), max(quad[::2]), float(c.get("y")),
                                       font.get("name"), float(font.get("size"))))
            if characters:
                lines.append(characters)
        yield float(page.get("width")), float(page.get("height")), lines


def divided(path):
    """For each page, the parts of words before a hyphen that was added at the end of a line: MuPDF
    shows it as a hyphen, poppler as the soft hyphen that it represents."""
    text = subprocess.run(["pdftotext", "-raw", path, "-"], check=True, capture_output=True).stdout
    return [set(re.findall(r"([^\W_]+)\u00ad", page)) for page in text.decode().split("\f")]


def read_pdf(path):
    marks = note_marks(path)
    parts = divided(path)
    body, contents, notes, turned = [], [], [], []
    in_contents = in_table = False
    repeated = None
    for index, (width, height, lines) in enumerate(lines_of(path)):
        rectangles = marks[index]
        in_contents, first = False, True
        for line in lines:
            x, y, face, size = line[0][1], line[0][3], line[0][4], line[0][5]
            head, foot = 72 / 25.4 * 22, height - 72 / 25.4 * 22
            if index and (y < head or y > foot):
                continue  # running heads and folios
            text, label = line_text(line, rectangles)
            end = re.search(r"([^\W_]+)-\s*$", text)
            if end and end[1] in parts[index]:
                text = text.rstrip()[:-1] + "\u00ad"
            if index and size >= 19 and words(text) == words(CONTENTS):
                in_contents = True
            if first and in_table and re.search(r"[(（][^()（）]*[)）]\s*$", text):
                continue
            # A table header at the head of a page has been read before.
            bold = "Sans3-Bold" in face and abs(size - 9) < 0.1
            if first and bold and in_table:
                repeated = y
            if bold and y == repeated:
                first = False
                continue
            first, repeated = False, None
            is_note = "Serif" in face and size < 9 or label
            if not is_note:
                in_table = "Sans3" in face and abs(size - 9) < 0.1
            if in_contents:
                contents.append(re.sub(r"^\s*[\divxlc]+\s*$|(\s*\.){2,}\s*\S*\s*$", "", text))
            elif is_note:
                if label:
                    notes.append("")
                notes[-1] += text + "\n"
            elif width > height:
                turned.append(text)
            else:
                body.append(text)
    join = lambda lines: "\n".join(lines)
    return {**result(join(body), join(contents), notes), "turned": words(join(turned))}


def line_text(line, rectangles):
    """The text of a line with note references set off, and whether it begins a note."""
    out, label = "", False
    inside = None
    # A note reference is only a number; "see note 12" is a cross-reference.
    within = lambda a, top, b, bottom: "".join(
        c[0] for c in line if a - 0.5 <= (c[1] + c[2]) / 2 <= b + 0.5 and top <= c[3] <= bottom)
    rectangles = [r for r in rectangles if r[4] or within(*r[:4]).strip().isdigit()]
    for character, x0, x1, y, _, _ in line:
        middle = (x0 + x1) / 2
        place = next((i for i, (a, top, b, bottom, _) in enumerate(rectangles)
                      if a - 0.5 <= middle <= b + 0.5 and top <= y <= bottom), None)
        back = place is not None and rectangles[place][4] and character.isdigit() and not out.strip()
        if back or (label and place is not None and out.strip().isdigit() and character.isdigit()):
            label = True
            out += character
            inside = None
        elif place is not None and not rectangles[place][4]:
            if inside != place:
                out += MARK[: MARK.index("{")]
            out += character
            inside = place
            continue
        else:
            if inside is not None:
                out += "\u2998"
            elif label and out.strip().isdigit():
                out += " "
            inside = None
            out += character
    return out + ("\u2998" if inside is not None else ""), label


READERS = {"pdf": read_pdf, "docx": read_docx, "epub": read_epub, "html": read_html, "txt": read_text,
           "md": read_markdown}

if __name__ == "__main__":
    file, CONTENTS, NOTES = sys.argv[1:]
    json.dump(READERS[file.rsplit(".", 1)[1]](file), sys.stdout, ensure_ascii=False)
