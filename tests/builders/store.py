"""Databases to test with: empty, or holding one row of everything governed."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import count, product
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import BigInteger, NullPool, create_engine, make_url, text

from gronatraden.store.engine import Store
from gronatraden.store.tables import GOVERNED, METADATA
from tests.builders import refilling
from tests.builders.log import SIGNER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Table

    from gronatraden.store.transaction import Transaction

AT = datetime(2026, 1, 15, 8, 30, tzinfo=UTC)
SERVER = os.environ.get("GRONATRADEN_TEST_POSTGRES", "")
"""URL of a PostgreSQL server where databases may be created, or nothing."""
KINDS = ["sqlite", "postgresql"] if SERVER else ["sqlite"]
_AFTER = {
    "change_decision": 2,
    "classes": 2,
    "classing": 2,
    "decision": 2,
    "lifecycle": 2,
    "pin": 2,
    "policy": 2,
    "project": 3,
}
"""Tables whose rows rest on what others say, without naming them."""
_numbers = count()


class Databases:
    """Databases of one kind, each made by copying another; all are gone at the end."""

    def __init__(self, kind: str, folder: Path) -> None:
        self.kind = kind
        self._folder = folder
        self._names: list[str] = []
        self._free: list[str] = []

    def url(self) -> str:
        """Return where a database could be, and is not."""
        name = f"gt_{os.getpid()}_{next(_numbers)}"
        if self.kind == "sqlite":
            return f"sqlite:///{self._folder / name}.db"
        self._names.append(name)
        return make_on_server(on_server(name))

    def copy_of(self, url: str) -> str:
        """Return a database that holds what another does."""
        if self.kind == "sqlite":
            copy = self.url()
            shutil.copyfile(file_of(url), file_of(copy))
            return copy
        if self._free:
            return copy_on_server(url, self._free.pop())
        name = f"gt_{os.getpid()}_{next(_numbers)}"
        self._names.append(name)
        return copy_on_server(url, on_server(name))

    def take_back(self, url: str) -> None:
        """Let the next copy be made of a database that nobody asks any longer."""
        if self.kind == "postgresql":
            self._free.append(url)

    def drop(self) -> None:
        """Remove every database of a server; files are removed with their folder."""
        for name in self._names:
            drop_on_server(on_server(name))


ON_SERVER = bool(SERVER) and os.environ.get("GRONATRADEN_TEST_LIVES") == "postgresql"
"""Whether projects' lives are lived, and commands given, on the server instead of in files."""
OURS_ON_SERVER = f"gt_life_{os.getpid()}_"
"""How the names of this process' databases on the server begin."""


_taken: dict[Path, str] = {}
_free: list[str] = []


def database_of(folder: Path, name: str = "gronatraden") -> str:
    """Return the URL of a folder's record: a file in it, or a database of the server's."""
    if not ON_SERVER:
        return f"sqlite:///{folder / name}.db"
    if folder / name not in _taken:
        made = on_server(f"{OURS_ON_SERVER}{next(_numbers)}")
        _taken[folder / name] = _free.pop() if _free else made
    return _taken[folder / name]


def let_go_of(folder: Path, name: str) -> None:
    """Let another folder have the server's database of a folder that nobody asks any longer."""
    if ON_SERVER:
        _free.append(_taken.pop(folder / name))


def on_server(name: str) -> str:
    """Return the URL of the server's database of that name."""
    return make_url(SERVER).set(database=name).render_as_string(hide_password=False)


def make_on_server(url: str, *, like: str = "template1") -> str:
    """Make a database on the server, in the place of an older one; return its URL."""
    drop_on_server(url)
    _say_to_server(f"CREATE DATABASE {make_url(url).database} TEMPLATE {like}")
    refilling.forget(url)
    return url


def copy_on_server(url: str, copy: str) -> str:
    """Let a database of the server hold what another does; return the copy's URL.

    One of the same shape is emptied and filled, for a database costs the server more than
    its rows: when it is made, and when it is dropped.
    """
    if refilling.refill(copy, url):
        return copy
    return make_on_server(copy, like=make_url(url).database or "")


def drop_on_server(url: str) -> None:
    """Remove a database of the server, if it is there."""
    _say_to_server(f"DROP DATABASE IF EXISTS {make_url(url).database} WITH (FORCE)")


def drop_from_server(prefix: str) -> None:
    """Remove the server's databases whose names begin so."""
    engine = create_engine(_driven(SERVER), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        found = connection.execute(
            text("SELECT datname FROM pg_database WHERE datname LIKE :like"),
            {"like": f"{prefix}%"},
        )
        for (name,) in found.all():
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    engine.dispose()


def _say_to_server(statement: str) -> None:
    engine = create_engine(_driven(SERVER), isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


def create(url: str) -> str:
    """Create an empty database; return its URL."""
    Store.create(url, signer=SIGNER, at=AT).close()
    return url


def fill(url: str) -> str:
    """Write three rows of everything governed, each in an event of its own; return the URL.

    Of proposals and their activations there are six more: lifecycles and classes are proposed too.
    """
    with Store.open(url) as store, store.write(SIGNER) as t:
        for table in governed():
            for number in (1, 2, 3):
                key, values = _row(table, number)
                t.insert(table.name, key, **values)
                t.record("test.filled", stream=f"test-{number}", actor="machine", at=AT)
            if table.name == "activation":
                _propose_more(t)
        t.checkpoint()
    return url


def _propose_more(t: Transaction) -> None:
    for number, (kind, named) in enumerate(product(("lifecycle", "classes"), (1, 2, 3)), start=11):
        _, values = _row(GOVERNED["proposal"], named)
        said = {"kind": kind, "name": f"{kind} {named}"}
        t.insert("proposal", a_key(number, "proposal"), **values | said)
        _, values = _row(GOVERNED["activation"], named)
        about = {"proposal": a_key(number, "proposal")}
        t.insert("activation", a_key(number, "activation"), **values | about)
        t.record("test.filled", stream=f"test-{named}", actor="machine", at=AT)


def governed() -> list[Table]:
    """Return the governed tables, those that others refer to first."""
    tables = [table for table in METADATA.sorted_tables if table.name in GOVERNED]
    return sorted(tables, key=_order)


def _order(table: Table) -> tuple[int, str]:
    """Sort what is referred to first, and what is said before what it decides."""
    depth = max((_order(key.column.table)[0] + 1 for key in _references(table)), default=0)
    return depth + _AFTER.get(table.name, 0), table.name


def _references(table: Table) -> list[Any]:
    return [key for key in table.foreign_keys if key.column.table is not table]


def add_person(store: Store, handle: str, *, at: datetime = AT) -> None:
    """Do the smallest act there is: one row, one event."""
    with store.write(SIGNER) as t:
        t.insert("person", f"p-{handle}", **a_person(handle))
        t.record("person.added", stream="people", actor="machine", at=at)


def a_person(handle: str = "alva", **changes: Any) -> dict[str, Any]:  # noqa: ANN401 - the test says which
    """Return the values of a person's row, without its key."""
    values = {"handle": handle, "name": "Alva", "added_by": "machine", "added_at": "2026-01-15"}
    return values | changes


def a_key(number: int, table: str) -> str:
    """Return the key of one of the rows that :func:`fill` writes."""
    return f"{table}-{number}"


@contextmanager
def behind_the_guards(url: str) -> Iterator[Connection]:
    """Open a database as its administrator does: no guards, no foreign keys, no log."""
    with before_the_guards(url) as connection:
        if connection.dialect.name == "sqlite":
            guards = text("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
            for name in list(connection.scalars(guards)):
                connection.execute(text(f"DROP TRIGGER {name}"))
        else:
            connection.execute(text("SET session_replication_role = replica"))
        yield connection


@contextmanager
def before_the_guards(url: str) -> Iterator[Connection]:
    """Open a database as any other program does."""
    engine = create_engine(_driven(url), poolclass=NullPool)
    with engine.connect() as connection, connection.begin():
        yield connection


def drop_rules(connection: Connection) -> None:
    """Take away what keeps duties apart in a database, as its administrator can."""
    lite = connection.dialect.name == "sqlite"
    there = (
        "SELECT name, tbl_name FROM sqlite_schema WHERE type = 'trigger'"
        if lite
        else "SELECT tgname, tgrelid::regclass::text FROM pg_trigger"
    )
    for name, table in connection.execute(text(there)).all():
        if name.startswith("apart_"):
            connection.execute(text(f"DROP TRIGGER {name}" + ("" if lite else f" ON {table}")))
            if not lite:
                connection.execute(text(f"DROP FUNCTION {name}()"))


def file_of(url: str) -> Path:
    """Return the file of a SQLite database."""
    return Path(make_url(url).database or "")


def _driven(url: str) -> str:
    return url.replace("postgresql://", "postgresql+psycopg://")


def _row(table: Table, number: int) -> tuple[str, dict[str, Any]]:
    values = {
        column.name: _cell(column, number)
        for column in table.columns
        if column.name not in {"id", "salt"}
    }
    return a_key(number, table.name), values | _apart(table.name, number)


def _apart(table: str, number: int) -> dict[str, Any]:
    """Return what a row has to say so that no duties mix: another person speaks or approves."""
    other = a_key(number % 3 + 1, "person")
    panel = f'[{{"person":"{other}","role":"steering_chair"}}]'
    return {
        "activation": {"activated_by": other},
        "change": {"panel": panel},
        "change_decision": {"deciders": f'["{other}"]'},
        "change_word": {"said_by": other},
        "decision": {"deciders": f'["{other}"]'},
        "proposal": {"kind": "policy", "name": f"policy {number}"},
        "repinning": {"policies": "[]"},
        "request": {"panel": panel},
        "substitution": {"instead_of": other},
        "verdict": {"body": '{"documents":[]}'},
        "waiver_approval": {"approved_by": other},
        "waiver_word": {"said_by": other},
        "word": {"said_by": other},
    }.get(table, {})


def _cell(column: Any, number: int) -> str | int:  # noqa: ANN401 - a Column of any type
    for key in column.foreign_keys:
        return a_key(number, key.column.table.name)
    return number if isinstance(column.type, BigInteger) else f"{column.name} {number}"
