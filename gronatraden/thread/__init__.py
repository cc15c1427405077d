"""The green thread (den gröna tråden): what no single tool can say alone.

Challenge → resources → activities → effects → indicators → readings → lessons: one
unbroken line across all tools. Tools do not look into each other's rooms; here they
meet. What hangs together between tools stands in ``coherence``, what is followed up
in ``readings``, ``results`` and ``changes``, the line itself in ``line``, how much of it
holds in ``coverage``, and the line as a picture in ``drawing``.

Source: Region Kronoberg, "Arbetsmetod": a green thread runs through everything.
"""

from gronatraden.thread.coverage import coverage
from gronatraden.thread.drawing import draw
from gronatraden.thread.rules import CHECKS

__all__ = ["CHECKS", "coverage", "draw"]
