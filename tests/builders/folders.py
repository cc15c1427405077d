"""A project's folder, file by file, and what an export or an import makes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.manuscript import read_text
from gronatraden.services.folders.export_project import export_project
from gronatraden.services.folders.import_programme import FolderFound
from tests.builders.manuscripts import a_manuscript, written

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gronatraden.manuscript import Manuscript
    from gronatraden.services import Parts


def a_folder(
    *contents: object, project: str = "segla", **beside: Mapping[str, object]
) -> tuple[Manuscript, ...]:
    """Return a project's files: its documents, and by name what lies beside them."""
    documents = [a_manuscript(content, project=project) for content in contents]
    others = [
        written(
            {"schema": f"gronatraden/project-{name}/1", "project": project, **said},
            name=f"{name}.yaml",
        )
        for name, said in beside.items()
    ]
    return (*documents, *others)


def exported(parts: Parts, project: str) -> dict[str, str]:
    """Return the files of a project's export."""
    return dict(export_project(parts, project=project).files)


def read_files(files: Mapping[str, str]) -> tuple[Manuscript, ...]:
    """Return files as an import reads them."""
    return tuple(read_text(text, name=name) for name, text in files.items())


def found(name: str, *files: Manuscript) -> FolderFound:
    """Return a folder as it lies in a programme's folder."""
    return FolderFound(name=name, written=files)
