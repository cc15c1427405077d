"""What is published beside a text: the policy of a name, and what the text is held against."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gronatraden.gates.registry import pins_of
from gronatraden.services._desk import unknown
from gronatraden.services.authoring._drafts import faults, refuse
from gronatraden.services.authoring._sound import in_form
from gronatraden.store import policies

if TYPE_CHECKING:
    from gronatraden.manuscript import Manuscript
    from gronatraden.policy import Policy
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
        UnknownNameError: When no lifecycle is published at all.
    """
    shapes = {s.lifecycle: s for _, s in policies.lifecycles(r)}
    if not shapes:
        raise unknown(kind="lifecycle", name=str(written.value.get("lifecycle")), known=shapes)
    others = [other for _, other in policies.policies(r)]
    policy = in_form(written, shapes, others)
    refuse(written, faults(policy, shapes, others))
    return replace(policy, plugins=pins_of(policy))
