"""What a policy may say: which checks, which numbers, how much they weigh, who decides."""

from gronatraden.policy.deciding import ChangePolicy, Deciders, SmallChanges
from gronatraden.policy.growth import meaning
from gronatraden.policy.holding import Material, WaiverPolicy
from gronatraden.policy.model import (
    GatePolicy,
    PluginPin,
    Policy,
    PublishedPolicy,
    Title,
    sha256_of,
)
from gronatraden.policy.problem import PolicyProblem
from gronatraden.policy.requirement import AppliesTo, Because, Each, Requirement, Weight

__all__ = [
    "AppliesTo",
    "Because",
    "ChangePolicy",
    "Deciders",
    "Each",
    "GatePolicy",
    "Material",
    "PluginPin",
    "Policy",
    "PolicyProblem",
    "PublishedPolicy",
    "Requirement",
    "SmallChanges",
    "Title",
    "WaiverPolicy",
    "Weight",
    "meaning",
    "sha256_of",
]
