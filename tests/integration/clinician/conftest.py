"""Each test has its own count of how often somebody tried."""

from __future__ import annotations

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def forgotten_tries() -> None:
    cache.clear()
