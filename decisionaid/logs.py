"""Log lines without anybody's answers."""

from __future__ import annotations

import logging
import traceback
from types import TracebackType


class PrivateFormatter(logging.Formatter):
    """Tells where an error happened and of which kind, never its text.

    The text of an exception may quote what a person typed.
    """

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def formatException(
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None]
        | tuple[None, None, None],
    ) -> str:
        kind, _error, trace = ei
        frames = "".join(traceback.format_tb(trace))
        return f"{frames}{kind.__name__ if kind else 'no error'}"
