import multiprocessing
import pickle
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import plenary_report as plenary
from plenary_report._plenary import _fail

ALL: list[Any] = ["pdf", "pdf-print", "docx", "epub", "html", "txt", "md"]
PICTURE = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>'
WITH_PICTURE = b"""\
publication: {title: A, publisher: B, date: 2024-06-14}
body:
  - title: One
    content:
      - Words.
      - figure: {image: pictures/box.svg, alt: A black box, caption: A box}
"""


def test_every_format_is_built(compiler: plenary.Compiler, report: bytes) -> None:
    outputs = compiler.build(report, formats=ALL)
    assert set(outputs) == set(ALL)
    assert outputs["pdf"].startswith(b"%PDF-1.7") and outputs["docx"].startswith(b"PK")
    assert "Sixty participants met in Lisbon." in outputs["txt"].decode()


def test_a_report_on_disk_gives_the_same_bytes(
    compiler: plenary.Compiler, report: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "report.yaml"
    path.write_bytes(report)
    assert compiler.build(path).files == compiler.build(report).files
    assert compiler.build(str(path)).files == compiler.build(report).files


def test_files_in_memory_are_those_of_the_call_and_of_the_compiler(report: bytes) -> None:
    with pytest.raises(plenary.ReportError, match="pictures/box.svg"):
        plenary.Compiler(formats=["epub"]).build(WITH_PICTURE)
    of_call = plenary.Compiler(formats=["epub"]).build(
        WITH_PICTURE, files={"pictures/box.svg": PICTURE}
    )
    shared = plenary.Compiler(formats=["epub"], files={"pictures/box.svg": PICTURE})
    assert shared.build(WITH_PICTURE).files == of_call.files
    other = PICTURE.replace(b"rect ", b"rect fill='red' ")
    replaced = shared.build(WITH_PICTURE, files={"pictures/box.svg": other})
    assert replaced.files != of_call.files


def test_a_report_in_memory_reads_nothing_from_the_disk(tmp_path: Path) -> None:
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures/box.svg").write_bytes(PICTURE)
    name = str(tmp_path / "report.yaml")
    with pytest.raises(plenary.ReportError, match="no such file"):
        plenary.Compiler().build(WITH_PICTURE, name=name)
    (tmp_path / "report.yaml").write_bytes(WITH_PICTURE)
    plenary.Compiler().build(name)
    with pytest.raises(TypeError, match="files belong to a report in memory"):
        plenary.Compiler().build(name, files={})


def test_a_template_in_memory(report: bytes) -> None:
    template = b"extends: conference\npage: {width_mm: 150, height_mm: 200}\n"
    files = {"templates/small/template.yaml": template}
    small = plenary.Compiler("small", files=files, formats=["pdf"])
    assert small.build(report).files != plenary.Compiler(formats=["pdf"]).build(report).files
    with pytest.raises(plenary.Error, match="unknown template small"):
        plenary.Compiler("small").build(report)


def test_errors_have_their_places(compiler: plenary.Compiler, report: bytes) -> None:
    bad = report.replace(b"content:", b"contents:")
    with pytest.raises(plenary.ReportError) as raised:
        compiler.build(bad, name="a/b.yaml")
    first = raised.value.messages[0]
    assert (first.severity, first.file, first.line, first.column) == ("error", "a/b.yaml", 4, 5)
    assert "did you mean `content`?" in (first.hint or "")
    assert str(first).startswith("a/b.yaml:4:5: error[P")
    assert f"error[{first.code}]" in str(raised.value) and "\n4 |" in str(raised.value)


def test_warnings_are_messages_and_may_be_errors(report: bytes) -> None:
    doubled = report.replace(b"met in", b"met  in")
    warning = plenary.Compiler().build(doubled).messages[0]
    assert warning.severity == "warning" and warning.line == 4
    assert plenary.Compiler().check(doubled) == [warning]
    with pytest.raises(plenary.ReportError) as raised:
        plenary.Compiler(strict=True).check(doubled)
    assert raised.value.messages[0].severity == "error"


def test_missing_files_are_named(compiler: plenary.Compiler) -> None:
    with pytest.raises(plenary.Error, match="nowhere.yaml") as raised:
        compiler.check("nowhere.yaml")
    assert not isinstance(raised.value, plenary.ReportError)


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ({"formats": ["rtf"]}, "unknown format `rtf`; known: pdf, pdf-print"),
        ({"formats": []}, "at least one format"),
        ({"date": "yesterday"}, "`yesterday` is not a valid date"),
        ({"pdf_standards": ["ua-1", "a-4"]}, "exclude each other"),
        ({"limits": {"patience": 1}}, "unknown limit `patience`"),
    ],
)
def test_arguments_are_checked(arguments: dict[str, Any], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        plenary.Compiler(**arguments)


def test_limits_hold_in_memory(report: bytes) -> None:
    with pytest.raises(plenary.ReportError, match="the report"):
        plenary.Compiler(limits={"file-size": 10}).build(report)


def test_preflight_is_what_the_printer_needs(compiler: plenary.Compiler, report: bytes) -> None:
    data = compiler.preflight(report).data
    assert data["pages"] > 0 and "Black" in " ".join(data["inks"])
    assert data["report"] == "report.yaml"


def test_threads_share_a_compiler(report: bytes) -> None:
    compiler = plenary.Compiler(formats=["pdf", "docx"])
    reports = [report.replace(b"Sixty", str(number).encode()) for number in range(24)]
    one_by_one = [compiler.build(each).files for each in reports]
    with ThreadPoolExecutor(8) as threads:
        assert [each.files for each in threads.map(compiler.build, reports)] == one_by_one


def built(number: int) -> dict[str, bytes]:
    source = b"publication: {title: T%d, publisher: P, date: 2024-06-14}\nbody: [{title: A, content: [B]}]\n"
    return plenary.Compiler(formats=["pdf"]).build(source % number).files


@pytest.mark.skipif("fork" not in multiprocessing.get_all_start_methods(), reason="needs fork")
def test_a_forked_process_starts_its_own_threads() -> None:
    here = [built(number) for number in range(4)]
    with multiprocessing.get_context("fork").Pool(2) as pool:
        assert pool.map_async(built, range(4)).get(timeout=120) == here


def test_results_and_errors_can_be_pickled(compiler: plenary.Compiler, report: bytes) -> None:
    outputs = compiler.build(report.replace(b"met in", b"met  in"), formats=["txt"])
    assert pickle.loads(pickle.dumps(outputs)) == outputs
    with pytest.raises(plenary.ReportError) as raised:
        compiler.check(b"body: 1")
    copy = pickle.loads(pickle.dumps(raised.value))
    assert (str(copy), copy.messages) == (str(raised.value), raised.value.messages)


def test_a_panic_becomes_an_exception(
    compiler: plenary.Compiler, report: bytes, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(plenary.InternalError, match=r"a test: plenary has a bug.*work\.rs:\d+: no page"):
        _fail()
    assert capfd.readouterr().err == ""
    compiler.build(report)
