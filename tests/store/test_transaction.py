from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import func, insert, select

from gronatraden.audit.event import RowRef
from gronatraden.audit.key import Signer
from gronatraden.audit.note import open_checkpoint
from gronatraden.canonical import commitment
from gronatraden.errors import ConflictError, LogKeyError
from gronatraden.store.log import checkpoints, events, head, leaf_hashes, leaves
from gronatraden.store.tables import person, programme
from tests.builders.log import ORIGIN, SIGNER
from tests.builders.store import AT, a_person, add_person

if TYPE_CHECKING:
    from gronatraden.store.engine import Store
    from gronatraden.store.transaction import Transaction

EARLIER = AT - timedelta(seconds=60)
TOO_EARLY = AT - timedelta(seconds=61)


def record(t: Transaction, stream: str = "test") -> None:
    """Record an event of no importance."""
    t.record("test.done", stream=stream, actor="machine", at=AT)


def insert_only(store: Store) -> None:
    """Write a row and forget the event."""
    with store.write(SIGNER) as t:
        t.insert("person", "p-alva", **a_person())


def record_then_insert(store: Store) -> None:
    """Write a row after the last event."""
    with store.write(SIGNER) as t:
        record(t)
        t.insert("person", "p-alva", **a_person())


def fail_late(store: Store) -> None:
    """Write everything and fail then."""
    with store.write(SIGNER) as t:
        t.insert("person", "p-alva", **a_person())
        record(t)
        raise KeyError


def look_away(store: Store) -> None:
    """Write a row that is refused, and pretend it was not."""
    with store.write(SIGNER) as t:
        record(t)
        with suppress(ConflictError):
            t.insert("person", "p-alva", **a_person())


def size_of(store: Store) -> int:
    """Return how many events the log has."""
    with store.read() as r:
        return head(r).size


def handles_in(store: Store) -> list[str]:
    """Return everyone's handle."""
    with store.read() as r:
        return [row["handle"] for row in r.all(select(person).order_by(person.c.handle))]


def test_a_new_log_says_how_it_was_opened(store: Store) -> None:
    with store.read() as r:
        [(place, opened)] = events(r)

    assert (place, opened.type, opened.stream, opened.sver) == (0, "log.opened", "log", 1)
    assert opened.result == {
        "clock": "wall",
        "origin": ORIGIN,
        "verifier": SIGNER.verifier.vkey,
    }


def test_a_row_is_found_again(store: Store) -> None:
    add_person(store, "alva")

    with store.read() as r:
        row = r.one_or_none(select(person).where(person.c.handle == "alva"))
    assert row is not None
    assert {"id": "p-alva", **a_person()}.items() <= dict(row).items()


def test_a_row_is_committed_to_with_its_salt(store: Store) -> None:
    add_person(store, "alva")

    with store.read() as r:
        row = dict(r.all(select(person))[0])
        [_, (_, event)] = events(r)
    bound = commitment(row.pop("salt"), row, domain="gronatraden/row/1/person")
    assert event.rows == (RowRef("person", "p-alva", bound),)


def test_every_row_has_a_salt_of_its_own(store: Store) -> None:
    add_person(store, "alva")
    add_person(store, "bo")

    with store.read() as r:
        salts = {bytes(row["salt"]) for row in r.all(select(person))}
    assert len(salts) == 2


def test_a_row_without_an_event_is_not_committed(store: Store) -> None:
    with pytest.raises(RuntimeError, match="rows are without an event"):
        insert_only(store)

    assert handles_in(store) == []


def test_a_row_after_the_last_event_stops_the_commit(store: Store) -> None:
    with pytest.raises(RuntimeError, match="rows are without an event"):
        record_then_insert(store)

    assert size_of(store) == 1


def test_nothing_recorded_is_nothing_written(store: Store) -> None:
    with store.write(SIGNER):
        pass

    assert size_of(store) == 1


def test_an_error_in_the_block_leaves_no_trace(store: Store) -> None:
    with pytest.raises(KeyError):
        fail_late(store)

    assert (handles_in(store), size_of(store)) == ([], 1)


def test_a_dry_run_leaves_no_trace(store: Store) -> None:
    with store.write(SIGNER, dry_run=True) as t:
        t.insert("person", "p-alva", **a_person())
        record(t)

    assert (handles_in(store), size_of(store)) == ([], 1)


def test_a_write_sees_what_it_has_written(store: Store) -> None:
    with store.write(SIGNER) as t:
        t.insert("person", "p-alva", **a_person())
        seen = t.scalar(select(func.count()).select_from(person))
        record(t)

    assert seen == 1


def test_an_event_lists_the_rows_since_the_one_before(store: Store) -> None:
    with store.write(SIGNER) as t:
        t.insert("person", "p-alva", **a_person("alva"))
        t.insert("person", "p-bo", **a_person("bo"))
        record(t)
        t.insert("person", "p-cleo", **a_person("cleo"))
        record(t)

    with store.read() as r:
        listed = [[row.key for row in event.rows] for _, event in events(r, stream="test")]
    assert listed == [["p-alva", "p-bo"], ["p-cleo"]]


def test_a_stream_counts_and_links_its_events(store: Store) -> None:
    with store.write(SIGNER) as t:
        record(t)
        record(t, "other")
        record(t)
    with store.write(SIGNER) as t:
        record(t)

    with store.read() as r:
        hashes = [hashed.hex() for hashed in leaf_hashes(r)]
        linked = [(event.sver, event.prev) for _, event in events(r, stream="test")]
    assert linked == [(1, ""), (2, hashes[1]), (3, hashes[3])]


def test_the_head_is_signed_at_its_size_and_root(store: Store) -> None:
    add_person(store, "alva")

    with store.read() as r:
        top = head(r)
    signed = open_checkpoint(top.note, [SIGNER.verifier], origin=ORIGIN)
    assert (signed.size, signed.root) == (2, top.frontier.root())


def test_a_checkpoint_is_kept_when_asked_for(store: Store) -> None:
    with store.write(SIGNER) as t:
        record(t)
        t.checkpoint()

    with store.read() as r:
        assert checkpoints(r)[-1] == (2, head(r).note)


def test_a_checkpoint_needs_no_event(store: Store) -> None:
    add_person(store, "alva")
    with store.write(SIGNER) as t:
        t.checkpoint()
    with store.write(SIGNER) as t:
        t.checkpoint()

    with store.read() as r:
        assert [size for size, _ in checkpoints(r)] == [1, 2]


def test_leaves_are_read_from_a_place_on(store: Store) -> None:
    add_person(store, "alva")

    with store.read() as r:
        assert list(leaves(r))[1:] == list(leaves(r, since=1))


def test_a_moment_within_a_minute_before_is_taken(store: Store) -> None:
    add_person(store, "alva", at=EARLIER)

    assert size_of(store) == 2


def test_a_moment_longer_before_is_refused(store: Store) -> None:
    with pytest.raises(ConflictError) as refused:
        add_person(store, "alva", at=TOO_EARLY)

    assert refused.value.facts["what"] == "clock-went-back"


def test_moments_cannot_creep_backwards(store: Store) -> None:
    add_person(store, "alva", at=EARLIER)

    with pytest.raises(ConflictError):
        add_person(store, "bo", at=EARLIER - timedelta(seconds=30))


def test_a_row_in_the_way_is_a_conflict(store: Store) -> None:
    add_person(store, "alva")

    with pytest.raises(ConflictError) as refused:
        add_person(store, "alva")

    assert refused.value.facts == {"what": "not-unique", "table": "person"}


def test_a_missing_row_that_is_referred_to_is_a_conflict(store: Store) -> None:
    with pytest.raises(ConflictError) as refused, store.write(SIGNER) as t:
        t.insert("programme", "x", title="X", owner="X", opened_by="nobody", opened_at="")

    assert refused.value.facts == {"what": "no-such-row", "table": "programme"}


def test_a_refused_row_takes_the_whole_write_with_it(store: Store) -> None:
    add_person(store, "alva")

    with pytest.raises(RuntimeError, match="a statement failed"):
        look_away(store)

    assert size_of(store) == 2


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"name": None}, id="nothing where something must be"),
        pytest.param({"name": 7}, id="a number for a text"),
        pytest.param({"name": True}, id="a truth for a text"),
        pytest.param({"name": 1.5}, id="a float"),
        pytest.param({"name": b"Alva"}, id="bytes"),
        pytest.param({"name": "Al\0va"}, id="a zero byte"),
        pytest.param({"name": "\ud800"}, id="half a character"),
        pytest.param({"nickname": "A"}, id="an unknown column"),
        pytest.param({"salt": "x" * 32}, id="a salt of one's own"),
    ],
)
def test_a_value_that_no_row_holds_is_misuse(store: Store, changes: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"."), store.write(SIGNER) as t:
        t.insert("person", "p-alva", **a_person(**changes))

    assert handles_in(store) == []


def test_a_whole_number_beyond_json_is_misuse(store: Store) -> None:
    with pytest.raises(ValueError, match="integer"), store.write(SIGNER) as t:
        t.insert("pin", "x", project="x", position=2**53, policy="x", version=1,
                 pinned_by="x", pinned_at="")  # fmt: skip


def test_another_key_writes_nothing(store: Store) -> None:
    other = Signer(ORIGIN, b"\7" * 32)

    with pytest.raises(LogKeyError) as refused, store.write(other) as t:
        record(t)

    assert refused.value.facts["reason"] == "other-log"


def test_another_key_never_enters_the_block(store: Store) -> None:
    entered = []

    with pytest.raises(LogKeyError), store.write(Signer("other", b"\7" * 32)):
        entered.append(True)

    assert entered == []


def test_a_governed_table_is_no_derived_one(store: Store) -> None:
    with pytest.raises(RuntimeError, match="no derived table"), store.write(SIGNER) as t:
        t.derive(insert(programme).values(id="x"))


def test_a_read_sees_one_moment(store: Store) -> None:
    with store.read() as r:
        before = r.scalar(select(func.count()).select_from(person))
        add_person(store, "alva")
        after = r.scalar(select(func.count()).select_from(person))

    assert (before, after) == (0, 0)
