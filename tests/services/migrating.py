"""Later versions of the shipped rules, and what is asked when projects are moved to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden import manuscript
from gronatraden.services.migration._pins import Scope, Wanted
from gronatraden.services.migration.migrate import migrate
from gronatraden.services.migration.plan_migration import plan_migration
from gronatraden.services.publish import list_policies, show_policy
from tests.services.simulator import put_in_force

if TYPE_CHECKING:
    from gronatraden.services import Parts
    from gronatraden.services.migration._pins import Undone
    from gronatraden.services.migration.plan_migration import Plan
    from tests.services.simulator import ProjectSimulator

FULL = "gronatraden-full"
SATISFIED = "gates.the_facts_are_stated"
"""What the example project satisfies."""
UNSATISFIED = "gates.the_archive_package_is_sealed"
"""What it does not, before it is over."""
MORE = """\
      - id: {gate}.another-question
        check: {check}
        because: {{sv: "Det här frågar bara den nya versionen.", en: "Only the new version asks."}}
"""


def newest(life: ProjectSimulator, name: str = FULL) -> int:
    """Return the newest published version of a policy."""
    return max(p.version for p in list_policies(life.parts) if p.name == name)


def a_next_version(life: ProjectSimulator, *, asks: str = "", check: str = SATISFIED) -> int:
    """Publish the full policy once more, asking one thing more at a gate; return its version."""
    version = newest(life) + 1
    seen = show_policy(life.parts, name=FULL, version=version - 1)
    text = seen.manuscript.replace(f"version: {version - 1}\n", f"version: {version}\n", 1)
    before, gate, after = text.partition(f"\n  {asks}:\n")
    more = f"    requires:\n{MORE.format(gate=asks, check=check)}"
    changed = before + gate + after.replace("    requires:\n", more, 1) if asks else text
    put_in_force(life.parts, manuscript.read_text(changed, name="next.yaml"))
    return version


def moved_to(version: int | None, *projects: str, name: str = FULL) -> Wanted:
    """Return that projects are to follow a version; all of them, where none is named."""
    return Wanted(name=name, version=version, scope=Scope(projects=projects))


def planned(life: ProjectSimulator, wanted: Wanted | Undone) -> Plan:
    """Return the plan."""
    return plan_migration(life.parts, wanted=wanted)


def move(parts: Parts, wanted: Wanted | Undone, *, force: bool = False) -> Plan:
    """Plan, and do just that."""
    plan = plan_migration(parts, wanted=wanted).sha256
    return migrate(parts, wanted=wanted, plan=plan, reason="Ny handbok.", force=force, by="olle")


def carried_out(life: ProjectSimulator, wanted: Wanted | Undone, *, force: bool = False) -> Plan:
    """Plan, and do just that, in a life."""
    return move(life.parts, wanted, force=force)
