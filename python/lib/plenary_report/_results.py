"""Plain data that calls return, and the exceptions that they raise."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any, Iterator, Literal, Mapping, Sequence


@dataclass(frozen=True)
class Related:
    """Another place to which a message refers. Lines and columns count from 1, columns in characters."""

    message: str
    file: str
    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True)
class Message:
    """An error or a warning about a report or a file that it uses.

    Lines and columns count from 1, columns in characters; they are None for a message about a whole file. The end
    is the position after the last character. ``plenary explain CODE`` explains a code.
    """

    severity: Literal["error", "warning"]
    code: str
    message: str
    file: str
    line: int | None
    column: int | None
    end_line: int | None
    end_column: int | None
    #: What to do, as an imperative.
    hint: str | None
    related: Related | None = None

    def __str__(self) -> str:
        place = "" if self.line is None else f":{self.line}:{self.column}"
        hint = "" if self.hint is None else f"\n  help: {self.hint}"
        return f"{self.file}{place}: {self.severity}[{self.code}]: {self.message}{hint}"


def message_from_json(text: str) -> Message:
    """The message of a JSON object in the form of ``--message-format json``."""
    fields = json.loads(text)
    related = fields.pop("related", None)
    return Message(**fields, related=related and Related(**related))


@dataclass(frozen=True)
class Outputs(Mapping[str, bytes]):
    """The outputs of a report, by format: ``outputs["pdf"]``."""

    files: dict[str, bytes]
    #: The warnings about the report and its pages.
    messages: list[Message] = field(default_factory=list)

    def __getitem__(self, name: str) -> bytes:
        return self.files[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.files)

    def __len__(self) -> int:
        return len(self.files)


@dataclass(frozen=True)
class Preflight:
    """The data that a printer needs. Lengths are millimetres."""

    #: The object that ``plenary preflight --message-format json`` prints.
    data: dict[str, Any]
    #: The warnings about the report and its pages.
    messages: list[Message] = field(default_factory=list)


class Error(Exception):
    """A report cannot be compiled, or a file cannot be read. The text says why."""


class ReportError(Error):
    """A report, or a file that it uses, has errors."""

    #: The errors and the warnings.
    messages: list[Message]

    def __init__(self, text: str, messages: Sequence[Message]) -> None:
        super().__init__(text, list(messages))
        self.messages = list(messages)

    def __str__(self) -> str:
        return str(self.args[0])


class InternalError(Error):
    """plenary has a bug. Please report it."""
