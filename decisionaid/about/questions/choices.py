"""Questions about the drugs, about both sides of a choice, and about waiting."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from decisionaid.about.questions.parts import (
    Block,
    Question,
    Text,
    cite,
    find_sources,
    name_option,
    quote,
    say,
    show_range,
    state,
)
from decisionaid.about.reference import Reference
from decisionaid.presentation.counts import make_figure, make_number
from decisionaid.presentation.presenters.comparisons import build_table
from decisionaid.presentation.wording import notes, sentences
from decisionaid.presentation.wording.harms import get_harm_words
from decisionaid.presentation.wording.labels import (
    OPTION_NAMES,
    OPTION_WORDS,
    word_years,
)
from decisionaid.releases import model

YEARS = 5
TREATED = ("natalizumab", "alemtuzumab", "ahsct")
#: The two options the argument held against each other.
WEIGHED = ("natalizumab", "ahsct")
ONE_PERCENT = 0.01
#: What is held side by side, and its heading.
BESIDE = {
    "died_treatment": _("Died because of the treatment in 5 years, of 1,000 people"),
    "worse": _("More disabled after 5 years, of 1,000 people"),
    "better": _("Less disabled after 5 years, of 1,000 people"),
    "relapse_free": _("No relapse at all in 5 years, of 1,000 people"),
}


def ask_drugs() -> Question:
    """Ask whether the drugs are free of risk."""
    reference = Reference()
    return Question(
        id="drugs",
        title=_("Are the drugs free of risk?"),
        quotes=(),
        blocks=(
            Block(
                paragraphs=(
                    _("No. Each drug has risks of its own. They come at other times."),
                )
            ),
            _tell_pml(),
            _tell_other_harms(reference),
            _tell_rebound(reference),
        ),
        sources=cite(
            (
                *(
                    source
                    for option in ("natalizumab", "alemtuzumab")
                    for harm in reference.options[option]["harms"]
                    for source in reference.get_harm_sources(option, harm)
                ),
                *find_sources("rebound_relapse_12_months"),
            )
        ),
    )


def _tell_pml() -> Block:
    rows = [
        (variant, str(name), Reference(variant).make_harm("natalizumab", YEARS, "pml"))
        for variant, name in (
            ("jcv_negative", _("JC virus test negative")),
            ("default", _("JC virus test not known")),
            ("jcv_high", _("JC virus test positive, index 2.5")),
        )
    ]
    return Block(
        title=_("PML on natalizumab"),
        paragraphs=(
            _("PML is an infection of the brain by the JC virus. It can kill."),
        ),
        table=build_table(
            "pml", str(_("PML within 5 years on natalizumab, of 1,000 people")), rows
        ),
        points=tuple(
            state("pml", figure, who=name, years=YEARS) for _id, name, figure in rows
        ),
        after=(
            _(
                "A negative test can turn positive later. The numbers allow for that. "
                "The risk grows with the years on the drug."
            ),
        ),
    )


def _tell_other_harms(reference: Reference) -> Block:
    deaths = tuple(
        state(
            "treatment_death",
            reference.make_outcome(option, YEARS, "died_treatment"),
            who=name_option(option),
            years=YEARS,
        )
        for option in TREATED
    )
    later = tuple(
        state(
            harm,
            reference.make_harm(option, YEARS, harm),
            who=name_option(option),
            years=YEARS,
        )
        for harm in ("thyroid", "infection_late")
        for option in ("alemtuzumab", "ahsct")
    )
    unknown = tuple(
        say(
            _("%(option)s. How often is not known: %(harms)s."),
            option=name_option(option),
            harms="; ".join(names),
        )
        for option in ("natalizumab", "alemtuzumab")
        if (
            names := [
                str(get_harm_words(harm).name)
                for harm, found in reference.options[option]["harms"].items()
                if "not_known" in found
            ]
        )
    )
    return Block(
        title=_("Deaths and other harms"),
        paragraphs=(_("For our example person, the transplant beside the drugs:"),),
        points=(*deaths, *later, *unknown),
        after=(
            _(
                "The study of infections counted all that a health register had, mild "
                "or serious."
            ),
            _("Some of the harms without a number can kill."),
        ),
    )


def _tell_rebound(reference: Reference) -> Block:
    [rebound] = (
        one for one in model.parameters() if one.id == "rebound_relapse_12_months"
    )
    figure = make_figure(
        f"parameter.{rebound.id}",
        {"mean": rebound.value, "lower95": rebound.low, "upper95": rebound.high},
    )
    return Block(
        title=_("Stopping natalizumab"),
        paragraphs=(
            _(
                "Attacks held back by natalizumab can return when it stops. "
                "People call that a rebound."
            ),
        ),
        points=(state("relapse", figure, who=_("After stopping"), years=1),),
    )


def ask_gamble() -> Question:
    """Ask whether the transplant is a fair gamble, and give both sides."""
    reference = Reference()
    beside = tuple(
        _tell_beside(reference, what, title) for what, title in BESIDE.items()
    )
    phrase = quote("1 % for a shot at long-term remission")
    meant = Block(
        paragraphs=(
            say(
                _(
                    "%(figure)s means: soon after the transplant, %(die)s of 1,000 die "
                    "of it; %(live)s do not."
                ),
                figure=quote("1 %"),
                die=make_number("quoted.one_percent.mean", ONE_PERCENT),
                live=make_number("quoted.not_one_percent.mean", 1 - ONE_PERCENT),
            ),
            _(
                "Here are both sides for our example person. The transplant's risk "
                "comes at once. The risk of PML grows, and the drug can be stopped."
            ),
        )
    )
    pml = Block(
        points=(
            state(
                "pml",
                reference.make_harm("natalizumab", YEARS, "pml"),
                who=name_option("natalizumab"),
                years=YEARS,
            ),
        ),
        after=(_("Deaths and disability from PML are in the tables above."),),
    )
    return Question(
        id="gamble",
        title=say(_("Is %(phrase)s a fair gamble against PML?"), phrase=phrase),
        quotes=(),
        blocks=(meant, *beside, pml, _tell_level(reference)),
        sources=cite(
            (
                *reference.get_harm_sources("ahsct", "treatment_death"),
                *reference.get_harm_sources("natalizumab", "pml"),
                *find_sources(
                    "natalizumab_worsening_hr",
                    "ahsct_worsening_hr",
                    "natalizumab_relapse_ratio",
                    "ahsct_relapse_ratio",
                    "improved_natalizumab",
                    "improved_ahsct",
                ),
            )
        ),
    )


def _tell_beside(reference: Reference, what: str, title: Text) -> Block:
    """Tell one thing that can happen, with either choice."""
    rows = [
        (
            option,
            name_option(option),
            reference.make_ability(option, YEARS, what)
            if what == "relapse_free"
            else reference.make_outcome(option, YEARS, what),
        )
        for option in WEIGHED
    ]
    statement = "treatment_death" if what == "died_treatment" else what
    return Block(
        table=build_table(f"gamble-{what}", str(title), rows),
        points=tuple(
            state(statement, figure, who=name, years=YEARS)
            for _id, name, figure in rows
        ),
    )


def _tell_level(reference: Reference) -> Block:
    level, no_tie = reference.make_break_even("natalizumab", YEARS)
    time = word_years(YEARS)
    return Block(
        title=_("Where the two come out level"),
        paragraphs=(
            _(
                "“Level” means: as many people have died or are more disabled with one "
                "as with the other."
            ),
        ),
        points=(
            say(
                sentences.BREAK_EVEN,
                option=str(OPTION_WORDS["natalizumab"]),
                time=time,
                level=level.best,
            ),
            say(
                _("Over %(time)s, that level could be %(range)s of 1,000."),
                time=time,
                range=show_range(level),
            ),
            say(
                sentences.BREAK_EVEN_NO_TIE,
                option=str(OPTION_WORDS["natalizumab"]),
                share=no_tie,
                time=time,
            ),
        ),
        after=(
            _(
                "This counts dying and being more disabled the same. "
                "Many people would not."
            ),
            _("It also stops at 5 years. A long remission would show only later."),
            _("Whether the gamble is fair is for each person to say, not for us."),
        ),
    )


def ask_nothing() -> Question:
    """Ask whether doing nothing is safe."""
    reference = Reference()
    name = name_option("no_dmt")
    walking = [
        (
            option,
            name_option(option),
            reference.make_ability(option, YEARS, "edss_at_least_6"),
        )
        for option in OPTION_NAMES
    ]
    alone = Block(
        paragraphs=(
            _("Without a drug there are no harms of a drug. MS itself goes on."),
        ),
        points=(
            *(
                state(
                    what,
                    reference.make_outcome("no_dmt", YEARS, what),
                    who=name,
                    years=YEARS,
                )
                for what in ("worse", "better")
            ),
            state(
                "relapse_free",
                reference.make_ability("no_dmt", YEARS, "relapse_free"),
                who=name,
                years=YEARS,
            ),
        ),
    )
    beside = Block(
        title=_("Beside the other choices"),
        table=build_table(
            "nothing",
            str(_("Need a walking aid after 5 years, of 1,000 people")),
            walking,
        ),
        points=tuple(
            state("edss_at_least_6", figure, who=who, years=YEARS)
            for _id, who, figure in walking
        ),
        after=tuple(
            notes.word_reason(reason)
            for reason in reference.options["no_dmt"]["reasons"]
        ),
    )
    return Question(
        id="nothing",
        title=_("Is doing nothing safe?"),
        quotes=(),
        blocks=(alone, beside),
        sources=cite(find_sources("k_low", "era_factor", "improved_no_dmt")),
    )
