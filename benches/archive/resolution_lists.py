"""Numbered paragraphs of resolutions as nested lists."""

import re

ROMAN = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx".split()
ALPHABETS = ["abcdefghijklmnopqrstuvwxyz", "абвгдежзиклмнопрстуфхцчшщэюя", "أبجدهوزحطيكلمنسعفصقرشتثخذض"]
CHINESE = "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"


def number_of(text):
    """The readings of a number as written: the style of its list, and its value."""
    if digits := re.fullmatch(r"(\d{1,3}) ?[-–.]", text):
        return [("numbered", int(digits[1]))]
    if text in CHINESE and text:
        return [("roman", CHINESE.index(text) + 1)]
    if digits := re.fullmatch(r"[’'](\d{1,3})[‘']", text):
        return [("roman", int(digits[1]))]
    sign = re.fullmatch(r"\(?([^()]{1,5})\)", text)
    if not sign:
        return []
    word = sign[1].replace(" ", "").replace("ـ", "").replace("ﻫ", "ه").lower()
    readings = []
    for alphabet in ALPHABETS:
        if word and word[0] in alphabet and set(word) == {word[0]} and len(word) <= 2:
            readings.append(("lettered", alphabet.index(word[0]) + 1 + len(alphabet) * (len(word) - 1)))
    if word in ROMAN:
        readings.append(("roman", ROMAN.index(word) + 1))
    return readings


class Blocks:
    """The blocks and the subsections of a section, in order."""

    def __init__(self, texts=()):
        self.parts = [{"title": None, "content": list(texts)}]
        #: The open lists, each in the last item of the one before: style, value of its last item, items.
        self.open = []

    def add(self, block):
        self.open = []
        self.parts[-1]["content"].append(block)

    def heading(self, text):
        text = text.strip()
        if not text or text.startswith("[^"):
            return
        self.open = []
        if self.parts[-1]["title"] and not self.parts[-1]["content"]:
            self.parts[-1]["title"] += " " + text
        else:
            self.parts.append({"title": text, "content": []})

    def paragraph(self, readings, number, text):
        """Adds a paragraph, as an item of a list if its number has a reading."""
        if not readings:
            self.add(f"{number} {text}".strip())
            return
        if not self.continued(readings, text):
            style, value = next((it for it in readings if it[1] == 1), readings[0])
            self.begun(style, value, text)

    def continued(self, readings, text):
        """Adds the next item to an open list, the innermost first."""
        for depth in range(len(self.open), 0, -1):
            style, last, items = self.open[depth - 1]
            if (style, last + 1) in readings:
                items.append(text)
                self.open[depth - 1:] = [(style, last + 1, items)]
                return True
        return False

    def begun(self, style, value, text):
        while any(style == other for other, _, _ in self.open) or self.open and style == "numbered":
            self.open.pop()
        items = [text]
        block = {"list": {"style": style, "start": value, "items": items}}
        if self.open:
            parents = self.open[-1][2]
            if not isinstance(parents[-1], dict):
                parents[-1] = {"text": parents[-1], "content": []}
            parents[-1]["content"].append(block)
        else:
            self.parts[-1]["content"].append(block)
        self.open.append((style, value, items))

    def take_title(self):
        """The first heading, if nothing precedes it; its content then has no heading."""
        if self.parts[0]["content"] or len(self.parts) == 1:
            return None
        self.parts.pop(0)
        title, self.parts[0]["title"] = self.parts[0]["title"], None
        return title

    def section(self, sections=()):
        """The content and the subsections."""
        opening, *others = self.parts
        return {"content": opening["content"], "sections": [*others, *sections]}
