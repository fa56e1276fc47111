"""What a clinician types: an estimate, corrected answers, notes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from decisionaid.clinician.consultation.actions import Work
from decisionaid.clinician.consultation.recomputed import build_request
from decisionaid.presentation.page import PEOPLE
from decisionaid.presentation.wording.labels import OPTION_NAMES
from riskmodel import interface

#: What the estimate is of.
ESTIMATE_YEARS = 5
AS_TOLD = ("", _("as the person said"))


class EstimateForm(forms.Form):
    """How many of 1,000 are dead or worse, for each option; any may be left out."""

    def __init__(self, *args: Any, options: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "%s", **kwargs})
        for option in options:
            self.fields[option] = forms.IntegerField(
                label=OPTION_NAMES[option],
                required=False,
                min_value=0,
                max_value=PEOPLE,
                widget=forms.TextInput({"inputmode": "numeric"}),
                error_messages={
                    "invalid": _("Enter a whole number from 0 to 1,000."),
                    "min_value": _("Enter a whole number from 0 to 1,000."),
                    "max_value": _("Enter a whole number from 0 to 1,000."),
                },
            )

    @property
    def estimate(self) -> dict[str, int]:
        """What was filled in."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if value is not None
        }


def _choose(label: Any, **words: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, required=False, choices=[AS_TOLD, *words.items()]
    )


UNKNOWN = _("not known")
YES_NO = {"yes": _("yes"), "no": _("no"), "unknown": UNKNOWN}


def word_answer(name: str, value: Any) -> str:
    """Write an answer in the words that its field offers, where it offers any."""
    key = f"{value:g}" if isinstance(value, float | int) else str(value)
    offered = dict(getattr(WorkForm.base_fields.get(name), "choices", ()))
    return str({"unknown": UNKNOWN, **offered}.get(key, key)) if key else ""


class WorkForm(forms.Form):
    """Corrected answers, each empty where the person's stands; and notes.

    What is allowed is the model's to say: the corrected answers are checked together
    with those that stand.
    """

    edss = forms.ChoiceField(
        label=_("EDSS, measured"),
        required=False,
        choices=[AS_TOLD, *((f"{s:g}", f"{s:.1f}") for s in interface.EDSS_STEPS)],
    )
    relapses_1y = forms.CharField(label=_("Relapses in 12 months"), required=False)
    relapses_2y = forms.CharField(label=_("Relapses in 2 years"), required=False)
    new_mri = _choose(_("New lesions on MRI"), **YES_NO)
    jcv = _choose(
        _("JC virus antibodies"),
        positive=_("positive"),
        negative=_("negative"),
        unknown=UNKNOWN,
    )
    jcv_index = forms.CharField(label=_("JC virus index"), required=False)
    prior_immunosuppression = _choose(_("Earlier immunosuppressants"), **YES_NO)
    centre = _choose(
        _("Own centre's record: transplants for MS"),
        experienced=_("many"),
        typical=_("some"),
        new=_("few or none so far"),
        unknown=UNKNOWN,
    )
    conditioning = _choose(
        _("Conditioning"),
        beam_atg=_("BEAM with ATG"),
        cy_atg=_("cyclophosphamide with ATG"),
        high=_("a higher intensity"),
        unknown=UNKNOWN,
    )
    notes = forms.CharField(
        label=_("Notes"),
        required=False,
        max_length=10_000,
        strip=False,
        widget=forms.Textarea({"rows": 8}),
    )
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    NUMBERS = ("edss", "relapses_1y", "relapses_2y", "jcv_index")

    def __init__(self, *args: Any, document: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "%s", **kwargs})
        self.document = document

    def clean(self) -> dict[str, Any]:
        try:
            build_request(self.document, self._read_corrections())
        except interface.InvalidProfile as error:
            for wrong in error.errors:
                self._refuse(wrong.field, wrong.given, wrong.allowed)
        else:
            if self._contradicts_index():
                given = self.cleaned_data["jcv_index"]
                allowed = gettext("up to %(most)s with a negative test")
                most = f"{interface.POSITIVE_JCV_INDEX:g}"
                self._refuse("jcv_index", given, allowed % {"most": most})
        return self.cleaned_data

    def _contradicts_index(self) -> bool:
        given = self._read_corrections()
        index = given.get("jcv_index", 0)
        return (
            given.get("jcv") == "negative"
            and isinstance(index, int | float)
            and index > interface.POSITIVE_JCV_INDEX
        )

    def _refuse(self, field: str, given: str, allowed: str) -> None:
        name = field if field in self.fields else None
        label = self.fields[name].label if name else field
        told = gettext("%(label)s: “%(given)s” cannot be used. Allowed: %(is)s.")
        values = {"label": label, "given": given, "is": allowed}
        self.add_error(name, ValidationError(told % values))

    def _read_corrections(self) -> dict[str, Any]:
        given = {
            name: value.strip()
            for name, value in self.cleaned_data.items()
            if name not in ("notes", "version") and value.strip()
        }
        return {
            name: _read_number(value) if name in self.NUMBERS else value
            for name, value in given.items()
        }

    @property
    def work(self) -> Work:
        """What is to be kept."""
        return Work(self._read_corrections(), self.cleaned_data["notes"])


def _read_number(text: str) -> Any:
    """Read a number where it is one; the model refuses the rest, and says so."""
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        return text
    return int(number) if number.is_integer() else number
