"""A notice is raised at once when something that a decision rests on is handed in anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden import canonical
from gronatraden.documents import decode
from gronatraden.gates.holding.material import material_fields
from gronatraden.gates.holding.telling import told
from gronatraden.project import FACTS, ProjectFacts
from gronatraden.services._dossier import Dossier
from gronatraden.services._parts import stamp
from gronatraden.store import gates, projects
from gronatraden.tools.plugged import tools

if TYPE_CHECKING:
    from gronatraden.documents import DocumentVersion
    from gronatraden.gates.decision import Decision
    from gronatraden.gates.holding.telling import Told
    from gronatraden.store.reader import Reader
    from gronatraden.store.transaction import Transaction


def notice(t: Transaction, before: DocumentVersion | None, version: DocumentVersion) -> Told | None:
    """Write down what a new version changes of what was decided; the caller records the event.

    Args:
        t: The write that the version was appended in.
        before: The version before, if there was one.
        version: The new version.

    Returns:
        None where no gate has opened yet, no policy says what is material, or nothing in the
        content differs.
    """
    opened = [d for d in gates.decisions(t, version.project) if d.outcome.opens]
    paths = _material(t, version.project)
    if not (opened and paths):
        return None
    said = told(
        version.tool,
        paths,
        decided=_content(version.tool, _decided_on(t, opened[-1], version.tool)),
        before=_content(version.tool, before),
        now=_content(version.tool, version),
    )
    if said is not None:
        _insert(t, version, opened[-1], said)
    return said


def _content(tool: str, version: DocumentVersion | None) -> object:
    """Return what a version says; one that is not there says nothing."""
    kind = {FACTS: ProjectFacts, **{x.name: x.content for x in tools()}}[tool]
    found: object = kind() if version is None else decode(version.body, kind)
    return found


def _material(r: Reader, project: str) -> tuple[str, ...]:
    pinned = projects.project_by_id(r, project)
    return () if pinned is None else material_fields(Dossier(r, pinned).policies)


def _decided_on(r: Reader, decision: Decision, tool: str) -> DocumentVersion | None:
    refs = gates.verdict_of(r, decision).documents
    number = next((ref.number for ref in refs if ref.tool == tool), None)
    return None if number is None else projects.version(r, decision.project, tool, number)


def _insert(t: Transaction, version: DocumentVersion, opened: Decision, said: Told) -> None:
    number = len(gates.notices(t, version.project)) + 1
    fields = [[one.where, one.kind] for one in said.differences]
    t.insert(
        "notice",
        f"{version.project}/notice-{number}",
        project=version.project,
        number=number,
        kind=said.kind,
        decision=opened.id,
        document=f"{version.project}/{version.tool}/{version.number}",
        fields=canonical.encode(fields).decode(),
        raised_by=version.submitted_by,
        raised_at=stamp(version.submitted_at),
    )
