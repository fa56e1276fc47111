"""Pictures of the validation report: legible in grey, the same bytes every time."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.figure import Figure

#: Fixed names inside the file, so that the same numbers give the same file.
_STABLE: Any = {"svg.hashsalt": "validation", "svg.fonttype": "none", "font.size": 9}


def draw_intervals(path: Path, rows: Sequence[dict[str, Any]], *, title: str) -> None:
    """Draw published values over the intervals they were expected in.

    Each row has a scale of its own, from nothing to twice what was published, since
    shares and years stand side by side.

    Parameters
    ----------
    path : Path
    rows : sequence of dict
        ``label``, ``published``, ``model``, ``low``, ``high``.
    title : str
    """
    with mpl.rc_context(_STABLE):
        figure = Figure(figsize=(8, 0.9 + 0.32 * len(rows)), layout="constrained")
        axes = figure.subplots()
        for place, row in enumerate(rows):
            scale = row["published"]
            axes.plot(
                [row["low"] / scale, row["high"] / scale],
                [place, place],
                color="0.65",
                linewidth=6,
                solid_capstyle="butt",
            )
            axes.plot(row["model"] / scale, place, "|", color="0.1", markersize=12)
        axes.axvline(1.0, color="#1d4f91", linewidth=1.2)
        axes.set_yticks(range(len(rows)), [row["label"] for row in rows])
        axes.invert_yaxis()
        axes.set_xlabel("expected, as a multiple of what was published")
        axes.set_title(title, loc="left", fontsize=10)
        axes.spines[["top", "right"]].set_visible(False)
        figure.savefig(path, format="svg", metadata={"Date": None})
