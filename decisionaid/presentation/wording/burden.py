"""What each option is like: one list of features, every option in every one.

The words stand in ``content/burden.toml``.
"""

from __future__ import annotations

from decisionaid.core.content import mark, read_content
from decisionaid.presentation.wording.labels import OPTION_NAMES

_CONTENT = read_content("burden")
#: Feature title to each option's text.
FEATURES = tuple(
    (
        mark(feature.get("title")),
        {option: mark(feature.get(option)) for option in OPTION_NAMES},
    )
    for feature in _CONTENT.each("features")
)
#: Treatments people ask about that the model does not compare.
NOT_COMPARED = tuple(map(mark, _CONTENT.get("not_compared")))
