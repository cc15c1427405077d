"""What can still be said of a policy that does not fit its form: of the requirements that do.

A slip in one field keeps nobody from being told at once what is wrong elsewhere.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gronatraden import manuscript
from gronatraden.errors import ManuscriptError
from gronatraden.manuscript.reading import in_order
from gronatraden.policy import Deciders, GatePolicy, Policy, Requirement, Title
from gronatraden.project import Role
from gronatraden.services.authoring._drafts import faults, placed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gronatraden.manuscript import Manuscript
    from gronatraden.manuscript.places import Value
    from gronatraden.phases import Lifecycle
    from gronatraden.policy import PolicyProblem

_NEED_ALL = frozenset({"condition-is-true-of-none", "id-used-twice"})
"""What only the whole of a gate tells."""
_SOMEBODY = (Deciders(role=Role.STEERING_CHAIR),)


def in_form(
    written: Manuscript, shapes: Mapping[str, Lifecycle], others: Sequence[Policy]
) -> Policy:
    """Return what a policy's text says; what it names may still not exist.

    Args:
        written: The text.
        shapes: The lifecycles there are, by name.
        others: The policies there are.

    Raises:
        ManuscriptError: When it does not have the form of a policy, with everything that can
            be said of it all the same.
    """
    try:
        return manuscript.validate(written, Policy)
    except ManuscriptError as error:
        more = placed(written, _faults_of_sound_part(written, shapes, others))
        raise ManuscriptError(written.file, in_order((*error.problems, *more))) from error


def _faults_of_sound_part(
    written: Manuscript, shapes: Mapping[str, Lifecycle], others: Sequence[Policy]
) -> Iterator[PolicyProblem]:
    """Yield what is wrong with those requirements of a misshapen policy that have their form."""
    sound = _sound(written)
    lifecycle, params = written.value.get("lifecycle", ""), written.value.get("params")
    when = written.value.get("when", "")
    if not ((sound or when) and isinstance(lifecycle, str)):
        return
    policy = Policy(
        policy="draft",
        version=1,
        title=Title(sv="", en=""),
        lifecycle=lifecycle,
        source="",
        gates={
            gate: GatePolicy(decided_by=_SOMEBODY, requires=tuple(found.values()))
            for gate, found in sound.items()
        },
        params=_params(params),
        when=when if isinstance(when, str) else "",
    )
    for one in faults(policy, shapes, others):
        match one.where:
            case ("gates", str(gate), "requires", int(place), *rest) if one.code not in _NEED_ALL:
                index = list(sound[gate])[place]
                yield replace(one, where=("gates", gate, "requires", index, *rest))
            case ("when",) if one.code != "method-is-for-all":
                yield one
            case _:
                continue  # said of the form, or made up to stand beside the requirements


def _sound(written: Manuscript) -> dict[str, dict[int, Requirement]]:
    """Return the requirements that have their form, by gate and place."""
    gates = written.value.get("gates")
    found: dict[str, dict[int, Requirement]] = {}
    for gate, stated in gates.items() if isinstance(gates, dict) else ():
        requires = stated.get("requires") if isinstance(stated, dict) else None
        for index in range(len(requires) if isinstance(requires, list) else 0):
            try:
                where = ("gates", gate, "requires", index)
                one = manuscript.validate(written, Requirement, at=where)
            except ManuscriptError:
                continue
            found.setdefault(gate, {})[index] = one
    return found


def _params(stated: Value) -> dict[str, int | bool | str]:
    kept = stated.items() if isinstance(stated, dict) else ()
    return {name: said for name, said in kept if isinstance(said, int | str)}
