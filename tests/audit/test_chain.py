from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gronatraden.audit.chain import verify_chain
from gronatraden.audit.event import Event
from gronatraden.audit.note import open_checkpoint
from gronatraden.audit.tree import leaf_hash, root_of
from gronatraden.errors import VerificationFailedError
from tests.audit.tampering import bit_flips, line_changes, unnoticed
from tests.builders.log import (
    ORIGIN,
    SIGNER,
    a_checkpoint,
    a_row,
    an_event,
    linked,
    some_events,
    some_leaves,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LEAVES = some_leaves(7)


def codes(leaves: Iterable[bytes], *, tolerance: int = 60) -> list[tuple[str, int]]:
    problems = verify_chain(leaves, tolerance=tolerance).problems
    return [(problem.code, problem.seq) for problem in problems]


def verify_against(note: str, leaves: Sequence[bytes]) -> None:
    """Verify a log as a funder does who holds a checkpoint."""
    checkpoint = open_checkpoint(note, [SIGNER.verifier], origin=ORIGIN)
    report = verify_chain(leaves)
    if (report.size, report.root) != (checkpoint.size, checkpoint.root) or not report.sound:
        raise VerificationFailedError(reason="log-differs")


def verify_rules_alone(leaves: Sequence[bytes]) -> None:
    """Verify a log as someone does who holds no checkpoint."""
    if not verify_chain(leaves).sound:
        raise VerificationFailedError(reason="log-differs")


def with_leaf(seq: int, leaf: bytes) -> list[bytes]:
    return [*LEAVES[:seq], leaf, *LEAVES[seq + 1 :]]


def changed(seq: int, **changes: object) -> list[bytes]:
    """Return the log with one event rewritten where it stands."""
    event = replace(Event.from_leaf(LEAVES[seq]), **changes)  # type: ignore[arg-type]  # the test says which
    return with_leaf(seq, event.to_leaf())


def test_a_sound_log_has_no_problems() -> None:
    report = verify_chain(LEAVES)

    assert report.sound
    assert (report.size, report.root) == (7, root_of(map(leaf_hash, LEAVES)))


def test_an_empty_log_is_sound() -> None:
    report = verify_chain([])

    assert (report.sound, report.size, report.rows) == (True, 0, {})


def test_a_log_of_many_batches_is_read_once() -> None:
    leaves = some_leaves(60 * 15)

    report = verify_chain(iter(leaves * 10))

    assert report.frontier.root() == root_of(map(leaf_hash, leaves * 10))


def test_the_report_holds_every_row() -> None:
    rows = [row for event in some_events(7) for row in event.rows]

    report = verify_chain(LEAVES)

    assert report.rows == {(row.table, row.key): row.commitment for row in rows}


def test_the_report_holds_the_end_of_every_stream() -> None:
    report = verify_chain(LEAVES)

    assert report.streams == {
        "cykla": (3, leaf_hash(LEAVES[6]).hex()),
        "res-gront": (2, leaf_hash(LEAVES[4]).hex()),
        "log": (2, leaf_hash(LEAVES[5]).hex()),
    }


@pytest.mark.parametrize("seq", range(7))
def test_every_flipped_bit_of_a_leaf_changes_the_root(seq: int) -> None:
    root = verify_chain(LEAVES).root

    changes = (with_leaf(seq, leaf) for leaf in bit_flips(LEAVES[seq]))

    assert [leaves for leaves in changes if root_of(map(leaf_hash, leaves)) == root] == []


@pytest.mark.parametrize("seq", [0, 3])
def test_every_flipped_bit_before_the_end_breaks_a_link(seq: int) -> None:
    changes = (with_leaf(seq, leaf) for leaf in bit_flips(LEAVES[seq]))

    assert unnoticed(changes, verify_rules_alone) == []


def test_every_moved_leaf_is_noticed() -> None:
    note = a_checkpoint(LEAVES)

    assert unnoticed(line_changes(LEAVES), lambda leaves: verify_against(note, leaves)) == []


def test_a_truncated_log_is_noticed_by_the_root_alone() -> None:
    note, shorter = a_checkpoint(LEAVES), LEAVES[:-1]

    assert verify_chain(shorter).sound
    with pytest.raises(VerificationFailedError, match="log-differs"):
        verify_against(note, shorter)


def test_a_log_rewritten_throughout_is_noticed_by_the_root_alone() -> None:
    note = a_checkpoint(LEAVES)
    rewritten = linked([replace(event, actor="p-0") for event in some_events(7)])

    assert verify_chain(rewritten).sound
    with pytest.raises(VerificationFailedError, match="log-differs"):
        verify_against(note, rewritten)


@pytest.mark.parametrize(
    "leaf", [b"", b"{}", b"[" * 60_000, b"\xff", b"x" * 70_000, LEAVES[6] + b" "]
)
def test_a_malformed_leaf_is_a_problem(leaf: bytes) -> None:
    assert codes(with_leaf(6, leaf)) == [("leaf-malformed", 6)]


def test_a_malformed_leaf_still_counts_in_the_root() -> None:
    leaves = with_leaf(3, b"{}")

    report = verify_chain(leaves)

    assert (report.size, report.root) == (7, root_of(map(leaf_hash, leaves)))


def test_a_rewritten_event_breaks_the_next_link() -> None:
    assert codes(changed(0, actor="p-0")) == [("stream-link-differs", 3)]


def test_a_deleted_event_leaves_a_gap_and_a_broken_link() -> None:
    leaves = [*LEAVES[:3], *LEAVES[4:]]

    assert codes(leaves) == [("stream-number-differs", 5), ("stream-link-differs", 5)]


def test_a_renumbered_event_is_a_problem() -> None:
    assert codes(changed(6, sver=9)) == [("stream-number-differs", 6)]


def test_a_stream_begins_at_one() -> None:
    leaves = [an_event(sver=2, prev="").to_leaf()]

    assert codes(leaves) == [("stream-number-differs", 0)]


def test_a_first_event_names_none_before_it() -> None:
    leaves = [an_event(prev="0" * 64).to_leaf()]

    assert codes(leaves) == [("stream-link-differs", 0)]


def test_a_problem_says_what_was_expected() -> None:
    problem = verify_chain(changed(6, sver=9)).problems[0]

    assert problem.facts == {"stream": "cykla", "expected": 3, "actual": 9}


def test_a_break_is_told_once() -> None:
    events = some_events(12)
    leaves = linked(events)
    forged = replace(Event.from_leaf(leaves[0]), actor="p-0").to_leaf()

    assert codes([forged, *leaves[1:]]) == [("stream-link-differs", 3)]


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        pytest.param("2026-01-15T08:04:59.999999Z", [("time-runs-backwards", 7)], id="too early"),
        pytest.param("2026-01-15T08:05:00Z", [], id="a minute early"),
        pytest.param("2026-01-15T08:05:00.000000Z", [], id="a minute early, to the microsecond"),
        pytest.param("2026-01-15T09:00:00Z", [], id="later"),
        pytest.param("2026-01-15T08:06:00.000001Z", [], id="later, to the microsecond"),
    ],
)
def test_time_runs_forwards_but_for_a_tolerance(at: str, expected: list[tuple[str, int]]) -> None:
    latest = an_event(at="2026-01-15T08:06:00Z", rows=())

    found = codes(linked([*some_events(6), latest, an_event(at=at, rows=())]))

    assert found == expected


@given(st.lists(st.sampled_from([0, 1, 999_999, 1_000_000, 1_000_001, 2_000_000]), max_size=6))
def test_without_tolerance_time_never_runs_backwards(microseconds: list[int]) -> None:
    moments = [f"2026-01-15T08:00:{n // 10**6:02}.{n % 10**6:06}Z" for n in microseconds]
    shortened = [moment.replace(".000000Z", "Z") for moment in moments]
    events = [an_event(at=at, rows=()) for at in shortened]

    found = codes(linked(events), tolerance=0)

    latest = [max(microseconds[: at + 1]) for at in range(len(microseconds))]
    early = [at for at, moment in enumerate(microseconds) if moment < latest[at]]
    assert found == [("time-runs-backwards", at) for at in early]


def test_a_row_written_twice_is_a_problem() -> None:
    leaves = linked([*some_events(3), an_event(at="2026-01-15T09:00:00Z", rows=(a_row(1),))])

    assert codes(leaves) == [("row-repeated", 3)]


def test_a_row_listed_twice_in_one_event_is_a_problem() -> None:
    leaves = linked([an_event(rows=(a_row(1), a_row(1)))])

    assert codes(leaves) == [("row-repeated", 0)]


def test_a_repeated_row_keeps_its_first_commitment() -> None:
    forged = replace(a_row(1), commitment="0" * 64)
    leaves = linked([an_event(rows=(a_row(1),)), an_event(rows=(forged,))])

    report = verify_chain(leaves)

    assert report.rows == {("document_version", "cykla/1"): a_row(1).commitment}


@given(st.lists(st.one_of(st.binary(max_size=40), st.sampled_from(LEAVES)), max_size=8))
def test_no_log_breaks_the_verifier(leaves: list[bytes]) -> None:
    report = verify_chain(leaves)

    assert report.root == root_of(map(leaf_hash, leaves))
