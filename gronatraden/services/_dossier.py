"""A project's dossier: what is recorded of it, read piece by piece as it is asked for.

An act that needs little reads little; nothing is read twice.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from gronatraden.documents import decode
from gronatraden.errors import UnknownNameError
from gronatraden.gates.conditions.speaking import Spoken, is_narrowed, spoken
from gronatraden.gates.evaluate import contents_of
from gronatraden.gates.registry import effective
from gronatraden.phases import opening, standing
from gronatraden.project import FACTS, ProjectFacts
from gronatraden.store import changes, gates, people, policies, projects
from gronatraden.tools.competent_leadership import CompetentLeadership
from gronatraden.tools.plugged import tools

if TYPE_CHECKING:
    from gronatraden.documents import Snapshot
    from gronatraden.history import Change, Condition, DecisionTaken
    from gronatraden.phases import Lifecycle, Standing
    from gronatraden.policy import Policy, PublishedPolicy
    from gronatraden.project import Grant, Project
    from gronatraden.store.reader import Reader


class Dossier:
    """Everything recorded of a project that a gate is judged on, read when it is asked for.

    Belongs to the block that opened it; what was asked for inside stays known outside.
    """

    def __init__(self, r: Reader, project: Project) -> None:
        self._r = r
        self.project = project

    def under(self, published: tuple[PublishedPolicy, ...]) -> Dossier:
        """Return the same project as if it followed other policies."""
        other = Dossier(self._r, self.project)
        vars(other).update(vars(self))
        other.published = published
        return other

    @cached_property
    def lifecycle(self) -> Lifecycle:
        """The lifecycle it is pinned to."""
        name, version = self.project.lifecycle, self.project.lifecycle_version
        found = policies.lifecycle_version(self._r, name, version)
        if found is None:
            raise UnknownNameError(kind="lifecycle", name=name, nearest="")
        return found

    @cached_property
    def published(self) -> tuple[PublishedPolicy, ...]:
        """The policies it is pinned to, the method's first."""
        found = policies.pinned(self._r, self.project.policies)
        if len(found) != len(self.project.policies):
            lost = {name for name, _ in self.project.policies} - {p.policy.policy for p in found}
            raise UnknownNameError(kind="policy", name=min(lost), nearest="")
        return found

    @property
    def policies(self) -> tuple[Policy, ...]:
        """What the policies that speak say together, each requirement as it is held in the end."""
        return effective(self.spoken.published).policies

    @property
    def spoken(self) -> Spoken:
        """The policies, told apart by whether they speak of the project as it is."""
        if not is_narrowed(self.published):
            return Spoken(self.published)
        return spoken(self.published, self.facts)

    @cached_property
    def snapshot(self) -> Snapshot:
        """The latest version of each document, by tool."""
        return projects.latest(self._r, self.project.id)

    @cached_property
    def contents(self) -> dict[type, object]:
        """What the tools' latest versions say, by class."""
        return contents_of(self.snapshot)

    @cached_property
    def facts(self) -> ProjectFacts:
        """What the project says of itself."""
        if "snapshot" in vars(self):
            stated = self.snapshot.get(FACTS)
        else:
            stated = projects.latest_of(self._r, self.project.id, FACTS)
        return ProjectFacts() if stated is None else decode(stated.body, ProjectFacts)

    @cached_property
    def decisions(self) -> tuple[DecisionTaken, ...]:
        """What was decided, in the order taken."""
        return gates.decisions_taken(self._r, self.project.id)

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """What was requested to be changed, in the order requested."""
        return changes.changes(self._r, self.project.id)

    @cached_property
    def conditions(self) -> tuple[Condition, ...]:
        """What was promised at gates, the first due first."""
        return gates.conditions(self._r, self.project.id)

    @cached_property
    def earlier(self) -> dict[type, object]:
        """What each tool said when a gate last opened, by class."""
        if not opening(self.decisions):
            return {}
        refs = gates.last_opened_on(self._r, self.project.id)
        found = {
            tool: projects.version(self._r, self.project.id, tool.name, refs[tool.name])
            for tool in tools()
            if tool.name in refs
        }
        return {
            tool.content: decode(version.body, tool.content)
            for tool, version in found.items()
            if version is not None
        }

    @cached_property
    def standing(self) -> Standing:
        """Where it stands."""
        return standing(self.lifecycle, self.decisions)

    @cached_property
    def grants(self) -> tuple[Grant, ...]:
        """Roles that reach it, in the order granted."""
        return people.grants_in(self._r, self.project.programme, self.project.id)

    @property
    def submitters(self) -> frozenset[str]:
        """Pseudonyms of those who submitted the latest documents."""
        return frozenset(v.submitted_by for v in self.snapshot.values())

    @property
    def quorum(self) -> int:
        """How many the steering group says must take part in its decisions; 0 if not settled."""
        leadership = self.contents.get(CompetentLeadership)
        if not isinstance(leadership, CompetentLeadership):
            return 0
        return leadership.steering_group.quorum
