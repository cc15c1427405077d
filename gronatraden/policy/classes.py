"""Classes of projects (projektklasser): lifecycle and requirements in proportion.

Ordered, the lightest first; a project is in the first class that takes it. What cannot
be told, because the budget is not stated, is in no class yet. The limits are the
programme office's to change.

Source: METHOD, ten facts, 4: proportionality is a must, a simple model beside the full one.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

from gronatraden.documents import Limit, Line, Sek, Slug, content
from gronatraden.findings import OFFICE, Finding
from gronatraden.policy.growth import later
from gronatraden.policy.model import Title
from gronatraden.policy.problem import PolicyProblem
from gronatraden.policy.requirement import Because
from gronatraden.project import Fund, Risk

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gronatraden.project import ProjectFacts


@content
class ProjectClass:
    """Which projects are alike, and the lifecycle they go through."""

    id: Slug
    title: Title
    lifecycle: Slug
    budget_up_to_sek: Sek | None = None
    """Largest total budget in the class, this amount included; None for any."""
    funds_apart: tuple[Fund, ...] = ()
    """Funds that ask for more than the class does: their projects are in another."""
    risks_apart: tuple[Risk, ...] = later(())
    """Risks that take more than the class gives; a risk that is not said keeps nobody out."""
    because: Because
    source: Line = ""

    def takes(self, facts: ProjectFacts) -> bool:
        """Say whether a project with a stated budget is in the class, as far as it can tell."""
        return not self.keeps_out(facts)

    def keeps_out(self, facts: ProjectFacts) -> str:
        """Return the fact that keeps a project out of the class, by path; empty if none does."""
        limit, budget = self.budget_up_to_sek, facts.total_budget_sek
        if limit is not None and (budget is None or budget > limit):
            return "project.total_budget_sek"
        if any(funding.fund in self.funds_apart for funding in facts.funding):
            return "project.funding"
        return "project.risk" if facts.risk and facts.risk in self.risks_apart else ""


@content
class Classes:
    """Every class there is, the lightest first."""

    classes: Slug
    version: Annotated[int, Limit(ge=1)]
    source: Line
    valid_from: date | None = None
    """Day from which new projects are classed by it; None where it holds at once."""
    order: Annotated[tuple[ProjectClass, ...], Limit(min_length=1)]

    @property
    def heaviest(self) -> str:
        """The lifecycle of the last class: what a project goes through until it is classed."""
        return self.order[-1].lifecycle

    def class_of(self, facts: ProjectFacts) -> ProjectClass | None:
        """Return the first class that takes a project, or None where that cannot be told."""
        if facts.total_budget_sek is None:
            return None
        return next(one for one in self.order if one.takes(facts))

    def passed_over(self, facts: ProjectFacts) -> tuple[ProjectClass, str] | None:
        """Return the class a project would be in by its budget alone, and what keeps it out."""
        now = self.class_of(facts)
        for one in self.order:
            if one == now:
                return None
            why = one.keeps_out(facts)
            if now is not None and why != "project.total_budget_sek":
                return one, why
        return None

    def is_lighter(self, lifecycle: str, than: str) -> bool:
        """Say whether a lifecycle is of lighter classes than another; an unknown one is not."""
        order = list(dict.fromkeys(one.lifecycle for one in self.order))
        if lifecycle not in order or than not in order:
            return False
        return order.index(lifecycle) < order.index(than)


def class_problems(classes: Classes, lifecycles: Sequence[str]) -> Iterator[PolicyProblem]:
    """Yield where classes leave a project without one, or name a lifecycle that is not there."""
    for index, one in enumerate(classes.order):
        where = ("order", index)
        if one.id in {other.id for other in classes.order[:index]}:
            yield PolicyProblem("id-used-twice", (*where, "id"), {"id": one.id})
        if one.lifecycle not in lifecycles:
            facts: dict[str, str | int | list[str]] = {
                "name": one.lifecycle,
                "known": list(lifecycles),
            }
            yield PolicyProblem("class-has-no-lifecycle", (*where, "lifecycle"), facts)
    last = classes.order[-1]
    if last.budget_up_to_sek is not None or last.funds_apart or last.risks_apart:
        where = ("order", len(classes.order) - 1)
        yield PolicyProblem("last-class-leaves-some-out", where, {"id": last.id})


def outgrown(
    classes: Classes, lifecycle: str, facts: ProjectFacts, *, excused: str = ""
) -> Iterator[Finding]:
    """Yield that a project has grown past its lifecycle, and the class that it is in now.

    Args:
        classes: Those that it was classed by.
        lifecycle: The one that it goes through.
        facts: What it says of itself now.
        excused: The class that it may go through a lighter lifecycle in, for a stated reason.
    """
    now = classes.class_of(facts)
    if now is not None and now.id != excused and classes.is_lighter(lifecycle, now.lifecycle):
        said = {"class": now.id, "lifecycle": now.lifecycle, "now": lifecycle}
        outgrown_class = next(x for x in reversed(classes.order) if x.lifecycle == lifecycle)
        where = outgrown_class.keeps_out(facts)
        yield Finding("project-has-outgrown-its-class", where, said, OFFICE)
