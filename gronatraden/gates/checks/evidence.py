"""Rules about the papers a project has to be able to show.

- A13-2 the signed decision of every fund is held
- A13-c the commitments of the partners are held

They look at what the record says of a paper. Whether the file itself is still what was
handed in is told by ``audit verify``; whether it says what it should, by who reads it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.findings import Finding
from gronatraden.history import EvidenceKind, EvidenceLink
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


def _of(context: Context, kind: EvidenceKind) -> Iterator[Evidence]:
    return (one for one in context.evidence if one.kind is kind)


def _about(funding: Funding) -> EvidenceLink:
    return EvidenceLink("funding", funding.id)


def _spelt(name: str) -> str:
    return " ".join(name.casefold().split())


CHECKS = (
    Check("A13-2", the_signed_decision_is_held),
    Check("A13-c", commitments_of_partners_are_held),
)
"""Checks that policies call as ``gates.<name>``; ``history`` gathers them."""
