"""By when the site is to be looked at again."""

from __future__ import annotations

from datetime import date

from decisionaid.core.content import ContentError, read_content


def get_review_date() -> date:
    """Get the day after which the site is out of date."""
    day = read_content("review").get("review_on")
    if type(day) is not date:
        raise ContentError("review: review_on is not year-month-day")
    return day


def is_overdue(today: date) -> bool:
    """Whether the day is past."""
    return today > get_review_date()
