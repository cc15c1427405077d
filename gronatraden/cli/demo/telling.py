"""The telling: what the record holds after each chapter, said as a story.

No figure here is the story's own: everything is read from the database when it is told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from gronatraden.cli.complaint import sentences
from gronatraden.cli.door import in_colour
from gronatraden.services.add_reading import list_readings
from gronatraden.services.answer_lesson import offered_lessons
from gronatraden.services.check_gate import check_gate
from gronatraden.services.list_people import list_people
from gronatraden.services.log.verify_log import verify_log
from gronatraden.services.run_phase import collect
from gronatraden.services.show_project import show_project

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    from rich.status import Status

    from gronatraden.cli.demo.stage import Stage
    from gronatraden.cli.door import Door
    from gronatraden.errors import NotPermittedError
    from gronatraden.gates.burden import Burden
    from gronatraden.gates.verdict import Result, Verdict
    from gronatraden.project import Person
    from gronatraden.services.decide_gate import Decided


class Teller:
    """Tells what is on stage through a door; holds no state of the story."""

    def __init__(self, door: Door, stage: Stage) -> None:
        self._door = door
        self._stage = stage
        plain = in_colour() is False
        self.out = Console(
            highlight=False, markup=False, emoji=False, no_color=plain, quiet=door.as_json
        )

    def chapter(self, name: str, day: date) -> None:
        """Open a chapter with its day."""
        heading = Text(f"\n{self._door.say(f'demo.{name}.heading')}", style="bold")
        heading.append(f"  {self._door.voice.day(day)}", style="dim")
        self.out.print(heading)
        self._line(f"demo.{name}.about")

    def opening(self, code: str) -> None:
        """Tell what this is."""
        self.out.print(Text(self._door.say(code)))

    def closing(self, reports: Iterable[Path]) -> None:
        """Tell where everything lies."""
        self.out.print()
        for file in reports:
            self._line("demo.report", file=file)
        self._line("demo.database", file=self._stage.folder / "gronatraden.db")

    def waiting(self) -> Status:
        """Show that something takes time, while it does."""
        return self.out.status(self._door.say("demo.starting"))

    def furnished(self) -> None:
        """Tell who is there and which rules hold."""
        with self._stage.parts() as parts:
            people = len(list_people(parts))
        self._line("demo.furnished", people=people)

    def state(self, name: str, project: str) -> None:
        """Tell how a phase's flow ended, and which gate that is about."""
        with self._stage.parts() as parts:
            seen = collect(parts, project=project)
        code = name.lower().replace(" ", "-")
        said = self._door.say(f"phase.state.{code}")
        about = "demo.flow-open" if name == "Open" else "demo.flow"
        self._line(about, name=name, state=said, gate=seen.gate, phase=seen.phase)

    def gate(self, project: str, gate: str) -> None:
        """Tell what keeps a gate closed: every tool with its first findings."""
        verdict = self._verdict(project, gate)
        self.closed(verdict)
        by_tool: dict[str, list[Result]] = {}
        for result in verdict.missing:
            by_tool.setdefault(_tool_of(result), []).append(result)
        for tool, results in by_tool.items():
            self._tool(tool, results)

    def handed_in(self, tools: Iterable[str]) -> None:
        """Tell which fictional documents were handed in."""
        names = [self._name(tool) for tool in tools]
        if names:
            self._line("demo.handed-in", tools=names)

    def word(self, person: str, decided: Decided) -> None:
        """Tell what a person said, and what it led to."""
        names = {p.handle: p.name for p in self._people()}
        outcome = decided.tally.outcome.value
        self._line("demo.word", person=names.get(person, person), outcome=outcome)
        if decided.decision is not None:
            people = len(decided.decision.deciders)
            code = "demo.decided" if people > 1 else "demo.decided-by-one"
            self._line(code, outcome=outcome, people=people)
        else:
            waiting = [
                f"{p.count} {self._door.voice.term(p.role)}" for p in decided.tally.waiting_for
            ]
            self._line("demo.waiting", waiting=waiting)

    def refused(self, person: str, refusal: NotPermittedError) -> None:
        """Tell that someone was refused, and why."""
        said = sentences(self._door.voice, refusal)
        names = {p.handle: p.name for p in self._people()}
        self._line("demo.refused", person=names.get(person, person), because=said["because"])

    def results(self, project: str) -> None:
        """Tell each indicator's last reading against its baseline and target."""
        with self._stage.parts() as parts:
            series = list_readings(parts, project=project)
        made = Table(box=None, pad_edge=False, header_style="bold")
        for heading in ("indicator", "baseline", "target", "reading", "on"):
            made.add_column(self._door.say(f"demo.column.{heading}"), overflow="fold")
        for one in series:
            last = one.readings[-1] if one.readings else None
            unit = one.indicator.unit
            made.add_row(
                Text(one.indicator.title),
                f"{one.indicator.baseline} {unit}",
                f"{one.indicator.target}",
                "" if last is None else f"{last.value}",
                "" if last is None else last.measured_on.isoformat(),
            )
        self.out.print(Padding(made, (0, 0, 0, 2)))

    def asked(self, project: str) -> None:
        """Tell how much a project is asked to write before it has written anything more."""
        count = self._burden(project).whole
        facts = {"asked": count.asked, "advised": count.advised, "minutes": count.minutes}
        self._line("demo.asked", filled=count.filled, left=count.minutes_left, **facts)

    def written(self, project: str) -> None:
        """Tell how much a project wrote for each gate, and how much of its thread holds."""
        burden = self._burden(project)
        self._line("demo.written")
        for count in (*burden.gates, burden.whole):
            code = "demo.written-at" if count.gate else "demo.written-in-all"
            facts = {"fields": count.asked + count.advised, "minutes": count.minutes}
            self._item(self._door.say(code, gate=count.gate, **facts))
        with self._stage.parts() as parts:
            seen = show_project(parts, project=project).coverage
        share = None if seen is None else seen.together
        if share is not None:
            facts = {"whole": share.whole, "count": share.count, "percent": share.percent}
            self._line("demo.coverage", **facts)

    def _burden(self, project: str) -> Burden:
        with self._stage.parts() as parts:
            found = show_project(parts, project=project).burden
        if found is None:
            raise LookupError(project)
        return found

    def offered(self, project: str) -> None:
        """Tell which earlier lessons were put in front of a project."""
        with self._stage.parts() as parts:
            near = offered_lessons(parts, project=project)
        self._line("demo.offered", lessons=len(near))
        for one in near:
            self._item(one.lesson.finding)

    def answered(self, project: str) -> None:
        """Tell how a project answered the lessons in front of it."""
        self._line("demo.answers")
        with self._stage.parts() as parts:
            near = offered_lessons(parts, project=project)
        for one in near:
            if one.offered is not None and one.offered.answer:
                answer = self._door.voice.term(one.offered.answer)
                self._item(f"{answer}: {one.offered.because}")

    def closed(self, verdict: Verdict) -> None:
        """Tell that a gate is closed, and how far it has come."""
        asked = sum(r.status != "not_applicable" for r in verdict.requirements)
        self._line("demo.closed", gate=verdict.gate, missing=len(verdict.missing), asked=asked)

    def log(self) -> None:
        """Tell whether the log verifies."""
        with self._stage.parts() as parts:
            found = verify_log(parts)
        code = "demo.verified" if found.verified else "demo.not-verified"
        self._line(code, events=found.events, root=found.root[:16])

    def _verdict(self, project: str, gate: str) -> Verdict:
        with self._stage.parts() as parts:
            return check_gate(parts, project=project, gate=gate).verdict

    def _people(self) -> tuple[Person, ...]:
        with self._stage.parts() as parts:
            return list_people(parts)

    def _tool(self, tool: str, results: list[Result]) -> None:
        self.out.print(Text(f"  {self._name(tool)}", style="bold"))
        told: dict[str, list[str]] = {}
        for result in results:
            first, *others = result.findings
            said = self._door.say(f"finding.{first.code}", **first.facts)
            if others:
                said = f"{said} {self._door.say('demo.more', more=len(others))}"
            told.setdefault(said, []).append(result.rule)
        for said, rules in told.items():
            self._item(said, rule=", ".join(rules))

    def _name(self, tool: str) -> str:
        code = f"tool.{tool}"
        return self._door.say(code) if self._door.voice.knows(code) else self._door.voice.term(tool)

    def _item(self, text: str, *, rule: str = "") -> None:
        line = Text("• ")
        line.append(text)
        if rule:
            line.append(f"  {rule}", style="dim")
        self.out.print(Padding(line, (0, 0, 0, 4)))

    def _line(self, code: str, **facts: object) -> None:
        self.out.print(Padding(Text(self._door.say(code, **facts)), (0, 0, 0, 2)))


def _tool_of(result: Result) -> str:
    """Return the tool that the first finding of a requirement points at."""
    return result.findings[0].where.partition(".")[0].partition("[")[0]
