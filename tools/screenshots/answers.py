"""The people in the pictures, by the names of the fields.

Whatever else is asked is answered "I don't know".
"""

from __future__ import annotations

from datetime import date

THIS_YEAR = date.today().year
#: Relapsing MS for 6 years, EDSS 3.5, 35 years old, a woman.
ANSWERS = {
    "course": "rrms",
    "onset_known": "year",
    "onset_year": str(THIS_YEAR - 6),
    "edss_known": "known",
    "edss": "3.5",
    "age": "35",
    "sex": "female",
    "relapses_1y": "1",
    "relapses_2y": "3",
    "new_mri": "yes",
    "children": "maybe",
}
#: Two more, so that a clinician's list has something to filter.
OTHERS = (
    {**ANSWERS, "course": "ppms", "edss": "4", "age": "48", "sex": "male"},
    {
        **ANSWERS,
        "course": "spms",
        "edss": "5.5",
        "age": "51",
        "onset_year": str(THIS_YEAR - 18),
    },
)
DONT_KNOW = "unknown"
RATINGS = {"dying": "quite", "walking_aid": "very", "relapses": "little"}
EXAMPLE_CODE = "7QK2-9MXD-0HRA-C4TE"
