"""The rules as a programme office writes them: a policy whose requirements are conditions."""

from __future__ import annotations

from pathlib import Path

from gronatraden import manuscript
from gronatraden.gates.registry import problems_of
from gronatraden.phases import Lifecycle
from gronatraden.policy import Policy, PublishedPolicy, sha256_of
from gronatraden.samples.shipped import folder


def conditions() -> PublishedPolicy:
    """Return the policy that conditions are measured with."""
    return as_published(Path(__file__).with_name("policy.yaml"))


def as_published(file: Path) -> PublishedPolicy:
    """Return the policy in a file, held to what every published policy is held to."""
    policy = manuscript.validate(manuscript.read(file), Policy)
    shape = manuscript.validate(manuscript.read(folder() / "lifecycles" / "full.yaml"), Lifecycle)
    if found := [(problem.code, problem.where) for problem in problems_of(policy, shape)]:
        raise AssertionError(found)
    return PublishedPolicy(policy, sha256_of(policy))
