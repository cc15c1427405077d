"""A writer in a process of its own: acts, and says so after each one.

    python -m tests.store.writer URL NAME COUNT [stop-before|stop-after]

Prints the number of each act once it is committed. With ``stop-before`` it prints
``ready`` and waits where everything is written and nothing committed; with
``stop-after`` it waits after its last act.
"""

from __future__ import annotations

import sys
import time

from gronatraden.errors import GronatradenError
from gronatraden.store.engine import Store
from tests.builders.log import SIGNER
from tests.builders.store import AT, a_person, add_person


def tell(word: object) -> None:
    """Say something at once."""
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def wait(store: Store, name: str) -> None:
    """Write everything, and never commit."""
    with store.write(SIGNER) as t:
        t.insert("person", f"p-{name}", **a_person(name))
        t.record("person.added", stream="people", actor="machine", at=AT)
        t.finish()
        tell("ready")
        time.sleep(600)


def main(url: str, name: str, count: str, stop: str = "") -> None:
    """Do a number of acts."""
    with Store.open(url) as store:
        for number in range(int(count)):
            add_person(store, f"{name}-{number}")
            tell(number)
        if stop == "stop-before":
            wait(store, name)
        if stop == "stop-after":
            tell("ready")
            time.sleep(600)


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except GronatradenError as error:
        tell(f"{error.code} {error.facts.get('reason')}")
        sys.exit(error.exit_code)
