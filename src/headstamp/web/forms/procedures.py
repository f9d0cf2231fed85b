"""The form in which a step of a procedure is noted."""

from django import forms
from django.utils.translation import gettext_lazy as _

from headstamp.procedures.models import StepNote


class StepForm(forms.Form):
    step = forms.CharField(widget=forms.HiddenInput, max_length=40)
    word = forms.ChoiceField(label=_("What is said"), choices=StepNote.Word.choices)
    done_on = forms.DateField(
        label=_("Done on"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    evidence = forms.CharField(
        label=_("Evidence or reason"),
        max_length=300,
        help_text=_("A number, a paper, or why it does not apply."),
    )
