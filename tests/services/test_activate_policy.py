"""Rules that a person has written are put in force by another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gronatraden.errors import (
    ConflictError,
    FourEyesError,
    NotPermittedError,
    PolicyError,
    UnknownNameError,
)
from gronatraden.project import Role
from gronatraden.services.deciding.activate_policy import activate_policy, who_may_activate
from gronatraden.services.grant_role import grant_role
from gronatraden.services.list_policies import list_policies
from gronatraden.services.open_project import open_project
from gronatraden.services.publish import publish
from gronatraden.store.policies import proposals
from tests.services.simulator import PROGRAMME, ProjectSimulator, put_in_force, saying
from tests.services.small import LIFECYCLE, POLICY
from tests.services.test_publish import MINE, a_policy

if TYPE_CHECKING:
    from gronatraden.project import Project
    from gronatraden.store.policies import Proposal


def begin(life: ProjectSimulator, lifecycle: str = "full") -> Project:
    """Open a project."""
    return open_project(
        life.parts, programme=PROGRAMME, project="segla", title="S", lifecycle=lifecycle, by="olle"
    )


def activate(life: ProjectSimulator, by: str = "siri", name: str = "mine") -> Proposal:
    """Put rules in force."""
    return activate_policy(life.parts, name=name, by=by)


@pytest.fixture
def proposed(opened: ProjectSimulator) -> ProjectSimulator:
    """Return a house where Olle has published rules of their own."""
    publish(opened.parts, written=a_policy(), by="olle")
    return opened


def test_what_a_person_publishes_waits(proposed: ProjectSimulator) -> None:
    waiting = [seen.name for seen in list_policies(proposed.parts) if seen.waits]

    assert waiting == ["mine"]
    assert "mine" not in dict(begin(proposed).policies)


def test_another_puts_it_in_force(proposed: ProjectSimulator) -> None:
    done = activate(proposed)

    assert done.activated_by == proposed.person("siri").id
    assert "mine" in dict(begin(proposed).policies)


def test_its_author_does_not(proposed: ProjectSimulator) -> None:
    before = proposed.recorded()

    with pytest.raises(FourEyesError, check=saying(reason="author-cannot-activate")):
        activate(proposed, by="olle")
    assert proposed.recorded() == before


@pytest.mark.parametrize("by", ["ida", "alva", "disa", "cleo"])
def test_only_the_office_does(proposed: ProjectSimulator, by: str) -> None:
    with pytest.raises(NotPermittedError, check=saying(act="activate_policy")):
        activate(proposed, by=by)


def test_it_is_put_in_force_once(proposed: ProjectSimulator) -> None:
    activate(proposed)

    with pytest.raises(ConflictError, check=saying(what="policy-is-in-force")):
        activate(proposed)


def test_what_is_not_published_is_not_there(opened: ProjectSimulator) -> None:
    with pytest.raises(UnknownNameError, check=saying(kind="policy")):
        activate(opened)


def test_an_earlier_version_holds_while_the_next_waits(proposed: ProjectSimulator) -> None:
    activate(proposed)
    next_one = a_policy(MINE.replace("version: 1", "version: 2"))

    publish(proposed.parts, written=next_one, by="siri")

    assert dict(begin(proposed).policies)["mine"] == 1


def test_the_office_of_one_programme_puts_nothing_in_force(proposed: ProjectSimulator) -> None:
    grant_role(
        proposed.parts,
        person="cleo",
        role=Role.PROGRAMME_OFFICE,
        programme=PROGRAMME,
        project=None,
        until_on=None,
        by="ida",
    )

    with pytest.raises(NotPermittedError):
        activate(proposed, by="cleo")


def test_a_lifecycle_waits_too(opened: ProjectSimulator) -> None:
    publish(opened.parts, written=LIFECYCLE, by="olle")
    publish(opened.parts, written=POLICY, by="siri")

    activate(opened, name="small", by="siri")

    with pytest.raises(PolicyError, check=saying(reason="rules-wait-for-another")):
        begin(opened, "small")


def test_both_in_force_open_a_project(opened: ProjectSimulator) -> None:
    for written in (LIFECYCLE, POLICY):
        put_in_force(opened.parts, written)

    assert begin(opened, "small").policies == (("small-rules", 1),)


def test_what_is_shipped_was_written_by_the_package(opened: ProjectSimulator) -> None:
    with opened.parts.read() as r:
        found = proposals(r)

    olle = opened.person("olle").id
    assert {(p.proposed_by, p.activated_by) for p in found} == {("machine", olle)}


def test_a_shipped_text_that_was_altered_is_its_authors(opened: ProjectSimulator) -> None:
    altered = a_policy(MINE.replace("policy: mine", "policy: gronatraden-full-2"))

    assert publish(opened.parts, written=altered, by="olle").waits


def test_who_could_is_said(proposed: ProjectSimulator) -> None:
    assert who_may_activate(proposed.parts, published_by="olle") == ("siri",)
