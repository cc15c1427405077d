"""The lifecycles and policies that come with the program, and their publication."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden import manuscript
from gronatraden.samples.shipped import folder, shipped
from gronatraden.services.publish import publish

if TYPE_CHECKING:
    from gronatraden.services import Parts
    from gronatraden.services.publish import PublishedNow

__all__ = ["folder", "publish_shipped", "shipped"]


def publish_shipped(parts: Parts, *, by: str) -> tuple[PublishedNow, ...]:
    """Publish what is shipped; what was published before stays as it is.

    Raises:
        PublishedPolicyError: When a version was published with another meaning.
        NotPermittedError: When the actor may not publish.
    """
    return tuple(publish(parts, written=manuscript.read(file), by=by) for file in shipped())
