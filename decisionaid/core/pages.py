"""The questionnaire as data: every page in order, and the way through them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from decisionaid.core import asked, words
from decisionaid.core.answers import Answers
from decisionaid.core.forms import activity, disability, person, treatment
from decisionaid.core.page import Page

WHY_EDSS = _(
    "What lies ahead depends most on how much MS affects you today. From plain answers"
    " we get a range of scores, and count with all of it."
)

PAGES: tuple[Page, ...] = (
    Page(
        "course",
        _("Which type of MS do you have?"),
        person.CourseForm,
        topic=_("Type of MS"),
        why=_(
            "The types take different paths, and the treatments were studied mostly in"
            " relapsing MS. Without the type we have no numbers for you."
        ),
        word=words.word_course,
        is_enough=lambda given: given.get("course") != "unknown",
        stop="questionnaire:course_needed",
    ),
    Page(
        "onset",
        _("When did you have your first symptoms of MS?"),
        person.OnsetForm,
        topic=_("First symptoms"),
        why=_(
            "The longer someone has had MS at the same level, the slower it tends to"
            " change. A rough answer is good enough."
        ),
        word=words.word_onset,
    ),
    Page(
        "edss",
        _("Do you know your EDSS score?"),
        disability.EdssForm,
        topic=_("EDSS score"),
        why=_(
            "What lies ahead depends most on how much MS affects you today. You may"
            " find the score in a letter from your neurologist."
        ),
        word=words.word_edss,
    ),
    Page(
        "edss-moving",
        _("How do you get about?"),
        disability.MovingForm,
        why=WHY_EDSS,
        follows="edss",
        asked=asked.works_out_edss,
    ),
    Page(
        "edss-distance",
        _("How far can you walk without a rest?"),
        disability.DistanceForm,
        why=WHY_EDSS,
        follows="edss",
        asked=asked.walks_unaided,
    ),
    Page(
        "edss-everyday",
        _("How much does MS affect your everyday life?"),
        disability.EverydayForm,
        why=WHY_EDSS,
        follows="edss",
        asked=asked.walks_far,
    ),
    Page(
        "edss-aided",
        _("How far can you walk with your aid, without a rest?"),
        disability.AidedForm,
        why=WHY_EDSS,
        follows="edss",
        asked=asked.walks_with_aid,
    ),
    Page(
        "edss-chair",
        _("How do you manage with your wheelchair?"),
        disability.ChairForm,
        why=WHY_EDSS,
        follows="edss",
        asked=asked.uses_wheelchair,
    ),
    Page(
        "edss-bed",
        _("What can you do with your arms and hands?"),
        disability.BedForm,
        why=WHY_EDSS,
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
        why=_(
            "With age MS changes more steadily, drugs change it less, and treatments"
            " become harder on the body. The studies covered ages 18 to 65; beyond that"
            " we say so."
        ),
        word=words.word_age,
    ),
    Page(
        "sex",
        _("What is your sex?"),
        person.SexForm,
        topic=_("Sex"),
        why=_("General health in later years, and some side effects, differ by sex."),
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
        why=_(
            "Relapses show how active MS is now. Treatments do more where it is active."
        ),
        word=words.word_relapses,
    ),
    Page(
        "mri",
        _("Did your last MRI show new or growing spots?"),
        activity.MriForm,
        topic=_("New spots on MRI"),
        why=_("MRI can show activity that you do not feel."),
        word=words.word_mri,
    ),
    Page(
        "treatments",
        _("Which MS drugs have you had?"),
        treatment.TreatmentsForm,
        topic=_("MS drugs so far"),
        why=_(
            "A change from one drug to another can need a gap, and some drugs leave"
            " risks behind. The numbers compare what could come next."
        ),
        word=words.word_treatments,
    ),
    Page(
        "natalizumab",
        _("Are you on natalizumab (Tysabri) now?"),
        treatment.NatalizumabForm,
        topic=_("Natalizumab now"),
        why=_(
            "One of its risks, a brain infection called PML, grows with the years on"
            " it. Stopping it has effects of its own."
        ),
        word=words.word_natalizumab,
        follows="treatments",
        asked=asked.has_had_natalizumab,
    ),
    Page(
        "jcv",
        _("What did your JC virus test show?"),
        treatment.JcvForm,
        topic=_("JC virus test"),
        why=_(
            "Many healthy people carry the JC virus. With natalizumab it can cause PML,"
            " a brain infection. The test tells how likely that is."
        ),
        word=words.word_jcv,
    ),
    Page(
        "immunosuppression",
        _("Have you ever had a drug that holds down the immune system?"),
        treatment.ImmunosuppressionForm,
        topic=_("Drugs that hold down the immune system"),
        why=_(
            "People who had one before natalizumab get PML, a brain infection, more"
            " often."
        ),
        word=words.word_immunosuppression,
        follows="jcv",
        asked=asked.may_carry_jcv,
    ),
    Page(
        "centre",
        _("How many people with MS has your transplant centre treated?"),
        treatment.CentreForm,
        topic=_("Transplant centre's experience"),
        why=_(
            "A transplant is safer where it is done often. Most people do not know this"
            " yet. It is a good question for the centre."
        ),
        word=words.word_centre,
    ),
    Page(
        "conditioning",
        _("Which chemotherapy does the centre use?"),
        treatment.ConditioningForm,
        topic=_("Chemotherapy for the transplant"),
        why=_("Some kinds are harder on the body than others."),
        word=words.word_conditioning,
        follows="centre",
        asked=asked.knows_centre,
    ),
    Page(
        "children",
        _("Would you like to have a child, or another one?"),
        person.ChildrenForm,
        topic=_("Wish for children"),
        why=_(
            "Some treatments can make people infertile or must not be taken in"
            " pregnancy. The answer changes what we tell you, not the numbers."
        ),
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
