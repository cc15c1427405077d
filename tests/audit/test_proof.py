from __future__ import annotations

from base64 import b64decode
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gronatraden.audit.key import Signer
from gronatraden.audit.note import Checkpoint, sign_note
from gronatraden.audit.proof import Proof, verify_consistency, verify_inclusion
from gronatraden.audit.tree import Tree, leaf_hash
from gronatraden.errors import AuditError, MalformedNoteError, VerificationFailedError
from tests.audit.naive import literally_included
from tests.audit.tampering import bit_flips, line_changes, unnoticed
from tests.builders.log import ORIGIN, SIGNER, a_checkpoint, a_tree, some_leaves
from tests.vectors import as_cases, needs_vectors, read_vectors

INCLUSION = read_vectors("merkle-rfc6962/inclusion.json")
CONSISTENCY = read_vectors("merkle-rfc6962/consistency.json")
LEAVES = some_leaves(7)
HASHES = [leaf_hash(f"leaf {number}".encode()) for number in range(41)]


def probes(vectors: list[dict[str, Any]], *, sound: bool) -> list[Any]:
    return as_cases((v["_file"], v) for v in vectors if v["wantErr"] is not sound)


def parts(probe: dict[str, Any]) -> tuple[bytes, int, int, list[bytes]]:
    path = [b64decode(item) for item in probe["proof"] or []]
    return b64decode(probe["leafHash"]), probe["leafIdx"], probe["treeSize"], path


def root(probe: dict[str, Any]) -> bytes:
    return b64decode(probe["root"])


def verify_inclusion_probe(probe: dict[str, Any]) -> None:
    leaf, index, size, path = parts(probe)
    verify_inclusion(leaf, index=index, size=size, path=path, root=root(probe))


def verify_consistency_probe(probe: dict[str, Any]) -> None:
    verify_consistency(
        [b64decode(item) for item in probe["proof"] or []],
        size1=probe["size1"],
        root1=b64decode(probe["root1"]),
        size2=probe["size2"],
        root2=b64decode(probe["root2"]),
    )


def a_proof(index: int = 4, *, extra: bytes = b"") -> Proof:
    return Proof(index, a_tree(LEAVES).inclusion_proof(index), a_checkpoint(LEAVES), extra)


def proves_leaf(tree: Tree, index: int) -> bool:
    path = tree.inclusion_proof(index)
    verify_inclusion(HASHES[index], index=index, size=tree.size, path=path, root=tree.root())
    return True


def proves_growth(tree: Tree, size1: int, size2: int) -> bool:
    path, root1, root2 = tree.consistency_proof(size1, size2), tree.root(size1), tree.root(size2)
    verify_consistency(path, size1=size1, root1=root1, size2=size2, root2=root2)
    return True


def verify_text(text: str | bytes) -> Checkpoint:
    return Proof.from_text(text).verify(LEAVES[4], [SIGNER.verifier], origin=ORIGIN)


@pytest.mark.parametrize("probe", probes(INCLUSION, sound=True))
def test_public_inclusion_proofs_verify(probe: dict[str, Any]) -> None:
    verify_inclusion_probe(probe)


@pytest.mark.parametrize("probe", probes(INCLUSION, sound=False))
def test_public_false_inclusion_proofs_fail(probe: dict[str, Any]) -> None:
    with pytest.raises(VerificationFailedError):
        verify_inclusion_probe(probe)


@pytest.mark.parametrize("probe", probes(CONSISTENCY, sound=True))
def test_public_consistency_proofs_verify(probe: dict[str, Any]) -> None:
    verify_consistency_probe(probe)


@pytest.mark.parametrize("probe", probes(CONSISTENCY, sound=False))
def test_public_false_consistency_proofs_fail(probe: dict[str, Any]) -> None:
    with pytest.raises(VerificationFailedError):
        verify_consistency_probe(probe)


@needs_vectors
def test_the_public_probes_are_all_there() -> None:
    assert (len(INCLUSION), len(CONSISTENCY)) == (98, 98)


@needs_vectors
def test_without_our_guards_false_proofs_would_pass() -> None:
    false = [probe for probe in INCLUSION if probe["wantErr"]]

    passed = [probe for probe in false if literally_included(*parts(probe)) == root(probe)]

    outside = [probe["leafIdx"] >= probe["treeSize"] for probe in passed]
    assert sorted(outside) == [False, True, True, True, True, True]
    assert passed[outside.index(False)]["desc"] == "empty root and leaf"


@pytest.mark.parametrize("size", range(1, 42))
def test_every_leaf_of_every_size_is_proved(size: int) -> None:
    tree = Tree(HASHES[:size])

    proved = [proves_leaf(tree, index) for index in range(size)]

    assert all(proved)


@pytest.mark.parametrize("size", range(1, 42))
def test_growth_from_every_size_is_proved(size: int) -> None:
    tree = Tree(HASHES)

    proved = [proves_growth(tree, size, later) for later in range(size, 42)]

    assert all(proved)


@given(st.integers(1, 41), st.data())
def test_a_leaf_is_proved_in_no_other_place(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    claimed = data.draw(st.integers(-1, size + 1).filter(lambda other: other != index))
    tree = Tree(HASHES[:size])
    path = tree.inclusion_proof(index)

    with pytest.raises(VerificationFailedError):
        verify_inclusion(HASHES[index], index=claimed, size=size, path=path, root=tree.root())


@given(st.integers(1, 40), st.data())
def test_growth_is_proved_from_no_other_history(size: int, data: st.DataObject) -> None:
    later = data.draw(st.integers(size + 1, 41))
    changed = data.draw(st.integers(0, size - 1))
    tree = Tree(HASHES[:later])
    other = Tree([*HASHES[:changed], leaf_hash(b"rewritten"), *HASHES[changed + 1 : size]])
    path = tree.consistency_proof(size)

    with pytest.raises(VerificationFailedError, match="root-differs"):
        verify_consistency(path, size1=size, root1=other.root(), size2=later, root2=tree.root())


def test_no_byte_moves_from_one_hash_to_the_next() -> None:
    tree = Tree(HASHES[:4])
    earlier, later = tree.root(2), tree.root(4)
    (beside,) = tree.consistency_proof(2)
    longer, shorter = earlier + beside[:1], beside[1:]

    with pytest.raises(VerificationFailedError, match="hash-has-wrong-length"):
        verify_consistency([shorter], size1=2, root1=longer, size2=4, root2=later)


@given(st.integers(2, 41), st.data())
def test_a_path_is_neither_shortened_nor_lengthened(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    tree = Tree(HASHES[:size])
    path = tree.inclusion_proof(index)
    other = data.draw(st.sampled_from([path[:-1], path[1:], (*path, HASHES[0])]))

    with pytest.raises(VerificationFailedError):
        verify_inclusion(HASHES[index], index=index, size=size, path=other, root=tree.root())


def test_a_proof_is_a_receipt_that_stands_alone() -> None:
    checkpoint = verify_text(a_proof().to_text())

    assert checkpoint == Checkpoint(ORIGIN, 7, a_tree(LEAVES).root())


def test_a_proof_is_written_as_c2sp_says() -> None:
    tree, checkpoint = Tree(HASHES[:2]), a_checkpoint(LEAVES)

    text = Proof(1, tree.inclusion_proof(1), checkpoint, b"more").to_text()

    sibling = "G7l9zCFjXUfiZj79/QoXRobZjdcBNS3SzQbotD/T0wU="
    lines = ["c2sp.org/tlog-proof@v1", "extra bW9yZQ==", "index 1", sibling, "", checkpoint]
    assert text == "\n".join(lines)


@pytest.mark.parametrize("extra", [b"", b"\0", b"anything at all"])
def test_a_proof_is_read_as_it_was_written(extra: bytes) -> None:
    proof = a_proof(extra=extra)

    assert Proof.from_text(proof.to_text()) == Proof.from_text(proof.to_text().encode()) == proof


def test_a_lone_leaf_needs_no_path() -> None:
    proof = Proof(0, (), a_checkpoint(LEAVES[:1]))

    checkpoint = Proof.from_text(proof.to_text()).verify(
        LEAVES[0], [SIGNER.verifier], origin=ORIGIN
    )

    assert checkpoint.size == 1


def test_every_flipped_bit_of_a_proof_is_noticed() -> None:
    text = a_proof().to_text().encode()

    assert unnoticed(bit_flips(text), verify_text) == []


def test_every_moved_line_of_a_proof_is_noticed() -> None:
    lines = a_proof().to_text().encode().splitlines(keepends=True)
    a_signature_twice = b"".join([*lines, lines[-1]])  # says nothing new, and C2SP allows it

    changes = (b"".join(changed) for changed in line_changes(lines))

    assert unnoticed(changes, verify_text) == [a_signature_twice]


def test_every_flipped_bit_of_the_leaf_is_noticed() -> None:
    proof = a_proof()

    def judge(leaf: bytes) -> Checkpoint:
        return proof.verify(leaf, [SIGNER.verifier], origin=ORIGIN)

    assert unnoticed(bit_flips(LEAVES[4]), judge) == []


def test_extra_data_proves_nothing() -> None:
    changed = replace(a_proof(extra=b"true"), extra=b"false")

    checkpoint = verify_text(changed.to_text())

    assert checkpoint == verify_text(a_proof().to_text())


def test_another_logs_checkpoint_proves_nothing() -> None:
    stranger = Signer("other.example/log", bytes(32))
    root = a_tree(LEAVES).root()
    note = sign_note(Checkpoint(stranger.name, 7, root).to_text(), stranger)
    proof = replace(a_proof(), checkpoint=note)

    with pytest.raises(VerificationFailedError, match="origin-differs"):
        proof.verify(LEAVES[4], [SIGNER.verifier, stranger.verifier], origin=ORIGIN)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("c2sp.org/tlog-proof@v1\n", id="one line"),
        pytest.param("c2sp.org/tlog-proof@v2\nindex 0\n\nx\n", id="another version"),
        pytest.param("c2sp.org/tlog-proof@v1\n\nx\n", id="no index"),
        pytest.param("c2sp.org/tlog-proof@v1\nindex 00\n\nx\n", id="a leading zero"),
        pytest.param("c2sp.org/tlog-proof@v1\nindex -1\n\nx\n", id="a negative index"),
        pytest.param("c2sp.org/tlog-proof@v1\nindex +1\n\nx\n", id="a plus sign"),
        pytest.param("c2sp.org/tlog-proof@v1\nindex 1 \n\nx\n", id="a space after"),
        pytest.param("c2sp.org/tlog-proof@v1\nindex ١\n\nx\n", id="another alphabet's digit"),
        pytest.param(f"c2sp.org/tlog-proof@v1\nindex {10**19}\n\nx\n", id="a huge index"),
        pytest.param("c2sp.org/tlog-proof@v1\nextra \nindex 0\n\nx\n", id="empty extra"),
        pytest.param("c2sp.org/tlog-proof@v1\nextra a\nindex 0\n\nx\n", id="broken extra"),
        pytest.param("c2sp.org/tlog-proof@v1\nindex 0\nextra YQ==\n\nx\n", id="extra too late"),
        pytest.param("c2sp.org/tlog-proof@v1\nindex 0\nbroken!\n\nx\n", id="a broken hash"),
        pytest.param("c2sp.org/tlog-proof@v1\r\nindex 0\r\n\r\nx\r\n", id="carriage returns"),
        pytest.param("c2sp.org/tlog-proof@v1\nindex 0\n\n", id="no checkpoint"),
        pytest.param("c2sp.org/tlog-proof@v1\nindex 0\n\n\ud800", id="a lone surrogate"),
        pytest.param(b"\xff", id="not UTF-8"),
    ],
)
def test_what_is_no_proof_is_refused(text: str | bytes) -> None:
    with pytest.raises(MalformedNoteError):
        Proof.from_text(text)


@given(st.one_of(st.text(), st.binary(), st.text().map("c2sp.org/tlog-proof@v1\n{}".format)))
def test_no_text_breaks_the_reader(text: str | bytes) -> None:
    with pytest.raises(AuditError):
        verify_text(text)
