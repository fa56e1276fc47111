"""Comparison document to ResultsPage: every number rounded, worded, ordered here."""

from decisionaid.presentation.presenters.results import (
    HORIZONS,
    leave_out_deaths,
    present_figure,
    present_results,
)
from decisionaid.presentation.presenters.sheet import present_sheet

__all__ = [
    "HORIZONS",
    "leave_out_deaths",
    "present_figure",
    "present_results",
    "present_sheet",
]
