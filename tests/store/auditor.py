"""A reader in a process of its own: counts the people and verifies the log.

python -m tests.store.auditor URL
"""

from __future__ import annotations

import sys

from sqlalchemy import func, select

from gronatraden.store.engine import Store
from gronatraden.store.tables import person
from gronatraden.store.verify import verify


def main(url: str) -> None:
    """Say what there is."""
    with Store.open(url) as store, store.read() as r:
        people = r.scalar(select(func.count()).select_from(person))
        word = "verified" if verify(store).verified else "not verified"
        sys.stdout.write(f"{people} people, {word}\n")


if __name__ == "__main__":
    main(sys.argv[1])
