"""The other lifecycles that a project may take as it stands, and its gate judged in each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.errors import PolicyError
from gronatraden.gates.explain import OtherClass
from gronatraden.services._desk import judge
from gronatraden.services._dossier import Dossier
from gronatraden.services.migration._pins import Scope, Wanted, targets
from gronatraden.services.migration.plan_migration import draw_up
from gronatraden.store import policies

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gronatraden.phases import NextGate
    from gronatraden.services._parts import Parts
    from gronatraden.store.reader import Reader


def other_ways(parts: Parts, r: Reader, dossier: Dossier, gate: NextGate) -> tuple[OtherClass, ...]:
    """Return the gate as each other lifecycle would judge it, the lightest first.

    None where the project is in no class, and none that would take force: where it would
    stand elsewhere, or a gate that it has passed would mean something else.
    """
    then = policies.classed(r, dossier.project.id)
    if then is None or then.by.class_of(dossier.facts) is None or gate not in dossier.standing.next:
        return ()
    names = dict.fromkeys(one.lifecycle for one in then.by.order)
    wanted = (_newest(r, dossier, name) for name in names if name != dossier.project.lifecycle)
    return tuple(way for one in wanted if one for way in _judged(parts, r, one, gate))


def _newest(r: Reader, dossier: Dossier, name: str) -> Wanted | None:
    waits = policies.waiting(r)
    known = [p.version for p, _ in policies.lifecycles(r) if p.name == name]
    there = [version for version in known if ("lifecycle", name, version) not in waits]
    scope = Scope(projects=(dossier.project.id,))
    return Wanted(name=name, version=there[-1], scope=scope) if there else None


def _judged(parts: Parts, r: Reader, wanted: Wanted, gate: NextGate) -> Iterator[OtherClass]:
    try:
        plan = draw_up(parts, r, wanted)
    except PolicyError:  # no rules in force for it
        return
    if not plan.projects or plan.impossible or plan.held_back:
        return
    (mine,) = plan.projects
    ((_, other),) = targets(r, wanted, on=parts.today)
    then = Dossier(r, other)
    if gate in then.standing.next:
        yield OtherClass(
            lifecycle=mine.lifecycle,
            version=mine.lifecycle_version,
            lighter=mine.lighter,
            verdict=judge(parts, r, then, gate),
        )
