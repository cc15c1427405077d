"""Adds evidence in a process of its own, with what it may write held to a size.

    python -m tests.services.adder DATABASE FOLDER FILE [BYTES]

Prints what came of it: the number, or the error's code and reason.
"""

from __future__ import annotations

import resource
import sys
from datetime import UTC, datetime
from pathlib import Path

from gronatraden import wiring
from gronatraden.errors import GronatradenError
from gronatraden.services.evidence.add_evidence import add_evidence
from gronatraden.settings import Settings
from tests.builders.evidence import new_evidence

AT = datetime(2024, 9, 1, 9, tzinfo=UTC)


def main(database: str, folder: str, file: str, most: str = "") -> None:
    """Add one file."""
    settings = Settings(
        database=database,
        log_key=Path(folder) / "gronatraden.key",
        actor="",
        language="sv",
        at=AT,
        evidence=Path(folder) / "gronatraden.db.evidence",
    )
    if most:
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(most), int(most)))
    with wiring.connect(settings) as parts:
        new = new_evidence(Path(file), title=Path(file).stem)
        sys.stdout.write(f"{add_evidence(parts, project='cykla', new=new, by='alva')}\n")


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except GronatradenError as error:
        sys.stdout.write(f"{error.code} {error.facts.get('reason')}\n")
        sys.exit(error.exit_code)
