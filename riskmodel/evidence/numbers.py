"""Ids of the numbers that are shown, what they mean and what they rest on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from riskmodel.engine.break_even import OUTCOMES as TIED_OUTCOMES
from riskmodel.engine.harms import Harm, Law
from riskmodel.engine.pml import HIGH, LOW, MIDDLE, NO_INDEX, PRIOR, TABLE_YEARS
from riskmodel.engine.profile import LONGEST_HORIZON_YEARS, Option
from riskmodel.engine.states import BANDS
from riskmodel.engine.summaries import FIGURES
from riskmodel.errors import UnknownNumber
from riskmodel.evidence import parts
from riskmodel.evidence.parts import Part
from riskmodel.evidence.studies_like import list_study_people

#: Before an outcome, for the people it has not met.
NOT = "not_"
#: Outcomes that are no share of people: nobody is left over.
NO_SHARES = ("mean_edss", "expected_relapses")
_FIGURE_WORDS = {
    "mean": "mean",
    "median": "median",
    "lower50": "lower end of the 50 % interval",
    "upper50": "upper end of the 50 % interval",
    "lower95": "lower end of the 95 % interval",
    "upper95": "upper end of the 95 % interval",
    "no_tie": "probability that no mortality makes them tie",
}
OPTION_WORDS = {
    Option.NO_DMT: "no MS drug",
    Option.NATALIZUMAB: "natalizumab",
    Option.ALEMTUZUMAB: "alemtuzumab",
    Option.AHSCT: "a stem-cell transplant",
}
_OUTCOME_WORDS = {
    "died_treatment": "share who have died because of the treatment",
    "died_other": "share who have died of anything else",
    "worse": "share alive with lasting disability at least one EDSS band above the "
    "start",
    "same": "share alive in the EDSS band of the start",
    "better": "share alive with lasting disability at least one EDSS band below the "
    "start",
    "dead_or_worse": "share who have died of anything or are worse",
    "edss_at_least_6": "share alive at EDSS 6 or more",
    "edss_at_least_7": "share alive at EDSS 7 or more",
    "mean_edss": "mean EDSS band of those alive",
    "edss_distribution": "share alive in EDSS band {band}",
    "expected_relapses": "expected number of relapses",
    "relapse_free": "probability of no relapse",
}
HARM_WORDS = {
    "treatment_death": "death because of the treatment",
    "pml": "PML",
    "serious_infection": "a serious infection",
    "infusion_reaction": "a reaction to a drip",
    "anaphylaxis": "a severe allergic reaction",
    "thyroid": "thyroid disease",
    "itp": "a dangerous loss of blood platelets",
    "nephropathy": "kidney disease from the immune system",
    "stroke": "a stroke or a torn neck artery",
    "infection_late": "an infection after the first six months",
    "febrile_neutropenia": "fever while white cells are low",
    "periods_stop": "periods that do not come back",
    # of these no number is known, only that they happen
    "male_fertility": "lasting infertility in men",
    "malignancy": "a cancer",
    "liver_injury": "an injury of the liver",
    "herpes_brain": "a brain infection by herpes viruses",
    "autoimmune_hepatitis": "a liver inflammation by the immune system",
    "hlh": "an overactive immune system (HLH)",
    "early_serious_infection": "a serious infection or intensive care early on",
}
_TIED_WORDS = {
    "dead_or_worse": "being dead or worse",
    "dead_or_edss6": "being dead or at EDSS 6 or more",
}


#: People counted by whether their study took people like the person.
REACHES = {
    "people": "that took people of this course, EDSS and age",
    "people_not_seen": "that may have, as a range of EDSS or age was not seen",
}
PML_STRATA = {
    "negative": "without JC virus antibodies",
    LOW: "with antibodies, index up to 0.9",
    MIDDLE: "with antibodies, index 0.9 to 1.5",
    HIGH: "with antibodies, index above 1.5",
    NO_INDEX: "with antibodies, index not known",
    PRIOR: "with antibodies and earlier immunosuppression",
}
#: The row of the same table that is of one person's answers.
PML_OWN = "own"


@dataclass(frozen=True)
class Meaning:
    """What a number is, and the parts of the model it rests on.

    Parameters
    ----------
    words : str
    parts : tuple of Part
    source_ids : tuple of str
        Sources beyond those of the parts' parameters and tables.
    """

    words: str
    parts: tuple[Part, ...]
    source_ids: tuple[str, ...] = ()


def read_number(number_id: str, harms: Sequence[Harm]) -> Meaning:
    """Tell what a number id means.

    Parameters
    ----------
    number_id : str
        ``<option>.<year>.<outcome>.<figure>``,
        ``<option>.<year>.harms.<harm>.<figure>``,
        ``<option>.<year>.edss_distribution.<band>.<figure>``,
        ``break_even.<option>.<year>.<outcome>.<figure or no_tie>`` or
        ``transplant_mortality.<figure>``; an outcome that is a share, or a harm, may
        begin with ``not_``, for the people it has not met. Besides
        ``pml_table.<stratum>.<year>.<figure>``,
        ``studied.<option>.<people or people_not_seen>``, and
        ``what_if.<name>.<number>`` for a number under another assumption.
    harms : sequence of Harm
        Of the release.

    Returns
    -------
    Meaning

    Raises
    ------
    UnknownNumber
        When there is no such number.
    """
    # callers are not all checked: what is no text is no number's id either
    match str(number_id).split("."):
        case ["what_if", name, first, *rest] if name and first != "what_if":
            meaning = read_number(".".join((first, *rest)), harms)
            words = f"What if, {name.replace('_', ' ')}: {meaning.words}"
            return replace(meaning, words=words)
        case ["studied", option, reach] if _is_option(option) and reach in REACHES:
            return _read_studied(Option(option), reach)
        case ["pml_table", stratum, year, figure] if (
            stratum in PML_STRATA and _is_tabled(year) and figure in FIGURES
        ):
            words = (
                f"Of people who stay on natalizumab, {PML_STRATA[stratum]}, "
                f"after {_years(int(year))} on it: share who have had PML"
            )
            meaning = Meaning(words, (parts.PML,))
        case ["pml_table", stratum, year, figure] if (
            stratum == PML_OWN and _is_tabled(year) and figure in FIGURES
        ):
            words = (
                "Of people like this who stay on natalizumab, within "
                f"{_years(int(year))} from today: share who have had PML"
            )
            meaning = Meaning(words, (parts.PML,))
        case ["transplant_mortality", figure] if figure in FIGURES:
            words = "Transplant-related mortality for this person"
            meaning = Meaning(words, parts.TREATMENT_DEATH[Option.AHSCT])
        case ["break_even", other, year, outcome, figure] if (
            _is_option(other)
            and other != Option.AHSCT
            and _is_year(year)
            and outcome in TIED_OUTCOMES
            and figure in (*FIGURES, "no_tie")
        ):
            meaning = _read_tie(Option(other), int(year), outcome)
        case [option, year, "harms", harm, figure] if (
            _is_option(option) and _is_year(year) and figure in FIGURES
        ):
            meaning = _read_harm(number_id, harm, harms)
        case [option, year, "edss_distribution", band, figure] if (
            _is_option(option)
            and _is_year(year)
            and band in map(str, range(BANDS))
            and figure in FIGURES
        ):
            outcome = _OUTCOME_WORDS["edss_distribution"].format(band=band)
            meaning = Meaning(
                _of_those(Option(option), int(year), outcome),
                parts.get_course_parts(Option(option)),
            )
        case [option, year, outcome, figure] if (
            _is_option(option)
            and _is_year(year)
            and _is_outcome(outcome)
            and figure in FIGURES
        ):
            meaning = _read_outcome(Option(option), int(year), outcome)
        case _:
            raise UnknownNumber(number_id)
    figure = _FIGURE_WORDS[number_id.rsplit(".", 1)[1]]
    return Meaning(f"{meaning.words}: {figure}", meaning.parts, meaning.source_ids)


def _is_option(word: str) -> bool:
    return word in {option.value for option in Option}


def _is_year(word: str) -> bool:
    return word in {str(year) for year in range(1, LONGEST_HORIZON_YEARS + 1)}


def _is_tabled(word: str) -> bool:
    return _is_year(word) and int(word) <= TABLE_YEARS


def _is_outcome(word: str) -> bool:
    id = word.removeprefix(NOT)
    if id in NO_SHARES:
        return word == id
    return id in _OUTCOME_WORDS and id != "edss_distribution"


def _of_those(option: Option, year: int, outcome: str) -> str:
    on = OPTION_WORDS[option]
    return f"Of people like this on {on}, after {_years(year)}: {outcome}"


def _years(year: int) -> str:
    return "one year" if year == 1 else f"{year} years"


def _read_studied(option: Option, reach: str) -> Meaning:
    sources = dict.fromkeys(
        study.source for study in list_study_people() if study.option is option
    )
    words = f"People in studies of {OPTION_WORDS[option]} {REACHES[reach]}"
    return Meaning(words, (), tuple(sources))


def _negate(outcome: str, words: str) -> str:
    return f"all but the {words}" if outcome.startswith(NOT) else words


def _read_outcome(option: Option, year: int, outcome: str) -> Meaning:
    id = outcome.removeprefix(NOT)
    rests_on = {
        "died_treatment": parts.get_treatment_death_parts,
        "same": parts.get_not_worse_parts,
        "better": parts.get_not_worse_parts,
        "mean_edss": parts.get_alive_parts,
        "expected_relapses": parts.get_relapse_parts,
        "relapse_free": parts.get_relapse_free_parts,
    }.get(id, parts.get_course_parts)
    words = _negate(outcome, _OUTCOME_WORDS[id])
    return Meaning(_of_those(option, year, words), rests_on(option))


def _read_harm(number_id: str, harm_id: str, harms: Sequence[Harm]) -> Meaning:
    option, year = Option(number_id.split(".")[0]), int(number_id.split(".")[1])
    id = harm_id.removeprefix(NOT)
    found = next((h for h in harms if h.option is option and h.id == id), None)
    rests_on: tuple[Part, ...]
    sources: tuple[str, ...] = ()
    if found is not None and found.law is not Law.NOT_KNOWN:
        # of what comes while a drug is taken, who stops has less
        stopping = option is Option.NATALIZUMAB and found.law is not Law.ONCE
        also = ("natalizumab_stopping_per_year",) if stopping else ()
        rests_on = (Part(parameters=(found.parameter, *also), equations=(18,)),)
        sources = found.sources
    elif id == "treatment_death" and option is not Option.NO_DMT:
        rests_on = parts.get_treatment_death_parts(option)
    elif id == "pml" and option is Option.NATALIZUMAB:
        rests_on = parts.get_pml_parts(option)
    else:
        raise UnknownNumber(number_id)
    words = _negate(harm_id, f"share who have had {HARM_WORDS[id]}")
    return Meaning(_of_those(option, year, words), rests_on, sources)


def _read_tie(other: Option, year: int, outcome: str) -> Meaning:
    words = (
        f"Transplant mortality at which a transplant and {OPTION_WORDS[other]} tie "
        f"on {_TIED_WORDS[outcome]} after {_years(year)}"
    )
    rests_on = parts.get_tie_parts(other, worse=outcome == "dead_or_worse")
    return Meaning(words, rests_on)
