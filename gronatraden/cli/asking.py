"""What a command finds out when it was not told: the only programme, who can act next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.errors import UsageError
from gronatraden.services.list_people import list_programmes
from gronatraden.services.who_may import who_may

if TYPE_CHECKING:
    from gronatraden.cli.door import Door
    from gronatraden.project import Act
    from gronatraden.services import Parts


def only_programme(parts: Parts) -> str:
    """Return the programme where there is but one.

    Raises:
        UsageError: When there is none, or several to choose from.
    """
    found = [programme.id for programme in list_programmes(parts)]
    if len(found) != 1:
        raise UsageError(reason="which-programme" if found else "no-programme", known=found)
    return found[0]


def actor_for(door: Door, parts: Parts, *, project: str, act: Act) -> str:
    """Return who to name in a command: whoever acts now if they may, or somebody who may."""
    able = who_may(parts, project=project, act=act)
    return door.actor if door.actor in able or not able else able[0]
