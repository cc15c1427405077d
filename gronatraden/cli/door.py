"""The door: settings, language and the two ways out, shared by every command.

Data goes to stdout, for people or as one JSON object; messages go to stderr. A door
opens the database when a command asks for it and not before.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any

import click

from gronatraden.settings import load
from gronatraden.text import Voice

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rich.console import Console, RenderableType

    from gronatraden.services import Parts
    from gronatraden.settings import Settings


class Door:
    """What a command is given; lives as long as the command."""

    def __init__(self) -> None:
        self.flags: dict[str, str | None] = {}
        """What the command line says of the settings."""
        self.as_json = False
        self.dry_run = False

    @cached_property
    def settings(self) -> Settings:
        """The settings, read when they are first needed."""
        return load(self.flags)

    @cached_property
    def voice(self) -> Voice:
        """The language that is spoken."""
        return Voice(self.settings.language)

    @property
    def actor(self) -> str:
        """Handle of who acts; empty where nobody was named."""
        return self.settings.actor

    @cached_property
    def out(self) -> Console:
        """Where data goes."""
        from rich.console import Console  # noqa: PLC0415 - rich is slow to import

        return Console(highlight=False, soft_wrap=False)

    @cached_property
    def err(self) -> Console:
        """Where messages go."""
        from rich.console import Console  # noqa: PLC0415 - rich is slow to import

        return Console(stderr=True, highlight=False)

    @contextmanager
    def parts(self) -> Iterator[Parts]:
        """Open the database for one act."""
        from gronatraden.wiring import connect  # noqa: PLC0415 - SQLAlchemy is slow to import

        with connect(self.settings, dry_run=self.dry_run) as parts:
            yield parts

    def say(self, code: str, /, **facts: object) -> str:
        """Return a sentence in the spoken language."""
        return self.voice.say(code, **facts)

    def answer(self, data: Mapping[str, Any], *shown: RenderableType) -> None:
        """Give the command's data: one JSON object, or what people are shown."""
        if self.as_json:
            click.echo(json.dumps(data, ensure_ascii=False, indent=2, default=str))
            return
        for one in shown:
            self.out.print(one)

    def tell(self, code: str, /, **facts: object) -> None:
        """Say something about what was done, on stderr."""
        from rich.text import Text  # noqa: PLC0415 - rich is slow to import

        self.err.print(Text(self.say(code, **facts)))

    def next(self, *commands: str) -> None:
        """End with what can be done next, as commands that work when pasted."""
        if self.as_json or not commands:
            return
        self.err.print(f"[bold]{self.say('cli.next')}[/bold]")
        for command in commands:
            self.err.print(f"  {self.program} {command}", markup=False, soft_wrap=True)

    @property
    def program(self) -> str:
        """How this very command line names the program and its database."""
        said = self.flags.get("database")
        return "gronatraden" if not said else f"gronatraden --database {said}"
