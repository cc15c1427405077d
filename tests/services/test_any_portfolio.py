"""Whatever people do, and however time goes, a check of what is due leaves nothing behind."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from gronatraden.errors import GronatradenError
from gronatraden.project import Role
from gronatraden.services.grant_role import grant_role
from gronatraden.services.portfolio.check_portfolio import check_portfolio
from gronatraden.services.portfolio.compare_portfolio import differing_projects
from tests.services.board import from_scratch, on_board
from tests.services.living import SHORT, AnyLife
from tests.services.simulator import PROGRAMME

WIDE = st.sampled_from([None, PROGRAMME])


class AnyPortfolio(AnyLife):
    """The life of ``ro``, its portfolio checked now and then and compared with the record."""

    @rule(
        person=st.sampled_from(["alva", "bo", "disa", "cleo"]),
        role=st.sampled_from([Role.STEERING_GROUP, Role.PROJECT_MANAGER, Role.ADMIN]),
        programme=WIDE,
        days=st.integers(0, 40),
    )
    def grant_widely(self, person: str, role: Role, programme: str | None, days: int) -> None:
        """Let somebody hold a role in the whole programme, or everywhere, for some days."""
        parts = self.life.parts
        with suppress(GronatradenError):
            grant_role(
                parts,
                person=person,
                role=role,
                programme=programme,
                project=None,
                until_on=parts.today + timedelta(days=days),
                by="ida",
            )

    @invariant()
    def the_rows_that_nothing_made_due_hold(self) -> None:
        """What no act and no day has touched since the last check stands as it stood."""
        if hasattr(self, "life"):
            assert list(differing_projects(self.life.parts)) == []

    @rule()
    def check(self) -> None:
        """Judge what is due; then everything stands as if judged from scratch."""
        check_portfolio(self.life.parts)

        assert on_board(self.life) == from_scratch(self.life)

    def teardown(self) -> None:
        """Check a last time, then hold every row against the log."""
        if hasattr(self, "life"):
            self.check()
        super().teardown()


AnyPortfolio.TestCase.settings = SHORT
test_any_portfolio = AnyPortfolio.TestCase
