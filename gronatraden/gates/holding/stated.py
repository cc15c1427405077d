"""What a policy gets wrong about material fields and about waivers, found at load.

- A material field is one that a document has, or holds something that one has.
- A requirement that is never waived is one that the policy states, and does not call
  waivable.
- Whoever approves waivers is not the one who keeps people and roles.
"""

from __future__ import annotations

from dataclasses import is_dataclass
from fnmatch import fnmatchcase
from functools import cache
from typing import TYPE_CHECKING, Any, get_args, get_origin, get_type_hints

from gronatraden.gates.holding.material import names_of
from gronatraden.policy.problem import PolicyProblem, unknown
from gronatraden.project import FACTS, ProjectFacts, Role
from gronatraden.tools.plugged import tools

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gronatraden.policy import Policy, WaiverPolicy


def problems_of_holding(policy: Policy, others: Iterable[Policy] = ()) -> Iterator[PolicyProblem]:
    """Yield what is wrong with what a policy says of material fields and of waivers.

    Args:
        policy: The policy.
        others: Published ones that it may be pinned together with: what they require, it
            may hold to.
    """
    stated = () if policy.material is None else policy.material.fields
    for index, path in enumerate(stated):
        if not _is_there(path):
            yield unknown("material-field", ("material", "fields", index), path, [*field_paths()])
    if policy.waivers is not None:
        yield from _of_waivers(policy, policy.waivers, others)


def _of_waivers(
    policy: Policy, rule: WaiverPolicy, others: Iterable[Policy]
) -> Iterator[PolicyProblem]:
    own = {r.id: r.waivable for gate in policy.gates.values() for r in gate.requires}
    known = own.keys() | {r.id for p in others for g in p.gates.values() for r in g.requires}
    for index, name in enumerate(rule.never):
        if name not in known:
            yield unknown("requirement", ("waivers", "never", index), name, sorted(known))
        elif own.get(name):
            yield PolicyProblem("never-and-waivable", ("waivers", "never", index), {"id": name})
    for index, row in enumerate(rule.approved_by):
        if row.role is Role.ADMIN:
            place = ("waivers", "approved_by", index, "role")
            yield PolicyProblem("admin-cannot-approve", place, {"role": row.role.value})


def _is_there(path: str) -> bool:
    """Say whether a path leads to a field; a list may be marked, what is none may not."""
    wanted = names_of(path)
    marked = [name.endswith("[]") for name in path.split(".")]
    return any(
        len(names) == len(wanted)
        and all(map(fnmatchcase, names_of(there), wanted))
        and all(is_list for is_list, mark in zip(_lists(there), marked, strict=True) if mark)
        for there in field_paths()
        for names in (names_of(there),)
    )


def _lists(path: str) -> list[bool]:
    return [name.endswith("[]") for name in path.split(".")]


def field_paths() -> tuple[str, ...]:
    """Return the path of everything that documents hold, lists marked, each after its whole."""
    documents = {FACTS: ProjectFacts} | {tool.name: tool.content for tool in tools()}
    return tuple(path for name, kind in documents.items() for path in (name, *_paths(kind, name)))


@cache
def _paths(kind: type, name: str) -> tuple[str, ...]:
    return tuple(_below(kind, f"{name}."))


def _below(kind: type, above: str) -> Iterator[str]:
    for name, hint in get_type_hints(kind).items():
        is_list, inner = _held(hint)
        yield f"{above}{name}{'[]' if is_list else ''}"
        if inner is not None:
            yield from _below(inner, f"{above}{name}{'[]' if is_list else ''}.")


def _held(hint: Any) -> tuple[bool, type | None]:  # noqa: ANN401 - a type as it was written
    """Return whether a field is a list, and the class of what it holds, if that has fields."""
    parts = (hint, *get_args(hint))
    is_list = any(get_origin(part) is tuple for part in parts) or get_origin(hint) is tuple
    inner = [*parts, *(inside for part in parts for inside in get_args(part))]
    held = [part for part in inner if isinstance(part, type) and is_dataclass(part)]
    return is_list, held[0] if held else None
