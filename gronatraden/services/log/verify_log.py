"""The log is verified: the whole record against it, and it against what was signed.

What the rows say of evidence is held against the files, too: code ``evidence-differs``,
fact ``reason`` ``missing``, ``changed`` or ``unreadable``. Where the record itself is
sound, the index that lessons are found by is made again and compared: ``index-differs``;
and every project that nothing has made due is judged again: ``portfolio-differs``.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gronatraden.errors import StoreError
from gronatraden.learning import stems
from gronatraden.services.evidence.check_evidence import differing_files
from gronatraden.services.portfolio.compare_portfolio import differing_projects
from gronatraden.store import lessons
from gronatraden.store.derived import search
from gronatraden.store.verify import Verification, verify
from gronatraden.store.verify_rows import MOST_TOLD, Differences

if TYPE_CHECKING:
    from gronatraden.audit.key import Verifier
    from gronatraden.services._parts import Parts

__all__ = ["Verification", "verify_log"]


def verify_log(
    parts: Parts, *, outside: str | None = None, verifier: Verifier | None = None
) -> Verification:
    """Return what was found; a tampered record is a result here and never an error.

    Args:
        parts: What the act works with.
        outside: A signed checkpoint that was kept outside the database.
        verifier: The log's public key as it was kept outside; the database's own where
            nothing is said, which proves less.
    """
    found = verify(parts.store, outside=outside, verifier=verifier)
    differences = Differences()
    with parts.store.read_as_stored() as r:
        for key, state in differing_files(parts.vault, r):
            differences.add("evidence-differs", "evidence", key, reason=state)
    if found.verified:
        _compare_index(parts, differences)
        for name in differing_projects(parts):
            differences.add("portfolio-differs", "project_state", name)
    problems = (*found.problems, *differences.told)
    return replace(
        found,
        verified=not problems,
        problems=problems[:MOST_TOLD],
        untold=found.untold + differences.untold + max(0, len(problems) - MOST_TOLD),
    )


def _compare_index(parts: Parts, differences: Differences) -> None:
    with parts.read() as r:
        expected = {x.id: frozenset(stems(x.searchable)) for x in lessons.lessons(r)}
        try:
            found = search.indexed(r)
        except StoreError:
            differences.add("index-differs", "lesson_text", "")
            return
    for lesson in sorted(expected.keys() | found.keys()):
        if expected.get(lesson) != found.get(lesson):
            differences.add("index-differs", "lesson_text", lesson)
