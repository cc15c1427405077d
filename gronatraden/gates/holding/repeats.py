"""Which requirements are let go again and again, and whether the rule or the programme is off.

- A requirement that many projects cannot meet, wherever they are, may be the wrong rule.
- One that many projects of one programme cannot meet, and others can, says something of
  that programme.

It is a sign to look closer at, never a verdict. Only waivers that were approved count;
what was asked and not given let nothing go.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

LEAST = 2
"""Projects that must have let a requirement go before it means anything."""
Sign = Literal["", "rule", "programme"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A waiver that was approved: of what, where, and how long it has held so far."""

    requirement: str
    project: str
    programme: str
    days: int
    in_force: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class InProgramme:
    """How a requirement is let go in one programme."""

    programme: str
    asked: int
    """Projects whose policies ask for it."""
    projects: tuple[str, ...]
    """Projects that have had a waiver of it."""
    waivers: int
    days: int

    @property
    def is_often(self) -> bool:
        """Whether at least half of those who are asked have let it go."""
        return 2 * len(self.projects) >= self.asked > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeated:
    """How a requirement is let go, everywhere."""

    requirement: str
    waivers: int
    in_force: int
    days: int
    """Project days that it was let go, so far."""
    again: tuple[str, ...]
    """Projects that had to ask more than once."""
    programmes: tuple[InProgramme, ...]
    """Every programme where it is asked, by name."""

    @property
    def projects(self) -> tuple[str, ...]:
        """Projects that have had a waiver of it."""
        return tuple(sorted(project for p in self.programmes for project in p.projects))

    @property
    def sign(self) -> Sign:
        """What it may mean: the rule is wrong, or one programme is."""
        often = [p for p in self.programmes if p.is_often]
        if len(self.projects) < LEAST or not often:
            return ""
        if len(often) == len(self.programmes):
            return "rule"
        return "programme" if any(len(p.projects) >= LEAST for p in often) else ""


def repeated(
    given: Sequence[Given], asked: Mapping[str, Iterable[tuple[str, str]]]
) -> tuple[Repeated, ...]:
    """Return the requirements that were let go, the one let go by most projects first.

    Args:
        given: Every waiver that was approved.
        asked: Requirement → (programme, project) of each project whose policies ask for it.
    """
    names = dict.fromkeys(one.requirement for one in given)
    found = [_repeated(name, [g for g in given if g.requirement == name], asked) for name in names]
    return tuple(sorted(found, key=lambda r: (-len(r.projects), -r.waivers, r.requirement)))


def _repeated(
    name: str, given: list[Given], asked: Mapping[str, Iterable[tuple[str, str]]]
) -> Repeated:
    where = {(g.programme, g.project) for g in given} | set(asked.get(name, ()))
    times = Counter(g.project for g in given)
    return Repeated(
        requirement=name,
        waivers=len(given),
        in_force=sum(g.in_force for g in given),
        days=sum(g.days for g in given),
        again=tuple(sorted(project for project, count in times.items() if count > 1)),
        programmes=tuple(
            _within(programme, [g for g in given if g.programme == programme], where)
            for programme in sorted({programme for programme, _ in where})
        ),
    )


def _within(programme: str, given: list[Given], where: Iterable[tuple[str, str]]) -> InProgramme:
    return InProgramme(
        programme=programme,
        asked=sum(one == programme for one, _ in where),
        projects=tuple(sorted({g.project for g in given})),
        waivers=len(given),
        days=sum(g.days for g in given),
    )
