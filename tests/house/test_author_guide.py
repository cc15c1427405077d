"""What the guide for the policy author tells people to write is right as it stands."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

from gronatraden import manuscript
from gronatraden.samples.shipped import folder, shipped
from gronatraden.services.authoring.cases.run_tests import run_tests
from gronatraden.services.authoring.lint import lint
from tests.house.source import ROOT

if TYPE_CHECKING:
    from pathlib import Path

GUIDE = (ROOT / "docs" / "guides" / "policy-author.md").read_text("utf-8")
BLOCKS = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)
REQUIREMENT = next(block for block in BLOCKS if "because:" in block)
CASES = next(block for block in BLOCKS if "cases:" in block)
SIMPLE = (folder() / "gronatraden-simple.yaml").read_text("utf-8")


def test_the_requirement_can_be_put_into_a_policy() -> None:
    text = SIMPLE.replace("    requires:\n", f"    requires:\n{REQUIREMENT}", 1)
    known = [manuscript.read(path) for path in shipped()]

    (found,) = lint([manuscript.read_text(text, name="mine.yaml")], shipped=known)

    assert (found.problems, found.warnings) == ((), ())


def test_the_cases_come_out_as_the_guide_says(tmp_path: Path) -> None:
    shutil.copytree(folder() / "tests" / "cykla", tmp_path / "cykla")
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "min-policy.yaml").write_text(SIMPLE, "utf-8")
    (mine / "cases.yaml").write_text(CASES, "utf-8")

    done = run_tests([mine / "cases.yaml"])

    assert (done.broken, [ran.misses for ran in done.ran]) == ((), [(), ()])
