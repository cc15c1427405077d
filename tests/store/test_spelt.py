"""What each database says in its own way means the same in both."""

from __future__ import annotations

import sqlite3

import pytest
from sqlalchemy import bindparam, literal, make_url, select
from sqlalchemy.dialects import sqlite

import gronatraden.services.portfolio.check_portfolio  # noqa: F401 - it asks all there is to ask
from gronatraden.store import reader
from gronatraden.store.backends.spelt import InUtf8, Names, among
from gronatraden.store.engine import Store

NAMED = select(among(literal("å'; --"), bindparam("of", type_=Names())).label("is_named"))


@pytest.mark.parametrize(
    ("names", "is_named"),
    [
        pytest.param([], False, id="among none"),
        pytest.param(["å'; --"], True, id="itself"),
        pytest.param(["a", "å", "Å'; --"], False, id="others"),
        pytest.param([*map(str, range(40_000)), "å'; --"], True, id="a great many"),
        pytest.param(['"', "\\", "{å}", "å'; --"], True, id="with signs that mean something"),
    ],
)
def test_a_text_is_among_names(guarded: str, names: list[str], is_named: bool) -> None:  # noqa: FBT001 - an answer
    with Store.open(guarded) as store, store.read() as r:
        assert bool(r.scalar(NAMED, of=names)) is is_named


@pytest.mark.parametrize("said", ["", "åäö – “så”", '{"a": "\\\\n"}'])
def test_a_text_gives_its_own_bytes(guarded: str, said: str) -> None:
    with Store.open(guarded) as store, store.read() as r:
        assert bytes(r.scalar(select(InUtf8(literal(said))))) == said.encode()


def test_no_table_is_gone_through_for_a_few_projects(guarded: str) -> None:
    words = {"of": '["cykla", "res"]', "of_programme": "tillvaxt"}
    url = make_url(guarded)
    if url.get_backend_name() != "sqlite":
        pytest.skip("SQLite says its plans in words of its own")

    with sqlite3.connect(str(url.database)) as connection:
        scanned = {
            step[3]
            for many in reader._OF_MANY.values()  # noqa: SLF001 - every statement there is
            for compiled in [many.compile(dialect=sqlite.dialect(paramstyle="named"))]
            for step in connection.execute(
                f"EXPLAIN QUERY PLAN {compiled}", {**compiled.params, **words}
            )
            if step[3].startswith("SCAN") and "json_each" not in step[3]
        }

    assert (len(reader._OF_MANY) > 10, scanned) == (True, set())  # noqa: SLF001 - as above
