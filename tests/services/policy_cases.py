"""A small policy in a folder of its own, and cases for it, written as somebody would."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.services.authoring.cases.run_tests import run_tests

if TYPE_CHECKING:
    from pathlib import Path

    from gronatraden.services.authoring.cases.run_tests import Tested

POLICY = """\
policy: small
version: 1
title: {sv: "Liten", en: "Small"}
lifecycle: simple
source: "Prov"
params: {enough_sek: 500000}
gates:
  start:
    decided_by: [{role: project_owner}]
    requires:
      - id: start.every-activity-has-an-owner
        each:
          in: documents.change_logic.activities
          as: a
          expect: a.owner != ''
        because: {sv: "Utan den går det inte att följa upp.", en: "Nothing is followed up."}
      - id: start.there-are-activities
        expr: size(documents.change_logic.activities) > 0
        because: {sv: "Utan den går det inte att följa upp.", en: "Nothing is followed up."}
      - id: start.evaluation-is-planned
        when: project.total_budget_sek >= params.enough_sek
        check: change_logic.evaluation_is_planned_and_budgeted
        because: {sv: "Utan den går det inte att följa upp.", en: "Nothing is followed up."}
"""
BASE = """\
schema: gronatraden/policy-test/1
policy: small.yaml
at: "2025-01-01T12:00:00Z"
base:
  project: {total_budget_sek: 500000}
  change_logic:
    activities: [{id: ride, owner: projektledare}, {id: tell, owner: projektledare}]
    evaluation: {plan: En plan., budget_sek: 1000}
cases:
"""
CASES = """\
  - name: "complete"
  - name: "two activities have no owner"
    patches:
      - {at: "change_logic.activities[ride].owner", to: ""}
      - {at: "change_logic.activities[tell].owner"}
    expect:
      closed: [start]
      not_satisfied: [start.every-activity-has-an-owner]
      offenders: {start.every-activity-has-an-owner: [ride, tell]}
  - name: "no activity"
    patches: [{at: change_logic.activities}]
    expect: {closed: [start], not_satisfied: [start.there-are-activities]}
  - name: "one activity is enough"
    patches: [{at: "change_logic.activities[tell]"}]
  - name: "no plan"
    patches: [{at: change_logic.evaluation}]
    expect: {closed: [start], not_satisfied: [start.evaluation-is-planned]}
  - name: "too little money to plan for"
    patches:
      - {at: change_logic.evaluation}
      - {at: project.total_budget_sek, to: 499999}
    expect: {not_applicable: [start.evaluation-is-planned]}
"""


def run_cases(folder: Path, cases: str = CASES, policy: str = POLICY, base: str = BASE) -> Tested:
    """Run cases that are written in a folder."""
    (folder / "small.yaml").write_text(policy, "utf-8")
    file = folder / "cases.yaml"
    file.write_text(base + cases, "utf-8")
    return run_tests([file])
