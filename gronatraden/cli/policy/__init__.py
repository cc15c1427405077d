"""``policy``: what each gate requires, why, and who decides."""

from gronatraden.cli.policy import differing, linted, migrating, published, tested, tried
from gronatraden.cli.policy.noun import NOUN

__all__ = ["NOUN", "differing", "linted", "migrating", "published", "tested", "tried"]
