"""Pictures as SVG: laid out in Python, drawn by templates, coloured by ``picture.css``.

One module per shape finds out where everything goes (``columns``, ``grid``, ``ladder``,
``wheel``, ``bars``); ``picture`` puts the drawing in a figure with its words and its
table twin. Nothing here measures in a browser: ``metrics`` knows how wide letters are.

Words asked of ``say``, besides the ones in ``text/*/picture.toml`` that every picture
uses: ``picture.<name>.title`` and ``.description`` for a diagram, ``picture.<code>`` for
each heading, axis, kind, step, part and table heading, and ``picture.<step>.question``
for each rung of a ladder.
"""

from gronatraden.exports.svg.picture import draw, render

__all__ = ["draw", "render"]
