"""What a project says does not apply to it (gäller inte, därför att).

A tool may leave a part empty with a written reason. What a check finds missing there
is then no longer missing: it is said, with its reason, and the deciders see it. A
requirement that the policy calls ``declarable: false`` cannot be set aside like this.

Source: METHOD §2: "not applicable" with a written reason is always possible (proportionality).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.findings import Finding
from gronatraden.tools.plugged import tools

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gronatraden.context import Context
    from gronatraden.documents import NotApplicable


def set_aside(
    findings: tuple[Finding, ...], context: Context
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Split findings into what is still missing and what is declared not to apply.

    Returns:
        The findings that no declaration covers, and one finding for each declaration
        that covers some, with its ``field`` and ``because``.
    """
    declarations = tuple(_declarations(context))
    used: dict[str, Finding] = {}
    missing: list[Finding] = []
    for finding in findings:
        covering = next((d for d in declarations if _covers(d[0], finding.where)), None)
        if covering is None:
            missing.append(finding)
        else:
            path, said = covering
            facts = {"field": said.field, "because": said.because}
            used[path] = Finding("declared-not-applicable", path, facts, finding.who)
    return tuple(missing), tuple(used.values())


def declared(where: str, context: Context) -> NotApplicable | None:
    """Return why a field does not apply, where the project has said so with a reason."""
    covering = (said for path, said in _declarations(context) if _covers(path, where))
    return next(covering, None)


def _declarations(context: Context) -> Iterator[tuple[str, NotApplicable]]:
    for tool in tools():
        content = context.contents.get(tool.content)
        for said in getattr(content, "not_applicable", ()):
            if said.field.strip() and said.because.strip():
                yield f"{tool.name}.{said.field}", said


def _covers(path: str, where: str) -> bool:
    return where == path or where.startswith((f"{path}.", f"{path}["))
