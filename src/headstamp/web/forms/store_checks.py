"""Forms of a store's inspections and stocktakes."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from headstamp.custody.actions.inspecting import POINTS, Seen
from headstamp.custody.models import Answer
from headstamp.vocabulary import codes

_DAY = {"type": "date"}


def _day(label: Any, *, required: bool = True) -> forms.DateField:
    return forms.DateField(
        label=label, required=required, widget=forms.DateInput(attrs=_DAY, format="%Y-%m-%d")
    )


class InspectionForm(forms.Form):
    """Every point of the checklist with an answer; a no says what was found and by when it is to be mended."""

    inspected_on = _day(_("Inspected on"))
    inspectors = forms.CharField(label=_("Inspectors"), max_length=200, help_text=_("Names and bodies."))
    standard = forms.CharField(
        label=_("Standard"), max_length=200, help_text=_("The rule or guideline, with its year.")
    )
    next_on = _day(_("Next inspection by"), required=False)
    note = forms.CharField(label=_("Note"), max_length=500, required=False)

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.points = [code for code in codes.codes(POINTS).values() if not code.retired]
        for point in self.points:
            self.fields[f"{point.code}-word"] = forms.ChoiceField(
                label=point.label(get_language() or "en"),
                choices=Answer.Word.choices,
                widget=forms.RadioSelect,
                required=False,
            )
            self.fields[f"{point.code}-finding"] = forms.CharField(
                label=_("What was found"), max_length=300, required=False
            )
            self.fields[f"{point.code}-due"] = _day(_("To be mended by"), required=False)

    def heads(self) -> Iterator[forms.BoundField]:
        """The fields above the checklist."""
        return (self[name] for name in ("inspected_on", "inspectors", "standard", "next_on", "note"))

    def lines(self) -> Iterator[tuple[bool, forms.BoundField, forms.BoundField, forms.BoundField]]:
        """Each point: whether the standard needs it, its answer, finding and day."""
        for point in self.points:
            of = (self[f"{point.code}-{name}"] for name in ("word", "finding", "due"))
            yield (bool(point.facts["is_needed"]), *of)  # type: ignore[misc]

    def told(self) -> dict[str, Any]:
        """What the form says, as the action is told."""
        data = self.cleaned_data
        seen = [
            Seen(
                point.code,
                data[f"{point.code}-word"],
                data[f"{point.code}-finding"],
                data[f"{point.code}-due"],
            )
            for point in self.points
        ]
        heads = ("inspected_on", "inspectors", "standard", "next_on", "note")
        return {"seen": seen} | {name: data[name] for name in heads}


class MendForm(forms.Form):
    point = forms.CharField(widget=forms.HiddenInput)
    mended_on = _day(_("Mended on"))
    mended_how = forms.CharField(label=_("How it was mended"), max_length=300)


class SeeForm(forms.Form):
    """A place, then the labels of what lies there; the place stays until another one is scanned."""

    place = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    label = forms.CharField(
        label=_("Scan a place, then the parcels in it"),
        max_length=60,
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "off", "spellcheck": "false"}),
    )


class ExplainForm(forms.Form):
    label = forms.CharField(max_length=60, widget=forms.HiddenInput)
    explanation = forms.CharField(label=_("Explanation"), max_length=300)
