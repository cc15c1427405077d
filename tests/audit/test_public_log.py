from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from gronatraden.audit.key import Verifier
from gronatraden.audit.note import Checkpoint, open_checkpoint
from gronatraden.audit.proof import Proof, verify_consistency
from gronatraden.audit.tree import Tree, leaf_hash, root_of
from tests.vectors import VECTORS, needs_vectors

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = needs_vectors

LOG = VECTORS / "tlog-tiles"
ORIGIN = "example.com/log/testdata"
KEY = Verifier.parse(f"{ORIGIN}+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx")
SIZES = range(16)


def entries(size: int) -> list[bytes]:
    bundle = LOG / f"tile/entries/000.p/{size}"
    return list(split(bundle.read_bytes())) if size else []


def split(bundle: bytes) -> Iterator[bytes]:
    while bundle:
        end = 2 + int.from_bytes(bundle[:2], "big")
        yield bundle[2:end]
        bundle = bundle[end:]


def note(size: int) -> bytes:
    return (LOG / f"checkpoint.{size}").read_bytes()


def checkpoint(size: int) -> Checkpoint:
    return open_checkpoint(note(size), [KEY], origin=ORIGIN)


def grows(tree: Tree, size1: int, size2: int) -> bool:
    path, root1, root2 = tree.consistency_proof(size1, size2), root(size1), root(size2)
    verify_consistency(path, size1=size1, root1=root1, size2=size2, root2=root2)
    return True


def root(size: int) -> bytes:
    return checkpoint(size).root


@pytest.mark.parametrize("size", SIZES)
def test_every_checkpoint_of_a_public_log_holds(size: int) -> None:
    leaf_hashes = [leaf_hash(entry) for entry in entries(size)]

    signed = checkpoint(size)

    assert signed == Checkpoint(ORIGIN, size, root_of(leaf_hashes))


@pytest.mark.parametrize("size", SIZES[1:])
def test_every_tile_of_a_public_log_holds_our_leaf_hashes(size: int) -> None:
    tile = (LOG / f"tile/0/000.p/{size}").read_bytes()

    assert tile == b"".join(leaf_hash(entry) for entry in entries(size))


def test_a_public_log_only_grows() -> None:
    tree = Tree(leaf_hash(entry) for entry in entries(15))

    grown = [grows(tree, first, second) for first, second in combinations(SIZES[1:], 2)]

    assert all(grown)


@pytest.mark.parametrize("index", range(15))
def test_every_entry_of_a_public_log_has_a_receipt(index: int) -> None:
    leaves = entries(15)
    path = Tree(map(leaf_hash, leaves)).inclusion_proof(index)
    receipt = Proof(index, path, note(15).decode()).to_text()

    verified = Proof.from_text(receipt).verify(leaves[index], [KEY], origin=ORIGIN)

    assert verified == checkpoint(15)
