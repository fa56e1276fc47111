"""What would change the picture: each change beside the person's own numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from decisionaid.presentation.counts import make_figure, make_number
from decisionaid.presentation.markup import fill
from decisionaid.presentation.page import (
    PEOPLE,
    ComparisonTable,
    Figure,
    Matrix,
    MatrixRow,
    MovingAnswer,
    Number,
)
from decisionaid.presentation.presenters.cards import get_death_figure
from decisionaid.presentation.presenters.comparisons import build_table
from decisionaid.presentation.presenters.scene import Scene
from decisionaid.presentation.what_if import Change, find_estimate
from decisionaid.presentation.wording import changes as words
from decisionaid.presentation.wording import labels

Changes = Mapping[str, Change]
UNTREATED = "no_dmt"


def _name(option: str) -> str:
    return str(labels.OPTION_NAMES[option])


def get_own(scene: Scene, option: str, what: str) -> Figure | None:
    """Give the figure of the person's own answers, as it stands on other pages."""
    if what == "died_treatment":
        return get_death_figure(scene, option)
    if scene.is_known(option) and what in scene.horizon(option)["outcomes"]:
        return scene.outcomes(option)[what]
    estimate = find_estimate(scene.document, option, what, years=scene.years)
    if estimate is None:
        return None
    return make_figure(f"{option}.{scene.years}.{what}", estimate)


def get_changed(scene: Scene, change: Change, option: str, what: str) -> Figure | None:
    """Give the figure under a change; one that nothing moved is the own one."""
    estimate = change.find(option, what)
    if estimate is None:
        return None
    if estimate == find_estimate(scene.document, option, what, years=scene.years):
        return get_own(scene, option, what)
    number_id = f"what_if.{change.name}.{option}.{scene.years}.{what}"
    return make_figure(number_id, estimate)


def present_matrix(
    scene: Scene, changes: Changes, names: Sequence[str], *, matrix_id: str, title: str
) -> Matrix:
    """Present how many are more disabled, change by change and option by option."""
    columns = tuple(str(labels.OPTION_NAMES[option]) for option in scene.option_ids)
    own = [get_own(scene, option, "worse") for option in scene.option_ids]
    rows = [MatrixRow(str(words.AS_ANSWERED), columns, _best(own), own=True)]
    for name in names:
        if name not in changes:
            continue
        figures = [
            get_changed(scene, changes[name], option, "worse")
            for option in scene.option_ids
        ]
        changed = words.name_change(name, scene.document["profile"])
        rows.append(MatrixRow(changed, columns, _best(figures)))
    return Matrix(matrix_id, title, columns, tuple(rows))


def _best(figures: Sequence[Figure | None]) -> tuple[Number | None, ...]:
    return tuple(None if figure is None else figure.best for figure in figures)


def present_one_option(
    scene: Scene,
    changes: Changes,
    names: Sequence[str],
    *,
    option: str,
    what: str,
    own_name: str,
    title: str,
) -> ComparisonTable:
    """Present one option's figure under each change, with ranges, on one scale.

    What happens without a drug stands with it, where it is not the same as nothing.
    """
    rows = [(own_name, own_name, get_own(scene, option, what))]
    rows += [
        (
            name,
            words.name_change(name, scene.document["profile"]),
            get_changed(scene, changes[name], option, what),
        )
        for name in names
        if name in changes
    ]
    if what == "worse":
        rows.append((UNTREATED, _name(UNTREATED), get_own(scene, UNTREATED, what)))
    return build_table(f"{option}-{what.replace('.', '-')}", title, rows)


def present_ways(scene: Scene, changes: Changes) -> tuple[ComparisonTable, ...]:
    """Present the ways of taking natalizumab: PML, deaths and disability side by side.

    Ten years on it against practice would flatter a transplant.
    """
    shown = {
        "harms.pml": gettext("Have had PML"),
        "died_treatment": str(labels.OUTCOME_LABELS["died_treatment"]),
        "worse": str(labels.OUTCOME_LABELS["worse"]),
    }
    return tuple(
        present_one_option(
            scene,
            changes,
            ("natalizumab_6weekly", "natalizumab_stop_24m"),
            option="natalizumab",
            what=what,
            own_name=str(words.EVERY_FOUR_WEEKS),
            title=title,
        )
        for what, title in shown.items()
    )


def present_disagreement(scene: Scene, changes: Changes) -> tuple[ComparisonTable, ...]:
    """Present, for each treatment, the kinds of studies apart and together."""
    return tuple(
        present_one_option(
            scene,
            changes,
            ("comparative_only", "cohort_only"),
            option=option,
            what="worse",
            own_name=str(words.ALL_STUDIES),
            title=str(labels.OPTION_NAMES[option]),
        )
        for option in scene.option_ids
        if option != "no_dmt"
    )


def present_centres(scene: Scene, changes: Changes) -> ComparisonTable:
    """Present deaths from the transplant by the centre's experience."""
    return present_one_option(
        scene,
        changes,
        ("centre_experienced", "centre_typical", "centre_new"),
        option="ahsct",
        what="died_treatment",
        own_name=str(words.AS_ANSWERED),
        title=str(labels.OUTCOME_LABELS["died_treatment"]),
    )


def present_moving_answers(scene: Scene, changes: Changes) -> tuple[MovingAnswer, ...]:
    """Present the answers, the one that moves most people first."""
    found = []
    for answer, names in words.ANSWERS:
        tried = [
            (name, option, now, then)
            for name in names
            if name in changes
            for option in scene.option_ids
            if (now := _dead_or_worse(scene, option)) is not None
            and (then := _dead_or_worse_if(scene, changes[name], option)) is not None
        ]
        if tried:
            most = max(tried, key=lambda one: abs(one[3].count - one[2].count))
            found.append((answer, *most))
    found.sort(key=lambda one: -abs(one[4].count - one[3].count))
    return tuple(
        MovingAnswer(str(answer), _word_move(scene, name, option, now, then))
        for answer, name, option, now, then in found
    )


def _word_move(
    scene: Scene, name: str, option: str, now: Number, then: Number
) -> SafeString:
    if now.count == then.count:
        return fill(str(words.MOVES_NOBODY), time=scene.time)
    return fill(
        str(words.MOVES),
        change=words.name_change(name, scene.document["profile"]),
        time=scene.time,
        people=str(labels.OPTION_PEOPLE[option]),
        then=then,
        rest=make_number(
            then.id.replace(".dead_or_worse.", ".not_dead_or_worse."),
            1 - then.value,
            PEOPLE - then.count,
        ),
        now=now,
    )


def _dead_or_worse(scene: Scene, option: str) -> Number | None:
    estimate = find_estimate(scene.document, option, "dead_or_worse", years=scene.years)
    if estimate is None:
        return None
    # The groups' counts as they stand elsewhere: a reader may add them up.
    outcomes = scene.outcomes(option)
    count = sum(
        outcomes[name].best.count for name in ("died_treatment", "died_other", "worse")
    )
    number_id = f"{option}.{scene.years}.dead_or_worse.mean"
    return make_number(number_id, estimate["mean"], count)


def _dead_or_worse_if(scene: Scene, change: Change, option: str) -> Number | None:
    estimate = change.find(option, "dead_or_worse")
    if estimate is None:
        return None
    own = find_estimate(scene.document, option, "dead_or_worse", years=scene.years)
    if estimate == own:
        return _dead_or_worse(scene, option)
    number_id = f"what_if.{change.name}.{option}.{scene.years}.dead_or_worse.mean"
    return make_number(number_id, estimate["mean"])


def present_waiting(
    scene: Scene, later: Mapping[str, Mapping[str, float]]
) -> Matrix | None:
    """Present a transplant now beside one in two years; None where it is not known.

    People who got better are not counted: one improvement could count twice.
    """
    if not later:
        return None
    groups = ("died_treatment", "died_other", "worse")
    now = scene.outcomes("ahsct")
    columns = tuple(str(labels.OUTCOME_LABELS[group]) for group in groups)
    best = tuple(now[group].best for group in groups)
    rows = [MatrixRow(str(words.NOW), columns, best, own=True)]
    for option, shares in later.items():
        name = f"what_if.transplant_after_2_years_on_{option}.ahsct.{scene.years}"
        numbers = tuple(make_number(f"{name}.{g}.mean", shares[g]) for g in groups)
        rows.append(MatrixRow(str(words.LATER[option]), columns, numbers))
    untreated = scene.outcomes(UNTREATED)
    none = tuple(untreated[group].best for group in groups)
    rows.append(MatrixRow(str(words.NO_TRANSPLANT), columns, none))
    title = gettext("Transplant now, or in two years")
    return Matrix("waiting", title, columns, tuple(rows))
