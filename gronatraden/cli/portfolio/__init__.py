"""``portfolio``: all projects at once."""

from gronatraden.cli.portfolio.command import NOUN

__all__ = ["NOUN"]
