"""Places in a picture: rectangles, curves and arrowheads, in pixels from the upper left."""

from __future__ import annotations

import math
from dataclasses import dataclass

HEAD = 8.0
"""Length of an arrowhead; it is as wide as it is long."""


@dataclass(frozen=True, slots=True)
class Rect:
    """An upright rectangle."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The x of its right side."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The y of its lower side."""
        return self.y + self.height

    @property
    def centre(self) -> tuple[float, float]:
        """Its middle point, as (x, y)."""
        return self.x + self.width / 2, self.y + self.height / 2

    def overlaps(self, other: Rect) -> bool:
        """Tell whether the two share any area; touching sides do not count."""
        return (
            self.x < other.right
            and other.x < self.right
            and self.y < other.bottom
            and other.y < self.bottom
        )

    def holds(self, other: Rect) -> bool:
        """Tell whether ``other`` lies wholly inside, touching sides included."""
        return (
            self.x <= other.x
            and self.y <= other.y
            and other.right <= self.right
            and other.bottom <= self.bottom
        )


@dataclass(frozen=True, slots=True)
class Curve:
    """A line that leaves and arrives level, bending halfway."""

    x1: float
    y1: float
    x2: float
    y2: float

    @property
    def path(self) -> str:
        """The ``d`` of an SVG path."""
        if abs(self.y1 - self.y2) < 0.5:  # noqa: PLR2004  half a pixel is level to the eye
            return f"M{number(self.x1)} {number(self.y1)}H{number(self.x2)}"
        middle = number((self.x1 + self.x2) / 2)
        return (
            f"M{number(self.x1)} {number(self.y1)}C{middle} {number(self.y1)} "
            f"{middle} {number(self.y2)} {number(self.x2)} {number(self.y2)}"
        )

    def at(self, part: float) -> tuple[float, float]:
        """Return the point where ``part`` (0 to 1) of the curve's parameter is spent."""
        inner = 3 * part * (1 - part)
        across = inner / 2 + part**3
        down = inner * part + part**3
        return self.x1 + (self.x2 - self.x1) * across, self.y1 + (self.y2 - self.y1) * down


def head(x: float, y: float, degrees: float = 0.0) -> str:
    """Return the ``points`` of an arrowhead whose tip is at (x, y).

    Args:
        x: Pixels from the left.
        y: Pixels from the top.
        degrees: Where it points; 0 is right, 90 is down.
    """
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    corners = ((0.0, 0.0), (-HEAD, -HEAD / 2), (-HEAD, HEAD / 2))
    return " ".join(
        f"{number(x + dx * cos - dy * sin)},{number(y + dx * sin + dy * cos)}" for dx, dy in corners
    )


def number(value: float) -> str:
    """Return a coordinate with at most one decimal, and never a minus zero."""
    return f"{round(value, 1) + 0.0:.1f}".removesuffix(".0")
