"""The door: settings, language and the two ways out, shared by every command.

Data goes to stdout, for people or as one JSON object; messages go to stderr. A door
opens the database when a command asks for it and not before.
"""

from __future__ import annotations

import json
import os
import shlex
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import click

from gronatraden.cli import program
from gronatraden.settings import load
from gronatraden.text import Voice

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rich.console import Console, RenderableType

    from gronatraden.services import Parts
    from gronatraden.settings import Settings
    from gronatraden.tools import Export


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
        """Where tables and other rich data go; text is shown literally."""
        from rich.console import Console  # noqa: PLC0415 - rich is slow to import

        return Console(highlight=False, markup=False, emoji=False)

    @contextmanager
    def parts(self) -> Iterator[Parts]:
        """Open the database for one act."""
        from gronatraden.wiring import connect  # noqa: PLC0415 - SQLAlchemy is slow to import

        with connect(self.settings, dry_run=self.dry_run) as parts:
            yield parts

    def plug_in(self) -> None:
        """Plug in what the settings let in, for what is done without a database.

        Raises:
            PluginError: When a plugin that is let in cannot be used.
        """
        if self.settings.plugins:
            from gronatraden.wiring import plug_in  # noqa: PLC0415 - SQLAlchemy is slow to import

            plug_in(self.settings)

    @property
    def exports(self) -> dict[str, Export]:
        """What plugins export, by the kind of report it is asked for by.

        Raises:
            PluginError: When a plugin that is let in cannot be used.
        """
        if not self.settings.plugins:
            return {}
        from gronatraden.tools.plugged import plugins  # noqa: PLC0415 - the tools are slow to import

        self.plug_in()
        return {export.name: export for plugin in plugins() for export in plugin.exports}

    @property
    def database(self) -> str:
        """Where the database is, as people may see it: a file, or a URL without a password."""
        if self.settings.file is not None:
            return str(self.settings.file)
        address = urlsplit(self.settings.database)
        return f"{address.scheme}://{address.hostname or ''}{address.path}"

    def say(self, code: str, /, **facts: object) -> str:
        """Return a sentence in the spoken language."""
        return self.voice.say(code, **facts)

    def answer(self, data: Mapping[str, Any], *shown: RenderableType) -> None:
        """Give the command's data: one JSON object, or what people are shown.

        Args:
            data: What programs read, with its ``schema`` first.
            shown: Lines and tables for people.
        """
        if self.as_json:
            said = data if not self.dry_run else {**data, "dry_run": True}
            click.echo(json.dumps(said, ensure_ascii=False, indent=2, default=str))
            return
        for place, one in enumerate(shown):
            if isinstance(one, str):
                click.echo(one if place else one.removeprefix("\n"), color=in_colour())
            else:
                self.out.print(one)

    def tell(self, code: str, /, **facts: object) -> None:
        """Say something about what was done, on stderr."""
        click.echo(self.say(code, **facts), err=True)

    def person(self, who: Mapping[str, str], pseudonym: str) -> str:
        """Return what somebody is called where people read it; the machine is the system."""
        handle = who.get(pseudonym, pseudonym)
        return self.say("cli.machine") if handle == "machine" else handle

    def command(self, *words: object, by: str = "") -> str:
        """Return a command as it can be pasted, acting as somebody where that is needed."""
        actor = ["--as", by] if by else []
        return shlex.join([*actor, *(str(word) for word in words)])

    def next(self, *commands: str) -> None:
        """End with what can be done next, as commands that work when pasted."""
        if self.as_json or self.dry_run or not commands:
            return
        click.secho(f"\n{self.say('cli.next')}", err=True, bold=True, color=in_colour())
        for command in commands:
            click.echo(f"  {self.program} {command}", err=True)

    @property
    def program(self) -> str:
        """How this very command line names the program and its database."""
        said = self.flags.get("database")
        return program.name() if not said else f"{program.name()} --database {shlex.quote(said)}"


def in_colour() -> bool | None:
    """Say whether styles are shown: never with NO_COLOR, else where there is a terminal."""
    return False if os.environ.get("NO_COLOR") else None
