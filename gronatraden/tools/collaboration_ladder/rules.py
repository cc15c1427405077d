"""Rules about where constellations stand, and what bears it.

- ST-01 every rung up to the claimed one has its question answered, and its evidence
- ST-02 a joint rung is stood on by several organisations, the top one across sectors and levels
- ST-03 a shared view is confirmed by every actor
- ST-04 cooperation has tasks and resources, collaboration signed responsibility
- ST-05 the rung aimed for is motivated
- ST-06 a fall is explained and acted upon

Rungs nest: what a rung asks for is asked for on every rung above it. No rule asks for
the top. That actors are stakeholders (ST-07) takes two tools and is the thread's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.findings import Finding
from gronatraden.tools._actors import RUNGS, height
from gronatraden.tools.collaboration_ladder.content import CollaborationLadder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gronatraden.context import Context
    from gronatraden.findings import Fact
    from gronatraden.tools.collaboration_ladder.content import Constellation

SHARED, JOINT, TOP = height("shared_view"), height("cooperation"), height("collaboration")


def _where(constellation: Constellation) -> str:
    return f"collaboration_ladder.constellations[{constellation.id}]"


def _named(constellation: Constellation) -> dict[str, Fact]:
    return {"constellation": constellation.title or constellation.id}


def every_rung_is_answered(ladder: CollaborationLadder, context: Context) -> Iterator[Finding]:
    """A constellation stands on a rung, and answers the question of every rung up to it.

    Each answer says where it can be read. An empty ladder is a finding: where the actors
    stand at the start is what later movement is measured from.

    Rule: ST-01. Basis: Region Kronoberg, "Samverkanstrappan": a question for each rung;
    Himmelman: each level contains the earlier ones.
    """
    del context
    if not ladder.constellations:
        yield Finding("ladder-is-empty", "collaboration_ladder.constellations")
    for constellation in ladder.constellations:
        where, facts = _where(constellation), _named(constellation)
        if not constellation.rung:
            yield Finding("constellation-has-no-rung", f"{where}.rung", facts)
        answered = {a.rung for a in constellation.answers if a.answer}
        shown = {a.rung for a in constellation.answers if a.answer and a.evidence}
        for rung in RUNGS[: height(constellation.rung)]:
            if rung not in answered:
                yield Finding("rung-is-not-answered", f"{where}.answers", {**facts, "rung": rung})
            elif rung not in shown:
                yield Finding("rung-has-no-evidence", f"{where}.answers", {**facts, "rung": rung})


def joint_rungs_are_joint(
    ladder: CollaborationLadder,
    context: Context,
    *,
    organisations: int = 2,
    sectors: int = 2,
    levels: int = 2,
) -> Iterator[Finding]:
    """From a shared view on there are several organisations, at the top also sectors and levels.

    A policy that holds the breadth of the top rung as advice calls this twice: once
    blocking with ``sectors`` and ``levels`` 0, once advisory with both.

    Args:
        ladder: Any version of the ladder, complete or not.
        context: Not read.
        organisations: Distinct organisations needed from the shared view on; two actors
            of one organisation count once, an actor without one not at all.
        sectors: Distinct sectors needed at the top.
        levels: Distinct levels needed at the top.

    Yields:
        At most one finding for each of the three numbers and constellation.

    Rule: ST-02. Basis: Region Kronoberg, "Samverkanstrappan": a shared view takes two or
    more actors, samverkan actors on several levels and in several sectors.
    """
    del context
    for constellation in ladder.constellations:
        rung, actors = height(constellation.rung), constellation.actors
        counts = (
            ("organisations", SHARED, organisations, {a.organisation.casefold() for a in actors}),
            ("sectors", TOP, sectors, {a.sector for a in actors}),
            ("levels", TOP, levels, {a.level for a in actors}),
        )
        for what, since, needed, values in counts:
            present = len(values - {""})
            if rung >= since and present < needed:
                facts = {**_named(constellation), "needed": needed, "present": present}
                code = f"rung-has-too-few-{what}"
                yield Finding(code, f"{_where(constellation)}.actors", facts)


def the_shared_view_is_shared(ladder: CollaborationLadder, context: Context) -> Iterator[Finding]:
    """From a shared view on the problem is written, and every actor has confirmed it.

    A confirmation dated in the future is none.

    Rule: ST-03. Basis: Region Kronoberg, "Samverkanstrappan": actors "delar samma bild";
    the owner's word is not enough.
    """
    for constellation in ladder.constellations:
        if height(constellation.rung) < SHARED:
            continue
        where, facts = _where(constellation), _named(constellation)
        if not constellation.shared_problem:
            yield Finding("shared-view-is-not-written", f"{where}.shared_problem", facts)
        for actor in constellation.actors:
            if actor.confirmed_on is None or not context.moment.has_come(actor.confirmed_on):
                place = f"{where}.actors[{actor.stakeholder}].confirmed_on"
                name = actor.organisation or actor.stakeholder
                yield Finding("shared-view-is-not-confirmed", place, {**facts, "actor": name})


def cooperation_is_divided(ladder: CollaborationLadder, context: Context) -> Iterator[Finding]:
    """From cooperation on every actor has a task and a resource; at the top it is signed.

    Collaboration also has joint follow-up. A signature dated in the future is none.

    Rule: ST-04. Basis: Himmelman: cooperating shares resources, collaborating builds on it.
    """
    for constellation in ladder.constellations:
        where, facts = _where(constellation), _named(constellation)
        rung = height(constellation.rung)
        for actor in constellation.actors if rung >= JOINT else ():
            place = f"{where}.actors[{actor.stakeholder}]"
            name = actor.organisation or actor.stakeholder
            if not actor.task:
                yield Finding("actor-has-no-task", f"{place}.task", {**facts, "actor": name})
            if not actor.contributes:
                place = f"{place}.contributes"
                yield Finding("actor-brings-no-resource", place, {**facts, "actor": name})
        signed = constellation.responsibility_signed_on
        if rung >= TOP and (signed is None or not context.moment.has_come(signed)):
            yield Finding(
                "responsibility-is-not-signed", f"{where}.responsibility_signed_on", facts
            )
        if rung >= TOP and not constellation.joint_follow_up:
            yield Finding("follow-up-is-not-joint", f"{where}.joint_follow_up", facts)


def targets_are_motivated(ladder: CollaborationLadder, context: Context) -> Iterator[Finding]:
    """Every constellation aims for a rung and says why, and a climb has date and next step.

    Any rung will do, the present one included: the top is never required.

    Rule: ST-05. Basis: Himmelman and IAP2: the right level depends on the context.
    """
    del context
    for constellation in ladder.constellations:
        where, facts = _where(constellation), _named(constellation)
        if not constellation.target_rung:
            yield Finding("target-rung-is-not-set", f"{where}.target_rung", facts)
            continue
        if not constellation.target_because:
            facts["rung"] = constellation.target_rung
            yield Finding("target-rung-is-not-motivated", f"{where}.target_because", facts)
        if height(constellation.target_rung) > height(constellation.rung):
            yield from _climb(constellation)


def _climb(constellation: Constellation) -> Iterator[Finding]:
    where, facts = _where(constellation), _named(constellation)
    if constellation.target_on is None:
        yield Finding("climb-has-no-date", f"{where}.target_on", facts)
    step = constellation.next_step
    missing = tuple(n for n in ("action", "owner", "due_on") if not getattr(step, n))
    if missing:
        place = f"{where}.next_step"
        yield Finding("next-step-is-incomplete", place, {**facts, "missing": missing})


def falls_are_explained(ladder: CollaborationLadder, context: Context) -> Iterator[Finding]:
    """Who stands lower than when a gate last opened says why and what is done about it.

    A constellation that was there and is gone has fallen off unseen: it stays on the
    ladder, with its comment. One without a rung is ST-01's concern.

    Rule: ST-06. Basis: "Samverkanstrappan" is used in different phases; a fall is news.
    """
    earlier = context.decided_on(CollaborationLadder)
    now = {c.id: c for c in ladder.constellations}
    for before in earlier.constellations if earlier else ():
        constellation = now.get(before.id)
        if constellation is None:
            yield Finding("constellation-is-gone", _where(before), _named(before))
        elif 0 < height(constellation.rung) < height(before.rung):
            where = _where(constellation)
            facts = {**_named(constellation), "before": before.rung, "rung": constellation.rung}
            if not constellation.fall_comment:
                yield Finding("fall-is-not-explained", f"{where}.fall_comment", facts)
            if not constellation.fall_action:
                yield Finding("fall-has-no-action", f"{where}.fall_action", facts)
