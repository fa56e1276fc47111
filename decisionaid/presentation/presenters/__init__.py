"""Comparison document to ResultsPage: every number rounded, worded, ordered here."""

from decisionaid.presentation.presenters.results import (
    HORIZONS,
    present_figure,
    present_results,
)

__all__ = ["HORIZONS", "present_figure", "present_results"]
