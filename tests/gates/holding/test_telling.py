"""What is told of a new version rests on what was decided, what stood there and what stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from gronatraden.gates.holding.comparison import Difference
from gronatraden.gates.holding.material import Stale
from gronatraden.gates.holding.telling import stale_since, told
from gronatraden.history import Notice
from tests.builders import some_facts
from tests.builders.history import a_decision

MONEY = "project.total_budget_sek"
DECIDED = some_facts()
MORE = replace(DECIDED, total_budget_sek=99)
EVEN_MORE = replace(DECIDED, total_budget_sek=100)
RENAMED = replace(DECIDED, title="Gå till jobbet")
BOTH = replace(MORE, title="Gå till jobbet")


@pytest.mark.parametrize(
    ("before", "now", "kind", "where"),
    [
        pytest.param(DECIDED, DECIDED, None, [], id="nothing differs"),
        pytest.param(MORE, MORE, None, [], id="nothing differs any more"),
        pytest.param(DECIDED, RENAMED, "changed", ["project.title"], id="what is not material"),
        pytest.param(DECIDED, MORE, "stale", [MONEY], id="what is"),
        pytest.param(DECIDED, BOTH, "stale", [MONEY], id="both, and the material is told"),
        pytest.param(MORE, EVEN_MORE, "stale", [MONEY], id="to something else again"),
        pytest.param(MORE, BOTH, "changed", ["project.title"], id="something beside what is stale"),
        pytest.param(MORE, DECIDED, "restored", [MONEY], id="as it was decided"),
    ],
)
def test_a_new_version_is_told_of(
    before: object, now: object, kind: str | None, where: list[str]
) -> None:
    found = told("project", [MONEY], decided=DECIDED, before=before, now=now)

    said = None if found is None else found.kind
    assert (said, [one.where for one in found.differences] if found else []) == (kind, where)


def test_what_is_material_is_told_against_what_was_decided() -> None:
    found = told("project", [MONEY], decided=DECIDED, before=MORE, now=EVEN_MORE)

    assert found is not None
    assert [(one.before, one.after) for one in found.differences] == [
        (DECIDED.total_budget_sek, 100)
    ]


NOON = datetime(2025, 3, 1, 12, tzinfo=UTC)
STALE = Stale(
    decision=a_decision(),
    differences=tuple(
        Difference(path=tuple(where.split(".")), kind="changed")
        for where in (MONEY, "project.title")
    ),
)


def a_notice(day: int, kind: str, *wheres: str, tool: str = "project") -> Notice:
    """Return a notice of a day, about some fields."""
    return Notice(
        id=f"n-{day}",
        gate="start",
        occurrence=None,
        tool=tool,
        number=day,
        version=day,
        decision="d-1",
        raised_by="p-alva",
        kind=kind,  # type: ignore[arg-type]  # a kind
        fields=tuple((where, "changed") for where in wheres),
        raised_at=NOON + timedelta(days=day),
    )


@pytest.mark.parametrize(
    ("notices", "day"),
    [
        pytest.param([], None, id="nobody was told"),
        pytest.param([a_notice(1, "stale", MONEY)], 1, id="since it was told"),
        pytest.param(
            [a_notice(1, "stale", MONEY), a_notice(2, "stale", MONEY)], 1, id="since the first time"
        ),
        pytest.param(
            [a_notice(1, "stale", "project.title"), a_notice(2, "stale", MONEY)],
            1,
            id="since the first of several",
        ),
        pytest.param(
            [a_notice(1, "stale", MONEY), a_notice(2, "restored"), a_notice(3, "stale", MONEY)],
            3,
            id="since it was so again",
        ),
        pytest.param(
            [a_notice(1, "stale", MONEY), a_notice(2, "restored", tool="change_logic")],
            1,
            id="whatever was restored elsewhere",
        ),
        pytest.param([a_notice(1, "changed", MONEY)], None, id="a change that was not material"),
        pytest.param([a_notice(1, "stale", "project.owner")], None, id="of another field"),
    ],
)
def test_it_is_stale_since_somebody_was_told(notices: list[Notice], day: int | None) -> None:
    since = stale_since(STALE, notices)

    assert since == (None if day is None else NOON + timedelta(days=day))
