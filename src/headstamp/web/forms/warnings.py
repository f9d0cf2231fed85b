"""The form in which a signal is judged."""

from django import forms
from django.utils.translation import gettext_lazy as _

from headstamp.analysis.actions import LONGEST_REASON
from headstamp.analysis.models import Verdict


class VerdictForm(forms.Form):
    """What the signal is, and why."""

    word = forms.ChoiceField(label=_("Verdict"), choices=Verdict.Word.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "What you looked at and what you found. It stays with the signal and cannot be changed later."
        ),
    )
