from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gronatraden.tools.equality_mainstreaming import suppress
from gronatraden.tools.equality_mainstreaming.counting import public_cells, shares
from gronatraden.tools.equality_mainstreaming.four_r import small_cells_are_kept_from_the_public
from tests.builders import a_context
from tests.builders.equality_mainstreaming import a_row, an_equality_mainstreaming

counts = st.integers(min_value=0, max_value=10**12)
few = st.integers(min_value=0, max_value=12)


@given(women=counts, men=counts, other=counts)
def test_a_share_is_never_half_a_per_cent_wrong(women: int, men: int, other: int) -> None:
    total = women + men + other

    found = shares(women, men, other)

    exact = [Fraction(100 * count, max(total, 1)) for count in (women, men, other)]
    assert found is None or all(
        abs(share - true) <= Fraction(1, 2) for share, true in zip(found, exact, strict=True)
    )


@given(count=counts, other=counts)
def test_equal_counts_have_equal_shares(count: int, other: int) -> None:
    found = shares(count, count, other)

    assert found is None or found.women == found.men


def test_nobody_has_no_share() -> None:
    assert shares(0, 0, 0) is None


def test_shares_wait_until_both_sexes_are_counted() -> None:
    rows = (a_row(), a_row(other=None), a_row(men=None))

    found = [row.shares for row in rows]

    assert found == [(33, 67, 0), (33, 67, 0), None]


@pytest.mark.parametrize(
    ("n", "limit", "shown"),
    [
        pytest.param(0, 5, 0, id="nobody"),
        pytest.param(1, 5, None, id="one person"),
        pytest.param(4, 5, None, id="just below the limit"),
        pytest.param(5, 5, 5, id="at the limit"),
        pytest.param(5, 6, None, id="a stricter limit"),
    ],
)
def test_a_small_count_is_hidden(n: int, limit: int, shown: int | None) -> None:
    assert suppress(n, limit) == shown


@given(women=few, men=few, other=few)
def test_a_hidden_cell_cannot_be_found_by_subtraction(women: int, men: int, other: int) -> None:
    public = public_cells((women, men, other), women + men + other)

    assert public.count(None) != 1


@given(women=few, men=few, other=few)
def test_no_small_count_is_ever_public(women: int, men: int, other: int) -> None:
    public = public_cells((women, men, other), women + men + other)

    assert {1, 2, 3, 4}.isdisjoint(count for count in public if count is not None)


@given(
    women=st.integers(5, 10**6), men=st.integers(5, 10**6), other=st.sampled_from((0, 5, 60, None))
)
def test_a_row_of_large_counts_is_public_as_it_is(women: int, men: int, other: int | None) -> None:
    n = women + men + (other or 0)

    public = public_cells((women, men, other), n)

    assert public == (women, men, other, n)


def test_hiding_the_cell_alone_would_give_it_away() -> None:
    women, men, n = 40, 3, 43

    public = public_cells((women, men, 0), n)

    assert n - women == men
    assert public == (women, None, 0, None)


@given(small=st.integers(1, 4))
def test_a_small_cell_is_found_but_never_said(small: int) -> None:
    row = a_row(women=small, men=small, other=small)
    equality = an_equality_mainstreaming(representation=(row,))

    (found,) = small_cells_are_kept_from_the_public(equality, a_context())

    assert found.facts == {"row": "Anställda som cyklar till arbetet", "limit": 5}
