"""How many people like one person the studies of each option had."""

from __future__ import annotations

import tomllib
from collections.abc import Container, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from riskmodel.engine.profile import Course, Option, PatientProfile
from riskmodel.errors import EvidenceError
from riskmodel.evidence.registry import DATA
from riskmodel.evidence.schema import CheckStatus

FILE = DATA / "study_people.toml"
Range = tuple[float, float]


class Reach(StrEnum):
    """Whether a study took people like one person."""

    TAKEN = "taken"
    NOT_SEEN = "not_seen"
    OUTSIDE = "outside"


@dataclass(frozen=True)
class StudyPeople:
    """People of one study who had one option.

    Parameters
    ----------
    source : str
        Id of the publication.
    option : Option
    courses : frozenset of Course
    people : int
        How many were treated with the option.
    status : CheckStatus
    age, edss, duration : tuple of float, or None
        Lowest and highest that could enter, in years, EDSS, and years since first
        symptoms; None where it was not seen.
    note : str
    """

    source: str
    option: Option
    courses: frozenset[Course]
    people: int
    status: CheckStatus
    age: Range | None = None
    edss: Range | None = None
    duration: Range | None = None
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse what cannot be."""
        ranges = [r for r in (self.age, self.edss, self.duration) if r is not None]
        if self.people < 1 or any(low > high for low, high in ranges):
            raise EvidenceError(f"people of {self.source}: not a count or a range")

    def reach(self, profile: PatientProfile) -> Reach:
        """Tell whether the study took people like this.

        Parameters
        ----------
        profile : PatientProfile
            Of an EDSS range, both ends must lie inside.

        Returns
        -------
        Reach
            ``NOT_SEEN`` where no range seen leaves the person out, but the range of
            age or EDSS was not seen. A duration counts where a study set a limit.
        """
        if profile.course not in self.courses:
            return Reach.OUTSIDE
        age, edss = profile.age_years, (profile.edss_low, profile.edss_high)
        inside = (
            _holds(self.age, age, age),
            _holds(self.edss, *edss),
            _holds(self.duration, profile.duration_years, profile.duration_years),
        )
        if not all(inside):
            return Reach.OUTSIDE
        seen = self.age is not None and self.edss is not None
        return Reach.TAKEN if seen else Reach.NOT_SEEN


@dataclass(frozen=True)
class StudiesLike:
    """Studies of one option, by whether they took people like one person.

    Parameters
    ----------
    taken, not_seen, outside : tuple of StudyPeople
    """

    taken: tuple[StudyPeople, ...]
    not_seen: tuple[StudyPeople, ...]
    outside: tuple[StudyPeople, ...]

    @property
    def people(self) -> int:
        """How many people studies had that took people like this."""
        return sum(study.people for study in self.taken)

    @property
    def people_not_seen(self) -> int:
        """How many more there were where a range was not seen."""
        return sum(study.people for study in self.not_seen)


def find_studies(
    profile: PatientProfile, *, publications: Container[str]
) -> Mapping[Option, StudiesLike]:
    """Find the studies that took people like one person.

    Parameters
    ----------
    profile : PatientProfile
    publications : container of str
        Ids of those that count.

    Returns
    -------
    mapping of Option to StudiesLike
    """
    studies = [one for one in list_study_people() if one.source in publications]
    found: dict[Option, StudiesLike] = {}
    for option in Option:
        of_option = [study for study in studies if study.option is option]
        by_reach = {
            reach: tuple(s for s in of_option if s.reach(profile) is reach)
            for reach in Reach
        }
        found[option] = StudiesLike(
            by_reach[Reach.TAKEN], by_reach[Reach.NOT_SEEN], by_reach[Reach.OUTSIDE]
        )
    return found


@cache
def list_study_people() -> tuple[StudyPeople, ...]:
    """Read the people of every study.

    Returns
    -------
    tuple of StudyPeople

    Raises
    ------
    EvidenceError
        When a record is incomplete.
    """
    try:
        rows = tomllib.loads(FILE.read_text(encoding="utf-8"))["people"]
        return tuple(
            StudyPeople(
                source=row["source"],
                option=Option(row["option"]),
                courses=frozenset(map(Course, row["courses"])),
                people=int(row["people"]),
                status=CheckStatus(row["status"]),
                age=_range(row.get("age")),
                edss=_range(row.get("edss")),
                duration=_range(row.get("duration")),
                note=row.get("note", ""),
            )
            for row in rows
        )
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise EvidenceError(f"people of the studies: {error!r}") from error


@cache
def get_follow_up() -> Mapping[str, float]:
    """Read how long people were followed, by publication.

    Returns
    -------
    mapping of str to float
        Years; a publication of which it was not seen is missing.

    Raises
    ------
    EvidenceError
        When one is not a time.
    """
    found = tomllib.loads(FILE.read_text(encoding="utf-8"))["follow_up_years"]
    if not all(years > 0 for years in found.values()):
        raise EvidenceError("follow-up: not a time")
    return {source: float(years) for source, years in found.items()}


def _range(given: list[float] | None) -> Range | None:
    if given is None:
        return None
    low, high = given
    return float(low), float(high)


def _holds(allowed: Range | None, low: float, high: float) -> bool:
    return allowed is None or (allowed[0] <= low and high <= allowed[1])
