from __future__ import annotations

from datetime import date, timedelta
from itertools import product
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from gronatraden.diagram import Arrow, Columns
from gronatraden.tools.change_logic import TOOL, ChangeLogic
from gronatraden.tools.change_logic.content import Activity, Effect, Link
from tests.builders import a_change_logic, with_
from tests.builders.change_logic import LINKS
from tests.tools.breaking import judge, told

if TYPE_CHECKING:
    from collections.abc import Iterable

JUMP = Link(cause="bike-campaign", effect="lower-co2", assumption="Elcyklar släpper inte ut något.")

BOXES = {"a": range(3), "s": range(3), "m": range(2), "l": range(2)}
NODES = [f"{box}{number}" for box, numbers in BOXES.items() for number in numbers]
"""Three activities, three short-term, two medium-term and two long-term effects, in order."""
PAIRS = list(product(NODES, NODES))
FORWARD = [(cause, effect) for cause, effect in PAIRS if NODES.index(cause) < NODES.index(effect)]
FIRST_DAY = date(2025, 1, 1)

graphs = st.lists(st.sampled_from(PAIRS), max_size=16, unique=True)
acyclic = st.lists(st.sampled_from(FORWARD), max_size=16, unique=True)
days = st.lists(st.integers(0, 5), min_size=len(NODES), max_size=len(NODES))


def a_graph(pairs: Iterable[tuple[str, str]], offsets: Iterable[int] = (0,) * 10) -> ChangeLogic:
    """Return a change logic with those links, each node due so many days after the first."""
    on = {node: FIRST_DAY + timedelta(offset) for node, offset in zip(NODES, offsets, strict=True)}
    effects = {
        box: tuple(Effect(id=n, statement=n, by=on[n]) for n in NODES if n[0] == box)
        for box in "sml"
    }
    return ChangeLogic(
        activities=tuple(Activity(id=n, title=n, ends_on=on[n]) for n in NODES if n[0] == "a"),
        short_term_effects=effects["s"],
        medium_term_effects=effects["m"],
        long_term_effects=effects["l"],
        links=tuple(Link(cause=cause, effect=effect, assumption="ja") for cause, effect in pairs),
    )


def closure(pairs: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Return every pair of nodes with a path of one link or more, by Warshall's algorithm."""
    paths = set(pairs)
    for middle, start, end in product(NODES, repeat=3):
        if (start, middle) in paths and (middle, end) in paths:
            paths.add((start, end))
    return paths


def ids(logic: ChangeLogic, code: str) -> list[str]:
    """Return the ids in the brackets of every finding of that code."""
    found = [f.where for _, f in judge(TOOL, logic) if f.code == code]
    return [where.partition("[")[2].rstrip("]") for where in found]


@given(graphs)
def test_an_effect_is_unreached_exactly_when_no_path_leads_there(
    pairs: list[tuple[str, str]],
) -> None:
    paths = closure(pairs)

    unreached = ids(a_graph(pairs), "effect-has-no-activity")

    starts = [n for n in NODES if n[0] == "a"]
    effects = [n for n in NODES if n[0] != "a"]
    assert unreached == [e for e in effects if not any((a, e) in paths for a in starts)]


@given(graphs)
def test_an_activity_is_an_orphan_exactly_when_no_path_leaves_it(
    pairs: list[tuple[str, str]],
) -> None:
    paths = closure(pairs)

    orphans = ids(a_graph(pairs), "activity-leads-nowhere")

    near = [n for n in NODES if n[0] == "s"]
    starts = [n for n in NODES if n[0] == "a"]
    assert orphans == [a for a in starts if not any((a, s) in paths for s in near)]


@given(graphs)
def test_a_loop_is_found_exactly_when_there_is_one(pairs: list[tuple[str, str]]) -> None:
    paths = closure(pairs)

    found = ids(a_graph(pairs), "links-form-a-loop")

    turning = [f"{cause}→{effect}" for cause, effect in pairs if (effect, cause) in paths]
    assert found == turning[:1]


@given(acyclic)
def test_links_that_only_run_forward_form_no_loop(pairs: list[tuple[str, str]]) -> None:
    assert ids(a_graph(pairs), "links-form-a-loop") == []


@given(graphs)
def test_feedback_never_forms_a_loop(pairs: list[tuple[str, str]]) -> None:
    links = tuple(Link(cause=c, effect=e, assumption="ja", feedback=True) for c, e in pairs)

    assert ids(with_(a_graph(()), "links", links), "links-form-a-loop") == []


@given(acyclic, days)
def test_time_is_wrong_exactly_where_a_later_thing_leads_to_an_earlier(
    pairs: list[tuple[str, str]], offsets: list[int]
) -> None:
    due = dict(zip(NODES, offsets, strict=True))

    wrong = ids(a_graph(pairs, offsets), "effect-comes-before-its-cause")

    assert wrong == [f"{cause}→{effect}" for cause, effect in pairs if due[effect] < due[cause]]


@given(graphs, days)
def test_links_on_a_loop_have_no_before_and_after(
    pairs: list[tuple[str, str]], offsets: list[int]
) -> None:
    paths = closure(pairs)

    wrong = ids(a_graph(pairs, offsets), "effect-comes-before-its-cause")

    assert not {f"{c}→{e}" for c, e in pairs if (e, c) in paths} & set(wrong)


@given(graphs)
def test_only_links_from_an_activity_to_the_long_term_are_jumps(
    pairs: list[tuple[str, str]],
) -> None:
    jumps = ids(a_graph(pairs), "link-jumps-to-the-long-term")

    assert jumps == [f"{c}→{e}" for c, e in pairs if c[0] == "a" and e[0] == "l"]


def test_a_link_to_nothing_is_named_with_what_it_cuts_off() -> None:
    said = judge(TOOL, with_(a_change_logic(), "links[4].cause", "nowhere"))

    assert told(said) == [
        ("FL-02", "link-has-no-end", "change_logic.links[nowhere→lower-co2]"),
        ("FL-02", "effect-has-no-activity", "change_logic.long_term_effects[lower-co2]"),
    ]


def test_findings_call_things_by_their_names() -> None:
    [(_, finding)] = judge(TOOL, a_change_logic(links=(*LINKS, JUMP)))

    assert finding.facts == {
        "activity": "Prova på-kampanj med elcykel på arbetsplatser",
        "effect": "Lägre koldioxidutsläpp från länets arbetsresor.",
    }


def test_the_picture_has_six_columns_and_only_known_ends() -> None:
    stray = Activity(id="stray", title="Utan mål", resources=("gold",))

    shape = TOOL.draw(a_change_logic(activities=(stray,))).shape

    assert isinstance(shape, Columns)
    assert len(shape.columns) == 6
    assert shape.arrows == (
        Arrow("staff-try-bikes", "fewer-car-trips"),
        Arrow("fewer-car-trips", "lower-co2"),
    )
