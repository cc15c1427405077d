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
    from collections.abc import Sequence

    from gronatraden.gates.holding.comparison import Difference


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


def _said(one: Difference) -> tuple[str, str, str]:
    return one.where, one.kind, repr(one.after)
