"""A second judge of PDF/A and PDF/UA-1: pagecheck --flavour ua1,2a [-q] FILE.pdf…

The engine is PyPI's `page-validation`, which shares no code with veraPDF.
"""
import argparse
import sys
from collections import Counter

import page


def judge(path, flavour, quiet):
    try:
        result = page.validate_pdf(path, profile=flavour)
    except Exception as error:  # whatever the engine raises is its verdict on the file
        print(f"ERROR {path} flavour={flavour}: {type(error).__name__} {error}")
        return 2
    verdict = "PASS" if result.is_compliant else "FAIL"
    print(f"{verdict} {path} flavour={flavour} failed_rules={result.rules.failed}")
    counts = Counter(failure.rule_id for failure in result.failures)
    first = {failure.rule_id: failure for failure in reversed(list(result.failures))}
    for rule, count in counts.items():
        print(f"  [{rule}] x{count}" + ("" if quiet else f" {first[rule].message}"))
    return 0 if result.is_compliant else 1


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
