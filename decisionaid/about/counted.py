"""What studies counted: a few people of a few, as people of 1,000 with a range."""

from __future__ import annotations

from dataclasses import dataclass

from decisionaid.presentation.counts import make_figure
from decisionaid.presentation.page import Figure
from riskmodel.interface import find_exact_interval


@dataclass(frozen=True)
class Count:
    """So many of so many people, from the publication named."""

    id: str
    cases: int
    people: int
    source_id: str

    def make_figure(self) -> Figure:
        """Make its figure of 1,000, with the exact 95 % interval."""
        lower, upper = find_exact_interval(self.cases, self.people)
        share = self.cases / self.people
        estimate = {"mean": share, "lower95": lower, "upper95": upper}
        return make_figure(f"counted.{self.id}", estimate)


#: The report of 2011, and cohorts since.
REPORT_DEATHS = Count("report_deaths", 2, 74, "mancardi_2012")
REPORT_IMPROVED_RELAPSING = Count("report_relapsing", 8, 25, "mancardi_2012")
REPORT_IMPROVED_PROGRESSIVE = Count("report_progressive", 1, 36, "mancardi_2012")
#: Followed for more than seven years: 8 of 18 stayed stable or improved.
REPORT_LATER_WORSE = Count("report_later_worse", 10, 18, "mancardi_2012")
UK_DEATHS = Count("uk_deaths", 5, 364, "muraro_2025")
SWEDEN_DEATHS = Count("sweden_deaths", 0, 174, "silfverberg_2024")
