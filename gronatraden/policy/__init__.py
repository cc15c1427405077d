"""What a policy may say: which checks, which numbers, how much they weigh, who decides."""

from gronatraden.policy.deciding import ChangePolicy, Deciders, SmallChanges
from gronatraden.policy.growth import meaning
from gronatraden.policy.model import (
    GatePolicy,
    PluginPin,
    Policy,
    PublishedPolicy,
    Title,
    sha256_of,
)
from gronatraden.policy.requirement import AppliesTo, Because, Each, Requirement, Weight

__all__ = [
    "AppliesTo",
    "Because",
    "ChangePolicy",
    "Deciders",
    "Each",
    "GatePolicy",
    "PluginPin",
    "Policy",
    "PublishedPolicy",
    "Requirement",
    "SmallChanges",
    "Title",
    "Weight",
    "meaning",
    "sha256_of",
]
