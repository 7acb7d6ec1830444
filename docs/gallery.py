"""Arranges the pages of the gallery side by side: gallery.py FOLDER PICTURE TEMPLATE…

For each template, the folder has pages.pdf, word.pdf, the titles of panels 1 and 3 in `titles`, and
book-cover.png, book-panel.png and book-notes.png. Only the end of the last picture is shown.
"""

import re
import subprocess
import sys
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFont

WIDTH, HEIGHT = 184, 260  # of a page, in the proportions of A4
GAP, GROUP, MARGIN, HEAD, ROW = 8, 30, 28, 44, 30
GROUND, LINE, INK = (236, 238, 241), (203, 208, 214), (20, 55, 94)
FORMATS = ("PDF", "Word", "E-book")


def texts(pdf):
    """The text of each page."""
    text = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, check=True, text=True)
    return text.stdout.split("\f")


def page_of(pdf, title):
    """The number of the page on which a panel begins: a line begins with its title, perhaps after its label."""
    words = " ".join(title.split()[:3])
    # LibreOffice may put the first letter beside a label above the title.
    words = re.escape(words[0]) + "?" + re.escape(words[1:])
    begins = re.compile(r"^(?:Panel\s\d+\W+)?" + words, re.M)
    is_contents = re.compile("^Contents$", re.M)
    pages = [(n, text) for n, text in enumerate(texts(pdf), 1) if not is_contents.search(text)]
    return next(n for n, text in pages if begins.search(text))


def drawn(pdf, number):
    """A page, drawn at twice its size here."""
    size = ["-scale-to-x", str(2 * WIDTH), "-scale-to-y", str(2 * HEIGHT)]
    where = ["-f", str(number), "-l", str(number), "-singlefile", "-png"]
    target = pdf.with_suffix("")
    subprocess.run(["pdftoppm", *size, *where, pdf, target], check=True)
    return Image.open(target.with_suffix(".png")).convert("RGB")


def pages(pdf, titles):
    """Cover, panel 3, and the page on which panel 1 begins, which has notes."""
    notes, panel = titles
    return [drawn(pdf, number) for number in (1, page_of(pdf, panel), page_of(pdf, notes))]


def book(folder):
    """Cover, panel 3, and the end of panel 1 with its notes."""
    shots = [Image.open(folder / f"book-{name}.png").convert("RGB") for name in ("cover", "panel", "notes")]
    tall = shots[0].height
    blank = Image.new("RGB", shots[2].size, (255, 255, 255))
    foot = ImageChops.difference(shots[2], blank).getbbox()[3] + 40
    shots[2] = shots[2].crop((0, max(0, foot - tall), shots[2].width, max(foot, tall)))
    return shots


def main(folder, picture, templates):
    group = 3 * WIDTH + 2 * GAP
    width = 2 * MARGIN + 3 * group + 2 * GROUP
    height = HEAD + len(templates) * (ROW + HEIGHT) + MARGIN
    sheet = Image.new("RGB", (width, height), GROUND)
    draw = ImageDraw.Draw(sheet)
    bold = ImageFont.truetype("fonts/SourceSans3-Bold.ttf", 17)
    plain = ImageFont.truetype("fonts/SourceSans3-Regular.ttf", 15)
    for place, name in enumerate(FORMATS):
        draw.text((MARGIN + place * (group + GROUP), 18), name, font=bold, fill=INK)
    for row, template in enumerate(templates):
        home = Path(folder) / template
        top = HEAD + row * (ROW + HEIGHT) + ROW
        draw.text((MARGIN, top - 24), template, font=plain, fill=INK)
        titles = (home / "titles").read_text(encoding="utf-8").splitlines()
        shown = (pages(home / "pages.pdf", titles), pages(home / "word.pdf", titles), book(home))
        for place, three in enumerate(shown):
            for index, image in enumerate(three):
                x = MARGIN + place * (group + GROUP) + index * (WIDTH + GAP)
                image = image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
                sheet.paste(image, (x, top))
                draw.rectangle((x - 1, top - 1, x + WIDTH, top + HEIGHT), outline=LINE)
    sheet.quantize(256, dither=Image.Dither.NONE).save(picture, optimize=True)


main(sys.argv[1], sys.argv[2], sys.argv[3:])
