"""Checks of decisions, papers and the record: what no tool's room can see."""

from gronatraden.gates.checks.history import CHECKS

__all__ = ["CHECKS"]
