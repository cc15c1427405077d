"""What the rows of one project say, taken in the order in which the log lists them."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from gronatraden.store.log import event
from gronatraden.store.tables import GOVERNED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gronatraden.store.engine import Store

Row = dict[str, Any]
SWEDEN = ZoneInfo("Europe/Stockholm")
OPENS = {"go", "go_with_conditions"}
RETURNS = {"refer_back", "hold"}


def day_of(moment: str) -> date:
    """Return the Swedish day of a moment."""
    return datetime.fromisoformat(moment).astimezone(SWEDEN).date()


class Record:
    """Everything known of a project so far, by table and key."""

    def __init__(self, project: str) -> None:
        self.project = project
        self.rows: defaultdict[str, dict[str, Row]] = defaultdict(dict)
        self.meant: dict[str, list[object]] = {}
        """What each waived requirement asked when its waiver was requested."""
        self._size = 0

    def news(self, store: Store) -> Iterator[tuple[str, Row]]:
        """Yield each row that the log lists since the last time; then it is known."""
        with store.read() as r:
            listed = select(event.c.leaf).where(event.c.seq >= self._size).order_by(event.c.seq)
            for leaf in [row["leaf"] for row in r.all(listed)]:
                self._size += 1
                for ref in json.loads(leaf)["rows"]:
                    table = GOVERNED[ref["table"]]
                    found = r.one_or_none(select(table).where(table.c.id == ref["key"]))
                    row = dict(found or {"id": ref["key"]})
                    yield table.name, row
                    self._keep(table.name, row)

    def _keep(self, table: str, row: Row) -> None:
        self.rows[table][row["id"]] = row
        if table == "waiver" and row["project"] == self.project:
            self.meant[row["id"]] = self.meaning(row["gate"], row["requirement"])

    def of(self, table: str, **named: object) -> list[Row]:
        """Return a table's rows that say so, in the order written."""
        return [
            row
            for row in self.rows[table].values()
            if all(row[name] == value for name, value in named.items())
        ]

    def mine(self, table: str, **named: object) -> list[Row]:
        """Return the project's rows."""
        return self.of(table, project=self.project, **named)

    # Rules

    def policies(self) -> list[Row]:
        """Return what the policies that the project is pinned to say."""
        moved = self.mine("repinning")
        first = [(p["policy"], p["version"]) for p in self.mine("pin")]
        pins = json.loads(moved[-1]["policies"]) if moved else first
        published = {(p["policy"], p["version"]): p for p in self.of("policy")}
        return [published[name, version] for name, version in pins]

    def stated(self, gate: str) -> list[Row]:
        """Return what each policy says of a gate."""
        said = [json.loads(policy["body"])["gates"] for policy in self.policies()]
        return [gates[gate] for gates in said if gate in gates]

    def requirements(self, gate: str, name: str) -> list[Row]:
        """Return each statement of a requirement."""
        return [r for stated in self.stated(gate) for r in stated["requires"] if r["id"] == name]

    def meaning(self, gate: str, name: str) -> list[object]:
        """Return what a requirement asks."""
        asks = ("check", "numbers", "applies_to", "when", "expr")
        return [[r[part] for part in asks] for r in self.requirements(gate, name)]

    def waiver_rules(self) -> list[Row]:
        """Return what policies say of waivers."""
        said = [json.loads(policy["body"]).get("waivers") for policy in self.policies()]
        return [rule for rule in said if rule]

    def deciders(self, gate: str, outcome: str) -> list[Row]:
        """Return every row of who decides an outcome."""
        said = self.stated(gate)
        returned = [s["returned_by"] if outcome in RETURNS else [] for s in said]
        return [row for s, r in zip(said, returned, strict=True) for row in r or s["decided_by"]]

    # People

    def seats(self, day: date, roles: Iterable[str]) -> set[tuple[str, str, str]]:
        """Return who holds a role on a day, and instead of whom; whoever keeps people does not."""
        held = [grant for grant in self.of("role_grant") if self._holds(grant, day)]
        stands = {s["role_grant"]: s["instead_of"] for s in self.of("substitution")}
        own = {(g["person"], g["role"]) for g in held if g["id"] not in stands}
        admins = self.admins(day)
        return {
            (g["person"], g["role"], stands.get(g["id"], ""))
            for g in held
            if g["role"] in set(roles) and g["person"] not in admins
            if g["id"] not in stands or (stands[g["id"]], g["role"]) in own
        }

    def admins(self, day: date) -> set[str]:
        """Return who keeps people and roles on a day, in their own right or for another."""
        held = [g for g in self.of("role_grant", role="admin") if self._holds(g, day)]
        return {grant["person"] for grant in held}

    def _holds(self, grant: Row, day: date) -> bool:
        (programme,) = {p["programme"] for p in self.of("project", id=self.project)}
        there = grant["project"] in {None, self.project}
        around = grant["programme"] in {None, programme}
        ends = [e["last_on"] for e in self.of("role_end", role_grant=grant["id"])]
        last = min([*ends, grant["until_on"] or "9999-12-31"])
        return there and around and grant["from_on"] <= day.isoformat() <= last

    # Documents

    def latest(self) -> dict[str, Row]:
        """Return the newest version of each document, by tool."""
        return {d["tool"]: d for d in self.mine("document")}

    def content(self, tool: str) -> Row:
        """Return what the newest version says; nothing, where there is none."""
        document = self.latest().get(tool)
        found = self.of("content", document=document["id"]) if document else []
        return dict(json.loads(found[0]["body"])) if found else {}

    def submitters(self, verdict: Row) -> set[str]:
        """Return who submitted what a verdict rests on."""
        refs = {(d["tool"], d["number"]) for d in json.loads(verdict["body"])["documents"]}
        mine = self.mine("document")
        return {d["submitted_by"] for d in mine if (d["tool"], d["number"]) in refs}

    # Decisions

    def verdict_of(self, request: Row) -> Row:
        """Return the verdict that a request is about."""
        return self.rows["verdict"][request["verdict"]]

    def opened(self) -> list[Row]:
        """Return the decisions that gates rest on, as often as they were re-opened."""
        holding: dict[tuple[str, int], Row] = {}
        for taken in self.mine("decision"):
            gate = (taken["gate"], taken["occurrence"])
            if taken["outcome"] in OPENS:
                holding[gate] = taken
            elif taken["outcome"] == "reopen":
                holding.pop(gate, None)
        return list(holding.values())

    def overdue(self, day: date) -> list[str]:
        """Return the conditions of gates that are open, unmet when their day has passed."""
        holds = {d["id"] for d in self.opened()}
        met = {m["condition"] for m in self.of("condition_met")}
        due = {c["id"]: c["due_on"] for c in self.mine("condition") if c["decision"] in holds}
        carried = {d["request"] for d in self.mine("decision", outcome="extend")}
        for motion in self.mine("motion", asks="extend"):
            if motion["request"] in carried and motion["condition"] in due:
                due[motion["condition"]] = motion["due_on"]
        return [name for name, last in due.items() if last < day.isoformat() and name not in met]

    def stands(self) -> tuple[str, bool]:
        """Return where the project stands, and whether it was stopped."""
        taken = self.mine("decision")
        stopped = any(d["outcome"] == "stop" for d in taken)
        passed = {(d["gate"], d["occurrence"]) for d in self.opened()}
        turned = {(d["gate"], d["occurrence"]) for d in taken if d["outcome"] == "reopen"}
        again = {gate for gate, _ in turned - passed}
        phases = self._lifecycle()["phases"]
        for phase in phases[-1:] if stopped else phases:
            gates = [gate["gate"] for gate in phase["gates"]]
            done = any(gate == gates[-1] for gate, _ in passed)
            if not done or (again & set(gates) and not stopped):
                return phase["phase"], stopped
        return "finished", stopped

    def _lifecycle(self) -> Row:
        (mine,) = self.of("project", id=self.project)
        follows = [mine, *self.mine("repinning")][-1]
        named = f"{follows['lifecycle']}/{follows['lifecycle_version']}"
        return dict(json.loads(self.rows["lifecycle"][named]["body"]))
