"""The named errors of the model."""

from __future__ import annotations

from dataclasses import dataclass


class RiskModelError(Exception):
    """Anything the model refuses, with its reason."""


@dataclass(frozen=True)
class FieldError:
    """One wrong input: which field, what was given, what is allowed.

    Parameters
    ----------
    field : str
        Name of the input, with underscores, as in the Comparison document.
    given : str
        What was given, as text; empty when nothing was.
    allowed : str
        What is allowed, in words.
    """

    field: str
    given: str
    allowed: str

    def __str__(self) -> str:
        """Say the error in one line."""
        given = f"{self.given!r} given" if self.given else "nothing given"
        return f"{self.field}: {given}; allowed: {self.allowed}"


class InvalidProfile(RiskModelError):
    """One or more inputs are missing, impossible or contradict each other.

    Parameters
    ----------
    errors : tuple of FieldError
        One entry for each wrong field.
    """

    def __init__(self, errors: tuple[FieldError, ...]) -> None:
        super().__init__("\n".join(str(error) for error in errors))
        self.errors = errors


class EvidenceError(RiskModelError):
    """The evidence files are incomplete or contradict themselves."""


class UnknownNumber(RiskModelError):
    """No number has this id.

    Parameters
    ----------
    number_id : str
    """

    def __init__(self, number_id: str) -> None:
        super().__init__(f"{number_id!r} is not the id of a number")
        self.number_id = number_id


class NumericalError(RiskModelError):
    """A computed probability is not a probability."""
