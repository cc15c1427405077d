"""A document is submitted: a tool's content, or the project's facts, as a new version."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gronatraden.documents import decode
from gronatraden.errors import PluginError, WrongProjectError
from gronatraden.findings import OFFICE, Finding
from gronatraden.gates.evaluate import findings_of
from gronatraden.gates.registry import checks
from gronatraden.project import FACTS, Act
from gronatraden.services._desk import context_of_tool, open_dossier, permit, stale_now
from gronatraden.services._handing_in import hand_in, read_handed
from gronatraden.services.show_project import misfits_of
from gronatraden.tools.plugged import tools

if TYPE_CHECKING:
    from gronatraden.context import Context
    from gronatraden.documents import DocumentVersion
    from gronatraden.gates.holding.material import Stale
    from gronatraden.gates.holding.telling import Told
    from gronatraden.gates.registry import Named
    from gronatraden.manuscript import Manuscript
    from gronatraden.services._dossier import Dossier
    from gronatraden.services._parts import Parts


@dataclass(frozen=True, slots=True, kw_only=True)
class Submitted:
    """What came of a submission."""

    version: DocumentVersion
    unchanged: bool
    """True where the document says nothing but what was there; nothing was recorded."""
    findings: tuple[tuple[str, Finding], ...]
    """(check, finding): what the tool's own checks find missing."""
    told: Told | None = None
    """What is told of it to those who decided, where there is something to tell."""
    stale: Stale | None = None
    """The decision that no longer stands on what is there, where there is one."""
    misfits: tuple[Finding, ...] = ()
    """Where the rules are not those that the project's facts call for, where facts were
    handed in."""


def submit_document(parts: Parts, *, project: str, written: Manuscript, by: str) -> Submitted:
    """Submit a document; a draft with holes is saved and answered with findings.

    Raises:
        ManuscriptError: When the file cannot be read as a document.
        WrongProjectError: When the document belongs to another project.
        ConflictError: When it continues a version that is not the latest, or the
            project is finished.
        NotPermittedError: When the actor may not submit documents in the project.
    """
    handed = read_handed(written)
    if handed.envelope.project != project:
        raise WrongProjectError(file=written.file, expected=project, actual=handed.envelope.project)
    with parts.write() as t:
        dossier = open_dossier(t, project)
        actor = permit(parts, t, by, Act.SUBMIT_DOCUMENT, dossier)
        new = hand_in(t, parts, handed, actor=actor, phase=dossier.standing.phase)
        version = new.version or dossier.snapshot[handed.envelope.tool]
        return Submitted(
            version=version,
            unchanged=new.version is None,
            findings=own_findings(parts, dossier, version),
            told=new.told,
            stale=stale_now(parts, dossier),
            misfits=misfits_of(t, dossier) if version.tool == FACTS else (),
        )


def own_findings(
    parts: Parts, dossier: Dossier, version: DocumentVersion
) -> tuple[tuple[str, Finding], ...]:
    """Return what a tool's own checks find missing in a version."""
    tool = next((tool for tool in tools() if tool.name == version.tool), None)
    if tool is None:
        return ()
    context = context_of_tool(parts, dossier, decode(version.body, tool.content))
    return tuple(
        (name, finding)
        for name, named in checks().items()
        if named.tool is tool
        for finding in findings_told(named, context)
    )


def findings_told(named: Named, context: Context) -> tuple[Finding, ...]:
    """Return what a check finds; a plugin's that goes wrong stops nobody from handing in."""
    try:
        return findings_of(named, context, {})
    except PluginError:
        facts = {"check": named.name, "requirement": named.name}
        return (Finding("check-failed", named.name, facts, OFFICE),)
