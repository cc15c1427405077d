"""Conditions at gates: what they may speak of, what is wrong with them, how they come out."""
