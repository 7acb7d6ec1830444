"""Checks a PDF/X-4 as a printer's preflight does: presscheck [--spot NAME]… FILE.pdf…

Checks, with pikepdf, the rules of ISO 15930-7 that can be read off the objects: boxes, output intent, XMP,
fonts, colours of every operator and image, overprint of black text, no interactive content. It also checks what
printers look for: pictures and fills at the trim edge extend into the bleed, and no word (poppler) is close to
that edge, except on the cover. It does not check the whole standard.
"""
import argparse
import subprocess
import sys

import pikepdf
from lxml import html
from pikepdf import Name

RGB_OPERATORS = {"rg", "RG"}
TEXT_OPERATORS = {"Tj", "TJ", "'", '"'}
# How near, in points, words may come to the trimmed edge: 3 mm.
SAFE = 3 * 72 / 25.4
# How near something counts as reaching an edge, in points.
REACH = 0.5
CONTAINS = [("/MediaBox", "/BleedBox"), ("/BleedBox", "/TrimBox")]


def whole_file(pdf):
    """Output intent, metadata, nothing interactive."""
    root = pdf.Root
    intents = [intent for intent in root.get("/OutputIntents", []) if intent.S == "/GTS_PDFX"]
    if len(intents) != 1:
        yield f"{len(intents)} output intents for the press"
    for intent in intents:
        if not str(intent.get("/OutputConditionIdentifier", "")):
            yield "the condition of printing has no name"
        profile = intent.get("/DestOutputProfile")
        data = profile.read_bytes() if profile is not None else b""
        if data[12:20] != b"prtrCMYK" or data[36:40] != b"acsp" or profile.N != 4:
            yield "the output profile is not one of a press with four inks"
        if int.from_bytes(data[:4], "big") != len(data):
            yield "the output profile is cut"
    with pdf.open_metadata() as metadata:
        for key, wanted in {
            "pdfxid:GTS_PDFXVersion": "PDF/X-4",
            "pdf:Trapped": "False",
            "xmpMM:RenditionClass": "default",
            "xmpMM:VersionID": "1",
        }.items():
            prefix, name = key.split(":")
            full = "{%s}%s" % (NAMESPACES[prefix], name)
            if metadata.get(full) != wanted:
                yield f"XMP says {key} {metadata.get(full)!r}, not {wanted!r}"
        for key in ["xmpMM:DocumentID", "xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate", "dc:title"]:
            prefix, name = key.split(":")
            if not metadata.get("{%s}%s" % (NAMESPACES[prefix], name)):
                yield f"XMP lacks {key}"
    for key in ["/Title", "/CreationDate", "/ModDate", "/Trapped"]:
        if key not in pdf.docinfo:
            yield f"the information dictionary lacks {key}"
    if pdf.is_encrypted:
        yield "the file is encrypted"
    for key in ["/AcroForm", "/OpenAction", "/AA"]:
        if key in root:
            yield f"the catalogue has {key}"
    if b"DeviceRGB" in b"".join(name.encode() for name in names(pdf)):
        yield "a colour space is DeviceRGB"


NAMESPACES = {
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "dc": "http://purl.org/dc/elements/1.1/",
}


def names(pdf):
    """Every name in every object."""
    def walk(thing):
        if isinstance(thing, pikepdf.Array):
            for part in thing:
                yield from walk(part)
        elif isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
            for key, value in thing.items():
                if not getattr(value, "is_indirect", False):
                    yield from walk(value)
        elif isinstance(thing, Name):
            yield str(thing)

    for thing in pdf.objects:
        yield from walk(thing)


def boxes(page):
    """Boxes lie in each other; the trimmed page is there."""
    def box(key):
        return [float(number) for number in page.get(key, page.MediaBox)]

    if "/TrimBox" not in page or "/ArtBox" in page:
        yield "not exactly a trim box"
    for outer, inner in CONTAINS:
        o, i = box(outer), box(inner)
        if not (o[0] <= i[0] and o[1] <= i[1] and o[2] >= i[2] and o[3] >= i[3]):
            yield f"{inner} is not within {outer}"
    if "/Annots" in page:
        yield "there are annotations"


def fonts(page):
    for name, font in page.Resources.get("/Font", {}).items():
        descendant = font.DescendantFonts[0] if "/DescendantFonts" in font else font
        descriptor = descendant.get("/FontDescriptor", {})
        if not any(key in descriptor for key in ["/FontFile", "/FontFile2", "/FontFile3"]):
            yield f"the font {name} is not embedded"


def images(page):
    for name, image in page.Resources.get("/XObject", {}).items():
        if image.get("/Subtype") != "/Image":
            continue
        space = image.ColorSpace
        kind = space if isinstance(space, Name) else space[0]
        if str(kind) not in ("/DeviceGray", "/DeviceCMYK", "/ICCBased"):
            yield f"the image {name} is in {kind}"


def forms(page):
    """Drawings may use colours of screens where a profile says which (ISO 32000-1 §8.6.5.6)."""
    for name, form in page.Resources.get("/XObject", {}).items():
        if form.get("/Subtype") != "/Form":
            continue
        spaces = form.get("/Resources", {}).get("/ColorSpace", {})
        profiled = "/DefaultRGB" in spaces and str(spaces.DefaultRGB[0]) == "/ICCBased"
        used = {str(operator) for _, operator in pikepdf.parse_content_stream(form)}
        if used & RGB_OPERATORS and not profiled:
            yield f"the drawing {name} has colours of screens without a profile"


class State:
    """The graphics state as far as colours and places go."""

    def __init__(self, other=None):
        self.ink = list(other.ink) if other else [0, 0, 0, 1]
        self.space = other.space if other else "/DeviceGray"
        self.overprint = other.overprint if other else False
        self.matrix = other.matrix if other else pikepdf.Matrix()


def bleeds(page):
    """What reaches the trimmed edge goes on to the edge of the bleed, or beyond it."""
    trim, bleed = ([float(n) for n in page[key]] for key in ("/TrimBox", "/BleedBox"))
    state, stack, rectangle = State(), [], None
    for operands, operator in pikepdf.parse_content_stream(page):
        word = str(operator)
        if word == "q":
            stack.append(State(state))
        elif word == "Q":
            state = stack.pop()
        elif word == "cm":
            state.matrix = pikepdf.Matrix(*map(float, operands)) @ state.matrix
        elif word == "re":
            x, y, width, height = map(float, operands)
            rectangle = pikepdf.Rectangle(x, y, x + width, y + height)
        box = {"f": rectangle, "Do": pikepdf.Rectangle(0, 0, 1, 1)}.get(word)
        if box is None:
            continue
        drawn = state.matrix.transform(box)
        low = [(drawn.llx, trim[0], bleed[0]), (drawn.lly, trim[1], bleed[1])]
        high = [(-drawn.urx, -trim[2], -bleed[2]), (-drawn.ury, -trim[3], -bleed[3])]
        for edge, cut, wanted in low + high:
            if edge < cut + REACH and edge > wanted + 0.01:
                yield f"what {word} draws ends {edge - wanted:.2f} pt within the bleed"


def near_edges(path, pages):
    """Words that pass the trimmed edge or come near it; those of the cover may come near."""
    boxes = subprocess.run(
        ["pdftotext", "-bbox", path, "-"], check=True, capture_output=True
    ).stdout
    for number, (page, read) in enumerate(zip(pages, html.fromstring(boxes).iter("page")), 1):
        left, foot, right, top = (float(n) for n in page.TrimBox)
        height = float(page.MediaBox[3])
        safe = 0 if number == 1 else SAFE
        for word in read.iter("word"):
            x, right_x = float(word.get("xmin")), float(word.get("xmax"))
            y, foot_y = height - float(word.get("ymin")), height - float(word.get("ymax"))
            least = min(x - left, right - right_x, top - y, foot_y - foot)
            if least < safe:
                yield f"page {number}: “{word.text}” is {least:.1f} pt from the trimmed edge"


def operators(page, seen):
    """The colours of all operators; black text overprints."""
    state, stack = State(), []
    for operands, operator in pikepdf.parse_content_stream(page):
        word = str(operator)
        if word in RGB_OPERATORS:
            yield f"the operator {word} sets a colour of screens"
        elif word == "q":
            stack.append(State(state))
        elif word == "Q":
            state = stack.pop()
        elif word in ("k", "K"):
            state.space, state.ink = "/DeviceCMYK", [float(part) for part in operands]
            if any(not 0 <= part <= 1 for part in state.ink):
                yield f"an ink is out of range: {state.ink}"
        elif word in ("cs", "CS"):
            state.space = str(page.Resources.ColorSpace[operands[0]][0])
            seen.add(str(page.Resources.ColorSpace[operands[0]][1]))
            if state.space != "/Separation":
                yield f"the colour space {state.space} is not expected"
        elif word == "gs":
            new = page.Resources.ExtGState[operands[0]]
            state.overprint = bool(new.get("/op")) and bool(new.get("/OP")) and new.get("/OPM") == 1
        elif word in TEXT_OPERATORS:
            black = state.space == "/DeviceCMYK" and state.ink == [0, 0, 0, 1]
            if black:
                seen.add("black text")
            if black != state.overprint:
                yield "text overprints that is not black, or black text does not"
        elif word in ("sh", "BI"):
            yield f"the operator {word} is not expected"


def judge(path, spots):
    seen, found = set(), []
    with pikepdf.open(path) as pdf:
        found += whole_file(pdf)
        for number, page in enumerate(pdf.pages, 1):
            rules = [boxes(page), fonts(page), images(page), forms(page), operators(page, seen)]
            if "/TrimBox" in page and "/BleedBox" in page:
                rules.append(bleeds(page))
            found += [f"page {number}: {fault}" for rule in rules for fault in rule]
        if all("/TrimBox" in page for page in pdf.pages):
            found += near_edges(path, pdf.pages)
        pages = len(pdf.pages)
    found += [f"the ink {spot} is not used" for spot in spots if "/" + spot not in seen]
    if "black text" not in seen:
        found.append("there is no black text")
    print(f"{'FAIL' if found else 'PASS'} {path} pages={pages} faults={len(found)}")
    for fault in list(dict.fromkeys(found))[:20]:
        print(f"  {fault}")
    return 1 if found else 0


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--spot", action="append", default=[])
    options.add_argument("files", nargs="+")
    chosen = options.parse_args()
    return max(judge(path, chosen.spot) for path in chosen.files)


sys.exit(main())
