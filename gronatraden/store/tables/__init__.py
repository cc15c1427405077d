"""The tables, as SQLAlchemy Core sees them.

A governed table has ``id`` (the name its rows carry in the log; never personal data)
and ``salt`` (32 random bytes). Rows are inserted once and never changed. Moments are
UTC text (``2019-03-01T09:00:00Z``), days are ISO text, numbers with decimals are text
and lists are canonical JSON: what is hashed is what is stored, on every database.
People appear as pseudonyms; only ``person`` knows who is behind one. An occurrence
of 0 means that the gate does not recur. The log's own tables are in ``log``.
"""

from __future__ import annotations

from gronatraden.store.tables.changes import (
    change,
    change_decision,
    change_reading,
    change_word,
)
from gronatraden.store.tables.columns import DERIVED, GOVERNED, METADATA, WHOLE
from gronatraden.store.tables.gates import (
    condition,
    condition_met,
    decision,
    motion,
    notice,
    point_mended,
    point_said,
    point_set,
    request,
    verdict,
    waiver,
    waiver_approval,
    waiver_end,
    waiver_ground,
    waiver_word,
    word,
)
from gronatraden.store.tables.house import (
    activation,
    classes,
    classing,
    lifecycle,
    person,
    pin,
    policy,
    programme,
    project,
    proposal,
    repinning,
    role_end,
    role_grant,
    substitution,
)
from gronatraden.store.tables.portfolio import deadline, gate_state, project_state, sweep
from gronatraden.store.tables.work import (
    answer,
    content,
    document,
    evidence,
    evidence_link,
    lesson,
    offering,
    reading,
)

__all__ = [
    "DERIVED",
    "GOVERNED",
    "METADATA",
    "WHOLE",
    "activation",
    "answer",
    "change",
    "change_decision",
    "change_reading",
    "change_word",
    "classes",
    "classing",
    "condition",
    "condition_met",
    "content",
    "deadline",
    "decision",
    "document",
    "evidence",
    "evidence_link",
    "gate_state",
    "lesson",
    "lifecycle",
    "motion",
    "notice",
    "offering",
    "person",
    "pin",
    "point_mended",
    "point_said",
    "point_set",
    "policy",
    "programme",
    "project",
    "project_state",
    "proposal",
    "reading",
    "repinning",
    "request",
    "role_end",
    "role_grant",
    "substitution",
    "sweep",
    "verdict",
    "waiver",
    "waiver_approval",
    "waiver_end",
    "waiver_ground",
    "waiver_word",
    "word",
]
