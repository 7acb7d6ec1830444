"""Texts of Akoma Ntoso as texts of plenary, with inline markup."""

import re
from urllib.parse import quote

#: What the classes of `span` mean.
STYLES = {"italic": "*", "bold": "**", "bold italic": "***"}
#: Spaces and line breaks, but not those that never break a line.
SPACE = re.compile("[ \\t\\r\\n\\f\\v\\x85\\u2002-\\u200a\\u2028\\u2029]+")

#: Spaces that no styled words begin or end with.
SPACES = " \xa0\u202f\u2060"


def kind(element):
    return element.tag.split("}")[-1]


def spaced(text):
    return SPACE.sub(" ", text).strip()


def plain(element):
    """The text without notes."""
    def texts(element):
        if kind(element) != "authorialNote":
            yield element.text or ""
            for child in element:
                yield from texts(child)
                yield child.tail or ""
    return spaced("".join(texts(element)))


def inner(element, names):
    return [child for child in element if kind(child) in names]


class Notes:
    """The footnotes of a report, by id."""

    def __init__(self):
        self.texts = {}

    def add(self, element):
        texts = [text for text in (markup(part, Notes()) for part in inner(element, ("p",)) or [element]) if text]
        name = f"n{len(self.texts) + 1}"
        self.texts[name] = texts[0] if len(texts) == 1 else texts
        return f"[^{name}]" if texts else ""


def markup(element, notes):
    """The text of an element with its styles, links and notes."""
    pieces = []
    collect(element, "", None, notes, pieces)
    return joined(tidied(pieces))


def heading(element, notes):
    """The text of a heading, which the template makes bold."""
    return re.sub(r"(?<!\\)\*\*", "", markup(element, notes))


def collect(element, style, link, notes, pieces):
    """Adds the pieces of an element: style, link and text, which is already markup."""
    name = kind(element)
    if name == "authorialNote":
        pieces.append(("", None, notes.add(element)))
        return
    if name == "span":
        style = STYLES.get(element.get("class"), style)
    if name == "sup":
        style = "^"
    if name == "a" and (element.get("href") or "").startswith("http"):
        link = element.get("href")
    if name in ("eol", "br"):
        pieces.append((style, link, " "))
    pieces.append((style, link, escaped(element.text)))
    for child in element:
        if kind(child) != "meta":
            collect(child, style, link, notes, pieces)
        pieces.append((style, link, escaped(child.tail)))


def escaped(text):
    return re.sub(r"([\\*^~\[\]`$])", r"\\\1", SPACE.sub(" ", text or ""))


def tidied(pieces):
    """Joins pieces of the same style and link, and moves spaces at their ends out of them."""
    merged = []
    for style, link, text in pieces:
        if not text:
            continue
        if merged and merged[-1][:2] == (style, link):
            merged[-1] = (style, link, SPACE.sub(" ", merged[-1][2] + text))
        else:
            merged.append((style, link, text))
    for style, link, text in merged:
        words = text.strip(SPACES)
        before = len(text) - len(text.lstrip(SPACES))
        yield "", None, text[:before]
        yield (style, link, words) if re.search(r"\w", words) else ("", None, words)
        yield "", None, text[before + len(words):]


def joined(pieces):
    pieces = [piece for piece in pieces if piece[2]]
    out = ""
    for index, (style, link, words) in enumerate(pieces):
        after = pieces[index + 1][2] if index + 1 < len(pieces) else ""
        if link:
            words = f"[{words}]({address(link)})"
        if style == "^":
            words = f"^{words}^" if " " not in words else words
        elif style and not (letter(out[-1:]) or letter(after[:1])):
            words = f"{style}{words}{style}"
        out += words
    return spaced(out)


def letter(character):
    return character.isalnum()


def address(link):
    return re.sub(r"""[\s()<>\\"|^`{}]""", lambda found: quote(found[0], safe=""), link.strip())
