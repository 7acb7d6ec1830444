"""``python -m plenary_report``: the program ``plenary``, which is part of this package."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig

NAME = "plenary.exe" if os.name == "nt" else "plenary"


def program() -> str:
    """The path of the program in the folder of scripts where this package is installed."""
    schemes = [sysconfig.get_default_scheme(), sysconfig.get_preferred_scheme("user")]
    paths = [os.path.join(sysconfig.get_path("scripts", scheme), NAME) for scheme in schemes]
    for path in paths:
        if os.path.isfile(path):
            return path
    sys.exit(f"the program is missing; looked for {' and '.join(paths)}")


def main() -> None:
    arguments = [program(), *sys.argv[1:]]
    if os.name == "nt":
        sys.exit(subprocess.call(arguments))
    os.execv(arguments[0], arguments)


if __name__ == "__main__":
    main()
