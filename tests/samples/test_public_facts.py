"""A sample project on public facts alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from gronatraden.gates.registry import checks
from gronatraden.samples import folders
from gronatraden.services._handing_in import read_handed
from tests.builders import a_context, with_
from tests.builders.samples import as_written, elements, opened_verdict, written

if TYPE_CHECKING:
    from pathlib import Path

    from gronatraden.gates.verdict import Verdict

DOCUMENTS = [path for name in folders.PROJECTS for path in folders.documents(folders.project(name))]


def _named(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def _failing(verdict: Verdict, weight: str) -> set[str]:
    return {
        r.rule for r in verdict.requirements if r.status == "not_satisfied" and r.weight == weight
    }


def _codes(verdict: Verdict, rule: str) -> set[str]:
    return {f.code for r in verdict.requirements if r.rule == rule for f in r.findings}


def _content(project: str, tool: str) -> Any:  # noqa: ANN401 - whichever tool is asked for
    return read_handed(written(folders.project(project) / f"{tool}.yaml")).content


@pytest.mark.parametrize("path", DOCUMENTS, ids=_named)
def test_every_document_reads_as_one_of_its_project(path: Path) -> None:
    handed = read_handed(written(path))

    assert (handed.envelope.project, handed.envelope.tool) == (path.parent.name, path.stem)


@pytest.mark.parametrize("path", DOCUMENTS, ids=_named)
def test_every_element_cites_a_source_that_is_there(path: Path) -> None:
    value = as_written(path)

    cited = [element.get("source") for element in elements(value["content"])]

    assert set(cited) <= set(value["sources"])


@pytest.mark.parametrize("path", DOCUMENTS, ids=_named)
def test_every_source_is_an_address_that_is_used(path: Path) -> None:
    value = as_written(path)
    content = value["content"]
    used = {element["source"] for element in elements(content)} | set(content.get("cited", ()))

    sources = value["sources"]

    assert set(sources) == used
    assert all(address.startswith(("http://", "https://")) for address in sources.values())


@pytest.mark.parametrize("path", DOCUMENTS, ids=_named)
def test_nothing_is_made_up_among_the_public_facts(path: Path) -> None:
    value = as_written(path)

    origins = {value["origin"]} | {element.get("origin") for element in elements(value["content"])}

    assert origins <= {"public", None}


def test_res_gront_stays_closed_on_exactly_these_rules() -> None:
    verdict = opened_verdict("res-gront")

    failing = _failing(verdict, "blocking")

    assert not verdict.ready
    assert failing == (
        {"FL-02", "FL-03", "FL-04", "FL-05", "FL-08"}  # the sources draw no links
        | {"FL-10", "FL-11", "FL-12", "FL-15", "FL-17"}  # nor baselines, sexes, RUS, evaluation
        | {"IA-02", "IA-06", "IA-08", "IA-10"}
        | {"ST-01", "LC-02", "KL-01", "KL-03"}
        | {"JM-01", "JM-05", "JM-B1"}
        | {"F-share", "F-beyond"}  # nor how much of it the region pays, and why as a project
    )


def test_res_gront_is_advised_on_exactly_these_rules() -> None:
    verdict = opened_verdict("res-gront")

    failing = _failing(verdict, "advisory")

    assert failing == (
        {"FL-13", "FL-16", "G0-questions", "IA-03", "IA-05", "IA-07", "IA-09", "IA-11"}
        | {"LC-01", "LC-06", "KL-02", "KL-F1"}
    )


def test_crkkl_stays_closed_on_exactly_these_rules() -> None:
    verdict = opened_verdict("crkkl")

    failing = _failing(verdict, "blocking")

    assert not verdict.ready
    assert failing == (
        {"FL-01", "FL-02", "FL-03", "FL-04", "FL-05", "FL-08", "FL-10", "FL-15"}
        | {"IA-01", "IA-02", "IA-04", "IA-06", "IA-08", "IA-10"}
        | {"ST-01", "LC-02", "KL-01", "KL-03"}
        | {"JM-01", "JM-05", "JM-B1"}
    )


def test_crkkl_is_advised_on_exactly_these_rules() -> None:
    verdict = opened_verdict("crkkl")

    failing = _failing(verdict, "advisory")

    assert failing == (
        {"FL-13", "FL-14", "FL-16", "G0-questions", "IA-03", "IA-05", "IA-09", "IA-11"}
        | {"LC-06", "KL-02", "KL-F1"}
    )


def test_the_follow_on_stays_closed_too() -> None:
    verdict = opened_verdict("transporteffektivt-kronoberg")

    failing = _failing(verdict, "blocking")

    assert {"G0-facts", "FL-17", "JM-01", "KL-01", "LC-02"} <= failing


def test_the_small_project_stays_closed_on_exactly_these_rules() -> None:
    verdict = opened_verdict("starkt-vardskap")

    failing = _failing(verdict, "blocking")

    assert not verdict.ready
    assert failing == (
        {"G0-facts", "FL-01", "FL-02", "FL-05"}  # years without days, and no nearer effects
        | {"IA-04", "IA-08", "LC-02", "JM-B1"}  # companies, and no word of people
    )


def test_no_source_gives_a_value_for_carbon_dioxide() -> None:
    verdict = opened_verdict("res-gront")

    missing = next(
        f.facts["missing"]
        for r in verdict.requirements
        for f in r.findings
        if f.where == "change_logic.indicators[co2-from-work-travel]"
    )

    assert isinstance(missing, tuple)
    assert {"baseline", "target"} <= set(missing)


def test_equality_is_claimed_and_not_measured() -> None:
    verdict = opened_verdict("res-gront")

    codes = _codes(verdict, "JM-05") | _codes(verdict, "FL-12")

    assert codes == {"equality-goal-is-not-measured", "people-are-not-split-by-sex"}


def test_sources_that_disagree_are_both_told() -> None:
    facts = _content("res-gront", "project")

    conflicts = {conflict.field: len(conflict.readings) for conflict in facts.conflicts}

    assert conflicts == {"ends_on": 2, "total_budget_sek": 2}


def test_a_smaller_budget_asks_for_no_evaluation() -> None:
    verdict = opened_verdict("crkkl")

    status = next(r.status for r in verdict.requirements if r.rule == "FL-17")

    assert status == "not_applicable"


def test_an_aim_that_inspires_is_heard_as_an_activity() -> None:
    verdict = opened_verdict("crkkl")

    where = {f.where for r in verdict.requirements if r.rule == "FL-14" for f in r.findings}

    assert "change_logic.short_term_effects[knowledge].statement" in where


def test_crkkl_names_who_takes_over() -> None:
    check = checks()["learning_cycle.knowledge_outlives_the_project"].check

    codes = {f.code for f in check.function(_content("crkkl", "learning_cycle"), a_context())}

    assert "handover-has-no-receiver" not in codes


def test_crkkl_could_stand_on_the_third_rung() -> None:
    check = checks()["collaboration_ladder.joint_rungs_are_joint"].check
    climbed = with_(
        _content("crkkl", "collaboration_ladder"),
        "constellations[circular-economy].rung",
        "cooperation",
    )

    found = list(check.function(climbed, a_context()))

    assert found == []
