from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gronatraden.manuscript.places import look_up
from gronatraden.services.authoring.cases.patching import NowhereError, patched, steps_of

if TYPE_CHECKING:
    from gronatraden.manuscript.places import Value

WHOLE: Value = {
    "title": "Cykla",
    "activities": [{"id": "ride", "owner": "a"}, {"id": "tell", "owner": "b"}],
    "readings": [{"indicator": "users", "value": 1}, {"indicator": "users", "value": 2}],
    "evaluation": {"plan": "p"},
}
PATHS = {
    "title": ("title",),
    "activities[tell].owner": ("activities", 1, "owner"),
    "activities[1].owner": ("activities", 0, "owner"),
    "readings[users].value": ("readings", 0, "value"),
    "readings[2].value": ("readings", 1, "value"),
    "evaluation.plan": ("evaluation", "plan"),
}


@given(st.sampled_from(sorted(PATHS)), st.text(min_size=1) | st.integers() | st.booleans())
def test_one_thing_is_changed_and_the_rest_stays(path: str, to: Value) -> None:
    before = deepcopy(WHOLE)

    made = patched(WHOLE, steps_of(path), to)

    assert look_up(made, PATHS[path]) == to
    assert patched(made, steps_of(path), look_up(before, PATHS[path])) == before == WHOLE


def test_nothing_takes_away_what_stood_there() -> None:
    made = patched(patched(WHOLE, steps_of("title"), None), steps_of("activities[ride]"), None)

    assert "title" not in (made if isinstance(made, dict) else {"title": ""})
    assert look_up(made, ("activities", 0, "id")) == "tell"


def test_a_plus_adds_to_a_list() -> None:
    made = patched(WHOLE, steps_of("activities[+]"), {"id": "sing"})

    assert look_up(made, ("activities", 2, "id")) == "sing"


def test_a_list_that_is_not_there_is_begun() -> None:
    made = patched({}, steps_of("activities[+]"), {"id": "sing"})

    assert made == {"activities": [{"id": "sing"}]}


@pytest.mark.parametrize(
    ("path", "nearest"),
    [
        pytest.param("activities[rid].owner", "[ride]", id="no element"),
        pytest.param("activitys[ride].owner", "activities", id="no list"),
        pytest.param("title[1]", "", id="no list at all"),
        pytest.param("title.sv", "", id="no fields"),
        pytest.param("activities[ride", "", id="no path"),
        pytest.param("..title", "", id="dots"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_a_path_that_leads_nowhere_is_told(path: str, nearest: str) -> None:
    with pytest.raises(NowhereError, check=lambda error: error.nearest == nearest):
        patched(WHOLE, steps_of(path), "x")
