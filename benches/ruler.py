#!/usr/bin/env python3
"""Measures the text of PDFs from any program with the same ruler: ruler.py FILE.pdf …

MuPDF (`mutool`) gives the position of each letter; the looks of the letters tell what a page consists of.
Serif of the text's size is running text, smaller serif is a note, bold sans of that size or more is
a heading. A line begins a paragraph when it bears the mark of a list or a number such as (1.12), as
the paragraphs of the generated report do, when it is further from the line above than lines of
the text do, or when it heads a page and the line before it was short. The natural width of a space
is the font's; the distance of the letters beside it is what the line made of it.
"""

import argparse
import html
import json
import re
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass

LOOSE = 2.0  # A space wider than this many natural ones.
HAIR = 0.5  # Less is no difference, in points.
HYPHENS = "-\u00ad\u2010"
MARK = re.compile(r"\s*(•|‣|–|·|\d+\.(\d+)?|\([a-z]+\))\s*")
NUMBER = re.compile(r"\s*\(\d+\.\d+\)")
LEADERS = re.compile(r"(\. ?){8}")

PAGE = re.compile(r'<page id="[^"]*" width="([^"]*)" height="([^"]*)"')
FONT = re.compile(r'<font name="([^"]*)" size="([^"]*)"')
CHAR = re.compile(r'<char quad="([^"]*)" x="([^"]*)" y="([^"]*)".* c="([^"]*)"')


@dataclass
class Letter:
    """A letter and its position, in points from the top left corner of the page."""

    x: float
    y: float
    natural: float  # How wide its font would have it.
    text: str
    font: str
    size: float


class Line:
    """Letters of one baseline, left to right."""

    def __init__(self, letters, page):
        self.letters = sorted(letters, key=lambda letter: letter.x)
        self.page = page
        self.text = "".join(letter.text for letter in self.letters)
        seen = [letter for letter in self.letters if letter.text.strip()]
        self.y = Counter(letter.y for letter in seen).most_common(1)[0][0]
        looks = Counter((letter.font, letter.size) for letter in seen)
        self.font, self.size = looks.most_common(1)[0][0]
        self.end = seen[-1].x + seen[-1].natural
        inked = [letter for letter in seen if letter.text.isalnum()] or seen  # Signs may hang.
        self.letters_end = inked[-1].x + inked[-1].natural
        self.hyphenated = seen[-1].text in HYPHENS

    def loosest(self):
        """Its widest space between two words, in natural spaces."""
        pairs = zip(self.letters, self.letters[1:])
        spaces = (
            (after.x - space.x) / space.natural
            for space, after in pairs
            if space.text in " \u00a0" and after.text.strip() and space.natural > 0
        )
        return max(spaces, default=0.0)

    def is_marked(self):
        """Whether it begins with a list marker: something short, then a gap."""
        match = MARK.match(self.text)
        if not match or match.end() >= len(self.letters):
            return False
        last = self.letters[len(self.text[: match.end()].rstrip()) - 1]
        return self.letters[match.end()].x - last.x - last.natural > 3.0


def read(file):
    """The letters of each page."""
    command = ["mutool", "draw", "-q", "-F", "stext", "-O", "preserve-whitespace", file]
    reader = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, encoding="utf-8"
    )
    font, size, letters = "", 0.0, []
    for row in reader.stdout:
        if match := CHAR.match(row):
            quad = match[1].split()
            natural, x, y = float(quad[2]) - float(quad[0]), float(match[2]), round(float(match[3]), 1)
            letters.append(Letter(x, y, natural, html.unescape(match[4]), font, size))
        elif match := FONT.match(row):
            font, size = match[1].split("+")[-1], round(float(match[2]), 2)
        elif PAGE.match(row):
            letters = []
        elif row.startswith("</page>"):
            yield letters
    if reader.wait() != 0:
        sys.exit(f"mutool cannot read {file}")


def lines(letters, page):
    """The lines of a page, top to bottom. Small letters alone on a baseline are raised ones of the
    line under them."""
    rows = {}
    for letter in letters:
        rows.setdefault(letter.y, []).append(letter)
    for y in sorted(rows):
        under = next((other for other in sorted(rows) if 0 < other - y < 6), None)
        if under and max(letter.size for letter in rows[y]) < 0.8 * rows[under][0].size:
            rows[under] += rows.pop(y)
    return [Line(rows[y], page) for y in sorted(rows) if any(l.text.strip() for l in rows[y])]


class Ruler:
    """The measurements of one file."""

    def __init__(self, file, arguments):
        self.file, self.size = file, arguments.size
        self.sheets = [
            [line for line in lines(letters, page) if arguments.top < line.y < arguments.bottom]
            for page, letters in enumerate(read(file))
        ]
        self.text = [[line for line in sheet if self.is_text(line)] for sheet in self.sheets]
        steps = (round(b.y - a.y, 1) for text in self.text for a, b in zip(text, text[1:]))
        self.leading = Counter(steps).most_common(1)[0][0]
        # Left and right pages have different edges.
        self.edge = [self.common_end(side) for side in (0, 1)]
        self.paragraphs = self.group()

    def is_text(self, line):
        plain = abs(line.size - self.size) < 0.3 and "Serif" in line.font
        return plain and not LEADERS.search(line.text)

    def common_end(self, side):
        ends = (round(line.end, 1) for text in self.text[side::2] for line in text)
        return Counter(ends).most_common(1)[0][0]

    def group(self):
        """The lines of each paragraph."""
        paragraphs, before = [], None
        for text in self.text:
            for line in text:
                if before is None or self.begins(line, before):
                    paragraphs.append([])
                paragraphs[-1].append(line)
                before = line
        return paragraphs

    def begins(self, line, before):
        if line.is_marked() or NUMBER.match(line.text):
            return True
        if line.page != before.page:
            return before.end < self.edge[before.page % 2] - 3.0
        return abs(line.y - before.y - self.leading) > 1.0

    def figures(self):
        out = Counter(pages=len(self.sheets), paragraphs=len(self.paragraphs))
        widest = (0.0, "")
        for paragraph in self.paragraphs:
            self.count_lines(paragraph, out)
            self.count_split(paragraph, out)
            widest = max([widest] + [(line.loosest(), place(line)) for line in paragraph[:-1]])
        for sheet, after in zip(self.sheets, self.sheets[1:]):
            self.count_foot(sheet, after, out)
        share = lambda key: round(100 * out[key] / max(1, out["justified"]), 1)
        out["loose_percent"], out["hyphenated_percent"] = share("loose"), share("hyphenated")
        names = """pages paragraphs lines justified loose loose_percent hyphenated_percent
            hyphens_in_a_row overfull widows orphans headings_at_foot lead_ins_stranded""".split()
        figures = {name: out[name] for name in names}
        return {"file": self.file, **figures, "widest_space": f"{widest[0]:.2f}, {widest[1]}"}

    def count_lines(self, paragraph, out):
        in_a_row = 0
        for line in paragraph:
            in_a_row = in_a_row + 1 if line.hyphenated else 0
            out["hyphens_in_a_row"] = max(out["hyphens_in_a_row"], in_a_row)
            out["hyphenated"] += line.hyphenated
            out["overfull"] += line.letters_end > self.edge[line.page % 2] + HAIR
            out["lines"] += 1
        # All lines of a paragraph except the last are justified to the measure.
        out["justified"] += len(paragraph) - 1
        out["loose"] += sum(line.loosest() > LOOSE for line in paragraph[:-1])

    def count_split(self, paragraph, out):
        first, last = paragraph[0].page, paragraph[-1].page
        if first != last:
            on = Counter(line.page for line in paragraph)
            out["orphans"] += on[first] == 1
            out["widows"] += on[last] == 1

    def count_foot(self, sheet, after, out):
        """The last line on a page above its notes."""
        flow = [line for line in sheet if not self.is_note(line)]
        if flow and after:
            last = flow[-1]
            heading = "Sans" in last.font and "Bold" in last.font and last.size > self.size - 0.3
            out["headings_at_foot"] += heading
            leads = last.text.rstrip().endswith(":") and not heading
            out["lead_ins_stranded"] += leads and after[0].is_marked()

    def is_note(self, line):
        return line.size < self.size - 0.3 and "Serif" in line.font


def place(line):
    return f"p. {line.page + 1}: {line.text.strip()}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", type=float, default=10.5, help="size of the text, pt")
    parser.add_argument("--top", type=float, default=73.0, help="where the text begins, pt")
    parser.add_argument("--bottom", type=float, default=758.0, help="where it ends, pt")
    parser.add_argument("files", nargs="+", metavar="FILE.pdf")
    arguments = parser.parse_args()
    for file in arguments.files:
        print(json.dumps(Ruler(file, arguments).figures(), ensure_ascii=False, indent=1))


main()
