"""The life of a project on a real database, with a clock of its own.

    life = a_life(folder, after="filled")
    life.request("start").decide("start", Outcome.GO)
    life.days_pass(30).submit(a_change_logic(activities=()))

Every act goes through the services, as a person's would. ``after`` says how far the
project has come when the test begins: each stage is lived once per process and copied.
"""

from __future__ import annotations

import os
import shutil
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple, Self

from sqlalchemy import func, literal, select, union_all

from gronatraden import wiring
from gronatraden.cli.shipped import publish_shipped
from gronatraden.history import Outcome, Reading
from gronatraden.project import Role
from gronatraden.services import run_phase
from gronatraden.services.add_person import add_person
from gronatraden.services.add_reading import add_reading
from gronatraden.services.check_gate import GateSeen, check_gate
from gronatraden.services.decide_gate import Decided, Said, decide_gate
from gronatraden.services.deciding.activate_policy import activate_policy
from gronatraden.services.grant_role import grant_role
from gronatraden.services.list_people import list_people
from gronatraden.services.open_programme import open_programme
from gronatraden.services.open_project import open_project
from gronatraden.services.publish import PublishedNow, publish
from gronatraden.services.request_decision import Requested, request_decision
from gronatraden.services.submit_document import Submitted, submit_document
from gronatraden.settings import Settings
from gronatraden.store.log import checkpoint, event
from gronatraden.store.tables import GOVERNED
from tests.builders.manuscripts import a_manuscript
from tests.builders.store import ON_SERVER, copy_on_server, database_of, make_on_server
from tests.services.stages import ROLES, STAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gronatraden.errors import GronatradenError
    from gronatraden.manuscript import Manuscript
    from gronatraden.project import Grant, Person
    from gronatraden.services import Parts
    from gronatraden.services.run_phase import EndState
    from gronatraden.store.engine import Store

BEGINNING = datetime(2024, 9, 1, 9, tzinfo=UTC)
PROGRAMME = "kronoberg"
DECIDERS = ("bo", "bea", "disa")


class ProjectSimulator:
    """One record in a folder, and the day it is there."""

    def __init__(self, folder: Path, at: datetime, project: str = "cykla") -> None:
        self.folder = folder
        self.at = at
        self.project = project

    @property
    def store(self) -> Store:
        """The database."""
        return self.parts.store

    @property
    def settings(self) -> Settings:
        """Where the record and its key are, and when."""
        return Settings(
            database=database_of(self.folder),
            log_key=self.folder / "gronatraden.key",
            actor="",
            language="sv",
            at=self.at,
            evidence=self.folder / "gronatraden.db.evidence",
        )

    @property
    def parts(self) -> Parts:
        """What an act works with, now."""
        return replace(wired(self.folder), at=self.at)

    def days_pass(self, days: int) -> Self:
        """Let days go by."""
        self.at += timedelta(days=days)
        return self

    def moves_to(self, day: date) -> Self:
        """Let time go to noon of a day, UTC."""
        self.at = datetime.combine(day, time(12), tzinfo=UTC)
        return self

    def person(self, handle: str) -> Person:
        """Return someone of the cast."""
        return next(p for p in list_people(self.parts) if p.handle == handle)

    def grant(
        self, person: str, role: Role, *, by: str = "ida", until: date | None = None
    ) -> Grant:
        """Let a person hold a role in the project from today on."""
        return grant_role(
            self.parts,
            person=person,
            role=role,
            programme=None,
            project=self.project,
            until_on=until,
            by=by,
        )

    def submit(self, *contents: object, by: str = "alva", **envelope: object) -> Submitted:
        """Hand in documents; return what came of the last."""
        *_, last = [
            submit_document(
                self.parts,
                project=self.project,
                written=a_manuscript(content, project=self.project, **envelope),
                by=by,
            )
            for content in contents
        ]
        return last

    def read(self, *readings: Reading, by: str = "alva") -> Self:
        """Record what was measured."""
        for reading in readings:
            add_reading(self.parts, project=self.project, reading=reading, by=by)
        return self

    def check(self, gate: str, occurrence: int | None = None) -> GateSeen:
        """Look at a gate."""
        return check_gate(self.parts, project=self.project, gate=gate, occurrence=occurrence)

    def request(self, gate: str, *, by: str = "alva") -> Requested:
        """Ask for a decision."""
        return request_decision(self.parts, project=self.project, gate=gate, by=by)

    def decide(
        self,
        gate: str,
        outcome: Outcome = Outcome.GO,
        *,
        by: Sequence[str] = DECIDERS,
        **said: object,
    ) -> Decided:
        """Let people say the same, one after the other; return what came of the last word."""
        *_, last = [
            decide_gate(
                self.parts,
                project=self.project,
                gate=gate,
                said=Said(outcome=outcome, **said),  # type: ignore[arg-type]  # the test says which
                by=person,
            )
            for person in by
        ]
        return last

    def passes(self, gate: str) -> Self:
        """Ask for a decision and let the steering group say go."""
        self.request(gate)
        self.decide(gate)
        return self

    def run(self, phase: str) -> EndState:
        """Do what a phase's flow does, without Prefect."""
        run_phase.collect(self.parts, project=self.project)
        if phase == "before_start":
            run_phase.offer(self.parts, project=self.project)
        if phase == "follow_up":
            run_phase.learn(self.parts, project=self.project)
        run_phase.evaluate(self.parts, project=self.project)
        state = run_phase.ask(self.parts, project=self.project, phase=phase)
        run_phase.learn(self.parts, project=self.project)
        return state

    def recorded(self) -> dict[str, int]:
        """Return how many rows of each kind there are, and how many events."""
        with self.parts.read() as r:
            return {row["kind"]: row["rows"] for row in r.all(_COUNTS) if row["rows"]}

    def close(self) -> None:
        """Let go of the database's files."""
        self.store.close()


_COUNTED = union_all(
    *(
        select(literal(name).label("kind"), func.count().label("rows")).select_from(table)
        for name, table in {**GOVERNED, "event": event, "checkpoint": checkpoint}.items()
    )
).subquery()
_COUNTS = select(_COUNTED)


def put_in_force(parts: Parts, written: Manuscript) -> PublishedNow:
    """Let Olle publish rules of their own, and Siri, of the same office, put them in force."""
    done = publish(parts, written=written, by="olle")
    if done.waits:
        activate_policy(parts, name=done.name, version=done.version, by="siri")
    return done


def saying(**facts: object) -> Callable[[GronatradenError], bool]:
    """Return whether an error says these facts: ``pytest.raises(…, check=saying(what=…))``."""
    return lambda error: facts.items() <= error.facts.items()


@cache
def wired(folder: Path) -> Parts:
    """Return the parts of a folder, wired once: what is asked of one record is known to the next.

    Closing the store lets go of its files; it opens them again when it is asked.
    """
    there = ProjectSimulator(folder, BEGINNING)
    return ExitStack().enter_context(wiring.connect(there.settings))


class Record(NamedTuple):
    """A record at rest: what lies in its folder, the day it is there, and whose life it is."""

    files: dict[str, bytes]
    at: datetime
    project: str
    database: str
    """Where the record is, or was."""


def memory() -> str | None:
    """Return a folder that lies in memory, where there is one: no test here is about disks."""
    shared = "/dev/shm"  # noqa: S108 - what is made there is the test's own
    return shared if os.access(shared, os.W_OK) else None


def a_life(folder: Path, *, after: str = "opened") -> ProjectSimulator:
    """Return a project that has come so far, in a folder of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(folder / "gronatraden.db.evidence", ignore_errors=True)
    for left in folder.glob("gronatraden.*"):
        left.unlink()
    record = lived(after)
    for name, data in record.files.items():
        file = folder / name
        file.write_bytes(data)
        file.chmod(0o600)
    if ON_SERVER:
        copy_on_server(record.database, database_of(folder))
    return ProjectSimulator(folder, record.at, record.project)


@cache
def lived(stage: str) -> Record:
    """Return the record after a stage, lived once."""
    with TemporaryDirectory(dir=memory()) as name:
        folder = Path(name)
        if stage == "opened":
            life = ProjectSimulator(folder, BEGINNING)
            _open(life)
        else:
            before, live = STAGES[stage]
            life = a_life(folder, after=before)
            live(life)
        life.close()
        files = {f.name: f.read_bytes() for f in folder.iterdir() if f.suffix in {".db", ".key"}}
    return Record(files, life.at, life.project, life.settings.database)


def _open(life: ProjectSimulator) -> None:
    """Fill a house: people, rules, ``cykla`` of Alva's and ``vandra`` of Cleo's."""
    if ON_SERVER:
        make_on_server(life.settings.database)
    wiring.create(life.settings, clock_kind="simulated")
    parts = life.parts
    for handle in ("ida", "olle", *ROLES, "cleo"):
        add_person(parts, handle=handle, name=handle.title(), by="ida")
    grant_role(
        parts, person="olle", role=Role.PROGRAMME_OFFICE, programme=None, project=None, by="ida"
    )
    open_programme(
        parts, programme=PROGRAMME, title="Gröna Kronoberg", owner="Region Kronoberg", by="olle"
    )
    publish_shipped(parts, by="olle")
    for project, title in (("cykla", "Cykla till jobbet"), ("vandra", "Vandra mera")):
        open_project(
            parts, programme=PROGRAMME, project=project, title=title, lifecycle="full", by="olle"
        )
    for handle, role in ROLES.items():
        life.grant(handle, role)
    for role in (Role.PROJECT_MANAGER, Role.STEERING_GROUP, Role.STEERING_CHAIR):
        grant_role(parts, person="cleo", role=role, programme=None, project="vandra", by="ida")
    add_person(parts, handle="siri", name="Siri", by="ida")
    grant_role(
        parts, person="siri", role=Role.PROGRAMME_OFFICE, programme=None, project=None, by="ida"
    )
