"""How the results are laid out for one person: the order, and of how many people.

The option that stands first is drawn by chance for each session, or chosen; the same
order holds on the screen, on the sheet and in the PDF.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.contrib.sessions.backends.base import SessionBase

from decisionaid.core.answers import get_view, save_view
from decisionaid.presentation.counts import HUNDRED
from decisionaid.presentation.page import PEOPLE
from decisionaid.presentation.wording.labels import OPTION_NAMES

OPTIONS = tuple(OPTION_NAMES)
#: Of how many people the tables may count.
DENOMINATORS = (PEOPLE, HUNDRED)
#: The time shown to whoever has not chosen one.
USUAL_YEARS = 5


@dataclass(frozen=True)
class View:
    """What a person sees first, of how many people the tables count, and when.

    ``chosen`` says whether the order was chosen rather than drawn by chance; ``years``
    is the time last looked at.
    """

    first: str = OPTIONS[0]
    chosen: bool = True
    people: int = PEOPLE
    years: int = USUAL_YEARS

    @property
    def order(self) -> tuple[str, ...]:
        """The options in the fixed circle, from the first on."""
        start = OPTIONS.index(self.first)
        return OPTIONS[start:] + OPTIONS[:start]


#: The document's order, for whoever has not chosen.
USUAL = View()


def read_view(
    session: SessionBase, *, choose: Callable[[Sequence[str]], str] = secrets.choice
) -> View:
    """Give the session's layout; who has none yet gets an order by chance, for good."""
    if "first" not in get_view(session):
        save_view(session, first=choose(OPTIONS), chosen=False)
    return View(**get_view(session))
