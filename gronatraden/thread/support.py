"""Rules about what large support from the EU asks of the change logic.

- F-external support above a limit is evaluated by somebody from outside
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.findings import Finding
from gronatraden.project import EU_FUNDS
from gronatraden.tools.change_logic import ChangeLogic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gronatraden.context import Context

OUTSIDE = frozenset({"external", "ongoing"})
"""Kinds of evaluation that somebody from outside makes."""


def large_support_is_evaluated_by_others(
    context: Context, *, above_sek: int = 0
) -> Iterator[Finding]:
    """Where the EU support exceeds a limit, an external evaluation is planned.

    Args:
        context: What the rule may see.
        above_sek: Support up to and including this asks for nothing.

    Yields:
        One finding, with facts ``support`` and ``limit``.

    Rule: F-external. Basis: METHOD §3.2, Interreg Öresund-Kattegat-Skagerrak: external
    evaluation where the EU support exceeds two million euro.
    """
    support = sum(f.amount_sek or 0 for f in context.facts.funding if f.fund in EU_FUNDS)
    if support > above_sek and context.read(ChangeLogic).evaluation.kind not in OUTSIDE:
        facts = {"support": support, "limit": above_sek}
        yield Finding("large-support-is-not-evaluated", "change_logic.evaluation.kind", facts)
