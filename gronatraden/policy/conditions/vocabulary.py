"""The vocabulary of conditions: which names they may use, and of what shape each is.

Conditions know no tool and no project; whoever judges hands the vocabulary in.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gronatraden.policy.conditions.functions import FUNCTIONS
from gronatraden.policy.conditions.shapes import Shape

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PARAMS = "params"
"""What a policy's own numbers and words are read under."""
BUILT_IN = ("size", "startsWith", "endsWith", "contains", "matches", "duration", "double")
MACROS = ("has", "all", "exists", "exists_one", "filter", "map")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a condition may speak of."""

    names: Mapping[str, Shape]
    params: Mapping[str, int | str | bool] = field(default_factory=dict)

    @property
    def taken(self) -> frozenset[str]:
        """Names that an element of a list must not be given."""
        return frozenset({*self.names, PARAMS})

    @property
    def known(self) -> tuple[str, ...]:
        """Everything that can stand at the beginning of an expression."""
        params = (f"{PARAMS}.{name}" for name in self.params)
        return (*self.names, *params, *FUNCTIONS, *BUILT_IN, *MACROS)

    def typed_params(self) -> Iterator[tuple[str, Shape]]:
        """Yield each parameter with the shape of its value."""
        for name, value in self.params.items():
            if isinstance(value, bool):
                yield name, Shape("bool")
            else:
                yield name, Shape("int" if isinstance(value, int) else "string")
