"""Checks the JSON Schemas that plenary gives to editors: schemacheck PLENARY

PLENARY is the program; run this from the root of the project. The schema of a report must accept each
source in tests/cases, and each source that the tests generated, if plenary accepts it. It must reject each source
in which plenary finds a structural error: an unknown key, a list where text is expected. The schemas of templates
and labels must accept the built-in ones, and reject the cases with such errors. The checks use the Python
package jsonschema, which shares no code with plenary.
"""
import json
import pathlib
import re
import subprocess
import sys

import yaml
from jsonschema import Draft202012Validator

# Structural errors, and errors that leave nothing to check: of YAML, and a newer format.
SHAPE = {f"P{number:04}" for number in range(20, 28)}
SYNTAX = {f"P{number:04}" for number in range(1, 17)} - {"P0015"} | {"P0018", "P0072"}
# The schema describes less of the structure than plenary checks.
LEAST = {"accepted": 60, "refused": 8}


class Core(yaml.SafeLoader):
    """YAML as its core schema reads it (YAML 1.2.2 §10.3): no dates, `yes` is a text."""


Core.yaml_implicit_resolvers = {
    first: [(tag, rule) for tag, rule in rules if not tag.endswith((":timestamp", ":bool", ":value"))]
    for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
TRUTH = re.compile("^(?:true|True|TRUE|false|False|FALSE)$")
Core.add_implicit_resolver("tag:yaml.org,2002:bool", TRUTH, "tTfF")


def run(*arguments):
    return subprocess.run(arguments, capture_output=True, text=True, check=False)


def schema(plenary, what):
    text = run(plenary, "schema", what).stdout
    parsed = json.loads(text)
    Draft202012Validator.check_schema(parsed)
    return Draft202012Validator(parsed), text


def read(path):
    return yaml.load(path.read_bytes(), Loader=Core)


def codes(plenary, path):
    """The codes that plenary reports for a source alone, except for ranges that depend on a whole table."""
    said = run(plenary, "check", "--message-format", "json", str(path)).stderr.splitlines()
    own = [it for it in map(json.loads, said) if it.get("file") == str(path)]
    of_schema = re.compile("between|minimum|maximum")
    return {it["code"] for it in own if it["code"] != "P0025" or of_schema.search(it["message"])}


def reports(plenary, judge, found, faults):
    sources = [*pathlib.Path("tests/cases").rglob("*.yaml"), *pathlib.Path("target/tmp/generated").glob("*.yaml")]
    for path in sorted(sources):
        if not path.is_file() or path.parent.name in ("own", "one", "two", "labels"):
            continue
        given = codes(plenary, path)
        if given & SYNTAX:
            found["unreadable"] += 1
            continue
        wrong = next(judge.iter_errors(read(path)), None)
        if given & SHAPE and wrong is None:
            faults.append(f"{path}: the schema accepts it, plenary says {sorted(given & SHAPE)}")
        elif not given & SHAPE and wrong is not None:
            faults.append(f"{path}: the schema refuses what plenary accepts: {wrong.message[:200]}")
        found["accepted" if wrong is None else "refused"] += 1


def beside(judges, found, faults):
    """Templates and labels: the built-in ones, and those of cases, which are recognized by their names."""
    for what, pattern in (("template", "templates/*/template.yaml"), ("labels", "src/languages/*/labels.yaml")):
        for path in sorted(pathlib.Path().glob(pattern)):
            found[what] += 1
            wrong = next(judges[what].iter_errors(read(path)), None)
            if wrong is not None:
                faults.append(f"{path}: {wrong.message[:200]}")
    for what, path in (
        ("template", "tests/cases/errors/template-faults/own/template.yaml"),
        ("template", "tests/cases/errors/template-limits/own/template.yaml"),
        ("labels", "tests/cases/errors/labels-faults/templates/labels/en.yaml"),
        ("labels", "tests/cases/errors/labels-months/templates/labels/en.yaml"),
    ):
        if judges[what].is_valid(read(pathlib.Path(path))):
            faults.append(f"{path}: the schema accepts it")


def main(plenary):
    faults = []
    found = dict.fromkeys(("accepted", "refused", "unreadable", "template", "labels"), 0)
    judge, text = schema(plenary, "report")
    if text != pathlib.Path("source/report.schema.json").read_text():
        faults.append("source/report.schema.json is not what `plenary schema` prints")
    reports(plenary, judge, found, faults)
    judges = {what: schema(plenary, what)[0] for what in ("template", "labels")}
    beside(judges, found, faults)
    for what, least in {**LEAST, "template": 4, "labels": 8}.items():
        if found[what] < least:
            faults.append(f"only {found[what]} of {what} were judged, {least} are there at least")
    for fault in faults:
        print(f"   {fault}")
    counts = ", ".join(f"{count} {what}" for what, count in found.items())
    print(f"{'FAIL' if faults else 'PASS'} schemas: {counts}")
    return bool(faults)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
