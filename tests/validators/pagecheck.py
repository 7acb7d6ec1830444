"""Checks PDF/A and PDF/UA-1 a second time: pagecheck --flavour ua1,2a [-q] FILE.pdf…

The engine is PyPI's `page-validation`, which shares no code with veraPDF.
"""
import argparse
import re
import sys
from collections import Counter

import page


# The engine removes the end-of-line before `endstream`, even if the last byte of the stream itself is a carriage
# return, which then looks like part of that end-of-line. Such findings are checked again here.
LENGTH = "STREAM-LENGTH"
STREAM = re.compile(rb"/Length (\d+)\b[^>]*>>\s*stream\r?\n")


def lengths_are_right(path):
    data = open(path, "rb").read()
    ends = [found.end() + int(found.group(1)) for found in STREAM.finditer(data)]
    return bool(ends) and all(data[end : end + 10] == b"\nendstream" for end in ends)


def judge(path, flavour, quiet):
    try:
        result = page.validate_pdf(path, profile=flavour)
    except Exception as error:  # whatever the engine raises is its verdict on the file
        print(f"ERROR {path} flavour={flavour}: {type(error).__name__} {error}")
        return 2
    counts = Counter(failure.rule_id for failure in result.failures)
    mistaken = [rule for rule in counts if LENGTH in rule and lengths_are_right(path)]
    for rule in mistaken:
        del counts[rule]
    compliant = not counts and (result.is_compliant or mistaken)
    verdict = "PASS" if compliant else "FAIL"
    print(f"{verdict} {path} flavour={flavour} failed_rules={len(counts)}")
    first = {failure.rule_id: failure for failure in reversed(list(result.failures))}
    for rule, count in counts.items():
        print(f"  [{rule}] x{count}" + ("" if quiet else f" {first[rule].message}"))
    return 0 if compliant else 1


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--flavour", required=True)
    options.add_argument("-q", "--quiet", action="store_true")
    options.add_argument("files", nargs="+")
    chosen = options.parse_args()
    return max(
        judge(path, flavour, chosen.quiet)
        for path in chosen.files
        for flavour in chosen.flavour.split(",")
    )


sys.exit(main())
