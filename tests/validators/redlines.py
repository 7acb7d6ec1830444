"""See the text at the top of the script `redlines`."""
import difflib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

MACRO, FOLDER = sys.argv[1], Path(sys.argv[2]).resolve()
WORK = Path(tempfile.mkdtemp())
PROFILE = f"-env:UserInstallation=file://{WORK}/profile"


def office(*arguments):
    command = ["soffice", "--headless", PROFILE, *arguments]
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=300)


def libreoffice(path, view):
    target = WORK / "text.txt"
    target.unlink(missing_ok=True)
    command = f".uno:{view.capitalize()}AllTrackedChanges"
    office(f'macro:///Standard.Module1.Settle("{path}","{target}","{command}")')
    body, *notes = target.read_text("utf-8").split("\nnote ")
    return "\n".join([body, *sorted(notes)])


def pandoc(path, view):
    command = ["pandoc", f"--track-changes={view}", "-f", "docx", "-t", "plain", "--wrap=none", path]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def words(text):
    """Words without numbers, rules of tables, and bullets of items that became empty."""
    text = re.sub(r"[\d⁰¹²³⁴⁵⁶⁷⁸⁹]+", "", text)
    return [word for word in text.split() if re.search(r"\w{2}", word)]


def repeated(change, whole):
    """Whether all words of a change are elsewhere too: in the heading that the contents repeat."""
    return all(whole.count(word) > change.count(word) for word in change)


def differences(found, expected):
    codes = difflib.SequenceMatcher(None, expected, found, False).get_opcodes()
    for kind, a, b, c, d in codes:
        gone, came = expected[a:b], found[c:d]
        if kind != "equal" and not (repeated(gone, expected) and repeated(came, found)):
            yield f"{' '.join(gone)[:100]!r} became {' '.join(came)[:100]!r}"


def main():
    office("--terminate_after_init")
    shutil.copy(MACRO, WORK / "profile/user/basic/Standard/Module1.xba")
    faults = pairs = 0
    for redline in sorted(FOLDER.glob("*-redline.docx")):
        pairs += 1
        for view, side in (("accept", "new"), ("reject", "old")):
            plain = redline.with_name(redline.name.replace("redline", side))
            for reader in (pandoc, libreoffice):
                found = words(reader(redline, view))
                for fault in differences(found, words(reader(plain, "accept"))):
                    faults += 1
                    print(f"{redline.name} {view} {reader.__name__}: {fault}")
    shutil.rmtree(WORK, ignore_errors=True)
    print(f"{'FAIL' if faults or not pairs else 'PASS'} pairs={pairs} differences={faults}")
    return 1 if faults or not pairs else 0


if __name__ == "__main__":
    sys.exit(main())
