"""The filter of the log."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from headstamp.accounts.models import User
from headstamp.audit.models import Kind
from headstamp.audit.queries import LogFilter
from headstamp.desk.acts import ACTS, SUBJECTS
from headstamp.kernel.folding import fold


class LogFilterForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind of act"), required=False, choices=[("", _("any")), *Kind.choices])
    who = forms.CharField(label=_("User name"), required=False, max_length=150)
    actor = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    # Not choice fields: a code that this version does not know is still asked for, not passed over.
    verb = forms.SlugField(label=_("Act"), required=False, max_length=64, widget=forms.Select)
    subject_kind = forms.SlugField(
        label=_("Kind of record"), required=False, max_length=64, widget=forms.Select
    )
    subject_id = forms.CharField(label=_("Record"), required=False, max_length=128)
    batch = forms.CharField(label=_("Batch"), required=False, max_length=64)
    start = forms.DateField(
        label=_("From day"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    end = forms.DateField(label=_("To day"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        for name, called in (("verb", ACTS), ("subject_kind", SUBJECTS)):
            asked = self.data.get(name, "")
            choices = {code: str(text) for code, text in called.items()} | (
                {asked: asked} if asked not in called else {}
            )
            by_name = sorted(choices.items(), key=lambda one: fold(one[1]))
            self.fields[name].widget.choices = [("", _("any")), *(one for one in by_name if one[0])]

    def wanted(self) -> LogFilter:
        """What to show; a user name that nobody has shows nothing."""
        values: dict[str, Any] = self.cleaned_data if self.is_valid() else {}
        who = values.get("who", "")
        actor = values.get("actor", "")
        if who:
            actor = str(
                User.objects.filter(username__iexact=who).values_list("pk", flat=True).first() or "nobody"
            )
        start, end = values.get("start"), values.get("end")
        return LogFilter(
            kind=values.get("kind", ""),
            verb=values.get("verb", ""),
            actor=actor,
            subject_kind=values.get("subject_kind", ""),
            subject_id=values.get("subject_id", ""),
            batch=values.get("batch", ""),
            start=_midnight(start) if start else None,
            end=_midnight(end + timedelta(days=1)) if end else None,
        )


def _midnight(day: Any) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
