"""What the templates say things with: one language, and the shapes that words come in."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from markupsafe import Markup

from gronatraden.exports import svg
from gronatraden.exports.altered import altered
from gronatraden.exports.holding import difference
from gronatraden.exports.report.pictures import readable
from gronatraden.exports.report.places import place, room

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gronatraden.exports.report.view import Picture, ReportView
    from gronatraden.policy import Because
    from gronatraden.text import Voice

_LONGEST_LINK = 2000
_HUNDRED = 100


def words(voice: Voice) -> dict[str, Any]:
    """Return what a template may say, by name, in one language."""
    return {
        "voice": voice,
        "say": voice.say,
        "term": partial(_term, voice),
        "terms": partial(_terms, voice),
        "gate": partial(gate_name, voice),
        "because": partial(_because, voice),
        "place": partial(place, voice),
        "room": partial(room, voice),
        "figure": partial(figure, voice),
        "altered": partial(altered, voice),
        "changed_at": partial(difference.place, voice=voice),
        "values": partial(difference.values, voice=voice),
    }


def summary(view: ReportView, voice: Voice) -> dict[str, Any]:
    """Return what the page says at a glance, counted from the view."""
    verdict = view.verdict
    asked = [r for r in verdict.requirements if r.status != "not_applicable"] if verdict else []
    return {
        "met": sum(r.status == "satisfied" for r in asked),
        "required": len(asked),
        "menders": _menders(view, voice),
        "waiting": _waiting(view, voice),
        "also": [gate_name(voice, g.gate, g.occurrence) for g in view.standing.next[1:]],
        "results": {
            "read": any(s.points for s in view.series),
            "met": sum(s.state == "met" for s in view.series),
            "all": len(view.series),
        },
    }


def gate_name(voice: Voice, name: str, occurrence: int | None) -> str:
    """Return what a gate is called, with its number where it recurs."""
    word = voice.term(name)
    return word if occurrence is None else f"{word}\u00a0{occurrence}"


def capital(text: str) -> str:
    """Return a text with its first letter as a capital and the rest untouched."""
    return text[:1].upper() + text[1:]


def link_of(text: str) -> str:
    """Return a text as an address to link to, or nothing where it is none.

    Only http and https are linked, only as a whole, and never with a user in them.
    """
    if len(text) > _LONGEST_LINK or re.search(r"[\s\x00-\x1f\x7f\\]", text):
        return ""
    try:
        parts = urlsplit(text)
        linked = parts.scheme in {"http", "https"} and parts.hostname and "@" not in parts.netloc
    except ValueError:
        return ""
    return text if linked else ""


def host_of(address: str) -> str:
    """Return the host of an address that is linked."""
    return urlsplit(address).hostname or address


def rounded(value: Decimal) -> Decimal:
    """Return an expected value in whole numbers from a hundred up, else with one decimal."""
    whole = value.to_integral_value()
    finer = value.quantize(Decimal("0.1"))
    return whole if abs(value) >= _HUNDRED or finer == whole else finer


def _term(voice: Voice, code: str, kind: str = "") -> str:
    """Return the word of a coded value; the one of its kind first where there is one."""
    own = f"term.{kind}.{code}"
    return voice.say(own) if kind and voice.knows(own) else voice.term(code)


def _terms(voice: Voice, codes: Iterable[str]) -> list[str]:
    return [voice.term(code) for code in codes]


def _because(voice: Voice, because: Because) -> str:
    return because.sv if voice.language == "sv" else because.en


def _menders(view: ReportView, voice: Voice) -> list[str]:
    """Return who can mend what keeps the gate closed, the one with most to mend first."""
    missing = () if view.verdict is None else view.verdict.missing
    count = Counter(f.who[0] for r in missing for f in r.findings if f.who)
    roles = [role for role, _ in count.most_common()] or ["programme_office"]
    return _terms(voice, roles)


def _waiting(view: ReportView, voice: Voice) -> list[str]:
    places = () if view.asked is None else view.asked.places
    said = [voice.say("report.standing.place", role=p.role, count=p.count) for p in places]
    return said or [voice.say("report.standing.nobody")]


def figure(voice: Voice, picture: Picture, uid: str) -> Markup:
    """Return a picture as a figure; empty where there is none."""
    if picture.diagram is None:
        return Markup("")
    same = picture.origins.kind not in {"partly", "mixed"}
    drawn = readable(picture.diagram, voice, {} if same else picture.origins.by_id)
    return svg.render(drawn, say=voice.say, uid=uid)
