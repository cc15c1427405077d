from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from gronatraden.errors import ExportError
from gronatraden.exports.writing import write_whole

if TYPE_CHECKING:
    from pathlib import Path


def test_a_text_becomes_a_file(tmp_path: Path) -> None:
    size = write_whole(tmp_path / "rapport.html", "Grön tråd\n")

    assert (tmp_path / "rapport.html").read_text("utf-8") == "Grön tråd\n"
    assert size == len("Grön tråd\n".encode())


def test_what_was_there_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "rapport.html").write_text("förr")

    write_whole(tmp_path / "rapport.html", "nu")

    assert (tmp_path / "rapport.html").read_text("utf-8") == "nu"


def test_nothing_else_is_left_in_the_folder(tmp_path: Path) -> None:
    write_whole(tmp_path / "rapport.html", "nu")

    assert [f.name for f in tmp_path.iterdir()] == ["rapport.html"]


@pytest.mark.parametrize(
    ("name", "reason"), [(".", "is-a-folder"), ("borta/rapport.html", "no-folder")]
)
def test_what_cannot_be_a_file_is_refused(tmp_path: Path, name: str, reason: str) -> None:
    with pytest.raises(ExportError) as refusal:
        write_whole(tmp_path / name, "nu")

    assert refusal.value.facts == {"file": str(tmp_path / name), "reason": reason}


def test_a_name_that_no_disk_takes_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ExportError) as refusal:
        write_whole(tmp_path / ("å" * 300), "nu")

    assert refusal.value.facts["reason"] == "not-written"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_closed_to_us_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)

    with pytest.raises(ExportError) as refusal:
        write_whole(tmp_path / "rapport.html", "nu")

    assert refusal.value.facts["reason"] == "not-permitted"
