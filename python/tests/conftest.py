from pathlib import Path

import pytest

import plenary_report as plenary

REPORT = b"""\
publication: {title: Fair work in ports, publisher: Port Board, date: 2024-06-14}
body:
  - title: Introduction
    content: [Sixty participants met in Lisbon.]
"""


@pytest.fixture
def report() -> bytes:
    return REPORT


@pytest.fixture
def compiler() -> plenary.Compiler:
    return plenary.Compiler()


@pytest.fixture
def repository() -> Path:
    return Path(__file__).parents[2]
