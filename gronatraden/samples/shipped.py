"""The lifecycles and policies that come with the program, where they lie.

They lie in ``policies/`` of a checkout, and inside the package where it was installed
from a wheel. What is published just as it lies there was written by the package.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

from gronatraden import manuscript


def folder() -> Path:
    """Return where the shipped policies lie, wherever the package is installed."""
    package = Path(str(files("gronatraden")))
    inside = package / "policies"
    return inside if inside.is_dir() else package.parent / "policies"


def shipped() -> tuple[Path, ...]:
    """Return the shipped files in the order they are published: lifecycles, then policies."""
    found = folder()
    return (*sorted((found / "lifecycles").glob("*.yaml")), *sorted(found.glob("*.yaml")))


@cache
def shipped_texts() -> frozenset[str]:
    """Return the shipped files' texts, unmodified."""
    return frozenset(manuscript.read(file).text for file in shipped())
