"""Minutes as documents that somebody has read: a go on a condition, and a referral.

``python -m tests.exports.minuted`` writes them anew; then they are read again.
"""

from __future__ import annotations

from pathlib import Path

from gronatraden.exports.minutes import markdown, write
from gronatraden.text import Voice
from tests.builders.minutes import a_record, a_referral

HERE = Path(__file__).parent
READ = {"protokoll-cykla.md": a_record, "aterremiss-cykla.md": a_referral}


def minuted(name: str) -> str:
    """Return one of the documents in Swedish, as Markdown."""
    return markdown.render(write(READ[name](), Voice("sv")))


if __name__ == "__main__":
    for name in READ:
        (HERE / name).write_text(minuted(name), "utf-8")
