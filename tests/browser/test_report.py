from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from gronatraden.exports.outline.page import render as render_outline
from gronatraden.exports.report import render
from gronatraden.text import Voice
from tests.builders.report import a_lesson, a_picture, a_report_view
from tests.exports.outlines import OUTLINES
from tests.exports.pictures import HOSTILE
from tests.exports.reports import FINISHED, NOTHING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.browser.chromium import Chromium

pytestmark = pytest.mark.browser

STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LONG = "Trafikförsörjningsprogramsuppföljningsansvarigas" * 4
VIEWS = {
    "under way": a_report_view(),
    "nothing yet": NOTHING,
    "finished": FINISHED,
    "made up": a_report_view(simulated=True, pictures=(a_picture(whole="fictional"),)),
    "hostile": a_report_view(logged=(a_lesson(finding=HOSTILE, change=LONG, source=LONG),)),
}
REPORTS = {name: OUTLINES[name] for name in ("project", "final", "eruf, nothing yet", "hostile")}
PAGES: dict[str, Callable[[Voice], str]] = {
    **{name: partial(render, view) for name, view in VIEWS.items()},
    **{f"report: {name}": partial(render_outline, told) for name, told in REPORTS.items()},
}
every_view = pytest.mark.parametrize("name", PAGES)
HARMFUL = """<!doctype html><html><head><title></title></head><body>
<h1></h1><h4>Skippat</h4><img src="x.png"><p style="color:#ccc">Blekt</p>
<table><tr><td>a</td></tr></table><a href="#borta"></a></body></html>"""
WIDTHS = (320, 400, 768, 1024, 1200, 1440, 1920)
WIDE = "document.documentElement.scrollWidth"
OPEN_ALL = "document.querySelectorAll('details').forEach(d => d.open = true)"


def page_of(name: str, folder: Path, language: str = "sv") -> Path:
    """Return the page of a view, or of a report that wrote itself, as a file."""
    file = folder / "report.html"
    file.write_text(PAGES[name](Voice(language)), "utf-8")
    return file


def judged(browser: Chromium, axe: str) -> list[dict[str, Any]]:
    """Return what axe-core finds wrong with the page, everything unfolded."""
    browser.run(OPEN_ALL)
    browser.run(f"{axe};0")
    rules = json.dumps({"runOnly": STANDARD, "resultTypes": ["violations"]})
    script = f"axe.run(document, {rules}).then(r => JSON.stringify(r.violations))"
    found: list[dict[str, Any]] = json.loads(browser.run(script))
    return found


@every_view
@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_page_is_accessible(
    browser: Chromium, axe: str, tmp_path: Path, name: str, language: str
) -> None:
    browser.open(page_of(name, tmp_path, language), width=1280)

    found = judged(browser, axe)

    assert {f["id"]: [n["html"] for n in f["nodes"]] for f in found} == {}


def test_a_page_is_accessible_on_a_phone(browser: Chromium, axe: str, tmp_path: Path) -> None:
    browser.open(page_of("under way", tmp_path), width=320)

    assert [f["id"] for f in judged(browser, axe)] == []


def test_an_inaccessible_page_is_found_out(browser: Chromium, axe: str, tmp_path: Path) -> None:
    file = tmp_path / "harmful.html"
    file.write_text(HARMFUL, "utf-8")
    browser.open(file, width=1280)

    found = {f["id"] for f in judged(browser, axe)}

    assert {"html-has-lang", "document-title", "image-alt", "color-contrast"} <= found


@every_view
def test_a_page_never_scrolls_sideways(browser: Chromium, tmp_path: Path, name: str) -> None:
    browser.open(page_of(name, tmp_path), width=WIDTHS[0])
    browser.run(OPEN_ALL)

    wide = {width: browser.resize(width).run(WIDE) for width in WIDTHS}

    assert {width: at_most for width, at_most in wide.items() if at_most > width} == {}


def test_a_page_that_scrolls_sideways_is_found_out(browser: Chromium, tmp_path: Path) -> None:
    file = tmp_path / "wide.html"
    file.write_text("<!doctype html><body><p>" + "bred" * 200, "utf-8")

    browser.open(file, width=WIDTHS[0])

    assert browser.run(WIDE) > WIDTHS[0]


def test_a_page_holds_with_twice_as_large_letters(browser: Chromium, tmp_path: Path) -> None:
    browser.open(page_of("under way", tmp_path), width=1280)
    browser.run("document.documentElement.style.fontSize = '200%'")

    assert browser.run(WIDE) <= 1280


@every_view
def test_the_browser_has_nothing_to_complain_of(
    browser: Chromium, tmp_path: Path, name: str
) -> None:
    browser.open(page_of(name, tmp_path), width=1280)
    browser.run("1")

    assert browser.complaints == []


def test_a_page_that_breaks_its_own_policy_is_complained_of(
    browser: Chromium, tmp_path: Path
) -> None:
    file = page_of("under way", tmp_path)
    file.write_text(file.read_text("utf-8").replace("<h1", '<script>1</script><h1 style="x"'))

    browser.open(file, width=1280)
    browser.run("1")

    assert any("ontentSecurityPolicy" in told for told in browser.complaints)


def test_the_first_key_leads_past_the_contents(browser: Chromium, tmp_path: Path) -> None:
    browser.open(page_of("under way", tmp_path), width=1280)

    browser.press("Tab")
    browser.press("Enter")

    assert browser.run("document.activeElement.id") == "main"


def test_every_target_is_large_enough_to_hit(browser: Chromium, tmp_path: Path) -> None:
    browser.open(page_of("under way", tmp_path), width=320)

    small = browser.run(
        "[...document.querySelectorAll('summary, nav a')]"
        ".filter(e => e.getBoundingClientRect().height < 24).map(e => e.textContent)"
    )

    assert small == []


def test_everything_folded_is_there_on_paper(browser: Chromium, tmp_path: Path) -> None:
    browser.open(page_of("under way", tmp_path), width=800)
    browser.ask("Emulation.setEmulatedMedia", media="print")

    flat = browser.run(
        "[...document.querySelectorAll('details table')]"
        ".filter(t => t.getBoundingClientRect().height < 10).length"
    )
    browser.ask("Emulation.setEmulatedMedia", media="")

    assert flat == 0
