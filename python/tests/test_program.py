import subprocess
import sys
import tomllib
from pathlib import Path

import plenary_report as plenary


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "plenary_report", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=120)


def test_the_program_has_the_version_of_the_package() -> None:
    said = run("--version").stdout.split()
    assert said[:2] == ["plenary", plenary.__version__]


def test_its_exit_status_is_passed_on(tmp_path: Path) -> None:
    assert run("check", str(tmp_path / "nowhere.yaml")).returncode == 3


def test_both_give_the_same_bytes(repository: Path, tmp_path: Path) -> None:
    report = repository / "source/alliance-2016.yaml"
    built = run("build", str(report), "--to", "pdf,pdf-print,docx,epub,html,txt,md", "--out", str(tmp_path))
    assert built.returncode == 0, built.stderr
    names = {"pdf-print": "print.pdf"}
    compiler = plenary.Compiler(formats=["pdf", "pdf-print", "docx", "epub", "html", "txt", "md"])
    for name, content in compiler.build(report).items():
        assert (tmp_path / f"alliance-2016.{names.get(name, name)}").read_bytes() == content, name


def test_the_version_is_that_of_plenary(repository: Path) -> None:
    manifest = tomllib.loads((repository / "Cargo.toml").read_text(encoding="utf-8"))
    assert plenary.__version__ == manifest["package"]["version"]
