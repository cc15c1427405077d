"""Who takes part: stakeholders re-reviewed, businesses, collaboration and who leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.exports.outline.outline import Figure, Paragraph, Row, Word
from gronatraden.exports.outline.parts.saying import role, say, table
from gronatraden.tools.stakeholder_analysis import StakeholderAnalysis

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gronatraden.exports.outline.material import Material
    from gronatraden.exports.outline.outline import Block, Cell
    from gronatraden.tools.collaboration_ladder.content import Constellation
    from gronatraden.tools.stakeholder_analysis.content import Stakeholder


def stakeholders(m: Material) -> Iterator[Block]:
    """Yield when the stakeholders were last gone through, what changed, and what is done."""
    analysis = m.analysis
    if not analysis.stakeholders:
        yield m.lacks("stakeholder_analysis.stakeholders", code="nothing")
        return
    reviewed = analysis.reviewed_on
    if reviewed is None:
        yield m.lacks("stakeholder_analysis.reviewed_on", code="review")
    elif m.period.holds(reviewed):
        yield Paragraph(say("stakeholders.reviewed", on=reviewed, count=len(analysis.stakeholders)))
    else:
        yield Paragraph(say("stakeholders.last", on=reviewed, count=len(analysis.stakeholders)))
        if reviewed < m.period.from_on:
            yield m.lacks("stakeholder_analysis.reviewed_on", code="review")
    yield from _since_decided(m)
    yield from table(
        "stakeholders.actions",
        "stakeholder action owner due",
        (
            Row((s.name or s.id, a.what, role(a.owner), a.due_on), m.kind(_ROOM, s.id))
            for s in analysis.stakeholders
            for a in s.actions
            if m.period.holds(a.due_on)
        ),
    )


_ROOM = "stakeholder_analysis"


def _since_decided(m: Material) -> Iterator[Block]:
    """Yield who came and who left since a gate last opened."""
    before = m.everything.decided_on(StakeholderAnalysis)
    if before is None:
        return
    was = {s.id: s.name or s.id for s in before.stakeholders}
    now = {s.id: s.name or s.id for s in m.analysis.stakeholders}
    came = [name for key, name in now.items() if key not in was]
    left = [name for key, name in was.items() if key not in now]
    if came:
        yield Paragraph(say("stakeholders.came", names=came))
    if left:
        yield Paragraph(say("stakeholders.left", names=left))


def business(m: Material) -> Iterator[Block]:
    """Yield which businesses take part, with what, and on which rung they stand."""
    private = [s for s in m.analysis.stakeholders if s.sector == "private"]
    absent = [a for a in m.analysis.absent_sectors if a.sector == "private" and a.because]
    if not private and absent:
        yield Paragraph(absent[0].because, m.kind_of_whole(_ROOM))
    elif not private:
        yield m.lacks("stakeholder_analysis.stakeholders", code="business")
    yield from table("business", "who contribution task rung", (_company(m, s) for s in private))


def _company(m: Material, one: Stakeholder) -> Row:
    actors = (a for c in m.ladder.constellations for a in c.actors)
    task = next((a.task for a in actors if a.stakeholder == one.id and a.task), None)
    rung = Word(one.current_rung) if one.current_rung else None
    where = f"stakeholder_analysis.stakeholders[{one.id}].contribution"
    cells: tuple[Cell, ...] = (one.name or one.id, m.told(one.contribution, where), task, rung)
    return Row(cells, m.kind(_ROOM, one.id))


def cross_border(m: Material) -> Iterator[Block]:
    """Yield who takes part from other countries, with what, and what they follow up together."""
    abroad = {s.id for s in m.analysis.stakeholders if s.level == "international"}
    rows = []
    for constellation in m.ladder.constellations:
        theirs = [
            a for a in constellation.actors if a.level == "international" or a.stakeholder in abroad
        ]
        where = f"collaboration_ladder.constellations[{constellation.id}].joint_follow_up"
        rows += [
            Row(
                (
                    actor.organisation or actor.stakeholder,
                    actor.task or None,
                    actor.contributes or None,
                    m.told(constellation.joint_follow_up, where),
                ),
                m.kind("collaboration_ladder", constellation.id),
            )
            for actor in theirs
        ]
    if not rows:
        yield m.lacks("collaboration_ladder.constellations", code="cross-border")
    yield from table("cross-border", "who task contributes follow-up", rows)


def collaboration(m: Material) -> Iterator[Block]:
    """Yield which actors work together on what, and the next step of each constellation."""
    if not m.ladder.constellations:
        yield m.lacks("collaboration_ladder.constellations", code="nothing")
        return
    rows = (_constellation(m, c) for c in m.ladder.constellations)
    yield from table("collaboration", "constellation actors rung target step", rows)
    yield Figure(m.picture("collaboration_ladder"), told=True)


def _constellation(m: Material, one: Constellation) -> Row:
    where = f"collaboration_ladder.constellations[{one.id}]"
    names = [a.organisation or a.stakeholder for a in one.actors]
    step, target = one.next_step, Word(one.target_rung) if one.target_rung else None
    rung = Word(one.rung) if one.rung else None
    done = one.rung and one.rung == one.target_rung
    around = (c.statement for c in m.logic.challenges if c.id == one.challenge)
    cells: tuple[Cell, ...] = (
        (one.title or one.id, *around),
        say("list", names=names) if names else m.lacks(f"{where}.actors"),
        m.told(rung, f"{where}.rung"),
        (
            m.told(target, f"{where}.target_rung"),
            *((one.target_on,) if one.target_on is not None else ()),
        ),
        (step.action, *((step.due_on,) if step.due_on is not None else ()))
        if step.action
        else None
        if done
        else m.lacks(f"{where}.next_step.action"),
    )
    return Row(cells, m.kind("collaboration_ladder", one.id))


def organisation(m: Material) -> Iterator[Block]:
    """Yield who answers for what, and how the steering group decides."""
    room, leadership = "competent_leadership", m.leadership
    if not leadership.roles:
        yield m.lacks(f"{room}.roles", code="nothing")
    yield from table(
        "organisation",
        "role filled mandate",
        (
            Row(
                (
                    (one.title or Word(one.role)),
                    say("organisation.vacant" if one.vacant else "organisation.held"),
                    m.told(one.mandate, f"{room}.roles[{one.id}].mandate"),
                ),
                m.kind(room, one.id),
            )
            for one in leadership.roles
        ),
    )
    group, where = leadership.steering_group, f"{room}.steering_group"
    if group.mandate:
        yield Paragraph(group.mandate, m.kind_of_whole(room))
    else:
        yield m.lacks(f"{where}.mandate")
    if group.quorum:
        code = "organisation.every-gate" if group.meets_at_every_gate else "organisation.quorum"
        yield Paragraph(say(code, count=group.quorum))
    else:
        yield m.lacks(f"{where}.quorum")
    if group.women is None or group.men is None:
        yield m.lacks(f"{where}.{'women' if group.women is None else 'men'}")
    else:
        facts = {"women": group.women, "men": group.men, "other": group.other or 0}
        yield Paragraph(say("organisation.sexes", **facts))
