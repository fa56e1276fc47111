"""What single parts of the results show besides the page that all of them share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from django.http import HttpRequest

from decisionaid.presentation.page import ResultsPage
from decisionaid.presentation.presenters import (
    HORIZONS,
    certainty,
    changes,
    harms,
    numbers,
    pairs,
    pml,
)
from decisionaid.presentation.presenters.scene import Scene
from decisionaid.releases.selectors import name_release_of
from decisionaid.results import changes as tried
from decisionaid.results.waiting import WAIT_YEARS, reckon_waiting
from decisionaid.results.what_ifs import DRAWS, run_what_ifs
from riskmodel import interface

Context = dict[str, Any]


def add_years(request: HttpRequest, scene: Scene, page: ResultsPage) -> Context:
    """Two times side by side; the usual pair is the time chosen and ten years."""
    others = [years for years in HORIZONS if years != scene.years]
    beside = request.GET.get("beside", "")
    other = int(beside) if beside in map(str, others) else others[-1]
    first, last = sorted((scene.years, other))
    return {
        "pairs": pairs.present_pairs(scene, (first, last)),
        "others": others,
        "other": other,
    }


def add_harms(request: HttpRequest, scene: Scene, page: ResultsPage) -> Context:
    """PML by test and years, and the ways of lowering it for who needs them."""
    # on the draws of the harms above it, so that what is the same looks the same
    same = {name: scene.document[name] for name in ("draws", "seed")}
    asked = interface.read_json({**scene.document["profile"], **same})
    table = interface.pml_table(asked, release=name_release_of(scene.document))
    context: Context = {
        "pml": pml.present_pml(table),
        "fertility": harms.present_fertility(scene),
    }
    high = {note.id for note in page.notes} & {"pml_high"}
    if high and scene.is_known("natalizumab"):
        found = run_what_ifs(scene.document, tried.list_ways(), years=scene.years)
        context["ways"] = changes.present_ways(scene, found)
    return context


def add_sure(request: HttpRequest, scene: Scene, page: ResultsPage) -> Context:
    """Certainty, people like the person, and the kinds of studies apart."""
    profile = interface.read_json(scene.document["profile"]).profile
    release = name_release_of(scene.document)
    sources = interface.sources(release=release)
    citations = {source.id: source.citation for source in sources}
    found = run_what_ifs(scene.document, tried.list_readings(), years=scene.years)
    return {
        "sureness": certainty.present_sureness(
            scene, partial(interface.explain, release=release)
        ),
        "studied": certainty.present_study_counts(
            scene, interface.studies_like(profile, release=release), citations
        ),
        "disagreement": changes.present_disagreement(scene, found),
        "draws": DRAWS,
    }


def add_changes(request: HttpRequest, scene: Scene, page: ResultsPage) -> Context:
    """Every change, and the answers by how far they move the picture."""
    profile = scene.document["profile"]
    found = run_what_ifs(scene.document, tried.list_all(profile), years=scene.years)
    context: Context = {
        "moving": changes.present_moving_answers(scene, found),
        "edss": changes.present_matrix(
            scene,
            found,
            ("edss_lower", "edss_higher"),
            matrix_id="edss",
            title=str(page.comparisons[2].title),
        ),
        "assumptions": changes.present_matrix(
            scene,
            found,
            ("comparative_only", "cohort_only", "waning", "stop_natalizumab"),
            matrix_id="assumptions",
            title=str(page.comparisons[2].title),
        ),
        "centres": changes.present_centres(scene, found),
        "ways": changes.present_ways(scene, found),
        "draws": DRAWS,
        "own_draws": f"{scene.document['draws']:,}",
        "wait_years": WAIT_YEARS,
    }
    later = reckon_waiting(scene.document, years=scene.years)
    context["waiting"] = changes.present_waiting(scene, later)
    return context


def add_numbers(request: HttpRequest, scene: Scene, page: ResultsPage) -> Context:
    """Every number with the way to where it comes from."""
    return {"groups": numbers.present_number_groups(page)}


EXTRAS: Mapping[str, Callable[[HttpRequest, Scene, ResultsPage], Context]] = {
    "years": add_years,
    "harms": add_harms,
    "sure": add_sure,
    "changes": add_changes,
    "numbers": add_numbers,
}
