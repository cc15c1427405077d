"""What a program is told of a report: which form it follows, its period and every gap."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gronatraden.exports.outline.length import pages
from gronatraden.exports.outline.speaking import Speaker

if TYPE_CHECKING:
    from gronatraden.exports.outline.outline import Outline
    from gronatraden.text import Voice


def render(outline: Outline, voice: Voice) -> dict[str, Any]:
    """Return a report's form, period and gaps as plain JSON values.

    Args:
        outline: The report.
        voice: The language that gaps are said in; codes and paths are the same in all.
    """
    to = Speaker(voice, outline)
    return {
        "form": outline.form,
        "form_version": outline.version,
        "funder": outline.funder or None,
        "from": outline.period.from_on.isoformat(),
        "to": outline.period.to_on.isoformat(),
        "pages": pages(outline, voice),
        "longest_pages": outline.longest_pages,
        "gap_count": len(outline.gaps),
        "gaps": [
            {
                "number": outline.numbers[gap.where],
                "where": gap.where,
                "code": gap.code,
                "missing": to.missing(gap),
                "place": to.place(gap),
                "who": list(gap.who),
                "section": outline.section_of(gap).code,
            }
            for gap in outline.gaps
        ],
    }
