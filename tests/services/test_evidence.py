from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from gronatraden.errors import NoActorError, NotPermittedError, UnknownNameError, UsageError
from gronatraden.gates.decision import ConditionAsked
from gronatraden.history import EvidenceKind, EvidenceLink, Outcome
from gronatraden.services.deciding.meet_condition import list_conditions, meet_condition
from gronatraden.services.evidence.add_evidence import Added, add_evidence
from gronatraden.services.evidence.list_evidence import list_evidence
from gronatraden.services.log.read_log import read_log
from tests.builders import some_facts
from tests.builders.evidence import a_note, a_paper, new_evidence
from tests.services.simulator import saying

if TYPE_CHECKING:
    from pathlib import Path

    from gronatraden.history import Condition, Evidence
    from gronatraden.services.evidence.add_evidence import NewEvidence
    from tests.services.conftest import Live
    from tests.services.simulator import ProjectSimulator

WINTER = ConditionAsked(
    text="Ta fram en plan för vintern", owner="project_manager", due_on=date(2024, 9, 30)
)


def add(life: ProjectSimulator, new: NewEvidence, by: str = "alva") -> Added:
    """Add evidence to the life's project."""
    return add_evidence(life.parts, project=life.project, new=new, by=by)


def listed(life: ProjectSimulator) -> list[int]:
    """Return the numbers of the project's evidence."""
    return [one.number for one in list_evidence(life.parts, project=life.project)]


def sha_of(kept: Evidence) -> str:
    """Return the hash of a paper's file."""
    assert kept.file is not None
    return kept.file.sha256


def test_a_paper_is_kept_as_it_was_said(opened: ProjectSimulator, tmp_path: Path) -> None:
    new = new_evidence(a_paper(tmp_path), secrecy="OSL 31 kap. 16 §", note="Med bilaga.")

    kept = add(opened, new).evidence

    [found] = list_evidence(opened.parts, project="cykla")
    assert found == kept
    assert {name: getattr(found, name) for name in ("title", "secrecy", "note", "dated_on")} == {
        "title": "Beslut om stöd",
        "secrecy": "OSL 31 kap. 16 §",
        "note": "Med bilaga.",
        "dated_on": date(2024, 8, 15),
    }


def test_a_paper_comes_in_today_unless_said(opened: ProjectSimulator, tmp_path: Path) -> None:
    kept = add(opened, new_evidence(a_paper(tmp_path))).evidence

    assert (kept.received_on, kept.dated_on) == (opened.parts.today, date(2024, 8, 15))


def test_a_note_says_who_wrote_it_and_when(opened: ProjectSimulator) -> None:
    kept = add(opened, a_note()).evidence

    assert (kept.added_by, kept.added_at) == (opened.person("alva").id, opened.at)
    assert (kept.from_whom, kept.dated_on, kept.received_on) == (
        "Gatukontoret",
        date(2024, 8, 30),
        date(2024, 8, 30),
    )
    assert kept.file is None


def test_numbers_count_from_one_in_each_project(opened: ProjectSimulator) -> None:
    add(opened, a_note())
    add_evidence(opened.parts, project="vandra", new=a_note(), by="cleo")

    assert add(opened, a_note(note="Nej, i juni.")).evidence.id == "cykla/evidence/2"


def test_the_log_says_nothing_of_what_is_in_it(opened: ProjectSimulator, tmp_path: Path) -> None:
    kept = add(opened, new_evidence(a_paper(tmp_path), note="Ring Karin.")).evidence

    event = read_log(opened.parts)[-1].event

    said = event.to_leaf().decode()
    assert (event.type, dict(event.result)) == ("evidence.added", {"number": 1})
    assert "cykla/evidence/1" in said
    assert [w for w in ("Beslut", "Karin", "24RK99", sha_of(kept)) if w in said] == []


@pytest.mark.parametrize(
    ("new", "reason"),
    [
        pytest.param(a_note(kind=EvidenceKind.MINUTES), "evidence-needs-a-file", id="minutes"),
        pytest.param(a_note(note=" "), "note-says-nothing", id="an empty note"),
        pytest.param(a_note(from_whom=""), "note-needs-who-and-when", id="from nobody"),
        pytest.param(a_note(dated_on=None), "note-needs-who-and-when", id="heard never"),
        pytest.param(a_note(title=" "), "evidence-needs-a-title", id="no title"),
        pytest.param(a_note(title="å" * 401), "text-is-too-long", id="a long title"),
        pytest.param(a_note(note="å" * 20_001), "text-is-too-long", id="a long note"),
        pytest.param(a_note(dated_on=date(2024, 9, 2)), "received-in-the-future", id="tomorrow"),
        pytest.param(
            a_note(received_on=date(2024, 8, 29)), "dated-after-it-was-received", id="before"
        ),
    ],
)
def test_evidence_says_what_its_kind_has_to(
    opened: ProjectSimulator, new: NewEvidence, reason: str
) -> None:
    with pytest.raises(UsageError, check=saying(reason=reason)):
        add(opened, new)

    assert listed(opened) == []


@pytest.mark.parametrize("by", ["bo", "disa", "cleo", "ida"])
def test_not_everyone_adds_evidence(opened: ProjectSimulator, tmp_path: Path, by: str) -> None:
    with pytest.raises(NotPermittedError, check=saying(act="add_evidence")):
        add(opened, new_evidence(a_paper(tmp_path)), by=by)

    assert not opened.settings.evidence_folder.exists()


@pytest.mark.parametrize("by", ["alva", "ebba", "olle"])
def test_those_who_keep_the_papers_add_evidence(opened: ProjectSimulator, by: str) -> None:
    assert add(opened, a_note(), by=by).evidence.number == 1


def test_nobody_adds_evidence_unnamed(opened: ProjectSimulator) -> None:
    with pytest.raises(NoActorError):
        add(opened, a_note(), by="")


def test_the_same_evidence_is_not_added_twice(opened: ProjectSimulator, tmp_path: Path) -> None:
    new = new_evidence(a_paper(tmp_path))
    add(opened, new)
    before = opened.recorded()

    again = add(opened.days_pass(1), new)

    assert (again.unchanged, again.evidence.number, opened.recorded()) == (True, 1, before)


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"title": "Beslutet"}, id="title"),
        pytest.param({"kind": EvidenceKind.AGREEMENT}, id="kind"),
        pytest.param({"from_whom": "Regionen"}, id="from whom"),
        pytest.param({"dated_on": date(2024, 8, 16)}, id="day"),
        pytest.param({"received_on": date(2024, 8, 31)}, id="day it came in"),
        pytest.param({"registry_number": "24RK100"}, id="registry number"),
        pytest.param({"secrecy": "OSL 18 kap."}, id="secrecy"),
        pytest.param({"origin": "fictional"}, id="origin"),
        pytest.param({"note": "Se s. 2."}, id="note"),
        pytest.param({"links": (EvidenceLink("document", "project"),)}, id="what it is about"),
    ],
)
def test_evidence_said_otherwise_is_added(
    opened: ProjectSimulator, tmp_path: Path, changes: dict[str, Any]
) -> None:
    new = new_evidence(a_paper(tmp_path))
    add(opened, new)

    again = add(opened, replace(new, **changes))

    assert (again.unchanged, again.evidence.number) == (False, 2)


def test_a_dry_run_keeps_nothing(opened: ProjectSimulator, tmp_path: Path) -> None:
    new = new_evidence(a_paper(tmp_path))

    found = add_evidence(replace(opened.parts, dry_run=True), project="cykla", new=new, by="alva")

    assert (found.evidence.number, listed(opened)) == (1, [])
    assert not opened.settings.evidence_folder.exists()


@pytest.mark.parametrize(
    "link",
    [
        EvidenceLink("requirement", "start.effects-are-measured"),
        EvidenceLink("document", "change_logic"),
        EvidenceLink("document", "project"),
        EvidenceLink("funding", "eruf"),
    ],
    ids=lambda link: f"{link.about} {link.target}",
)
def test_evidence_is_about_what_there_is(opened: ProjectSimulator, link: EvidenceLink) -> None:
    opened.submit(some_facts())

    assert add(opened, a_note(links=(link, link))).evidence.links == (link,)


@pytest.mark.parametrize(
    ("link", "kind", "nearest"),
    [
        (EvidenceLink("requirement", "start.effects-measured"), "requirement", "start."),
        (EvidenceLink("document", "change-logic"), "tool", "change_logic"),
        (EvidenceLink("funding", "erfu"), "funding", "eruf"),
        (EvidenceLink("condition", "cykla/1"), "condition", ""),
        (EvidenceLink("decision", "cykla/1"), "decision", ""),
    ],
    ids=lambda case: case.about if isinstance(case, EvidenceLink) else None,
)
def test_evidence_is_about_nothing_else(
    opened: ProjectSimulator, link: EvidenceLink, kind: str, nearest: str
) -> None:
    opened.submit(some_facts())

    with pytest.raises(UnknownNameError) as refused:
        add(opened, a_note(links=(link,)))

    assert refused.value.facts["kind"] == kind
    assert str(refused.value.facts["nearest"]).startswith(nearest)


@pytest.fixture
def promised(live: Live) -> ProjectSimulator:
    """Return ``ro`` when its start has opened on a promise, and a note is added."""
    small = live("small-filled")
    small.request("start")
    small.decide("start", Outcome.GO_WITH_CONDITIONS, conditions=(WINTER,))
    add(small, a_note())
    return small


def meet(life: ProjectSimulator, *evidence: int, proof: str = "") -> Condition:
    """Say that the promise is kept."""
    [condition] = list_conditions(life.parts, project="ro")
    said = {"condition": condition.id, "proof": proof, "by": "alva"}
    return meet_condition(life.parts, project="ro", evidence=evidence, **said)


def test_evidence_shows_that_a_promise_is_kept(promised: ProjectSimulator) -> None:
    met = meet(promised, 1)

    [note] = list_evidence(promised.parts, project="ro")
    assert (met.evidence, met.met_at) == ((1,), promised.at)
    assert note.links == (EvidenceLink("condition", met.id),)


def test_a_promise_is_not_kept_without_a_word(promised: ProjectSimulator) -> None:
    with pytest.raises(UsageError, check=saying(reason="condition-needs-proof")):
        meet(promised)


def test_a_promise_is_not_kept_by_what_is_not_there(promised: ProjectSimulator) -> None:
    with pytest.raises(UnknownNameError, check=saying(kind="evidence", name="7")):
        meet(promised, 1, 7)

    [condition] = list_conditions(promised.parts, project="ro")
    assert (condition.met_at, condition.evidence) == (None, ())


def test_evidence_of_a_promise_is_cited_once(promised: ProjectSimulator) -> None:
    [condition] = list_conditions(promised.parts, project="ro")
    add(promised, a_note(links=(EvidenceLink("condition", condition.id),)))

    assert meet(promised, 2, 2, proof="Antagen.").evidence == (2,)


def test_rules_see_what_evidence_there_is(live: Live, tmp_path: Path) -> None:
    started = live("started")
    links = (EvidenceLink("funding", "eruf"),)
    day = date(2024, 10, 15)

    add(started, new_evidence(a_paper(tmp_path), dated_on=day, links=links))

    verdict = started.check("checkpoint").verdict
    [advice] = [r for r in verdict.requirements if r.rule == "A13-2"]
    assert [f.where for f in advice.findings] == ["evidence.decisions[regional]"]
