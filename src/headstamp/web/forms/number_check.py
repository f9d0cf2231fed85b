"""The form in which a number is checked: what the officer sees, and on which part."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from headstamp.vocabulary import codes

_PLAIN = {"autocomplete": "off", "spellcheck": "false"}


class NumberForm(forms.Form):
    """A number as it is read off a part of a gun."""

    number = forms.CharField(
        label=_("Number as you see it"),
        max_length=120,
        widget=forms.TextInput(
            attrs=_PLAIN | {"class": "form-control hs-code", "data-signs": "", "autofocus": True}
        ),
        help_text=_("Write ? for a sign that cannot be read, [8B] for either, * for a missing piece."),
    )
    part = forms.ChoiceField(label=_("On which part"), required=False)

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        parts = codes.choices("mark_parts", get_language() or "en")
        self.fields["part"].choices = [("", _("not said")), *parts]  # type: ignore[attr-defined]


class NumberCheckForm(NumberForm):
    """The same with what else is seen of a gun that is not in the register."""

    make = forms.CharField(
        label=_("Make"), required=False, max_length=80, widget=forms.TextInput(attrs=_PLAIN)
    )
    model = forms.CharField(
        label=_("Model"), required=False, max_length=80, widget=forms.TextInput(attrs=_PLAIN)
    )
    calibre = forms.CharField(
        label=_("Calibre"), required=False, max_length=40, widget=forms.TextInput(attrs=_PLAIN)
    )
