"""What the program is called where it was started, so that a command can be pasted there."""

from __future__ import annotations

import os
import shutil
import sys
from functools import cache
from pathlib import Path

NAME = "gronatraden"


@cache
def name() -> str:
    """Return how the program was started: by name, by path, or as a module."""
    started = Path(sys.argv[0]) if sys.argv else Path(NAME)
    if started.name == "__main__.py" and started.parent.name == NAME:
        return f"{_shown(Path(sys.executable))} -m {NAME}"
    if started.name != NAME or shutil.which(NAME) == str(started):
        return NAME
    return _shown(started)


def _shown(path: Path) -> str:
    if shutil.which(path.name) == str(path):
        return path.name
    here = os.path.relpath(path)
    return str(path) if here.startswith("..") else here
