"""What several tools say of an actor: its sector, its level and its rung on the ladder."""

from __future__ import annotations

from typing import Literal

Sector = Literal["", "public", "private", "academia", "civil_society"]
"""Part of society an actor belongs to; empty is not placed."""
SECTORS: tuple[Sector, ...] = ("public", "private", "academia", "civil_society")
"""The sectors the method names."""

Level = Literal["", "local", "regional", "national", "international"]
"""Level of society an actor works on; empty is not placed."""

Rung = Literal["", "dialogue", "shared_view", "cooperation", "collaboration"]
"""A rung of the ladder (trappsteg); empty is not assessed."""
RUNGS: tuple[Rung, ...] = ("dialogue", "shared_view", "cooperation", "collaboration")
"""The rungs, the lowest first (samtal, samsyn, samarbete, samverkan).

Each contains the ones below. Regions name and count them differently; order and names
are data, here and in ``text/``, and rules ask only how high a rung stands.

Source: Region Kronoberg, "Samverkanstrappan"; Himmelman's continuum, whose levels nest.
"""


def height(rung: Rung) -> int:
    """Return how high a rung stands, counted from 1; 0 when it is not assessed."""
    return RUNGS.index(rung) + 1 if rung else 0
