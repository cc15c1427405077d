from __future__ import annotations

import pytest

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
