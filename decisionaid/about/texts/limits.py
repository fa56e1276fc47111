"""What the numbers cannot say."""

from django.utils.translation import gettext_lazy as _

from decisionaid.about.page import Section, TextPage

LIMITS = TextPage(
    title=_("What this site cannot tell you"),
    lead=_(
        "The numbers are about groups of people. They do not say what will happen to "
        "you, or what to choose."
    ),
    sections=(
        Section(
            _("About you"),
            points=(
                _("Nobody can say which of the 1,000 people you will be."),
                _(
                    "“People like you” means alike in a few answers. Your hands, your "
                    "thinking and most of what a scan shows are not in the model."
                ),
                _(
                    "Disability is counted by the EDSS. It is mostly about walking. "
                    "It says little about tiredness, pain, memory or mood."
                ),
                _(
                    "Whole steps of the EDSS count. A change from 3.0 to 3.5 does not "
                    "show."
                ),
            ),
        ),
        Section(
            _("About the studies"),
            points=(
                _(
                    "We found no trial that drew lots between a transplant and "
                    "natalizumab or alemtuzumab. People who had one differ from people "
                    "who had the other."
                ),
                _(
                    "People without a drug were last followed from 1975 to 1995. "
                    "Today may be different."
                ),
                _(
                    "Few people over 45, with EDSS 6 or more, or with long MS were "
                    "studied. Their ranges are wide."
                ),
                _(
                    "Beyond ten years hardly anyone was followed. Such numbers carry a "
                    "trend on."
                ),
                _(
                    "A transplant centre may do better or worse than the average of "
                    "the studies."
                ),
            ),
        ),
        Section(
            _("What we do not estimate"),
            (
                _(
                    "Where no study says anything, the site says “not known”. It does "
                    "not guess."
                ),
            ),
            (
                _("Any of the treatments in primary progressive MS."),
                _("Alemtuzumab in secondary progressive MS."),
                _("Any of the treatments above EDSS 7 or above age 65."),
                _("Cancer after alemtuzumab or a transplant."),
                _("Fertility in men after a transplant."),
                _(
                    "Other choices, such as ocrelizumab, ofatumumab, cladribine or a "
                    "trial."
                ),
            ),
        ),
        Section(
            _("About this release"),
            (
                _(
                    "%(needs_checking)s of %(parameters)s figures still need checking "
                    "against their papers. %(secondary)s more were seen only where "
                    "others quote them."
                ),
                _(
                    "%(judgement)s figures are judgement. Other people could judge "
                    "otherwise."
                ),
                _(
                    "The model has not yet been tested on new groups of people. "
                    "It is not approved for use in care."
                ),
            ),
        ),
        Section(
            _("When not to use it"),
            points=(
                _("For children, or for diseases that are like MS."),
                _("To decide alone, without your MS team."),
                _("When you need help today. Please call your MS team."),
            ),
        ),
    ),
)
