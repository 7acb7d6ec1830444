import io
import re
import zipfile
from pathlib import Path

import pytest

import plenary_report as plenary


def rewritten(docx: bytes, old: str, new: str) -> bytes:
    """A Word file in which a reviewer changed words without tracking."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as source, zipfile.ZipFile(made, "w") as target:
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename == "word/document.xml":
                changed = content.decode().replace(old, new)
                assert changed != content.decode()
                content = changed.encode()
            target.writestr(entry, content)
    return made.getvalue()


def test_revisions_are_compared(compiler: plenary.Compiler, report: bytes) -> None:
    newer = report.replace(b"Sixty", b"Seventy")
    comparison = compiler.compare(report, newer, author="Ana", date="2024-07-01")
    (change,) = comparison.summary["changes"]
    assert ("Sixty" in change["before"], "Seventy" in change["after"]) == (True, True)
    assert "Seventy" in comparison.text() and "Seventy" in comparison.page("v1", "v2")
    with zipfile.ZipFile(io.BytesIO(comparison.docx)) as draft:
        assert re.search(r'<w:ins [^>]*w:author="Ana"', draft.read("word/document.xml").decode())


def test_revisions_in_two_languages_are_refused(compiler: plenary.Compiler, report: bytes) -> None:
    french = report.replace(b"date:", b"language: fr, date:")
    with pytest.raises(plenary.ReportError) as raised:
        compiler.compare(report, french)
    assert raised.value.messages[0].code == "E0016"


def test_changes_of_a_reviewer_are_applied(compiler: plenary.Compiler, report: bytes) -> None:
    draft = compiler.build(report, formats=["docx"])["docx"]
    returned = {"draft.docx": rewritten(draft, "Sixty", "Seventy")}
    review = compiler.review(report, returned, untracked="Ana")
    (change,) = review.summary["changes"]
    assert change["reviewers"][0]["name"] == "Ana"
    assert "Seventy" in review.text() and "Seventy" in review.page() and "Ana" in review.csv()
    assert review.matrix().startswith(b"PK")
    applied = review.apply([change["number"]])
    assert applied.source == report.replace(b"Sixty", b"Seventy")
    assert (applied.made, applied.already, applied.refused) == ([1], [], [])


def test_a_damaged_file_is_refused(compiler: plenary.Compiler, report: bytes) -> None:
    with pytest.raises(plenary.Error, match="draft.docx"):
        compiler.review(report, {"draft.docx": b"not a Word file"})


def test_a_markdown_file_is_imported(compiler: plenary.Compiler) -> None:
    imported = plenary.import_(
        b"# Fair work in ports\n\n## Introduction\n\nSixty participants met in Lisbon.\n",
        name="report.md",
        date="2024-06-14",
    )
    assert b"title: Introduction" in imported.source and imported.summary["counts"]["sections"]
    assert "Sixty participants" in compiler.build(imported.source, formats=["txt"])["txt"].decode()
    assert imported.pictures == {} and imported.text()


def test_a_word_file_is_imported_from_disk(
    compiler: plenary.Compiler, report: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "last-year.docx"
    path.write_bytes(compiler.build(report, formats=["docx"])["docx"])
    assert b"Sixty participants met in Lisbon." in plenary.import_(path).source
    with pytest.raises(ValueError, match="tracked is `maybe`"):
        plenary.import_(path, tracked="maybe")  # type: ignore[arg-type]
    with pytest.raises(plenary.Error):
        plenary.import_(b"?", name="a.docx")
