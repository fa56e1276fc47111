"""``manage.py compare``: the Comparison document on standard output."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from io import TextIOWrapper
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError, CommandParser

from riskmodel import interface
from riskmodel.management.text_table import write_text


def _flag(name: str) -> str:
    return "--" + name.replace("_", "-")


FLAGS = tuple(_flag(name) for name in interface.FIELDS)


class TextParser(CommandParser):
    """Takes every argument as text and leaves it to the table of inputs to judge.

    What it cannot place is kept, to be told together with wrong values: unknown
    arguments in ``unknown``, and in ``twice`` two values for one argument, as neither
    is taken for the other.
    """

    # the parser's own has overloads for a namespace of one's own: none is used here
    def parse_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: Any = None
    ) -> Any:
        """Read the arguments; what begins with a minus may be a value."""
        found, unknown = self.parse_known_args(_join_values(args or ()), namespace)
        found.unknown = unknown
        found.twice = {}
        for name in interface.FIELDS:
            values = getattr(found, name) or [None]
            if len(values) > 1:
                found.twice[name] = values
            setattr(found, name, values[0] if len(values) == 1 else "")
        return found

    def error(self, message: str) -> NoReturn:
        """Refuse in one line, without the usage."""
        if self.called_from_command_line:
            self.exit(2, f"{message}\n")
        raise CommandError(message, returncode=2)


class Command(BaseCommand):
    """Compares the four options for one person, without a database."""

    help = (
        "Compare no MS drug, natalizumab, alemtuzumab and a stem-cell transplant "
        "for one person. Prints a table, or the whole document with --json."
    )
    requires_system_checks = ()

    def create_parser(
        self, prog_name: str, subcommand: str, **kwargs: Any
    ) -> CommandParser:
        """Make a parser that knows no abbreviations, as they change their meaning."""
        from_command_line = getattr(self, "_called_from_command_line", False)
        common = super().create_parser(prog_name, subcommand, add_help=False)
        return TextParser(
            prog=common.prog,
            description=common.description,
            formatter_class=common.formatter_class,
            called_from_command_line=from_command_line,
            parents=[common],
            allow_abbrev=False,
            **kwargs,
        )

    def add_arguments(self, parser: CommandParser) -> None:
        """Add one argument for each input, in the order of the document."""
        for flag, kind in zip(FLAGS, interface.FIELDS.values(), strict=True):
            help_text = kind.allowed.replace("%", "%%")
            # A value left out counts as an empty one, so that all wrong fields are
            # told together.
            parser.add_argument(
                flag, nargs="?", const="", action="append", help=help_text
            )
        parser.add_argument("--json", action="store_true", help="print the document")

    def execute(self, *args: Any, **options: Any) -> str | None:
        """Refuse in plain lines at a terminal, by an exception within a process."""
        try:
            return super().execute(*args, **options)
        except CommandError as refused:
            if not getattr(self, "_called_from_command_line", False):
                raise
            self.stderr.write(str(refused), lambda line: line)
            sys.exit(refused.returncode)

    def handle(self, *args: Any, **options: Any) -> None:
        """Read the inputs, compare, print in UTF-8 whatever the terminal's language."""
        if isinstance(sys.stdout, TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8", newline="\n")
        given = {
            name: _write_as_text(options[name])
            for name in interface.FIELDS
            if options[name] is not None
        }
        errors: tuple[interface.FieldError, ...] = ()
        try:
            request = interface.read_text(given)
        except interface.InvalidProfile as invalid:
            errors = invalid.errors
        twice = options["twice"]
        lines = [
            *_list_unknown(options["unknown"]),
            *(
                f"{_flag(name)}: {' and '.join(map(repr, values))} given; allowed: once"
                for name, values in twice.items()
            ),
            *list_errors(error for error in errors if error.field not in twice),
        ]
        if lines:
            raise CommandError("\n".join(lines), returncode=2)
        document = interface.compare(request)
        write = interface.encode if options["json"] else write_text
        self.stdout.write(write(document))


def _join_values(args: Iterable[str]) -> list[str]:
    """Join "--edss" and "-5" to "--edss=-5": else the parser takes -5 for a name."""
    joined: list[str] = []
    for arg in args:
        before = joined[-1] if joined else ""
        if before in FLAGS and arg.startswith("-") and not arg.startswith("--"):
            joined[-1] = f"{before}={arg}"
        else:
            joined.append(arg)
    return joined


def _write_as_text(value: object) -> str:
    """Write what ``call_command`` was given as it would be typed."""
    if isinstance(value, list | tuple):
        return ",".join(str(item) for item in value)
    return str(value)


def list_errors(errors: Iterable[interface.FieldError]) -> list[str]:
    """List wrong fields by the names that are typed.

    Parameters
    ----------
    errors : iterable of FieldError

    Returns
    -------
    list of str
        One line for each.
    """
    return [str(replace(error, field=_flag(error.field))) for error in errors]


def _list_unknown(args: Iterable[str]) -> list[str]:
    """List what has no place, one a line: a name with what follows it."""
    told: list[str] = []
    for arg in args:
        if told and not arg.startswith("--"):
            told[-1] += f" {arg!r}"
        else:
            told.append(repr(arg)[1:-1])
    allowed = f"allowed: {', '.join(FLAGS)}"
    return [f"unrecognized arguments: {one}; {allowed}" for one in told]
