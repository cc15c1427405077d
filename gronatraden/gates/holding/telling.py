"""What is told at once when a document that a decision rests on is handed in anew.

- ``stale``: a material field is not as it was decided, and was or was another before.
- ``restored``: every material field of the document is as it was decided again.
- ``changed``: something else differs; that is told, and no more.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from gronatraden.gates.holding.comparison import differences
from gronatraden.gates.holding.material import material

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from gronatraden.gates.holding.comparison import Difference
    from gronatraden.gates.holding.material import Stale
    from gronatraden.history import Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a notice says."""

    kind: Literal["stale", "changed", "restored"]
    differences: tuple[Difference, ...]
    """Of a material change, against what was decided on; otherwise against the version before."""


def told(
    name: str, paths: Sequence[str], *, decided: object, before: object, now: object
) -> Told | None:
    """Return what is told of a new version, or None where nothing in it differs.

    Args:
        name: The document.
        paths: The material fields of all policies.
        decided: What it said when a gate last opened; empty where it was not there.
        before: What its version before said.
        now: What it says.
    """
    changed = tuple(differences(before, now, name))
    if not changed:
        return None
    was = {_said(one) for one in material(differences(decided, before, name), paths)}
    stands = tuple(material(differences(decided, now, name), paths))
    if new := tuple(one for one in stands if _said(one) not in was):
        return Told(kind="stale", differences=new)
    return Told(kind="restored" if was and not stands else "changed", differences=changed)


def stale_since(stale: Stale, notices: Iterable[Notice]) -> datetime | None:
    """Return when a decision came to be stale as it is now, by the notices about it.

    None where no notice was raised, because the policies did not yet call it material.
    """
    since: dict[str, datetime] = {}
    for raised in notices:
        if raised.kind == "restored":
            since = {w: at for w, at in since.items() if not w.startswith(f"{raised.tool}.")}
        elif raised.kind == "stale":
            since |= {w: raised.raised_at for w, _ in raised.fields if w not in since}
    return min((since[d.where] for d in stale.differences if d.where in since), default=None)


def _said(one: Difference) -> tuple[str, str, str]:
    return one.where, one.kind, repr(one.after)
