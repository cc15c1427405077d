"""The program: options that hold for every command, and what is said when it fails.

Exit codes: 0 done or ready, 1 failure, 2 usage, 3 gate closed, 4 conflict,
5 not permitted, 6 verification failed, 130 interrupted (DESIGN §8).
"""

from __future__ import annotations

import errno
import gc
import os
import sys
from contextlib import suppress

import click

from gronatraden import __version__
from gronatraden.cli.complaint import complain, complain_of_us, complain_of_usage
from gronatraden.cli.door import Door
from gronatraden.cli.exits import DONE, FAILED, INTERRUPTED, USAGE
from gronatraden.cli.kinds import NotOfKindError, Word
from gronatraden.cli.spoken import Root, SpokenOption, door_of
from gronatraden.errors import ExportError, GronatradenError
from gronatraden.text import LANGUAGES

NOUNS = (
    "demo",
    "programme",
    "person",
    "role",
    "project",
    "document",
    "gate",
    "condition",
    "waiver",
    "change",
    "lesson",
    "reading",
    "evidence",
    "phase",
    "portfolio",
    "policy",
    "audit",
    "report",
    "doctor",
)
"""In the order a newcomer meets them."""

_ELSEWHERE = {"condition": "deciding.condition"}
MODULES = {noun: f"gronatraden.cli.{_ELSEWHERE.get(noun, noun)}" for noun in NOUNS}
"""Noun to the module that holds all its verbs; most are called as the noun is."""

_RARELY = 200_000
"""New objects between two collections of garbage: most commands are over before the first."""

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
"""Nothing but an answer meets these here: every other file's are told where it is written."""

_HIDING = "\u2028\u2029\u202d\u202e\ufeff\ufffe\uffff"
"""Characters that break lines unseen, show a text otherwise than it is stored, or are none."""


def _set(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    if value is not None and param.name is not None:
        door_of(ctx).flags[param.name] = value


@click.command(cls=Root, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="gronatraden", cls=SpokenOption)
@click.option("--database", cls=SpokenOption, metavar="URL", expose_value=False, callback=_set)
@click.option(
    "--as", "actor", cls=SpokenOption, metavar="PERSON", expose_value=False, callback=_set
)
@click.option(
    "--lang",
    "language",
    cls=SpokenOption,
    type=Word(LANGUAGES),
    metavar="|".join(LANGUAGES),
    expose_value=False,
    is_eager=True,
    callback=_set,
)
def root() -> None:
    """Hold the options that every command has."""


if isinstance(root, Root):
    root.modules = MODULES


def main() -> None:
    """Run a command and leave with its exit code; no traceback for what a user did."""
    gc.set_threshold(_RARELY)
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError):  # what is not a text stream of ours stays as it is
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # as said
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run a command and return its exit code."""
    door = Door()
    door.as_json = "--json" in arguments
    try:
        _refuse_control_characters(arguments)
        code = root.main(arguments, prog_name="gronatraden", standalone_mode=False, obj=door)
    except click.UsageError as error:
        complain_of_usage(door, error)
        return USAGE
    except (KeyboardInterrupt, click.Abort):
        click.echo(err=True)
        return INTERRUPTED
    except GronatradenError as error:
        complain(door, error)
        return error.exit_code
    except Exception as error:  # noqa: BLE001 - the one net under this door
        _fall(door, error)
        return FAILED
    return code if isinstance(code, int) else DONE


def _fall(door: Door, error: Exception) -> None:
    """Say what nobody behind this door could: nobody reads on, the disk is full, we are wrong."""
    full = isinstance(error, OSError) and error.errno in _FULL
    if full or isinstance(error, BrokenPipeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        door.as_json = False
    if full:
        complain(door, ExportError(file="stdout", reason="answer"))
    elif not isinstance(error, BrokenPipeError):
        complain_of_us(door, error)


def _refuse_control_characters(arguments: list[str]) -> None:
    """Refuse what is no text: bytes that are not UTF-8, and what would steer a terminal."""
    for said in arguments:
        found = next((c for c in said if _is_no_text(c)), None)
        if found is not None:
            facts = {"value": said.split(found)[0], "character": ascii(found)}
            raise NotOfKindError(code="no-text", **facts)


def _is_no_text(character: str) -> bool:
    """Say whether a character is one that no manuscript takes either (``manuscript``)."""
    steers = character < " " and character not in "\n\t"
    return (
        steers
        or character in _HIDING
        or "\x7f" <= character <= "\x9f"
        or "\ud800" <= character <= "\udfff"
    )
