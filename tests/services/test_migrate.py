from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gronatraden import manuscript
from gronatraden.errors import (
    ConflictError,
    NotPermittedError,
    PassedGateError,
    PolicyError,
    UnknownNameError,
    UsageError,
)
from gronatraden.gates.migration import Altered
from gronatraden.services.check_gate import check_gate
from gronatraden.services.list_policies import show_policy
from gronatraden.services.migration._pins import Scope, Undone
from gronatraden.services.migration.migrate import migrate
from gronatraden.services.open_project import open_project
from gronatraden.services.show_project import show_project
from tests.services.migrating import (
    FULL,
    UNSATISFIED,
    a_next_version,
    carried_out,
    moved_to,
    newest,
    planned,
)
from tests.services.simulator import ProjectSimulator, put_in_force, saying
from tests.services.small import LIFECYCLE, another_policy

if TYPE_CHECKING:
    from collections.abc import Callable

    from gronatraden.manuscript import Manuscript
    from tests.services.conftest import Live


def pins(life: ProjectSimulator, project: str = "cykla") -> dict[str, int]:
    """Return what a project is pinned to."""
    return dict(show_project(life.parts, project=project).project.policies)


def test_a_plan_records_nothing(filled: ProjectSimulator) -> None:
    version = a_next_version(filled)
    before = filled.recorded()

    planned(filled, moved_to(version))

    assert filled.recorded() == before


def test_a_plan_says_which_gate_would_close(filled: ProjectSimulator) -> None:
    version = a_next_version(filled, asks="start", check=UNSATISFIED)

    (mine,) = planned(filled, moved_to(version, "cykla")).projects

    assert [(t.gate, t.ready, t.would_be_ready) for t in mine.turned] == [("start", True, False)]
    assert mine.altered == (
        Altered(gate="start", requirement="start.another-question", how="added"),
    )


def test_a_migration_does_what_was_planned(filled: ProjectSimulator) -> None:
    version = a_next_version(filled, asks="start", check=UNSATISFIED)

    carried_out(filled, moved_to(version, "cykla"))

    assert pins(filled)[FULL] == version
    assert not check_gate(filled.parts, project="cykla", gate="start").verdict.ready


def test_only_projects_that_are_meant_are_moved(filled: ProjectSimulator) -> None:
    version = a_next_version(filled)

    carried_out(filled, moved_to(version, "cykla"))

    assert (pins(filled)[FULL], pins(filled, "vandra")[FULL]) == (version, version - 1)


def test_a_whole_programme_is_moved_at_once(filled: ProjectSimulator) -> None:
    version = a_next_version(filled)

    done = carried_out(filled, moved_to(version))

    assert {p.project for p in done.projects} == {"cykla", "vandra"}
    assert {pins(filled, name)[FULL] for name in ("cykla", "vandra")} == {version}


def test_what_follows_the_version_already_stays(filled: ProjectSimulator) -> None:
    carried_out(filled, moved_to(version := a_next_version(filled), "cykla"))

    plan = planned(filled, moved_to(version))

    assert ([p.project for p in plan.projects], plan.as_is) == (["vandra"], ("cykla",))


def test_a_plan_that_things_have_left_behind_is_refused(filled: ProjectSimulator) -> None:
    wanted = moved_to(a_next_version(filled), "cykla")
    plan = planned(filled, wanted).sha256
    filled.passes("start")

    with pytest.raises(ConflictError, check=saying(what="plan-moved-on")):
        migrate(filled.parts, wanted=wanted, plan=plan, reason="Ny handbok.", by="olle")


def test_a_passed_gate_keeps_its_meaning(filled: ProjectSimulator) -> None:
    filled.passes("start")
    wanted = moved_to(a_next_version(filled, asks="start"), "cykla")

    with pytest.raises(PassedGateError, check=saying(gates=["start"], projects=["cykla"])):
        carried_out(filled, wanted)


def test_a_passed_gate_changes_meaning_by_force_and_reason(filled: ProjectSimulator) -> None:
    filled.passes("start")
    version = a_next_version(filled, asks="start")

    carried_out(filled, moved_to(version, "cykla"), force=True)

    assert pins(filled)[FULL] == version


def test_what_a_later_gate_asks_is_no_passed_gates_business(filled: ProjectSimulator) -> None:
    filled.passes("start")
    version = a_next_version(filled, asks="close")

    carried_out(filled, moved_to(version, "cykla"))

    assert pins(filled)[FULL] == version


def test_what_was_decided_still_names_its_version(filled: ProjectSimulator) -> None:
    filled.passes("start")
    carried_out(filled, moved_to(a_next_version(filled, asks="close"), "cykla"))

    found = check_gate(filled.parts, project="cykla", gate="start")

    assert {p.policy: p.version for p in found.verdict.policies}[FULL] == newest(filled) - 1


def test_a_migration_is_undone(filled: ProjectSimulator) -> None:
    before = pins(filled)
    done = carried_out(filled, moved_to(a_next_version(filled, asks="start")))

    carried_out(filled, Undone(plan=done.sha256))

    assert (pins(filled), pins(filled, "vandra")) == (before, before)


def test_one_project_is_taken_back_alone(filled: ProjectSimulator) -> None:
    done = carried_out(filled, moved_to(version := a_next_version(filled, asks="start")))

    carried_out(filled, Undone(plan=done.sha256, scope=Scope(projects=("vandra",))))

    assert (pins(filled)[FULL], pins(filled, "vandra")[FULL]) == (version, version - 1)


def test_what_was_moved_again_is_not_undone(filled: ProjectSimulator) -> None:
    first = carried_out(filled, moved_to(a_next_version(filled), "cykla"))
    carried_out(filled, moved_to(a_next_version(filled), "cykla"))

    assert planned(filled, Undone(plan=first.sha256)).projects == ()


def test_an_undone_migration_can_be_done_again(filled: ProjectSimulator) -> None:
    version = a_next_version(filled)
    done = carried_out(filled, moved_to(version))
    carried_out(filled, Undone(plan=done.sha256))

    carried_out(filled, moved_to(version))

    assert pins(filled)[FULL] == version


def test_a_requested_decision_has_to_be_requested_again(filled: ProjectSimulator) -> None:
    filled.request("start")

    (mine,) = planned(filled, moved_to(a_next_version(filled), "cykla")).projects

    assert mine.waiting == ("start",)


def test_a_project_keeps_at_least_one_policy(filled: ProjectSimulator) -> None:
    with pytest.raises(PolicyError, check=saying(reason="no-policy-left")):
        planned(filled, moved_to(None, "cykla"))


@pytest.mark.parametrize("by", ["alva", "bo", "ida"])
def test_only_the_office_moves_projects(filled: ProjectSimulator, by: str) -> None:
    wanted = moved_to(a_next_version(filled), "cykla")
    plan = planned(filled, wanted).sha256

    with pytest.raises(NotPermittedError, check=saying(act="migrate_project")):
        migrate(filled.parts, wanted=wanted, plan=plan, reason="Ny handbok.", by=by)


@pytest.mark.parametrize(
    ("plan", "reason", "why"),
    [
        pytest.param("", "Ny handbok.", "migration-needs-a-plan", id="no plan"),
        pytest.param("3f2a9c0", "Ny handbok.", "migration-needs-a-plan", id="too short a plan"),
        pytest.param("3f2a9c01", " ", "migration-needs-a-reason", id="no reason"),
    ],
)
def test_a_migration_needs_a_plan_and_a_reason(
    filled: ProjectSimulator, plan: str, reason: str, why: str
) -> None:
    wanted = moved_to(a_next_version(filled), "cykla")

    with pytest.raises(UsageError, check=saying(reason=why)):
        migrate(filled.parts, wanted=wanted, plan=plan, reason=reason, by="olle")


@pytest.mark.parametrize(
    ("wanted", "kind"),
    [
        pytest.param(moved_to(99), "policy", id="a version that is not published"),
        pytest.param(moved_to(1, name="nobody"), "policy", id="a policy that is not published"),
        pytest.param(moved_to(3, "nowhere"), "project", id="a project that is not there"),
        pytest.param(Undone(plan="3f2a9c01"), "plan", id="a plan that was never carried out"),
    ],
)
def test_a_name_that_is_not_there_is_told(
    filled: ProjectSimulator, wanted: Undone, kind: str
) -> None:
    with pytest.raises(UnknownNameError, check=saying(kind=kind)):
        planned(filled, wanted)


def test_a_finished_project_stays_as_it_was(live: Callable[[str], ProjectSimulator]) -> None:
    finished = live("finished")

    plan = planned(finished, moved_to(a_next_version(finished), "cykla"))

    assert (plan.projects, plan.finished) == ((), ("cykla",))


def test_a_lifecycle_is_followed_by_version_too(filled: ProjectSimulator) -> None:
    text = show_policy(filled.parts, name="full").manuscript.replace("version: 1\n", "version: 2\n")
    put_in_force(filled.parts, manuscript.read_text(text, name="full.yaml"))

    carried_out(filled, moved_to(2, "cykla", name="full"))

    found = show_project(filled.parts, project="cykla").project
    assert (found.lifecycle, found.lifecycle_version) == ("full", 2)


def test_nobody_is_moved_to_where_they_do_not_stand(filled: ProjectSimulator) -> None:
    text = show_policy(filled.parts, name="full").manuscript
    other = text.replace("version: 1\n", "version: 2\n").replace("gate: start", "gate: begin")
    put_in_force(filled.parts, manuscript.read_text(other, name="full.yaml"))

    with pytest.raises(ConflictError, check=saying(what="project-would-stand-elsewhere")):
        carried_out(filled, moved_to(2, "cykla", name="full"))


def namesakes(live: Live) -> ProjectSimulator:
    """Return ``nu``, which follows a policy named like its lifecycle."""
    life = live("small")
    put_in_force(life.parts, a_namesake(2))
    life.project = "nu"
    open_project(
        life.parts, project="nu", programme="kronoberg", lifecycle="small", title="Nu", by="olle"
    )
    return life


def a_namesake(version: int) -> Manuscript:
    """Return a version of a policy named like its lifecycle."""
    return another_policy(version, policy="small")


def a_lifecycle(version: int) -> Manuscript:
    """Return a version of the lifecycle."""
    text = LIFECYCLE.text.replace('"version": 1', f'"version": {version}')
    return manuscript.read_text(text, name="lifecycle.yaml")


def followed(life: ProjectSimulator) -> tuple[int, int | None]:
    """Return the versions of the lifecycle and of the policy that a project follows."""
    project = show_project(life.parts, project=life.project).project
    return project.lifecycle_version, dict(project.policies).get("small")


def test_a_policy_named_like_its_lifecycle_is_moved_alone(live: Live) -> None:
    life = namesakes(live)
    put_in_force(life.parts, a_namesake(3))

    carried_out(life, moved_to(3, name="small"))

    assert followed(life) == (1, 3)


def test_a_lifecycle_named_like_a_policy_is_moved_alone(live: Live) -> None:
    life = namesakes(live)
    put_in_force(life.parts, a_lifecycle(3))

    carried_out(life, moved_to(3, name="small"))

    assert followed(life) == (3, 2)


def test_where_both_have_the_version_both_are_moved(live: Live) -> None:
    life = namesakes(live)
    put_in_force(life.parts, a_lifecycle(3))
    put_in_force(life.parts, a_namesake(3))

    carried_out(life, moved_to(3, name="small"))

    assert followed(life) == (3, 3)


def test_a_policy_named_like_its_lifecycle_is_left(live: Live) -> None:
    life = namesakes(live)

    carried_out(life, moved_to(None, "nu", name="small"))

    assert followed(life) == (1, None)


def test_a_policy_named_like_its_lifecycle_is_undone(live: Live) -> None:
    life = namesakes(live)
    put_in_force(life.parts, a_namesake(3))
    plan = carried_out(life, moved_to(3, name="small"))

    carried_out(life, Undone(plan=plan.sha256))

    assert followed(life) == (1, 2)
