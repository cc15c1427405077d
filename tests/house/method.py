"""The method's rules and their severity, as METHOD §2 states them."""

from __future__ import annotations

_STATED = {
    "B": """
        FL-01 FL-02 FL-03 FL-04 FL-05 FL-07 FL-08 FL-10 FL-11 FL-12 FL-15 FL-17
        IA-01 IA-02 IA-04 IA-06 IA-08 IA-09 IA-10
        ST-01 ST-02 ST-03 ST-04
        LC-02 LC-03 LC-04 LC-05 LC-07
        KL-01 KL-03 KL-04
        JM-01 JM-02 JM-04 JM-05 JM-07
    """,
    "V": """
        FL-06 FL-09 FL-13 FL-14 FL-16
        IA-03 IA-05 IA-07 IA-11
        ST-06 ST-07
        LC-01 LC-06
        KL-02
        JM-03 JM-06
    """,
    "I": "ST-05 LC-08 KL-05",
}

SEVERITY = {rule: severity for severity, rules in _STATED.items() for rule in rules.split()}
"""B blocks a gate, V is a warning, I is information; B/V is B here."""

WEIGHT = {"B": "blocking", "V": "advisory", "I": "audit"}
"""How heavily a policy weighs a severity where it weighs it most."""
