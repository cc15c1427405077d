"""Which projects a text that is not published concerns, and what they would follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.policy import PublishedPolicy, is_for, sha256_of
from gronatraden.services.open_project import find_programme
from gronatraden.store import projects

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gronatraden.policy import Policy
    from gronatraden.project import Project, ProjectFacts
    from gronatraden.store.reader import Reader

BATCH = 200
"""Projects that are read together."""


def in_batches(r: Reader, policy: Policy, programme: str) -> Iterator[list[Project]]:
    """Yield the projects that a policy may be for, some at a time.

    Args:
        r: The record.
        policy: What is tried.
        programme: Only this one's; of all programmes, where empty.

    Raises:
        UnknownNameError: When the programme does not exist.
    """
    if programme:
        find_programme(r, programme)
    found = [
        project
        for project in projects.projects(r)
        if programme in {"", project.programme}
        and is_for(policy, project.lifecycle, project.programme)
    ]
    for start in range(0, len(found), BATCH):
        yield found[start : start + BATCH]


def as_published(policy: Policy) -> PublishedPolicy:
    """Return a text as if it were published; one for all projects, as hashing it takes a while."""
    return PublishedPolicy(policy, sha256_of(policy))


def following(
    there: Sequence[PublishedPolicy], draft: PublishedPolicy, facts: ProjectFacts
) -> tuple[PublishedPolicy, ...] | None:
    """Return what a project would follow with this text, or None where it is not for it.

    It takes the place of the version that the project follows. A project that follows none
    would follow it where it is the method's, or where its facts call for it.
    """
    policy = draft.policy
    if any(p.policy.policy == policy.policy for p in there):
        return tuple(draft if p.policy.policy == policy.policy else p for p in there)
    if policy.level != "method" and policy.applies_to.holds_for(facts):
        return (*there, draft)
    if policy.level == "method":
        kept = [p for p in there if p.policy.level != "method"]
        return (draft, *kept)
    return None
