"""How the numbers are made."""

from django.utils.translation import gettext_lazy as _

from decisionaid.about.page import Section, TextPage

METHOD = TextPage(
    title=_("How the numbers are made"),
    lead=_(
        "A model follows 1,000 people like you on paper, year by year. "
        "It uses what published studies found."
    ),
    sections=(
        Section(
            _("The question it answers"),
            (
                _(
                    "Of 1,000 people like me who choose this, where are they after "
                    "some years?"
                ),
                _("Each person is counted in exactly one of five groups:"),
            ),
            (
                _("died because of the treatment"),
                _("died of something else"),
                _("more disabled than now"),
                _("about the same as now"),
                _("less disabled than now"),
            ),
        ),
        Section(
            _("Step by step"),
            points=(
                _(
                    "First: MS without a drug. Old registries followed many people for "
                    "decades. They show how fast disability comes."
                ),
                _(
                    "Then: today. MS seems to run more slowly now than it did then. "
                    "One factor moves the old figures to today."
                ),
                _(
                    "Then: you. Your EDSS and your years with MS say whether your MS "
                    "is faster or slower than most."
                ),
                _(
                    "Then: the treatment. Studies say how much worsening each "
                    "treatment prevents. They also say how many people improve."
                ),
                _(
                    "Then: harms. Some come early, such as those of a transplant. "
                    "Some grow with time, such as PML on natalizumab."
                ),
                _(
                    "Last: everything else that people die of, by age and sex, and by "
                    "how disabled they are."
                ),
            ),
        ),
        Section(
            _("Two kinds of studies"),
            (
                _(
                    "Some studies compare two treatments. Others follow one group for "
                    "a long time. Both kinds count, for all treatments alike."
                ),
                _(
                    "The two kinds do not always agree. Groups that are followed "
                    "without a comparison often look too good. The model allows for it."
                ),
                _(
                    "Few people with progressive MS were studied. There, only "
                    "comparisons count, or nothing is said at all."
                ),
            ),
        ),
        Section(
            _("Where the range comes from"),
            (
                _(
                    "No figure in a study is exact. So the model runs %(draws)s times. "
                    "Each run takes slightly different figures, as the studies allow."
                ),
                _(
                    "The number shown is the average of the runs. The range holds 950 "
                    "of every 1,000 runs. All options share the same runs."
                ),
                _(
                    "The range cannot hold what no study has seen. The truth can lie "
                    "outside it."
                ),
            ),
        ),
        Section(
            _("What goes in"),
            (
                _(
                    "This release uses %(sources)s publications and %(parameters)s "
                    "figures. Each figure carries a note on how far it was checked:"
                ),
            ),
            (
                _("%(seen)s were seen in the paper or its summary."),
                _("%(secondary)s were seen on another page that quotes the paper."),
                _("%(needs_checking)s still need checking against the paper."),
                _("%(judgement)s are judgement: we chose them, and say so."),
                _("%(derived)s were worked out from other figures."),
            ),
        ),
        Section(
            _("How we checked the model"),
            points=(
                _(
                    "It is held against what registries and trials saw in people "
                    "without a drug. A known miss is written down."
                ),
                _("It was written a second time, simply. Both must agree."),
                _(
                    "The same answers and the same release always give the same "
                    "numbers."
                ),
                _(
                    "Every page takes its numbers from one place, so that text, "
                    "pictures and tables agree."
                ),
            ),
        ),
        Section(
            _("Which release this is"),
            (
                _(
                    "Release %(release)s of the evidence, made on %(made_on)s. "
                    "Model version %(model_version)s."
                ),
                _("Its fingerprint is %(digest)s."),
            ),
        ),
    ),
)
