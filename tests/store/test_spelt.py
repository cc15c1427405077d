"""What each database says in its own way means the same in both."""

from __future__ import annotations

import pytest
from sqlalchemy import bindparam, literal, select

from gronatraden.store.backends.spelt import Among, InUtf8, Names
from gronatraden.store.engine import Store

NAMED = select(Among(literal("å'; --"), bindparam("of", type_=Names())).label("is_named"))


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
