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


def voice_of(ctx: click.Context | None) -> Voice:
    """Return the language of a context; Swedish where the settings cannot be read."""
    try:
        return Voice() if ctx is None else door_of(ctx).voice
    except GronatradenError:
        return Voice()


def _here() -> click.Context | None:
    return click.get_current_context(silent=True)  # there is none while a shell completes


class SpokenOption(click.Option):
    """An option whose help is said in the context's language."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return how the option is written and what it means."""
        self.help = voice_of(ctx).say(f"help.option.{(self.name or '').replace('_', '-')}")
        record = super().get_help_record(ctx)
        return None if record is None else (record[0], _translated(voice_of(ctx), record[1]))


def _translated(voice: Voice, said: str) -> str:
    """Return an option's help with what click itself adds to it in the spoken language."""
    said = said.replace("[required]", f"[{voice.say('help.required')}]")
    return said.replace("[default: ", f"[{voice.say('help.default')} ")


class _Spoken(click.Command):
    """A command whose headings and help are said in the context's language."""

    path: str = ""
    """``noun.verb`` in ``text/*/help.toml``."""

    def said(self, ctx: click.Context | None) -> str:
        """Return what the command does."""
        return voice_of(ctx).say(f"help.{self.path}")

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return what it does, however long."""
        del limit
        return self.said(_here()).split("\n", 1)[0]

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write how the command is called."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        prefix = f"{voice_of(ctx).say('help.usage')} "
        formatter.write_usage(ctx.command_path, pieces, prefix=prefix)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Return the words of the usage line."""
        self.options_metavar = voice_of(ctx).say("help.options-metavar")
        return super().collect_usage_pieces(ctx)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the command does."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(self.said(ctx))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write every option and what it means."""
        voice = voice_of(ctx)
        if (asked := self.get_help_option(ctx)) is not None:
            asked.help = voice.say("help.option.help")
        options = [p for p in self.get_params(ctx) if isinstance(p, click.Option)]
        records = [p.get_help_record(ctx) for p in options]
        rows = [row for row in records if row is not None]
        with formatter.section(voice.say("help.options")):
            formatter.write_dl(rows)
        if isinstance(self, click.Group):
            self.format_commands(ctx, formatter)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write examples that work when pasted."""
        code = f"help.{self.path}-example"
        voice = voice_of(ctx)
        if voice.knows(code):
            with formatter.section(voice.say("help.examples")), formatter.indentation():
                for line in voice.say(code).splitlines():
                    formatter.write(f"{'':>{formatter.current_indent}}{line}\n")


class SpokenCommand(_Spoken):
    """A verb."""


class Noun(_Spoken, click.Group):
    """A group of commands about one thing; ``Noun("gate")`` reads ``help.gate.about``."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.path = f"{name}.about"

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Return the words of the usage line."""
        self.subcommand_metavar = voice_of(ctx).say("help.verb-metavar")
        return super().collect_usage_pieces(ctx)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the verbs."""
        rows = [(name, made.get_short_help_str()) for name, made in self.commands.items()]
        with formatter.section(voice_of(ctx).say("help.commands")):
            formatter.write_dl(rows)

    def verb(
        self, name: str, *, writes: bool = False
    ) -> Callable[[Callable[..., int | None]], click.Command]:
        """Make a function the command of a verb; it is given the door and its own options.

        Args:
            name: The verb.
            writes: Whether it acts: then it takes ``--as`` and ``--dry-run``.
        """

        def made(function: Callable[..., int | None]) -> click.Command:
            made_command = spoken(f"{self.name}.{name}", name, function, writes=writes)
            self.add_command(made_command)
            return made_command

        return made


def spoken(
    path: str, name: str, function: Callable[..., int | None], *, writes: bool = False
) -> SpokenCommand:
    """Return a command for a function that takes the door first and may return an exit code."""

    @click.pass_context
    def enter(ctx: click.Context, /, **values: Any) -> int | None:  # noqa: ANN401 - options of any kind
        door = door_of(ctx)
        door.as_json = values.pop("as_json")
        if writes:
            door.dry_run = values.pop("dry_run")
            door.flags["actor"] = values.pop("actor") or door.flags.get("actor")
        code = function(door, **values)
        if door.dry_run:
            door.tell("cli.dry-run")
        return code

    params = list(reversed(getattr(function, "__click_params__", [])))
    params.append(SpokenOption(["--json", "as_json"], is_flag=True))
    if writes:
        params.append(SpokenOption(["--as", "actor"], metavar="PERSON"))
        params.append(SpokenOption(["--dry-run"], is_flag=True))
    made = SpokenCommand(name, callback=enter, params=params)
    made.path = path if "." in path else f"{path}.about"
    return made


def option(*names: str, **settings: Any) -> Callable[..., Any]:  # noqa: ANN401 - click's own
    """Add a spoken option to a function."""
    return click.option(*names, cls=SpokenOption, **settings)


class Root(_Spoken, click.Group):
    """The program: nouns are imported when one of their commands is run."""

    path = "about"
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

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Return the words of the usage line."""
        self.subcommand_metavar = voice_of(ctx).say("help.noun-metavar")
        return super().collect_usage_pieces(ctx)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the nouns without importing any."""
        voice = voice_of(ctx)
        rows = [(noun, voice.say(f"help.{noun}.about")) for noun in self.modules]
        with formatter.section(voice.say("help.commands")):
            formatter.write_dl(rows)
