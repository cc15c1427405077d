"""A database that an earlier version made is migrated, and still verifies."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gronatraden import settings, wiring
from gronatraden.cli.report import write_report
from gronatraden.documents import decode, encode
from gronatraden.policy import sha256_of
from gronatraden.project import FACTS, ProjectFacts
from gronatraden.services.gate_history import gate_history
from gronatraden.services.log.verify_log import verify_log
from gronatraden.store.engine import Store
from gronatraden.store.migrations.triggers import NAMED
from gronatraden.store.policies import policies
from gronatraden.store.projects import latest_of
from gronatraden.text import Voice
from tests.builders.store import create, file_of

if TYPE_CHECKING:
    from gronatraden.settings import Settings

HERE = Path(__file__).parent
VERSIONS = sorted(folder.name for folder in HERE.iterdir() if (folder / "gronatraden.db").exists())
PROJECT = "starkt-vardskap"


@pytest.fixture(params=VERSIONS)
def landed(request: pytest.FixtureRequest) -> Path:
    return HERE / str(request.param)


@pytest.fixture
def migrated(landed: Path, tmp_path: Path) -> Settings:
    """Return a copy of a landed database, brought to today's version."""
    file = tmp_path / "gronatraden.db"
    shutil.copyfile(landed / file.name, file)
    here = settings.load({"database": str(file)}, {})
    Store.upgrade(here.database)
    return here


def test_there_is_a_landed_version() -> None:
    assert VERSIONS


def test_a_landed_database_still_verifies(migrated: Settings) -> None:
    with wiring.connect(migrated) as parts:
        found = verify_log(parts)

    assert (found.problems, found.verified) == ((), True)


def test_a_landed_database_keeps_the_rules_of_a_new_one(migrated: Settings, tmp_path: Path) -> None:
    new = create(f"sqlite:///{tmp_path / 'new.db'}")

    assert rules_of(str(migrated.file)) == rules_of(str(file_of(new)))
    assert any(name.startswith(NAMED) for name, _ in rules_of(str(migrated.file)))


def rules_of(file: str) -> list[tuple[str, str]]:
    """Return what a database refuses, by name."""
    kept = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY name"
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute(kept).fetchall()


def test_a_landed_report_names_the_log_it_was_made_from(landed: Path, migrated: Settings) -> None:
    report = (landed / f"{PROJECT}.html").read_text("utf-8")

    with wiring.connect(migrated) as parts:
        root = verify_log(parts).root

    assert root in report


def test_a_landed_project_is_still_told(migrated: Settings, tmp_path: Path) -> None:
    file = tmp_path / "report.html"

    with wiring.connect(migrated) as parts:
        write_report(parts, project=PROJECT, file=file, voice=Voice("sv"))
        decided = [asked.decision for asked in gate_history(parts, project=PROJECT)]

    assert [d.gate for d in decided if d is not None] == ["start", "close", "finish"]
    assert "</html>" in file.read_text("utf-8")


def test_a_landed_policy_still_means_what_it_meant(migrated: Settings) -> None:
    """What policies may say has grown since; what they said is hashed as it was."""
    with wiring.connect(migrated) as parts, parts.read() as r:
        found = [(published.sha256, sha256_of(policy)) for published, policy in policies(r)]

    assert found
    assert [then for then, _ in found] == [now for _, now in found]


def test_facts_that_are_said_again_are_what_was_said(tmp_path: Path) -> None:
    """A fact that nobody could state then, and nobody states now, makes no new version."""
    file = tmp_path / "gronatraden.db"
    shutil.copyfile(HERE / "2026.2" / file.name, file)
    here = settings.load({"database": str(file)}, {})
    Store.upgrade(here.database)
    with wiring.connect(here) as parts, parts.read() as r:
        then = latest_of(r, PROJECT, FACTS)

    assert then is not None
    facts = decode(then.body, ProjectFacts)
    assert (facts.risk, encode(facts)) == ("", then.body)
    assert encode(replace(facts, risk="high")) != then.body


def test_a_landed_database_that_was_altered_does_not_verify(migrated: Settings) -> None:
    with closing(sqlite3.connect(str(migrated.file))) as connection:
        triggers = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'reading'"
        )
        for (name,) in triggers.fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("UPDATE reading SET value = '1'")
        connection.commit()

    with wiring.connect(migrated) as parts:
        found = verify_log(parts)

    assert not found.verified
    assert {p.table for p in found.problems} == {"reading"}
