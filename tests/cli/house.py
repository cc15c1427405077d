"""A house to act in: people with roles, a programme, and the example project handed in.

Alva leads ``cykla``; Bo, Britt and Birger decide it; Cleo is from another project. Olle is
the programme office, Anna keeps the people. The clock is simulated and stands at noon on
1 December 2024.
"""

from __future__ import annotations

import json
import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from gronatraden import manuscript, wiring
from gronatraden.cli.app import run
from gronatraden.cli.shipped import publish_shipped
from gronatraden.manuscript import plain, write
from gronatraden.project import Role
from gronatraden.services.add_person import add_person
from gronatraden.services.folders.import_project import import_project
from gronatraden.services.grant_role import grant_role
from gronatraden.services.open_programme import open_programme
from gronatraden.services.open_project import open_project
from gronatraden.settings import load
from tests.builders import (
    a_change_logic,
    a_collaboration_ladder,
    a_competent_leadership,
    a_learning_cycle,
    a_stakeholder_analysis,
    an_equality_mainstreaming,
    some_facts,
)
from tests.builders.store import ON_SERVER, database_of, make_on_server

if TYPE_CHECKING:
    from pathlib import Path

NOON = "2024-12-01T12:00:00Z"
ROLES = (
    ("olle", Role.PROGRAMME_OFFICE, None),
    ("alva", Role.PROJECT_MANAGER, "kronoberg"),
    ("bo", Role.STEERING_GROUP, "kronoberg"),
    ("britt", Role.STEERING_GROUP, "kronoberg"),
    ("birger", Role.STEERING_CHAIR, "kronoberg"),
    ("cleo", Role.PROJECT_MANAGER, "annan"),
)


about_files = pytest.mark.skipif(ON_SERVER, reason="a server's record is no file")


@dataclass(frozen=True)
class Answer:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def told(self) -> str:
        """What stands on stderr, on one line however it was broken."""
        return " ".join(self.err.split())

    @property
    def following(self) -> list[str]:
        """The commands that are said to come next."""
        return [line.strip() for line in self.err.partition("Härnäst:")[2].splitlines() if line]

    @property
    def data(self) -> dict[str, Any]:
        """The one JSON object on stdout."""
        found: dict[str, Any] = json.loads(self.out)
        return found


class Desk:
    """Where commands are given; owns nothing but its folder."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys

    def __call__(self, *words: object) -> Answer:
        """Give one command."""
        code = run([str(word) for word in words])
        said = self._capsys.readouterr()
        return Answer(code, said.out, said.err)

    def paste(self, line: str) -> Answer:
        """Give a command as it was printed, with its output sent to a file where it says so."""
        words = shlex.split(line)
        command, _, file = (words, "", "") if ">" not in words else (words[:-2], ">", words[-1])
        answer = self(*command[1:])
        if file:
            self.file(file, answer.out)
        return answer

    def file(self, name: str, text: str) -> Path:
        """Write a file and return where it is."""
        path = self.folder / name
        path.write_text(text, "utf-8")
        return path


def documents() -> dict[str, str]:
    """Return the example project's manuscripts by tool."""
    contents = {
        "project": some_facts(),
        "change_logic": a_change_logic(),
        "stakeholder_analysis": a_stakeholder_analysis(),
        "collaboration_ladder": a_collaboration_ladder(),
        "learning_cycle": a_learning_cycle(),
        "competent_leadership": a_competent_leadership(),
        "equality_mainstreaming": an_equality_mainstreaming(),
    }
    return {tool: document(tool, content) for tool, content in contents.items()}


def document(tool: str, content: object, *, project: str = "cykla") -> str:
    """Return a content as a manuscript."""
    return write({"tool": tool, "project": project, "content": plain(content)})


def around(folder: Path, name: str) -> dict[str, str]:
    """Return the environment that says where a folder's record is.

    The key and the evidence lie beside a file by default; with a server's record they are
    told to lie in the same places.
    """
    record = {"GRONATRADEN_DATABASE_URL": database_of(folder, name)}
    beside = {
        "GRONATRADEN_LOG_KEY": str(folder / f"{name}.key"),
        "GRONATRADEN_EVIDENCE": str(folder / f"{name}.db.evidence"),
    }
    return record | beside if ON_SERVER else record


def furnish(folder: Path) -> None:
    """Make the house in a folder, with its people, its rules and its projects."""
    settings = load({"at": NOON}, around(folder, "house"))
    if ON_SERVER:
        make_on_server(settings.database)
    wiring.create(settings, clock_kind="simulated")
    with wiring.connect(settings) as parts:
        add_person(parts, handle="anna", name="Anna", by="")
        for handle in ("olle", "alva", "bo", "britt", "birger", "cleo"):
            add_person(parts, handle=handle, name=handle.title(), by="anna")
        grant_role(
            parts,
            person="olle",
            role=Role.PROGRAMME_OFFICE,
            programme=None,
            project=None,
            by="anna",
        )
        for programme in ("kronoberg", "annan"):
            open_programme(parts, programme=programme, title="Program", owner="Region", by="olle")
        publish_shipped(parts, by="olle")
        for person, role, programme in ROLES[1:]:
            grant_role(
                parts, person=person, role=role, programme=programme, project=None, by="anna"
            )
        written = [manuscript.read_text(t, name=n) for n, t in documents().items()]
        import_project(parts, programme="kronoberg", written=written, by="alva")
        open_project(
            parts, programme="annan", project="tomt", title="Tomt", lifecycle="simple", by="cleo"
        )
