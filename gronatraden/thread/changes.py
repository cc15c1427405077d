"""The rule about what changed since it was decided on (G3-changes).

- A project is held to its terms as they were when a gate last opened, and as changes
  that were approved since then have left them.
- Terms are its total budget, its period, its partners and its indicators' targets. What
  effects are called, and what a change says in prose, is for people to compare; so is any
  other field that a change decides, until a policy calls it material.
- What was not stated when it was decided on can be stated without a change.

Who decides a change is left to ``gates.changes``.
"""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

from gronatraden.findings import Finding
from gronatraden.history import Target, Terms, approved
from gronatraden.tools.change_logic import ChangeLogic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gronatraden.context import Context
    from gronatraden.findings import Fact
    from gronatraden.history import Change
    from gronatraden.project import ProjectFacts

_PROSE = ("effects", "fields", "other")


def terms_of(facts: ProjectFacts, logic: ChangeLogic) -> Terms:
    """Return what a project's documents say of its time, money, partners and goals."""
    return Terms(
        starts_on=facts.starts_on,
        ends_on=facts.ends_on,
        total_budget_sek=facts.total_budget_sek,
        partners=facts.partners,
        targets=tuple(
            Target(indicator=i.id, value=i.target, by=i.target_on)
            for i in logic.indicators
            if i.target is not None
        ),
        effects=tuple((effect.id, effect.statement) for effect in logic.effects),
    )


def decided_terms(context: Context) -> Terms | None:
    """Return the terms that a gate last opened on; None before the first decision."""
    facts = context.decided_facts
    if facts is None:
        return None
    return terms_of(facts, context.decided_on(ChangeLogic) or ChangeLogic())


def changes_since(context: Context) -> tuple[Change, ...]:
    """Return the changes approved since a gate last opened, in the order decided."""
    seen = 0 if context.opened is None else context.opened.changes
    return approved(context.changes)[seen:]


def agreed_terms(context: Context) -> Terms | None:
    """Return the terms that hold: as last decided on, and changed since; None before that."""
    decided = decided_terms(context)
    if decided is None:
        return None
    return reduce(lambda terms, c: terms.amended(c.after), changes_since(context), decided)


def changes_are_decided(context: Context) -> Iterator[Finding]:
    """Budget, period, partners and targets are as decided, at a gate or by an approved change.

    A change that was approved is entered in the documents, too: a gate does not open on
    what no longer holds. Before the first decision nothing has changed.

    Rule: G3-changes. Basis: the lifecycle matrix, G3; Västra Götalandsregionen: larger
    changes need approval, the commonest are extension and budget.
    """
    decided, agreed = decided_terms(context), agreed_terms(context)
    if decided is None or agreed is None:
        return
    was, held = decided.stated, agreed.stated
    now = terms_of(context.facts, context.read(ChangeLogic)).stated
    for name in was | held:
        before, settled, stands = was.get(name), held.get(name), now.get(name)
        if name.partition("[")[0] in _PROSE or _is_as_agreed(settled, stands):
            continue
        if settled is None or before == stands:
            yield _not_entered(context, name)
        elif isinstance(settled, Target):
            yield _target_differs(context, settled, stands)
        else:
            yield from _fact_differs(name, settled, stands)


def _is_as_agreed(settled: object, stands: object) -> bool:
    if isinstance(settled, Target) and isinstance(stands, Target) and settled.by is None:
        return settled.value == stands.value
    return settled == stands


def _not_entered(context: Context, name: str) -> Finding:
    number = next(c.number for c in reversed(changes_since(context)) if name in c.after.stated)
    kind, _, key = name.rstrip("]").partition("[")
    if kind == "targets":
        said: dict[str, Fact] = {"change": number, "indicator": _called(context, key)}
        return Finding("target-change-is-not-entered", _target(key), said)
    return Finding("change-is-not-entered", f"project.{name}", {"change": number, "fact": name})


def _target_differs(context: Context, settled: Target, stands: object) -> Finding:
    where = _target(settled.indicator)
    about: dict[str, Fact] = {"indicator": _called(context, settled.indicator)}
    if not isinstance(stands, Target) or (stands.by is None and settled.by is not None):
        return Finding("target-is-gone", where, about)
    if stands.value != settled.value:
        values: dict[str, Fact] = {"decided": f"{settled.value:f}", "now": f"{stands.value:f}"}
        return Finding("target-is-not-as-decided", where, about | values)
    days: dict[str, Fact] = {"decided": str(settled.by), "now": str(stands.by)}
    return Finding("target-day-is-not-as-decided", f"{where}_on", about | days)


def _fact_differs(name: str, settled: object, stands: object) -> Iterator[Finding]:
    where = f"project.{name}"
    if isinstance(settled, frozenset) and isinstance(stands, frozenset):
        if added := tuple(sorted(stands - settled)):
            yield Finding("partner-is-not-decided", where, {"partners": added})
        if left := tuple(sorted(settled - stands)):
            yield Finding("partner-is-gone", where, {"partners": left})
    elif stands is None:
        yield Finding("decided-fact-is-gone", where, {"fact": name})
    elif isinstance(settled, int) and isinstance(stands, int):
        yield Finding("budget-is-not-as-decided", where, {"decided": settled, "now": stands})
    else:
        facts: dict[str, Fact] = {"fact": name, "decided": str(settled), "now": str(stands)}
        yield Finding("day-is-not-as-decided", where, facts)


def _target(indicator: str) -> str:
    return f"change_logic.indicators[{indicator}].target"


def _called(context: Context, indicator: str) -> str:
    known = {i.id: i.title for i in context.read(ChangeLogic).indicators}
    return known.get(indicator) or indicator
