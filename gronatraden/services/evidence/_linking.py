"""Evidence is tied to what it is about; shared by those acts that do so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.project import FACTS
from gronatraden.services._desk import unknown
from gronatraden.services._parts import stamp
from gronatraden.store import gates
from gronatraden.store.evidence.rows import evidence_of
from gronatraden.tools.plugged import tools

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gronatraden.history import Evidence, EvidenceLink
    from gronatraden.project import Person
    from gronatraden.services._dossier import Dossier
    from gronatraden.services._parts import Parts
    from gronatraden.store.reader import Reader
    from gronatraden.store.transaction import Transaction


def refuse_unknown(r: Reader, dossier: Dossier, links: Iterable[EvidenceLink]) -> None:
    """See that everything that evidence is said to be about exists in the project.

    Raises:
        UnknownNameError: When something does not.
    """
    known = {
        "requirement": {
            requirement.id
            for policy in dossier.policies
            for gate in policy.gates.values()
            for requirement in gate.requires
        },
        "condition": {condition.id for condition in gates.conditions(r, dossier.project.id)},
        "decision": {decision.id for decision in gates.decisions(r, dossier.project.id)},
        "document": {FACTS, *(tool.name for tool in tools())},
        "funding": {funding.id for funding in dossier.facts.funding},
        "change": {str(change.number) for change in dossier.changes},
    }
    for link in links:
        if link.target not in known[link.about]:
            kind = "tool" if link.about == "document" else link.about
            raise unknown(kind=kind, name=link.target, known=sorted(known[link.about]))


def find_evidence(r: Reader, project: str, number: int) -> Evidence:
    """Return a project's evidence of a number.

    Raises:
        UnknownNameError: When there is none.
    """
    known = {str(one.number): one for one in evidence_of(r, project)}
    if str(number) not in known:
        raise unknown(kind="evidence", name=str(number), known=known)
    return known[str(number)]


def link(
    t: Transaction, parts: Parts, evidence: str, links: Iterable[EvidenceLink], *, actor: Person
) -> None:
    """Tie evidence to what it is about; the caller records the event."""
    for one in links:
        t.insert(
            "evidence_link",
            f"{evidence}/about/{one.about}/{one.target}",
            evidence=evidence,
            kind=one.about,
            target=one.target,
            linked_by=actor.id,
            linked_at=stamp(parts.at),
        )
