"""The form in which a pair of records is judged: of guns, and of events."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from headstamp.matching.actions import LONGEST_REASON
from headstamp.matching.models import Judgement


class JudgementForm(forms.Form):
    """Whether both records tell of one thing, and why. `seen` is the judgement that stood when the page was made."""

    word = forms.ChoiceField(label=_("Your judgement"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_(
            "What you looked at and what you found. It stays with the pair and cannot be changed later."
        ),
    )
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *given: Any, stands: bool, words: Sequence[Any], **more: Any) -> None:
        super().__init__(*given, **more)
        offered = [choice for choice in words if stands or choice[0] != Judgement.Word.WITHDRAWN]
        self.fields["word"].choices = offered  # type: ignore[attr-defined]
