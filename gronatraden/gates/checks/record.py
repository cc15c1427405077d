"""Rules about the project's own record: its facts, how long it is kept, and its seal.

- G0-facts the facts are stated
- G5-retention it is known how long the record is kept
- G5-package the archive package is sealed
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.findings import Finding
from gronatraden.project import has_retention_rule, kept_for
from gronatraden.tools import Check

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gronatraden.context import Context

STATED = ("title", "owner", "total_budget_sek", "starts_on", "ends_on")
"""What a project must say of itself."""


def the_facts_are_stated(context: Context) -> Iterator[Finding]:
    """The project has title, owner, budget, period and funding, and ends after it starts.

    Rule: G0-facts. Basis: the lifecycle matrix, G0; Tillväxtverket and the regions ask for
    the same facts in every application.
    """
    facts = context.facts
    for name in STATED:
        if not getattr(facts, name):
            where = f"project.{name}"
            yield Finding("fact-is-missing", where, {"fact": where})
    if not any(funding.fund for funding in facts.funding):
        yield Finding("fact-is-missing", "project.funding", {"fact": "project.funding"})
    if facts.starts_on and facts.ends_on and facts.ends_on < facts.starts_on:
        yield Finding("project-ends-before-it-starts", "project.ends_on")


def retention_is_known(context: Context) -> Iterator[Finding]:
    """Every fund with a rule has the date it counts from, so that the longest can be told.

    Money without a rule of its own follows the owner's plan. While legal proceedings are
    open everything is kept, and no date is asked for.

    Rule: G5-retention. Basis: Regulation (EU) 2021/1060 art. 82; Tillväxtverket 2014–2020;
    Interreg Nord; Region Stockholm: the longest rule counts.
    """
    facts = context.facts
    if facts.archive.legal_proceedings_open:
        return
    if not facts.funding:
        yield Finding("retention-has-no-fund", "project.funding")
    for funding in facts.funding:
        if not has_retention_rule(funding) or kept_for(funding, facts.ends_on):
            continue
        name = "ends_on" if funding.fund == "interreg_nord" else "last_payment_on"
        where = f"project.funding[{funding.id}].last_payment_on"
        where = where if name == "last_payment_on" else "project.ends_on"
        yield Finding("retention-is-unknown", where, {"fund": funding.fund, "fact": name})


def the_archive_package_is_sealed(context: Context) -> Iterator[Finding]:
    """The archive has a place, and its seal is that of the documents as they stand.

    Rule: G5-package. Basis: the lifecycle matrix, G5; Arkivlagen (1990:782): public records
    are preserved.
    """
    archive = context.facts.archive
    if not archive.place:
        yield Finding("archive-has-no-place", "project.archive.place")
    if not archive.package_sha256 or not context.package_sha256:
        yield Finding("package-is-not-sealed", "project.archive.package_sha256")
    elif archive.package_sha256 != context.package_sha256:
        facts = {"stated": archive.package_sha256, "actual": context.package_sha256}
        yield Finding("package-is-another", "project.archive.package_sha256", facts)


CHECKS = (
    Check(
        "G0-facts",
        the_facts_are_stated,
        asks=(
            "project.title",
            "project.owner",
            "project.total_budget_sek",
            "project.starts_on",
            "project.ends_on",
            "project.funding.fund",
        ),
    ),
    Check("G5-retention", retention_is_known, asks=("project.funding.last_payment_on",)),
    Check(
        "G5-package",
        the_archive_package_is_sealed,
        asks=(
            "project.archive.place",
            "project.archive.package_sha256",
        ),
    ),
)
"""Checks that policies call as ``gates.<name>``; ``history`` gathers them."""
