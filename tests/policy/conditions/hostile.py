"""What a policy could say to exhaust the machine that reads it."""

from __future__ import annotations

WALK = "it.parts.map(a, it.parts.map(b, it.parts.map(c, it.parts.map(d, d.id))))"

HOSTILE: dict[str, str] = {
    "a text that doubles": '["x"]' + ".map(a, a + a)" * 28 + ' == ["x"]',
    "a list that doubles": "[[1]]" + ".map(a, a + a)" * 24 + " == [[1]]",
    "a list of lists of lists": "[[1]]" + ".map(a, [a, a])" * 60 + " == [[1]]",
    "brackets": "(" * 990 + "true" + ")" * 990,
    "lists in lists": "[" * 990 + "]" * 990 + " == []",
    "a long sum": "1 + " * 490 + "1 > 0",
    "a long path": "it" + ".parts[0]" * 200 + ".id == ''",
    "questions in questions": "true ? (" * 200 + "true" + ") : false" * 200,
    "a walk in a walk in a walk": f"{WALK} == []",
    "a pattern that explodes": '"a".matches("' + "(a{1,1000}){1,1000}" + '")',
    "a pattern from a document": "it.title.matches(it.title)",
    "more than a page": "true || " * 500 + "true",
    "an object built": "it.parts.map(a, {a.id: a}) == []",
}
"""Expressions by what they would do; every one is refused before it is evaluated."""
