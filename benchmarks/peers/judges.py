"""What others judge the same gate with, each used as its own documentation advises.

Everything that can be done once is done once: rules are parsed, compiled and bundled, and
documents read into what each of them takes, before anything is timed. It then answers with
the names of the rules that are not met; ours says, beside that, who does not meet them and
until when it holds.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

import msgspec

from gronatraden.gates.conditions.judging import texts_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from gronatraden.policy import Requirement

Bodies = dict[str, bytes]
"""Every document's stored bytes, by tool."""
Unmet = frozenset[str]
_HERE = Path(__file__).parent
_A_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Judge:
    """One way to judge the gate."""

    read: Callable[[Bodies], Any]
    """Makes of stored bytes what is judged."""
    judge: Callable[[Any], Unmet]


@dataclass(frozen=True, slots=True)
class Asked:
    """What every judge is asked, and on which day."""

    requirements: tuple[Requirement, ...]
    params: Mapping[str, Any]
    today: date

    @property
    def days(self) -> dict[str, str]:
        """The day, and the one a year before it, for those who only compare."""
        return {
            "today": self.today.isoformat(),
            "a_year_ago": (self.today - _A_YEAR).isoformat(),
        }


def _parsed(bodies: Bodies) -> dict[str, Any]:
    return {tool: msgspec.json.decode(body) for tool, body in bodies.items()}


def _whole(asked: Asked, bodies: Bodies) -> dict[str, Any]:
    documents = _parsed(bodies)
    return {"project": documents.pop("project"), "documents": documents, **asked.days}


def zen(asked: Asked) -> Judge:
    """GoRules' ZEN: a graph with a node of expressions, compiled, over Python's dictionaries."""
    library = import_module("zen")
    said = tomllib.loads((_HERE / "zen.toml").read_text("utf-8"))
    rules = said.pop("rules")
    expressions = [
        {"id": name, "key": name.replace("-", "_"), "value": value}
        for name, value in {**said, **rules}.items()
    ]
    graph = {
        "nodes": [
            {"id": "in", "name": "in", "type": "inputNode"},
            {
                "id": "rules",
                "name": "rules",
                "type": "expressionNode",
                "content": {"expressions": expressions},
            },
            {"id": "out", "name": "out", "type": "outputNode"},
        ],
        "edges": [
            {"id": "1", "type": "edge", "sourceId": "in", "targetId": "rules"},
            {"id": "2", "type": "edge", "sourceId": "rules", "targetId": "out"},
        ],
    }
    content = library.ZenDecisionContent(msgspec.json.encode(graph).decode())
    decision = library.ZenEngine().create_decision(content)
    keys = {name: name.replace("-", "_") for name in rules}

    def judge(whole: dict[str, Any]) -> Unmet:
        found = decision.evaluate(whole)["result"]
        return frozenset(name for name, key in keys.items() if found[key] is not True)

    return Judge(partial(_whole, asked), judge)


def rego(asked: Asked) -> Judge:
    """Microsoft's rego-cpp: a module, built into a bundle that is queried."""
    library = import_module("regopy")
    interpreter = library.Interpreter()
    interpreter.add_module("gate", (_HERE / "gate.rego").read_text("utf-8"))
    bundle = interpreter.build("data.gate.met")
    names = frozenset(one.id.partition(".")[2] for one in asked.requirements)

    def judge(whole: dict[str, Any]) -> Unmet:
        interpreter.set_input(whole)
        (met,) = interpreter.query_bundle(bundle).results[0].expressions
        return names - frozenset(met)

    return Judge(partial(_whole, asked), judge)


def cel_python(asked: Asked) -> Judge:
    """Cloud Custodian's CEL in Python: the very texts of the policy, each a program.

    It cannot compare anything but null with null: what is not said is an empty text to it, or
    an amount below nothing.
    """
    library = import_module("celpy")
    types, environment = library.celtypes, library.Environment()
    functions = {
        "reached": lambda day: types.BoolType(str(day) <= asked.days["today"]),
        "older_than": lambda day, _: types.BoolType(str(day) < asked.days["a_year_ago"]),
    }

    def program(text: str) -> Any:  # noqa: ANN401 - the library's program
        told = text.replace("_sek != null", "_sek != -1").replace("!= null", '!= ""')
        return environment.program(environment.compile(told), functions=functions)

    programs = {
        one.id.partition(".")[2]: [program(text) for text in texts_of((one,))]
        for one in asked.requirements
    }
    params = library.json_to_cel(dict(asked.params))

    def read(bodies: Bodies) -> dict[str, Any]:
        whole = _without_null(_whole(asked, bodies))
        whole["project"]["funds"] = [one["fund"] for one in whole["project"]["funding"]]
        values = {name: library.json_to_cel(value) for name, value in whole.items()}
        return {**values, "params": params}

    def judge(values: dict[str, Any]) -> Unmet:
        return frozenset(
            name
            for name, (*when, said) in programs.items()
            if all(one.evaluate(values) for one in when) and not _met(said.evaluate(values))
        )

    return Judge(read, judge)


def _met(found: Any) -> bool:  # noqa: ANN401 - the library's truth, or its list of offenders
    return not found if isinstance(found, list) else bool(found)


def _without_null(value: Any, name: str = "") -> Any:  # noqa: ANN401 - JSON
    if isinstance(value, dict):
        return {key: _without_null(one, key) for key, one in value.items()}
    if isinstance(value, list):
        return [_without_null(one) for one in value]
    unsaid: int | str = -1 if name.endswith("_sek") else ""
    return unsaid if value is None else value


def spiff(asked: Asked) -> Judge:
    """SpiffWorkflow: a decision table, asked without a workflow around it."""
    script = import_module("SpiffWorkflow.bpmn.script_engine").PythonScriptEngine()
    workflow = SimpleNamespace(script_engine=script)
    table = _decision_table()

    def judge(found: dict[str, Any]) -> Unmet:
        task = SimpleNamespace(data=found, workflow=workflow)
        return frozenset(table.result(task).get("unmet", ()))

    return Judge(lambda bodies: {**_parsed(bodies), **asked.days}, judge)


def _decision_table() -> Any:  # noqa: ANN401 - the library's engine
    rules = tomllib.loads((_HERE / "spiff.toml").read_text("utf-8"))
    inputs = "".join(
        f'<input id="i{at}" label="{name}"><inputExpression id="e{at}" typeRef="boolean">'
        f"<text>{escape(said)}</text></inputExpression></input>"
        for at, (name, said) in enumerate(rules.items())
    )
    rows = "".join(
        f'<rule id="r{at}">'
        + "".join(
            f'<inputEntry id="c{at}-{other}"><text>{"False" if other == at else ""}</text>'
            "</inputEntry>"
            for other in range(len(rules))
        )
        + f'<outputEntry id="o{at}"><text>"{name}"</text></outputEntry></rule>'
        for at, name in enumerate(rules)
    )
    text = (
        '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d"'
        ' namespace="http://example.org/dmn"><decision id="gate" name="gate">'
        f'<decisionTable id="t" hitPolicy="COLLECT">{inputs}'
        f'<output id="o" label="unmet" name="unmet" typeRef="string"/>{rows}'
        "</decisionTable></decision></definitions>"
    )
    parser = import_module("SpiffWorkflow.dmn.parser.BpmnDmnParser").BpmnDmnParser()
    parser.add_dmn_str(text.encode())
    return parser.get_engine("gate", "")
