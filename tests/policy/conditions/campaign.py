"""What a policy that lints clean can still say to be slow or large, on the largest documents.

Run as a program it judges by each of them, without any limit of the machine's:
``python -m tests.policy.conditions.campaign TIMES ELEMENTS…``
"""

from __future__ import annotations

import os
import resource
import sys
import time

from gronatraden.gates.evaluate import evaluate
from gronatraden.policy import Each
from gronatraden.tools.change_logic import ChangeLogic
from gronatraden.tools.change_logic.content import Activity, Link
from tests.builders import a_context, changed, some_facts
from tests.builders.gates import a_case, a_policy, a_requirement

ACTIVITIES = "documents.change_logic.activities"
_EXPLODES = "([ab]*a[ab]{900})"
_MANY = " && ".join
ASKED: dict[str, str] = {
    "a pattern in a walk": f"{ACTIVITIES}.all(a, !project.summary.matches('^{_EXPLODES}c'))",
    "patterns": _MANY(f"!project.summary.matches('{_EXPLODES}c')" for _ in range(25)),
    "repetitions": "!project.summary.matches('((a|b|ab){1,30}){1,30}c')",
    "repetitions of those": "!project.summary.matches('(((a|b|ab|ba){1,10}){1,10}){1,10}c')",
    "a search in a walk": f"{ACTIVITIES}.all(a, !project.summary.contains(project.area))",
    "lengths in a walk": f"{ACTIVITIES}.all(a, {_MANY(['size(project.summary) > 0'] * 60)})",
    "one length in a walk": f"{ACTIVITIES}.all(a, size(project.summary) > 0)",
    "a list searched": f"{ACTIVITIES}.all(a, !(a.id in project.partners))",
    "a list searched often": f"{ACTIVITIES}.all(a, {_MANY(['!(a.id in project.partners)'] * 55)})",
    "lists compared": f"{ACTIVITIES}.all(a, project.partners == project.partners)",
    "a list copied": f"{ACTIVITIES}.map(a, a.id).size() > 0",
    "long texts copied": f"{ACTIVITIES}.map(a, project.summary).size() > 0",
    "a list kept": f"{ACTIVITIES}.filter(a, a.id != '').size() > 0",
    "copies of copies": f"{ACTIVITIES}.map(a, a.id).map(b, b).filter(c, c != '').size() > 0",
    "lists kept in a walk": f"{ACTIVITIES}.filter(a, a.id == 'a-5')"
    f".all(b, {ACTIVITIES}.filter(c, c.id != '').size() > 0)",
    "lists put together": f"({' + '.join(['project.partners'] * 12)}).all(p, p != '')",
    "texts put together": f"({' + '.join(['project.summary'] * 12)}).size() > 0",
    "walks in walks": f"{ACTIVITIES}.all(a, {ACTIVITIES}.all(b, {ACTIVITIES}.all(c, c.id != '')))",
    "a long body": f"{ACTIVITIES}.all(a, {_MANY(['a.title != project.summary'] * 60)})",
}
"""Conditions by what is large in them; ``each`` stands for itself."""
EACH = Each(in_=ACTIVITIES, as_="a", expect="a.owner != ''")
LARGE = a_requirement(
    "", requirement="start.there-are", expr=f"size({ACTIVITIES}) > 0 && size(project.partners) > 0"
)


def judged(words: str, *, elements: int, times: int = 1) -> str:
    """Return how a requirement that rests on a condition comes out on large documents."""
    stated = {"each": EACH} if words == "each" else {"expr": ASKED[words]}
    asked = (changed(a_requirement("", requirement=f"start.n-{n}"), stated) for n in range(times))
    logic = ChangeLogic(
        activities=tuple(Activity(id=f"a-{n}", title="a" * 400) for n in range(elements)),
        links=tuple(Link(cause=f"a-{n}", effect=f"a-{n}") for n in range(elements)),
    )
    partners = tuple(f"partner {n}" for n in range(elements))
    facts = some_facts(summary="a" * 20_000, area="a" * 10_000 + "b", partners=partners)
    context = a_context(facts=facts, contents={ChangeLogic: logic})
    verdict = evaluate(a_case(a_policy(*asked, LARGE)), context)
    first = verdict.requirements[0]
    return " ".join((first.status, *(found.code for found in first.findings)))


def _tell(words: str, times: int, sizes: list[int]) -> None:
    """Say how long judging by a condition takes, and how much memory it took at most."""
    for size in sizes:
        began = time.process_time()
        outcome = judged(words, elements=size, times=times)
        seconds = time.process_time() - began
        largest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        sys.stdout.write(f"{words}; {seconds:.2f}; {largest:.0f}; {outcome}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    for one in (*ASKED, "each"):
        if (child := os.fork()) == 0:  # each in a process of its own, that begins as small
            _tell(one, int(sys.argv[1]), [int(size) for size in sys.argv[2:]])
            os._exit(0)
        if os.waitpid(child, 0)[1]:
            sys.exit(one)
