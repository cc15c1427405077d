"""What is waived again and again is reported, per requirement and programme."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from gronatraden.gates.conditions.speaking import is_narrowed
from gronatraden.gates.holding.repeats import Given, repeated
from gronatraden.gates.holding.waivers import days_held, holds
from gronatraden.gates.registry import effective
from gronatraden.services._desk import unknown
from gronatraden.services._dossier import Dossier
from gronatraden.store import gates, people, policies, projects

if TYPE_CHECKING:
    from gronatraden.gates.holding.repeats import Repeated
    from gronatraden.policy import Policy, PublishedPolicy
    from gronatraden.project import Project
    from gronatraden.services._parts import Parts
    from gronatraden.store.reader import Reader


def report_waivers(parts: Parts, *, programme: str | None = None) -> tuple[Repeated, ...]:
    """Return the requirements that were let go, the one let go by most projects first.

    Args:
        parts: What the act works with.
        programme: The programme to report on; every one where nothing is said. A sign that
            a programme is off is only seen beside others.

    Raises:
        UnknownNameError: When there is no such programme.
    """
    with parts.read() as r:
        if programme is not None and people.programme_by_id(r, programme) is None:
            known = (p.id for p in people.programmes(r))
            raise unknown(kind="programme", name=programme, known=known)
        meant = {p.id: p for p in projects.projects(r) if programme in {None, p.programme}}
        said = {pins: policies.pinned(r, pins) for pins in {p.policies for p in meant.values()}}
        rules = {p.id: _speaking(r, p, said[p.policies]) for p in meant.values()}
        waivers = [w for w in gates.waivers(r) if w.project in meant]
    asked: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for project in meant.values():
        for policy in rules[project.id]:
            for gate in policy.gates.values():
                for requirement in gate.requires:
                    asked[requirement.id].add((project.programme, project.id))
    given = [
        Given(
            requirement=waiver.requirement,
            project=waiver.project,
            programme=meant[waiver.project].programme,
            days=days,
            in_force=holds(waiver, rules[waiver.project], parts.moment),
        )
        for waiver in waivers
        if (days := days_held(waiver, parts.moment)) is not None
    ]
    return repeated(given, asked)


def _speaking(
    r: Reader, project: Project, published: tuple[PublishedPolicy, ...]
) -> tuple[Policy, ...]:
    said = Dossier(r, project).spoken.published if is_narrowed(published) else published
    return effective(said).policies
