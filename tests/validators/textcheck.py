"""Checks plain text: textcheck [--width N] [--lf] FILE…

The text must be UTF-8 in NFC without a byte order mark, control characters or trailing blanks, with one newline at
the end. With --width, no line may be wider than N columns on a terminal, except an address that is alone on its line.
With --lf, there must be no carriage return.
"""
import argparse
import sys
import unicodedata

from wcwidth import wcswidth

REFUSED = {"Cc", "Cs", "Co", "Cn"}
SHOWN = 40


def whole(data, text, lf):
    if text.startswith("\ufeff"):
        yield "begins with a byte order mark"
    if lf and b"\r" in data:
        yield "has a carriage return"
    if data and not data.endswith(b"\n"):
        yield "has no newline at its end"
    if data.endswith(b"\n\n"):
        yield "has blank lines at its end"


def line_problems(line, width):
    if not unicodedata.is_normalized("NFC", line):
        yield "is not NFC"
    for character in line:
        category = unicodedata.category(character)
        if (category in REFUSED and character not in "\t\f") or character == "\ufffd":
            yield f"holds U+{ord(character):04X} ({category})"
    if line != line.rstrip():
        yield "has a trailing blank"
    columns = wcswidth(line.replace("\f", ""))
    address = "://" in line and " " not in line.strip()
    if width and columns > width and not address:
        yield f"is {columns} columns wide, more than {width}"


def judge(path, width, lf):
    data = open(path, "rb").read()
    try:
        text = data.decode("utf-8", "strict")
    except UnicodeDecodeError as error:
        return [f"is not UTF-8: {error}"]
    problems = list(whole(data, text, lf))
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        problems += [f"line {number} {problem}" for problem in line_problems(line, width)]
    return problems


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--width", type=int, default=0)
    options.add_argument("--lf", action="store_true")
    options.add_argument("files", nargs="+")
    chosen = options.parse_args()
    failed = False
    for path in chosen.files:
        problems = judge(path, chosen.width, chosen.lf)
        failed |= bool(problems)
        print(f"{'FAIL' if problems else 'PASS'} {path} problems={len(problems)}")
        for problem in problems[:SHOWN]:
            print(f"  {problem}")
    return int(failed)


sys.exit(main())
