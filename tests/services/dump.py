"""Everything a life left behind, as files that a person can read (``--dump FOLDER``)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import msgspec

from gronatraden.exports import verdict_json
from gronatraden.services.gate_history import gate_history
from gronatraden.services.list_people import handles
from gronatraden.services.log.read_log import read_log
from gronatraden.services.show_document import list_documents

if TYPE_CHECKING:
    from pathlib import Path

    from tests.services.simulator import ProjectSimulator


def dump(life: ProjectSimulator, folder: Path) -> None:
    """Write every version, verdict and event into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    versions = list_documents(life.parts, project=life.project).versions
    for place, version in enumerate(versions, start=1):
        content = json.loads(version.body)
        _write(folder / f"document-{place:02}-{version.tool}-{version.number}.json", content)
    for place, asked in enumerate(gate_history(life.parts, project=life.project), start=1):
        name = f"gate-{place:02}-{asked.request.gate}"
        _write(folder / f"{name}-verdict.json", verdict_json.render(asked.verdict))
        _write(folder / f"{name}-words.json", [asked.words, asked.decision, asked.conditions])
    (folder / "log.txt").write_text("".join(_lines(life)), encoding="utf-8")


def _lines(life: ProjectSimulator) -> list[str]:
    known = handles(life.parts)
    return [
        f"{entry.seq:4} {entry.event.at} {entry.event.stream:20}"
        f" {known.get(entry.event.actor, entry.event.actor):8} {entry.event.type:20}"
        f" {json.dumps(entry.event.result, ensure_ascii=False)}"
        f" {' '.join(f'{row.table}:{row.key}' for row in entry.event.rows)}\n"
        for entry in read_log(life.parts)
    ]


def _write(file: Path, value: object) -> None:
    said = json.dumps(msgspec.to_builtins(value), ensure_ascii=False, indent=2)
    file.write_text(f"{said}\n", encoding="utf-8")
