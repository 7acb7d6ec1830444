"""See the text at the top of the script `redlines`."""
import difflib
import json
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from pathlib import Path

from lxml import etree

MACRO, FOLDER = sys.argv[1], Path(sys.argv[2]).resolve()
WORK = Path(tempfile.mkdtemp())
PROFILE = f"-env:UserInstallation=file://{WORK}/profile"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STORIES = ["word/document.xml", "word/footnotes.xml"]
# The elements that mark a change or a place. Word keeps their ids in one list (ECMA-376 Part 1 §17.13).
MARKED = {W + name for name in (
    "bookmarkStart ins del moveFrom moveTo moveFromRangeStart moveToRangeStart rPrChange pPrChange").split()}

LEFT_OUT = [W + name for name in (
    "tblCaption tblDescription commentRangeStart commentRangeEnd commentReference").split()]


def office(*arguments):
    command = ["soffice", "--headless", PROFILE, *arguments]
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=3600)


def pandoc(path, view):
    read = ["pandoc", f"--track-changes={view}", "-f", "docx", "-t", "json", path]
    document = json.loads(subprocess.run(read, capture_output=True, text=True, check=True).stdout)
    written = ["pandoc", "-f", "json", "-t", "plain", "--wrap=none"]
    text = json.dumps(without_shells(document))
    return subprocess.run(written, input=text, capture_output=True, text=True, check=True).stdout


def without_shells(node):
    """Without tables and items of lists that have no words: pandoc keeps the shell of a table whose rows are all
    deleted, and of nested lists whose items are."""
    if isinstance(node, list):
        return [without_shells(it) for it in node if not is_shell(it)]
    if isinstance(node, dict):
        parts = {key: without_shells(it) for key, it in node.items()}
        if node.get("t") == "BulletList":
            parts["c"] = items(parts["c"])
        if node.get("t") == "OrderedList":
            parts["c"][1] = items(parts["c"][1])
        return parts
    return node


def items(items):
    return [item for item in items if has_words(item)]


def has_words(node):
    return '"Str"' in json.dumps(node)


def is_shell(node):
    shells = ["Table", "BulletList", "OrderedList"]
    return isinstance(node, dict) and node.get("t") in shells and not has_words(node)


def libreoffice(path, view):
    body, *notes = path.with_suffix(f".{view}.txt").read_text("utf-8").split("\nnote ")
    return "\n".join([body, *sorted(notes)])


def settle(jobs):
    """LibreOffice processes all files in one run, and continues in another run after a crash."""
    list_of_jobs = WORK / "jobs"
    while jobs:
        lines = [f"{path}\n{path.with_suffix(f'.{view}.txt')}\n.uno:{view.capitalize()}AllTrackedChanges\n"
                 for path, view in jobs]
        list_of_jobs.write_text("".join(lines), "utf-8")
        office(f'macro:///Standard.Module1.SettleAll("{list_of_jobs}")')
        left = [(path, view) for path, view in jobs if not path.with_suffix(f".{view}.txt").exists()]
        if left:
            path, view = left.pop(0)
            path.with_suffix(f".{view}.txt").write_text("LibreOffice crashed")
        jobs = left


def index_paragraphs(body):
    """The paragraphs from the beginning of an INDEX field to its end."""
    inside = False
    for paragraph in body.iter(W + "p"):
        code = "".join(paragraph.itertext(W + "instrText")).split()
        inside = inside or code[:1] == ["INDEX"]
        if inside:
            yield paragraph
            kinds = [mark.get(W + "fldCharType") for mark in paragraph.iter(W + "fldChar")]
            inside = not (kinds and kinds[-1] == "end" and kinds.count("end") > kinds.count("begin"))


def caption_styles(body):
    return (style for style in body.iter(W + "pStyle") if style.get(W + "val") == "Caption")


def without_lists(path):
    """A copy of a file without its contents and index, which follow from the text, and without comments:
    LibreOffice 7.4 without a window crashes when it settles the changes of a file with a comment, even of one that
    pandoc wrote. Captions are plain paragraphs in it, and tables have no titles: pandoc gives the first caption to
    the first table, even if no row of it is left."""
    copy = WORK / path.name
    with zipfile.ZipFile(path) as package, zipfile.ZipFile(copy, "w") as out:
        for name in package.namelist():
            content = package.read(name)
            if name == STORIES[0]:
                document = etree.fromstring(content)
                for lists in (list(document.iter(W + "sdt")), list(index_paragraphs(document)),
                              list(document.iter(*LEFT_OUT)), list(caption_styles(document))):
                    for one in lists:
                        one.getparent().remove(one)
                content = etree.tostring(document)
            out.writestr(name, content)
    return copy


def words(text):
    """Words without numbers. Rules of tables and bullets are not words."""
    text = re.sub(r"[\d⁰¹²³⁴⁵⁶⁷⁸⁹]+", "", text)
    return [word for word in text.split() if re.search(r"\w{2}", word)]


def differences(found, expected):
    for kind, a, b, c, d in difflib.SequenceMatcher(None, expected, found, False).get_opcodes():
        if kind != "equal":
            yield f"{' '.join(expected[a:b])[:100]!r} became {' '.join(found[c:d])[:100]!r}"


def repeated_ids(path):
    with zipfile.ZipFile(path) as package:
        trees = [etree.fromstring(package.read(name)) for name in STORIES]
    ids = Counter(it.get(W + "id") for tree in trees for it in tree.iter(*MARKED))
    for identifier, count in ids.items():
        if count > 1:
            yield f"{count} bookmarks or changes have the id {identifier}"


def faults(redline):
    yield from repeated_ids(redline)
    copy = WORK / redline.name
    for view, side in (("accept", "new"), ("reject", "old")):
        plain = WORK / redline.name.replace("-redline", f"-{side}")
        for reader in (pandoc, libreoffice):
            expected = words(reader(plain, "accept"))
            for fault in differences(words(reader(copy, view)), expected):
                yield f"{view} {reader.__name__}: {fault}"


def main():
    office("--terminate_after_init")
    shutil.copy(MACRO, WORK / "profile/user/basic/Standard/Module1.xba")
    redlines = sorted(FOLDER.glob("*-redline.docx"))
    jobs = []
    for redline in redlines:
        copy = without_lists(redline)
        plain = [without_lists(redline.with_name(redline.name.replace("-redline", f"-{side}")))
                 for side in ("old", "new")]
        jobs += [(copy, "accept"), (copy, "reject"), *((path, "accept") for path in plain)]
    settle(jobs)
    count = 0
    for redline in redlines:
        for fault in faults(redline):
            count += 1
            print(f"{redline.name} {fault}")
    shutil.rmtree(WORK, ignore_errors=True)
    is_good = redlines and not count
    print(f"{'PASS' if is_good else 'FAIL'} pairs={len(redlines)} differences={count}")
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())
