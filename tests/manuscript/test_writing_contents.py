from __future__ import annotations

import pytest

from gronatraden.manuscript import plain, read_text, validate, write
from gronatraden.project import ProjectFacts
from gronatraden.tools import TOOLS
from tests.builders import (
    a_change_logic,
    a_collaboration_ladder,
    a_competent_leadership,
    a_learning_cycle,
    a_stakeholder_analysis,
    an_equality_mainstreaming,
    some_facts,
)

CONTENTS = (
    some_facts(),
    a_change_logic(),
    a_stakeholder_analysis(),
    a_collaboration_ladder(),
    a_learning_cycle(),
    a_competent_leadership(),
    an_equality_mainstreaming(),
)


@pytest.mark.parametrize("content", CONTENTS, ids=lambda content: type(content).__name__)
def test_a_content_reads_as_it_was_written(content: object) -> None:
    written = write({"content": plain(content)})

    assert validate(read_text(written, name="w"), type(content), at=("content",)) == content


@pytest.mark.parametrize("kind", [ProjectFacts, *(tool.content for tool in TOOLS)])
def test_an_empty_content_says_nothing(kind: type) -> None:
    assert plain(kind()) == {}


def test_what_no_manuscript_holds_is_refused() -> None:
    with pytest.raises(TypeError):
        plain({"value": 1.5})
