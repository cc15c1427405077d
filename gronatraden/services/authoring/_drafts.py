"""Drafts: policies, lifecycles and classes as somebody wrote them, and what is wrong with them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Literal

from gronatraden import manuscript
from gronatraden.errors import ManuscriptError, Problem
from gronatraden.gates.registry import misshapes_of, problems_of, scales
from gronatraden.manuscript.composition import PROBLEM_LIMIT
from gronatraden.manuscript.reading import in_order
from gronatraden.phases import Lifecycle
from gronatraden.policy import (
    Classes,
    Policy,
    class_problems,
    is_for,
    level_problems,
    overlay_problems,
)
from gronatraden.policy.problem import unknown_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from gronatraden.manuscript import Manuscript
    from gronatraden.policy import PolicyProblem

Kind = Literal["policy", "lifecycle", "classes"]
Said = Policy | Lifecycle | Classes
KINDS: dict[Kind, type[Said]] = {
    "policy": Policy,
    "lifecycle": Lifecycle,
    "classes": Classes,
}
"""What each kind of file is read as."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A file that fits what it should be; what it names may still not exist."""

    written: Manuscript
    kind: Kind
    says: Said

    @property
    def name(self) -> str:
        """What it is called, whatever its file is."""
        return str(getattr(self.says, self.kind))


def kind_of(written: Manuscript) -> Kind:
    """Return what a file is: its keys tell, never its name."""
    if "lifecycle" in written.value and "phases" in written.value:
        return "lifecycle"
    return "classes" if "classes" in written.value else "policy"


def read_draft(written: Manuscript) -> Draft:
    """Return what a file says.

    Raises:
        ManuscriptError: When it does not have the form of what it is.
    """
    kind = kind_of(written)
    return Draft(written, kind, manuscript.validate(written, KINDS[kind]))


def faults(
    says: Said, shapes: Mapping[str, Lifecycle], others: Sequence[Policy]
) -> Iterator[PolicyProblem]:
    """Yield why something is not published as it is.

    Args:
        says: What somebody wrote.
        shapes: The lifecycles there are, by name.
        others: The policies there are, the versions of each in order.
    """
    if isinstance(says, Lifecycle):
        yield from misshapes_of(says)
    elif isinstance(says, Classes):
        yield from class_problems(says, list(shapes))
    elif meant := [shape for name, shape in shapes.items() if says.lifecycle in {"", name}]:
        beside = standing_beside(says, others)
        yield from level_problems(says)
        yield from problems_of(says, *meant, others=beside)
        yield from overlay_problems(says, beside, scales())
    else:
        yield unknown_name("lifecycle", ("lifecycle",), says.lifecycle, list(shapes))


def standing_beside(policy: Policy, others: Iterable[Policy]) -> list[Policy]:
    """Return the newest version of every other policy that may stand beside one."""
    newest = {other.policy: other for other in others}
    return [
        other
        for other in newest.values()
        if other.policy != policy.policy
        and (other.lifecycle == "" or is_for(policy, other.lifecycle))
    ]


def placed(written: Manuscript, found: Iterable[PolicyProblem]) -> list[Problem]:
    """Return problems at their places, in order: a hundred, and then that there are more."""
    problems = []
    for one in islice(found, PROBLEM_LIMIT + 1):
        if one.at is None:
            place = written.line_of(one.where)
        else:
            place = manuscript.spot(written, one.where, one.at)
        problems.append(Problem(one.code, place.line, place.column, one.facts))
    return in_order(problems)


def refuse(written: Manuscript, found: Iterable[PolicyProblem]) -> None:
    """Refuse a file that has faults.

    Raises:
        ManuscriptError: With every fault at its line.
    """
    if problems := placed(written, found):
        raise ManuscriptError(file=written.file, problems=problems)
