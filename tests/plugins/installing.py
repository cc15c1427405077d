"""A package is installed in a folder of its own, as pip would: its files and its metadata."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path

ASSURANCE = Path(__file__).parent / "sustainability-assurance"
"""The worked example."""
NAME = "gronatraden-sustainability-assurance"


def install(project: Path, site: Path, *, version: str = "") -> str:
    """Install a project's packages in a folder that can be put on Python's path.

    Args:
        project: A folder with ``pyproject.toml``.
        site: Where to.
        version: Instead of the one that the project states.

    Returns:
        The distribution's name.
    """
    stated = tomllib.loads((project / "pyproject.toml").read_text("utf-8"))["project"]
    for package in (p.parent for p in project.glob("*/__init__.py")):
        shutil.copytree(package, site / package.name, dirs_exist_ok=True)
    return write_metadata(
        site, stated["name"], version or stated["version"], stated["entry-points"]
    )


def write_metadata(site: Path, name: str, version: str, entries: dict[str, dict[str, str]]) -> str:
    """Write what says that a distribution is installed, in place of any other version of it."""
    stem = name.replace("-", "_")
    for old in site.glob(f"{stem}-*.dist-info"):
        shutil.rmtree(old)
    folder = site / f"{stem}-{version}.dist-info"
    folder.mkdir(parents=True)
    metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
    (folder / "METADATA").write_text(metadata, "utf-8")
    lines = [
        line
        for group, named in entries.items()
        for line in (f"[{group}]", *(f"{key} = {value}" for key, value in named.items()), "")
    ]
    (folder / "entry_points.txt").write_text("\n".join(lines), "utf-8")
    return name
