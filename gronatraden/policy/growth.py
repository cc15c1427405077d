"""How a policy's shape grows without changing what published policies mean.

A field that was added after policies were first published is ``later``: where it says
nothing, it is no part of the meaning, so that the hash of a policy stays what it was.
"""

from __future__ import annotations

from dataclasses import MISSING, fields, is_dataclass
from typing import TYPE_CHECKING, cast

import msgspec

from gronatraden.documents import LATER, later

if TYPE_CHECKING:
    from gronatraden.canonical import CanonicalValue

__all__ = ["later", "meaning"]


def meaning(value: object) -> CanonicalValue:
    """Return what a policy, or a part of one, says: its fields without silent later ones."""
    if is_dataclass(value) and not isinstance(value, type):
        return {
            one.name: meaning(said)
            for one in fields(value)
            for said in (getattr(value, one.name),)
            if not (one.metadata.get(LATER) and said == _silent(one.default))
        }
    if isinstance(value, dict):
        return {str(key): meaning(said) for key, said in value.items()}
    if isinstance(value, tuple):
        return [meaning(said) for said in value]
    return cast("CanonicalValue", msgspec.to_builtins(value))


def _silent(default: object) -> object:
    return {} if default is MISSING else default
