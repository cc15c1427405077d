from __future__ import annotations

import pytest

from gronatraden.errors import SettingError
from gronatraden.settings import load

SERVER = "postgresql+psycopg://user@host"


@pytest.mark.parametrize("name", ["evidence_folder", "log_key"])
def test_two_databases_of_a_server_share_nothing(name: str) -> None:
    one, other = (load({"database": f"{SERVER}/{d}"}, {}) for d in ("kronoberg", "kalmar"))

    assert getattr(one, name) != getattr(other, name)


def test_what_belongs_to_a_file_lies_beside_it() -> None:
    found = load({"database": "here/house.db"}, {})

    assert (str(found.log_key), str(found.evidence_folder)) == (
        "here/house.key",
        "here/house.db.evidence",
    )


@pytest.mark.parametrize("at", ["9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "2024-12-01T12:00"])
def test_a_moment_at_the_end_of_the_calendar_or_of_no_zone_is_refused(at: str) -> None:
    with pytest.raises(SettingError) as refused:
        load({"at": at}, {})

    assert (refused.value.facts["reason"], refused.value.facts["name"]) == ("moment", at)
