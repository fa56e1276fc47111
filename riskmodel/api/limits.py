"""How much may be asked: in one request, and in a minute by one address or partner.

Work is counted as draws times EDSS bands, which is what a comparison costs.
"""

from __future__ import annotations

import math
import time
from abc import ABC, abstractmethod
from collections.abc import Sequence
from threading import Lock
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.core.cache import cache
from django.utils.crypto import salted_hmac
from django.utils.module_loading import import_string
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from riskmodel.errors import FieldError, InvalidProfile
from riskmodel.interface import ComparisonRequest

if TYPE_CHECKING:
    # The framework's views load the throttles that the settings name.
    from rest_framework.views import APIView

#: What one request may cost, some six seconds of one processor: the usual 4,000 draws
#: at all ten bands, or the most draws at two of them.
MOST_WORK = 40_000
MINUTE_SECONDS = 60.0
#: Of the refill: it never makes anybody wait.
ROUNDING = 1e-6
_SALT = "riskmodel.api.limits"
#: Threads of a process ask at once; what each takes must be counted.
_lock = Lock()


#: What every comparison costs besides, however few its draws, and what sensitivity
#: does: it goes through the model anew for some forty parameters.
WORK_OF_EACH = 300
WORK_OF_SENSITIVITY = 12_000


def count_bands(request: ComparisonRequest) -> int:
    """Count the EDSS bands a comparison averages over.

    Parameters
    ----------
    request : ComparisonRequest

    Returns
    -------
    int
    """
    return len({int(step) for step in request.profile.edss_steps})


def measure_work(requests: Sequence[ComparisonRequest]) -> int:
    """Measure what requests cost.

    Parameters
    ----------
    requests : sequence of ComparisonRequest

    Returns
    -------
    int
        Draws times EDSS bands, in all.
    """
    return sum(request.draws * count_bands(request) for request in requests)


def check_work(request: ComparisonRequest) -> None:
    """Refuse what costs more than one request may.

    Parameters
    ----------
    request : ComparisonRequest

    Raises
    ------
    InvalidProfile
        Naming the two fields that make it so.
    """
    draws, bands = request.draws, count_bands(request)
    if draws * bands <= MOST_WORK:
        return
    high = f"{request.profile.edss_high:g}"
    most_bands = MOST_WORK // draws
    raise InvalidProfile(
        (
            FieldError(
                "draws",
                str(draws),
                f"at most {MOST_WORK // bands} with {bands} whole EDSS bands",
            ),
            FieldError(
                "edss_high",
                high,
                f"a range of at most {most_bands} whole EDSS bands with {draws} draws",
            ),
        )
    )


class Budget(BaseThrottle, ABC):
    """A minute's allowance that refills evenly, of each address or partner.

    What is kept, for a minute, is a keyed hash of the address and two numbers.
    """

    scope: ClassVar[str]
    setting: ClassVar[str]

    def __init__(self) -> None:
        self.seconds_left = 0.0

    @abstractmethod
    def get_cost(self, request: Request, view: APIView) -> float:
        """Tell what a request takes from the allowance."""

    def allow_request(self, request: Request, view: APIView) -> bool:
        """Take a request's cost from the allowance, or tell when there is enough."""
        kind = "API_" if request.auth is None else "API_PARTNER_"
        allowance = getattr(settings, kind + self.setting)
        # What costs more than a minute's allowance waits for all of it.
        cost = min(self.get_cost(request, view), allowance)
        if cost == 0:
            return True
        key = f"{self.scope}:{self._hash_asker(request)}"
        with _lock:
            self.seconds_left = _spend(key, cost, allowance, now=time.time())
        return self.seconds_left == 0

    def wait(self) -> float:
        """Tell after how many seconds the same request is allowed."""
        return math.ceil(self.seconds_left)

    def _hash_asker(self, request: Request) -> str:
        asker = (
            f"address {import_string(settings.API_FIND_ADDRESS)(request)}"
            if request.auth is None
            else f"partner {request.auth.pk}"
        )
        return salted_hmac(_SALT, asker, algorithm="sha256").hexdigest()


def _spend(key: str, cost: float, allowance: float, *, now: float) -> float:
    """Take a cost from an allowance; give the seconds until there is enough."""
    spent, since = cache.get(key, (0.0, now))
    refill_per_second = allowance / MINUTE_SECONDS
    spent = max(0.0, spent - (now - since) * refill_per_second)
    over = spent + cost - allowance
    if over > ROUNDING:
        return float(over / refill_per_second)
    cache.set(key, (spent + cost, now), MINUTE_SECONDS)
    return 0.0


class RequestThrottle(Budget):
    """Counts requests, whatever is in them."""

    scope = "api-requests"
    setting = "REQUESTS_PER_MINUTE"

    def get_cost(self, request: Request, view: APIView) -> float:
        """Count one."""
        return 1.0


class WorkThrottle(Budget):
    """Counts the work that a request asks for."""

    scope = "api-work"
    setting = "WORK_PER_MINUTE"

    def get_cost(self, request: Request, view: APIView) -> float:
        """Ask the view, which reads the body for it."""
        get_work = getattr(view, "get_work", None)
        return float(get_work(request)) if get_work else 0.0
