"""What a policy may say: which checks, which numbers, how much they weigh, who decides."""

from gronatraden.policy.model import (
    AppliesTo,
    Because,
    Deciders,
    GatePolicy,
    Policy,
    PublishedPolicy,
    Requirement,
    sha256_of,
)

__all__ = [
    "AppliesTo",
    "Because",
    "Deciders",
    "GatePolicy",
    "Policy",
    "PublishedPolicy",
    "Requirement",
    "sha256_of",
]
