"""Eyes for a page: its elements, headings, links and words, as a browser would find them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

WITHIN_A_LINE = frozenset({"a", "span", "strong", "code"})
VOID = frozenset({"meta", "br", "link", "img", "input", "hr"})


@dataclass(slots=True)
class Element:
    """An element with its words, those of the elements inside it included."""

    tag: str
    attributes: dict[str, str]
    parents: tuple[str, ...]
    text: str = ""

    @property
    def words(self) -> str:
        """The words, with single spaces."""
        return re.sub(r"\s+", " ", self.text).strip()


@dataclass(slots=True)
class Page(HTMLParser):
    """A page, read."""

    source: str
    elements: list[Element] = field(default_factory=list)
    unclosed: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Read it."""
        HTMLParser.__init__(self)
        self.feed(self.source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take note of an element."""
        parents = tuple(e.tag for e in self.unclosed)
        made = Element(tag, {name: value or "" for name, value in attrs}, parents)
        self.elements.append(made)
        if tag not in VOID:
            self.unclosed.append(made)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take note of an element that is closed at once."""
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the element; anything else open inside it is the page's mistake."""
        assert self.unclosed[-1].tag == tag, (self.unclosed[-1], tag, self.getpos())
        self.unclosed.pop()
        if tag not in WITHIN_A_LINE:
            self.handle_data(" ")

    def handle_data(self, data: str) -> None:
        """Give the words to everything they stand in."""
        for element in self.unclosed:
            element.text += data

    def all(self, *tags: str) -> list[Element]:
        """Return every element of the given tags, in order."""
        return [e for e in self.elements if e.tag in tags]

    def marked(self, name: str) -> list[Element]:
        """Return every element of a class, in order."""
        return [e for e in self.elements if name in e.attributes.get("class", "").split()]

    def at(self, name: str) -> Element:
        """Return the element of an id.

        Raises:
            LookupError: When there is none.
        """
        found = [e for e in self.elements if e.attributes.get("id") == name]
        if not found:
            raise LookupError(name)
        return found[0]

    @property
    def words(self) -> str:
        """All words of the body."""
        return next(e.words for e in self.elements if e.tag == "body")
