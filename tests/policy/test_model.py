from __future__ import annotations

import pytest

from gronatraden import manuscript
from gronatraden.errors import ManuscriptError
from gronatraden.history import ChangeKind
from gronatraden.policy import Policy, Requirement, sha256_of
from tests.builders.gates import WHY, a_policy, a_requirement
from tests.house.source import ROOT
from tests.policy.shipped import OVERLAYS

WRITTEN = """\
policy: trial
version: 1
title: {sv: "Prov", en: "Trial"}
lifecycle: full
source: "Prov"
gates:
  start:
    decided_by: [{role: steering_chair}]
    requires:
      - id: start.no-box-is-empty
        check: change_logic.no_box_is_empty
        because:
          sv: "Utan det går det inte att följa upp."
          en: "Without it nothing can be followed up."
"""
REQUIRES = WRITTEN[WRITTEN.index("    requires:") :]
REORDERED = """\
# A comment, and the same fields in another order.
source: Prov
gates:
  start:
    requires:
      - because:
          en: Without it nothing can be followed up.
          sv: Utan det går det inte att följa upp.
        check: change_logic.no_box_is_empty
        weight: blocking
        id: start.no-box-is-empty
    decided_by:
      - count: 1
        role: steering_chair
lifecycle: full
version: 1
title: {en: Trial, sv: Prov}
policy: trial
"""


def read(text: str) -> Policy:
    """Return the policy that a text holds."""
    return manuscript.validate(manuscript.read_text(text, name="trial.yaml"), Policy)


def test_a_policy_is_written_as_it_is_built() -> None:
    assert read(WRITTEN) == a_policy(a_requirement())


def test_comments_and_order_do_not_change_a_policy() -> None:
    assert sha256_of(read(REORDERED)) == sha256_of(read(WRITTEN))


@pytest.mark.parametrize(
    ("written", "other"),
    [
        ("version: 1", "version: 2"),
        ("följa upp.", "följa upp!"),
        ("role: steering_chair", "role: funder"),
        ("check: change_logic", "weight: audit\n        check: change_logic"),
    ],
)
def test_whatever_a_policy_means_changes_its_hash(written: str, other: str) -> None:
    changed = read(WRITTEN.replace(written, other))

    assert sha256_of(changed) != sha256_of(read(WRITTEN))


@pytest.mark.parametrize(
    ("written", "other"),
    [
        pytest.param("{role: steering_chair}", "{role: steering_chair, count: 0}", id="no one"),
        pytest.param("{role: steering_chair}", "{role: king}", id="no such role"),
        pytest.param("Utan det går det inte att följa upp.", "Därför.", id="a short because"),
        pytest.param("en: ", "fr: ", id="another language"),
        pytest.param("check: ", "chekc: ", id="a misspelt field"),
        pytest.param("id: start.no", "id: Start.No", id="an id in capitals"),
        pytest.param("version: 1", "version: 0", id="version nought"),
        pytest.param('source: "Prov"\n', "", id="no source"),
    ],
)
def test_a_careless_policy_is_refused(written: str, other: str) -> None:
    assert written in WRITTEN

    with pytest.raises(ManuscriptError):
        read(WRITTEN.replace(written, other))


CHANGES = """\
changes:
  decided_by: [{role: steering_chair}]
  small:
    decided_by: [{role: project_owner}]
    kinds: [time, budget]
    days: 92
    budget_percent: 5
  because: {sv: "De som beslutade beslutar också om ändringar.", en: "Who decided decides changes."}
"""


def test_a_policy_may_say_who_decides_on_changes() -> None:
    changes = read(WRITTEN + CHANGES).changes

    assert changes is not None
    assert changes.small is not None
    assert (changes.small.kinds, changes.small.days) == ((ChangeKind.TIME, ChangeKind.BUDGET), 92)


def test_a_policy_leaves_changes_to_others() -> None:
    assert read(WRITTEN).changes is None


@pytest.mark.parametrize(
    ("written", "other"),
    [
        pytest.param("kinds: [time, budget]", "kinds: []", id="no kinds"),
        pytest.param("kinds: [time, budget]", "kinds: [tid]", id="no such kind"),
        pytest.param("days: 92", "days: -1", id="days behind"),
        pytest.param("[{role: project_owner}]", "[]", id="nobody decides what is small"),
        pytest.param("  because: {", "  why: {", id="no because"),
    ],
)
def test_a_careless_word_on_changes_is_refused(written: str, other: str) -> None:
    assert written in CHANGES

    with pytest.raises(ManuscriptError):
        read(WRITTEN + CHANGES.replace(written, other))


def test_a_requirement_blocks_until_it_says_otherwise() -> None:
    plain = Requirement(id="start.x", check="change_logic.no_box_is_empty", because=WHY)

    assert (plain.weight, plain.waivable, plain.after_stop) == ("blocking", False, False)
    assert plain.numbers == {}


def test_no_shipped_policy_is_a_hidden_file() -> None:
    assert {p.stem for p in (ROOT / "policies").glob("*.yaml")} == {
        "gronatraden-full",
        "gronatraden-simple",
        "classes",
    }
    assert {p.stem for p in OVERLAYS} == {
        *("eruf-2021-2027", "esf-plus", "interreg-oks", "regional-1-1", "region-kalmar")
    }
