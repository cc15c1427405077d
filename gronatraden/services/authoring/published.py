"""What is published beside a text: the policy of a name, and what the text is held against."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gronatraden import manuscript
from gronatraden.gates.registry import pins_of
from gronatraden.policy import Policy
from gronatraden.services._desk import unknown
from gronatraden.services.authoring._drafts import faults, refuse
from gronatraden.store import policies

if TYPE_CHECKING:
    from gronatraden.manuscript import Manuscript
    from gronatraden.services._parts import Parts
    from gronatraden.store.reader import Reader


def find_policy(parts: Parts, said: str) -> Policy:
    """Return the policy that is named as ``name`` or ``name/version``.

    Raises:
        UnknownNameError: When nothing of that name and version is published.
    """
    with parts.read() as r:
        known = [rules for _, rules in policies.policies(r)]
    found = [p for p in known if said in {p.policy, f"{p.policy}/{p.version}"}]
    if not found:
        names = {name for p in known for name in (p.policy, f"{p.policy}/{p.version}")}
        raise unknown(kind="policy", name=said, known=names)
    return found[-1]


def read_policy(r: Reader, written: Manuscript) -> Policy:
    """Return the policy that a manuscript holds, checked against its lifecycle.

    The plugins that its checks come from are noted in it, as they are now.

    Raises:
        ManuscriptError: With every problem at its line.
        UnknownNameError: When its lifecycle is not published.
    """
    policy = manuscript.validate(written, Policy)
    shapes = {s.lifecycle: s for _, s in policies.lifecycles(r)}
    if not any(policy.lifecycle in {"", name} for name in shapes):
        raise unknown(kind="lifecycle", name=policy.lifecycle, known=shapes)
    refuse(written, faults(policy, shapes, [other for _, other in policies.policies(r)]))
    return replace(policy, plugins=pins_of(policy))
