"""``waiver``: leave to pass without a requirement, for a time, with a reason."""

from gronatraden.cli.waiver import commands, repeats
from gronatraden.cli.waiver.noun import NOUN

__all__ = ["NOUN", "commands", "repeats"]
