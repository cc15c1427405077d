"""What a policy may say: which checks, which numbers, how much they weigh, who decides."""

from gronatraden.policy.calling import called_for, is_for, merge_order, misfits
from gronatraden.policy.classes import Classes, ProjectClass, class_problems, outgrown
from gronatraden.policy.deciding import ChangePolicy, Deciders, SmallChanges
from gronatraden.policy.growth import meaning
from gronatraden.policy.holding import Material, WaiverPolicy
from gronatraden.policy.looseness import level_problems, overlay_problems, weight_problems
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
from gronatraden.policy.requirement import AppliesTo, Because, Each, Requirement, Rollout, Weight

__all__ = [
    "Alteration",
    "Altered",
    "AppliesTo",
    "Because",
    "ChangePolicy",
    "Classes",
    "Deciders",
    "Each",
    "Effective",
    "GatePolicy",
    "Level",
    "Material",
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
    "WaiverPolicy",
    "Weight",
    "Where",
    "called_for",
    "class_problems",
    "is_for",
    "level_problems",
    "meaning",
    "merge",
    "merge_order",
    "misfits",
    "ordered",
    "outgrown",
    "overlay_problems",
    "sha256_of",
    "unknown_name",
    "weight_problems",
]
