"""What is kept, where and for how long."""

from django.utils.translation import gettext_lazy as _

from decisionaid.about.page import Section, TextPage

PRIVACY = TextPage(
    title=_("What we keep, and for how long"),
    lead=_(
        "We do not ask who you are. Your answers are deleted %(hours)s hours after "
        "the last one, or at once if you ask."
    ),
    sections=(
        Section(
            _("Your answers"),
            points=(
                _("They are kept on our server, not in your browser."),
                _("They are never in a web address, in a cookie or in our log files."),
                _(
                    "They do not hold your name, date of birth, address or hospital "
                    "number. We do not ask for them."
                ),
                _("If you say yes to seeing numbers, we note that yes beside them."),
                _(
                    "“Delete my answers” is at the foot of every page once you have "
                    "given one. It works at once."
                ),
                _(
                    "Otherwise they end %(hours)s hours after your last answer. "
                    "Closing the browser ends your way back to them."
                ),
            ),
        ),
        Section(
            _("If you ask for a code"),
            (
                _(
                    "Only then do we keep a result for longer: your answers and the "
                    "numbers you saw, for %(code_days)s days."
                ),
            ),
            (
                _("The code is shown once. We keep only a scrambled form of it."),
                _("Whoever has the code can open the result. Treat it like a key."),
                _(
                    "Staff who run this site can see kept results, but not whose they "
                    "are."
                ),
                _(
                    "You can withdraw it at any time. We then delete the answers and "
                    "the numbers."
                ),
            ),
        ),
        Section(
            _("Cookies"),
            (_("This site sets two, and no other site sets any here."),),
            (
                _(
                    "“%(session_cookie)s” connects your browser to your answers. It "
                    "holds a random key, and goes when you close the browser."
                ),
                _(
                    "“%(form_cookie)s” guards our forms against misuse. It holds a "
                    "random value and lasts up to %(form_cookie_days)s days."
                ),
            ),
        ),
        Section(
            _("What we do not do"),
            points=(
                _("No adverts, no counting of visitors, no tracking."),
                _("No parts of a page come from other companies."),
                _("Nothing is sold or passed on."),
            ),
        ),
        Section(
            _("What others may see"),
            (
                _(
                    "Whoever runs the server may note your internet address and the "
                    "page you opened. Your answers are not in that note."
                ),
                _(
                    "Your browser keeps its own list of pages you visited. On a shared "
                    "device, use a private window."
                ),
            ),
        ),
    ),
)
