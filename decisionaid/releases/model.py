"""The model, asked with the release in use: pages take their numbers from here.

Each function is that of ``riskmodel.interface`` under the same name; a caller who shows
what another release made names that one with ``release=``.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from decisionaid.releases.selectors import get_release
from riskmodel import interface

Asked = ParamSpec("Asked")
Told = TypeVar("Told")


def _with_release_in_use(ask: Callable[Asked, Told]) -> Callable[Asked, Told]:
    @wraps(ask)
    def asked(*args: Asked.args, **named: Asked.kwargs) -> Told:
        if "release" not in named:
            named["release"] = get_release().id
        return ask(*args, **named)

    return asked


compare = _with_release_in_use(interface.compare)
compare_many = _with_release_in_use(interface.compare_many)
era_curve = _with_release_in_use(interface.era_curve)
sensitivity = _with_release_in_use(interface.sensitivity)
sources = _with_release_in_use(interface.sources)
parameters = _with_release_in_use(interface.parameters)
