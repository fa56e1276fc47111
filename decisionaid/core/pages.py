"""The questionnaire as data: every page in order, and the way through them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from decisionaid.core import asked, words
from decisionaid.core.answers import Answers
from decisionaid.core.content import mark, read_content
from decisionaid.core.fields import Text
from decisionaid.core.forms import activity, disability, person, treatment
from decisionaid.core.page import Page


def _why(name: str) -> Text:
    """Say why we ask, in the words of ``content/why.toml``."""
    text: Text = mark(read_content("why").get("why", name))
    return text


PAGES: tuple[Page, ...] = (
    Page(
        "course",
        _("Which type of MS do you have?"),
        person.CourseForm,
        topic=_("Type of MS"),
        why=_why("course"),
        word=words.word_course,
        is_enough=lambda given: given.get("course") != "unknown",
        stop="questionnaire:course_needed",
    ),
    Page(
        "onset",
        _("When did you have your first symptoms of MS?"),
        person.OnsetForm,
        topic=_("First symptoms"),
        why=_why("onset"),
        word=words.word_onset,
    ),
    Page(
        "edss",
        _("Do you know your EDSS score?"),
        disability.EdssForm,
        topic=_("EDSS score"),
        why=_why("edss"),
        word=words.word_edss,
    ),
    Page(
        "edss-moving",
        _("How do you get about?"),
        disability.MovingForm,
        why=_why("edss-steps"),
        follows="edss",
        asked=asked.works_out_edss,
    ),
    Page(
        "edss-distance",
        _("How far can you walk without a rest?"),
        disability.DistanceForm,
        why=_why("edss-steps"),
        follows="edss",
        asked=asked.walks_unaided,
    ),
    Page(
        "edss-everyday",
        _("How much does MS affect your everyday life?"),
        disability.EverydayForm,
        why=_why("edss-steps"),
        follows="edss",
        asked=asked.walks_far,
    ),
    Page(
        "edss-aided",
        _("How far can you walk with your aid, without a rest?"),
        disability.AidedForm,
        why=_why("edss-steps"),
        follows="edss",
        asked=asked.walks_with_aid,
    ),
    Page(
        "edss-chair",
        _("How do you manage with your wheelchair?"),
        disability.ChairForm,
        why=_why("edss-steps"),
        follows="edss",
        asked=asked.uses_wheelchair,
    ),
    Page(
        "edss-bed",
        _("What can you do with your arms and hands?"),
        disability.BedForm,
        why=_why("edss-steps"),
        follows="edss",
        asked=asked.is_in_bed,
    ),
    Page(
        "edss-range",
        _("Your EDSS score, worked out"),
        disability.RangeForm,
        follows="edss",
        asked=asked.works_out_edss,
    ),
    Page(
        "age",
        _("How old are you?"),
        person.AgeForm,
        topic=_("Age"),
        why=_why("age"),
        word=words.word_age,
    ),
    Page(
        "sex",
        _("What is your sex?"),
        person.SexForm,
        topic=_("Sex"),
        why=_why("sex"),
        word=words.word_sex,
    ),
    Page(
        "relapses",
        _("How many relapses have you had?"),
        activity.RelapsesForm,
        topic=_("Relapses"),
        intro=_(
            "A relapse is new or clearly worse symptoms that last more than a day,"
            " without a fever. In primary progressive MS the number is usually 0."
        ),
        why=_why("relapses"),
        word=words.word_relapses,
    ),
    Page(
        "mri",
        _("Did your last MRI show new or growing spots?"),
        activity.MriForm,
        topic=_("New spots on MRI"),
        why=_why("mri"),
        word=words.word_mri,
    ),
    Page(
        "treatments",
        _("Which MS drugs have you had?"),
        treatment.TreatmentsForm,
        topic=_("MS drugs so far"),
        why=_why("treatments"),
        word=words.word_treatments,
    ),
    Page(
        "natalizumab",
        _("Are you on natalizumab (Tysabri) now?"),
        treatment.NatalizumabForm,
        topic=_("Natalizumab now"),
        why=_why("natalizumab"),
        word=words.word_natalizumab,
        follows="treatments",
        asked=asked.has_had_natalizumab,
    ),
    Page(
        "jcv",
        _("What did your JC virus test show?"),
        treatment.JcvForm,
        topic=_("JC virus test"),
        why=_why("jcv"),
        word=words.word_jcv,
    ),
    Page(
        "immunosuppression",
        _("Have you ever had a drug that holds down the immune system?"),
        treatment.ImmunosuppressionForm,
        topic=_("Drugs that hold down the immune system"),
        why=_why("immunosuppression"),
        word=words.word_immunosuppression,
        follows="jcv",
        asked=asked.may_carry_jcv,
    ),
    Page(
        "centre",
        _("How many people with MS has your transplant centre treated?"),
        treatment.CentreForm,
        topic=_("Transplant centre's experience"),
        why=_why("centre"),
        word=words.word_centre,
    ),
    Page(
        "conditioning",
        _("Which chemotherapy does the centre use?"),
        treatment.ConditioningForm,
        topic=_("Chemotherapy for the transplant"),
        why=_why("conditioning"),
        word=words.word_conditioning,
        follows="centre",
        asked=asked.knows_centre,
    ),
    Page(
        "children",
        _("Would you like to have a child, or another one?"),
        person.ChildrenForm,
        topic=_("Wish for children"),
        why=_why("children"),
        word=words.word_children,
        asked=asked.may_have_children,
    ),
)

_BY_NAME = {page.name: page for page in PAGES}


def find_page(name: str) -> Page | None:
    return _BY_NAME.get(name)


def list_asked(answers: Answers) -> list[Page]:
    """List the pages these answers call for, in order."""
    return [page for page in PAGES if page.asked(answers)]


def find_missing(answers: Answers) -> Page | None:
    """Find the first page whose answer is still missing or does not suffice."""
    for page in list_asked(answers):
        if page.asks and not is_complete(page, answers):
            return page
    return None


def is_complete(page: Page, answers: Answers) -> bool:
    given = answers.get(page.name)
    return given is not None and page.is_enough(given)


def find_next(page: Page, answers: Answers) -> Page | None:
    """Find the page after this one, or None after the last."""
    later = PAGES[PAGES.index(page) + 1 :]
    return next((after for after in later if after.asked(answers)), None)


def find_previous(page: Page, answers: Answers) -> Page | None:
    """Find the page before this one, or None before the first."""
    earlier = PAGES[: PAGES.index(page)]
    return next((before for before in reversed(earlier) if before.asked(answers)), None)


def count_progress(page: Page, answers: Answers) -> tuple[int, int]:
    """Which question this is, of how many; follow-ups count with their question."""
    questions = list(dict.fromkeys(p.question for p in list_asked(answers)))
    # A page reached out of order may not be among them.
    if page.question not in questions:
        return len(questions), len(questions)
    return questions.index(page.question) + 1, len(questions)
