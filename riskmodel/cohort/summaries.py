"""Documents to rows of a table: a row for each person, option and horizon."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pyarrow as pa

from riskmodel.cohort.people import Member
from riskmodel.interface import Document, Option, compare_outcomes

FIGURES = ("mean", "lower95", "upper95")
OUTCOMES = ("died_treatment", "died_other", "worse", "same", "better")
OTHERS = (
    "edss_at_least_6",
    "edss_at_least_7",
    "mean_edss",
    "expected_relapses",
    "relapse_free",
)
NUMBERS = (*OUTCOMES, *OTHERS, "transplant_mortality")

#: Columns of the result. Numbers are empty where an option cannot be estimated.
SCHEMA = pa.schema(
    [
        pa.field("row", pa.int64(), nullable=False),
        pa.field("id", pa.string(), nullable=False),
        pa.field("option", pa.string(), nullable=False),
        pa.field("status", pa.string(), nullable=False),
        pa.field("years", pa.int16(), nullable=False),
        *(
            pa.field(f"{number}_{figure}", pa.float64())
            for number in NUMBERS
            for figure in FIGURES
        ),
    ]
)


def summarise_people(people: Sequence[Member]) -> pa.Table:
    """Compare the options for some people and keep the summaries.

    Parameters
    ----------
    people : sequence of Member

    Returns
    -------
    pyarrow.Table
        By ``SCHEMA``, in the order of the people.
    """
    documents = compare_outcomes(person.request for person in people)
    rows = [
        row
        for person, document in zip(people, documents, strict=True)
        for row in _list_rows(person, document)
    ]
    return pa.Table.from_pylist(rows, schema=SCHEMA)


def _list_rows(person: Member, document: Document) -> list[dict[str, Any]]:
    rows = []
    for name, option in document["options"].items():
        mortality = None
        if name == Option.AHSCT.value:
            mortality = document["transplant_mortality"]
        for years, horizon in option["horizons"].items():
            told = {
                **horizon["outcomes"],
                **{number: horizon[number] for number in OTHERS},
                "transplant_mortality": mortality,
            }
            row = {
                "row": person.row,
                "id": person.id,
                "option": name,
                "status": option["status"],
                "years": int(years),
            }
            for number in NUMBERS:
                for figure in FIGURES:
                    figures = told[number]
                    row[f"{number}_{figure}"] = figures and figures[figure]
            rows.append(row)
    return rows
