from __future__ import annotations

from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gronatraden.audit.tree import EMPTY_ROOT, Frontier, Tree, leaf_hash, node_hash, root_of
from gronatraden.errors import VerificationFailedError
from tests.audit import naive
from tests.vectors import as_cases, read_vectors

REFERENCE = read_vectors("merkle-rfc6962/reference_tree.json") or {"root_hashes_hex_by_size": []}
LEAVES = [f"leaf {number}".encode() for number in range(300)]
HASHES = [leaf_hash(leaf) for leaf in LEAVES]

leaf_hashes = st.lists(st.binary(min_size=32, max_size=32), max_size=70)


@pytest.mark.parametrize(
    "size_and_root",
    as_cases((f"size {n}", (n, r)) for n, r in enumerate(REFERENCE["root_hashes_hex_by_size"])),
)
def test_roots_are_those_of_the_reference_tree(size_and_root: tuple[int, str]) -> None:
    size, root = size_and_root
    leaves = [bytes.fromhex(leaf) for leaf in REFERENCE["leaf_inputs_hex"][:size]]

    found = root_of(map(leaf_hash, leaves))

    assert found.hex() == root


@pytest.mark.parametrize("level", [0, 1, 2, 3])
def test_nodes_are_those_of_the_reference_tree(level: int) -> None:
    rows = REFERENCE.get("node_hashes_hex") or pytest.skip("the public vectors are absent")
    leaves = [bytes.fromhex(leaf) for leaf in REFERENCE["leaf_inputs_hex"]]

    subtrees = [leaves[at : at + 2**level] for at in range(0, 8, 2**level)]

    assert [root_of(map(leaf_hash, part)).hex() for part in subtrees] == rows[level]


def test_roots_of_all_sizes_follow_the_recursion() -> None:
    tree = Tree(HASHES)

    roots = [(tree.root(n), root_of(HASHES[:n])) for n in range(301)]

    assert roots == [(naive.mth(LEAVES[:n]),) * 2 for n in range(301)]


def test_inclusion_proofs_of_all_sizes_follow_the_recursion() -> None:
    tree = Tree(HASHES)
    places = [(index, size) for size in range(1, 41) for index in range(size)]

    paths = [list(tree.inclusion_proof(index, size)) for index, size in places]

    assert paths == [naive.path(index, LEAVES[:size]) for index, size in places]


def test_consistency_proofs_of_all_sizes_follow_the_recursion() -> None:
    tree = Tree(HASHES)
    sizes = [(first, second) for second in range(1, 41) for first in range(1, second + 1)]

    paths = [list(tree.consistency_proof(first, second)) for first, second in sizes]

    assert paths == [naive.proof(first, LEAVES[:second]) for first, second in sizes]


@given(st.lists(leaf_hashes, max_size=4))
def test_it_grows_alike_in_any_portions(portions: list[list[bytes]]) -> None:
    hashes = [item for portion in portions for item in portion]

    one_by_one = reduce(Frontier.append, hashes, Frontier())
    by_portion = reduce(Frontier.append_all, portions, Frontier())

    assert one_by_one == by_portion == Frontier().append_all(iter(hashes))


def test_it_grows_alike_beyond_one_batch() -> None:
    many = HASHES * 40

    frontier = Frontier().append(HASHES[0]).append_all(many)

    assert frontier.root() == Tree([HASHES[0], *many]).root()


@given(leaf_hashes)
def test_a_frontier_survives_storage(hashes: list[bytes]) -> None:
    frontier = Frontier().append_all(hashes)

    stored = frontier.to_bytes()

    assert Frontier.from_bytes(stored) == frontier


def test_a_frontier_never_changes() -> None:
    before = Frontier().append_all(HASHES[:5])

    before.append(HASHES[5])
    before.append_all(HASHES[5:9])

    assert before == Frontier().append_all(HASHES[:5])


@pytest.mark.parametrize(
    "stored",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"\0" * 7, id="half a size"),
        pytest.param((1).to_bytes(8, "big"), id="a hash too few"),
        pytest.param((1).to_bytes(8, "big") + bytes(64), id="a hash too many"),
        pytest.param((1).to_bytes(8, "big") + bytes(31), id="a short hash"),
        pytest.param((1).to_bytes(8, "big") + bytes(33), id="a long hash"),
        pytest.param(b"\xff" * 8 + bytes(64 * 32), id="a size beyond all logs"),
    ],
)
def test_a_damaged_frontier_is_refused(stored: bytes) -> None:
    with pytest.raises(VerificationFailedError):
        Frontier.from_bytes(stored)


def test_an_empty_tree_has_the_empty_root() -> None:
    assert Frontier().root() == Tree([]).root() == root_of([]) == EMPTY_ROOT


def test_a_node_does_not_pass_for_a_leaf() -> None:
    left, right = HASHES[:2]

    assert leaf_hash(left + right) != node_hash(left, right)


@given(st.binary(max_size=64), st.binary(max_size=64))
def test_leaves_that_differ_hash_apart(one: bytes, other: bytes) -> None:
    assert (leaf_hash(one) == leaf_hash(other)) == (one == other)


@pytest.mark.parametrize(("index", "size"), [(-1, 3), (3, 3), (0, 0), (0, 9)])
def test_no_leaf_is_proved_outside_the_tree(index: int, size: int) -> None:
    tree = Tree(HASHES[:8])

    with pytest.raises(ValueError, match="a tree of"):
        tree.inclusion_proof(index, size)


@pytest.mark.parametrize(("first", "second"), [(0, 3), (4, 3), (-1, 3), (1, 9)])
def test_no_growth_is_proved_between_sizes_that_never_were(first: int, second: int) -> None:
    tree = Tree(HASHES[:8])

    with pytest.raises(ValueError, match="size"):
        tree.consistency_proof(first, second)
