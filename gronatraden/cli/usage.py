"""What is wrong with the words of a command, said in the spoken language."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

import click

from gronatraden.cli.kinds import NotOfKindError

if TYPE_CHECKING:
    from gronatraden.text import Voice

_EXTRA = re.compile(r"\((?P<words>.*)\)", re.DOTALL)


def reason(voice: Voice, error: click.UsageError) -> str:
    """Return why a command cannot be understood."""
    code, facts = _fault(error)
    name = f"cli.usage.{code}"
    known = voice.knows(name)
    return voice.say(name if known else "cli.usage.other", message=error.format_message(), **facts)


def _fault(error: click.UsageError) -> tuple[str, dict[str, object]]:
    match error:
        case NotOfKindError():
            return error.code, {"name": parameter(error), **error.facts}
        case click.MissingParameter():
            return "is-missing", {"name": parameter(error)}
        case click.NoSuchOption():
            known = list(error.possibilities or ())
            code = "no-such-option" if known else "no-option-at-all"
            return code, {"name": error.option_name, "nearest": known[0] if known else ""}
        case click.NoSuchCommand():
            nearest = _nearest(error)
            code = "no-such-command" if nearest else "no-command-at-all"
            return code, {"name": error.command_name, "nearest": nearest}
        case click.BadOptionUsage():
            code = "option-takes-no" if "does not take" in error.message else "option-needs-a"
            return f"{code}-value", {"name": error.option_name}
        case _:
            extra = _EXTRA.search(error.message)
            code = "too-many-words" if extra else "other"
            return code, {"words": extra["words"] if extra else ""}


def _nearest(error: click.NoSuchCommand) -> str:
    known = list(error.possibilities or ())
    if not known and error.ctx is not None and isinstance(error.ctx.command, click.Group):
        every = error.ctx.command.list_commands(error.ctx)
        known = get_close_matches(error.command_name, every, n=1, cutoff=0.5)
    return known[0] if known else ""


def parameter(error: click.BadParameter) -> str:
    """Return how a parameter is written: ``PROJECT`` or ``--name``."""
    if isinstance(error.param, click.Argument):
        return error.param.make_metavar(error.ctx or click.Context(click.Command("")))
    if error.param is not None:
        return max(error.param.opts, key=len)
    return str(error.param_hint or "")
