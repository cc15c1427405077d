"""Files of cases are read: the policy they test, its lifecycle and the project they change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gronatraden import manuscript
from gronatraden.errors import ManuscriptError, Problem
from gronatraden.phases import Lifecycle
from gronatraden.policy import Policy
from gronatraden.policy.problem import unknown_name
from gronatraden.samples.shipped import shipped
from gronatraden.services.authoring._drafts import faults, kind_of, placed, refuse
from gronatraden.services.authoring.cases.rooms import inline_base, read_base
from gronatraden.services.authoring.cases.shape import SCHEMA, Suite
from gronatraden.services.authoring.cases.standing import Stood

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from gronatraden.manuscript import Manuscript
    from gronatraden.policy import PolicyProblem
    from gronatraden.services.authoring.cases.rooms import Base
    from gronatraden.services.authoring.cases.shape import CaseStated


@dataclass(frozen=True, slots=True)
class Ready:
    """A file of cases with everything that it names."""

    written: Manuscript
    says: Suite
    policy_file: Path
    """The policy's file, told in one way however it was named."""
    policy: Policy
    beside: tuple[Policy, ...]
    lifecycle: Lifecycle
    base: Base

    @property
    def policies(self) -> tuple[Policy, ...]:
        """All that cases are judged by, the tested one last."""
        return (*self.beside, self.policy)

    def stood(self, index: int) -> Stood:
        """Return a case's project as it stands.

        Raises:
            ManuscriptError: When a patch leads nowhere, or what it says does not fit.
        """
        case = self.says.cases[index]
        base = self.base.with_patches(case.patches, self.written, ("cases", index, "patches"))
        return Stood(base, self.base, self.lifecycle, case.at or self.says.at)

    def gates(self, case: CaseStated) -> tuple[str, ...]:
        """Return the gates that a case is judged at."""
        return case.gates or tuple(self.policy.gates)


class Reader:
    """Reads files of cases; what several of them name is read once."""

    def __init__(self) -> None:
        self._bases: dict[Path, Base] = {}
        self._policies: dict[Path, tuple[Manuscript, Policy]] = {}
        self._shipped: dict[str, Lifecycle] = {}

    def read(self, path: Path) -> Ready:
        """Return a file of cases with everything that it names.

        Raises:
            ManuscriptError: When it, or a file that it names, is not what it should be.
        """
        written = manuscript.read(path)
        if written.value.get("schema") != SCHEMA:
            place = written.line_of(("schema",))
            raise ManuscriptError(
                written.file,
                [Problem("not-a-policy-test", place.line, place.column, {"schema": SCHEMA})],
            )
        says = manuscript.validate(written, Suite)
        near = path.parent
        file, policy = self._policy(near / says.policy)
        beside = tuple(self._policy(near / name)[1] for name in says.beside)
        name = next((p.lifecycle for p in (policy, *beside) if p.lifecycle), "")
        shape = near / says.lifecycle if says.lifecycle else None
        lifecycle = self._lifecycle(shape, written, name)
        refuse(file, faults(policy, {lifecycle.lifecycle: lifecycle}, beside))
        refuse(written, _unknown_names(says, policy, beside))
        base = self._base(near / says.base) if isinstance(says.base, str) else inline_base(written)
        base = base.with_patches(says.patches, written, ("patches",))
        source = (near / says.policy).resolve()
        return Ready(written, says, source, policy, beside, lifecycle, base)

    def _policy(self, path: Path) -> tuple[Manuscript, Policy]:
        found = self._policies.get(path.resolve())
        if found is None:
            written = manuscript.read(path)
            found = written, manuscript.validate(written, Policy)
            self._policies[path.resolve()] = found
        return found

    def _base(self, path: Path) -> Base:
        found = self._bases.get(path.resolve())
        if found is None:
            if not path.is_dir():
                raise ManuscriptError(str(path), [Problem("base-is-missing")])
            found = read_base(manuscript.read(file) for file in sorted(path.glob("*.yaml")))
            self._bases[path.resolve()] = found
        return found

    def _lifecycle(self, path: Path | None, suite: Manuscript, name: str) -> Lifecycle:
        """Return the lifecycle that policies are for: its file, or the shipped of that name."""
        if path is not None:
            return manuscript.validate(manuscript.read(path), Lifecycle)
        if not self._shipped:
            files = [
                file for file in map(manuscript.read, shipped()) if kind_of(file) == "lifecycle"
            ]
            shapes = [manuscript.validate(file, Lifecycle) for file in files]
            self._shipped = {shape.lifecycle: shape for shape in shapes}
        if name not in self._shipped:
            problem = unknown_name("lifecycle", ("policy",), name, list(self._shipped))
            raise ManuscriptError(suite.file, placed(suite, [problem]))
        return self._shipped[name]


def _unknown_names(
    says: Suite, policy: Policy, beside: tuple[Policy, ...]
) -> Iterator[PolicyProblem]:
    """Yield each gate and requirement that cases name and no policy has."""
    every = (*beside, policy)
    ids = [r.id for p in every for gate in p.gates.values() for r in gate.requires]
    gates = list(dict.fromkeys(gate for p in every for gate in p.gates))
    places = [("expect",), *(("cases", n, "expect") for n in range(len(says.cases)))]
    stated = [says.expect, *(case.expect for case in says.cases)]
    for where, expected in zip(places, stated, strict=True):
        for name in {**expected.statuses(), **expected.offenders}:
            if name not in ids and not name.startswith("engine."):
                yield unknown_name("requirement", where, name, ids)
        for gate in expected.closed:
            if gate not in gates:
                yield unknown_name("gate", (*where, "closed"), gate, gates)
    for index, case in enumerate(says.cases):
        for gate in case.gates:
            if gate not in gates:
                yield unknown_name("gate", ("cases", index, "gates"), gate, gates)
