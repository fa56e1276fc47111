"""``manage.py compare``: the Comparison document on standard output."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
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

    Two values for one argument are refused: neither is taken for the other.
    """

    # the parser's own has overloads for a namespace of one's own: none is used here
    def parse_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: Any = None
    ) -> Any:
        """Read the arguments; what begins with a minus may be a value."""
        joined = _join_values(args or ())
        given = Counter(arg.partition("=")[0] for arg in joined)
        for flag in FLAGS:
            if given[flag] > 1:
                self.error(f"{flag}: given {given[flag]} times; allowed: once")
        return super().parse_args(joined, namespace)

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
            parser.add_argument(flag, nargs="?", const="", help=help_text)
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
        try:
            request = interface.read_text(given)
        except interface.InvalidProfile as invalid:
            raise CommandError(_list_errors(invalid), returncode=2) from None
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


def _list_errors(invalid: interface.InvalidProfile) -> str:
    """List the wrong fields, one a line, by the names that were typed."""
    return "\n".join(
        str(interface.FieldError(_flag(error.field), error.given, error.allowed))
        for error in invalid.errors
    )
