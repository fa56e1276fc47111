"""Questions about getting worse all the same, progressive MS, and who decides."""

from __future__ import annotations

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from decisionaid.about.counted import (
    REPORT_IMPROVED_PROGRESSIVE,
    REPORT_IMPROVED_RELAPSING,
)
from decisionaid.about.questions.parts import (
    Block,
    Question,
    Quote,
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
from decisionaid.presentation.page import Figure
from decisionaid.presentation.presenters.comparisons import build_table
from decisionaid.presentation.wording import notes
from decisionaid.presentation.wording.labels import OPTION_NAMES

YEARS = 5
UNDER_REPORT = _("A person with MS, under the report")


def ask_still_worse() -> Question:
    """Ask why a transplant does not stop worsening in everybody."""
    reference = Reference()
    transplant, none = name_option("ahsct"), name_option("no_dmt")
    numbers = Block(
        title=_("How many"),
        points=(
            *(
                state(
                    "worse",
                    reference.make_outcome("ahsct", years, "worse"),
                    who=transplant,
                    years=years,
                )
                for years in (1, YEARS)
            ),
            state(
                "worse",
                reference.make_outcome("no_dmt", YEARS, "worse"),
                who=none,
                years=YEARS,
            ),
        ),
    )
    reasons = Block(
        title=_("Why"),
        points=(
            _(
                "A transplant calms the attacks of the immune system. "
                "It does not replace nerves that are already lost."
            ),
            _("Some loss goes on slowly, without attacks. A transplant may miss it."),
            _(
                "In studies, more people got worse who were older, or whose MS was "
                "progressive."
            ),
            _("In some people attacks come back after years."),
        ),
        after=(_("We found no study that shows a cure."),),
    )
    return Question(
        id="still-worse",
        title=_("Why do some people still get worse after a transplant?"),
        quotes=(Quote(_("Why do some still progress after it?"), UNDER_REPORT),),
        blocks=(reasons, numbers),
        sources=cite(("muraro_2017", *find_sources("ahsct_worsening_hr"))),
    )


def ask_progressive() -> Question:
    """Ask about progressive MS: what was counted, and what cannot be said."""
    return Question(
        id="progressive",
        title=_("What about progressive MS?"),
        quotes=(
            Quote(
                _("After six years of PPMS I am not going to get any better."),
                UNDER_REPORT,
            ),
        ),
        blocks=(_tell_report(), _tell_secondary(), _tell_primary()),
        sources=cite(
            (
                "mancardi_2012",
                *find_sources(
                    "ahsct_worsening_hr_spms",
                    "natalizumab_worsening_hr_spms",
                    "ppms_factor",
                ),
            )
        ),
    )


def _tell_report() -> Block:
    relapsing = REPORT_IMPROVED_RELAPSING.make_figure()
    progressive = REPORT_IMPROVED_PROGRESSIVE.make_figure()
    return Block(
        title=_("What the report counted"),
        paragraphs=(
            say(
                _(
                    "The report said who improved: %(relapsing)s of people with "
                    "relapsing MS, %(progressive)s with progressive MS."
                ),
                relapsing=quote("31 %"),
                progressive=quote("3 %"),
            ),
            say(
                _(
                    "Its counts, from 1996 to 2008, were %(relapsing)s and "
                    "%(progressive)s."
                ),
                relapsing=quote("8 of 25"),
                progressive=quote("1 of 36"),
            ),
            say(
                _(
                    "With relapsing MS, from 1996 to 2008, that is %(best)s of 1,000. "
                    "%(share)s would be 310. The report's own figures do not quite fit."
                ),
                best=relapsing.best,
                share=quote("31 %"),
            ),
        ),
        table=build_table(
            "report-improved",
            str(_("Improved in the report, treated 1996 to 2008, of 1,000 people")),
            [
                ("relapsing", str(_("Relapsing MS")), relapsing),
                ("progressive", str(_("Progressive MS")), progressive),
            ],
        ),
        points=(
            _state_improved(_("Relapsing MS"), relapsing),
            _state_improved(_("Progressive MS"), progressive),
        ),
        after=(_("We have not seen the paper itself. These counts need checking."),),
    )


def _state_improved(who: Text, figure: Figure) -> SafeString:
    return say(
        _(
            "%(who)s: of those treated from 1996 to 2008, %(best)s of 1,000 "
            "(%(range)s) improved; %(rest)s did not."
        ),
        who=str(who),
        best=figure.best,
        range=show_range(figure),
        rest=figure.rest,
    )


def _tell_secondary() -> Block:
    reference = Reference("spms")
    rows = [
        (option, name_option(option), _find_worse(reference, option))
        for option in OPTION_NAMES
    ]
    return Block(
        title=_("Secondary progressive MS"),
        paragraphs=(
            _(
                "The example person again, now with secondary progressive MS. "
                "Few such people were studied, so the ranges are wide."
            ),
        ),
        table=build_table(
            "secondary",
            str(_("More disabled after 5 years, of 1,000 people")),
            rows,
        ),
        points=tuple(
            _say_unknown(reference, option)
            if figure is None
            else state("worse", figure, who=name, years=YEARS)
            for option, name, figure in rows
        ),
        after=(
            *(
                _say_unknown(reference, option)
                for option, _name, figure in rows
                if figure is None
            ),
            _("Where ranges overlap, studies do not tell choices apart."),
        ),
    )


def _tell_primary() -> Block:
    reference = Reference("ppms")
    treated = [option for option in OPTION_NAMES if option != "no_dmt"]
    deaths = reference.make_harm("ahsct", 1, "treatment_death")
    return Block(
        title=_("Primary progressive MS"),
        paragraphs=(
            _(
                "Here we can count people without a drug. We cannot count what the "
                "three treatments would change."
            ),
        ),
        points=(
            state(
                "worse",
                reference.make_outcome("no_dmt", YEARS, "worse"),
                who=name_option("no_dmt"),
                years=YEARS,
            ),
            *(_say_unknown(reference, option) for option in treated),
            state("treatment_death", deaths, who=name_option("ahsct"), years=1),
        ),
        after=(
            _(
                "“Not known” does not mean “no effect”. It means that too few such "
                "people were treated and counted."
            ),
            _("The harms of a treatment do not wait for that knowledge."),
        ),
    )


def _find_worse(reference: Reference, option: str) -> Figure | None:
    if reference.options[option]["status"] == "not_estimable":
        return None
    return reference.make_outcome(option, YEARS, "worse")


def _say_unknown(reference: Reference, option: str) -> SafeString:
    reasons = reference.options[option]["reasons"]
    return say(
        _("%(who)s: not known. %(reason)s"),
        who=name_option(option),
        reason=" ".join(notes.word_reason(reason) for reason in reasons),
    )


def ask_who_weighs() -> Question:
    """Ask whose the balance is."""
    together = Block(
        paragraphs=(
            _(
                "Numbers say how often something happens. "
                "They do not say how bad it is."
            ),
            _(
                "How much you fear a thing, or hope for it, only you can say. "
                "No figure here can."
            ),
            _(
                "Your MS team knows your scans and tests. It knows which choices are "
                "open to you, and what the numbers leave out."
            ),
            _(
                "So weighing it takes both. This site gives you and your team the same "
                "numbers, and does not choose."
            ),
        )
    )
    return Question(
        id="who-weighs",
        title=_("Who should weigh it?"),
        quotes=(
            Quote(
                _("Are you prepared to take these risks?"),
                _("Asked under the report"),
            ),
            Quote(
                _("The benefit/risk calculation should really be left to patients."),
                UNDER_REPORT,
            ),
        ),
        blocks=(together,),
    )
