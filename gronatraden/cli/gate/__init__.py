"""``gate``: what the machine states, what is asked of people, and what they decide."""

from gronatraden.cli.gate import checking, deciding, reopening, telling
from gronatraden.cli.gate.noun import NOUN

__all__ = ["NOUN", "checking", "deciding", "reopening", "telling"]
