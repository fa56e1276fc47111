"""The four pictures of 1,000 people, with what stands above and below them."""

from __future__ import annotations

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from decisionaid.presentation.counts import make_figure
from decisionaid.presentation.icons import (
    draw_array,
    draw_icon,
    draw_strip,
    draw_unknown_array,
)
from decisionaid.presentation.icons.array import STRIP_ROW, Caption
from decisionaid.presentation.markup import fill, render_range
from decisionaid.presentation.page import (
    CountEntry,
    Deaths,
    Figure,
    LegendEntry,
    OptionCard,
)
from decisionaid.presentation.presenters.scene import Scene
from decisionaid.presentation.wording import labels, notes, sentences

#: From this many deaths of 1,000 on, the picture itself shows them well enough.
STRIP_BELOW = 10
LONGEST_STRIP = 30


def present_legend() -> tuple[LegendEntry, ...]:
    """Present what each shape means."""
    return tuple(
        LegendEntry(kind, draw_icon(kind), str(label))
        for kind, label in labels.LEGEND_LABELS.items()
    )


def get_death_figure(scene: Scene, option_id: str) -> Figure | None:
    """Get deaths from the treatment: known from harms where benefits are not."""
    if scene.is_known(option_id):
        return scene.outcomes(option_id)["died_treatment"]
    harm = scene.options[option_id]["harms"].get("treatment_death", {})
    estimate = harm.get(str(scene.years))
    if estimate is None:
        return None
    return make_figure(f"{option_id}.{scene.years}.harms.treatment_death", estimate)


def choose_strip_length(scene: Scene) -> int:
    """Choose one length for all strips, in whole rows of ten people."""
    figures = [get_death_figure(scene, option) for option in scene.option_ids]
    highest = max(
        (
            figure.upper.count
            for figure in figures
            if figure is not None and figure.best.count < STRIP_BELOW
        ),
        default=1,
    )
    rows = -(-max(highest, 1) // STRIP_ROW)
    return min(rows * STRIP_ROW, LONGEST_STRIP)


def present_card(scene: Scene, option_id: str, *, strip_length: int) -> OptionCard:
    """Present one option's 1,000 people."""
    option = scene.options[option_id]
    name = str(labels.OPTION_NAMES[option_id])
    known = scene.is_known(option_id)
    reasons = tuple(notes.word_reason(reason) for reason in option["reasons"])
    title = gettext("%(option)s: 1,000 people after %(time)s") % {
        "option": name,
        "time": scene.time,
    }
    if known:
        figures = scene.outcomes(option_id)
        caption = Caption(option_id, title, _describe(figures))
        wide = draw_array(figures, caption, arrangement="wide")
        tall = draw_array(figures, caption, arrangement="tall")
    else:
        figures = {}
        unknown = str(sentences.UNKNOWN_ARRAY) % {"reason": " ".join(reasons)}
        caption = Caption(option_id, title, unknown)
        wide = draw_unknown_array(caption, arrangement="wide")
        tall = draw_unknown_array(caption, arrangement="tall")
    return OptionCard(
        id=option_id,
        name=name,
        known=known,
        status=str(labels.STATUS_LABELS[option["status"]]),
        reasons=reasons,
        deaths=_present_deaths(scene, option_id, strip_length),
        array_wide=wide,
        array_tall=tall,
        counts=tuple(
            CountEntry(outcome, draw_icon(outcome), str(label), figures[outcome])
            for outcome, label in labels.COUNT_LABELS.items()
            if known
        ),
    )


def _describe(figures: dict[str, Figure]) -> str:
    """Describe a picture in the words of the table."""
    return " ".join(
        gettext("%(label)s: %(best)s (%(lower)s to %(upper)s).")
        % {
            "label": labels.OUTCOME_LABELS[outcome],
            "best": figure.best.text,
            "lower": figure.lower.text,
            "upper": figure.upper.text,
        }
        for outcome, figure in figures.items()
    )


def _present_deaths(scene: Scene, option_id: str, strip_length: int) -> Deaths | None:
    figure = get_death_figure(scene, option_id)
    if figure is None:
        return None
    sentence = fill(str(sentences.DEATHS), best=figure.best, time=scene.time)
    none_given = option_id == "no_dmt" and figure.best.value == 0
    few = figure.best.count < STRIP_BELOW
    caption = str(sentences.STRIP_CAPTION) % {"people": strip_length}
    described = Caption(
        f"{option_id}-strip",
        caption,
        gettext("Died because of the treatment: %(best)s (%(lower)s to %(upper)s).")
        % {
            "best": figure.best.text,
            "lower": figure.lower.text,
            "upper": figure.upper.text,
        },
    )
    return Deaths(
        figure=figure,
        sentence=sentence,
        range=_write_range(figure, none_given=none_given),
        strip=draw_strip(figure, described, people=strip_length) if few else fill(""),
        strip_caption=caption if few else "",
    )


def _write_range(figure: Figure, *, none_given: bool) -> SafeString:
    if none_given:
        return fill(str(sentences.DEATHS_NONE))
    shown = render_range(figure, str(sentences.RANGE))
    return fill(str(sentences.DEATHS_RANGE), range=shown)
