"""What a policy may say: which checks, which numbers, how much they weigh, who decides."""

from gronatraden.policy.calling import called_for, is_for, misfits
from gronatraden.policy.classes import Classes, ProjectClass, class_problems, outgrown
from gronatraden.policy.deciding import ChangePolicy, Deciders, SmallChanges
from gronatraden.policy.growth import meaning
from gronatraden.policy.looseness import level_problems, overlay_problems
from gronatraden.policy.merging import Altered, Effective, Scale, Scales, merge, ordered
from gronatraden.policy.model import (
    GatePolicy,
    PluginPin,
    Policy,
    PublishedPolicy,
    Title,
    sha256_of,
)
from gronatraden.policy.overlay import Alteration, Level
from gronatraden.policy.problem import PolicyProblem, Where, unknown_name
from gronatraden.policy.requirement import AppliesTo, Because, Requirement, Rollout, Weight

__all__ = [
    "Alteration",
    "Altered",
    "AppliesTo",
    "Because",
    "ChangePolicy",
    "Classes",
    "Deciders",
    "Effective",
    "GatePolicy",
    "Level",
    "PluginPin",
    "Policy",
    "PolicyProblem",
    "ProjectClass",
    "PublishedPolicy",
    "Requirement",
    "Rollout",
    "Scale",
    "Scales",
    "SmallChanges",
    "Title",
    "Weight",
    "Where",
    "called_for",
    "class_problems",
    "is_for",
    "level_problems",
    "meaning",
    "merge",
    "misfits",
    "ordered",
    "outgrown",
    "overlay_problems",
    "sha256_of",
    "unknown_name",
]
