"""A published policy is found by name, in its newest version where none is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.services._desk import unknown
from gronatraden.store import policies

if TYPE_CHECKING:
    from gronatraden.policy import Policy
    from gronatraden.services._parts import Parts


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
