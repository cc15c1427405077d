"""What a check says that it asks for is what it misses."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gronatraden.gates.burden.count import LEAST
from gronatraden.gates.burden.fields import RECORD, field
from gronatraden.gates.evaluate import findings_of
from gronatraden.gates.registry import checks
from tests.builders.history import OFFERED, a_finished_context, altered
from tests.house.blanks import asked_by, paths

CHECKS = {named.check.rule: named for named in checks().values()}
STATED = {rule: {field(path).path for path in named.asks} for rule, named in CHECKS.items()}
IN_DOCUMENTS = [
    rule for rule, asked in STATED.items() if not any(field(p).room in RECORD for p in asked)
]
LISTS = sorted({path for named in CHECKS.values() for a in named.asks for path in field(a).lists})


@pytest.mark.parametrize("rule", IN_DOCUMENTS)
def test_a_check_misses_what_it_says_it_asks_for(rule: str) -> None:
    missed = {path for path, rules in asked_by().items() if rule in rules}

    assert missed == STATED[rule]


@pytest.mark.parametrize(
    ("rule", "where", "value"),
    [
        ("G3-readings", "context.readings", ()),
        ("G4-results", "context.readings", ()),
        ("L-1", "context.offered", (replace(OFFERED, because=""),)),
    ],
)
def test_a_check_misses_the_rows_it_asks_for(rule: str, where: str, value: object) -> None:
    context = altered(a_finished_context(), where, value)

    assert findings_of(CHECKS[rule], context, {})
    assert STATED[rule]


@pytest.mark.parametrize("path", [p for p, least in LEAST.items() if least > 1 and p not in RECORD])
def test_with_one_element_fewer_the_smallest_project_fails(path: str) -> None:
    whole = a_finished_context()
    room, _, name = path.partition(".")
    content = next(c for k, c in whole.contents.items() if _named(k) == room)
    fewer = getattr(content, name)[: LEAST[path] - 1]

    context = altered(whole, path, fewer)

    assert any(findings_of(named, context, {}) for named in CHECKS.values())


def _named(kind: type) -> str:
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in kind.__name__).lstrip("_")


def test_a_field_that_nobody_asks_for_is_missed_by_nobody() -> None:
    asked = set().union(*STATED.values())

    wanted = {path for path, rules in asked_by().items() if rules}

    assert wanted <= asked
    assert set(paths()) - asked


def test_a_path_to_nowhere_is_refused() -> None:
    with pytest.raises(KeyError):
        field("change_logic.activities.colour")
