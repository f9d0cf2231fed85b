"""Forms of the library: what a manual is, and a version's file."""

from django import forms
from django.utils.translation import gettext_lazy as _

from headstamp.programme.models import Helps, ManualKind, Tongue

FILES = ".pdf,.docx,.xlsx,.odt,.txt,.csv,.jpg,.jpeg,.png"


class ManualForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=ManualKind.choices)
    title = forms.CharField(label=_("Title"), max_length=300)
    summary = forms.CharField(
        label=_("What it is for"), required=False, max_length=8_000, widget=forms.Textarea(attrs={"rows": 4})
    )
    pages = forms.MultipleChoiceField(
        label=_("Pages that it helps with"),
        help_text=_("Each of them names it at its head."),
        required=False,
        choices=Helps.choices,
        widget=forms.CheckboxSelectMultiple,
    )


class ManualFileForm(forms.Form):
    version = forms.CharField(label=_("Version"), max_length=20)
    language = forms.ChoiceField(label=_("Language"), choices=Tongue.choices)
    issued_on = forms.CharField(
        label=_("Issued"), help_text=_("YYYY-MM-DD, YYYY-MM or YYYY."), required=False, max_length=10
    )
    note = forms.CharField(label=_("What is new"), required=False, max_length=300)
    file = forms.FileField(
        label=_("File"),
        help_text=_("PDF, Word or Excel without macros, OpenDocument text, a picture or plain text."),
        allow_empty_file=True,
        max_length=255,
        widget=forms.FileInput(attrs={"accept": FILES}),
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Why"), max_length=2_000)
