"""Every error that gronatraden raises on purpose.

An error says "we were asked and could not". A closed gate is a verdict and an
incomplete document is a set of findings; neither is an error. An error carries a
code and facts, never prose: ``text/`` owns the sentences (what could not be done,
because, what you can do, where it is written) and the doors own the rendering.
Facts hold no personal data. Misuse by a programmer is TypeError, ValueError or
RuntimeError, outside this family.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class GronatradenError(Exception):
    """We were asked and could not.

    Attributes:
        code: Kebab-case key of the sentences in ``text/*/error.toml``.
        facts: Values that the sentences mention, by name.
        exit_code: What the command line answers (DESIGN §8).
    """

    code: ClassVar[str] = "failed"
    exit_code: ClassVar[int] = 1

    def __init__(self, **facts: str | int | list[str]) -> None:
        super().__init__(self.code, facts)
        self.facts = facts


class UsageError(GronatradenError):
    """The words of the request are off: an unknown name, a missing actor, a bad value."""

    code = "usage"
    exit_code = 2


class UnknownNameError(UsageError):
    """Nothing by that name exists. Facts: ``kind``, ``name``, ``nearest``."""

    code = "unknown-name"


class NoActorError(UsageError):
    """Someone has to act, and nobody was named."""

    code = "no-actor"


class SettingError(UsageError):
    """A setting is not one, or its file cannot be read.

    Facts: ``file``, ``reason``, ``name``, ``nearest``.
    """

    code = "setting"


class PluginError(GronatradenError):
    """A plugin that the settings let in cannot be used: whoever runs the system has to act.

    Facts: ``reason``, ``plugin`` (its package), ``part`` (what in it) and ``name``.
    """

    code = "plugin"


class DocumentError(GronatradenError):
    """A document cannot be taken: the writer has to act."""

    code = "document"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing in a file that has to be written otherwise."""

    code: str
    """Kebab-case key of the sentence in ``text/*/problem.toml``."""
    line: int = 0
    """Counts from 1; 0 when the problem is the file as a whole."""
    column: int = 0
    """Counts from 1, in characters; 0 when the problem is the file as a whole."""
    facts: Mapping[str, str | int | list[str]] = field(default_factory=dict)
    """What the sentence mentions, by name."""


class ManuscriptError(DocumentError):
    """A file cannot be read as what it should be.

    Facts: ``file`` and ``problems``, each as ``line:column code``; doors make their
    sentences from ``problems`` below.

    Attributes:
        file: The file as the caller named it.
        problems: What has to be written otherwise, in the order of the file.
    """

    code = "manuscript"

    def __init__(self, file: str, problems: Sequence[Problem]) -> None:
        lines = [f"{problem.line}:{problem.column} {problem.code}" for problem in problems]
        super().__init__(file=file, problems=lines)
        self.file = file
        self.problems = tuple(problems)


class WrongProjectError(DocumentError):
    """The document belongs to another project. Facts: ``expected``, ``actual``."""

    code = "wrong-project"


class UnreadableContentError(DocumentError):
    """A stored document is of another version's content. Facts: ``content``."""

    code = "content-is-unreadable"


class EvidenceRefusedError(DocumentError):
    """A file is not taken as evidence. Facts: ``reason``, ``file`` (its name), and why."""

    code = "evidence-is-refused"


class PolicyError(GronatradenError):
    """A policy cannot be used: the policy-maker has to act."""

    code = "policy"


class PublishedPolicyError(PolicyError):
    """A published version never changes. Facts: ``policy``, ``version``."""

    code = "policy-is-published"
    exit_code = 4


class PassedGateError(PolicyError):
    """Other rules would let a passed gate mean something else.

    Facts: ``projects``, ``gates``, ``requirements`` (of the first project).
    """

    code = "passed-gate-would-change"
    exit_code = 4


class GateError(GronatradenError):
    """A gate cannot be acted on as asked: the decider has to act."""

    code = "gate"


class NotPermittedError(GateError):
    """The person may not do this. Facts: ``act``, ``needed`` (roles)."""

    code = "not-permitted"
    exit_code = 5


class FourEyesError(NotPermittedError):
    """Who submitted or requested cannot also decide. Facts: ``reason``."""

    code = "four-eyes"


class ClosedGateError(GateError):
    """A closed gate cannot be opened by a decision. Facts: ``gate``, ``missing``."""

    code = "gate-is-closed"
    exit_code = 3


class OldVerdictError(GateError):
    """The verdict no longer describes the project.

    Facts: ``project``, ``gate``, ``differences``.
    """

    code = "verdict-is-old"
    exit_code = 4


class OldChangeError(GateError):
    """A change was requested on other terms than those that now hold.

    Facts: ``project``, ``number``, ``differences``.
    """

    code = "change-is-old"
    exit_code = 4


class GateOrderError(GateError):
    """The gate is not next. Facts: ``gate``, ``next``."""

    code = "gate-is-not-next"
    exit_code = 4


class ConflictError(GronatradenError):
    """Someone or something got there first. Facts: ``what``."""

    code = "conflict"
    exit_code = 4


class AuditError(GronatradenError):
    """The log does not verify: everybody has to stop."""

    code = "audit"
    exit_code = 6


class MalformedNoteError(AuditError):
    """A note, checkpoint, key or proof is not what it says. Facts: ``reason``."""

    code = "note-is-malformed"


class VerificationFailedError(AuditError):
    """A proof, signature or root does not hold. Facts: ``reason`` and what it is about."""

    code = "verification-failed"


class MalformedLeafError(AuditError):
    """A leaf of the log is not an event. Facts: ``reason``, the field at fault."""

    code = "leaf-is-malformed"


class LogKeyError(GronatradenError):
    """The log's key is missing, unreadable or another log's. Facts: ``reason``, ``file``."""

    code = "log-key"


class StoreError(GronatradenError):
    """The database could not do it: operations have to act."""

    code = "store"


class NoDatabaseError(StoreError):
    """There is no database where one was expected. Facts: ``database``."""

    code = "no-database"


class NewerDatabaseError(StoreError):
    """The database was written by a newer version. Facts: ``database``, ``revision``."""

    code = "database-is-newer"


class OlderDatabaseError(StoreError):
    """The database has to be upgraded first. Facts: ``database``, ``revision``."""

    code = "database-is-older"


class UnavailableError(StoreError):
    """The database is locked, read-only, full or gone. Facts: ``reason``."""

    code = "database-is-unavailable"


class EvidenceUnavailableError(StoreError):
    """The files of the evidence cannot be read or written. Facts: ``reason``, ``folder``."""

    code = "evidence-is-unavailable"


class ExportError(GronatradenError):
    """An artefact cannot be written. Facts: ``file``, ``reason``."""

    code = "export"


class FlowServerError(GronatradenError):
    """Prefect's server did not start, or does not answer. Facts: ``reason``."""

    code = "flow-server"


class UnwaivableError(GateError):
    """The policies do not let it be waived, or not so. Facts: ``requirement``, ``reason``."""

    code = "unwaivable"
    exit_code = 5
