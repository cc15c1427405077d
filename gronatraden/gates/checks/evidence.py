"""Rules about the papers a project has to be able to show.

- A13-2 the signed decision of every fund is held
- A13-c the commitments of the partners are held
- F-agreement the partnership agreement is held
- G-stale what was decided on holds
- G-fresh-papers the papers are recent enough, by the day they were written
- G-fresh-documents the documents are recent enough, by the day they were handed in

They look at what the record says of a paper. Whether the file itself is still what was
handed in is told by ``audit verify``; whether it says what it should, by who reads it.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from gronatraden.findings import Finding
from gronatraden.gates.holding.material import stale
from gronatraden.history import EvidenceKind, EvidenceLink
from gronatraden.moment import day_of
from gronatraden.tools import Check

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gronatraden.context import Context
    from gronatraden.findings import Fact
    from gronatraden.history import Evidence
    from gronatraden.project import Funding

_WHO = ("project_manager", "programme_office")
_GRANTS_NOTHING = frozenset({"", "own", "other"})
"""Money that comes without a decision of a fund's."""


def the_signed_decision_is_held(context: Context) -> Iterator[Finding]:
    """For every fund its signed decision with the conditions of support is held, and dated.

    A paper belongs to the fund that it is said to be about. Its day is the day that the
    project's facts give for the decision, where they give one.

    Rule: A13-2. Basis: Regulation (EU) 2021/1060 Annex XIII, section I, item 2: a signed
    document with the conditions of support. For a regional grant it is good order.
    """
    for funding in context.facts.funding:
        if funding.fund in _GRANTS_NOTHING:
            continue
        held = [e for e in _of(context, EvidenceKind.DECISION) if _about(funding) in e.links]
        dated = {e.dated_on for e in held} - {None}
        where = f"evidence.decisions[{funding.id}]"
        facts: dict[str, Fact] = {"fund": funding.fund, "funding": funding.id}
        if not held:
            yield Finding("signed-decision-is-not-held", where, facts, _WHO)
        elif not dated:
            yield Finding("signed-decision-has-no-date", where, facts, _WHO)
        elif funding.decided_on is not None and funding.decided_on not in dated:
            facts["stated"] = funding.decided_on.isoformat()
            yield Finding("signed-decision-has-another-date", where, facts, _WHO)


def commitments_of_partners_are_held(context: Context) -> Iterator[Finding]:
    """Every partner's confirmation of what it has taken on is held.

    It is the partner's when it comes from the partner by the name in the project's facts;
    capitals and spaces do not matter.

    Rule: A13-c. Basis: Tillväxtverket, handbok 2021–2027: a bekräftelse av åtaganden from
    every partner, by the first payment claim.
    """
    given = {_spelt(e.from_whom) for e in _of(context, EvidenceKind.COMMITMENT)}
    for partner in context.facts.partners:
        if _spelt(partner) not in given:
            where = f"evidence.commitments[{partner}]"
            yield Finding("commitment-is-not-held", where, {"partner": partner}, _WHO)


def the_partnership_agreement_is_held(context: Context) -> Iterator[Finding]:
    """An agreement is held and dated, where the project has partners.

    Rule: F-agreement. Basis: METHOD §3.2, Interreg Öresund-Kattegat-Skagerrak: a
    partnership agreement before the start (programhandboken, genomföra projekt).
    """
    held = list(_of(context, EvidenceKind.AGREEMENT))
    if context.facts.partners and not any(one.dated_on for one in held):
        code = "agreement-has-no-date" if held else "agreement-is-not-held"
        yield Finding(code, "evidence.agreements", who=_WHO)


def what_was_decided_on_holds(context: Context) -> Iterator[Finding]:
    """No field that the policies call material has changed since a gate last opened.

    A change that was approved covers what it alters. A gate that opens again rests on what
    is there then.

    Rule: G-stale. Basis: a decision binds what was decided on; DESIGN §5, material changes.
    """
    found = stale(context)
    if found is None:
        return
    for one in found.differences:
        on = day_of(found.decision.decided_at).isoformat()
        facts: dict[str, Fact] = {"gate": found.decision.gate, "on": on, "field": _field(one.path)}
        yield Finding(f"decided-field-is-{one.kind}", one.where, facts, _WHO)


def papers_are_recent(
    context: Context,
    *,
    decision: int = 0,
    agreement: int = 0,
    commitment: int = 36,
    minutes: int = 0,
    oral_note: int = 0,
    other: int = 0,
) -> Iterator[Finding]:
    """The latest paper of each kind and issuer was written within so many months; 0 asks nothing.

    Its age counts from the day it is dated, never from the day it came in or was entered.
    One without a day has no age that anybody knows.

    Rule: G-fresh-papers. Basis: a paper shows how something was when it was written.
    """
    limits = {
        EvidenceKind.DECISION: decision,
        EvidenceKind.AGREEMENT: agreement,
        EvidenceKind.COMMITMENT: commitment,
        EvidenceKind.MINUTES: minutes,
        EvidenceKind.ORAL_NOTE: oral_note,
        EvidenceKind.OTHER: other,
    }
    latest = {(e.kind, _spelt(e.from_whom)): e for e in sorted(context.evidence, key=_written)}
    for paper in sorted(latest.values(), key=lambda e: e.number):
        months = limits[paper.kind]
        facts: dict[str, Fact] = {"number": paper.number, "title": paper.title, "months": months}
        where = f"evidence[{paper.number}]"
        if months > 0 and paper.dated_on is None:
            yield Finding("paper-has-no-date", where, facts, _WHO)
        elif months > 0 and context.moment.is_older_than(_written(paper), months=months):
            facts["on"] = _written(paper).isoformat()
            yield Finding("paper-is-too-old", where, facts, _WHO)


def documents_are_recent(
    context: Context,
    *,
    change_logic: int = 0,
    stakeholder_analysis: int = 24,
    collaboration_ladder: int = 0,
    learning_cycle: int = 0,
    competent_leadership: int = 0,
    equality_mainstreaming: int = 0,
    project: int = 0,
    **of_plugins: int,
) -> Iterator[Finding]:
    """Each document was handed in within so many months; 0 asks nothing.

    A tool of a plugin has a number by its own name, which asks nothing where nobody says
    more. Handing in the same again makes it no younger: somebody has to have looked it over, and
    what was looked over says so in one field at least.

    Rule: G-fresh-documents. Basis: Region Kronoberg, Intressentanalys: the analysis is living.
    """
    limits = {
        "change_logic": change_logic,
        "stakeholder_analysis": stakeholder_analysis,
        "collaboration_ladder": collaboration_ladder,
        "learning_cycle": learning_cycle,
        "competent_leadership": competent_leadership,
        "equality_mainstreaming": equality_mainstreaming,
        "project": project,
        **of_plugins,
    }
    for name, months in limits.items():
        on = context.handed_in_on.get(name)
        if months > 0 and on is not None and context.moment.is_older_than(on, months=months):
            facts: dict[str, Fact] = {"tool": name, "on": on.isoformat(), "months": months}
            yield Finding("document-is-too-old", name, facts)


def _field(path: tuple[str, ...]) -> str:
    """Return the name of the innermost field of a path."""
    return next(step for step in reversed(path) if not step.startswith("["))


def _written(paper: Evidence) -> date:
    """Return the day that a paper is dated; of one without, the first there is."""
    return paper.dated_on or date.min


def _of(context: Context, kind: EvidenceKind) -> Iterator[Evidence]:
    return (one for one in context.evidence if one.kind is kind)


def _about(funding: Funding) -> EvidenceLink:
    return EvidenceLink("funding", funding.id)


def _spelt(name: str) -> str:
    return " ".join(name.casefold().split())


DOCUMENTS = (
    "change_logic",
    "stakeholder_analysis",
    "collaboration_ladder",
    "learning_cycle",
    "competent_leadership",
    "equality_mainstreaming",
    "project",
)
"""What has an age of its own; 0 asks nothing, so no limit is one way throughout."""

CHECKS = (
    Check("A13-2", the_signed_decision_is_held),
    Check("A13-c", commitments_of_partners_are_held),
    Check("F-agreement", the_partnership_agreement_is_held),
    Check("G-stale", what_was_decided_on_holds),
    Check(
        "G-fresh-papers",
        papers_are_recent,
        stricter=dict.fromkeys(EvidenceKind, "neither"),
    ),
    Check(
        "G-fresh-documents",
        documents_are_recent,
        stricter=dict.fromkeys(DOCUMENTS, "neither"),
    ),
)
"""Checks that policies call as ``gates.<name>``; ``history`` gathers them."""
