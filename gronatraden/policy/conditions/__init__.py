"""Conditions in CEL: checked when a policy is read, answered when a gate is judged."""
