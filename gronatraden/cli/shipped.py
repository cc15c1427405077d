"""The lifecycles and policies that come with the program, and their publication.

They lie in ``policies/`` of a checkout, and inside the package where it was installed
from a wheel.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from gronatraden import manuscript
from gronatraden.services.publish import publish

if TYPE_CHECKING:
    from gronatraden.services import Parts
    from gronatraden.services.publish import PublishedNow

ORDER = ("lifecycles", ".", "programmes", "funders")
"""Folders of the shipped files: lifecycles, the method's policies, then what adds to them."""


def folder() -> Path:
    """Return where the shipped policies lie, wherever the package is installed."""
    package = Path(str(files("gronatraden")))
    inside = package / "policies"
    return inside if inside.is_dir() else package.parent / "policies"


def shipped() -> tuple[Path, ...]:
    """Return the shipped files in the order they are published: what stands on another, last."""
    found = folder()
    return tuple(file for inside in ORDER for file in sorted((found / inside).glob("*.yaml")))


def publish_shipped(parts: Parts, *, by: str) -> tuple[PublishedNow, ...]:
    """Publish what is shipped; what was published before stays as it is.

    Raises:
        PublishedPolicyError: When a version was published with another meaning.
        NotPermittedError: When the actor may not publish.
    """
    return tuple(publish(parts, written=manuscript.read(file), by=by) for file in shipped())
