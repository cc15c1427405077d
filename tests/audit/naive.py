"""RFC 6962 §2.1 word for word: slow, recursive and written without looking at our own."""

from __future__ import annotations

from hashlib import sha256


def mth(entries: list[bytes]) -> bytes:
    """Return the Merkle tree hash of entries (leaves' bytes, not their hashes)."""
    n = len(entries)
    if n == 0:
        return sha256(b"").digest()
    if n == 1:
        return sha256(b"\x00" + entries[0]).digest()
    k = largest_power_of_two_below(n)
    return sha256(b"\x01" + mth(entries[:k]) + mth(entries[k:])).digest()


def path(m: int, entries: list[bytes]) -> list[bytes]:
    """Return the audit path for the entry at m."""
    n = len(entries)
    if n == 1:
        return []
    k = largest_power_of_two_below(n)
    if m < k:
        return [*path(m, entries[:k]), mth(entries[k:])]
    return [*path(m - k, entries[k:]), mth(entries[:k])]


def proof(m: int, entries: list[bytes]) -> list[bytes]:
    """Return the consistency proof from the first m entries to all of them."""
    return subproof(m, entries, complete=True)


def subproof(m: int, entries: list[bytes], *, complete: bool) -> list[bytes]:
    """Return the consistency proof within a subtree."""
    n = len(entries)
    if m == n:
        return [] if complete else [mth(entries)]
    k = largest_power_of_two_below(n)
    if m <= k:
        return [*subproof(m, entries[:k], complete=complete), mth(entries[k:])]
    return [*subproof(m - k, entries[k:], complete=False), mth(entries[:k])]


def largest_power_of_two_below(n: int) -> int:
    """Return k with k < n <= 2k."""
    k = 1
    while k * 2 < n:
        k *= 2
    return k


def literally_included(leaf_hash: bytes, index: int, size: int, proof: list[bytes]) -> bytes:
    """Return the root by the steps of RFC 9162 §2.1.3.2, guarding neither index nor length."""
    fn, sn, r = index, size - 1, leaf_hash
    for p in proof:
        if sn == 0:
            return b""
        if fn % 2 == 1 or fn == sn:
            r = sha256(b"\x01" + p + r).digest()
            while fn % 2 == 0 and fn != 0:
                fn, sn = fn >> 1, sn >> 1
        else:
            r = sha256(b"\x01" + r + p).digest()
        fn, sn = fn >> 1, sn >> 1
    return r if sn == 0 else b""
