"""``doctor``: whether everything around is as it should be."""

from gronatraden.cli.doctor.command import NOUN

__all__ = ["NOUN"]
