"""Commands that take their words from ``text/`` when they are shown.

``help.<noun>.<verb>`` is what a command does, ``help.<noun>.<verb>-example`` how it is
called, and ``help.option.<name>`` what an option means, wherever it occurs.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from gronatraden.cli.door import Door
from gronatraden.errors import GronatradenError
from gronatraden.text import Voice

if TYPE_CHECKING:
    from collections.abc import Callable


def door_of(ctx: click.Context) -> Door:
    """Return the door that a context stands in."""
    return ctx.ensure_object(Door)


def voice_of(ctx: click.Context) -> Voice:
    """Return the language of a context; Swedish where the settings cannot be read."""
    try:
        return door_of(ctx).voice
    except GronatradenError:
        return Voice()


class SpokenOption(click.Option):
    """An option whose help is said in the context's language."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return how the option is written and what it means."""
        self.help = voice_of(ctx).say(f"help.option.{(self.name or '').replace('_', '-')}")
        return super().get_help_record(ctx)


class SpokenCommand(click.Command):
    """A command whose help is said in the context's language."""

    path: str = ""
    """``noun.verb`` in ``text/*/help.toml``."""

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return the first sentence of what it does."""
        del limit
        return self._said(click.get_current_context()).split("\n", 1)[0]

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the command does."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(self._said(ctx))

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write examples that work when pasted."""
        code = f"help.{self.path}-example"
        voice = voice_of(ctx)
        if voice.knows(code):
            formatter.write_paragraph()
            with formatter.section(voice.say("help.examples")), formatter.indentation():
                for line in voice.say(code).splitlines():
                    formatter.write(f"{'':>{formatter.current_indent}}{line}\n")

    def _said(self, ctx: click.Context) -> str:
        return voice_of(ctx).say(f"help.{self.path}")


class Noun(click.Group):
    """A group of commands about one thing; ``Noun("gate")`` reads ``help.gate.about``."""

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the noun is about."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(voice_of(ctx).say(f"help.{self.name}.about"))

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return what the noun is about."""
        del limit
        return voice_of(click.get_current_context()).say(f"help.{self.name}.about")

    def verb(
        self, name: str, *, writes: bool = False
    ) -> Callable[[Callable[..., None]], click.Command]:
        """Make a function the command of a verb; it is given the door and its own options.

        Args:
            name: The verb.
            writes: Whether it acts: then it takes ``--as`` and ``--dry-run``.
        """

        def made(function: Callable[..., None]) -> click.Command:
            made_command = spoken(f"{self.name}.{name}", name, function, writes=writes)
            self.add_command(made_command)
            return made_command

        return made


def spoken(
    path: str, name: str, function: Callable[..., None], *, writes: bool = False
) -> SpokenCommand:
    """Return a command for a function that takes the door first."""

    @click.pass_context
    def enter(ctx: click.Context, /, **values: Any) -> None:  # noqa: ANN401 - options of any kind
        door = door_of(ctx)
        door.as_json = values.pop("as_json")
        if writes:
            door.dry_run = values.pop("dry_run")
            door.flags["actor"] = values.pop("actor") or door.flags.get("actor")
        function(door, **values)
        if door.dry_run:
            door.tell("cli.dry-run")

    params = list(reversed(getattr(function, "__click_params__", [])))
    params.append(SpokenOption(["--json", "as_json"], is_flag=True))
    if writes:
        params.append(SpokenOption(["--as", "actor"], metavar="PERSON"))
        params.append(SpokenOption(["--dry-run"], is_flag=True))
    made = SpokenCommand(name, callback=enter, params=params)
    made.path = path
    return made


def option(*names: str, **settings: Any) -> Callable[..., Any]:  # noqa: ANN401 - click's own
    """Add a spoken option to a function."""
    return click.option(*names, cls=SpokenOption, **settings)


class Root(click.Group):
    """The program: nouns are imported when one of their commands is run."""

    modules: dict[str, str]
    """Noun → module that holds it as ``NOUN``."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the nouns in the order a project meets them."""
        del ctx
        return list(self.modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a noun, imported now."""
        del ctx
        if cmd_name not in self.modules:
            return None
        found: click.Command = import_module(self.modules[cmd_name]).NOUN
        return found

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the program is."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(voice_of(ctx).say("help.about"))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the nouns without importing any."""
        voice = voice_of(ctx)
        rows = [(noun, voice.say(f"help.{noun}.about")) for noun in self.modules]
        with formatter.section(voice.say("help.commands")):
            formatter.write_dl(rows)
