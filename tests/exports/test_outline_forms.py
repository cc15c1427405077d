from __future__ import annotations

import re
from pathlib import Path

import pytest

from gronatraden.exports.outline import FUNDERS, form
from gronatraden.exports.outline.parts.registry import PARTS
from gronatraden.text import LANGUAGES, Voice
from gronatraden.text.words import area
from tests.builders.outline import FORMS

SOURCE = Path(__file__).parents[2] / "gronatraden" / "exports"
WRITTEN = "\n".join(
    path.read_text("utf-8")
    for path in [*(SOURCE / "outline").rglob("*.py"), *SOURCE.glob("templates/outline/*.html")]
)
SECTIONS = {
    "eruf": {"overall", "working-methods", "activities", "results", "reach"},
    "interreg_oks": {
        "activities",
        "business-participation",
        "results",
        "cross-border-added-value",
        "follow-up",
        "changes",
        "activity-indicators",
        "horizontal-criteria",
    },
}
"""What the funders' own pages say that a report has. Source: METHOD §3.2."""


@pytest.mark.parametrize("name", FORMS)
def test_a_form_calls_only_parts_that_there_are(name: str) -> None:
    called = {part for section in form(name).sections for part in section.parts}

    assert called - PARTS.keys() == set()


def test_every_part_is_called_by_a_form() -> None:
    called = {part for name in FORMS for section in form(name).sections for part in section.parts}

    assert PARTS.keys() - called == set()


@pytest.mark.parametrize("name", FORMS)
def test_a_section_has_a_name_of_its_own(name: str) -> None:
    codes = [section.code for section in form(name).sections]

    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("name", FORMS)
def test_a_form_speaks_two_languages(name: str) -> None:
    shape = form(name)
    said = [shape.title, *shape.limits, *(s.heading for s in shape.sections)]

    assert [both for both in said if not (both.sv and both.en)] == []
    assert [b.sv for s in shape.sections if (b := s.asks) and b.sv == b.en] == []


@pytest.mark.parametrize("name", FORMS)
def test_a_form_cites_its_source(name: str) -> None:
    assert len(form(name).source) > 10


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_is_shouted_at(name: str, language: str) -> None:
    said = [s.heading for s in form(name).sections] + list(form(name).limits)

    assert [both for both in said if "!" in getattr(both, language)] == []


@pytest.mark.parametrize("funder", FUNDERS)
def test_a_funder_has_a_form(funder: str) -> None:
    assert form(funder).funder == funder


@pytest.mark.parametrize(("name", "stated"), SECTIONS.items(), ids=SECTIONS.keys())
def test_a_form_has_the_sections_that_its_source_states(name: str, stated: set[str]) -> None:
    found = {s.code for s in form(name).sections if s.footing == "stated"}

    assert stated <= found


def test_a_report_to_interreg_sweden_norway_is_short() -> None:
    assert form("interreg_sverige_norge").longest_pages == 10


def test_only_confirmed_sections_are_called_stated() -> None:
    footings = {name: {s.footing for s in form(name).sections} for name in FORMS}

    assert footings["regional_1_1"] == {"stated", "inferred", "unconfirmed"}
    assert footings["eruf"] == {"stated"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_waits_for_a_report(language: str) -> None:
    unused = [code for code in area(language, "outline") if not _is_said(code)]

    assert unused == []


def _is_said(code: str) -> bool:
    """Say whether something in the source asks for a code, whole or put together."""
    area, _, last = code.rpartition(".")
    whole = rf'"(?:outline\.)?{re.escape(code)}"'
    put_together = rf'"(?:outline\.)?{re.escape(area)}\.(?:"|\{{)'
    column = rf'"{re.escape(area)}",?\s*"[^"]*\b{re.escape(last)}\b'
    caption = rf'table\(\s*"{re.escape(area)}"' if last == "caption" else whole
    gap = rf'code="{re.escape(last)}"' if area == "gap" else whole
    found = (whole, put_together, column, caption, gap)
    return any(re.search(pattern, WRITTEN) for pattern in found)


def test_a_sentence_that_nobody_says_is_found_out() -> None:
    assert not _is_said("effects.sorrow")
    assert Voice("sv").knows("outline.gaps.title")
