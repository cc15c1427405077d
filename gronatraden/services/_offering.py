"""Earlier lessons are put in front of a project, nearest to its own challenge first.

Shared by the acts that change what is near; the caller records the event.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden import canonical
from gronatraden.documents import decode
from gronatraden.learning import OFFERED, stems
from gronatraden.services._parts import stamp
from gronatraden.store import lessons
from gronatraden.store.derived import search
from gronatraden.tools.change_logic import ChangeLogic

if TYPE_CHECKING:
    from gronatraden.documents import DocumentVersion
    from gronatraden.project import Person
    from gronatraden.services._parts import Parts
    from gronatraden.store.reader import Reader
    from gronatraden.store.transaction import Transaction


def challenge_text(version: DocumentVersion | None) -> str:
    """Return the words of a project's challenges, or nothing."""
    if version is None:
        return ""
    logic = decode(version.body, ChangeLogic)
    return " ".join(f"{c.statement} {c.evidence} {c.if_not_done}" for c in logic.challenges)


def nearest(r: Reader, text: str, *, but_not_from: str, limit: int = OFFERED) -> tuple[str, ...]:
    """Return ids of the lessons nearest to a text, nearest first, none of a project's own."""
    own = lessons.lessons_of(r, but_not_from)
    found = search.search_lessons(r, stems(text), limit + len(own))
    return tuple(name for name, _ in found if name not in own)[:limit]


def offer(t: Transaction, parts: Parts, version: DocumentVersion, *, actor: Person) -> bool:
    """Append an offering where the nearest lessons differ from those offered before."""
    number, before = lessons.last_offering(t, version.project)
    found = nearest(t, challenge_text(version), but_not_from=version.project)
    if found == before:
        return False
    t.insert(
        "offering",
        f"{version.project}/offering/{number + 1}",
        project=version.project,
        number=number + 1,
        asked_with=version.sha256,
        lessons=canonical.encode(list(found)).decode(),
        offered_by=actor.id,
        offered_at=stamp(parts.at),
    )
    return True
