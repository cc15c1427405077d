from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from gronatraden import wiring
from gronatraden.errors import (
    ConflictError,
    FourEyesError,
    NoActorError,
    NotPermittedError,
    UnknownNameError,
    UsageError,
)
from gronatraden.history import Outcome
from gronatraden.project import Role
from gronatraden.services.add_person import add_person
from gronatraden.services.end_role import end_role
from gronatraden.services.gate_history import gate_history
from gronatraden.services.grant_role import grant_role
from gronatraden.services.list_people import list_people, list_roles
from gronatraden.services.open_programme import open_programme
from tests.builders import a_change_logic
from tests.builders.store import ON_SERVER, make_on_server
from tests.services.simulator import BEGINNING, PROGRAMME, ProjectSimulator, saying

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[ProjectSimulator]:
    """Return a house that nobody lives in yet."""
    life = ProjectSimulator(tmp_path, BEGINNING)
    if ON_SERVER:
        make_on_server(life.settings.database)
    wiring.create(life.settings, clock_kind="simulated")
    yield life
    life.close()


def grants_of(life: ProjectSimulator, handle: str) -> list[str]:
    """Return the ids of what a person holds or has held."""
    return [held.grant.id for held in list_roles(life.parts, person=handle)]


def test_the_first_person_needs_nobodys_leave(empty: ProjectSimulator) -> None:
    add_person(empty.parts, handle="ida", name="Ida", by="")

    assert [held.grant.role for held in list_roles(empty.parts)] == [Role.ADMIN]


def test_the_second_person_needs_leave(empty: ProjectSimulator) -> None:
    add_person(empty.parts, handle="ida", name="Ida", by="")

    with pytest.raises(NoActorError):
        add_person(empty.parts, handle="bo", name="Bo", by="")


def test_a_person_is_known_by_a_pseudonym(opened: ProjectSimulator) -> None:
    added = add_person(opened.parts, handle="eva", name="Eva Ek", by="ida")

    assert added.id.startswith("p-")
    assert not {"eva", "ek"} & set(added.id.lower().split("-"))


def test_a_handle_is_taken_once(opened: ProjectSimulator) -> None:
    with pytest.raises(ConflictError, check=saying(what="handle-is-taken", name="bo")):
        add_person(opened.parts, handle="bo", name="Bosse", by="ida")


def test_nobody_is_called_the_machine(opened: ProjectSimulator) -> None:
    with pytest.raises(ConflictError, check=saying(what="handle-is-taken")):
        add_person(opened.parts, handle="machine", name="Maskin", by="ida")


def test_a_handle_can_be_said(opened: ProjectSimulator) -> None:
    with pytest.raises(UsageError, check=saying(reason="not-an-id")):
        add_person(opened.parts, handle="Bo Ek", name="Bo", by="ida")


@pytest.mark.parametrize("by", ["alva", "cleo", "bo"])
def test_not_everyone_keeps_people(opened: ProjectSimulator, by: str) -> None:
    with pytest.raises(NotPermittedError, check=saying(act="keep_people")):
        add_person(opened.parts, handle="eva", name="Eva", by=by)


def test_nobody_acts_under_a_name_that_is_not_there(opened: ProjectSimulator) -> None:
    with pytest.raises(UnknownNameError, check=saying(kind="person", nearest="alva")):
        opened.submit(a_change_logic(), by="alwa")


def test_a_role_holds_from_its_first_day(opened: ProjectSimulator) -> None:
    grant_role(
        opened.parts,
        person="olle",
        role=Role.PROJECT_MANAGER,
        programme=None,
        project="cykla",
        from_on=opened.parts.today + timedelta(days=2),
        by="ida",
    )

    with pytest.raises(NotPermittedError):
        opened.submit(a_change_logic(), by="olle")
    assert opened.days_pass(2).submit(a_change_logic(), by="olle").version.number == 1


def test_a_role_holds_its_last_day(opened: ProjectSimulator) -> None:
    opened.grant("olle", Role.PROJECT_MANAGER, until=opened.parts.today)

    assert opened.submit(a_change_logic(), by="olle").version.number == 1
    with pytest.raises(NotPermittedError):
        opened.days_pass(1).submit(a_change_logic(activities=()), by="olle")


def test_a_period_does_not_end_before_it_begins(opened: ProjectSimulator) -> None:
    with pytest.raises(UsageError, check=saying(reason="period-ends-before-it-begins")):
        opened.grant("olle", Role.AUDITOR, until=date(2024, 8, 31))


def test_a_role_ends_after_its_last_day(opened: ProjectSimulator) -> None:
    (grant,) = grants_of(opened, "alva")

    ended = end_role(opened.parts, grant=grant, by="ida")

    assert ended.until_on == opened.parts.today
    with pytest.raises(NotPermittedError):
        opened.days_pass(1).submit(a_change_logic())


def test_a_role_ends_once(opened: ProjectSimulator) -> None:
    (grant,) = grants_of(opened, "alva")
    end_role(opened.parts, grant=grant, by="ida")

    with pytest.raises(ConflictError, check=saying(what="role-has-ended")):
        end_role(opened.parts, grant=grant, by="ida")


def test_a_role_does_not_end_before_it_began(opened: ProjectSimulator) -> None:
    (grant,) = grants_of(opened, "alva")

    with pytest.raises(UsageError, check=saying(reason="period-ends-before-it-begins")):
        end_role(opened.parts, grant=grant, last_on=date(2024, 8, 31), by="ida")


def test_a_grant_that_is_not_there_cannot_end(opened: ProjectSimulator) -> None:
    with pytest.raises(UnknownNameError, check=saying(kind="grant")):
        end_role(opened.parts, grant="grant-99", by="ida")


def test_what_a_leaver_decided_stays_decided(filled: ProjectSimulator) -> None:
    filled.passes("start")
    (grant,) = grants_of(filled, "bea")

    end_role(filled.parts, grant=grant, by="ida")

    (asked,) = gate_history(filled.days_pass(1).parts, project="cykla")
    assert asked.decision is not None
    assert filled.person("bea").id in asked.decision.deciders
    assert filled.check("start").standing.phase == "during"


def test_a_leaver_has_no_word(filled: ProjectSimulator) -> None:
    filled.request("start")
    (grant,) = grants_of(filled, "bea")
    end_role(filled.parts, grant=grant, by="ida")

    with pytest.raises(NotPermittedError, check=saying(act="decide_gate")):
        filled.days_pass(1).decide("start", by=["bea"])


def test_an_admin_has_no_word(filled: ProjectSimulator) -> None:
    filled.grant("ida", Role.STEERING_CHAIR)
    filled.request("start")

    with pytest.raises(FourEyesError, check=saying(reason="admin-cannot-decide")):
        filled.decide("start", by=["ida"])


def test_a_gate_knows_that_an_admin_has_no_word(filled: ProjectSimulator) -> None:
    filled.grant("disa", Role.ADMIN)

    (result,) = filled.check("start").verdict.missing
    assert [f.code for f in result.findings] == ["too-few-can-decide"]


def test_the_same_role_is_granted_once(opened: ProjectSimulator) -> None:
    first = opened.grant("olle", Role.AUDITOR)
    before = opened.recorded()

    again = opened.grant("olle", Role.AUDITOR)

    assert (again, opened.recorded()) == (first, before)


def test_a_role_is_held_where_the_programme_is_the_projects_own(opened: ProjectSimulator) -> None:
    parts = opened.parts
    open_programme(parts, programme="annan", title="En annan", owner="Region X", by="olle")

    with pytest.raises(UsageError, check=saying(reason="project-is-in-another-programme")):
        grant_role(
            parts, person="olle", role=Role.FUNDER, programme="annan", project="cykla", by="ida"
        )


@pytest.fixture
def local_office(opened: ProjectSimulator) -> ProjectSimulator:
    """Return a house where Ebba is the office of one programme and of no other."""
    grant_role(
        opened.parts,
        person="ebba",
        role=Role.PROGRAMME_OFFICE,
        programme=PROGRAMME,
        project=None,
        by="ida",
    )
    return opened


def test_an_office_keeps_the_roles_of_its_own_programme(local_office: ProjectSimulator) -> None:
    assert local_office.grant("olle", Role.FUNDER, by="ebba").programme == PROGRAMME


def test_an_office_of_one_programme_grants_nothing_everywhere(
    local_office: ProjectSimulator,
) -> None:
    with pytest.raises(NotPermittedError, check=saying(act="keep_people")):
        grant_role(
            local_office.parts,
            person="ebba",
            role=Role.ADMIN,
            programme=None,
            project=None,
            by="ebba",
        )


def test_an_office_of_one_programme_ends_no_role_of_the_house(
    local_office: ProjectSimulator,
) -> None:
    (grant,) = grants_of(local_office, "olle")

    with pytest.raises(NotPermittedError, check=saying(act="keep_people")):
        end_role(local_office.parts, grant=grant, by="ebba")


def test_a_programme_is_opened_once(opened: ProjectSimulator) -> None:
    with pytest.raises(ConflictError, check=saying(what="programme-exists")):
        open_programme(opened.parts, programme=PROGRAMME, title="Igen", owner="Region", by="olle")


@pytest.mark.parametrize("by", ["alva", "bo", "cleo"])
def test_not_everyone_opens_programmes(opened: ProjectSimulator, by: str) -> None:
    with pytest.raises(NotPermittedError, check=saying(act="open_programme")):
        open_programme(opened.parts, programme="ny", title="Ny", owner="Region", by=by)


def test_the_machine_is_listed_nowhere(opened: ProjectSimulator) -> None:
    assert "machine" not in {p.handle for p in list_people(opened.parts)}


@pytest.mark.parametrize("outcome", [Outcome.GO, Outcome.REFER_BACK])
def test_the_machine_never_decides(filled: ProjectSimulator, outcome: Outcome) -> None:
    filled.request("start")

    with pytest.raises(NotPermittedError):
        filled.decide("start", outcome, by=["machine"], reason="Nej.")


def test_roles_of_one_moment_are_listed_in_the_order_given(opened: ProjectSimulator) -> None:
    handles = [f"ny-{number}" for number in range(11)]
    for handle in handles:
        add_person(opened.parts, handle=handle, name=handle, by="ida")
        opened.grant(handle, Role.AUDITOR)

    everywhere, here = list_roles(opened.parts), list_roles(opened.parts, project="cykla")

    listed = [held.person.handle for held in everywhere if held.person and held.today]
    assert [handle for handle in listed if handle in handles] == handles
    assert [held.grant.id for held in here if held.grant.role is Role.AUDITOR] == [
        held.grant.id for held in everywhere if held.grant.role is Role.AUDITOR
    ]
