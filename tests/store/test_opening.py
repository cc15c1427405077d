from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import column, func, literal_column, select, table, text, update
from sqlalchemy import insert as insert_into

from gronatraden.errors import (
    ConflictError,
    NewerDatabaseError,
    NoDatabaseError,
    UnavailableError,
    UsageError,
)
from gronatraden.store.engine import Store
from gronatraden.store.log import events, head, log_head
from gronatraden.store.migrations.revisions import LATEST, VERSION_TABLE, is_newer, is_older
from gronatraden.store.tables import person
from tests.builders.log import ORIGIN, SIGNER
from tests.builders.store import AT, add_person, behind_the_guards, create, file_of

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import ColumnClause

    from tests.builders.store import Databases

SQLITE = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
POSTGRESQL = pytest.mark.parametrize("databases", ["postgresql"], indirect=True)


def pretend(url: str, revision: str) -> None:
    """Let a database say that it is of another revision."""
    with behind_the_guards(url) as connection:
        connection.execute(
            update(table(VERSION_TABLE, column("version_num"))).values(version_num=revision)
        )


def pragma(store: Store, name: str) -> object:
    """Return a setting of a connection of SQLite's."""
    setting: ColumnClause[object] = literal_column(name)
    with store.read() as r:
        return r.scalar(select(setting).select_from(text(f"pragma_{name}")))


def left_beside(file: Path) -> list[str]:
    """Return what lies beside a database, but for its lock."""
    return [path.name for path in file.parent.iterdir() if path.suffix != ".lock"]


def test_a_database_is_created_once(databases: Databases) -> None:
    url = create(databases.url())

    with pytest.raises(ConflictError) as refused:
        create(url)

    assert refused.value.facts["what"] == "database-exists"


def test_a_created_database_opens(url: str) -> None:
    with Store.open(url) as store, store.read() as r:
        top = head(r)

    assert (top.size, top.origin, top.clock, top.at) == (1, ORIGIN, "wall", AT)


def test_a_created_store_can_be_used_at_once(databases: Databases) -> None:
    with Store.create(databases.url(), signer=SIGNER, at=AT, clock="simulated") as store:
        add_person(store, "alva")

        with store.read() as r:
            assert (head(r).clock, len(list(events(r)))) == ("simulated", 2)


def test_no_database_is_said_so(databases: Databases) -> None:
    with pytest.raises(NoDatabaseError):
        Store.open(databases.url())


def test_a_newer_database_is_refused(url: str) -> None:
    pretend(url, "9999")

    with pytest.raises(NewerDatabaseError) as refused:
        Store.open(url)

    assert refused.value.facts["revision"] == "9999"


@pytest.mark.parametrize(
    ("revision", "older", "newer"),
    [("0001", True, False), ("0002", False, False), ("0003", False, True)],
)
def test_a_revision_is_older_or_newer(revision: str, older: bool, newer: bool) -> None:  # noqa: FBT001 - a table of truths
    known = ("0001", "0002")

    assert (is_older(revision, known), is_newer(revision, known)) == (older, newer)


def test_a_database_up_to_date_is_upgraded_to_itself(url: str) -> None:
    add_to(url)

    assert (Store.upgrade(url), handles(url)) == (LATEST, ["alva"])


def test_a_newer_database_is_not_upgraded(url: str) -> None:
    pretend(url, "9999")

    with pytest.raises(NewerDatabaseError):
        Store.upgrade(url)


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("", id="nothing"),
        pytest.param("nonsense", id="nonsense"),
        pytest.param("mysql://root:secret@there/db", id="a database we do not know"),
        pytest.param("sqlite:///x?y=%ZZ://", id="a query"),
    ],
)
def test_a_url_we_do_not_know_is_refused_unseen(url: str, tmp_path: Path) -> None:
    with pytest.raises((UsageError, NoDatabaseError)) as refused:
        Store.open(url.replace("///x", f"///{tmp_path}/x"))

    assert "secret" not in str(refused.value.facts)


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "sqlite:///file:x?uri=true"])
def test_a_database_in_memory_is_none(url: str) -> None:
    with pytest.raises(NoDatabaseError):
        Store.create(url, signer=SIGNER, at=AT)


def test_a_database_in_a_missing_folder_is_unavailable(tmp_path: Path) -> None:
    with pytest.raises(UnavailableError) as refused:
        create(f"sqlite:///{tmp_path}/missing/x.db")

    assert refused.value.facts["reason"] == "no-directory"


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    with pytest.raises(UnavailableError) as refused:
        Store.open(f"sqlite:///{tmp_path}")

    assert refused.value.facts["reason"] == "is-a-directory"


def test_a_folder_does_not_become_a_database(tmp_path: Path) -> None:
    with pytest.raises(UnavailableError) as refused:
        create(f"sqlite:///{tmp_path}")

    assert refused.value.facts["reason"] == "is-a-directory"


def test_a_text_file_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_text("Detta är ingen databas. " * 100)

    with pytest.raises(UnavailableError) as refused:
        Store.open(f"sqlite:///{tmp_path}/x.db")

    assert refused.value.facts["reason"] == "not-a-database"


def test_an_empty_file_is_no_database_of_ours(tmp_path: Path) -> None:
    (tmp_path / "x.db").touch()

    with pytest.raises(NoDatabaseError):
        Store.open(f"sqlite:///{tmp_path}/x.db")


def test_a_file_that_is_there_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_text("Viktigt.")

    with pytest.raises(ConflictError):
        create(f"sqlite:///{tmp_path}/x.db")

    assert (tmp_path / "x.db").read_text() == "Viktigt."


@pytest.mark.parametrize("name", ["a b", "å?ä", "100%", "a#b", "'", "a&mode=memory"])
def test_a_file_may_have_any_name(tmp_path: Path, name: str) -> None:
    url = f"sqlite:///{tmp_path}/{name.replace('%', '%25').replace('?', '%3F')}"

    create(url)
    add_to(url)

    assert handles(url) == ["alva"]


def test_a_creation_that_fails_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="time zone"):
        Store.create(f"sqlite:///{tmp_path}/x.db", signer=SIGNER, at=AT.replace(tzinfo=None))

    assert left_beside(tmp_path / "x.db") == []


@SQLITE
def test_a_new_database_is_whole_in_one_file(databases: Databases, tmp_path: Path) -> None:
    url = create(f"sqlite:///{tmp_path / databases.kind}")

    assert left_beside(file_of(url)) == ["sqlite"]


@SQLITE
@pytest.mark.usefixtures("databases")
def test_a_database_is_its_owners_alone(tmp_path: Path) -> None:
    create(f"sqlite:///{tmp_path}/x.db")

    assert {path.stat().st_mode & 0o077 for path in tmp_path.iterdir()} == {0}


@SQLITE
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("secure_delete", 1),
        ("recursive_triggers", 1),
        ("journal_mode", "wal"),
    ],
)
def test_every_connection_is_set_to(store: Store, name: str, value: object) -> None:
    assert pragma(store, name) == value


@SQLITE
def test_a_replacing_insert_deletes_nothing(store: Store) -> None:
    add_person(store, "alva")
    with store.read() as r:
        row = dict(r.all(select(person))[0])

    with pytest.raises(ConflictError) as refused:
        replace_person(store, row)

    assert refused.value.facts["what"] == "record-is-append-only"


@POSTGRESQL
def test_a_server_that_does_not_wait_for_its_disk_is_refused(url: str) -> None:
    with pytest.raises(UnavailableError) as refused:
        Store.open(f"{url}?options=-csynchronous_commit%3Doff")

    assert refused.value.facts["reason"] == "not-durable"


@POSTGRESQL
def test_a_password_is_never_told(url: str) -> None:
    with Store.open(url.replace("root@", "root:secret@")) as store:
        assert "secret" not in store.database


@POSTGRESQL
def test_nothing_is_written_in_a_read(store: Store) -> None:
    with store.read() as r, pytest.raises(UnavailableError) as refused:
        r.all(select(log_head).with_for_update())

    assert refused.value.facts["reason"] == "read-only"


def test_a_server_that_is_not_there_is_unavailable() -> None:
    with pytest.raises(UnavailableError) as refused:
        Store.open("postgresql://nobody@127.0.0.1:1/x")

    assert refused.value.facts["reason"] == "gone"


def test_a_server_without_its_driver_is_unavailable() -> None:
    """In a process of its own, where the extra is not installed."""
    bare = (
        "import sys; sys.modules['psycopg'] = None\n"
        "from gronatraden.errors import UnavailableError\n"
        "from gronatraden.store.engine import Store\n"
        "try: Store.open('postgresql://nobody@127.0.0.1:1/x')\n"
        "except UnavailableError as error: print(error.facts['reason'])\n"
    )

    tried = subprocess.run([sys.executable, "-c", bare], capture_output=True, check=True, text=True)  # noqa: S603 - our own words

    assert tried.stdout == "no-driver\n"


@POSTGRESQL
def test_a_server_that_answers_and_has_no_such_database_turns_us_away(url: str) -> None:
    with pytest.raises(UnavailableError) as refused:
        Store.open(f"{url}_nobody_made")

    assert refused.value.facts["reason"] == "turned-away"


def replace_person(store: Store, row: dict[str, object]) -> None:
    """Insert a row over another, as SQLite allows."""
    with store._backend.writing() as connection:  # noqa: SLF001 - no act of ours does this
        connection.execute(insert_into(person).prefix_with("OR REPLACE"), row)


def add_to(url: str) -> None:
    """Do one act in a database."""
    with Store.open(url) as store:
        add_person(store, "alva")


def handles(url: str) -> list[str]:
    """Return everyone's handle."""
    with Store.open(url) as store, store.read() as r:
        return [row["handle"] for row in r.all(select(person, func.now()))]
