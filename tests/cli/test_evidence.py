"""Evidence as a person adds it, finds it and looks whether it is still the same."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import pytest

from tests.builders.evidence import PDF, a_paper

if TYPE_CHECKING:
    from tests.cli.house import Answer, Desk

PARTS = ("Därför:", "Gör så:", "Se:")
NOTE = ("--kind", "oral_note", "--from", "Gatukontoret", "--heard-on", "2024-11-03")


def add(desk: Desk, *words: str, kind: str = "decision", name: str = "beslut.pdf") -> Answer:
    """Add a paper to the example project."""
    file = a_paper(desk.folder, name)
    return desk("--as", "alva", "evidence", "add", "cykla", file, "--kind", kind, *words)


def kept(desk: Desk) -> list[str]:
    """Return the contents of every file that is kept."""
    return [p.read_bytes().decode() for p in desk.folder.glob("*.evidence/??/*")]


def test_a_decision_is_added_for_its_fund(desk: Desk) -> None:
    words = ("--funding", "eruf", "--dated", "2024-10-15", "--registry-number", "24RK99")

    done = add(desk, *words, "--secrecy", "OSL 31 kap. 16 §", "--json")

    found = {key: done.data[key] for key in ("schema", "number", "title", "dated_on", "secrecy")}
    assert (done.code, kept(desk)) == (0, [PDF.decode()])
    assert found == {
        "schema": "gronatraden/evidence/1",
        "number": 1,
        "title": "beslut",
        "dated_on": "2024-10-15",
        "secrecy": "OSL 31 kap. 16 §",
    }
    assert done.data["about"] == [{"kind": "funding", "id": "eruf"}]


def test_a_note_needs_no_file_and_no_title(desk: Desk) -> None:
    said = "Cykelvägen blir klar i maj.\nSade projektledaren."

    done = desk("--as", "alva", "evidence", "add", "cykla", *NOTE, "--note", said, "--json")

    assert (done.code, done.data["title"], done.data["note"]) == (
        0,
        "Cykelvägen blir klar i maj.",
        said,
    )
    assert (done.data["from"], done.data["dated_on"], done.data["sha256"]) == (
        "Gatukontoret",
        "2024-11-03",
        None,
    )


def test_a_long_note_gets_a_short_title(desk: Desk) -> None:
    said = "Mycket " * 40

    done = desk("--as", "alva", "evidence", "add", "cykla", *NOTE, "--note", said, "--json")

    assert len(done.data["title"]) <= 80


def test_evidence_is_listed_in_the_order_added(desk: Desk) -> None:
    add(desk, name="a.pdf")
    desk("--as", "alva", "evidence", "add", "cykla", *NOTE, "--note", "Ja.")

    found = desk("evidence", "list", "cykla", "--json").data["evidence"]
    notes = desk("evidence", "list", "cykla", "--kind", "oral-note", "--json").data["evidence"]

    assert [(one["number"], one["kind"]) for one in found] == [(1, "decision"), (2, "oral_note")]
    assert [one["number"] for one in notes] == [2]


def test_evidence_is_shown_with_what_it_is_about(desk: Desk) -> None:
    add(desk, "--document", "change_logic", "--note", "Se sidan 2.", "--title", "Beslutet")

    shown = desk("evidence", "show", "cykla", 1)

    words = ("Beslutet", "undertecknat beslut", "underlaget change_logic", "Se sidan 2.", "alva")
    assert (shown.code, [w for w in words if w not in shown.out]) == (0, [])


@pytest.mark.parametrize("language", ["sv", "en"])
def test_everything_shown_has_words(desk: Desk, language: str) -> None:
    add(desk, "--funding", "eruf", "--secrecy", "OSL 18 kap.")

    shown = desk("--lang", language, "evidence", "show", "cykla", 1)
    listed = desk("--lang", language, "evidence", "list", "cykla")

    assert re.findall(r"(?:evidence|kept|media|cli|origin)\.[a-z]\w*", shown.out + listed.out) == []


def test_a_file_is_taken_out(desk: Desk) -> None:
    add(desk)

    shown = desk("evidence", "show", "cykla", 1, "-o", desk.folder / "ut.pdf")

    assert (shown.code, (desk.folder / "ut.pdf").read_bytes()) == (0, PDF)


def test_nothing_is_overwritten(desk: Desk) -> None:
    add(desk)

    refused = desk("evidence", "show", "cykla", 1, "-o", desk.folder / "beslut.pdf")

    assert (refused.code, [p for p in PARTS if p not in refused.err]) == (1, [])


def test_the_same_paper_again_says_so(desk: Desk) -> None:
    add(desk)

    again = add(desk)

    assert (again.code, "fanns redan" in again.out) == (0, True)


def test_a_file_changed_afterwards_is_told(desk: Desk) -> None:
    add(desk)
    before = desk("evidence", "check", "cykla", "--json")
    [file] = desk.folder.glob("*.evidence/??/*")
    file.write_bytes(PDF + b"x")

    after = desk("evidence", "check", "cykla", "--json")

    assert (before.code, before.data["verified"]) == (0, True)
    assert (after.code, after.data["verified"], after.data["evidence"][0]["state"]) == (
        6,
        False,
        "changed",
    )
    assert desk("evidence", "show", "cykla", 1).code == 6


def test_the_log_tells_of_it_too(desk: Desk) -> None:
    add(desk)
    before = desk("audit", "verify")
    [file] = desk.folder.glob("*.evidence/??/*")
    file.unlink()

    after = desk("audit", "verify", "--json")
    said = desk("audit", "verify")

    assert (before.code, after.code) == (0, 6)
    assert after.data["problems"] == [
        {
            "code": "evidence-differs",
            "table": "evidence",
            "key": "cykla/evidence/1",
            "facts": {"reason": "missing"},
        }
    ]
    assert "cykla/evidence/1: filen" in said.out


def test_a_stray_is_swept(desk: Desk) -> None:
    add(desk)
    [file] = desk.folder.glob("*.evidence/??/*")
    file.with_name("0" * 62).write_bytes(b"left")

    dry = desk("--as", "olle", "evidence", "sweep", "--dry-run", "--json")
    swept = desk("--as", "olle", "evidence", "sweep", "--json")

    assert (dry.data["removed"], swept.data["removed"], kept(desk)) == (1, 1, [PDF.decode()])


@pytest.mark.parametrize(
    ("words", "code"),
    [
        pytest.param(("cykla", "--kind", "decision"), 2, id="no file"),
        pytest.param(("cykla", "borta.pdf", "--kind", "decision"), 1, id="a file that is not"),
        pytest.param(("cykla", "b.exe", "--kind", "decision"), 1, id="an unknown kind of file"),
        pytest.param(("cykla", "l.pdf", "--kind", "decision"), 1, id="a link"),
        pytest.param(("cykla", ".", "--kind", "decision"), 1, id="a folder"),
        pytest.param(("cykla", "b.pdf", "--kind", "decicion"), 2, id="an unknown kind"),
        pytest.param(("cykla", "b.pdf"), 2, id="no kind"),
        pytest.param(("cycla", "b.pdf", "--kind", "decision"), 2, id="an unknown project"),
        pytest.param(
            ("cykla", "b.pdf", "--kind", "decision", "--funding", "x"), 2, id="an unknown fund"
        ),
        pytest.param(
            ("cykla", "b.pdf", "--kind", "decision", "--dated", "2025-13-01"), 2, id="no day"
        ),
        pytest.param(
            ("cykla", "b.pdf", "--kind", "decision", "--received", "2024-12-02"), 2, id="tomorrow"
        ),
        pytest.param(("cykla", "--kind", "oral_note", "--note", "Ja."), 2, id="a note of nobody's"),
        pytest.param(("cykla", "b.pdf", "--kind", "decision", "--note", " "), 2, id="empty note"),
    ],
)
def test_what_cannot_be_added_is_explained(desk: Desk, words: tuple[str, ...], code: int) -> None:
    a_paper(desk.folder, "b.exe", b"MZ")
    (desk.folder / "l.pdf").symlink_to(a_paper(desk.folder, "b.pdf"))

    refused = desk("--as", "alva", "evidence", "add", *words)

    assert refused.code == code
    assert [p for p in ("Kunde inte", *PARTS) if p not in refused.err] == []
    assert ("Traceback" in refused.err, kept(desk)) == (False, [])


def test_a_name_that_is_no_text_is_refused(desk: Desk) -> None:
    name = os.fsdecode(b"\xff\xfe.pdf")
    a_paper(desk.folder, name)

    refused = desk("--as", "alva", "evidence", "add", "cykla", name, "--kind", "decision")

    assert (refused.code, [p for p in PARTS if p not in refused.err]) == (2, [])


@pytest.mark.parametrize("by", ["bo", "birger", "cleo"])
def test_not_everyone_adds(desk: Desk, by: str) -> None:
    file = a_paper(desk.folder)

    refused = desk("--as", by, "evidence", "add", "cykla", file, "--kind", "decision")

    assert (refused.code, kept(desk)) == (5, [])


def test_the_limit_is_a_setting(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRONATRADEN_EVIDENCE_LIMIT", "1")
    file = a_paper(desk.folder, body=PDF.ljust(1_000_001))

    refused = desk("--as", "alva", "evidence", "add", "cykla", file, "--kind", "decision")

    assert (refused.code, "2 MB, och gränsen är 1 MB" in refused.err) == (1, True)


@pytest.mark.parametrize("limit", ["0", "-1", "1.5", "mycket", "10001", "9" * 5000])
def test_a_limit_is_a_number_of_megabytes(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    monkeypatch.setenv("GRONATRADEN_EVIDENCE_LIMIT", limit)

    refused = desk("evidence", "list", "cykla")

    assert (refused.code, "GRONATRADEN_EVIDENCE_LIMIT" in refused.err) == (2, True)


def test_the_place_is_a_setting(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRONATRADEN_EVIDENCE", str(desk.folder / "annanstans"))

    add(desk)

    assert (kept(desk), len(list(desk.folder.glob("annanstans/??/*")))) == ([], 1)


def test_a_condition_is_met_with_evidence(desk: Desk) -> None:
    condition = a_condition(desk)
    desk("--as", "alva", "evidence", "add", "cykla", *NOTE, "--note", "Ja.")

    met = desk("--as", "alva", "condition", "meet", "cykla", condition, "--evidence", 1, "--json")

    listed = desk("condition", "list", "cykla")
    assert (met.code, met.data["evidence"]) == (0, [1])
    assert "handling 1" in listed.out


def test_a_condition_is_met_with_something(desk: Desk) -> None:
    condition = a_condition(desk)

    refused = desk("--as", "alva", "condition", "meet", "cykla", condition)

    assert (refused.code, [p for p in PARTS if p not in refused.err]) == (2, [])


def a_condition(desk: Desk) -> str:
    """Open the start on a condition, and return its id."""
    desk("--as", "alva", "gate", "request", "cykla", "start")
    plan = ("--condition", "Ta fram en plan", "project_manager", "2025-03-31")
    words = ("gate", "decide", "cykla", "start", "--outcome", "go_with_conditions", *plan)
    [desk("--as", by, *words) for by in ("bo", "britt", "birger")]
    [condition] = desk("condition", "list", "cykla", "--json").data["conditions"]
    return str(condition["condition"])
