"""``python -m plenary_report``: the program ``plenary``, which is part of this package."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.metadata import files

NAME = "plenary.exe" if os.name == "nt" else "plenary"


def program() -> str:
    """The path of the program, as recorded when this package was installed."""
    for file in files("plenary-report") or []:
        if file.name == NAME:
            return os.fspath(file.locate())
    sys.exit("the program is missing; install plenary-report again")


def main() -> None:
    arguments = [program(), *sys.argv[1:]]
    if os.name == "nt":
        sys.exit(subprocess.call(arguments))
    os.execv(arguments[0], arguments)


if __name__ == "__main__":
    main()
