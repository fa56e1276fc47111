"""What every part of the page is made from: the document at one time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from decisionaid.presentation.counts import make_outcome_figures
from decisionaid.presentation.page import Figure
from decisionaid.presentation.view import USUAL, View
from decisionaid.presentation.wording.labels import word_years

#: Abilities beside the five groups.
ABILITIES = ("edss_at_least_6", "edss_at_least_7", "relapse_free")


@dataclass(frozen=True)
class Scene:
    """A Comparison document and the years that are shown."""

    document: Mapping[str, Any]
    years: int
    view: View = USUAL

    @property
    def option_ids(self) -> tuple[str, ...]:
        """Options in the order of the view: never ranked by their numbers."""
        return tuple(option for option in self.view.order if option in self.options)

    @property
    def options(self) -> Mapping[str, Any]:
        """The document's options."""
        options: Mapping[str, Any] = self.document["options"]
        return options

    @property
    def time(self) -> str:
        """The time in words."""
        return word_years(self.years)

    @property
    def horizons(self) -> tuple[int, ...]:
        """Years the document has, up to the ten that patients are shown."""
        years = sorted(int(year) for year in self.options["no_dmt"]["horizons"])
        return tuple(year for year in years if year <= 10)

    def is_known(self, option_id: str) -> bool:
        """Say whether the option has benefits to show."""
        return bool(self.options[option_id]["status"] != "not_estimable")

    def horizon(self, option_id: str, years: int | None = None) -> Mapping[str, Any]:
        """Get one option's numbers at one time."""
        by_years = self.options[option_id]["horizons"]
        horizon: Mapping[str, Any] = by_years[str(years or self.years)]
        return horizon

    def outcomes(self, option_id: str, years: int | None = None) -> dict[str, Figure]:
        """Make the five groups' figures at one time."""
        shown = years or self.years
        outcomes = self.horizon(option_id, shown)["outcomes"]
        return make_outcome_figures(option_id, shown, outcomes)
