"""Questions about dying of a transplant: then, now, and in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from decisionaid.about.counted import REPORT_DEATHS, SWEDEN_DEATHS, UK_DEATHS
from decisionaid.about.questions.parts import (
    Block,
    Question,
    Quote,
    cite,
    find_sources,
    name_option,
    quote,
    say,
    show_range,
    state,
)
from decisionaid.about.reference import Reference
from decisionaid.presentation.counts import make_number
from decisionaid.presentation.presenters.comparisons import build_table
from decisionaid.presentation.wording.labels import OPTION_NAMES

#: A register's deaths in two periods; quoted, so without a range.
REGISTER_THEN, REGISTER_LATER = 0.073, 0.013
ONE_IN_40 = 1 / 40


def ask_todays_risk() -> Question:
    """Ask whether the report's figure is today's."""
    report, uk, sweden = (
        count.make_figure() for count in (REPORT_DEATHS, UK_DEATHS, SWEDEN_DEATHS)
    )
    today = Reference().make_outcome("ahsct", 1, "died_treatment")
    rows = [
        ("report", str(_("Italy, 1996 to 2008: the report")), report),
        ("uk", str(_("UK, 2002 to 2023")), uk),
        ("sweden", str(_("Sweden, up to 2019")), sweden),
        ("today", str(_("This model: our example person today")), today),
    ]
    counted = Block(
        paragraphs=(
            say(
                _(
                    "The report of 2011 counted deaths because of a transplant: "
                    "%(count)s people, or %(share)s."
                ),
                count=quote("2 of 74"),
                share=quote("2.7 %"),
            ),
            say(
                _(
                    "Of 1,000 people treated from 1996 to 2008, that is %(best)s "
                    "(%(range)s) who died; %(rest)s did not."
                ),
                best=report.best,
                range=show_range(report),
                rest=report.rest,
            ),
            _("The range is so wide because so few people were counted."),
        )
    )
    since = Block(
        title=_("What was counted since"),
        paragraphs=(
            _("Larger studies followed. Most count deaths within about 100 days."),
        ),
        table=build_table(
            "todays-risk",
            str(_("Died soon after a transplant, of 1,000 people")),
            rows,
        ),
        points=(
            say(
                _(
                    "UK: within 100 days, %(best)s of 1,000 (%(range)s) died; "
                    "%(rest)s did not."
                ),
                best=uk.best,
                range=show_range(uk),
                rest=uk.rest,
            ),
            say(
                _(
                    "Sweden: soon after the transplant, %(best)s of 1,000 (%(range)s) "
                    "died of it; %(rest)s did not."
                ),
                best=sweden.best,
                range=show_range(sweden),
                rest=sweden.rest,
            ),
            state("treatment_death", today, who=_("This model"), years=1),
        ),
        after=(
            _(
                "The studies differ in their people. In the UK, all who died were very "
                "disabled before. In Sweden, all had relapsing MS."
            ),
            _(
                "So the old figure is not the risk today. "
                "Nor is the risk today nothing."
            ),
            _("Nobody knows it exactly, and it differs from person to person."),
        ),
    )
    sources = (
        *(count.source_id for count in (REPORT_DEATHS, UK_DEATHS, SWEDEN_DEATHS)),
        *Reference().get_harm_sources("ahsct", "treatment_death"),
    )
    return Question(
        id="todays-risk",
        title=say(_("Is %(figure)s the risk today?"), figure=quote("2 of 74")),
        quotes=(),
        blocks=(counted, since),
        sources=cite(sources),
    )


def ask_very_high() -> Question:
    """Ask what a word for a risk means."""
    report = REPORT_DEATHS.make_figure()
    reference = Reference()
    die = make_number("quoted.one_in_40.mean", ONE_IN_40)
    live = make_number("quoted.not_one_in_40.mean", 1 - ONE_IN_40)
    worse = {
        option: reference.make_outcome(option, 5, "worse") for option in OPTION_NAMES
    }
    rows = [(option, name_option(option), worse[option]) for option in worse]
    number = Block(
        paragraphs=(
            say(
                _(
                    "In the argument under the report, the risk was put as %(figure)s "
                    "and called %(phrase)s."
                ),
                figure=quote("1 in 40"),
                phrase=quote("very high"),
            ),
            say(
                _(
                    "As people: soon after the transplant, %(die)s of 1,000 die of it; "
                    "%(live)s do not."
                ),
                die=die,
                live=live,
            ),
            say(
                _(
                    "Of 1,000 treated from 1996 to 2008, the count fits %(range)s who "
                    "died; the others did not."
                ),
                range=show_range(report),
            ),
            say(
                _(
                    "%(phrase)s is a word, not a number. Two people who hear it think "
                    "of different numbers."
                ),
                phrase=quote("Very high"),
            ),
        )
    )
    other_side = Block(
        title=_("What stands on the other side"),
        paragraphs=(_("A risk can be weighed only against what comes without it."),),
        table=build_table(
            "very-high", str(_("More disabled after 5 years, of 1,000 people")), rows
        ),
        points=tuple(
            state("worse", worse[option], who=name_option(option), years=5)
            for option in worse
        ),
        after=(
            _("Dying and being more disabled are not the same kind of thing."),
            _(
                "So whether a number is high depends on the person. "
                "Two people can differ and both be right."
            ),
        ),
    )
    return Question(
        id="very-high",
        title=say(
            _("Is %(figure)s %(phrase)s?"),
            figure=quote("1 in 40"),
            phrase=quote("very high"),
        ),
        quotes=(
            Quote(
                _("The mortality rate doesn't scare me too much, MS is scary."),
                _("A person with MS, under the report"),
            ),
        ),
        blocks=(number, other_side),
        sources=cite(
            find_sources(
                "natalizumab_worsening_hr",
                "alemtuzumab_worsening_hr",
                "ahsct_worsening_hr",
                "k_low",
            )
        ),
    )


def ask_fallen() -> Question:
    """Ask whether the risk has fallen."""
    then = Reference("seed_era").make_outcome("ahsct", 1, "died_treatment")
    now = Reference().make_outcome("ahsct", 1, "died_treatment")
    register = Block(
        title=_("What people quoted"),
        paragraphs=(
            say(
                _(
                    "A European register: %(then)s of people died from 1995 to 2000, "
                    "then %(later)s from 2001 to 2007."
                ),
                then=quote("7.3 %"),
                later=quote("1.3 %"),
            ),
        ),
        points=(
            say(
                _("From 1995 to 2000: %(die)s of 1,000 died; %(live)s did not."),
                die=make_number("quoted.register_then.mean", REGISTER_THEN),
                live=make_number("quoted.not_register_then.mean", 1 - REGISTER_THEN),
            ),
            say(
                _("From 2001 to 2007: %(die)s of 1,000 died; %(live)s did not."),
                die=make_number("quoted.register_later.mean", REGISTER_LATER),
                live=make_number("quoted.not_register_later.mean", 1 - REGISTER_LATER),
            ),
        ),
        after=(
            _(
                "We have not seen these two figures in their paper. They still need "
                "checking."
            ),
            _("We do not know how many people were counted, so there is no range."),
        ),
    )
    overlap = then.lower.value <= now.upper.value
    model = Block(
        title=_("What this model says"),
        paragraphs=(
            _("The same example person, with a transplant then and with one today:"),
        ),
        table=build_table(
            "fallen",
            str(_("Died because of a transplant within 1 year, of 1,000 people")),
            [
                ("then", str(_("As it was done around 2002")), then),
                ("now", str(_("Today")), now),
            ],
        ),
        points=(
            state("treatment_death", then, who=_("Around 2002"), years=1),
            state("treatment_death", now, who=_("Today"), years=1),
        ),
        after=(
            _("The two ranges overlap. A fall is likely, but its size is not sure.")
            if overlap
            else _("The two ranges do not overlap."),
            _(
                "Older studies also had more people with progressive MS and high "
                "disability. Part of a fall may come from that."
            ),
            _("The model takes no further fall for granted since its newest studies."),
        ),
    )
    return Question(
        id="fallen",
        title=_("Has the risk fallen?"),
        quotes=(),
        blocks=(register, model),
        sources=cite(
            (
                *Reference().get_harm_sources("ahsct", "treatment_death"),
                *find_sources("seed_mid_accrual_year", "trm_year_slope"),
            )
        ),
    )
