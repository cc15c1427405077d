"""Money and papers: where it comes from, what is held, and for how long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.exports.outline.outline import Note, Pairs, Paragraph, Row, Sum, Word
from gronatraden.exports.outline.parts.saying import say, table
from gronatraden.exports.report.origins import kind_of
from gronatraden.gates.checks.evidence import (
    commitments_of_partners_are_held,
    the_signed_decision_is_held,
)
from gronatraden.project import has_retention_rule, kept_for, retain_until

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gronatraden.exports.outline.material import Material
    from gronatraden.exports.outline.outline import Block, Cell, Value
    from gronatraden.history import Evidence
    from gronatraden.project import Funding

_NORD = "interreg_nord"
"""The fund whose rule counts from the project's end."""


def funding(m: Material) -> Iterator[Block]:
    """Yield where the money comes from, and each source's part of the whole."""
    f = m.facts
    if f.total_budget_sek is None:
        yield m.lacks("project.total_budget_sek")
    else:
        yield Paragraph(say("funding.total", total=f.total_budget_sek), m.view.facts_kind)
    if not f.funding:
        yield m.lacks("project.funding", code="nothing")
    yield from table(
        "funding", "fund period amount share decided", (_fund(m, x) for x in f.funding)
    )


def _fund(m: Material, one: Funding) -> Row:
    where, total = f"project.funding[{one.id}]", m.facts.total_budget_sek
    amount = None if one.amount_sek is None else Sum(one.amount_sek)
    share = None
    if total and one.amount_sek is not None:
        share = say("percent", percent=round(one.amount_sek * 100 / total))
    cells: tuple[Cell, ...] = (
        m.told(Word(one.fund, "fund") if one.fund else None, f"{where}.fund"),
        one.period or None,
        m.told(amount, f"{where}.amount_sek"),
        share,
        m.told(one.decided_on, f"{where}.decided_on"),
    )
    return Row(cells, kind_of(one.origin or m.view.facts_origin, one.source))


def signed_decision(m: Material) -> Iterator[Block]:
    """Yield the gap where the signed decision is not held: the reader's own, or every fund's."""
    theirs = {f.id for f in m.facts.funding if not m.funder or f.fund == m.funder}
    for finding in the_signed_decision_is_held(m.everything):
        held = finding.code != "signed-decision-is-not-held"
        if not held and finding.facts["funding"] in theirs:
            yield m.lacks(finding.where, code="signed-decision", fund=finding.facts["fund"])


def commitments(m: Material) -> Iterator[Block]:
    """Yield the gap where a partner's confirmation of what it has taken on is not held."""
    for finding in commitments_of_partners_are_held(m.everything):
        yield m.lacks(finding.where, code="commitment", partner=finding.facts["partner"])


def evidence(m: Material) -> Iterator[Block]:
    """Yield the papers that are held; what bears a secrecy mark is told by its number alone."""
    held = [e for e in m.everything.evidence if m.is_told(e.added_at)]
    rows = (_paper(e) for e in held)
    yield from table("evidence", "number kind title from dated registry", rows)
    if not held:
        yield Paragraph(say("evidence.none"))


def _paper(one: Evidence) -> Row:
    if one.secrecy:
        return Row(
            (one.number, Word(one.kind.value, "evidence"), say("evidence.secret"), *_NOTHING)
        )
    cells: tuple[Cell, ...] = (
        one.number,
        Word(one.kind.value, "evidence"),
        one.title,
        one.from_whom or None,
        one.dated_on,
        one.registry_number or None,
    )
    kind = one.origin if one.origin in {"public", "fictional", "own"} else ""
    return Row(cells, kind)  # type: ignore[arg-type]  # one of them


_NOTHING = (None, None, None)


def retention(m: Material) -> Iterator[Block]:
    """Yield how long the record is kept, and where.

    The five years after the last payment are general knowledge: METHOD §3.1 has not
    confirmed them in the text of Regulation (EU) 2021/1060 art. 82, and the report says so.
    """
    f, until = m.facts, retain_until(m.facts)
    if f.archive.legal_proceedings_open:
        yield Paragraph(say("retention.proceedings"))
    elif until is not None:
        yield Paragraph(say("retention.until", on=until))
        if any(kept_for(x, f.ends_on) == until and not _is_confirmed(x) for x in f.funding):
            yield Note(say("retention.five-years"), "unconfirmed")
    if not _is_over(m):
        yield Pairs(tuple(_kept(m))[:2])
        return
    for one in f.funding:
        if has_retention_rule(one) and one.fund != _NORD and one.last_payment_on is None:
            yield m.lacks(f"project.funding[{one.id}].last_payment_on")
    yield Pairs(tuple(_kept(m)))


def _is_over(m: Material) -> bool:
    """Say whether the project has ended: before that nobody can say when it was last paid."""
    return m.stopped or (m.facts.ends_on is not None and m.facts.ends_on < m.period.to_on)


def _kept(m: Material) -> Iterator[tuple[Value, Cell]]:
    archive, where = m.facts.archive, "project.archive"
    yield say("retention.place"), m.told(archive.place, f"{where}.place")
    yield (
        say("retention.registry"),
        m.told(archive.registry_number, f"{where}.registry_number"),
    )
    yield say("retention.seal"), m.told(archive.package_sha256, f"{where}.package_sha256")


def _is_confirmed(one: Funding) -> bool:
    """Say whether the rule that a source is kept by is stated in a source of METHOD §3."""
    return one.fund == _NORD or one.period == "2014-2020"
