"""No log line repeats what a person typed."""

import logging
import sys

from decisionaid.logs import PrivateFormatter


def test_an_error_is_logged_without_its_text():
    try:
        raise ValueError("EDSS 3.5, age 35")
    except ValueError:
        record = logging.LogRecord(
            "django.request", logging.ERROR, __file__, 1, "%s", ("/check/",), None
        )
        record.exc_info = sys.exc_info()
    line = PrivateFormatter().format(record)
    assert "/check/" in line
    assert "ValueError" in line
    assert "in test_an_error_is_logged_without_its_text" in line
    # The source line is shown; the text of the error is quoted in ours.
    assert "ValueError: " not in line


def test_a_cause_is_not_quoted_either():
    try:
        try:
            int("typed by a person")
        except ValueError as error:
            raise RuntimeError("about it") from error
    except RuntimeError:
        text = PrivateFormatter().formatException(sys.exc_info())
    assert "typed by a person" not in text
    assert text.endswith("RuntimeError")
