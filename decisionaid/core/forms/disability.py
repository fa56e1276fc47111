"""EDSS: the step, or plain questions from which a range of steps comes out."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from decisionaid.core.fields import DONT_KNOW, ChoiceQuestion, Option, StepQuestion
from decisionaid.core.forms.base import PageForm
from riskmodel.interface import EDSS_STEPS


class EdssForm(PageForm):
    edss_known = ChoiceQuestion(
        [
            Option("known", _("Yes, I know it"), reveals="edss"),
            Option(
                "work_out",
                _("No, help me work it out"),
                _("Two or three short questions on walking and everyday life."),
            ),
        ],
        label=_("Do you know your EDSS score?"),
        hint=_(
            "EDSS is a scale doctors use for how much MS affects you."
            " It goes from 0 (no signs) to 9.5 (needs help with everything)."
        ),
        error=_("Choose whether you know your EDSS score."),
    )
    edss = StepQuestion(
        EDSS_STEPS,
        label=_("Your EDSS score"),
        name=_("EDSS"),
        hint=_("For example, 3.5"),
        allowed=_("0, or 1 to 9.5 in half steps, like 3.5"),
    )


class MovingForm(PageForm):
    moving = ChoiceQuestion(
        [
            Option("unaided", _("I walk without an aid")),
            Option(
                "one_side",
                _("I use an aid on one side"),
                _("A stick, a crutch or a brace, some or all of the time."),
            ),
            Option(
                "two_sides",
                _("I use an aid on both sides"),
                _("Two sticks or crutches, a frame or a rollator."),
            ),
            Option(
                "wheelchair",
                _("I use a wheelchair"),
                _("I can take a few steps at most."),
            ),
            Option("bed", _("I am in bed or in a chair for most of the day")),
        ],
        label=_("How do you get about?"),
        hint=_("Think of a usual day in the last month, not of a relapse."),
        error=_("Choose how you get about on a usual day."),
    )


class DistanceForm(PageForm):
    detail = ChoiceQuestion(
        [
            Option(
                "over_500", _("More than 500 metres"), _("Six minutes or more on foot.")
            ),
            Option("from_300", _("About 300 to 500 metres")),
            Option("from_200", _("About 200 to 300 metres")),
            Option(
                "from_100",
                _("About 100 to 200 metres"),
                _("One to two lengths of a football pitch."),
            ),
            Option("under_100", _("Less than 100 metres")),
            DONT_KNOW,
        ],
        label=_("How far can you walk without a rest?"),
        hint=_("Without an aid, on a usual day."),
        error=_("Choose how far you can walk, or “I don't know”."),
    )


class EverydayForm(PageForm):
    detail = ChoiceQuestion(
        [
            Option("none", _("Not at all"), _("I notice nothing, or almost nothing.")),
            Option(
                "slight",
                _("Slightly"),
                _("I notice things, but they stop me from nothing."),
            ),
            Option(
                "some",
                _("Somewhat"),
                _("Some things are harder or take longer. I still do them."),
            ),
            Option(
                "strong",
                _("Strongly"),
                _("Some things I can no longer do, though I walk well."),
            ),
            DONT_KNOW,
        ],
        label=_("How much does MS affect your everyday life?"),
        hint=_("For example your eyes, hands, balance, bladder, feeling or memory."),
        error=_("Choose how much MS affects you, or “I don't know”."),
    )


class AidedForm(PageForm):
    detail = ChoiceQuestion(
        [
            Option(
                "from_100",
                _("100 metres or more"),
                _("The length of a football pitch."),
            ),
            Option("from_20", _("About 20 to 100 metres")),
            Option(
                "under_20",
                _("Less than 20 metres"),
                _("Two bus lengths at most."),
            ),
            DONT_KNOW,
        ],
        label=_("How far can you walk with your aid, without a rest?"),
        error=_("Choose how far you can walk with your aid, or “I don't know”."),
    )


class ChairForm(PageForm):
    detail = ChoiceQuestion(
        [
            Option(
                "alone",
                _("Alone"),
                _("I wheel myself, and move in and out of the chair by myself."),
            ),
            Option(
                "help",
                _("With help"),
                _("I need help to get in or out, or a powered chair."),
            ),
            DONT_KNOW,
        ],
        label=_("How do you manage with your wheelchair?"),
        error=_("Choose how you manage with your wheelchair, or “I don't know”."),
    )


class BedForm(PageForm):
    detail = ChoiceQuestion(
        [
            Option("arms", _("I can use my arms well"), _("I eat mostly by myself.")),
            Option(
                "some_arms",
                _("I can use my arms a little"),
                _("I need help with most things."),
            ),
            Option("all_care", _("I need help with everything")),
            DONT_KNOW,
        ],
        label=_("What can you do with your arms and hands?"),
        error=_("Choose what you can do with your arms, or “I don't know”."),
    )


class RangeForm(PageForm):
    """Asks nothing: the page shows the range that came out."""
