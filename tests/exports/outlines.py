"""Outlines to look at: every form on a full record, on nothing at all, and on hostile words."""

from __future__ import annotations

from dataclasses import replace

from tests.builders import a_context, some_facts
from tests.builders.history import altered
from tests.builders.outline import FORMS, a_full_record, an_outline
from tests.exports.pictures import HOSTILE

EMPTY = a_context(
    contents={}, facts=replace(some_facts(), title="", summary="", owner="", funding=())
)
"""A record with nothing in it but the days of the project."""
MARKED = "*fet* _kursiv_ `kod` # rubrik | cell\n\n- punkt\n1. steg <b>x</b> [a](b) ![c](d) :tada:"
"""Words that Markdown would make something else of."""
_HARMFUL = altered(
    altered(a_full_record(), "project.summary", HOSTILE),
    "change_logic.activities[evaluate].title",
    MARKED,
)
OUTLINES = {
    **{name: an_outline(name) for name in FORMS},
    **{f"{name}, nothing yet": an_outline(name, EMPTY, logged=()) for name in FORMS},
    "hostile": an_outline("progress", _HARMFUL, simulated=True),
}
"""Every form, full and empty, and one with words that want to be something else."""
