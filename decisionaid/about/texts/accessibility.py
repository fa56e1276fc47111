"""What was tested for people with different needs, how, and what was not."""

from django.utils.translation import gettext_lazy as _

from decisionaid.about.page import Section, TextPage

ACCESSIBILITY = TextPage(
    title=_("Who can use this site, and how we tested it"),
    lead=_(
        "We aim at the web standard WCAG 2.2, level AA. Machines have tested the site. "
        "People with MS have not tested it yet."
    ),
    sections=(
        Section(
            _("What you can do"),
            points=(
                _("Use it on a small phone or a large screen, without side scrolling."),
                _("Use it with the keyboard alone."),
                _("Use it without JavaScript. Only one optional chart needs it."),
                _("Read every picture as a table and as sentences."),
                _("Tell people in the pictures apart by shape, not only by colour."),
                _("Read it light or dark, as your device is set."),
                _("Print it, also in grey."),
                _("Stop and come back within %(hours)s hours. No page hurries you."),
            ),
        ),
        Section(
            _("What was tested"),
            (
                _(
                    "These tests run on every version of the site, in the browser "
                    "Chromium:"
                ),
            ),
            (
                _(
                    "A checking tool called axe, with its rules for WCAG 2.2 A and AA. "
                    "It finds nothing on the pages tested."
                ),
                _(
                    "Pages at widths of 320 and 1,280 pixels. Nothing is cut off to "
                    "the side."
                ),
                _("The questions by keyboard alone, and without JavaScript."),
                _("Light and dark colours."),
                _("The printed sheet: two pages, with all its numbers."),
                _("The length of sentences: at most 20 words."),
            ),
        ),
        Section(
            _("What was not tested"),
            points=(
                _("Use by people with MS, or by people with poor sight or hands."),
                _("Screen readers, voice control and screen magnifiers."),
                _("Browsers other than Chromium."),
                _("An audit by somebody from outside."),
                _("Whether people understand the numbers as they are meant."),
            ),
        ),
        Section(
            _("What we know is hard"),
            points=(
                _(
                    "The table of all figures is long, and its words are those of "
                    "research."
                ),
                _("The site is in English only."),
                _(
                    "The optional chart has many parts for a keyboard. The table "
                    "beside it has the same numbers."
                ),
            ),
        ),
        Section(
            _("If something does not work"),
            (
                _(
                    "This is a research preview. The service that offers it to you "
                    "must name a contact here before patients use it."
                ),
                _("Until then, please tell the person who gave you the address."),
            ),
        ),
    ),
)
