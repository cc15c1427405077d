from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from gronatraden.audit.key import Signer
from gronatraden.audit.note import Checkpoint, sign_note
from gronatraden.store.engine import Store
from gronatraden.store.log import checkpoint, event, head, log_head
from gronatraden.store.tables import GOVERNED
from gronatraden.store.verify import Verification, verify
from tests.builders import tampering
from tests.builders.log import ORIGIN, SIGNER
from tests.builders.store import add_person

if TYPE_CHECKING:
    from sqlalchemy import Table

    from tests.builders.store import Databases

EVENTS = 1 + 3 * len(GOVERNED) + 6
TABLES = list(GOVERNED.values())
EVERY_OTHER = pytest.mark.parametrize(
    "half", [pytest.param(TABLES[0::2], id="one half"), pytest.param(TABLES[1::2], id="the other")]
)
"""Half of the tables at a time, so that what is left alone is there to be told of."""
LOG_CELLS = [
    pytest.param(table, column.name, id=f"{table.name}.{column.name}")
    for table in (event, log_head, checkpoint)
    for column in table.columns
    if (table.name, column.name) != ("log_head", "id")
]


def verified(url: str, **outside: str) -> Verification:
    """Verify a database from its URL."""
    with Store.open(url) as store:
        return verify(store, **outside)  # type: ignore[arg-type]  # the test says which


def codes(found: Verification) -> set[str]:
    """Return what was found, by code."""
    return {problem.code for problem in found.problems}


def tables(found: Verification) -> set[str]:
    """Return where it was found."""
    return {problem.table for problem in found.problems}


def rows(found: Verification) -> list[tuple[str, str]]:
    """Return what was found of rows, as it is told: code and table."""
    return [(problem.code, problem.table) for problem in found.problems]


def note_of(url: str) -> str:
    """Return the log's checkpoint as it stands."""
    with Store.open(url) as store, store.read() as r:
        return head(r).note


def test_a_database_left_alone_verifies(filled: str) -> None:
    found = verified(filled)

    assert (found.verified, found.problems) == (True, ())
    assert found.events == EVENTS


def test_what_was_found_has_the_signed_root(filled: str) -> None:
    with Store.open(filled) as store, store.read() as r:
        root = head(r).frontier.root().hex()

    assert verified(filled).root == root


def test_every_changed_cell_is_seen(filled: str) -> None:
    columns = {table.name: [column.name for column in table.columns] for table in TABLES}

    assert tampering.changes_seen(filled) == columns


@EVERY_OTHER
def test_a_deleted_row_is_seen(filled: str, half: list[Table]) -> None:
    tampering.delete_rows(filled, half)

    found = verified(filled)
    assert rows(found) == [("row-missing", table.name) for table in half]
    assert [problem.key for problem in found.problems] == [f"{table.name}-2" for table in half]


@EVERY_OTHER
def test_an_added_row_is_seen(filled: str, half: list[Table]) -> None:
    tampering.add_rows(filled, half)

    assert rows(verified(filled)) == [("row-unlogged", table.name) for table in half]


@EVERY_OTHER
def test_swapped_rows_are_seen(filled: str, half: list[Table]) -> None:
    tampering.swap_rows(filled, half)

    assert rows(verified(filled)) == [("row-changed", table.name) for table in half for _ in "12"]


@pytest.mark.parametrize(("table", "column"), LOG_CELLS)
def test_a_changed_cell_of_the_log_is_seen(filled: str, table: Table, column: str) -> None:
    tampering.change_cell(filled, table, column)

    assert table.name in tables(verified(filled))


@given(seq=st.integers(0, EVENTS - 1), bit=st.integers(0, 4000))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_flipped_bit_of_any_leaf_is_seen(filled: str, seq: int, bit: int) -> None:
    tampering.flip_bit(filled, seq=seq, bit=bit)
    found = verified(filled)
    tampering.flip_bit(filled, seq=seq, bit=bit)

    assert "root-differs" in codes(found)
    assert verified(filled).verified


def test_swapped_events_are_seen(filled: str) -> None:
    tampering.swap_events(filled, 3, 4)

    assert "root-differs" in codes(verified(filled))


def test_a_deleted_event_is_seen(filled: str) -> None:
    tampering.execute(filled, "DELETE FROM event WHERE seq = 7")

    assert {"event-out-of-place", "log-is-shorter"} <= codes(verified(filled))


def test_a_log_cut_short_is_seen(filled: str) -> None:
    tampering.execute(filled, "DELETE FROM event WHERE seq = (SELECT max(seq) FROM event)")

    assert {"log-is-shorter", "head-differs", "row-unlogged"} <= codes(verified(filled))


def test_a_missing_head_is_seen(filled: str) -> None:
    tampering.execute(filled, "DELETE FROM log_head")

    assert codes(verified(filled)) == {"head-missing"}


def test_a_deleted_log_is_seen(filled: str) -> None:
    tampering.execute(filled, "DELETE FROM event")

    assert "log-is-not-opened" in codes(verified(filled))


@EVERY_OTHER
def test_a_dropped_table_is_seen(filled: str, half: list[Table]) -> None:
    tampering.drop_tables(filled, [table.name for table in half])

    assert rows(verified(filled)) == [("table-unreadable", table.name) for table in half]


@pytest.mark.parametrize("table", ["event", "log_head", "checkpoint"])
def test_a_dropped_table_of_the_log_is_seen(filled: str, table: str) -> None:
    tampering.drop_tables(filled, [table])

    unreadable = [name for code, name in rows(verified(filled)) if code == "table-unreadable"]
    assert unreadable == [table]


def test_a_checkpoint_from_outside_agrees(url: str) -> None:
    kept = note_of(url)
    with Store.open(url) as store:
        add_person(store, "alva")

    assert verified(url, outside=kept).verified


def test_a_log_shorter_than_a_checkpoint_from_outside_is_seen(url: str, filled: str) -> None:
    [problem] = verified(url, outside=note_of(filled)).problems

    assert (problem.code, problem.table) == ("log-is-shorter", "outside")


def test_another_history_than_the_one_outside_is_seen(url: str) -> None:
    other = sign_note(Checkpoint(ORIGIN, 1, b"\1" * 32).to_text(), SIGNER)

    [problem] = verified(url, outside=other).problems

    assert (problem.code, problem.table) == ("root-differs", "outside")


@pytest.mark.parametrize("note", ["", "nonsense", "a\n1\n\n\n— a b\n"])
def test_a_checkpoint_from_outside_that_does_not_open_is_told(url: str, note: str) -> None:
    [problem] = verified(url, outside=note).problems

    assert (problem.code, problem.table) == ("note-does-not-open", "outside")


def test_a_key_from_outside_tells_a_log_signed_by_another(url: str) -> None:
    other = Signer(ORIGIN, b"\7" * 32).verifier

    with Store.open(url) as store:
        found = verify(store, verifier=other)

    assert {"note-does-not-open", "head-differs"} <= codes(found)


def test_very_many_differences_are_counted(filled: str) -> None:
    rows = "WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 1500)"
    into = "INSERT INTO programme (id, salt, title, owner, opened_by, opened_at)"
    copied = "SELECT 'x' || n, salt, '', '', '', '' FROM n, programme WHERE id = 'programme-1'"
    tampering.execute(filled, f"{into} {rows} {copied}")

    found = verified(filled)

    assert (len(found.problems), found.untold) == (1000, 500)


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "value",
    [
        pytest.param("x'ff00'", id="bytes"),
        pytest.param("CAST(x'ff41' AS TEXT)", id="text that is no UTF-8"),
        pytest.param("9223372036854775807", id="a very large number"),
        pytest.param("1e999", id="infinity"),
        pytest.param("''", id="nothing"),
        pytest.param("CAST(zeroblob(70000) AS TEXT)", id="many zeros"),
    ],
)
@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("document", "id"),
        ("document", "salt"),
        ("document", "number"),
        ("event", "stream"),
        ("event", "leaf"),
        ("log_head", "size"),
        ("log_head", "frontier"),
        ("log_head", "at"),
        ("log_head", "note"),
        ("log_head", "verifier"),
        ("checkpoint", "note"),
    ],
)
def test_values_of_any_kind_are_told(filled: str, table: str, column: str, value: str) -> None:
    last = f"(SELECT max(rowid) FROM {table})"  # noqa: S608 - our own
    change = f"UPDATE {table} SET {column} = {value} WHERE rowid = {last}"  # noqa: S608 - our own
    tampering.execute(filled, change)

    assert table in tables(verified(filled))


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
def test_a_table_without_its_columns_is_told(filled: str) -> None:
    tampering.execute(filled, "ALTER TABLE word RENAME COLUMN outcome TO result")

    assert ("table-unreadable", "word") in {(p.code, p.table) for p in verified(filled).problems}


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
def test_a_row_that_only_some_questions_find_is_seen(filled: str) -> None:
    tampering.add_row_behind_the_index(filled)

    assert "database-inconsistent" in codes(verified(filled))


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
def test_a_row_told_twice_is_seen(filled: str) -> None:
    tampering.execute(filled, "CREATE TABLE copy AS SELECT * FROM reading")
    tampering.execute(filled, "DROP TABLE reading")
    tampering.execute(filled, "ALTER TABLE copy RENAME TO reading")
    tampering.execute(filled, "INSERT INTO reading SELECT * FROM reading WHERE id = 'reading-1'")
    tampering.execute(filled, "DELETE FROM reading WHERE id = 'reading-3'")

    assert [(p.code, p.key) for p in verified(filled).problems] == [
        ("row-repeated", "reading-1"),
        ("row-missing", "reading-3"),
    ]


@given(place=st.integers(0, 1 << 30), byte=st.integers(1, 255))
@example(place=9811435, byte=128)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
def test_any_byte_of_the_file_may_be_wrong(
    databases: Databases, unguarded_template: str, place: int, byte: int
) -> None:
    url = databases.copy_of(unguarded_template)
    tampering.flip_byte(url, place, byte)

    assert tampering.outcome_of(lambda: verified(url)) in {"verified", "problems", "refused"}
